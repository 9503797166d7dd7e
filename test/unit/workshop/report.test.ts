import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { workshopReport } from '../../../src/shared/workshop/report.ts'
import { entryOf } from '../../../src/shared/workshop/events.ts'
import { replay } from '../../../src/shared/workshop/reduce.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import { alphaReading, wReading } from '../../../src/shared/domain/workshop-report.ts'
import type { Votes } from '../../../src/shared/domain/workshop.ts'
import { all, openPlay, startPlay, type Play } from './play.ts'
import { factorIn, itemIn, minutes, nowOf, practice, reportOf, roles, roundIn } from './report-support.ts'

/** Each seat's one value on all five factors of an item. */
function voteAll(play: Play, item: string, round: number, values: readonly number[]): void {
  for (const [index, value] of values.entries()) play.five(['a', 'b', 'c', 'd', 'e', 'f'][index] ?? '', item, round, value)
}
const reveal = (play: Play, ...items: string[]) => play.facilitator({ type: 'reveal', items })
const settle = (play: Play, ...items: string[]) => play.facilitator({ type: 'settle', items, dissent: '' })

describe('times', () => {
  it('R1 counts presented and open time while the workshop runs: no lobby, no pause, nothing after the close', () => {
    const play = startPlay()
    play.join('a')
    play.facilitator({ type: 'present', item: 'item-1' })
    minutes(play, 10)
    play.facilitator({ type: 'start' })
    play.facilitator({ type: 'open', items: ['item-1', 'item-2'] })
    minutes(play, 2)
    play.facilitator({ type: 'pause' })
    minutes(play, 60)
    play.facilitator({ type: 'resume' })
    minutes(play, 1)
    play.facilitator({ type: 'present', item: 'item-2' })
    minutes(play, 4)
    reveal(play, 'item-1')
    play.facilitator({ type: 'present', item: 'item-1' })
    minutes(play, 5)
    play.facilitator({ type: 'close' })
    minutes(play, 1000)
    const report = reportOf(play)
    const minute = 60_000
    expect(report.time).toEqual({ runningMs: 12 * minute, pausedMs: 60 * minute })
    expect(itemIn(report, 'item-1')).toMatchObject({ discussedMs: 8 * minute, openMs: 7 * minute })
    expect(itemIn(report, 'item-2')).toMatchObject({ discussedMs: 4 * minute, openMs: 12 * minute })
    expect(itemIn(report, 'item-3')).toMatchObject({ discussedMs: 0, openMs: 0, rounds: [] })
    expect(report.workshop.closedAt).toBe(report.workshop.asOf)
  })

  it('R1 a round that is parked away ends there, and a running workshop is told up to now', () => {
    const play = openPlay()
    minutes(play, 3)
    play.facilitator({ type: 'park', item: 'item-1', reason: 'ask the vendor' })
    minutes(play, 2)
    const report = reportOf(play)
    expect(itemIn(report, 'item-1')).toMatchObject({ openMs: 180_000, phase: 'parked', note: 'ask the vendor', settled: null })
    expect(itemIn(report, 'item-2').openMs).toBe(300_000)
    expect(report.workshop).toMatchObject({ phase: 'running', closedAt: null, asOf: nowOf(play) })
  })

  it('R1 a workshop that is closed while it is paused has paused up to there', () => {
    const play = openPlay()
    minutes(play, 1)
    play.facilitator({ type: 'pause' })
    minutes(play, 7)
    play.facilitator({ type: 'close' })
    expect(reportOf(play).time).toEqual({ runningMs: 60_000, pausedMs: 420_000 })
  })
})

describe('rounds', () => {
  it('R2 R3 tells a factor as it was at the reveal, with who abstained, did not vote or was absent, and who lies far away', () => {
    const play = openPlay({ nameOutliers: false })
    play.join('d')
    play.join('e')
    play.connected.delete('e')
    voteAll(play, 'item-1', 1, [8, 7, 3])
    play.vote('d', 'item-1', 1, { damage: { abstained: 'not mine' } })
    reveal(play, 'item-1')
    const round = roundIn(reportOf(play), 'item-1', 1)
    expect(factorIn(round, 'damage')).toMatchObject({ asked: 5, n: 3, abstained: 1, notVoted: 0, absent: 1, median: 7, q1: 5, q3: 7.5, iqr: 2.5, min: 3, max: 8, range: 5, farCount: 1, far: ['c'] })
    expect(factorIn(round, 'exploitability')).toMatchObject({ asked: 5, n: 3, abstained: 0, notVoted: 1, absent: 1 })
    expect(round).toMatchObject({ phase: 'revealed', erased: false, shifts: [] })
  })

  it('R2 an open or abandoned round has no figure', () => {
    const play = openPlay()
    voteAll(play, 'item-1', 1, [1, 9, 5])
    voteAll(play, 'item-2', 1, [1, 9, 5])
    play.facilitator({ type: 'skip', item: 'item-2', reason: '' })
    const report = reportOf(play)
    expect(roundIn(report, 'item-1', 1)).toMatchObject({ phase: 'open', revealedAt: null, results: [], shifts: [] })
    expect(roundIn(report, 'item-2', 1)).toMatchObject({ phase: 'abandoned', revealedAt: null, results: [] })
    expect(report.attendance.via).toEqual({ 'own-device': 30 })
  })

  it('R4 tells the shift per seat between the rounds that asked a factor, and the round before stays as it was', () => {
    const play = openPlay()
    for (const [seat, damage] of [['a', 2], ['b', 6], ['c', 9]] as const) play.vote(seat, 'item-1', 1, { ...all({ value: 5 }), damage: { value: damage } })
    reveal(play, 'item-1')
    const before = roundIn(reportOf(play), 'item-1', 1)
    play.facilitator({ type: 'open', items: ['item-1'] })
    for (const [seat, damage] of [['a', 5], ['b', 6], ['c', 7]] as const) play.vote(seat, 'item-1', 2, { damage: { value: damage } })
    reveal(play, 'item-1')
    settle(play, 'item-1')
    const report = reportOf(play)
    expect(roundIn(report, 'item-1', 1)).toEqual(before)
    expect(roundIn(report, 'item-1', 2)).toMatchObject({ factors: ['damage'] })
    expect(roundIn(report, 'item-1', 2).shifts).toEqual([
      { factor: 'damage', from: 1, seats: 3, medians: { from: 6, to: 6 }, meanAbsolute: 5 / 3, meanSigned: 1 / 3, perSeat: [{ seat: 'a', from: 2, to: 5 }, { seat: 'b', from: 6, to: 6 }, { seat: 'c', from: 9, to: 7 }] },
    ])
    expect(itemIn(report, 'item-1').settled).toMatchObject({ method: 'rule', total: 26, values: { damage: 6 }, medians: { damage: 6 } })
    expect(report.counts).toEqual({ all: 3, settled: 1, byRule: 1, overridden: 0, parked: 0, skipped: 0, left: 2, reVoted: 1 })
  })

  it('R5 splits by role where at least two roles voted on the factor', () => {
    const play = startPlay({ roles, autoReveal: false })
    for (const [seat, role] of [['a', 'eng'], ['b', 'eng'], ['c', 'biz'], ['d', null]] as const) play.join(seat, role)
    play.facilitator({ type: 'start' })
    play.facilitator({ type: 'open', items: ['item-1'] })
    const damage = (seat: string, value: number): Votes => ({ damage: { value }, ...(seat === 'c' ? {} : { exploitability: { value: 5 } }) })
    for (const [seat, value] of [['a', 4], ['b', 7], ['c', 9], ['d', 2]] as const) play.vote(seat, 'item-1', 1, damage(seat, value))
    reveal(play, 'item-1')
    const round = roundIn(reportOf(play), 'item-1', 1)
    expect(factorIn(round, 'damage').byRole).toEqual([
      { role: 'eng', name: 'Engineering', n: 2, median: 5.5 },
      { role: 'biz', name: 'Business', n: 1, median: 9 },
      { role: '', name: '', n: 1, median: 2 },
    ])
    expect(factorIn(round, 'exploitability').byRole).toEqual([{ role: 'eng', name: 'Engineering', n: 2, median: 5 }, { role: '', name: '', n: 1, median: 5 }])
    expect(factorIn(round, 'exploitability').asked).toBe(3)
  })

  it('R2 an override keeps rationale and dissent, and the total follows the Discoverability rule', () => {
    const play = openPlay({}, { discoverability: 'dropped' })
    voteAll(play, 'item-1', 1, [1, 9, 5])
    for (const seat of ['a', 'b', 'c']) play.vote(seat, 'item-1', 1, { damage: { value: seat === 'a' ? 1 : 9 } })
    reveal(play, 'item-1')
    play.facilitator({ type: 'override', item: 'item-1', values: { damage: 8, reproducibility: 7, exploitability: 6, affectedUsers: 5, discoverability: 10 }, rationale: 'the contract says so', dissent: 'a is not convinced' })
    const report = reportOf(play)
    expect(itemIn(report, 'item-1').settled).toMatchObject({ method: 'override', total: 26, rationale: 'the contract says so', dissent: 'a is not convinced' })
    expect(report.counts.overridden).toBe(1)
    expect(report.agreement.map(({ factor }) => factor)).toEqual(dreadFactors.slice(0, 4))
  })
})

describe('people', () => {
  it('tells who was there, how votes came in, and who led when', () => {
    const play = openPlay()
    play.facilitator({ type: 'add-seat', name: 'Zoe', role: null })
    const host = play.state().seats.at(-1)?.id ?? ''
    play.five('a', 'item-1', 1, 5)
    play.facilitator({ type: 'enter-votes', item: 'item-1', seat: host, via: 'grid', votes: all({ value: 4 }) })
    play.facilitator({ type: 'set-seat', seat: 'b', coFacilitator: true })
    minutes(play, 1)
    play.facilitator({ type: 'hand-over', to: 'b' })
    minutes(play, 1)
    play.facilitator({ type: 'remove-seat', seat: 'b' })
    const { attendance, leads } = reportOf(play)
    expect(attendance).toMatchObject({ joined: 4, voted: 2, removed: 1, kinds: { device: 3, host: 1 }, via: { 'own-device': 5, grid: 5 } })
    expect(attendance.seats.map(({ name, votedOn, removed }) => [name, votedOn, removed])).toEqual([['Name of a', 1, false], ['Name of b', 0, true], ['Name of c', 0, false], ['Zoe', 1, false]])
    expect(leads).toEqual([
      { at: '2026-03-01T09:00:00.000Z', by: 'host', seat: null },
      { at: '2026-03-01T09:01:00.000Z', by: 'co-facilitator', seat: 'b' },
      { at: '2026-03-01T09:02:00.000Z', by: 'host', seat: null },
    ])
  })

  it('tells remarks where they belong, actions with owner and due date, and the poll once it is closed', () => {
    const play = openPlay()
    play.run({ by: 'seat', seat: 'a', command: { type: 'comment', item: 'item-1', text: 'We had this in March' } })
    play.facilitator({ type: 'note', item: null, text: 'Room 4 was too warm' })
    play.facilitator({ type: 'add-action', item: 'item-1', text: 'Ask the vendor', owner: 'Grace', due: '2026-04-01' })
    play.facilitator({ type: 'open-poll' })
    for (const [seat, answer] of [['a', 'yes'], ['b', 'mostly'], ['c', 'yes']] as const) play.run({ by: 'seat', seat, command: { type: 'answer-poll', answer } })
    expect(reportOf(play).poll).toEqual({ phase: 'open', answered: 3, counts: null, erased: false })
    play.facilitator({ type: 'close-poll' })
    const report = reportOf(play)
    expect(itemIn(report, 'item-1').remarks).toEqual([{ at: nowOf(play), by: 'seat', seat: 'a', text: 'We had this in March', erased: false }])
    expect(report.remarks).toMatchObject([{ by: 'facilitator', seat: null, text: 'Room 4 was too warm' }])
    expect(report.actions).toMatchObject([{ item: 'item-1', text: 'Ask the vendor', owner: 'Grace', due: '2026-04-01', done: false, erased: false }])
    expect(report.poll).toEqual({ phase: 'closed', answered: 3, counts: { yes: 2, mostly: 1, no: 0 }, erased: false })
  })

  it('R7 an anonymous workshop names nobody and says nothing seat by seat; small groups are not split', () => {
    const play = startPlay({ roles, anonymous: true, autoReveal: false })
    for (const [index, seat] of ['a', 'b', 'c', 'd', 'e'].entries()) play.join(seat, index < 3 ? 'eng' : 'biz')
    play.facilitator({ type: 'start' })
    play.facilitator({ type: 'open', items: ['item-1', 'item-2'] })
    voteAll(play, 'item-1', 1, [1, 5, 9])
    for (const seat of ['d', 'e']) play.vote(seat, 'item-1', 1, { damage: { value: 9 } })
    play.run({ by: 'seat', seat: 'a', command: { type: 'comment', item: 'item-1', text: 'Hm' } })
    reveal(play, 'item-1')
    play.facilitator({ type: 'open', items: ['item-1'] })
    for (const seat of ['a', 'b']) play.vote(seat, 'item-1', 2, { damage: { value: 5 } })
    reveal(play, 'item-1')
    const report = reportOf(play)
    expect(report.people).toBe('anonymous')
    expect(report.attendance).toMatchObject({ joined: 5, voted: 5, seats: [] })
    expect(factorIn(roundIn(report, 'item-1', 1), 'damage')).toMatchObject({ farCount: 2, far: [], byRole: [] })
    expect(roundIn(report, 'item-1', 2).shifts.find(({ factor }) => factor === 'damage')).toMatchObject({ seats: 2, meanAbsolute: null, meanSigned: null, perSeat: [] })
    expect(itemIn(report, 'item-1').remarks).toMatchObject([{ by: 'seat', seat: null, text: 'Hm' }])
    const sixth = startPlay({ roles, anonymous: true, autoReveal: false })
    for (const [index, seat] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) sixth.join(seat, index < 3 ? 'eng' : 'biz')
    sixth.facilitator({ type: 'start' })
    sixth.facilitator({ type: 'open', items: ['item-1'] })
    for (const [index, seat] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) sixth.vote(seat, 'item-1', 1, { damage: { value: index + 1 } })
    reveal(sixth, 'item-1')
    expect(factorIn(roundIn(reportOf(sixth), 'item-1', 1), 'damage').byRole.map(({ name, median }) => [name, median])).toEqual([['Engineering', 2], ['Business', 5]])
  })

  it('R7 a cut copy has no name, no remark and no line of a seat, and the same figures', () => {
    const play = openPlay()
    voteAll(play, 'item-1', 1, [6, 5, 7])
    play.facilitator({ type: 'note', item: null, text: 'Grace said 9' })
    play.facilitator({ type: 'add-action', item: null, text: 'Do it', owner: 'Grace', due: null })
    reveal(play, 'item-1')
    settle(play, 'item-1')
    const [whole, cut] = [reportOf(play), reportOf(play, { cut: true })]
    expect(JSON.stringify(cut)).not.toMatch(/Name of|Grace/)
    expect(cut).toMatchObject({ people: 'cut', remarks: [], actions: [{ owner: '', erased: false }], attendance: { seats: [], joined: 3 } })
    expect(factorIn(roundIn(cut, 'item-1', 1), 'damage')).toEqual(factorIn(roundIn(whole, 'item-1', 1), 'damage'))
  })
})

describe('agreement', () => {
  it('R6 is not defined, and says why, where all are the same, or too little was rated twice', () => {
    const play = openPlay()
    for (const item of ['item-1', 'item-2']) voteAll(play, item, 1, [5, 5, 5])
    const early = reportOf(play)
    for (const own of early.agreement) expect(own).toMatchObject({ units: 0, alpha: { missing: 'too-few' }, w: { missing: 'too-few' } })
    reveal(play, 'item-1', 'item-2')
    settle(play, 'item-1', 'item-2')
    for (const own of reportOf(play).agreement) expect(own).toMatchObject({ units: 2, seats: 3, complete: 3, alpha: { missing: 'no-variation' }, w: { missing: 'no-variation' } })
  })

  it('R6 takes the last round of each factor and leaves what is not settled out', () => {
    const play = openPlay()
    for (const [index, item] of ['item-1', 'item-2', 'item-3'].entries()) voteAll(play, item, 1, [index + 1, index + 2, index + 1])
    for (const seat of ['a', 'b', 'c']) play.vote(seat, 'item-1', 1, { damage: { value: seat === 'a' ? 10 : 1 } })
    reveal(play, 'item-1', 'item-2', 'item-3')
    play.facilitator({ type: 'open', items: ['item-1'] })
    for (const seat of ['a', 'b']) play.vote(seat, 'item-1', 2, { damage: { value: 1 } })
    reveal(play, 'item-1')
    settle(play, 'item-1', 'item-2')
    const [damage, reproducibility] = reportOf(play).agreement
    expect(damage).toMatchObject({ units: 2, seats: 3, complete: 2, w: { value: 1 } })
    expect(reproducibility).toMatchObject({ units: 2, complete: 3, w: { value: 1 } })
  })

  it('alpha and W are read as their authors do', () => {
    expect([0.8, 0.79, 2 / 3, 0.6, 0, -0.2].map(alphaReading)).toEqual(['reliable', 'tentative', 'tentative', 'weak', 'chance', 'chance'])
    expect([0.7, 0.69, 0.5, 0.4].map(wReading)).toEqual(['strong', 'moderate', 'moderate', 'weak'])
  })
})

const oracleFile = path.resolve(import.meta.dirname, '../../../../shared/oracles/agreement.json')
const Rows = z.array(z.array(z.number()))
const Oracle = z.object({
  krippendorffAlpha: z.object({ ours: z.array(z.object({ ratersByUnit: Rows, ordinal: z.number() })) }),
  kendallW: z.object({ ours: z.array(z.object({ scoresByRater: Rows, WtieCorrected: z.number() })) }),
  votes1to10: z.array(z.object({ votes: z.array(z.number()), q1: z.number(), median: z.number(), q3: z.number(), A: z.number() })),
})

describe.skipIf(!existsSync(oracleFile))('worked examples, voted in a workshop (skipped where ../shared is absent)', () => {
  const oracle = existsSync(oracleFile) ? Oracle.parse(JSON.parse(readFileSync(oracleFile, 'utf8'))) : null
  const seatNames = (count: number) => Array.from({ length: count }, (_, index) => `s${String(index)}`)

  function room(count: number): Play {
    const play = startPlay({ consensus: { kind: 'range', atMost: 9 }, autoReveal: false })
    for (const seat of seatNames(count)) play.join(seat)
    play.facilitator({ type: 'start' })
    return play
  }

  it('R6 alpha and W of a whole workshop are those of the table', () => {
    for (const [index, row] of (oracle?.krippendorffAlpha.ours ?? []).entries()) {
      const play = room(row.ratersByUnit.length)
      play.facilitator({ type: 'add-threats', threats: ['known-1', 'known-2'] })
      const units = play.state().items.map(({ threat }) => threat.id)
      play.facilitator({ type: 'open', items: units })
      for (const [rater, scores] of row.ratersByUnit.entries()) for (const [unit, value] of scores.entries()) play.five(`s${String(rater)}`, units[unit] ?? '', 1, value)
      reveal(play, ...units)
      settle(play, ...units)
      for (const own of reportOf(play).agreement) {
        expect(own.alpha).toEqual({ value: expect.closeTo(row.ordinal, 6) })
        expect(own.w).toEqual({ value: expect.closeTo(oracle?.kendallW.ours[index]?.WtieCorrected ?? NaN, 6) })
      }
    }
  })

  it('R2 quartiles, median and A of a round are those of the table', () => {
    for (const { votes, q1, median, q3, A } of oracle?.votes1to10 ?? []) {
      const play = room(votes.length)
      play.facilitator({ type: 'open', items: ['item-1'] })
      for (const [index, value] of votes.entries()) play.five(`s${String(index)}`, 'item-1', 1, value)
      reveal(play, 'item-1')
      const damage = factorIn(roundIn(reportOf(play), 'item-1', 1), 'damage')
      expect(damage).toMatchObject({ q1, median, q3, n: votes.length })
      expect(damage.agreement).toBeCloseTo(A, 6)
    }
  })
})

describe('what is left of an erased log', () => {
  it('R8 says erased instead of wrong numbers, and the settled score stands', () => {
    const play = openPlay()
    voteAll(play, 'item-1', 1, [6, 5, 7])
    play.facilitator({ type: 'note', item: null, text: 'Grace said 9' })
    play.facilitator({ type: 'add-action', item: null, text: 'Do it', owner: 'Grace', due: null })
    play.facilitator({ type: 'add-action', item: null, text: 'Nobody yet', owner: '', due: null })
    play.facilitator({ type: 'open-poll' })
    play.run({ by: 'seat', seat: 'a', command: { type: 'answer-poll', answer: 'yes' } })
    reveal(play, 'item-1')
    settle(play, 'item-1')
    play.facilitator({ type: 'close' })
    const entries = play.log.map(({ event }) => entryOf(event, []))
    const state = replay(entries)
    if (!state) throw new Error('an empty log')
    const report = workshopReport(entries, state, { project: 'Payment', now: nowOf(play) })
    expect(report.erased).toEqual({ names: true, votes: true })
    expect(roundIn(report, 'item-1', 1)).toMatchObject({ phase: 'revealed', erased: true, results: [], shifts: [] })
    expect(itemIn(report, 'item-1').settled).toMatchObject({ total: 30 })
    for (const own of report.agreement) expect(own).toMatchObject({ units: 1, alpha: { missing: 'erased' }, w: { missing: 'erased' } })
    expect(report.attendance).toMatchObject({ joined: 3, voted: 3, via: { 'own-device': 15 } })
    expect(report.attendance.seats.map(({ name }) => name)).toEqual(['', '', ''])
    expect(report.remarks).toMatchObject([{ text: '', erased: true }])
    expect(report.actions.map(({ erased }) => erased)).toEqual([true, false])
    expect(report.poll).toMatchObject({ answered: 1, counts: null, erased: true })
  })
})

describe('practice', () => {
  it('R10 has a line of its own and is in no other figure', () => {
    const with_ = openPlay({}, { practice })
    const without = openPlay()
    for (const play of [with_, without]) {
      if (play === with_) {
        play.facilitator({ type: 'present', item: practice.id })
        play.facilitator({ type: 'open', items: [practice.id] })
        for (const seat of ['a', 'b', 'c']) play.five(seat, practice.id, 1, 8)
      }
      minutes(play, 2)
      if (play === with_) reveal(play, practice.id)
      play.facilitator({ type: 'present', item: 'item-1' })
      voteAll(play, 'item-1', 1, [6, 5, 7])
      reveal(play, 'item-1')
      settle(play, 'item-1')
    }
    const [one, other] = [reportOf(with_), reportOf(without)]
    expect(one.practice).toMatchObject({ title: 'Practise', discussedMs: 120_000, rounds: 1 })
    expect(one.practice?.factors[0]).toEqual({ factor: 'damage', median: 8, reference: 9 })
    expect(other.practice).toBeNull()
    const own = { workshop: null, practice: null }
    expect({ ...one, ...own }).toEqual({ ...other, ...own })
  })
})
