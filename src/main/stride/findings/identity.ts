import { hash } from 'node:crypto'

/** A finding's id: from the rule's id and the sorted ids of its evidence, nothing else. 32 hex digits after `f-`. */
export function findingId(rule: string, evidence: readonly string[]): string {
  let text = `[${JSON.stringify(rule)}`
  let last: string | undefined
  for (const id of evidence.toSorted()) {
    if (id !== last) text += `,${JSON.stringify(id)}`
    last = id
  }
  return `f-${hash('sha256', `${text}]`, 'hex').slice(0, 32)}`
}
