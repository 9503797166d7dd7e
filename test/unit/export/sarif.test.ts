import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { exportRegistry } from '../../../src/main/export/registry.ts'
import { writeSarif } from '../../../src/main/export/tools/sarif.ts'
import { hostileTexts, inputWith } from './record-fixture.ts'

/** The published schema. It is written in draft 4, all that it uses of which later drafts read alike. */
function validator() {
  const { $schema, id, ...rules } = z.looseObject({ $schema: z.string(), id: z.string() }).parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../../fixtures/sarif/sarif-2.1.0-rtm.5.json'), 'utf8')))
  expect([$schema, id]).toEqual(['http://json-schema.org/draft-04/schema#', expect.stringContaining('sarif-2.1.0-rtm.5.json')])
  // One of its patterns is none where patterns are read as Unicode.
  return new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false }).compile(rules)
}

const Target = z.looseObject({ id: z.string(), toolComponent: z.strictObject({ name: z.string(), index: z.number() }) })
/** What of the format this writer uses, as its text says it. */
const Log = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(z.strictObject({
    tool: z.strictObject({ driver: z.strictObject({ name: z.string(), rules: z.array(z.strictObject({ id: z.string(), shortDescription: z.strictObject({ text: z.string().min(1) }), help: z.strictObject({ text: z.string().min(1) }), properties: z.looseObject({ tags: z.array(z.string()) }), relationships: z.array(z.strictObject({ target: Target, kinds: z.array(z.literal('relevant')) })).min(1).optional() })) }) }),
    taxonomies: z.array(z.strictObject({ name: z.string(), organization: z.string(), shortDescription: z.strictObject({ text: z.string() }), taxa: z.array(z.strictObject({ id: z.string() })) })),
    columnKind: z.literal('utf16CodeUnits'),
    results: z.array(z.strictObject({
      ruleId: z.string(), ruleIndex: z.number().int(), kind: z.enum(['fail', 'review']), level: z.enum(['none', 'note', 'warning', 'error']), message: z.strictObject({ text: z.string().min(1) }),
      locations: z.array(z.strictObject({ logicalLocations: z.array(z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.string() })).min(1) })).optional(),
      partialFingerprints: z.record(z.string(), z.string()),
      taxa: z.array(Target).optional(),
      suppressions: z.array(z.strictObject({ kind: z.literal('external'), status: z.literal('accepted'), justification: z.string() })).optional(),
      properties: z.looseObject({}),
    })),
    properties: z.looseObject({}),
  })).length(1),
})
const parsed = (text: string) => Log.parse(JSON.parse(writeSarif(inputWith(text))))

describe('SARIF 2.1.0', () => {
  test('one run: rules with taxa, results with level by band, decisions and places in the model', () => {
    const [run] = parsed('plain').runs
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(['plain', 'stride/Information Disclosure', 'stride/Repudiation'])
    expect(run?.taxonomies.map(({ name, taxa }) => [name, taxa])).toEqual([['CWE', [{ id: '287' }]], ['CAPEC', [{ id: '151' }]]])
    expect(run?.results.map(({ kind, level }) => [kind, level])).toEqual([['fail', 'error'], ['review', 'none'], ['fail', 'error']])
    expect(run?.results[0]?.locations?.[0]?.logicalLocations).toEqual([{ name: 'plain', fullyQualifiedName: 'api', kind: 'process' }, { name: 'plain', fullyQualifiedName: 'api->orders', kind: 'data flow' }])
    expect(run?.results[0]?.properties).toMatchObject({ dread: { damage: 9 }, stride: ['Tampering'], total: 35, band: 'High', decision: { response: 'mitigate', owner: 'plain', due: '2026-06-30' } })
    expect(run?.results[2]?.suppressions).toHaveLength(1)
    expect(run?.properties).toMatchObject({ revision: 3, sha256: 'a1'.repeat(32) })
  })

  test('the scores of a decision are totals by the rule of the scheme, as in every other format', () => {
    const input = inputWith('plain')
    const values = { damage: 9, reproducibility: 6, exploitability: 7, affectedUsers: 8, discoverability: 4 }
    const rows = input.rows.map((row) => ({ ...row, threat: { ...row.threat, decision: row.threat.decision && { ...row.threat.decision, current: values, target: values } } }))
    const saidOf = (discoverability: 'counted' | 'dropped') => writeSarif({ ...input, rows, header: { ...input.header, bandScheme: { ...input.header.bandScheme, discoverability } } })
    expect(saidOf('counted')).toContain('"Score wanted": "34 (')
    expect(saidOf('dropped')).toContain('"Score wanted": "30 (')
    expect(saidOf('dropped')).not.toContain('"34 (')
  })

  test('every result names its rule, every taxon is in its taxonomy', () => {
    for (const run of parsed('x').runs) {
      for (const { ruleId, ruleIndex, taxa = [] } of run.results) {
        expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
        for (const { id, toolComponent } of taxa) expect(run.taxonomies[toolComponent.index]).toMatchObject({ name: toolComponent.name, taxa: expect.arrayContaining([{ id }]) })
      }
    }
  })

  test.each(hostileTexts)('%j is plain text: no control signs, no link, no placeholder', (text) => {
    const file = writeSarif(inputWith(text))
    expect(writeSarif(inputWith(text))).toBe(file)
    for (const { message } of parsed(text).runs[0]?.results ?? []) {
      expect(message.text).not.toMatch(/(?:^|[^\\])(?:\\\\)*\[/)
      expect(message.text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/)
    }
    const texts = JSON.stringify(Object.values(JSON.parse(file)))
    expect(texts).not.toMatch(/\\u00[01][0-9a-f]|[\u202a-\u202e\u2066-\u2069]|\\ud[89a-f]/i)
  })

  test('a list without a project, and one without threats', () => {
    const { rows, header, model, layouts } = inputWith('x')
    const write = exportRegistry.find(({ id }) => id === 'sarif')?.write
    expect(Log.safeParse(JSON.parse(write?.({ rows, header, model, layouts }) ?? '')).success).toBe(true)
    expect(Log.safeParse(JSON.parse(write?.({ rows: [], header, model, layouts }) ?? '')).success).toBe(true)
  })

  test('validates against the published schema', () => {
    const validate = validator()
    for (const text of ['plainly said', ...hostileTexts]) {
      validate(JSON.parse(writeSarif(inputWith(text))))
      expect(validate.errors, text).toBeNull()
    }
    const { rows, header, model, layouts } = inputWith('x')
    validate(JSON.parse(writeSarif({ rows, header, model, layouts })))
    expect(validate.errors).toBeNull()
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ message: {} }] }] })).toBe(false)
  })
})
