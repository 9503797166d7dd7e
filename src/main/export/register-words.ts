import type { Decision } from '../../shared/domain/decision.ts'
import { dreadFactors, total, type DiscoverabilityRule, type DreadFactor, type DreadValues } from '../../shared/domain/dread.ts'
import type { Mitigation } from '../../shared/domain/mitigation.ts'
import type { Reference } from '../../shared/domain/reference.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import type { ThreatStatement } from '../../shared/domain/threat.ts'
import type { FactorResult } from '../../shared/domain/workshop.ts'

export const factorLetters: Record<DreadFactor, string> = { damage: 'D', reproducibility: 'R', exploitability: 'E', affectedUsers: 'A', discoverability: 'Di' }

export const originNames: Record<NonNullable<RegisterRow['origin']>, string> = {
  voted: 'voted in a workshop',
  override: 'set by the facilitator',
  imported: 'as imported, not voted on',
  suggested: 'suggested by the rule, not voted on',
}

const flagNames: Record<string, string> = {
  missing: 'not in the catalogue',
  deprecated: 'deprecated',
  'not-a-weakness': 'a category, not a weakness',
  'unknown-scheme': 'not checked',
  mismatch: 'about another weakness',
}

export function referenceWords({ text, readAs, flag }: Reference): string {
  return `${text}${readAs === null ? '' : ` (read as ${readAs})`}${flag === null ? '' : ` [${flagNames[flag] ?? flag}]`}`
}

/** How far a factor's votes lie apart, in a few words. */
export function spreadWords({ n, min, max, median }: FactorResult): string {
  if (n === 0) return 'no votes'
  return min === max ? `all ${min ?? ''}` : `${min ?? ''}–${max ?? ''}, median ${median ?? ''}`
}

/** Abstained, absent and not voted are three different things. */
export function turnoutWords({ n, abstained, absent, notVoted }: FactorResult): string {
  return [`${n} ${n === 1 ? 'vote' : 'votes'}`, abstained > 0 ? `${abstained} abstained` : '', absent > 0 ? `${absent} absent` : '', notVoted > 0 ? `${notVoted} not voted` : ''].filter((part) => part !== '').join(', ')
}

/** Between what the seats' totals lie; empty where nobody voted. */
export function intervalWords(interval: RegisterRow['interval']): string {
  if (interval === null) return ''
  return interval.q1 === interval.q3 ? `half of the seats or more total ${interval.q1}` : `half of the seats’ totals lie between ${interval.q1} and ${interval.q3}`
}

/** On which side of the treatment line a threat lies; empty without a line or a total. */
export function lineWords(mustTreat: boolean | null): string {
  return mustTreat === true ? 'above the treatment line' : mustTreat === false ? 'not above the treatment line' : ''
}

/** What a decision says beside its response, rationale, owner, due date and controls, by name; empty where it says nothing of it. */
export function furtherDecision({ riskOwner = '', approver = '', decidedOn = '', conditions = '', expires = '', current, target }: Decision, rule: DiscoverabilityRule): [string, string][] {
  const said: [string, string][] = [
    ['Risk owner', riskOwner],
    ['Approved by', approver],
    ['Decided on', decidedOn],
    ['Conditions', conditions],
    ['Holds until', expires],
    ['Score by now', current ? scoreWords(current, rule) : ''],
    ['Score wanted', target ? scoreWords(target, rule) : ''],
  ]
  return said.filter(([, value]) => value !== '')
}

function scoreWords(values: DreadValues, rule: DiscoverabilityRule): string {
  return `${total(values, rule)} (${valuesText(values)})`
}

/** The five values in the order of the word. */
export function valuesText(values: DreadValues | undefined): string {
  return values ? dreadFactors.map((factor) => String(values[factor])).join(' ') : ''
}

/** The parts of a threat's statement that say something, by name. */
export function statementParts(statement: ThreatStatement | undefined): [string, string][] {
  if (!statement) return []
  const parts: [string, string][] = [['Who', statement.who], ['Given', statement.precondition], ['Does', statement.action], ['Impact', statement.impact], ['Asset', statement.asset]]
  return parts.filter(([, value]) => value !== '')
}

/** A mitigation on one line: what, how far it is, who, until when, and how it was verified. */
export function mitigationWords({ title, requirement, status, owner, due, test, result, verifiedOn, ticket }: Mitigation): string {
  const verified = [verifiedOn === null ? '' : `on ${verifiedOn}`, test === '' ? '' : `by ${test}`, result === '' ? '' : `: ${result}`].filter((part) => part !== '').join(' ').replace(' : ', ': ')
  const said = [`${status}${status === 'verified' && verified !== '' ? ` ${verified}` : ''}`, owner === '' ? '' : `owner ${owner}`, due === null ? '' : `due ${due}`, requirement === '' ? '' : `requirement: ${requirement}`, ticket === '' ? '' : `ticket ${ticket}`]
  return `${title} (${said.filter((part) => part !== '').join('; ')})`
}
