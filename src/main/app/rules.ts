import { loadRuleBook, type RuleBook } from '../stride/book.ts'

const books = new Map<string, RuleBook>()

/** The rule book of a resources folder, read by the first who needs it: it is not on the way to a usable library. */
export function ruleBook(resources: string): RuleBook {
  const known = books.get(resources)
  if (known) return known
  const book = loadRuleBook(resources)
  books.set(resources, book)
  return book
}
