import type { RuleBook } from '../packs/book.ts'
import { createCandidates, type Candidates } from './candidates.ts'
import { clauseOf, compile } from './compile.ts'
import type { PreparedRaise, PreparedRule } from './prepared-rule.ts'
import { isStructural, partsOf, type Condition } from '../packs/condition.ts'
import type { Rule } from '../packs/rules.ts'
import type { Raise } from '../packs/scoring.ts'
import { createSharing, type ShareCondition } from './share.ts'
import { createTruthTable } from './truth-table.ts'
import type { Vocabulary } from '../vocabulary/facts.ts'

/** What is worked out once for each book. */
export interface PreparedBook {
  /** In the order of its packs. */
  rules: readonly PreparedRule[]
  candidates: Candidates
}

const prepared = new WeakMap<RuleBook, PreparedBook>()

/** The rules of `book`, ready to run; worked out once for each book. */
export function prepareBook(book: RuleBook): PreparedBook {
  let made = prepared.get(book)
  if (made === undefined) {
    const share = createSharing()
    const raises = new Map<Raise, PreparedRaise>()
    const rules = book.packs.flatMap((pack) => pack.rules.map((rule) => prepare(rule, book.vocabulary, share, raises)))
    made = { rules, candidates: createCandidates(rules, share) }
    prepared.set(book, made)
  }
  return made
}

function prepare(rule: Rule, vocabulary: Vocabulary, share: ShareCondition, known: Map<Raise, PreparedRaise>): PreparedRule {
  const where = share(rule.where, rule.on)
  const when = share(rule.when, rule.on)
  const incoming = rule.evidence.incoming && share(rule.evidence.incoming, 'flow')
  const outgoing = rule.evidence.outgoing && share(rule.evidence.outgoing, 'flow')
  const raises = rule.raise.map((raise) => {
    const prepared = known.get(raise) ?? { place: known.size, when: clauseOf(share(raise.when, rule.on)), by: raise.by }
    known.set(raise, prepared)
    return prepared
  })
  const read = [where, when, ...raises.map((raise) => raise.when.condition)]
  const witnesses = [incoming, outgoing].filter((condition) => condition !== null)
  return {
    ...rule,
    where,
    whereClause: clauseOf(where),
    when,
    table: createTruthTable(clauseOf(when), vocabulary),
    raises,
    witness: { incoming: incoming && compile(incoming), outgoing: outgoing && compile(outgoing) },
    far: [...read, ...witnesses].some(isFar),
    // Texts name ends and boundaries; with witnesses, also the elements beyond them.
    radius: Math.max(1, ...read.map(radiusOf), ...witnesses.map((witness) => 1 + Math.max(1, radiusOf(witness)))),
  }
}

function isFar(condition: Condition): boolean {
  return condition.op === 'reaches' || condition.op === 'reached_from' || partsOf(condition).some(isFar)
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
