import { describe, expect, it } from 'vitest'
import { facilitatorView } from '../../../src/main/workshop/facilitator-view.ts'
import { presenterView } from '../../../src/main/workshop/presenter-view.ts'
import { seatView } from '../../../src/main/workshop/seat-view.ts'
import type { ViewContext } from '../../../src/main/workshop/shown.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import type { SeatItem } from '../../../src/shared/domain/workshop.ts'
import { all, items, openPlay, startPlay, type Play } from './play.ts'

const tables = [
  { id: 'left', name: 'Left', items: ['item-1'] },
  { id: 'right', name: 'Right', items: ['item-2'] },
]
const reference = { damage: 7, reproducibility: 7, exploitability: 7, affectedUsers: 4, discoverability: 4 }
const practice = { id: 'item-practice', title: 'A practice threat', description: '', stride: ['Tampering' as const], reference, reasons: { damage: 'As in the text for 7.' } }

function contextOf(play: Play): ViewContext {
  return { connected: play.connected, projectName: 'Payment', elements: [] }
}

function itemOfSeat(play: Play, seat: string, item: string): SeatItem | undefined {
  return seatView(play.state(), seat, contextOf(play))?.items.find(({ id }) => id === item)
}

/** Seats a and b at the left table, c at the right one; a round open everywhere. */
function atTables(settings: Parameters<typeof startPlay>[0] = {}): Play {
  const play = startPlay({ way: 'tables', tables, ...settings })
  play.join('a', null, 'left')
  play.join('b', null, 'left')
  play.join('c', null, 'right')
  play.facilitator({ type: 'start' })
  play.facilitator({ type: 'open', items })
  return play
}

const allIn = { by: 'system', command: { type: 'all-in' } } as const
const phases = (play: Play) => play.state().items.map(({ phase }) => phase)

describe('reveal by itself', () => {
  it('W13 waits for everybody who is there, then reveals at once what was opened at once', () => {
    const play = openPlay({ autoReveal: true })
    for (const seat of ['a', 'b']) for (const item of items) play.five(seat, item, 1, 5)
    play.run(allIn)
    expect(phases(play)).toEqual(['open', 'open', 'open'])
    for (const item of items.slice(0, 2)) play.five('c', item, 1, 5)
    play.run(allIn)
    expect(phases(play)).toEqual(['open', 'open', 'open'])
    play.five('c', 'item-3', 1, 5)
    play.run(allIn)
    expect(phases(play)).toEqual(['revealed', 'revealed', 'revealed'])
  })

  it('W13 a phone that just fell asleep is waited for, one that stayed away is not', () => {
    const play = openPlay({ autoReveal: true })
    for (const seat of ['a', 'b']) for (const item of items) play.five(seat, item, 1, 5)
    play.connected.delete('c')
    play.run(allIn)
    expect(phases(play)).toEqual(['open', 'open', 'open'])
    play.gone.add('c')
    play.run(allIn)
    expect(phases(play)).toEqual(['revealed', 'revealed', 'revealed'])
  })

  it('W13 one seat alone is no quorum, and a reveal that was taken back is left to people', () => {
    const alone = openPlay({ autoReveal: true })
    for (const item of items) alone.five('a', item, 1, 5)
    for (const seat of ['b', 'c']) {
      alone.connected.delete(seat)
      alone.gone.add(seat)
    }
    alone.run(allIn)
    expect(phases(alone)).toEqual(['open', 'open', 'open'])

    const held = openPlay({ autoReveal: true, revealCountdownSeconds: 3 })
    for (const seat of ['a', 'b', 'c']) for (const item of items) held.five(seat, item, 1, 5)
    held.run(allIn)
    expect(held.state().items[0]?.rounds[0]?.revealAt).not.toBeNull()
    held.facilitator({ type: 'cancel-reveal' })
    const { seq } = held.state()
    held.run(allIn)
    expect(held.state().seq).toBe(seq)
  })

  it('W13 does nothing where the settings do not say so, before the meeting, and while the workshop is paused', () => {
    for (const settings of [{ autoReveal: false }, { autoReveal: true, way: 'before-meeting' as const }]) {
      const play = openPlay(settings)
      for (const seat of ['a', 'b', 'c']) for (const item of items) play.five(seat, item, 1, 5)
      play.run(allIn)
      expect(phases(play)).toEqual(['open', 'open', 'open'])
    }
    const paused = openPlay({ autoReveal: true })
    for (const seat of ['a', 'b', 'c']) for (const item of items) paused.five(seat, item, 1, 5)
    paused.facilitator({ type: 'pause' })
    paused.run(allIn)
    expect(phases(paused)).toEqual(['open', 'open', 'open'])
  })

  it('W13 a sealed ballot is not waited for', () => {
    const play = openPlay({ autoReveal: true })
    play.facilitator({ type: 'add-seat', name: 'Zoe', role: null, kind: 'file' })
    for (const seat of ['a', 'b', 'c']) for (const item of items) play.five(seat, item, 1, 5)
    play.run(allIn)
    expect(phases(play)).toEqual(['revealed', 'revealed', 'revealed'])
  })
})

describe('tables', () => {
  it('W14 a seat is asked its own table’s slice and what is in none; another’s is not shown to it before the reveal', () => {
    const play = atTables()
    expect(seatView(play.state(), 'a', contextOf(play))?.items.map(({ id }) => id)).toEqual(['item-1', 'item-3'])
    expect(play.five('a', 'item-2', 1, 5)).toEqual({ code: 'REFUSED', reason: 'not-asked' })
    expect(play.five('a', 'item-3', 1, 5)).toBeNull()
    play.five('c', 'item-2', 1, 5)
    play.facilitator({ type: 'reveal', items: ['item-2'] })
    expect(itemOfSeat(play, 'a', 'item-2')?.revealed?.result.factors.damage?.n).toBe(1)
  })

  it('W14 a result counts only the table’s seats as asked', () => {
    const play = atTables({ quorum: { kind: 'share', value: 1 } })
    play.five('c', 'item-2', 1, 5)
    play.facilitator({ type: 'reveal', items: ['item-2'] })
    expect(play.state().items[1]?.rounds[0]?.result?.factors.damage).toMatchObject({ n: 1, notVoted: 0, absent: 0, quorum: true })
  })

  it('W13 W14 a table that is all in is revealed without the others', () => {
    const play = atTables({ autoReveal: true })
    for (const seat of ['a', 'b']) play.five(seat, 'item-1', 1, 5)
    play.run(allIn)
    expect(phases(play)).toEqual(['revealed', 'open', 'open'])
  })

  it('W14 the projector is told how far each table is, and no table’s votes', () => {
    const play = atTables()
    play.five('a', 'item-1', 1, 5)
    expect(presenterView(play.state(), contextOf(play)).tables).toEqual([
      { name: 'Left', items: 1, revealed: 0, done: 1, asked: 2 },
      { name: 'Right', items: 1, revealed: 0, done: 0, asked: 1 },
    ])
  })

  it('I3 W14 what a seat voted before it went to another table counts where it was asked; nobody waits there for the rest', () => {
    const play = atTables()
    play.five('a', 'item-1', 1, 7)
    play.vote('b', 'item-1', 1, { damage: { value: 5 } })
    for (const seat of ['a', 'b']) play.facilitator({ type: 'set-seat', seat, table: 'right' })
    expect(facilitatorView(play.state(), contextOf(play)).items[0]?.rounds[0]?.progress).toEqual([
      { seat: 'a', state: 'voted' },
      { seat: 'b', state: 'voted' },
    ])
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    const { damage, exploitability } = play.state().items[0]?.rounds[0]?.result?.factors ?? {}
    expect(damage).toMatchObject({ n: 2, median: 6, notVoted: 0 })
    expect(exploitability).toMatchObject({ n: 1, median: 7, notVoted: 0 })
  })

  it('the projector’s view is worked out once for all who look on, and anew when the room changes', () => {
    const play = atTables()
    const context = contextOf(play)
    const shown = presenterView(play.state(), context)
    expect(presenterView(play.state(), context)).toBe(shown)
    play.connected.delete('c')
    expect(presenterView(play.state(), contextOf(play)).seats).toEqual({ joined: 3, connected: 2 })
    play.five('a', 'item-1', 1, 5)
    expect(presenterView(play.state(), context).tables[0]?.done).toBe(1)
  })

  it('W15 a scribe votes for its table and reveals it, and is FORBIDDEN elsewhere', () => {
    const play = atTables()
    const voteFor = (by: string, seat: string, item: string) => play.run({ by: 'seat', seat: by, command: { type: 'vote-for', seat, item, round: 1, votes: all({ value: 6 }) } })
    expect(voteFor('a', 'b', 'item-1')).toEqual({ code: 'FORBIDDEN' })
    expect(play.facilitator({ type: 'set-seat', seat: 'a', scribe: true })).toBeNull()
    expect(seatView(play.state(), 'a', contextOf(play))?.seat.writesFor).toEqual([{ id: 'b', name: 'Name of b' }])
    expect(voteFor('a', 'b', 'item-1')).toBeNull()
    expect(voteFor('a', 'c', 'item-2')).toEqual({ code: 'FORBIDDEN' })
    expect(play.run({ by: 'seat', seat: 'b', command: { type: 'reveal-table' } })).toEqual({ code: 'FORBIDDEN' })
    expect(play.run({ by: 'seat', seat: 'a', command: { type: 'reveal-table' } })).toBeNull()
    expect(phases(play)).toEqual(['revealed', 'open', 'open'])
    expect(facilitatorView(play.state(), contextOf(play)).items[0]?.rounds[0]?.votes?.map(({ via }) => via)).toContain('scribe')
    expect(play.run({ by: 'seat', seat: 'a', command: { type: 'reveal-table' } })).toEqual({ code: 'REFUSED', reason: 'nothing-to-reveal' })
  })

  it('W15 a scribe has a device and a table', () => {
    const play = atTables()
    play.facilitator({ type: 'add-seat', name: 'Zoe', role: null, table: 'left' })
    const host = play.state().seats.at(-1)?.id ?? ''
    expect(play.facilitator({ type: 'set-seat', seat: host, scribe: true })).toEqual({ code: 'REFUSED', reason: 'needs-a-device' })
    expect(play.facilitator({ type: 'set-seat', seat: 'a', table: null, scribe: true })).toEqual({ code: 'NOT_FOUND', what: 'table' })
    expect(play.facilitator({ type: 'set-seat', seat: 'a', table: 'nowhere' })).toEqual({ code: 'NOT_FOUND', what: 'table' })
    expect(play.join('d', null, 'nowhere')).toEqual({ code: 'NOT_FOUND', what: 'table' })
  })
})

describe('co-facilitators', () => {
  it('I8 a co-facilitator opens, reveals and settles; it neither closes nor names others, and is nothing once that is taken back', () => {
    const play = openPlay()
    const as = (command: Parameters<Play['facilitator']>[0]) => play.run({ by: 'facilitator', command, seat: 'a' })
    expect(as({ type: 'present', item: 'item-1' })).toEqual({ code: 'FORBIDDEN' })
    play.facilitator({ type: 'set-seat', seat: 'a', coFacilitator: true })
    expect(as({ type: 'present', item: 'item-1' })).toBeNull()
    for (const seat of ['a', 'b', 'c']) play.five(seat, 'item-1', 1, 5)
    expect(as({ type: 'reveal', items: ['item-1'] })).toBeNull()
    expect(as({ type: 'settle', items: ['item-1'], dissent: '' })).toBeNull()
    expect(as({ type: 'close' })).toEqual({ code: 'FORBIDDEN' })
    expect(as({ type: 'set-seat', seat: 'b', coFacilitator: true })).toEqual({ code: 'FORBIDDEN' })
    play.facilitator({ type: 'set-seat', seat: 'a', coFacilitator: false })
    expect(as({ type: 'present', item: null })).toEqual({ code: 'FORBIDDEN' })
  })

  it('W20 only a co-facilitator takes the lead, and it falls back to the host', () => {
    const play = openPlay()
    expect(play.facilitator({ type: 'hand-over', to: 'a' })).toEqual({ code: 'REFUSED', reason: 'not-a-co-facilitator' })
    for (const seat of ['a', 'b']) play.facilitator({ type: 'set-seat', seat, coFacilitator: true })
    play.facilitator({ type: 'hand-over', to: 'a' })
    expect(play.state().lead).toBe('a')
    play.facilitator({ type: 'remove-seat', seat: 'a' })
    expect(play.state().lead).toBeNull()
    play.facilitator({ type: 'hand-over', to: 'b' })
    play.facilitator({ type: 'set-seat', seat: 'b', coFacilitator: false })
    expect(play.state().lead).toBeNull()
  })
})

describe('practice', () => {
  it('W17 is never settled, and its reference is hidden until the reveal', () => {
    const play = openPlay({}, { practice })
    play.facilitator({ type: 'open', items: [practice.id] })
    const shown = () => JSON.stringify([facilitatorView(play.state(), contextOf(play)), presenterView(play.state(), contextOf(play)), seatView(play.state(), 'a', contextOf(play))])
    expect(shown()).not.toContain('As in the text for 7.')
    for (const seat of ['a', 'b', 'c']) play.five(seat, practice.id, 1, 6)
    play.facilitator({ type: 'reveal', items: [practice.id] })
    expect(itemOfSeat(play, 'a', practice.id)?.reference).toEqual({ reference, reasons: practice.reasons })
    for (const refusal of [
      play.facilitator({ type: 'settle', items: [practice.id], dissent: '' }),
      play.facilitator({ type: 'override', item: practice.id, values: reference, rationale: 'No', dissent: '' }),
      play.facilitator({ type: 'reword', item: practice.id, title: 'Other', description: '' }),
    ]) {
      expect(refusal).toEqual({ code: 'REFUSED', reason: 'practice' })
    }
    expect(play.facilitator({ type: 'skip', item: practice.id, reason: '' })).toBeNull()
    expect(presenterView(play.state(), contextOf(play)).items.all).toBe(items.length)
  })
})

describe('what goes with the votes', () => {
  it('W16 the lowest and the highest are invited, each in its own view', () => {
    const play = openPlay({ consensus: { kind: 'range', atMost: 2 } })
    play.five('a', 'item-1', 1, 2)
    play.five('b', 'item-1', 1, 5)
    play.vote('c', 'item-1', 1, { ...all({ value: 5 }), damage: { value: 9 } })
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    expect(itemOfSeat(play, 'a', 'item-1')?.invited).toContainEqual({ factor: 'damage', end: 'lowest' })
    expect(itemOfSeat(play, 'b', 'item-1')?.invited.some(({ factor }) => factor === 'damage')).toBe(false)
    expect(itemOfSeat(play, 'c', 'item-1')?.invited).toContainEqual({ factor: 'damage', end: 'highest' })
  })

  it('W18 Discoverability is not asked where it does not count, and stands at 10', () => {
    const play = openPlay({}, { discoverability: 'dropped' })
    expect(play.state().items[0]?.rounds[0]?.factors).not.toContain('discoverability')
    const four = Object.fromEntries(dreadFactors.filter((factor) => factor !== 'discoverability').map((factor) => [factor, { value: 5 }]))
    for (const seat of ['a', 'b', 'c']) play.vote(seat, 'item-1', 1, four)
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    expect(play.facilitator({ type: 'settle', items: ['item-1'], dissent: '' })).toBeNull()
    expect(play.state().items[0]?.settlement?.values).toMatchObject({ damage: 5, discoverability: 10 })
  })

  it('W1 the mean, where the settings say so: 4, 5 and 9 give 6, and the exact value stays', () => {
    const play = openPlay({ aggregation: 'mean', consensus: { kind: 'range', atMost: 9 } })
    for (const [seat, value] of [['a', 4], ['b', 5], ['c', 9]] as const) play.five(seat, 'item-1', 1, value)
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    play.facilitator({ type: 'settle', items: ['item-1'], dissent: '' })
    expect(play.state().items[0]?.settlement?.values.damage).toBe(6)
    expect(play.log.findLast(({ event }) => event.type === 'settled')?.event.payload['medians']).toMatchObject({ damage: 6 })
  })

  it('W19 the poll shows its answers only once it is closed, and can be answered only while it is open', () => {
    const play = openPlay()
    const answer = (seat: string, value: 'yes' | 'mostly' | 'no') => play.run({ by: 'seat', seat, command: { type: 'answer-poll', answer: value } })
    expect(answer('a', 'yes')).toEqual({ code: 'WRONG_PHASE', phase: 'running' })
    play.facilitator({ type: 'open-poll' })
    for (const [seat, value] of [['a', 'yes'], ['b', 'no'], ['a', 'mostly']] as const) expect(answer(seat, value)).toBeNull()
    expect(facilitatorView(play.state(), contextOf(play)).poll).toEqual({ phase: 'open', answered: 2, asked: 3, counts: null })
    expect(seatView(play.state(), 'a', contextOf(play))?.poll).toEqual({ phase: 'open', mine: 'mostly', counts: null })
    play.facilitator({ type: 'close' })
    expect(presenterView(play.state(), contextOf(play)).poll?.counts).toEqual({ yes: 0, mostly: 1, no: 1 })
  })

  it('W7 W21 the text of a remark stands in no event and in no seat’s view; a merged proposal becomes one', () => {
    const play = openPlay()
    play.run({ by: 'seat', seat: 'a', command: { type: 'comment', item: 'item-1', text: 'We had this in May' } })
    play.run({ by: 'seat', seat: 'b', command: { type: 'propose', element: null, stride: 'Tampering', text: 'Somebody swaps the plug' } })
    const proposal = play.state().proposals[0]?.id ?? ''
    expect(play.facilitator({ type: 'merge-proposal', proposal, item: 'item-2' })).toBeNull()
    expect(play.facilitator({ type: 'add-action', item: 'item-1', text: 'Rotate the keys', owner: 'Zoe Zimmer', due: null })).toBeNull()
    const events = JSON.stringify(play.log.map(({ event }) => event))
    expect(events).not.toContain('We had this in May')
    expect(events).not.toContain('Zoe Zimmer')
    expect(JSON.stringify(seatView(play.state(), 'b', contextOf(play)))).not.toContain('We had this in May')
    const view = facilitatorView(play.state(), contextOf(play))
    expect(view.comments.map(({ seat, item, text }) => [seat, item, text])).toEqual([
      ['a', 'item-1', 'We had this in May'],
      ['b', 'item-2', 'Somebody swaps the plug'],
    ])
    expect(view.proposals[0]?.state).toBe('merged')
    expect(view.actions).toMatchObject([{ text: 'Rotate the keys', owner: 'Zoe Zimmer', done: false }])
  })

  it('table: an item is reworded while nobody votes on it, added at the end, and brought back after it was skipped', () => {
    const play = openPlay()
    const reword = { type: 'reword', item: 'item-1', title: 'Said better', description: 'And longer' } as const
    expect(play.facilitator(reword)).toEqual({ code: 'WRONG_PHASE', phase: 'open' })
    play.facilitator({ type: 'skip', item: 'item-1', reason: '' })
    expect(play.facilitator(reword)).toBeNull()
    expect(play.state().items[0]?.threat).toMatchObject({ title: 'Said better', description: 'And longer' })
    expect(play.facilitator({ type: 'open', items: ['item-1'] })).toBeNull()
    expect(play.facilitator({ type: 'add-item', title: 'New', description: '', stride: 'Spoofing', element: null })).toBeNull()
    expect(play.facilitator({ type: 'add-threats', threats: ['known-1', 'item-2'] })).toBeNull()
    expect(play.facilitator({ type: 'add-threats', threats: ['nobody-knows'] })).toEqual({ code: 'NOT_FOUND', what: 'threat' })
    expect(phases(play)).toEqual(['open', 'open', 'open', 'waiting', 'waiting'])
  })

  it('W22 the set clock goes before the threat’s, that before the ballot’s; they stand still while the workshop is paused', () => {
    const play = openPlay({ timeBoxes: { workshop: 60, ballot: 20, item: 5 } })
    const timer = () => facilitatorView(play.state(), contextOf(play)).timer
    expect(timer()).toMatchObject({ kind: 'ballot', until: '2026-03-01T09:20:00.000Z' })
    play.facilitator({ type: 'present', item: 'item-1' })
    expect(timer()).toMatchObject({ kind: 'item', until: '2026-03-01T09:05:00.000Z' })
    play.facilitator({ type: 'set-timer', seconds: 90 })
    expect(timer()).toMatchObject({ kind: 'set', until: '2026-03-01T09:01:30.000Z' })
    play.facilitator({ type: 'pause' })
    expect(timer()).toBeNull()
    play.clock.now += 30 * 60_000
    play.facilitator({ type: 'resume' })
    expect(timer()).toEqual({ kind: 'set', from: '2026-03-01T09:30:00.000Z', until: '2026-03-01T09:31:30.000Z' })
    play.facilitator({ type: 'set-timer', seconds: null })
    expect(timer()).toMatchObject({ kind: 'item', until: '2026-03-01T09:35:00.000Z' })
    play.facilitator({ type: 'present', item: null })
    expect(timer()).toMatchObject({ kind: 'ballot', until: '2026-03-01T09:50:00.000Z' })
    expect(facilitatorView(play.state(), contextOf(play)).endsAt).toBe('2026-03-01T10:30:00.000Z')
  })

  it('W23 a seat that another device takes over keeps its votes', () => {
    const play = openPlay()
    play.five('a', 'item-1', 1, 8)
    expect(play.run({ by: 'system', command: { type: 'take-over', seat: 'a', how: 'ticket' } })).toBeNull()
    expect(itemOfSeat(play, 'a', 'item-1')?.round?.mine.damage).toEqual({ value: 8 })
    expect(play.run({ by: 'system', command: { type: 'take-over', seat: 'nobody', how: 'confirmed' } })).toEqual({ code: 'NOT_FOUND', what: 'seat' })
  })
})
