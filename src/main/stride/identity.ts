import { hash } from 'node:crypto'

/** A finding's id: from the rule's id and the sorted ids of its evidence, nothing else. 32 hex digits after `f-`. */
export function findingId(rule: string, evidence: readonly string[]): string {
  const sorted = [...evidence].sort().filter((id, index, all) => id !== all[index - 1])
  sorted.unshift(rule)
  return `f-${hash('sha256', JSON.stringify(sorted), 'hex').slice(0, 32)}`
}
