import { isRuleOn, type RuleSettings } from '../../../shared/domain/rule.ts'
import type { RuleBook } from './book.ts'

/** What a project says about rules, as an analysis takes it. */
export interface RuleChoice {
  packs: RuleSettings['packs']
  rules: RuleSettings['rules']
  suppressed: readonly { rule: string; on: string }[]
}

export function choiceOf({ packs, rules, suppressed }: RuleSettings): RuleChoice {
  return { packs, rules, suppressed: suppressed.map(({ rule, on }) => ({ rule, on })) }
}

/** Everything is on. */
export const noChoice: RuleChoice = { packs: {}, rules: {}, suppressed: [] }

const chosen = new WeakMap<RuleBook, Map<string, RuleBook>>()
/** Choices that are kept for one book. */
const kept = 20

/** `book` without the packs and rules that are off. The same choice of the same book is the same object, so that what was worked out for it stays. */
export function chosenRules(book: RuleBook, { packs, rules }: Pick<RuleChoice, 'packs' | 'rules'>): RuleBook {
  const off = (switches: Record<string, boolean>) => Object.keys(switches).filter((id) => switches[id] === false).sort()
  const key = JSON.stringify([off(packs), off(rules)])
  if (key === '[[],[]]') return book
  const known = chosen.get(book) ?? new Map<string, RuleBook>()
  chosen.set(book, known)
  const found = known.get(key)
  if (found) return found
  const made = { ...book, packs: book.packs.map((pack) => ({ ...pack, rules: pack.rules.filter((rule) => isRuleOn({ packs, rules }, pack.id, rule.id)) })).filter((pack) => pack.rules.length > 0) }
  known.set(key, made)
  for (const oldest of known.keys()) {
    if (known.size <= kept) break
    known.delete(oldest)
  }
  return made
}
