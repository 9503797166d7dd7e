import type { MitigationStatus } from './mitigation.ts'

const inPlace = new Set(['implemented', 'mitigated', 'done', 'tested'])
const wanted = new Set(['required', 'planned', 'in progress', 'in-progress', 'partially implemented'])

/** How far a mitigation is that stands in these states, one for each part that a threat is on; null where it is only recommended, or turned down. */
export function statusOfStates(states: readonly string[]): MitigationStatus | null {
  const named = states.map((state) => state.toLowerCase().trim())
  if (named.length > 0 && named.every((state) => inPlace.has(state))) return 'implemented'
  return named.some((state) => inPlace.has(state) || wanted.has(state)) ? 'planned' : null
}

/** The state that a status is written as; the one that the file had, as long as it says the same. */
export function stateOfStatus(status: MitigationStatus, said: string | undefined): string {
  const same = status === 'planned' ? 'planned' : 'implemented'
  if (said !== undefined && statusOfStates([said]) === same) return said
  return status === 'planned' ? 'required' : 'implemented'
}

/** What one part says of the mitigations of a threat. */
export interface LinkedMitigations {
  mitigations: readonly { mitigation: string; state: string }[]
}

/** What all parts of a threat say of its mitigations, so that a change is noticed. */
export function linkedText(parts: readonly LinkedMitigations[]): string {
  return JSON.stringify(parts.map(({ mitigations }) => mitigations.map(({ mitigation, state }) => [mitigation, state])))
}
