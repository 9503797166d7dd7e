import type { Condition } from '../packs/condition.ts'
import type { Technology } from '../vocabulary/technologies.ts'

/** What elements have in common that are made of the same and of the same kind: all that a condition asks of an element without asking facts or neighbours. */
export interface ElementClass {
  technology: Technology | null
  kind: string
}

/** The classes that are known of what a condition is asked of: of an element its own, of a flow those of its ends. */
export interface KnownClasses {
  self?: ElementClass
  source?: ElementClass
  target?: ElementClass
}

/**
 * What is left of `condition` where the classes are known: true or false where they decide it, the same object where they say nothing. It has the
 * same value as `condition` on everything of these classes, for `and` with true, and `or` with false, change nothing in Kleene's logic either (SPEC K1).
 * What it contains is left out though, so it is asked, but never told as a reason.
 */
export function specialise(condition: Condition, known: KnownClasses): Condition | boolean {
  switch (condition.op) {
    case 'technology':
      return known.self === undefined ? condition : isMadeOf(known.self.technology, condition.ids)
    case 'kind':
      return known.self === undefined ? condition : condition.kinds.includes(known.self.kind)
    case 'source':
    case 'target': {
      const end = known[condition.op]
      if (end === undefined) return condition
      const of = specialise(condition.of, { self: end })
      return typeof of === 'boolean' || of === condition.of ? keep(of, condition) : { op: condition.op, of }
    }
    case 'not': {
      const of = specialise(condition.of, known)
      if (typeof of === 'boolean') return !of
      return of === condition.of ? condition : { op: 'not', of }
    }
    case 'all':
    case 'any':
      return specialiseParts(condition, known)
    default:
      return condition
  }
}

/** Whether it is one of `ids`, or a kind of one. */
export function isMadeOf(technology: Technology | null, ids: readonly string[]): boolean {
  if (technology === null) return false
  for (const id of ids) if (technology.ancestors.has(id)) return true
  return false
}

function keep(of: Condition | boolean, whole: Condition): Condition | boolean {
  return typeof of === 'boolean' ? of : whole
}

/** One part that is false decides `all`, one that is true `any`; parts of the other kind say nothing. */
function specialiseParts(condition: Extract<Condition, { op: 'all' | 'any' }>, known: KnownClasses): Condition | boolean {
  const decisive = condition.op === 'any'
  const open: Condition[] = []
  let changed = false
  for (const part of condition.of) {
    const left = specialise(part, known)
    if (left === decisive) return decisive
    if (typeof left !== 'boolean') open.push(left)
    changed ||= left !== part
  }
  const [only] = open
  if (only === undefined) return !decisive
  if (open.length === 1) return only
  return changed ? { op: condition.op, of: open } : condition
}
