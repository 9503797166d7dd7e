import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FacilitatorView, PresenterView } from '../../src/shared/domain/workshop.ts'
import { codeOf, fiveVotes, joinDevice, openDevice, removeData, startHost, startWorkshop, type Host } from '../support/workshop-room.ts'

let host: Host
beforeEach(async () => {
  host = await startHost()
})
afterEach(async () => {
  await host.stop()
  removeData(host.dataDir)
})

/** Follows views until one is as it should be. */
async function until<View>(views: AsyncIterable<View>, right: (view: View) => boolean): Promise<View> {
  for await (const view of views) if (right(view)) return view
  throw new Error('the stream ended before')
}

describe('co-facilitators over the network', () => {
  it('I8 a seat that is none is FORBIDDEN the desk and every command, and changes nothing', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const ana = await joinDevice(url, code, 'Ana')
    const before = await host.workbench.get({ workshop })
    expect(await codeOf(ana.calls.facilitate({ command: { type: 'reveal', items: agenda } }))).toBe('FORBIDDEN')
    const desk = await ana.calls.desk()
    expect(await codeOf(desk.next())).toBe('FORBIDDEN')
    expect((await host.workbench.get({ workshop })).seq).toBe(before.seq)
  })

  it('I8 a named one sees the desk, reveals and settles; its desk ends when that is taken back', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host, { settings: { quorum: { kind: 'count', value: 1 } } })
    const ana = await joinDevice(url, code, 'Ana')
    const ben = await joinDevice(url, code, 'Ben')
    await host.workbench.command({ workshop, command: { type: 'set-seat', seat: ana.seat, coFacilitator: true } })
    const desk: AsyncIterable<FacilitatorView> = await ana.calls.desk()
    const follow = desk[Symbol.asyncIterator]()
    expect((await follow.next()).value?.items).toHaveLength(agenda.length)
    for (const item of agenda) await ben.calls.vote({ item, round: 1, votes: fiveVotes([7, 7, 7, 7, 7]) })
    await ana.calls.facilitate({ command: { type: 'reveal', items: agenda } })
    await ana.calls.facilitate({ command: { type: 'settle', items: agenda, dissent: '' } })
    const { items } = await host.workbench.get({ workshop })
    expect(items.map(({ settlement }) => settlement?.values.damage)).toEqual([7, 7])
    expect(await codeOf(ana.calls.facilitate({ command: { type: 'close' } }))).toBe('FORBIDDEN')
    expect(await codeOf(ana.calls.facilitate({ command: { type: 'set-seat', seat: ben.seat, coFacilitator: true } }))).toBe('FORBIDDEN')

    await host.workbench.command({ workshop, command: { type: 'set-seat', seat: ana.seat, coFacilitator: false } })
    let last = await follow.next()
    while (!last.done) last = await follow.next()
    expect(await codeOf(ana.calls.facilitate({ command: { type: 'present', item: null } }))).toBe('FORBIDDEN')
  })

  it('I8 the log says which co-facilitator did what', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const ana = await joinDevice(url, code, 'Ana')
    await host.workbench.command({ workshop, command: { type: 'set-seat', seat: ana.seat, coFacilitator: true } })
    await ana.calls.facilitate({ command: { type: 'park', item: agenda[0] ?? '', reason: 'Ask the vendor' } })
    const parked = host.context.db.prepare("SELECT actor FROM workshop_events WHERE workshop = ? AND type = 'parked'").pluck().all(workshop)
    expect(parked).toEqual([ana.seat])
  })
})

describe('what a room waits for', () => {
  it('I10 a countdown that a crash left behind reveals nothing, also in a room without phones', async () => {
    const { workshop, agenda } = await startWorkshop(host, { settings: { revealCountdownSeconds: 3 } })
    await host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
    // As after a stop of a room that was never opened for phones.
    host.context.db.prepare('UPDATE workshops SET room_open = 0').run()
    const dataDir = host.dataDir
    await host.stop()
    host = await startHost({ dataDir })
    const { items } = await host.workbench.command({ workshop, command: { type: 'note', item: null, text: 'Back again' } })
    expect(items.map(({ phase, revealAt }) => [phase, revealAt])).toEqual([['open', null], ['open', null]])
  })

  it('W13 a pause takes the countdown back, and going on starts it anew', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host, { settings: { autoReveal: true, revealCountdownSeconds: 10, quorum: { kind: 'count', value: 1 } } })
    const ana = await joinDevice(url, code, 'Ana')
    for (const item of agenda) await ana.calls.vote({ item, round: 1, votes: fiveVotes([6, 6, 6, 6, 6]) })
    const counting = async () => (await host.workbench.get({ workshop })).items.map(({ revealAt }) => revealAt !== null)
    await expect.poll(counting).toEqual([true, true])
    await host.workbench.command({ workshop, command: { type: 'pause' } })
    expect(await counting()).toEqual([false, false])
    await host.workbench.command({ workshop, command: { type: 'resume' } })
    await expect.poll(counting).toEqual([true, true])
  })

  it('I8 a socket gets one seat, however many joins it sends at once', async () => {
    const { url, code, workshop } = await startWorkshop(host)
    const device = await openDevice(url)
    const tries = await Promise.allSettled(['Ana', 'Ben', 'Cleo'].map((name) => device.calls.join({ code, name, role: null })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await host.workbench.get({ workshop })).seats).toHaveLength(1)
  })

  it('W15 a scribe hears of a mate who comes to its table', async () => {
    const tables = [{ id: 'left', name: 'Left', items: ['threat-1'] }, { id: 'right', name: 'Right', items: ['threat-2'] }]
    const { url, code, workshop } = await startWorkshop(host, { settings: { way: 'tables', tables } })
    const device = await openDevice(url)
    const ana = await device.calls.join({ code, name: 'Ana', role: null, table: 'left' })
    await host.workbench.command({ workshop, command: { type: 'set-seat', seat: ana.seat, scribe: true } })
    const views = await device.calls.watch()
    await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Cleo', role: null, table: 'left' } })
    const view = await until(views, ({ seat }) => (seat.writesFor ?? []).length === 1)
    expect(view.seat.writesFor?.[0]?.name).toBe('Cleo')
  })
})

describe('observers', () => {
  it('see what the projector shows, need the code, and take no seat', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const watcher = await openDevice(url)
    const wrong = await watcher.calls.observe({ code: '000000' === code ? '000001' : '000000' })
    expect(await codeOf(wrong.next())).toBe('WRONG_CODE')
    const views: AsyncIterable<PresenterView> = await watcher.calls.observe({ code })
    await host.workbench.command({ workshop, command: { type: 'present', item: agenda[0] ?? '' } })
    const view = await until(views, ({ presented }) => presented !== null)
    expect(view.presented?.threat.title).toBe('Threat number 1')
    expect(view.presented?.result).toBeNull()
    expect((await host.workbench.get({ workshop })).seats).toEqual([])
    expect(await codeOf(watcher.calls.vote({ item: agenda[0] ?? '', round: 1, votes: fiveVotes([1, 1, 1, 1, 1]) }))).toBe('UNAUTHORIZED')
  })
})

describe('tables over the network', () => {
  const settings = { way: 'tables' as const, tables: [{ id: 'left', name: 'Left', items: ['threat-1'] }, { id: 'right', name: 'Right', items: ['threat-2'] }] }

  it('W14 W15 a seat chooses its table at the door; its scribe votes for a table-mate, and for nobody else', async () => {
    const { url, code, workshop } = await startWorkshop(host, { settings })
    const device = await openDevice(url)
    expect((await device.calls.room({ code })).tables).toEqual([{ id: 'left', name: 'Left' }, { id: 'right', name: 'Right' }])
    const ana = await device.calls.join({ code, name: 'Ana', role: null, table: 'left' })
    const other = await openDevice(url)
    const ben = await other.calls.join({ code, name: 'Ben', role: null, table: 'right' })
    await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Cleo', role: null, table: 'left' } })
    const cleo = (await host.workbench.get({ workshop })).seats.find(({ name }) => name === 'Cleo')?.id ?? ''
    const votes = fiveVotes([5, 5, 5, 5, 5])
    expect(await codeOf(device.calls.voteFor({ seat: cleo, item: 'threat-1', round: 1, votes }))).toBe('FORBIDDEN')
    await host.workbench.command({ workshop, command: { type: 'set-seat', seat: ana.seat, scribe: true } })
    expect((await device.calls.voteFor({ seat: cleo, item: 'threat-1', round: 1, votes })).recorded).toHaveLength(5)
    expect(await codeOf(device.calls.voteFor({ seat: ben.seat, item: 'threat-2', round: 1, votes }))).toBe('FORBIDDEN')
    expect(await codeOf(other.calls.revealTable())).toBe('FORBIDDEN')
    await device.calls.revealTable()
    expect((await host.workbench.get({ workshop })).items.map(({ phase }) => phase)).toEqual(['revealed', 'open'])
  })
})

describe('what goes with the votes, over the network', () => {
  it('W13 the room reveals by itself when the last one has voted', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host, { settings: { autoReveal: true } })
    const [ana, ben] = [await joinDevice(url, code, 'Ana'), await joinDevice(url, code, 'Ben')]
    const views = await ana.calls.watch()
    for (const device of [ana, ben]) for (const item of agenda) await device.calls.vote({ item, round: 1, votes: fiveVotes([6, 6, 6, 6, 6]) })
    const view = await until(views, ({ items }) => items.every(({ revealed }) => revealed !== null))
    expect(view.items.map(({ revealed }) => revealed?.result.factors.damage?.median)).toEqual([6, 6])
    expect((await host.workbench.get({ workshop })).phase).toBe('running')
  })

  it('W19 W21 the poll and remarks: acknowledged, read by the facilitator, in no other seat’s bytes', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const [ana, ben] = [await joinDevice(url, code, 'Ana'), await joinDevice(url, code, 'Ben')]
    const heard: string[] = []
    ben.socket.on('message', (data: Buffer) => heard.push(data.toString()))
    const views = await ben.calls.watch()
    await views.next()
    await ana.calls.comment({ item: agenda[0] ?? '', text: 'We had this in May' })
    expect(await codeOf(ana.calls.answerPoll({ answer: 'no' }))).toBe('WRONG_PHASE')
    await host.workbench.command({ workshop, command: { type: 'open-poll' } })
    await ana.calls.answerPoll({ answer: 'no' })
    await host.workbench.command({ workshop, command: { type: 'present', item: agenda[0] ?? '' } })
    await until(views, ({ presented }) => presented !== null)
    expect((await host.workbench.get({ workshop })).comments.map(({ text }) => text)).toEqual(['We had this in May'])
    expect(heard.join('')).not.toContain('We had this in May')
    expect(heard.join('')).not.toContain('"no":1')
    const { poll } = await host.workbench.command({ workshop, command: { type: 'close-poll' } })
    expect(poll?.counts).toEqual({ yes: 0, mostly: 0, no: 1 })
  })

  it('table: a threat reworded or added in the room stands so in the register', async () => {
    const { project, workshop } = await startWorkshop(host, { open: false })
    await host.workbench.command({ workshop, command: { type: 'reword', item: 'threat-1', title: 'Said better', description: 'In the words of the room' } })
    await host.workbench.command({ workshop, command: { type: 'add-item', title: 'Found on the way', description: '', stride: 'Tampering', element: 'element-api' } })
    const rows = host.context.db.prepare('SELECT title FROM threats WHERE project = ?').pluck().all(project)
    expect(rows).toEqual(expect.arrayContaining(['Said better', 'Found on the way']))
    const { items } = await host.workbench.get({ workshop })
    expect(items.at(-1)?.threat).toMatchObject({ title: 'Found on the way', affected: ['API'] })
  })
})
