import { afterEach, beforeEach, expect, it } from 'vitest'
import { codeOf, joinDevice, openDevice, removeData, startHost, startWorkshop, type Host } from '../support/workshop-room.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPlay, threat } from '../unit/workshop/play.ts'
import { presenterView } from '../../src/main/workshop/presenter-view.ts'
let host: Host
beforeEach(async () => { host = await startHost({}) })
afterEach(async () => { await host.stop(); removeData(host.dataDir) })

it('observer after rotation and lock', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const other = await openDevice(url)
  let seen = 0
  void (async () => { for await (const _ of await other.calls.observe({ code })) seen += 1 })().catch(() => undefined)
  await sleep(80)
  await host.workbench.rotateCode({ workshop })
  await host.workbench.lockRoom({ workshop, locked: true })
  const before = seen
  await host.workbench.command({ workshop, command: { type: 'present', item: 'threat-1' } })
  await sleep(200)
  console.log('observer still sees', seen > before)
})
it('two joins on one socket', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const other = await openDevice(url)
  const both = await Promise.allSettled(['A', 'B', 'C'].map((name) => other.calls.join({ code, name, role: null })))
  console.log('joins', both.map((b) => b.status), (await host.workbench.get({ workshop })).seats.map((s) => [s.name, s.connected]).join(' '))
})
it('a removed seat observes', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const ada = await joinDevice(url, code, 'Ada')
  // calls on the way while removed
  const vote = ada.calls.vote({ item: 'threat-1', round: 1, votes: { damage: { value: 3 } } }).then(() => 'ok', (e) => String(e))
  await host.workbench.command({ workshop, command: { type: 'remove-seat', seat: ada.seat } })
  console.log('removed', await Promise.race([vote, sleep(500)]))
})
it('cost of a presenter view', async () => {
  const play = startPlay({ autoReveal: false, quorum: { kind: 'count', value: 2 } })
  for (let i = 0; i < 300; i++) { play.join(`s${i}`); play.connected.add(`s${i}`) }
  play.facilitator({ type: 'start' })
  play.facilitator({ type: 'open', items: ['item-1', 'item-2', 'item-3'] })
  for (let i = 0; i < 300; i++) for (const item of ['item-1', 'item-2', 'item-3']) play.five(`s${i}`, item, 1, 5)
  const context = { connected: play.connected, projectName: '', elements: [] }
  const t = performance.now()
  for (let i = 0; i < 50; i++) presenterView(play.state(), context)
  console.log('presenter view ms at 300 seats, 3 items', (performance.now() - t) / 50)
})
