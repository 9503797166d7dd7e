import { valuesText } from '../../shared/document/figures.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import { total, type DiscoverabilityRule, type DreadValues } from '../../shared/domain/dread.ts'
import type { Mitigation } from '../../shared/domain/mitigation.ts'
import type { ThreatStatement } from '../../shared/domain/statement.ts'

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
