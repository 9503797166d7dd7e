import type { Decision } from './decision.ts'
import { dreadFactors, type DreadValues } from './dread.ts'
import type { ThreatStatement } from './statement.ts'

/** What a comparison has to say of a threat's decision, each part empty where nothing is said. */
export function decisionTexts(decision: Decision | null): Record<string, string> {
  return {
    response: decision?.response ?? '',
    rationale: decision?.rationale ?? '',
    owner: decision?.owner ?? '',
    due: decision?.due ?? '',
    existingControls: decision?.existingControls ?? '',
    riskOwner: decision?.riskOwner ?? '',
    approver: decision?.approver ?? '',
    decidedOn: decision?.decidedOn ?? '',
    conditions: decision?.conditions ?? '',
    expires: decision?.expires ?? '',
    currentScore: valuesText(decision?.current ?? null),
    targetScore: valuesText(decision?.target ?? null),
  }
}

/** The five values in the order of the word; empty where there are none. */
export function valuesText(values: DreadValues | null): string {
  return values === null ? '' : dreadFactors.map((factor) => String(values[factor])).join(' ')
}

/** What a comparison has to say of a statement, and of what else a threat harms. */
export function statementTexts({ statement, concerns }: { statement?: ThreatStatement | undefined; concerns?: readonly string[] | undefined }): { statement: string; concerns: string } {
  return { statement: statement ? Object.values(statement).filter((part) => part !== '').join('; ') : '', concerns: concerns?.join(', ') ?? '' }
}
