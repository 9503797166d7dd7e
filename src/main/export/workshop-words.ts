import { figure, utc } from '../../shared/document/figures.ts'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { ConsensusRule, Quorum, SeatKind, VoteVia, WorkshopSettings } from '../../shared/domain/workshop.ts'
import { alphaReading, wReading, type Coefficient, type NotDefined, type ReportAgreement, type ReportFactor, type ReportItem, type ReportRemark, type ReportShift, type WorkshopReport } from '../../shared/domain/workshop-report.ts'

export const factorNames: Record<DreadFactor, string> = { damage: 'Damage', reproducibility: 'Reproducibility', exploitability: 'Exploitability', affectedUsers: 'Affected users', discoverability: 'Discoverability' }
export const wayNames: Record<WorkshopSettings['way'], string> = { 'silent-ballot': 'silent ballot', 'one-by-one': 'one by one', 'before-meeting': 'ballot before the meeting', tables: 'tables' }
const kindNames: Record<SeatKind, string> = { device: 'own device', host: 'facilitator’s machine', proxy: 'proxy', file: 'sealed ballot file' }
const viaNames: Record<VoteVia, string> = { 'own-device': 'own device', 'hot-seat': 'hot-seat', grid: 'grid', paper: 'paper', scribe: 'table’s scribe', file: 'sealed ballot' }
const notDefined: Record<NotDefined, string> = { 'no-variation': 'not defined (no variation)', 'too-few': 'not defined (too few votes)', erased: 'erased' }

/** `+0.5`, `-1`, `0`. */
export function signed(value: number | null): string {
  return value !== null && value > 0 ? `+${figure(value)}` : figure(value)
}

export function consensusWords(rule: ConsensusRule): string {
  if (rule.kind === 'range') return `all votes within ${rule.atMost}`
  return rule.kind === 'agreement' ? `agreement A at least ${rule.atLeast}` : `${percent(rule.atLeast)} of the votes within 1 of the median`
}

export function quorumWords(quorum: Quorum): string {
  return quorum.kind === 'count' ? `${quorum.value} ${quorum.value === 1 ? 'vote' : 'votes'} on a factor` : `votes of ${percent(quorum.value)} of those who are there`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** What became of a threat, in a word or two. */
export function outcome({ phase, settled, rounds }: ReportItem): string {
  if (phase === 'settled' && settled) return settled.method === 'override' ? 'settled by override' : 'settled by rule'
  if (phase === 'parked' || phase === 'skipped') return phase
  if (rounds.some((round) => round.phase === 'revealed')) return 'voted on, not settled'
  return rounds.length > 0 ? 'not revealed' : 'not reached'
}

/** Abstained, absent and not voted are three different things. */
export function turnout({ n, abstained, notVoted, absent }: ReportFactor): string {
  return [`${n} ${n === 1 ? 'vote' : 'votes'}`, abstained > 0 ? `${abstained} abstained` : '', notVoted > 0 ? `${notVoted} not voted` : '', absent > 0 ? `${absent} absent` : ''].filter((part) => part !== '').join(', ')
}

/** How a factor moved, such as `6 to 7; by 1.2 on average, +0.8 in all`. */
export function shiftWords({ medians, meanAbsolute, meanSigned, seats }: ReportShift): string {
  const middle = `median ${figure(medians.from)} to ${figure(medians.to)}`
  return meanAbsolute === null ? middle : `${middle}; ${seats} ${seats === 1 ? 'seat' : 'seats'} moved ${figure(meanAbsolute)} on average (${signed(meanSigned)})`
}

export function coefficient(value: Coefficient): string {
  return 'value' in value ? value.value.toFixed(2) : notDefined[value.missing]
}

const alphaWords = { reliable: 'the seats use the scale alike', tentative: 'alike enough for tentative conclusions', weak: 'too unlike to conclude from', chance: 'no more alike than by chance' } as const
const wWords = { strong: 'they rank the threats much the same', moderate: 'they rank the threats somewhat alike', weak: 'they rank the threats differently' } as const

/** What alpha and W say, in plain words. */
export function agreementWords({ alpha, w }: ReportAgreement): string {
  const said = [...('value' in alpha ? [alphaWords[alphaReading(alpha.value)]] : []), ...('value' in w ? [wWords[wReading(w.value)]] : [])].join('; ')
  return said === '' ? 'nothing to tell' : `${said[0]?.toUpperCase() ?? ''}${said.slice(1)}`
}

/** Names of seats by id: an erased one says so, and people who are not named are seats. */
export function seatNames({ attendance }: WorkshopReport): (seat: Id) => string {
  const names = new Map(attendance.seats.map(({ id, name }) => [id, name === '' ? '(name erased)' : name]))
  return (seat) => names.get(seat) ?? 'a seat'
}

export function remarkWords(remark: ReportRemark, nameOf: (seat: Id) => string): { by: string; text: string } {
  const by = remark.by === 'facilitator' ? 'Facilitator' : remark.seat === null ? 'A seat' : nameOf(remark.seat)
  return { by, text: remark.erased ? '(erased)' : remark.text }
}

export function ownerWords({ owner, erased }: WorkshopReport['actions'][number]): string {
  return erased ? '(name erased)' : owner
}

export function pollWords(poll: WorkshopReport['poll']): string {
  if (!poll) return 'not asked'
  if (poll.erased) return `${poll.answered} answered; the answers were erased`
  if (!poll.counts) return `${poll.answered} answered so far; not closed yet`
  return poll.answered === 0 ? 'nobody answered' : `${poll.counts.yes} yes, ${poll.counts.mostly} mostly, ${poll.counts.no} no`
}

export function kindWords({ kinds }: WorkshopReport['attendance']): string {
  return counted(kinds, kindNames)
}

export function viaWords({ via }: WorkshopReport['attendance']): string {
  return counted(via, viaNames)
}

function counted<Name extends string>(counts: Partial<Record<Name, number>>, names: Record<Name, string>): string {
  const order: [string, string][] = Object.entries(names)
  const given: ReadonlyMap<string, unknown> = new Map(Object.entries(counts))
  return order.flatMap(([name, text]) => (given.has(name) ? [`${text} ${String(given.get(name))}`] : [])).join(', ')
}

export function leadWords({ leads }: WorkshopReport, nameOf: (seat: Id) => string): string {
  const who = ({ by, seat }: WorkshopReport['leads'][number]) => (by === 'host' ? 'the host' : seat === null ? 'a co-facilitator' : nameOf(seat))
  return leads.length === 1 ? 'the host' : leads.map((lead) => `${who(lead)} from ${lead.at.slice(11, 16)}`).join(', ')
}

/** What a reader has to know before trusting the figures; empty where nothing is out of the ordinary. */
export function caveats(report: WorkshopReport): string[] {
  return [
    report.workshop.phase === 'closed' ? '' : `The workshop is not closed. This is what stood at ${utc(report.workshop.asOf)}.`,
    report.people === 'anonymous' ? 'The workshop was anonymous: nobody is named, and nothing is told seat by seat.' : '',
    report.people === 'cut' ? 'Names, remarks and votes by seat are left out of this copy.' : '',
    report.erased.votes ? 'Votes were erased from the log since. What they gave can not be counted again; the settled scores stand.' : '',
    report.erased.names ? 'Names were erased from the log since.' : '',
  ].filter((text) => text !== '')
}
