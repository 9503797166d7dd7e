import type { DocumentPart } from '../../shared/domain/document.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import { total, type DiscoverabilityRule, type DreadValues } from '../../shared/domain/dread.ts'
import type { Mitigation } from '../../shared/domain/mitigation.ts'
import type { Reference } from '../../shared/domain/reference.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import type { ThreatSource, ThreatStatement } from '../../shared/domain/threat.ts'
import type { ConsensusRule, FactorResult, Quorum } from '../../shared/domain/workshop.ts'
import type { ReportItem, WorkshopReport } from '../../shared/domain/workshop-report.ts'
import { counted, fill, joined, type Words } from './document-words.ts'
import { valuesText } from './register-words.ts'
import { figure } from './workshop-words.ts'

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

/** Names with how many there are of each, in the order of `names`. */
export function tallyPhrase(counts: Readonly<Record<string, number | undefined>>, names: Readonly<Record<string, string>>, none: string): string {
  return joined(Object.entries(names).map(([name, text]) => (counts[name] === undefined ? '' : `${text} ${figure(counts[name])}`)), ', ') || none
}

/** What a decision says beside its response, rationale, owner, due date and controls, by name; what it does not say is empty. */
export function decisionPairs({ threat }: Words, { riskOwner = '', approver = '', decidedOn = '', conditions = '', expires = '', current, target }: Decision, rule: DiscoverabilityRule): [string, string][] {
  const score = (values: DreadValues | undefined) => (values ? `${total(values, rule)} (${valuesText(values)})` : '')
  return [[threat.riskOwner, riskOwner], [threat.approver, approver], [threat.decidedOn, decidedOn], [threat.conditions, conditions], [threat.expires, expires], [threat.current, score(current)], [threat.target, score(target)]]
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
