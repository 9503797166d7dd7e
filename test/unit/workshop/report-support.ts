import fc from 'fast-check'
import { entryOf, type Entry } from '../../../src/shared/workshop/events.ts'
import { workshopReport } from '../../../src/shared/workshop/report.ts'
import { dreadFactors, type DreadFactor } from '../../../src/shared/domain/dread.ts'
import type { FacilitatorCommand } from '../../../src/shared/domain/facilitator-command.ts'
import type { Vote, Votes } from '../../../src/shared/domain/workshop.ts'
import { WorkshopReport, type ReportFactor, type ReportItem, type ReportRound } from '../../../src/shared/domain/workshop-report.ts'
import { items, startPlay, type Play } from './play.ts'

export const entriesOf = (play: Play): Entry[] => play.log.map(({ event, disclosures }) => entryOf(event, disclosures))
export const nowOf = (play: Play): string => new Date(play.clock.now).toISOString()

/** The report as it would cross a transport: it fits its schema to the last property. */
export function reportOf(play: Play, options: { cut?: boolean } = {}): WorkshopReport {
  return WorkshopReport.parse(JSON.parse(JSON.stringify(workshopReport(entriesOf(play), play.state(), { project: 'Payment', now: nowOf(play), ...options }))))
}

export function itemIn(report: WorkshopReport, id: string): ReportItem {
  const item = report.items.find((one) => one.id === id)
  if (!item) throw new Error(`no item ${id}`)
  return item
}

export function roundIn(report: WorkshopReport, id: string, number: number): ReportRound {
  const round = itemIn(report, id).rounds.find((one) => one.number === number)
  if (!round) throw new Error(`no round ${String(number)} of ${id}`)
  return round
}

export function factorIn(round: ReportRound, factor: DreadFactor): ReportFactor {
  const found = round.results.find((one) => one.factor === factor)
  if (!found) throw new Error(`no result on ${factor}`)
  return found
}

export const minutes = (play: Play, count: number): void => {
  play.clock.now += count * 60_000
}

export type Step = { by: 'facilitator'; command: FacilitatorCommand } | { by: 'vote'; seat: string; item: string; round: number; votes: Votes } | { by: 'clock'; seconds: number } | { by: 'join' | 'away' | 'poll'; seat: string }

export const seats = ['a', 'b', 'c', 'd']
const seat = fc.constantFrom(...seats)
const item = fc.constantFrom(...items)
const someItems = fc.oneof({ weight: 5, arbitrary: item.map((one) => [one]) }, { weight: 1, arbitrary: fc.uniqueArray(item, { minLength: 1 }) })
const vote: fc.Arbitrary<Vote> = fc.oneof({ weight: 6, arbitrary: fc.record({ value: fc.integer({ min: 1, max: 10 }) }) }, { weight: 1, arbitrary: fc.record({ abstained: fc.constantFrom('', 'no idea') }) })
const votes = fc.dictionary(fc.constantFrom(...dreadFactors), vote, { minKeys: 1, noNullPrototype: true })
const all = fc.array(vote, { minLength: 5, maxLength: 5 }).map((five): Votes => Object.fromEntries(dreadFactors.map((factor, place) => [factor, five[place] ?? { abstained: '' }])))

const facilitator: fc.Arbitrary<FacilitatorCommand> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('open' as const), items: someItems }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('reveal' as const), items: someItems }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('settle' as const), items: someItems, dissent: fc.constant('') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('override' as const), item, values: fc.constant({ damage: 5, reproducibility: 5, exploitability: 5, affectedUsers: 5, discoverability: 5 }), rationale: fc.constant('because'), dissent: fc.constant('') }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('present' as const), item: fc.option(item) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('park' as const, 'skip' as const), item, reason: fc.constant('later') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('remove-seat' as const), seat }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('note' as const), item: fc.option(item), text: fc.constant('For the record') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reword' as const), item, title: fc.constant('Said anew'), description: fc.constant('') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('add-item' as const), title: fc.constant('New'), description: fc.constant(''), stride: fc.constant('Tampering' as const), element: fc.constant(null) }) },
  { weight: 1, arbitrary: fc.constantFrom<FacilitatorCommand>({ type: 'pause' }, { type: 'open-poll' }, { type: 'close-poll' }) },
  { weight: 4, arbitrary: fc.constant<FacilitatorCommand>({ type: 'resume' }) },
)

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: facilitator.map((command): Step => ({ by: 'facilitator', command })) },
  { weight: 9, arbitrary: fc.record({ by: fc.constant('vote' as const), seat, item, round: fc.integer({ min: 1, max: 3 }), votes: fc.oneof(votes, all) }) },
  { weight: 3, arbitrary: fc.record({ by: fc.constant('clock' as const), seconds: fc.integer({ min: 0, max: 300 }) }) },
  { weight: 2, arbitrary: fc.record({ by: fc.constantFrom('join' as const, 'away' as const, 'poll' as const), seat }) },
)

export const story = fc.record({ steps: fc.array(step, { minLength: 5, maxLength: 60 }), anonymous: fc.boolean(), roles: fc.boolean(), practice: fc.boolean() })
export type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never

const reference = { damage: 9, reproducibility: 9, exploitability: 9, affectedUsers: 9, discoverability: 9 }
export const practice = { id: 'item-practice', title: 'Practise', description: '', stride: ['Spoofing' as const], reference, reasons: {} }
export const roles = [
  { id: 'eng', name: 'Engineering', factors: [...dreadFactors] },
  { id: 'biz', name: 'Business', factors: ['damage' as const, 'affectedUsers' as const] },
]

/** Three seats are in, and a first round is open on two threats. */
export function begin(told: Story): Play {
  const play = startPlay({ anonymous: told.anonymous, autoReveal: false, ...(told.roles ? { roles } : {}) }, { practice: told.practice ? practice : null })
  for (const [index, who] of seats.slice(0, 3).entries()) play.join(who, told.roles ? (index === 0 ? 'biz' : 'eng') : null)
  play.facilitator({ type: 'start' })
  play.facilitator({ type: 'open', items: [...(told.practice ? [practice.id] : []), ...items.slice(0, 2)] })
  return play
}

export function take(play: Play, next: Step): void {
  if (next.by === 'facilitator') play.facilitator(next.command)
  else if (next.by === 'vote') play.vote(next.seat, next.item, next.round, next.votes)
  else if (next.by === 'clock') play.clock.now += next.seconds * 1000
  else if (next.by === 'away') play.connected.delete(next.seat)
  else if (next.by === 'poll') play.run({ by: 'seat', seat: next.seat, command: { type: 'answer-poll', answer: 'mostly' } })
  else if (!play.state().seatIndex.has(next.seat)) play.join(next.seat)
  else play.connected.add(next.seat)
}

export function told(chosen: Story): Play {
  const play = begin(chosen)
  for (const next of chosen.steps) take(play, next)
  return play
}
