import type { RuleBook } from '../packs/book.ts'
import { compile, type Test } from './compile.ts'
import { isStructural, type Condition } from '../packs/condition.ts'
import type { Rule } from '../packs/rules.ts'
import type { Raise } from '../packs/scoring.ts'
import { createSharing } from './share.ts'

/** A rule as an analysis runs it: its conditions are shared with the other rules of its book. */
export interface PreparedRule extends Rule {
  raise: Raise[]
  witness: { incoming: Test | null; outgoing: Test | null }
  /** Technologies without one of which the rule is not asked; null where any will do. */
  needs: NeededTechnologies | null
  /**
   * Steps between a node and what its finding may speak of: from an element to its flows and boundaries, and from a flow to its
   * ends and boundaries, is one. Infinite where the rule asks how far something reaches that answers can change.
   */
  radius: number
  /** It asks how far something reaches. */
  far: boolean
}

export interface NeededTechnologies {
  /** The node itself, or one end of a flow. */
  at: 'self' | 'source' | 'target'
  ids: readonly string[]
}

const prepared = new WeakMap<RuleBook, PreparedRule[]>()

/** The rules of `book`, ready to run, in the order of its packs; worked out once for each book. */
export function prepareRules(book: RuleBook): readonly PreparedRule[] {
  let rules = prepared.get(book)
  if (rules === undefined) {
    const share = createSharing()
    rules = book.packs.flatMap((pack) => pack.rules.map((rule) => prepare(rule, share)))
    prepared.set(book, rules)
  }
  return rules
}

function prepare(rule: Rule, share: ReturnType<typeof createSharing>): PreparedRule {
  const where = share(rule.where, rule.on)
  const when = share(rule.when, rule.on)
  const incoming = rule.evidence.incoming && share(rule.evidence.incoming, 'flow')
  const outgoing = rule.evidence.outgoing && share(rule.evidence.outgoing, 'flow')
  const raise = rule.raise.map((one): Raise => {
    const condition = share(one.when, rule.on)
    return { ...one, when: condition, test: compile(condition) }
  })
  const witnesses = [incoming, outgoing].filter((condition) => condition !== null)
  return {
    ...rule,
    where,
    whereTest: compile(where),
    when,
    whenTest: compile(when),
    evidence: { incoming, outgoing },
    raise,
    witness: { incoming: incoming && compile(incoming), outgoing: outgoing && compile(outgoing) },
    needs: neededTechnologies(where),
    // Texts name ends and boundaries; with witnesses, also the elements beyond them.
    far: [where, when, incoming, outgoing, ...raise.map((one) => one.when)].some((condition) => condition !== null && isFar(condition)),
    radius: Math.max(1, ...[where, when, ...raise.map((one) => one.when)].map(radiusOf), ...witnesses.map((witness) => 1 + Math.max(1, radiusOf(witness)))),
  }
}

function neededTechnologies(condition: Condition): NeededTechnologies | null {
  if (condition.op === 'technology') return { at: 'self', ids: condition.ids }
  if (condition.op === 'source' || condition.op === 'target') {
    const inner = neededTechnologies(condition.of)
    return inner?.at === 'self' ? { at: condition.op, ids: inner.ids } : null
  }
  if (condition.op === 'all') return condition.of.map(neededTechnologies).find((needed) => needed !== null) ?? null
  if (condition.op === 'any') {
    const parts = condition.of.map(neededTechnologies)
    const at = parts[0]?.at
    return at !== undefined && parts.every((part) => part?.at === at) ? { at, ids: [...new Set(parts.flatMap((part) => part?.ids ?? []))] } : null
  }
  return null
}

function isFar(condition: Condition): boolean {
  if (condition.op === 'reaches' || condition.op === 'reached_from') return true
  if (condition.op === 'fact' || condition.op === 'technology' || condition.op === 'kind') return false
  return Array.isArray(condition.of) ? condition.of.some(isFar) : isFar(condition.of)
}

/** How far from a node its answer can be decided, in steps; by what is said of nodes, where how they hang together stays. */
function radiusOf(condition: Condition): number {
  switch (condition.op) {
    case 'fact':
    case 'technology':
    case 'kind':
      return 0
    case 'not':
      return radiusOf(condition.of)
    case 'all':
    case 'any':
      return Math.max(0, ...condition.of.map(radiusOf))
    case 'reaches':
    case 'reached_from':
      return isStructural(condition) ? 0 : Number.POSITIVE_INFINITY
    default:
      return 1 + radiusOf(condition.of)
  }
}
