import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listenForSeats } from '../../src/main/http/seats.ts'
import { dreadFactors } from '../../src/shared/domain/dread.ts'
import type { FacilitatorCommand } from '../../src/shared/domain/facilitator-command.ts'
import { defaultWorkshopSettings, type Votes, type WorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { WorkshopReport } from '../../src/shared/domain/workshop-report.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { joinDevice, type JoinedDevice } from '../support/workshop-room.ts'

let running: TestApp
let project: string
let threats: string[]
let devices: JoinedDevice[]

const titles = ['Forged token', 'Swapped | label', '<b>Quiet</b> [admin](http://example.com)', 'Flood of *orders*']

beforeEach(async () => {
  devices = []
  running = await startTestApp('MessagePort', { rooms: { listen: listenForSeats, seatHost: '127.0.0.1', seatPort: 0 } })
  project = (await running.api.project.create({ name: 'Order service' })).id
  threats = []
  for (const title of titles) {
    threats.push((await running.api.threat.create({ project, draft: { title, description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })).id)
  }
})

afterEach(async () => {
  for (const { socket } of devices) socket.close()
  const { logged } = running
  await running.close()
  expect(logged).toEqual([])
})

const digits = (text: string): Votes => Object.fromEntries(dreadFactors.map((factor, index) => [factor, { value: Number(text[index]) || 10 }]))

/** A room with three phones and a seat of the host's; everybody votes on all threats, and the first two are revealed and settled. */
async function hold(settings: Partial<WorkshopSettings> = {}) {
  const { api } = running
  const { id: workshop } = await api.workshop.create({ project, name: 'March: the order service', agenda: threats, settings: { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false, ...settings } })
  const command = (one: FacilitatorCommand) => api.workshop.command({ workshop, command: one })
  const address = await api.workshop.openRoom({ workshop })
  const url = new URL(address.urls[0] ?? '').origin.replace(/\/\/[^:]+/, '//127.0.0.1')
  const named = settings.anonymous !== true
  for (const name of ['Ada', 'Grace', 'Edsger']) devices.push(await joinDevice(url, address.code, named ? name : ''))
  await command({ type: 'start' })
  if (named) await command({ type: 'add-seat', name: 'Barbara', role: null })
  const host = (await api.workshop.get({ workshop })).seats.find(({ kind }) => kind === 'host')
  await command({ type: 'open', items: threats })
  for (const [place, item] of threats.entries()) {
    for (const [index, { calls }] of devices.entries()) await calls.vote({ item, round: 1, votes: digits(['87798', '77788', '88797'][(index + place) % 3] ?? '') })
    if (host) await command({ type: 'enter-votes', item, seat: host.id, via: 'grid', votes: digits(place === 1 ? '27798' : '77798') })
  }
  await command({ type: 'present', item: threats[0] ?? null })
  await command({ type: 'reveal', items: threats.slice(0, 2) })
  await command({ type: 'settle', items: threats.slice(0, 1), dissent: '' })
  const [, second = ''] = threats
  if (named) {
    await command({ type: 'open', items: [second] })
    for (const { calls } of devices) await calls.vote({ item: second, round: 2, votes: { damage: { value: 7 } } })
    if (host) await command({ type: 'enter-votes', item: second, seat: host.id, via: 'paper', votes: { damage: { value: 6 } } })
    await command({ type: 'reveal', items: [second] })
  }
  await command({ type: 'settle', items: [second], dissent: 'Ada would say more' })
  await command({ type: 'park', item: threats[2] ?? '', reason: 'the vendor has to say' })
  return { workshop, command }
}

async function text(workshop: string, format: 'md' | 'json', cut: 'nothing' | 'names-and-votes' = 'nothing'): Promise<string> {
  const file = await running.api.workshop.exportReport({ workshop, format, cut, job: 'j' })
  return Buffer.from(file.bytes, 'base64').toString('utf8')
}

describe('the report of a room', () => {
  test('R13 the closing poll over sockets: seats answer, change their mind, and the report has the counts once it is closed', async () => {
    const { workshop, command } = await hold()
    const [ada, grace, edsger] = devices
    await command({ type: 'open-poll' })
    await ada?.calls.answerPoll({ answer: 'no' })
    await ada?.calls.answerPoll({ answer: 'yes' })
    await grace?.calls.answerPoll({ answer: 'mostly' })
    expect((await running.api.workshop.report({ workshop })).poll).toEqual({ phase: 'open', answered: 2, counts: null, erased: false })
    await edsger?.calls.answerPoll({ answer: 'yes' })
    await command({ type: 'close-poll' })
    const late = await ada?.calls.answerPoll({ answer: 'no' }).catch((error: unknown) => error)
    expect(late).toMatchObject({ code: 'WRONG_PHASE' })
    await command({ type: 'close' })
    const report = await running.api.workshop.report({ workshop })
    expect(report.poll).toEqual({ phase: 'closed', answered: 3, counts: { yes: 2, mostly: 1, no: 0 }, erased: false })
    expect(report).toMatchObject({
      people: 'named',
      counts: { all: 4, settled: 2, parked: 1, left: 1, reVoted: 1 },
      attendance: { joined: 4, voted: 4, kinds: { device: 3, host: 1 }, via: { 'own-device': 63, grid: 20, paper: 1 } },
    })
    const frames = (await running.api.workshop.timeline({ workshop })).frames
    expect(frames.at(-1)).toMatchObject({ phase: 'closed', joined: 4, poll: { phase: 'closed', counts: { yes: 2, mostly: 1, no: 0 } } })
    expect(frames.filter(({ kind }) => kind === 'revealed').length).toBe(2)
  })

  test('is written as PDF, Markdown and JSON, in which what people typed is text', async () => {
    const { workshop, command } = await hold()
    await command({ type: 'note', item: threats[0] ?? null, text: 'We had **this** in March' })
    await command({ type: 'add-action', item: threats[2] ?? null, text: 'Ask the vendor', owner: 'Grace Hopper', due: '2026-04-01' })
    await command({ type: 'close' })
    const markdown = await text(workshop, 'md')
    expect(markdown).toContain('Swapped \\| label')
    expect(markdown).toContain('&lt;b&gt;Quiet&lt;/b&gt; \\[admin\\](http&#58;//example.com)')
    expect(markdown).toContain('We had \\*\\*this\\*\\* in March')
    expect(markdown).toContain('| Ask the vendor | Grace Hopper | 2026-04-01 |')
    expect(markdown).toContain('Ada would say more')
    const rows = markdown.split('\n').filter((line) => line.startsWith('| '))
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|').length).toBeGreaterThan(3)
    const json = await text(workshop, 'json')
    const parsed: unknown = JSON.parse(json)
    expect(WorkshopReport.parse(parsed)).toEqual(await running.api.workshop.report({ workshop }))
    expect(parsed).toMatchObject({ format: 'dreadnought-workshop-report', version: 1 })
    const pdf = await running.api.workshop.exportReport({ workshop, format: 'pdf', cut: 'nothing', job: 'j' })
    const bytes = Buffer.from(pdf.bytes, 'base64')
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(pdf).toMatchObject({ name: 'march_the_order_service-report.pdf', mime: 'application/pdf' })
    expect((await running.api.workshop.exportReport({ workshop, format: 'pdf', cut: 'nothing', job: 'j' })).bytes).toBe(pdf.bytes)
    const keep = process.env['KEEP_REPORT']
    if (keep !== undefined) {
      writeFileSync(`${keep}.pdf`, bytes)
      writeFileSync(`${keep}.md`, markdown)
    }
  })

  test('R7 cut, and of an anonymous room, no format names anybody', async () => {
    const { workshop } = await hold()
    for (const format of ['md', 'json'] as const) expect(await text(workshop, format, 'names-and-votes')).not.toMatch(/Ada(?! would)|Grace|Edsger|Barbara/)
    for (const { socket } of devices) socket.close()
    await running.api.workshop.command({ workshop, command: { type: 'close' } })
    devices = []
    const { workshop: other } = await hold({ anonymous: true })
    const report = await running.api.workshop.report({ workshop: other })
    expect(report).toMatchObject({ people: 'anonymous', attendance: { joined: 3, seats: [] } })
    expect(JSON.stringify(report)).not.toMatch(/"perSeat":\[\{|"far":\["/)
  })

  test('R8 after an erasure it says erased, in the summary and in every format, and the settled scores stand', async () => {
    const { workshop, command } = await hold()
    await command({ type: 'close' })
    const before = await running.api.workshop.report({ workshop })
    expect(before.erased).toEqual({ names: false, votes: false })
    const revision = await running.api.register.freeze({ project })
    await running.api.register.erase({ project, revision: revision.id })
    const after = await running.api.workshop.report({ workshop })
    expect(after.erased).toEqual({ names: true, votes: true })
    for (const item of after.items.slice(0, 2)) for (const round of item.rounds) expect(round).toMatchObject({ erased: true, results: [], shifts: [] })
    for (const own of after.agreement) expect(own).toMatchObject({ alpha: { missing: 'erased' }, w: { missing: 'erased' } })
    expect(after.items.map(({ settled }) => settled)).toEqual(before.items.map(({ settled }) => settled))
    expect(after.attendance.seats.map(({ name }) => name)).toEqual(['', '', '', ''])
    const desk = await running.api.workshop.get({ workshop })
    for (const { rounds, disputed } of desk.items.slice(0, 2)) expect({ disputed, results: rounds.flatMap(({ result }) => result ?? []) }).toEqual({ disputed: [], results: [] })
    const markdown = await text(workshop, 'md')
    expect(markdown).toContain('Votes were erased from the log since.')
    expect(markdown).toContain('(name erased)')
    expect(markdown).not.toMatch(/Grace|Edsger|Barbara/)
    const timeline = await running.api.workshop.timeline({ workshop })
    expect(timeline.erased).toBe(true)
    expect(JSON.stringify(timeline)).not.toContain('histogram')
  })

  test('of a workshop that is not there is NOT_FOUND', async () => {
    await expect(running.api.workshop.report({ workshop: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(running.api.workshop.timeline({ workshop: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(running.api.workshop.exportReport({ workshop: 'nowhere', format: 'md', cut: 'nothing', job: 'j' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
