import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import type { Model } from '../../../src/shared/domain/model.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { parseYaml } from '../../../src/main/stride/vocabulary/yaml-file.ts'
import { compactModel } from '../../fixtures/stride/compact.ts'
import { answer, book, root } from './support.ts'

/**
 * A table of cases, one file a pack: a model in the compact notation, whose brackets hold technologies instead of labels,
 * and settings of facts (`shop.validates_input=no f1.encrypted=yes`) under which the rule confirms, leaves it open, or is silent.
 */
const Cases = z.record(
  z.string(),
  z.strictObject({
    model: z.string(),
    confirmed: z.array(z.string()).min(1),
    possible: z.array(z.string()).min(1),
    absent: z.array(z.string()).min(1),
    /** Models that look alike, of which the rule never speaks. */
    unlike: z.array(z.string()).default([]),
  }),
)

const folder = path.join(root, 'test/fixtures/stride/cases')
const rules = book.packs.flatMap((pack) => pack.rules)
const tables = readdirSync(folder).flatMap((name) => Object.entries(parseYaml(name, readFileSync(path.join(folder, name), 'utf8'), Cases).content))

/** The model with every element of the technology that its brackets name, and nothing else known of it. */
function typed(text: string): Model {
  const model = compactModel(text)
  const elements = model.elements.map((element) => {
    const technology = element.label === '' ? null : element.label
    if (technology !== null && !book.taxonomy.technologies.has(technology)) throw new Error(`no technology ${technology}`)
    return { ...element, technology, label: element.id, key: element.id }
  })
  return { ...model, elements }
}

/** What the rule says of the model under these settings: the status of its findings, `absent` where there is none. */
function outcome(rule: string, text: string, settings: string): string {
  const model = settings.split(' ').filter((setting) => setting !== '').reduce((before, setting) => {
    const [, on = '', fact = '', value = ''] = /^(\S+)\.([a-z0-9_]+)=(\S+)$/.exec(setting) ?? []
    if (!book.vocabulary.get(fact)?.answers.includes(value)) throw new Error(`no such setting: ${setting}`)
    const after = answer(before, on, fact, value)
    if (JSON.stringify(after) === JSON.stringify(before)) throw new Error(`${setting} sets nothing`)
    return after
  }, typed(text))
  const said = analyze(model, book).findings.filter((finding) => finding.rule === rule).map(({ status }) => status)
  return said.length === 0 ? 'absent' : [...new Set(said)].join(' and ')
}

describe('every shipped rule', () => {
  it('L6 has a table of cases, and no table is of a rule that is not there', () => {
    expect(tables.map(([id]) => id).sort()).toEqual(rules.map(({ id }) => id).sort())
  })

  it('L6 gives an example, and says when it does not fire', () => {
    expect(rules.filter(({ example, notWhen }) => example.length < 20 || notWhen.length < 20).map(({ id }) => id)).toEqual([])
  })
})

describe.each(tables)('%s', (rule, { model, unlike, ...cases }) => {
  const expected = (['confirmed', 'possible', 'absent'] as const).flatMap((status) => cases[status].map((settings) => ({ status, settings })))
  test.each(expected)('L6 is $status with "$settings"', ({ status, settings }) => {
    expect(outcome(rule, model, settings)).toBe(status)
  })
  test.each(unlike)('L6 is silent about another model: %j', (other) => {
    expect(outcome(rule, other, '')).toBe('absent')
  })
})
