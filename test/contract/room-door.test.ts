import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRouterClient } from '@orpc/server'
import { projectHandlers } from '../../src/main/app/projects/projects.ts'
import { readLog, readWorkshop } from '../../src/main/store/workshops.ts'
import type { RoomNetworkSettings } from '../../src/shared/domain/room.ts'
import { defaultWorkshopSettings, PresenterView } from '../../src/shared/domain/workshop.ts'
import { codeOf, joinDevice, makeProject, openDevice, removeData, startHost, startWorkshop, type Device, type Host } from '../support/workshop-room.ts'

const overTls: RoomNetworkSettings = { shown: null, onlyShown: false, names: ['first.local'], tls: true }

let host: Host

beforeEach(async () => {
  host = await startHost({ cards: () => [{ address: '192.168.7.7', name: 'wlan0', kind: 'wifi' }] })
})
afterEach(async () => {
  await host.stop()
  removeData(host.dataDir)
})

async function room() {
  const started = await startWorkshop(host)
  return { ...started, ada: await joinDevice(started.url, started.code, 'Ada') }
}

async function nobodyListens(url: string): Promise<void> {
  await expect.poll(() => openDevice(url).then(() => 'somebody', String), { timeout: 5000 }).toContain('ECONNREFUSED')
}

describe('moves of the listener', () => {
  it('D10 two at once go one after the other: one port, one listener, and none after the workshop', async () => {
    const { workshop, url } = await room()
    const settings = [overTls, { ...overTls, names: ['first.local', 'second.local'] }]
    await Promise.all(settings.map((one) => host.workbench.setNetwork({ workshop, settings: one })))
    const { port } = new URL(url)
    const address = await host.workbench.room({ workshop })
    expect(address?.urls.map((one) => new URL(one).host)).toEqual([`127.0.0.1:${port}`, `first.local:${port}`, `second.local:${port}`])
    await host.workbench.command({ workshop, command: { type: 'close' } })
    await nobodyListens(url)
  })

  it('D10 a workshop that closes while its room moves leaves nothing open', async () => {
    const { workshop, url } = await room()
    const moved = host.workbench.setNetwork({ workshop, settings: overTls })
    await host.workbench.command({ workshop, command: { type: 'close' } })
    await moved
    expect(readWorkshop(host.context.db, workshop)?.roomOpen).toBe(false)
    await nobodyListens(url)
  })

  it('D10 a workshop that closes while its room opens has none', async () => {
    const project = makeProject(host, 1)
    const { id: workshop } = await host.workbench.create({ project, name: 'First', agenda: ['threat-1'], settings: defaultWorkshopSettings })
    const opened = codeOf(host.workbench.openRoom({ workshop }))
    await host.workbench.command({ workshop, command: { type: 'close' } })
    expect(await opened).toBe('WRONG_PHASE')
    expect(await host.workbench.room({ workshop })).toBeNull()
    const row = readWorkshop(host.context.db, workshop)
    expect(row?.roomOpen).toBe(false)
    await nobodyListens(`http://127.0.0.1:${String(row?.roomPort)}`)
  })
})

describe('a deleted project', () => {
  it('D1 has no room: its devices are cut off, nobody gets in; restored, the room can be opened again with the same code and seats', async () => {
    const { project, workshop, url, code, ada } = await room()
    const { remove, restore } = createRouterClient(
      projectHandlers(host.context, { signedRevisions: () => 0, openWorkshop: host.rooms.openWorkshop, shutRooms: host.rooms.shut }),
    )
    await remove({ project })
    await ada.closed
    await nobodyListens(url)
    await restore({ project })
    expect(await host.workbench.room({ workshop })).toBeNull()
    expect((await host.workbench.openRoom({ workshop })).code).toBe(code)
    const again = await openDevice(url)
    expect(await again.calls.resume({ token: ada.token })).toEqual({ seat: ada.seat })
  })
})

describe('a seat that the facilitator gave to another device', () => {
  /** A device that asks for Ada's seat, the claim as the desk has it, and what the device is answered. */
  async function claimed() {
    const started = await room()
    const { workshop, url, code } = started
    const phone = await openDevice(url)
    const asked = phone.calls.reclaim({ code, name: 'Ada' })
    asked.catch(() => undefined)
    await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(1)
    const [claim] = await host.workbench.claims({ workshop })
    return { ...started, asked, claim: claim?.id ?? '' }
  }

  it('D5 is not taken back with a ticket from before', async () => {
    const { workshop, url, code, ada, asked, claim } = await claimed()
    const { ticket } = await ada.calls.handover()
    await host.workbench.answerClaim({ workshop, claim, seat: ada.seat })
    const { token } = await asked
    const other = await openDevice(url)
    expect(await codeOf(other.calls.takeOver({ code, ticket }))).toBe('REFUSED')
    expect(await other.calls.resume({ token })).toEqual({ seat: ada.seat })
  })

  it('D6 is given once where two windows answer at the same moment, and the device has the token that counts', async () => {
    const { workshop, url, ada, asked, claim } = await claimed()
    const answer = { workshop, claim, seat: ada.seat }
    const answers = await Promise.allSettled([host.workbench.answerClaim(answer), host.workbench.answerClaim(answer)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { token } = await asked
    const other = await openDevice(url)
    expect(await other.calls.resume({ token })).toEqual({ seat: ada.seat })
    const log = readLog(host.context.db, workshop).filter(({ event }) => event.type === 'seat-taken-over')
    expect(log).toHaveLength(1)
  })
})

describe('who watches without a seat', () => {
  /** Watches until the line ends; answers once the first view is there, with the code of the refusal where there is none. */
  async function watch({ calls }: Device, code: string): Promise<string> {
    const views = await calls.observe({ code })
    return codeOf(views.next().then(({ value }) => Promise.reject(Object.assign(new Error('a view'), { code: PresenterView.parse(value).name }))))
  }

  it('D11 is cut off by a new code, and comes back with it; seats and who only stands at the door stay', async () => {
    const { workshop, url, code, ada } = await room()
    const [screen, atTheDoor] = [await openDevice(url), await openDevice(url)]
    expect(await watch(screen, code)).toBe('First')
    await atTheDoor.calls.room({ code })
    const fresh = await host.workbench.rotateCode({ workshop })
    expect(await screen.closed).toBe(4003)
    const again = await openDevice(url)
    expect(await watch(again, code)).toBe('WRONG_CODE')
    expect(await watch(again, fresh.code)).toBe('First')
    expect(await ada.calls.hand({ raised: true })).toBeUndefined()
    expect(await atTheDoor.calls.room({ code: fresh.code })).toMatchObject({ workshop: 'First' })
  })

  it('D11 fifty watch at once and no more; seats still get in, and one that goes leaves its place', async () => {
    const { url, code } = await room()
    const screens = await Promise.all(Array.from({ length: 50 }, () => openDevice(url)))
    expect(new Set(await Promise.all(screens.map((screen) => watch(screen, code))))).toEqual(new Set(['First']))
    const late = await openDevice(url)
    expect(await watch(late, code)).toBe('ROOM_FULL')
    const ben = await joinDevice(url, code, 'Ben')
    expect(await ben.calls.hand({ raised: true })).toBeUndefined()
    screens[0]?.socket.terminate()
    await expect.poll(() => watch(late, code)).toBe('First')
  })
})
