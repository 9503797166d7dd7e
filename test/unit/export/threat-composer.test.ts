import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { registerOfList } from '../../../src/main/cli/rows.ts'
import { notInThreatComposer, writeThreatComposer } from '../../../src/main/export/tools/threat-composer.ts'
import type { ImportedFile } from '../../../src/shared/domain/import.ts'
import { strideCategories } from '../../../src/shared/domain/stride.ts'
import type { ImportedThreat } from '../../../src/shared/domain/threat-list.ts'
import { decidedPart, decidedThreats, fileOf } from '../../support/decided-threats.ts'
import { fixture, hasShared, read, root, shared } from '../import/support.ts'

const exported = (file: ImportedFile) => writeThreatComposer(registerOfList(file, 'x'))
const withoutLayout = (file: ImportedFile) => ({ ...file, listLayout: null, report: null, threats: file.threats.map(({ references, ...threat }) => ({ ...threat, layout: {}, flags: [], references: references.map(({ text }) => text) })) })
const Written = z.object({ threats: z.array(z.looseObject({ id: z.string(), metadata: z.array(z.object({ key: z.string(), value: z.unknown() })).optional() })), mitigationLinks: z.array(z.unknown()).optional(), mitigations: z.array(z.unknown()).optional() })

describe('an imported file', () => {
  test('is written again value for value where nothing changed', async () => {
    const text = readFileSync(fixture('structured/reading-room.tc.json'), 'utf8')
    expect(JSON.parse(exported(await read(text, 'a.tc.json')))).toEqual(JSON.parse(text))
  })

  test.skipIf(!hasShared)('of the corpus too (skipped where ../shared is not there)', async () => {
    const folder = path.join(shared, 'corpus/threat-composer')
    for (const name of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, name), 'utf8')
      const file = await read(text, name)
      expect(JSON.parse(exported(file)), name).toEqual(JSON.parse(text))
      expect(await read(exported(file), name), name).toEqual(file)
    }
  })

  test('has only that changed which says something else now', async () => {
    const text = readFileSync(fixture('structured/reading-room.tc.json'), 'utf8')
    const file = await read(text, 'a.tc.json')
    const [first, second] = file.threats
    if (!first || !second) throw new Error('two threats')
    const dread = { damage: 8, reproducibility: 7, exploitability: 6, affectedUsers: 9, discoverability: 5 }
    const changed = { ...file, threats: [{ ...first, stride: ['Spoofing' as const], score: { ...first.score, dread } }, { ...second, mitigations: ['A new lock [resolved]', ...second.mitigations.slice(1)] }] }
    const written = exported(changed)
    const again = await read(written, 'a.tc.json')
    expect(withoutLayout(again).threats).toEqual(withoutLayout(changed).threats)
    const document = Written.parse(JSON.parse(written))
    expect(document.threats[0]?.metadata).toContainEqual({ key: 'custom:dread', value: ['damage: 8', 'reproducibility: 7', 'exploitability: 6', 'affectedUsers: 9', 'discoverability: 5', 'total: 35'] })
    expect(document.threats[0]?.metadata).toContainEqual({ key: 'STRIDE', value: ['S'] })
    expect(document.mitigations?.length).toBe(4)
    // The third threat is gone, the loose link of the second is replaced with its others.
    expect(document.threats.length).toBe(2)
  })

  test("words that somebody changed in the tool are right, whatever our field says", async () => {
    const file = await read(readFileSync(fixture('structured/reading-room.tc.json'), 'utf8'), 'a.tc.json')
    const long = { ...file, threats: file.threats.map((threat) => ({ ...threat, title: 'x'.repeat(300) })) }
    const written = exported(long)
    expect((await read(written, 'a.tc.json')).threats[0]?.title).toBe('x'.repeat(300))
    expect((await read(written.replace('"change the booking of another visitor"', '"sell the booking"'), 'a.tc.json')).threats[0]?.title).toBe('Sell the booking')
  })
})

const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength }).map((one) => one.replaceAll('\0', '').trim())
const dread = fc.record({ damage: fc.integer({ min: 1, max: 10 }), reproducibility: fc.integer({ min: 1, max: 10 }), exploitability: fc.integer({ min: 1, max: 10 }), affectedUsers: fc.integer({ min: 1, max: 10 }), discoverability: fc.integer({ min: 1, max: 10 }) })
const threats: fc.Arbitrary<ImportedThreat[]> = fc.array(
  fc.record({
    displayId: text(20),
    title: text(400).map((title) => title || 'Title'),
    description: text(2500),
    stride: fc.uniqueArray(fc.constantFrom(...strideCategories), { minLength: 1, maxLength: 3 }),
    marker: fc.constantFrom('plus', 'minus', 'none'),
    confidence: fc.constantFrom('confirmed', 'possible'),
    affectedLabels: fc.array(text(250), { maxLength: 3 }),
    evidenceKeys: fc.array(text(30), { maxLength: 3 }),
    references: fc.array(text(40).map((one) => ({ text: one, flag: null, readAs: null })), { maxLength: 3 }),
    mitigations: fc.array(text(1200), { maxLength: 3 }),
    score: fc.record({ dread: fc.option(dread), total: fc.option(fc.integer({ min: 5, max: 50 })), severity: fc.option(fc.constantFrom('High', 'Low', 'Grave')), score: fc.option(text(10)) }),
    layout: fc.constant({}),
    flags: fc.constant([]),
  }),
  { maxLength: 5 },
)

describe('a register of ours', () => {
  const file = (rows: ImportedThreat[]): ImportedFile => ({ format: 'csv', model: { diagrams: [], elements: [], flows: [], boundaries: [] }, threats: rows, listLayout: null, report: { elements: { parsed: 0, candidates: 0 }, edges: { parsed: 0, candidates: 0 }, labels: { parsed: 0, candidates: 0 }, flowLabels: { parsed: 0, candidates: 0 }, dropped: [] } })

  test('comes back equal', async () => {
    await fc.assert(fc.asyncProperty(threats, async (rows) => {
      const before = file(rows)
      const again = await read(exported(before), 'a.tc.json', 'threat-composer')
      expect(withoutLayout(again).threats).toEqual(withoutLayout(before).threats)
      expect(JSON.parse(exported(again))).toEqual(JSON.parse(exported(await read(exported(again), 'a.tc.json'))))
    }), { numRuns: 60, seed: 7 })
  })

  test('what has no place is listed', () => {
    const register = registerOfList(file([]), 'x')
    expect(notInThreatComposer({ ...register, header: { ...register.header, release: '1', assets: [{ id: 'a', name: 'Names', confidentiality: 'high', integrity: 'low', availability: 'low' }] } })).toEqual([{ what: 'assets', count: 1 }, { what: 'the release', count: 1 }])
  })

  test.skipIf(!existsSync(path.join(shared, 'refdata/threat-composer-v1.schema.json')))("validates against the tool's schema (skipped where ../shared is not there)", async () => {
    const schema: unknown = JSON.parse(readFileSync(path.join(shared, 'refdata/threat-composer-v1.schema.json'), 'utf8'))
    // What the schema promises is checked with zod's own reading of it.
    const check = z.fromJSONSchema(z.record(z.string(), z.json()).parse(schema))
    for (const sample of fc.sample(threats, { numRuns: 40, seed: 3 })) expect(check.safeParse(JSON.parse(exported(file(sample)))).error?.issues ?? []).toEqual([])
    const fixtureFile = await read(readFileSync(path.join(root, 'test/fixtures/import/structured/reading-room.tc.json')), 'a.tc.json')
    expect(check.safeParse(JSON.parse(exported(fixtureFile))).error?.issues ?? []).toEqual([])
  })
})

describe('what is decided about the threats', () => {
  test('statements stand in the tool\'s own fields, what is done in its mitigations with their state; all of it comes back', async () => {
    await fc.assert(fc.asyncProperty(decidedThreats, async (rows) => {
      const again = await read(exported(fileOf(rows)), 'a.tc.json', 'threat-composer')
      expect(again.threats.map(decidedPart)).toEqual(rows.map(decidedPart))
    }), { numRuns: 100, seed: 21 })
  })

  test('a file that was read keeps its mitigations as things in their state, and its sentences in their parts', async () => {
    const file = await read(readFileSync(fixture('structured/reading-room.tc.json'), 'utf8'), 'a.tc.json')
    const made = file.threats.flatMap(({ covering = [] }) => covering)
    expect(new Set(made.map(({ status }) => status)).size).toBeGreaterThan(1)
    expect(made.length).toBeGreaterThan(1)
    expect(file.threats.some(({ statement }) => statement !== undefined && statement.who !== '' && statement.action !== '')).toBe(true)
  })

  test('one that is done by now is resolved in the file, for every threat that it covers', async () => {
    const file = await read(readFileSync(fixture('structured/reading-room.tc.json'), 'utf8'), 'a.tc.json')
    const [planned] = file.threats.flatMap(({ covering = [] }) => covering.filter(({ status }) => status === 'planned'))
    const done = { ...file, threats: file.threats.map((threat) => ({ ...threat, ...(threat.covering ? { covering: threat.covering.map((one) => (one.title === planned?.title ? { ...one, status: 'verified' as const, owner: 'Ada' } : one)) } : {}) })) }
    const again = await read(exported(done), 'a.tc.json')
    expect(again.threats.map(decidedPart)).toEqual(done.threats.map(decidedPart))
    expect(exported(done)).toContain('"value": "Ada"')
  })

  test.skipIf(!existsSync(path.join(shared, 'refdata/threat-composer-v1.schema.json')))("validates against the tool's schema (skipped where ../shared is not there)", () => {
    const schema: unknown = JSON.parse(readFileSync(path.join(shared, 'refdata/threat-composer-v1.schema.json'), 'utf8'))
    const check = z.fromJSONSchema(z.record(z.string(), z.json()).parse(schema))
    for (const rows of fc.sample(decidedThreats, { numRuns: 60, seed: 22 })) expect(check.safeParse(JSON.parse(exported(fileOf(rows)))).error?.issues ?? []).toEqual([])
  })
})
