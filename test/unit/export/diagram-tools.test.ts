import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportedFile } from '../../../src/shared/domain/import.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { exportRegistry } from '../../../src/main/export/registry.ts'
import { registerOfFile } from '../../../src/main/cli/rows.ts'
import { z } from 'zod'
import { emptyMitigation } from '../../../src/shared/domain/mitigation.ts'
import { decidedPart, decidedThreats } from '../../support/decided-threats.ts'
import { comparable } from '../import/hostile.ts'
import { fixture, hasShared, read, readPath, shared } from '../import/support.ts'
import { handWritten, rowsOf } from './support.ts'

type Format = 'threat-dragon' | 'otm' | 'drawio'
const write = (format: Format, input: Parameters<(typeof exportRegistry)[number]['write']>[0]): string => exportRegistry.find(({ id }) => id === format)?.write(input) ?? ''
const written = (file: ImportedFile, format: Format): string => write(format, registerOfFile(file, 'file', format))

/** A threat as two readings of it compare: how it was written is out of the way. */
const threatsOf = (file: ImportedFile) => file.threats.map((threat) => ({ ...threat, layout: {} }))

async function comesBack(file: ImportedFile, format: Format): Promise<void> {
  const again = await read(written(file, format), 'again', format)
  expect(comparable(again.model)).toEqual(comparable(file.model))
  expect(threatsOf(again)).toEqual(threatsOf(file))
  expect(again.about).toEqual(file.about)
  expect(written(again, format)).toBe(written(file, format))
}

describe('a file that was read and written is the same model again', () => {
  test.each([['threat-dragon', 'threat-dragon/library.json'], ['otm', 'library.otm.yaml'], ['drawio', 'office.drawio']] as const)('%s, own file', async (format, name) => {
    await comesBack(await readPath(fixture(name)), format)
  })

  test('a model of Threagile as both', async () => {
    const file = await readPath(fixture('library.threagile.yaml'))
    for (const format of ['threat-dragon', 'otm'] as const) {
      const again = await read(written(file, format), 'again', format)
      const ends = (one: ImportedFile) => comparable({ ...one.model, flows: one.model.flows.filter(({ target }) => target !== null) })
      expect(ends(again)).toEqual(ends(file))
      expect(again.threats.map(({ title, decision }) => [title, decision])).toEqual(file.threats.flatMap(({ title, decision, evidenceKeys }) => (format === 'otm' || evidenceKeys.length > 0 ? [[title, decision]] : [])))
    }
  })

  test('DREAD, evidence and the decision travel in the free fields', async () => {
    const file = await readPath(fixture('library.otm.yaml'))
    const model = file.model
    const evidence = [model.elements[0]?.id ?? '', model.flows[0]?.id ?? '']
    const threat = { ...handWritten, evidence, references: [{ text: 'CAPEC-94', flag: null, readAs: null }], decision: { response: 'accept' as const, rationale: 'small', owner: 'Ada', due: '2026-02-01', existingControls: '' } }
    for (const format of ['threat-dragon', 'otm'] as const) {
      const again = await read(write(format, { rows: rowsOf([threat]), header: defaultHeader, model, layouts: {} }), 'again', format)
      expect(again.threats[0]).toMatchObject({ displayId: 'TM9', score: { dread: threat.settled?.values }, evidenceKeys: ['reader', 'reader->lending_desk'], decision: threat.decision, references: threat.references })
    }
  })
})

describe.skipIf(!hasShared)('files of other tools (skipped where ../shared is not there)', () => {
  const corpus = (folder: string): string[] => (hasShared ? readdirSync(path.join(shared, 'corpus', folder)).filter((name) => !/malformed|bad-indent|empty_file/.test(name)).map((name) => `${folder}/${name}`) : [])
  const compiled = new Map<string, ReturnType<Ajv['compile']>>()
  const schema = (name: string) => {
    const found = compiled.get(name) ?? new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(JSON.parse(readFileSync(path.join(shared, 'refdata', name), 'utf8')))
    compiled.set(name, found)
    return found
  }

  test.each([...corpus('threat-dragon'), ...corpus('otm'), ...corpus('drawio')])('%s comes back, and the written files are valid', { timeout: 60_000 }, async (name) => {
    const file = await readPath(path.join(shared, 'corpus', name))
    await comesBack(file, name.startsWith('otm') ? 'otm' : name.startsWith('drawio') ? 'drawio' : 'threat-dragon')
    for (const [format, id] of [['threat-dragon', 'threat-dragon-v2.schema.json'], ['otm', 'otm-0.2.0.schema.json']] as const) {
      const validate = schema(id)
      validate(JSON.parse(written(file, format)))
      expect(validate.errors ?? []).toEqual([])
    }
  })
})

describe('generated models come back', () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,12}[a-z]$/).map((text) => text.replace(/ +/g, ' '))
  const label = fc.oneof(word, fc.constantFrom('', '\u{1f409}', '\u05e9\u05dc\u05d5\u05dd', '<b>x</b>', '=1+1'))
  const box = fc.record({ x: fc.integer({ min: -500, max: 3000 }), y: fc.integer({ min: -500, max: 3000 }), width: fc.integer({ min: 0, max: 900 }), height: fc.integer({ min: 0, max: 900 }) })
  const fact = fc.record({ value: fc.constantFrom('yes', 'no', 'unknown'), origin: fc.record({ by: fc.constantFrom('user' as const, 'import' as const), detail: word }) })
  const notes = fc.oneof(fc.constant(''), fc.string(), fc.constantFrom('a\nIn the file:\n- x: 1', 'In the file:\n- b: two words\n- c: {"d":[1]}')).map((text) => text.replace(/[\p{Cs}\0]/gu, ''))
  const scope = fc.constantFrom({}, {}, { outOfScope: '' }, { outOfScope: 'run by others' })
  const node = fc.record({ label, scope, box: fc.option(box), notes, up: fc.nat(8), kind: fc.constantFrom('process' as const, 'data-store' as const, 'external-entity' as const), line: fc.boolean(), technology: fc.constantFrom(null, 'aws.s3', 'shape:thing'), facts: fc.dictionary(fc.constantFrom('encrypted', 'encrypted_at_rest', 'stores_logs', 'zone'), fact) })
  const flow = fc.record({ label, scope, from: fc.nat(20), to: fc.nat(20), both: fc.boolean(), notes, facts: fc.dictionary(fc.constantFrom('encrypted', 'carries_pii'), fact) })
  const generated = fc.record({ zones: fc.array(node, { maxLength: 4 }), parts: fc.array(node, { minLength: 1, maxLength: 6 }), flows: fc.array(flow, { maxLength: 6 }) }).map(({ zones, parts, flows }): Model => {
    const id = (index: number): string => `${index < zones.length ? 'zone' : 'part'}-${String(index)}`
    // A parent stands before its child, so that nothing goes in a circle; lines hold nothing.
    const parent = (index: number, up: number): string | null => (up < index && !(up < zones.length && zones[up]?.line) ? id(up) : null)
    const common = ({ label, notes, box, up, facts, scope }: (typeof zones)[number], index: number) => ({ ...scope, id: id(index), diagram: 'd', key: id(index).replace('-', '_'), label, notes, position: box, parent: parent(index, up), facts, sourceId: id(index) })
    return {
      diagrams: [{ id: 'd', name: 'Page', order: 0 }],
      boundaries: zones.map((zone, index) => ({ ...common(zone, index), kind: zone.line ? 'line' as const : 'box' as const })),
      elements: parts.map((part, index) => ({ ...common(part, index + zones.length), kind: part.kind, technology: part.technology })),
      flows: flows.map(({ label, from, to, both, notes, facts, scope }, index) => ({ ...scope, id: `flow-${String(index)}`, diagram: 'd', key: `flow-${String(index)}`, label, source: id(zones.length + (from % parts.length)), target: id(zones.length + (to % parts.length)), bidirectional: both, notes, facts, sourceId: `flow-${String(index)}` })),
    }
  })
  /** Keys follow from labels, and are not what is compared here. */
  const bySource = (model: Model) => {
    const rename = <Part extends { sourceId: string | null }>(part: Part): Part => ({ ...part, key: part.sourceId ?? '' })
    return comparable({ ...model, elements: model.elements.map(rename), boundaries: model.boundaries.map(rename), flows: model.flows.map(rename) })
  }

  test.each(['threat-dragon', 'otm', 'drawio'] as const)('%s', { timeout: 120_000 }, async (format) => {
    await fc.assert(
      fc.asyncProperty(generated, async (model) => {
        const again = await read(write(format, { rows: [], header: defaultHeader, model, layouts: {} }), 'again', format)
        expect(bySource(again.model)).toEqual(bySource(model))
      }),
      { numRuns: 40, seed: 20_260, endOnFailure: true },
    )
  })
})

describe('what is decided about the threats of a model', () => {
  /** Every threat on a part of the model. */
  const placed = (rows: ImportedFile['threats'], model: Model): ImportedFile['threats'] => rows.map((threat, index) => ({ ...threat, evidenceKeys: [model.elements[index % model.elements.length]?.key ?? ''], affectedLabels: [model.elements[index % model.elements.length]?.label ?? ''] }))

  test.each(['threat-dragon', 'otm'] as const)('%s: statements, marks, owners and mitigations come back', async (format) => {
    const file = await readPath(fixture('library.otm.yaml'))
    await fc.assert(fc.asyncProperty(decidedThreats, async (rows) => {
      const before = { ...file, format: 'dread' as const, listLayout: null, threats: placed(rows, file.model) }
      const again = await read(written(before, format), 'again', format)
      const byTitle = (threats: ImportedFile['threats']) => threats.map((threat) => decidedPart(threat)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      expect(byTitle(again.threats)).toEqual(byTitle(before.threats))
    }), { numRuns: 60, seed: 31 })
  })

  test('each tool gets them in its own words: OTM in the states of its mitigations, Threat Dragon in the text', async () => {
    const file = await readPath(fixture('library.otm.yaml'))
    const model = file.model
    const threat = { ...handWritten, mitigations: ['Sign it', 'Watch it'], evidence: [model.elements[0]?.id ?? ''] }
    const at = '2026-01-01T00:00:00.000Z'
    const mitigations = [{ ...emptyMitigation, title: 'Sign it', requirement: 'Every order', owner: 'Ada', status: 'implemented' as const, id: 'm1', order: 1, createdAt: at, updatedAt: at, threats: [threat.id] }, { ...emptyMitigation, title: 'Free', id: 'm2', order: 2, createdAt: at, updatedAt: at, threats: [] }]
    const input = { rows: rowsOf([threat]), mitigations, header: defaultHeader, model, layouts: {} }
    const otm = write('otm', input)
    const Otm = z.object({ mitigations: z.array(z.looseObject({ name: z.string(), description: z.string().optional(), attributes: z.record(z.string(), z.unknown()).optional() })), components: z.array(z.object({ threats: z.array(z.object({ mitigations: z.array(z.object({ state: z.string() })) })).optional() })) })
    const parsed = Otm.parse(JSON.parse(otm))
    expect(parsed.mitigations.map(({ name, description, attributes }) => [name, description, attributes?.['owner']])).toEqual([['Sign it', 'Every order', 'Ada'], ['Watch it', undefined, undefined]])
    expect(parsed.components.flatMap(({ threats = [] }) => threats.flatMap((one) => one.mitigations.map(({ state }) => state)))).toEqual(['implemented', 'recommended'])
    expect(write('threat-dragon', input)).toContain('Sign it (implemented; owner Ada; requirement: Every order)')
    for (const format of ['otm', 'threat-dragon'] as const) expect(exportRegistry.find(({ id }) => id === format)?.notCarried(input)).toContainEqual({ what: 'mitigations that cover no threat', count: 1 })
    // Somebody says in the other tool that it is not there after all.
    const again = await read(otm.replace('"implemented"', '"rejected"'), 'again', 'otm')
    expect(again.threats[0]?.covering).toBeUndefined()
    expect(again.threats[0]?.mitigations).toEqual(['Sign it\nEvery order', 'Watch it'])
  })
})
