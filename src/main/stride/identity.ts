import { hash } from 'node:crypto'

/** A finding's id: from the rule's id and the sorted ids of its evidence, nothing else. 32 hex digits after `f-`. */
export function findingId(rule: string, evidence: readonly string[]): string {
  const sorted = [...new Set(evidence)].sort()
  return `f-${hash('sha256', JSON.stringify([rule, ...sorted]), 'hex').slice(0, 32)}`
}
