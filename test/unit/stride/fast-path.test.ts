import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clauseOf, compile, neighbours } from '../../../src/main/stride/evaluate/compile.ts'
import type { Hit } from '../../../src/main/stride/evaluate/evaluate.ts'
import { oddsOf, residueOf } from '../../../src/main/stride/evaluate/residue.ts'
import { opennessOf } from '../../../src/main/stride/evaluate/shared-openness.ts'
import { createTruthTable, endOf, rowOf } from '../../../src/main/stride/evaluate/truth-table.ts'
import { explain, noReasons } from '../../../src/main/stride/findings/explain.ts'
import { newRun } from '../../../src/main/stride/evaluate/run.ts'
import { and, atLeast, no, not, or, unknown, yes, type Kleene } from '../../../src/main/stride/evaluate/kleene.ts'
import { prepareBook } from '../../../src/main/stride/evaluate/prepare.ts'
import { createSharing } from '../../../src/main/stride/evaluate/share.ts'
import { sortFew } from '../../../src/main/stride/evaluate/sort-few.ts'
import { specialise, type KnownClasses } from '../../../src/main/stride/evaluate/specialise.ts'
import { buildGraph } from '../../../src/main/stride/graph/follow.ts'
import type { ElementNode, Graph, GraphNode } from '../../../src/main/stride/graph/graph.ts'
import { inferFacts } from '../../../src/main/stride/infer/infer.ts'
import type { Condition } from '../../../src/main/stride/packs/condition.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { clinicBooking, teamPlatform } from '../../fixtures/stride/systems.ts'
import { book, recognised } from './support.ts'

/** What a condition is worth, said as plainly as the SPEC says it (K1 to K8): nothing is kept, shared, or left out. */
function plainly(condition: Condition, node: GraphNode): Kleene {
  const of = (part: Condition, nodes: readonly GraphNode[]) => nodes.map((one) => plainly(part, one))
  switch (condition.op) {
    case 'all':
      return and(condition.of.map((part) => plainly(part, node)))
    case 'any':
      return or(condition.of.map((part) => plainly(part, node)))
    case 'not':
      return not(plainly(condition.of, node))
    case 'fact': {
      if (!condition.on.has(node.subject)) return no
      const value = node.facts[condition.fact]?.value ?? 'unknown'
      return value === 'unknown' ? unknown : condition.values.has(value) ? yes : no
    }
    case 'technology':
      return node.type === 'element' && condition.ids.some((id) => node.technology?.ancestors.has(id)) ? yes : no
    case 'kind':
      return node.type === 'element' && condition.kinds.includes(node.object.kind) ? yes : no
    case 'source':
    case 'target':
      return node.type === 'flow' ? plainly(condition.of, node[condition.op]) : no
    case 'incoming':
    case 'outgoing':
      return node.type === 'element' ? atLeast(condition.least, of(condition.of, node[condition.op])) : no
    case 'every_incoming':
    case 'every_outgoing':
      return node.type === 'element' ? and(of(condition.of, condition.op === 'every_incoming' ? node.incoming : node.outgoing)) : no
    case 'crosses':
      return node.type === 'flow' ? or(of(condition.of, node.crosses)) : no
    case 'inside':
      return node.type === 'element' ? or(of(condition.of, node.inside)) : no
    case 'reaches':
    case 'reached_from':
      return node.type === 'element' ? or(of(condition.of, beyond(node, condition.op === 'reaches' ? 'outgoing' : 'incoming'))) : no
  }
}

/** Everything that can be come to; the element itself only over others. */
function beyond(from: ElementNode, side: 'incoming' | 'outgoing'): ElementNode[] {
  const found = new Set<ElementNode>()
  const queue = [from]
  for (const at of queue) {
    for (const next of neighbours(at, side)) {
      if (found.has(next)) continue
      found.add(next)
      queue.push(next)
    }
  }
  return [...found]
}

const technologies = ['database', 'workload', 'edge', 'person', 'data-store', 'message-channel', 'log-store', 'api']
const factOf = (names: readonly string[]) =>
  fc.constantFrom(...names).chain((fact) => {
    const { answers = ['yes', 'no'], on = [] } = book.vocabulary.get(fact) ?? {}
    return fc.subarray(answers, { minLength: 1 }).map((values): Condition => ({ op: 'fact', fact, values: new Set(values), on: new Set(on) }))
  })
const technology = fc.subarray(technologies, { minLength: 1, maxLength: 3 }).map((ids): Condition => ({ op: 'technology', ids }))
const kind = fc.subarray(['process', 'data-store', 'external-entity'], { minLength: 1, maxLength: 2 }).map((kinds): Condition => ({ op: 'kind', kinds }))
const everyOne: Condition = { op: 'all', of: [] }
const boundaryCondition = fc.oneof(fc.constant(everyOne), factOf(['zone']))

const { element: elementCondition, flow: flowCondition } = fc.letrec<{ element: Condition; flow: Condition }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 4 },
    technology,
    kind,
    factOf(['stores_pii', 'internet_facing', 'validates_input', 'audit_logged', 'untrusted_input', 'trusted']),
    tie('element').map((of): Condition => ({ op: 'not', of })),
    fc.tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(tie('element'), { maxLength: 3 })).map(([op, of]): Condition => ({ op, of })),
    fc.tuple(fc.constantFrom('incoming' as const, 'outgoing' as const), fc.integer({ min: 1, max: 3 }), tie('flow')).map(([op, least, of]): Condition => ({ op, least, of })),
    fc.tuple(fc.constantFrom('every_incoming' as const, 'every_outgoing' as const), tie('flow')).map(([op, of]): Condition => ({ op, of })),
    fc.tuple(fc.constantFrom('reaches' as const, 'reached_from' as const), tie('element')).map(([op, of]): Condition => ({ op, of })),
    boundaryCondition.map((of): Condition => ({ op: 'inside', of })),
  ),
  flow: fc.oneof(
    { maxDepth: 4 },
    factOf(['encrypted', 'authenticated', 'carries_pii', 'protocol', 'trust_crossing']),
    tie('flow').map((of): Condition => ({ op: 'not', of })),
    fc.tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(tie('flow'), { maxLength: 3 })).map(([op, of]): Condition => ({ op, of })),
    fc.tuple(fc.constantFrom('source' as const, 'target' as const), tie('element')).map(([op, of]): Condition => ({ op, of })),
    boundaryCondition.map((of): Condition => ({ op: 'crosses', of })),
  ),
}))

const graphs: Graph[] = [...[1, 2].map((seed) => recognise(generatedModel(16, 30, seed), book)), recognised(clinicBooking), recognised(teamPlatform)].map((model) => {
  const graph = buildGraph(model, book.taxonomy.technologies)
  inferFacts(graph)
  return graph
})

function classOf({ technology: made, object }: ElementNode) {
  return { technology: made, kind: object.kind }
}

/** All that may be known of the classes of a node: nothing, a part, everything. */
function knowledgeOf(node: GraphNode): KnownClasses[] {
  if (node.type === 'boundary') return [{}]
  if (node.type === 'element') return [{}, { self: classOf(node) }]
  const [source, target] = [classOf(node.source), classOf(node.target)]
  return [{}, { source }, { target }, { source, target }]
}

const asked = fc.oneof(fc.record({ scope: fc.constant('element' as const), condition: elementCondition }), fc.record({ scope: fc.constant('flow' as const), condition: flowCondition }))

describe('the fast way', () => {
  it('K11 conditions that are compiled, shared, and specialised for a class have the value that they have when they are read plainly', () => {
    fc.assert(
      fc.property(fc.constantFrom(...graphs), fc.array(asked, { minLength: 1, maxLength: 4 }), (graph, conditions) => {
        const run = newRun(graph)
        const share = createSharing()
        for (const { scope, condition } of conditions) {
          for (const node of scope === 'element' ? graph.elements : graph.flows) {
            const value = plainly(condition, node)
            expect(compile(condition)(node, run)).toBe(value)
            expect(compile(share(condition, scope))(node, run)).toBe(value)
            for (const known of knowledgeOf(node)) {
              const left = specialise(condition, known)
              expect(typeof left === 'boolean' ? (left ? yes : no) : compile(share(left, scope))(node, run)).toBe(value)
            }
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('K11 the candidates of a node are the rules whose structure fits it, and no others', () => {
    const { rules, candidates } = prepareBook(book)
    for (const graph of graphs) {
      const run = newRun(graph)
      for (const node of [...graph.elements, ...graph.flows]) {
        const fitting = candidates(node).filter(({ where }) => where === null || where(node, run) === yes).map(({ rule }) => rule.id)
        expect(fitting).toEqual(rules.filter((rule) => rule.on === node.type && plainly(rule.where, node) === yes).map(({ id }) => id))
      }
    }
  })

  it('K12 a truth table gives the value, the facts it rests on, and how it hangs on the unknown ones, as going through the condition does', () => {
    fc.assert(
      fc.property(fc.constantFrom(...graphs), asked, (graph, { scope, condition }) => {
        const run = newRun(graph)
        const share = createSharing()
        const shared = share(condition, scope)
        const table = createTruthTable(clauseOf(shared), book.vocabulary)
        const open: Hit[] = []
        for (const node of scope === 'element' ? graph.elements : graph.flows) {
          const row = rowOf(table, node, run)
          expect(row.value).toBe(plainly(condition, node))
          const [quick, slow] = [noReasons(), noReasons()]
          for (const { leaf, value } of row.deciding) explain(leaf.clause, endOf(node, leaf.end), value, run, quick)
          explain(table.clause, node, row.value, run, slow)
          expect(quick.read).toEqual(slow.read)
          if (row.value === unknown) open.push({ node, row })
        }
        for (const hits of [...open.map((hit) => [hit]), open.slice(0, 2), open.slice(0, 3)]) {
          const reasons = noReasons()
          for (const { node } of hits) explain(table.clause, node, unknown, run, reasons)
          const unknowns = reasons.read.filter(({ value }) => value === null).map(({ on, fact }) => ({ on, fact }))
          const openness = unknowns.length === 0 || unknowns.length > 6 ? null : opennessOf(table, hits, unknowns)
          if (openness === null) continue
          const residue = residueOf(shared, hits, { run, vocabulary: book.vocabulary, unknowns })
          for (let answered = 0; answered < 1 << unknowns.length; answered++) {
            const odds = oddsOf(residue, answered)
            expect(openness(answered)).toBe(Math.max(0, 1 - odds.true - odds.false))
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('sorts short lists and long ones as the built-in sort does, which keeps equals in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat()), { maxLength: 30 }), (items) => {
        const order = ([a]: readonly [number, number], [b]: readonly [number, number]) => a - b
        expect(sortFew([...items], order)).toEqual(items.toSorted(order))
      }),
    )
  })
})
