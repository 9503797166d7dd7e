import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds, parseFilter, printFilter, type Filter, type Interaction } from '../../../src/main/stride/tmt/filter.ts'

const read = (text: string): Filter => {
  const { filter, problem } = parseFilter(text)
  if (!filter) throw new Error(`${problem.expected} at ${problem.at}`)
  return filter
}
const refused = (text: string) => parseFilter(text).problem

/** An interaction in which the named terms hold: `source is 'a'`. */
const where = (...terms: string[]): Interaction => ({
  is: (subject, type) => terms.includes(`${subject} is '${type}'`),
  property: (subject, name) => terms.map((term) => term.split(' is ')).find(([left]) => left === `${subject}.${name}`)?.[1]?.slice(1, -1),
  crosses: (type) => terms.includes(`flow crosses '${type}'`),
})

const word = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/)
const value = fc.stringMatching(/^[^']{0,20}$/)
const subject = fc.constantFrom('source' as const, 'target' as const, 'flow' as const)
const term: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ op: fc.constant('is' as const), subject, type: value }),
  fc.record({ op: fc.constant('property' as const), subject, property: word, value }),
  fc.record({ op: fc.constant('crosses' as const), type: value }),
)
/** Filters as the parser makes them: no `or` directly in an `or`. */
const joined = (op: 'or' | 'and', inner: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
  fc.array(inner, { minLength: 2, maxLength: 3 }).map((of) => ({ op, of: of.flatMap((one) => (one.op === op ? one.of : [one])) }))
const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof({ maxDepth: 5 }, term, joined('or', tie('filter')), joined('and', tie('filter')), tie('filter').map((of): Filter => ({ op: 'not', of }))),
}))

describe('generation filters', () => {
  test('T1 ask ends and flow for types, properties and crossings', () => {
    expect(read("source is 'GE.P'")).toEqual({ op: 'is', subject: 'source', type: 'GE.P' })
    expect(read("flow.23e2b6f4-fcd8 is 'Not Selected'")).toEqual({ op: 'property', subject: 'flow', property: '23e2b6f4-fcd8', value: 'Not Selected' })
    expect(read("\n flow  crosses 'GE.TB.L'\t")).toEqual({ op: 'crosses', type: 'GE.TB.L' })
    expect(read("SOURCE IS 'a' AND NOT Target.Kept is 'b'")).toEqual({ op: 'and', of: [{ op: 'is', subject: 'source', type: 'a' }, { op: 'not', of: { op: 'property', subject: 'target', property: 'Kept', value: 'b' } }] })
  })

  test('T1 not binds closest, then and, then or; parentheses go before', () => {
    const [a, b, c] = ["source is 'a'", "target is 'b'", "flow is 'c'"]
    expect(printFilter(read(`${a} or ${b} and ${c}`))).toBe(`${a} or ${b} and ${c}`)
    expect(holds(read(`${a} or ${b} and ${c}`), where(a))).toBe(true)
    expect(holds(read(`(${a} or ${b}) and ${c}`), where(a))).toBe(false)
    expect(holds(read(`not ${a} and ${b}`), where(b))).toBe(true)
    expect(holds(read(`not (${a} and ${b})`), where(a, b))).toBe(false)
    expect(holds(read(`not not ${a}`), where(a))).toBe(true)
    expect(read(`((${a}))`)).toEqual(read(a))
    expect(read(`${a} or (${b} or ${c})`)).toEqual(read(`${a} or ${b} or ${c}`))
  })

  test('T1 what is printed reads as the same filter', () => {
    fc.assert(fc.property(anyFilter, (filter) => {
      expect(read(printFilter(filter))).toEqual(filter)
    }))
  })

  test('T1 a filter holds or it does not, and its negation the other way round', () => {
    fc.assert(fc.property(anyFilter, fc.array(term), (filter, terms) => {
      const interaction = where(...terms.map(printFilter))
      expect(holds({ op: 'not', of: filter }, interaction)).toBe(!holds(filter, interaction))
      expect(holds(read(`(${printFilter(filter)}) and not (${printFilter(filter)})`), interaction)).toBe(false)
      expect(holds(read(`(${printFilter(filter)}) or not (${printFilter(filter)})`), interaction)).toBe(true)
    }))
  })

  test('T1 of a property that is not there, no value holds', () => {
    expect(holds(read("source.kept is 'Yes'"), where())).toBe(false)
    expect(holds(read("not source.kept is 'Yes'"), where())).toBe(true)
  })

  test.each<[string, number, string]>([
    ['', 1, '"source", "target" or "flow", alone or with a property after a dot, found the end'],
    ["source was 'a'", 8, '"is", found "was"'],
    ["flow was 'a'", 6, '"is" or "crosses", found "was"'],
    ["source crosses 'a'", 8, '"is", found "crosses"'],
    ['source is GE.P', 11, 'a value in \'quotes\', found "GE.P"'],
    ["source is 'GE.P", 11, 'a value in \'quotes\', found "\'"'],
    ["source. is 'a'", 1, '"source", "target" or "flow", alone or with a property after a dot, found "source."'],
    ["(source is 'a'", 15, '"and", "or" or ")", found the end'],
    ["source is 'a') ", 14, '"and", "or" or the end, found ")"'],
    ["source is 'a' xor target is 'b'", 15, '"and", "or" or the end, found "xor"'],
    ["source is 'a' and", 18, '"source", "target" or "flow", alone or with a property after a dot, found the end'],
  ])('T2 %j is refused with the character and what was expected', (text, at, expected) => {
    expect(refused(text)).toEqual({ at, expected })
  })

  test('T2 any text is a filter or a problem within it, however deep', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('(', ')', 'not', 'and', 'or', 'source', 'flow.x', 'is', 'crosses', "'a'", "'")).map((words) => words.join(' '))), (text) => {
      const { filter, problem } = parseFilter(text)
      if (filter) expect(read(printFilter(filter))).toEqual(filter)
      else expect(problem.at).toBeGreaterThanOrEqual(1)
    }))
    expect(refused('('.repeat(20_000))?.expected).toContain('levels of parentheses')
    expect(refused('not '.repeat(20_000))?.expected).toContain('levels of parentheses')
  })
})
