import { z } from 'zod'
import { DreadValues } from './dread.ts'
import { PlainDate } from './id.ts'

export const responses = ['mitigate', 'accept', 'transfer', 'avoid', 'eliminate'] as const
export const Response = z.enum(responses)
export type Response = z.infer<typeof Response>

const Text = z.string().max(20_000)
const Person = z.string().max(200)

/**
 * What was decided about a threat. Fields that came later are absent where nothing was said, never empty: a register that was signed
 * before they were there keeps its bytes (`tidyDecision`).
 */
export const Decision = z.object({
  response: Response,
  rationale: Text,
  /** Who does it. */
  owner: Person,
  due: PlainDate.nullable(),
  existingControls: Text,
  /** Who answers for the risk, which need not be who does something about it. */
  riskOwner: Person.optional(),
  approver: Person.optional(),
  decidedOn: PlainDate.optional(),
  /** Under which an acceptance holds. */
  conditions: Text.optional(),
  /** The last day on which an acceptance holds. */
  expires: PlainDate.optional(),
  /** The five values with what is in place by now; the inherent ones are the threat's score. Five rather than a total, so that they hold under every scheme and have a place on the risk matrix. */
  current: DreadValues.optional(),
  /** The five values that are wanted once all is done. */
  target: DreadValues.optional(),
})
export type Decision = z.infer<typeof Decision>

/** What is changed of decisions. Null takes an optional field away; what is absent stays. */
export const DecisionChange = Decision.partial().extend({
  decidedOn: PlainDate.nullable().optional(),
  expires: PlainDate.nullable().optional(),
  current: DreadValues.nullable().optional(),
  target: DreadValues.nullable().optional(),
})
export type DecisionChange = z.infer<typeof DecisionChange>

const nothingDecided = { rationale: '', owner: '', due: null, existingControls: '' }

/** The decision without what says nothing. */
export function tidyDecision(decision: DecisionChange & Pick<Decision, 'response' | 'rationale' | 'owner' | 'due' | 'existingControls'>): Decision {
  return Decision.parse(Object.fromEntries(Object.entries(decision).filter(([name, value]) => name === 'due' || name in nothingDecided || (value !== undefined && value !== null && value !== ''))))
}

/**
 * The decision after a change; null where there is none yet and the change names no response. A day that is named along with a
 * response is the day of that response: where the response stays, so does the day that is on record.
 */
export function changedDecision(before: Decision | null, change: DecisionChange): Decision | null {
  const response = change.response ?? before?.response
  if (response === undefined) return null
  const decidedBefore = change.response !== undefined && change.response === before?.response && before.decidedOn !== undefined
  const given = Object.fromEntries(Object.entries(change).filter(([name, value]) => value !== undefined && !(decidedBefore && name === 'decidedOn')))
  return tidyDecision({ ...nothingDecided, ...before, ...given, response })
}

/** Responses that leave a risk with somebody, so that the reason has to be on record. */
export function needsRationale(response: Response): boolean {
  return response === 'accept' || response === 'transfer' || response === 'avoid'
}

/** Responses that promise that something is done. */
export function needsMitigation(response: Response): boolean {
  return response === 'mitigate' || response === 'eliminate'
}
