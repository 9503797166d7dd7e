import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../src/renderer/workbench/model/apply-edits.ts'
import { planEntry } from '../../../src/shared/domain/entry-plan.ts'
import { emptyModel, type ElementKind, type Model } from '../../../src/shared/domain/model.ts'
import { type EntryLine, type EntryName, fragmentAt, parseEntry, sameName } from '../../../src/shared/domain/quick-entry.ts'

const one = (text: string, labels: string[] = []) => parseEntry(text, (label) => labels.map(sameName).includes(sameName(label))).lines[0]
const part = (label: string, kind: EntryName['kind'] = null, ...within: string[]): EntryName => ({ label, kind, within })

const prefixes = { process: 'p', 'data-store': 's', 'external-entity': 'e', boundary: 'b' }
const signs = { there: '->', back: '<-', both: '<->' }
/** What somebody would type for a line: everything in quotes. */
function typed({ parts, arrows, label }: EntryLine): string {
  const names = parts.map(({ label: name, kind, within }) => `${kind === null ? '' : `${prefixes[kind]} `}"${name}"${within.map((around) => ` in "${around}"`).join('')}`)
  return `${names.map((name, index) => (index === 0 ? name : `${signs[arrows[index - 1] ?? 'there']} ${name}`)).join(' ')}${label === '' ? '' : `: ${label}`}`
}

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 14 }).map((text) => text.replaceAll(/["\r\n\u2028\u2029\u0085]/g, '').replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
const entryName = fc.record({ label: name, kind: fc.constantFrom(null, 'process' as const, 'data-store' as const, 'external-entity' as const), within: fc.array(name, { maxLength: 2 }) })
const entryLine: fc.Arbitrary<EntryLine> = fc
  .array(entryName, { minLength: 1, maxLength: 4 })
  .chain((parts) => fc.record({ line: fc.constant(1), parts: fc.constant(parts), arrows: fc.array(fc.constantFrom('there' as const, 'back' as const, 'both' as const), { minLength: parts.length - 1, maxLength: parts.length - 1 }), label: parts.length > 1 ? fc.oneof(fc.constant(''), name) : fc.constant('') }))

let made = 0
function draw(model: Model, text: string, kindOf: (label: string) => ElementKind | null = () => null): Model {
  const names = new Set([...model.elements, ...model.boundaries].map(({ label }) => sameName(label)))
  const { lines } = parseEntry(text, (label) => names.has(sameName(label)))
  return applyEdits(model, planEntry(lines, { model, diagram: 'd', newId: () => `n${String((made += 1))}`, kindOf }).edits)
}

describe('quick entry', () => {
  it('Q1 reads a flow with its ends and what flows', () => {
    expect(one('Browser -> API: HTTPS login (credentials)')).toEqual({ line: 1, parts: [part('Browser'), part('API')], arrows: ['there'], label: 'HTTPS login (credentials)' })
    expect(one('API <- Browser')).toMatchObject({ arrows: ['back'], label: '' })
    expect(one('A <-> B:sync')).toMatchObject({ parts: [part('A'), part('B:sync')], arrows: ['both'] })
    expect(one('A --> B → C ==> D: x: y -> z')).toMatchObject({ parts: [part('A'), part('B'), part('C'), part('D')], arrows: ['there', 'there', 'there'], label: 'x: y -> z' })
  })

  it('Q2 kinds are said by brackets and by letters', () => {
    expect(one('<Browser> -> (Web shop) -> [Orders]')?.parts).toEqual([part('Browser', 'external-entity'), part('Web shop', 'process'), part('Orders', 'data-store')])
    expect(one('e Browser -> p Web shop -> s Orders')?.parts).toEqual([part('Browser', 'external-entity'), part('Web shop', 'process'), part('Orders', 'data-store')])
    expect(one('[Aurora (RDS)]')?.parts).toEqual([part('Aurora (RDS)', 'data-store')])
    expect(one('Aurora (RDS) -> x')?.parts[0]).toEqual(part('Aurora (RDS)'))
    expect(one('b VPC in AWS')?.parts).toEqual([part('VPC', 'boundary', 'AWS')])
    expect(one('e -> s')?.parts).toEqual([part('e'), part('s')])
  })

  it('Q3 " in " says the boundary, several the inner first; not in quotes, and not in the name of something that is there', () => {
    expect(one('Task in VPC in AWS -> Logs in AWS: lines')?.parts).toEqual([part('Task', null, 'VPC', 'AWS'), part('Logs', null, 'AWS')])
    expect(one('"Log in page" -> API')?.parts[0]).toEqual(part('Log in page'))
    expect(one('Log in page -> API', ['log in page'])?.parts[0]).toEqual(part('Log in page'))
    expect(one('Log in page in VPC', ['log in page'])?.parts[0]).toEqual(part('Log in page', null, 'VPC'))
  })

  it('Q4 many lines at once, with bullets, numbers, blanks and comments', () => {
    const { lines, problems } = parseEntry('- A -> B\r\n\n# a comment\n2. B -> C: x\n%% another\n  * [D]')
    expect(lines.map(({ line, parts }) => [line, parts.map(({ label }) => label)])).toEqual([[1, ['A', 'B']], [4, ['B', 'C']], [6, ['D']]])
    expect(problems).toEqual([])
  })

  it('Q5 what is no line is told by its number, and the others are read', () => {
    const { lines, problems } = parseEntry(`A ->\n-> B\nAPI: words\nb Net -> A\n${'x'.repeat(501)}\nA -> B`)
    expect(problems).toEqual([{ line: 1, what: 'no-name' }, { line: 2, what: 'no-name' }, { line: 3, what: 'label-without-flow' }, { line: 4, what: 'boundary-in-flow' }, { line: 5, what: 'too-long' }])
    expect(lines).toHaveLength(1)
  })

  it('Q6 any line that is typed in quotes is read as it was meant', () => {
    fc.assert(fc.property(entryLine, (line) => {
      expect(parseEntry(typed(line))).toEqual({ lines: [line], problems: [] })
    }), { numRuns: 400 })
  })

  it('Q7 any text at all is read to its end, with as many arrows as there are gaps', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.array(fc.constantFrom('A', ' ', '->', '<-', '<->', ' in ', '"', '[', ']', '(', ')', '<', '>', ':', ': ', '\n', 'p ', '- '), { maxLength: 30 }).map((pieces) => pieces.join('')))
    fc.assert(fc.property(text, fc.nat(80), (given, caret) => {
      const { lines, problems } = parseEntry(given)
      for (const { parts, arrows } of lines) {
        expect(arrows).toHaveLength(parts.length - 1)
        for (const { label, within } of parts) expect([label, ...within]).not.toContain('')
      }
      expect(new Set([...lines, ...problems].map(({ line }) => line)).size).toBe(lines.length + problems.length)
      const { start, fragment } = fragmentAt(given, Math.min(caret, given.length))
      expect(given.slice(start, start + fragment.length)).toBe(fragment)
    }), { numRuns: 600 })
  })

  it('Q8 the same entry twice draws nothing the second time', () => {
    fc.assert(fc.property(fc.array(entryLine, { maxLength: 5 }), (lines) => {
      const text = lines.map(typed).join('\n')
      const once = draw(emptyModel, text)
      expect(draw(once, text)).toEqual(once)
    }), { numRuns: 200 })
  })

  it('Q9 what is there is used, whatever the case; what is new gets its kind from the line, from its words, or from what it does', () => {
    const model = draw(emptyModel, 'browser -> API: login\nAPI -> s3 bucket\nAPI -> s Orders', (label) => (label.startsWith('s3') ? 'data-store' : null))
    expect(model.elements.map(({ label, kind }) => [label, kind])).toEqual([['browser', 'external-entity'], ['API', 'process'], ['s3 bucket', 'data-store'], ['Orders', 'data-store']])
    const more = draw(model, 'Browser  ->  api: pictures')
    expect(more.elements).toHaveLength(4)
    expect(more.flows).toHaveLength(4)
    expect(draw(more, 'api in VPC in AWS').boundaries.map(({ label, parent }) => [label, parent === null])).toEqual([['AWS', true], ['VPC', false]])
  })

  it('Q10 the unfinished name at the caret is found, with what it can become', () => {
    const at = (text: string) => fragmentAt(text, text.length)
    expect(at('Bro')).toEqual({ start: 0, fragment: 'Bro', wants: 'element' })
    expect(at('A -> ap')).toEqual({ start: 5, fragment: 'ap', wants: 'element' })
    expect(at('A -> s or')).toEqual({ start: 7, fragment: 'or', wants: 'element' })
    expect(at('A -> B in V')).toEqual({ start: 10, fragment: 'V', wants: 'boundary' })
    expect(at('x\nA -> B: HT')).toEqual({ start: 10, fragment: 'HT', wants: 'flow' })
  })
})
