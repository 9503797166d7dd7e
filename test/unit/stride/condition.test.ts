import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { compile } from '../../../src/main/stride/evaluate/compile.ts'
import { newRun } from '../../../src/main/stride/evaluate/run.ts'
import { operators, parseCondition, type Condition, type Scope } from '../../../src/main/stride/packs/condition.ts'
import { buildGraph } from '../../../src/main/stride/graph/follow.ts'
import { and, atLeast, no, not, or, unknown, yes, type Kleene } from '../../../src/main/stride/evaluate/kleene.ts'
import { answer, book, recognised } from './support.ts'

const words = { vocabulary: book.vocabulary, technologies: book.taxonomy.technologies }
const text: Record<Kleene, string> = { 0: 'no', 1: 'unknown', 2: 'yes' }

function parse(raw: unknown, scope: Scope): Condition {
  const parsed = parseCondition(raw, scope, words)
  if (parsed.problem) throw new Error(`${parsed.problem.path.join('.')}: ${parsed.problem.text}`)
  return parsed.condition
}

/**
 * User -> API -> Service -> Database, API -> Logs; the API stands in a private box. Known: the API validates
 * its input, the service does not, the flow to the database is not encrypted, that of the user is.
 */
function sample() {
  let model = recognised(`
    user <User>
    box net Private Subnet
      api [Public API]
      svc [Pricing Engine]
    end
    db (PostgreSQL)
    logs (Log Store)
    user > api HTTPS
    api > svc
    svc > db HTTP
    api > logs
  `)
  model = answer(model, 'api', 'validates_input', 'yes')
  model = answer(model, 'svc', 'validates_input', 'no')
  return model
}

function evaluate(raw: unknown, on: string): string {
  const graph = buildGraph(sample(), book.taxonomy.technologies)
  const node = graph.byId.get(on)
  if (!node) throw new Error(on)
  const run = newRun(graph)
  return text[compile(parse(raw, node.type))(node, run)]
}

describe('operators', () => {
  test.each<[string, unknown, string, string]>([
    ['K2 a known fact', { validates_input: 'yes' }, 'api', 'yes'],
    ['K2 another answer', { validates_input: 'no' }, 'api', 'no'],
    ['K2 an unknown fact', { audit_logged: 'yes' }, 'api', 'unknown'],
    ['K2 one of several answers', { protocol: ['http', 'https'] }, 'f1', 'yes'],
    ['F4 a fact of another kind of object', { stores_pii: 'yes' }, 'api', 'no'],
    ['K1 an empty condition', {}, 'api', 'yes'],
    ['K1 several keys mean all', { validates_input: 'yes', audit_logged: 'yes' }, 'api', 'unknown'],
    ['K1 all with a false one', { all: [{ audit_logged: 'yes' }, { validates_input: 'no' }] }, 'api', 'no'],
    ['K1 any with a true one', { any: [{ audit_logged: 'yes' }, { validates_input: 'yes' }] }, 'api', 'yes'],
    ['K1 any of unknown and false', { any: [{ audit_logged: 'yes' }, { validates_input: 'no' }] }, 'api', 'unknown'],
    ['K1 not unknown', { not: { audit_logged: 'yes' } }, 'api', 'unknown'],
    ['K1 not true', { not: { validates_input: 'yes' } }, 'api', 'no'],
    ['K3 the technology itself', { technology: 'api' }, 'api', 'yes'],
    ['K3 what it is a kind of', { technology: ['edge', 'workload'] }, 'api', 'yes'],
    ['K3 another technology', { technology: 'database' }, 'api', 'no'],
    ['K3 kind', { kind: 'data-store' }, 'db', 'yes'],
    ['K4 source', { source: { technology: 'person' } }, 'f1', 'yes'],
    ['K4 target with an unknown fact', { target: { audit_logged: 'yes' } }, 'f1', 'unknown'],
    ['K5 incoming', { incoming: { encrypted: 'yes' } }, 'api', 'yes'],
    ['K5 outgoing that may', { outgoing: { encrypted: 'yes' } }, 'api', 'unknown'],
    ['K5 none there', { incoming: {} }, 'user', 'no'],
    ['K5 two of two', { outgoing: { at_least: 2, where: {} } }, 'api', 'yes'],
    ['K5 three of two', { outgoing: { at_least: 3, where: { encrypted: 'yes' } } }, 'api', 'no'],
    ['K6 every incoming', { every_incoming: { encrypted: 'yes' } }, 'api', 'yes'],
    ['K6 every of none', { every_incoming: { encrypted: 'yes' } }, 'user', 'yes'],
    ['K6 every outgoing, open', { every_outgoing: { encrypted: 'yes' } }, 'api', 'unknown'],
    ['K6 every outgoing, one fails', { every_outgoing: { encrypted: 'yes' } }, 'svc', 'no'],
    ['K7 crosses', { crosses: {} }, 'f1', 'yes'],
    ['K7 crosses none', { crosses: {} }, 'f2', 'no'],
    ['K7 crosses a zone', { crosses: { zone: 'private' } }, 'f3', 'yes'],
    ['K7 inside', { inside: { zone: ['private', 'restricted'] } }, 'svc', 'yes'],
    ['K7 inside nothing', { inside: {} }, 'db', 'no'],
    ['K8 reaches over two flows', { reaches: { technology: 'database' } }, 'api', 'yes'],
    ['K8 does not reach itself', { reaches: { technology: 'database' } }, 'db', 'no'],
    ['K8 reached from', { reached_from: { kind: 'external-entity' } }, 'db', 'yes'],
    ['K8 may reach', { reaches: { stores_pii: 'yes' } }, 'user', 'unknown'],
  ])('%s', (_title, raw, on, expected) => {
    expect(evaluate(raw, on)).toBe(expected)
  })

  test.each<[string, unknown, Scope, string]>([
    ['a label', { label: 'API' }, 'element', 'label is neither a fact nor an operator'],
    ['a key', { key: 'api' }, 'flow', 'key is neither a fact nor an operator'],
    ['an unknown technology', { technology: 'abacus' }, 'element', 'abacus is not a technology'],
    ['an unknown answer', { encrypted: 'perhaps' }, 'flow', 'encrypted cannot be perhaps'],
    ['a fact of something else', { encrypted: 'yes' }, 'element', 'encrypted is not a fact of a element'],
    ['an operator of something else', { source: {} }, 'element', 'source cannot be asked of a element'],
    ['a list', [], 'element', 'a condition is a mapping'],
    ['a count that is none', { incoming: { at_least: 0 } }, 'element', 'at_least is a whole number from 1'],
  ])('K9 refuses %s', (_title, raw, scope, problem) => {
    expect(parseCondition(raw, scope, words).problem?.text).toBe(problem)
  })

  it('K9 has no operator that could read a label, and no fact that is named like an operator', () => {
    expect(Object.keys(operators)).not.toEqual(expect.arrayContaining(['label']))
    for (const name of ['label', 'key', 'title', 'name', 'notes', ...Object.keys(operators)]) expect(book.vocabulary.has(name)).toBe(false)
  })
})

const value = fc.constantFrom<Kleene>(no, unknown, yes)

describe('Kleene logic', () => {
  it('K1 De Morgan, double negation, and order do not matter', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(not(and(values))).toBe(or(values.map(not)))
        expect(values.map(not).map(not)).toEqual(values)
        expect(and(values)).toBe(and([...values].reverse()))
        expect(or(values)).toBe(atLeast(1, values))
      }),
    )
  })

  it('K5 counting agrees with trying out every way the unknown may turn out', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 7 }), fc.integer({ min: 1, max: 4 }), (values, least) => {
        const worlds = values.reduce<Kleene[][]>((all, one) => all.flatMap((world) => (one === unknown ? [[...world, no], [...world, yes]] : [[...world, one]])), [[]])
        const results = new Set(worlds.map((world) => world.filter((one) => one === yes).length >= least))
        expect(atLeast(least, values)).toBe(results.size === 2 ? unknown : results.has(true) ? yes : no)
      }),
    )
  })
})

const facts = ['validates_input', 'audit_logged', 'rate_limited', 'least_privilege'] as const
const condition = fc.letrec<{ node: Record<string, unknown> }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.record({ fact: fc.constantFrom(...facts), value: fc.constantFrom('yes', 'no') }).map(({ fact, value: of }) => ({ [fact]: of })),
    tie('node').map((of) => ({ not: of })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((of) => ({ all: of })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((of) => ({ any: of })),
    tie('node').map((of) => ({ reaches: of })),
    tie('node').map((of) => ({ incoming: { source: of } })),
    tie('node').map((of) => ({ every_outgoing: { target: of } })),
    fc.tuple(tie('node'), fc.integer({ min: 1, max: 3 })).map(([of, least]) => ({ outgoing: { at_least: least, where: { target: of } } })),
  ),
})).node

const base = recognised(`
  a [A]
  b [B]
  c [C]
  d [D]
  a > b
  a > c
  b > c
  c > d
  d > a
`)
const settings = fc.array(fc.record({ on: fc.constantFrom('a', 'b', 'c', 'd'), fact: fc.constantFrom(...facts), value: fc.constantFrom('yes', 'no') }), { maxLength: 10 })

describe('laws of conditions', () => {
  it('K10 settling one unknown never turns yes into no or no into yes', () => {
    fc.assert(
      fc.property(condition, settings, fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...facts), fc.constantFrom('yes', 'no'), (raw, known, on, fact, answered) => {
        const before = known.reduce((model, one) => answer(model, one.on, one.fact, one.value), base)
        if (before.elements.find((element) => element.id === on)?.facts[fact]) return
        const after = answer(before, on, fact, answered)
        const test = compile(parse(raw, 'element'))
        const values = [before, after].map((model) => {
          const graph = buildGraph(model, book.taxonomy.technologies)
          const run = newRun(graph)
          return graph.elements.map((element) => test(element, run))
        })
        values[0]?.forEach((was, index) => {
          if (was !== unknown) expect(values[1]?.[index]).toBe(was)
        })
      }),
      { numRuns: 300 },
    )
  })
})
