import { describe, expect, test } from 'vitest'
import { importRegistry } from '../../../src/main/import/registry.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { scaleFiles, type ScaleFile } from '../../support/scale-files.ts'
import { calm, damaged, deepJson, oddLabels } from './hostile.ts'
import { refusal } from './support.ts'

/**
 * What no reader may stumble over, tried on every format that the registry reads: a new one is held to it by being there.
 */

const small = { elements: 7, flows: 9, threats: 6 }
const name = ({ what }: ScaleFile): string => what
const cases = scaleFiles.map((file) => [name(file), file, file.make(small)] as const)
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const utf8 = (source: string): Uint8Array => new TextEncoder().encode(source)

type Syntax = 'json' | 'yaml' | 'xml' | 'text' | 'zip'

function syntaxOf({ name }: ScaleFile, bytes: Uint8Array): Syntax {
  const start = text(bytes.subarray(0, 10)).trimStart()
  if (start.startsWith('PK')) return 'zip'
  if (start.startsWith('{')) return 'json'
  if (start.startsWith('<')) return 'xml'
  return /\.ya?ml$/.test(name) ? 'yaml' : 'text'
}

const writable: Record<Syntax, (label: string) => string> = {
  json: (label) => JSON.stringify(label).slice(1, -1),
  yaml: (label) => JSON.stringify(label).slice(1, -1),
  xml: (label) => label.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  text: (label) => label.replace(/["\n|]/g, ' '),
  zip: (label) => label,
}

test('I1 every format that is read has a file here', () => {
  expect(new Set(scaleFiles.map(({ format }) => format))).toEqual(new Set(importRegistry.map(({ id }) => id)))
})

describe('hostile files of every format', { timeout: 120_000 }, () => {
  test.each(cases)('I10 %s: cut off at every percent, bytes flipped, in other encodings', async (_what, file, bytes) => {
    for (const { what, bytes: hostile } of damaged(bytes)) await calm(hostile, file.name, what, file.format)
  })

  test.each(cases)('I11 %s: a byte order mark changes nothing; UTF-16 and Latin-1 are refused as no UTF-8', async (_what, file, bytes) => {
    if (syntaxOf(file, bytes) === 'zip') return
    const plain = await calm(bytes, file.name, 'as it is', file.format)
    const marked = await calm(utf8(`\ufeff${text(bytes)}`), file.name, 'marked', file.format)
    // What stands around the rows of a list is kept as it came, with the mark.
    const said = (one: typeof plain) => (one === 'refused' ? one : { ...one, listLayout: null })
    expect(plain).not.toBe('refused')
    expect(said(marked)).toEqual(said(plain))
    const little = Buffer.from(text(bytes), 'utf16le')
    const bom = (mark: readonly number[], rest: Buffer): Uint8Array => Uint8Array.from([...mark, ...rest])
    for (const [what, hostile] of [
      ['UTF-16, little end first', Uint8Array.from(little)],
      ['UTF-16, big end first', Uint8Array.from(Buffer.from(little).swap16())],
      ['UTF-16, little end first, marked', bom([0xff, 0xfe], little)],
      ['UTF-16, big end first, marked', bom([0xfe, 0xff], Buffer.from(little).swap16())],
      ['Latin-1', Uint8Array.from(Buffer.from(`${text(bytes)}\u00e4\u00f6`, 'latin1'))],
    ] as const) {
      const { expected } = await refusal(hostile, file.name)
      expect(expected, what).toMatch(/^UTF-8 text|^text without NUL|^one of the formats/)
    }
  })

  test.each(cases)('I12 %s: labels of 1 MB, in any script, and of what every object has', async (_what, file, bytes) => {
    const syntax = syntaxOf(file, bytes)
    if (syntax === 'zip') return
    const source = text(bytes)
    const places = [generatedModel(small.elements, small.flows, 1).elements[0]?.label ?? '', 'Leak 0', 'What goes wrong 0', 'read what part 0 shows', 'Records leak 0', 'e0', 'T0', 'High'].filter((place) => source.includes(place))
    expect(places.length).toBeGreaterThan(0)
    for (const [what, label] of oddLabels) for (const place of places.slice(0, 4)) await calm(source.replaceAll(place, () => writable[syntax](label)), file.name, `${place}: ${what}`, file.format)
  })

  test.each(cases)('I13 %s: empty, blank, nothing but brackets, ten thousand levels deep, and 10 MB of one line', async (_what, file, bytes) => {
    expect((await refusal('', file.name)).expected).toBe('a file that is not empty')
    const lines = [' ', '\n', '{}', '[]', 'null', '0', '""', '<a/>', '---', '- ', deepJson(10_000), '{"a":'.repeat(10_000), '<a>'.repeat(10_000), '- '.repeat(10_000), 'a:\n '.repeat(3000), '('.repeat(10_000), 'subgraph a\n'.repeat(10_000)]
    for (const line of lines) expect(await calm(line, file.name, line.slice(0, 12), file.format), line.slice(0, 12)).toBe('refused')
    for (const line of ['x'.repeat(10_000_000), '"'.repeat(10_000_000), '<'.repeat(10_000_000), ','.repeat(10_000_000)]) expect(await calm(line, file.name, `${line.charAt(0)} 10,000,000 times`, file.format)).toBe('refused')
    // The good file with all of it behind its last line.
    await calm(`${text(bytes)}${' '.repeat(10_000_000)}x`, file.name, 'good, and 10 MB behind it', file.format)
  })

  test.each(cases.filter(([, file, bytes]) => syntaxOf(file, bytes) === 'json' || syntaxOf(file, bytes) === 'yaml'))('I14 %s: keys that reach into objects are refused, keys of every object are keys', async (_what, file, bytes) => {
    const [syntax, source] = [syntaxOf(file, bytes), text(bytes)]
    const first = syntax === 'json' ? source.replace('{', () => '{"__proto__": {"polluted": true},') : `"__proto__": {polluted: true}\n${source}`
    expect((await refusal(first, file.name)).expected).toContain('__proto__')
    for (const key of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) await calm(source.replace(syntax === 'json' ? '{' : /^/, () => (syntax === 'json' ? `{"${key}": {"prototype": {"polluted": true}},` : `"${key}": {prototype: {polluted: true}}\n`)), file.name, key, file.format)
    expect(Reflect.get({}, 'polluted')).toBe(undefined)
  })

  const laughs = `<!DOCTYPE x [<!ENTITY l0 "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY l${String(at + 1)} "${`&l${String(at)};`.repeat(10)}">`).join('')}]>`
  test.each(cases.filter(([, file, bytes]) => syntaxOf(file, bytes) === 'xml'))('I15 %s: no document type, no entity, no file from outside', async (_what, file, bytes) => {
    for (const type of [laughs, '<!DOCTYPE x SYSTEM "file:///etc/passwd">', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x>']) expect((await refusal(`${type}${text(bytes)}`, file.name)).expected).toContain('DTD')
    expect((await refusal(text(bytes).replace('>', '>&l9;'), file.name)).expected).toContain('well-formed XML')
  })

  const aliases = `l0: &l0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `l${String(at + 1)}: &l${String(at + 1)} [${Array.from({ length: 9 }, () => `*l${String(at)}`).join(',')}]`).join('\n')}\n`
  test.each(cases.filter(([, file, bytes]) => syntaxOf(file, bytes) === 'yaml'))('I16 %s: aliases that multiply, types of a language, and documents behind the first are refused', async (_what, file, bytes) => {
    const source = text(bytes)
    for (const hostile of [aliases + source, `${source}\nx: !!js/function "function () {}"\n`, `${source}\nx: !<tag:yaml.org,2002:python/object/apply:os.system> [ls]\n`, `${source}\n---\n${source}`]) expect(await calm(hostile, file.name, hostile.slice(-40), file.format)).toBe('refused')
  })
})

/** The least that a file of a format needs for boxes that stand in each other in a circle. */
const circles: readonly (readonly [format: string, name: string, source: string])[] = [
  ['drawio', 'a.drawio', '<mxGraphModel><root><mxCell id="0"/><mxCell id="a" parent="b" vertex="1"/><mxCell id="b" parent="a" vertex="1"/></root></mxGraphModel>'],
  ['threat-dragon', 'a.json', '{"summary": {}, "detail": {"diagrams": [{"cells": [{"id": "a", "shape": "process", "parent": "b"}, {"id": "b", "shape": "process", "parent": "a"}]}]}}'],
  ['otm', 'a.otm', '{"otmVersion": "1", "project": {}, "trustZones": [{"id": "a", "parent": {"trustZone": "b"}}, {"id": "b", "parent": {"trustZone": "a"}}]}'],
  ['threagile', 'a.yaml', 'technical_assets: {A: {id: a}}\ntrust_boundaries: {B: {id: b, trust_boundaries_nested: [c]}, C: {id: c, trust_boundaries_nested: [b]}}'],
  ['tm-bom', 'a.tmbom.json', '{"trust_zones": [], "components": [{"symbolic_name": "a", "parent_component": "b"}, {"symbolic_name": "b", "parent_component": "a"}]}'],
  ['pytm', 'a.json', '{"onDuplicates": "", "elements": [{"name": "x"}], "boundaries": [{"name": "a", "inBoundary": "b"}, {"name": "b", "inBoundary": "a"}]}'],
  ['threat-thinker-ir', 'a.ir.json', '{"nodes": {"n": {}}, "edges": [], "zones": {"a": {"parent_id": "b"}, "b": {"parent_id": "a"}}}'],
]

test.each(circles)('I17 %s: what stands in itself is refused', async (_format, name, source) => {
  expect((await refusal(source, name)).expected).toBe('parents that do not go in a circle')
})

test('I17 mermaid: a subgraph in a subgraph that is in it is in none', async () => {
  for (const source of ['flowchart LR\nsubgraph a\n b\nend\nsubgraph b\n a\n x\nend', 'flowchart LR\nsubgraph a\n a\n x\nend']) await calm(source, 'a.mmd', source, 'mermaid')
})

test('I18 draw.io: places that are none, or beyond any drawing, are read as none', async () => {
  for (const number of ['NaN', 'Infinity', '-Infinity', '1e308', '1e-320', '-0', '', 'x', '9'.repeat(400)]) {
    const source = `<mxGraphModel><root><mxCell id="0"/><mxCell id="a" value="A" vertex="1" parent="0"><mxGeometry x="${number}" y="${number}" width="${number}" height="${number}" as="geometry"/></mxCell><mxCell id="b" value="B" vertex="1" parent="a"><mxGeometry x="1" y="1" width="10" height="10" as="geometry"/></mxCell></root></mxGraphModel>`
    expect(await calm(source, 'a.drawio', number, 'drawio')).not.toBe('refused')
  }
})
