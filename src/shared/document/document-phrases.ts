import type { DocumentPart } from '../domain/document.ts'
import type { Decision } from '../domain/decision.ts'
import { schemeName, total, type DiscoverabilityRule, type DreadValues } from '../domain/dread.ts'
import type { Mitigation } from '../domain/mitigation.ts'
import type { ProjectHeader } from '../domain/project.ts'
import { rankText } from '../domain/rank-text.ts'
import type { Reference } from '../domain/reference.ts'
import type { RegisterRow } from '../domain/register.ts'
import type { ThreatStatement } from '../domain/statement.ts'
import type { ThreatSource } from '../domain/threat.ts'
import type { ConsensusRule, FactorResult, Quorum } from '../domain/workshop.ts'
import type { ReportItem, WorkshopReport } from '../domain/workshop-report.ts'
import { counted, fill, joined } from './fill.ts'
import { duration, figure, utc, valuesText } from './figures.ts'
import type { Words } from './words.ts'

/** How far a factor's votes lie apart, in a few words. */
export function spreadPhrase({ threat }: Words, { n, min, max, median }: FactorResult): string {
  if (n === 0) return threat.noVotes
  return min === max ? fill(threat.allSame, { value: min ?? '' }) : fill(threat.spread, { min: min ?? '', max: max ?? '', median: median ?? '' })
}

/** Abstained, absent and not voted are three different things. */
export function turnoutPhrases({ threat }: Words, { n, abstained, absent, notVoted }: FactorResult): string[] {
  const some = (text: string, count: number) => (count > 0 ? [fill(text, { n: count })] : [])
  return [counted(n, threat.votes_one, threat.votes_other), ...some(threat.abstained, abstained), ...some(threat.absent, absent), ...some(threat.notVoted, notVoted)]
}

/** Between what the seats' totals lie; empty where nobody voted. */
export function intervalPhrase({ interval: words }: Words, interval: RegisterRow['interval']): string {
  if (interval === null) return ''
  return interval.q1 === interval.q3 ? fill(words.same, { q1: interval.q1 }) : fill(words.range, { q1: interval.q1, q3: interval.q3 })
}

/** On which side of the treatment line a threat lies; empty without a line or a total. */
export function linePhrase({ lineSide }: Words, mustTreat: boolean | null): string {
  return mustTreat === null ? '' : mustTreat ? lineSide.above : lineSide.below
}

export function referencePhrase({ flag: words }: Words, { text, readAs, flag }: Reference): string {
  const flags: Readonly<Record<string, string>> = words
  return `${text}${readAs === null ? '' : ` (${fill(words.readAs, { text: readAs })})`}${flag === null ? '' : ` [${flags[flag] ?? flag}]`}`
}

export function sourcePhrase({ source: words }: Words, source: ThreatSource): string {
  switch (source.kind) {
    case 'finding':
      return fill(words.finding, { rule: source.rule })
    case 'import':
      return fill(words.import, { file: source.file, format: source.format })
    case 'seat':
      return words.seat
    case 'hand':
      return words.hand
  }
}

export function consensusPhrase({ consensus: words }: Words, rule: ConsensusRule): string {
  if (rule.kind === 'range') return fill(words.range, { atMost: rule.atMost })
  return rule.kind === 'agreement' ? fill(words.agreement, { atLeast: rule.atLeast }) : fill(words.share, { atLeast: Math.round(rule.atLeast * 100) })
}

export function quorumPhrase({ quorum: words }: Words, quorum: Quorum): string {
  return quorum.kind === 'count' ? counted(quorum.value, words.count_one, words.count_other) : fill(words.share, { share: Math.round(quorum.value * 100) })
}

/** What became of a threat in a workshop. */
export function outcomePhrase({ outcome: words }: Words, { phase, settled, rounds }: ReportItem): string {
  if (phase === 'settled' && settled) return settled.method === 'override' ? words.override : words.rule
  if (phase === 'parked' || phase === 'skipped') return words[phase]
  if (rounds.some((round) => round.phase === 'revealed')) return words.notSettled
  return rounds.length > 0 ? words.notRevealed : words.notReached
}

export function pollPhrase({ poll: words }: Words, poll: WorkshopReport['poll']): string {
  if (!poll) return words.notAsked
  const { answered, counts } = poll
  if (poll.erased) return fill(words.erased, { answered })
  if (!counts) return fill(words.open, { answered })
  return answered === 0 ? words.nobody : fill(words.counts, counts)
}

/** When a workshop was held, how many were there, and how their votes came in. */
export function heldPhrase(words: Words, { workshop, time, attendance, poll }: WorkshopReport): string {
  const { attendance: said } = words
  return fill(said.when, {
    from: utc(workshop.startedAt ?? workshop.createdAt),
    until: workshop.closedAt === null ? said.notClosed : fill(said.until, { at: utc(workshop.closedAt) }),
    work: duration(time.runningMs),
    joined: attendance.joined,
    voted: attendance.voted,
    kinds: tallyPhrase(attendance.kinds, words.kind, said.none),
    via: tallyPhrase(attendance.via, words.via, said.none),
    poll: pollPhrase(words, poll),
  })
}

/** Why a workshop's report names nobody; empty where it does. */
export function unnamedPhrase({ attendance }: Words, people: WorkshopReport['people']): string {
  return { named: '', anonymous: attendance.anonymous, cut: attendance.cut }[people]
}

/** How a workshop voted, and when it was agreed. */
export function ballotPhrase(words: Words, { name, settings }: WorkshopReport['workshop']): string {
  const { method } = words
  return fill(method.workshop, {
    name,
    way: words.way[settings.way],
    named: settings.anonymous ? method.anonymous : method.named,
    consensus: consensusPhrase(words, settings.consensus),
    quorum: quorumPhrase(words, settings.quorum),
    aggregation: words.aggregation[settings.aggregation],
  })
}

/** From which total on a band is which. */
export function bandsPhrase({ scope, discoverability: rules }: Words, scheme: ProjectHeader['bandScheme']): string {
  const { critical, high, medium, discoverability } = scheme
  return fill(scope.bandsAre, { critical, high, medium, scheme: schemeName(scheme), discoverability: rules[discoverability] })
}

/** How many threats lie above the treatment line, and which of those nobody decided on, at most `most` by name; empty without a line. */
export function treatmentPhrase(words: Words, rows: readonly RegisterRow[], line: number | null, most = Number.POSITIVE_INFINITY): string {
  const above = rows.filter(({ mustTreat }) => mustTreat === true)
  const open = above.filter(({ threat }) => threat.decision === null).map(({ threat }) => threat.displayId)
  return line === null ? '' : abovePhrase(words, { line, threats: rows.length, above: above.length, unscored: rows.filter(({ band }) => band === null).length, open, most })
}

/** How many of the threats lie above the line, how many nobody scored, and the display ids of those above that nobody decided on, at most `most` of them. */
export function abovePhrase({ summary }: Words, { line, threats, above, unscored, open, most }: { line: number; threats: number; above: number; unscored: number; open: readonly string[]; most: number }): string {
  const first = open.slice(0, most).join(', ')
  const ids = open.length > most ? fill(summary.undecidedMore, { ids: first, count: open.length - most }) : first
  return joined([counted(threats, summary.above_one, summary.above_other, { above, line }), unscored === 0 ? '' : fill(summary.notScored, { count: unscored }), open.length === 0 ? '' : fill(summary.undecided, { ids })], ' ')
}

/** `3`, or `=3` where others share the rank, or a dash. */
export function rankOf(row: RegisterRow): string {
  return row.rank === null ? '–' : rankText(row)
}

/** The quartiles of the seats' totals. */
export function between({ interval }: RegisterRow): string {
  return interval ? `${interval.q1} – ${interval.q3}` : '–'
}

/** Names with how many there are of each, in the order of `names`. */
export function tallyPhrase(counts: Readonly<Record<string, number | undefined>>, names: Readonly<Record<string, string>>, none: string): string {
  return joined(Object.entries(names).map(([name, text]) => (counts[name] === undefined ? '' : `${text} ${figure(counts[name])}`)), ', ') || none
}

/** What a decision says beside its response, rationale, owner, due date and controls, by name; what it does not say is empty. */
export function decisionPairs({ threat }: Words, { riskOwner = '', approver = '', decidedOn = '', conditions = '', expires = '', current, target }: Decision, rule: DiscoverabilityRule): [string, string][] {
  const score = (values: DreadValues | undefined) => (values ? `${total(values, rule)} (${valuesText(values)})` : '')
  return [[threat.riskOwner, riskOwner], [threat.approver, approver], [threat.decidedOn, decidedOn], [threat.conditions, conditions], [threat.expires, expires], [threat.current, score(current)], [threat.target, score(target)]]
}

/** What a register is about and how it is judged, by name; what it does not say is empty. */
export function scopePairs(words: Words, header: Pick<ProjectHeader, 'purpose' | 'environment' | 'exclusions' | 'treatmentLine' | 'acceptanceCriteria' | 'bandScheme' | 'reviewDate'>): [string, string][] {
  const { scope: said } = words
  const { purpose, environment, exclusions, treatmentLine: line, acceptanceCriteria, bandScheme, reviewDate } = header
  return [
    [said.purpose, purpose], [said.environment, environment], [said.exclusions, exclusions], [said.line, line === null ? said.lineNone : fill(said.lineAt, { line })],
    [said.acceptance, acceptanceCriteria], [said.bands, bandsPhrase(words, bandScheme)], [said.review, reviewDate ?? ''],
  ]
}

/** The parts of a threat's statement, by name; what it does not say is empty. */
export function statementPairs({ threat }: Words, statement: ThreatStatement | undefined): [string, string][] {
  return statement ? [[threat.who, statement.who], [threat.precondition, statement.precondition], [threat.action, statement.action], [threat.impact, statement.impact], [threat.asset, statement.asset]] : []
}

/** How a mitigation was verified; empty where it was not. */
export function verifiedPhrase({ verifiedOn, test, result }: Mitigation): string {
  return joined([verifiedOn ?? '', test, result], '; ')
}

/** A mitigation on one line: what, how far it is, who, until when, and how it was verified. */
export function mitigationPhrase({ status, threat, mitigation: said }: Words, one: Mitigation): string {
  const more = joined([
    status[one.status], one.owner === '' ? '' : fill(threat.owner, { name: one.owner }), one.due === null ? '' : fill(threat.due, { date: one.due }),
    one.requirement === '' ? '' : `${said.requirement}: ${one.requirement}`, verifiedPhrase(one) === '' ? '' : `${said.verified}: ${verifiedPhrase(one)}`, one.ticket === '' ? '' : fill(said.ticket, { ticket: one.ticket }),
  ], '; ')
  return `${one.title} (${more})`
}

/** Names of the parts in which something stands; one that this copy leaves out says so. */
export function wherePhrase({ part: names, fieldMaps }: Words, parts: readonly DocumentPart[], there: readonly DocumentPart[]): string {
  return parts.map((part) => (there.includes(part) ? names[part] : fill(fieldMaps.leftOut, { part: names[part] }))).join(', ')
}
