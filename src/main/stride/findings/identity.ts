import { hash } from 'node:crypto'
import { sortFew } from '../evaluate/sort-few.ts'

/** A finding's id: from the rule's id and the sorted ids of its evidence, nothing else. 32 hex digits after `f-`. */
export function findingId(rule: string, evidence: readonly string[]): string {
  return findingIdOf(rule, evidenceText(evidence))
}

/** {@link findingId} where the text of the evidence is known: that of many rules is the same. */
export function findingIdOf(rule: string, text: string): string {
  return `f-${hash('sha256', `[${JSON.stringify(rule)}${text}]`, 'hex').slice(0, 32)}`
}

/** Reads the same in JSON, quotes apart. */
const plain = /^[\w.:-]*$/

/** The sorted ids, each once, as they go into a finding's id. */
export function evidenceText(ids: readonly string[]): string {
  let text = ''
  let last: string | undefined
  for (const id of sortFew([...ids], byCodeUnits)) {
    if (id !== last) text += plain.test(id) ? `,"${id}"` : `,${JSON.stringify(id)}`
    last = id
  }
  return text
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
