import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { strideCategories } from '../../../src/shared/domain/stride.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { loadRuleBook } from '../../../src/main/stride/packs/book.ts'
import { checkReferences } from '../../../src/main/stride/vocabulary/references.ts'
import { parseYaml } from '../../../src/main/stride/vocabulary/yaml-file.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { book, recognised, resources } from './support.ts'
import { ownPack } from '../../support/own-pack.ts'

const rules = book.packs.flatMap((pack) => pack.rules)

describe('shipped packs', () => {
  it('L7 hold at least 160 rules', () => {
    expect(rules.length).toBeGreaterThanOrEqual(160)
  })

  it.each(strideCategories)('L7 hold at least 20 rules about %s', (category) => {
    expect(rules.filter(({ stride }) => stride.includes(category)).length).toBeGreaterThanOrEqual(20)
  })

  it('L7 cover the areas that a review asks about', () => {
    const areas = ['data-flow', 'web', 'identity', 'data-stores', 'messaging', 'containers', 'serverless', 'aws', 'azure', 'gcp', 'supply-chain', 'observability', 'ai', 'mobile', 'devices', 'quotas', 'people']
    expect(areas).toHaveLength(17)
    const empty = areas.filter((area) => (book.packs.find(({ id }) => id === area)?.rules ?? []).length < 3)
    expect(empty).toEqual([])
  })

  test.each(rules.map((rule) => [rule.id, rule] as const))('L5 %s cites what exists, and says what to do', (_id, rule) => {
    expect(checkReferences(rule.references, book.catalogue).filter(({ flag, readAs }) => flag !== null || readAs !== null)).toEqual([])
    expect(rule.references.some((reference) => reference.startsWith('CWE-'))).toBe(true)
    for (const reference of rule.references) {
      const cwe = /^CWE-(\d+)$/.exec(reference)?.[1]
      if (cwe) expect(book.catalogue.cwe.weaknesses[cwe]?.[1]).not.toBe('prohibited')
    }
    expect(new Set(rule.mitigations).size).toBeGreaterThanOrEqual(2)
    expect(rule.title.some((part) => typeof part !== 'string')).toBe(true)
  })

  it('L5 write whole sentences about a model', () => {
    for (const { title, why } of analyze(recognise(generatedModel(200, 400, 11), book), book).findings) {
      expect(title).not.toMatch(/[{}]| {2}|undefined/)
      expect(why).not.toMatch(/[{}]| {2}|undefined/)
      expect(why.endsWith('.')).toBe(true)
    }
  })

  it('K9 no rule mentions labels', () => {
    const conditions = z.object({ rules: z.array(z.object({ where: z.json(), when: z.json().optional(), evidence: z.json().optional(), raise: z.json().optional() })) })
    for (const name of readdirSync(path.join(resources, 'rules'))) {
      const { content } = parseYaml(name, readFileSync(path.join(resources, 'rules', name), 'utf8'), conditions)
      for (const { where, when, evidence, raise } of content.rules) expect(JSON.stringify([where, when, evidence, raise])).not.toMatch(/"(label|key|name|title|notes)"/)
    }
  })
})

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function pack(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'packs-'))
  folders.push(folder)
  writeFileSync(path.join(folder, 'own.yaml'), text)
  return folder
}

describe('loading', () => {
  it('L3 adds own packs to the shipped ones', () => {
    const own = loadRuleBook(resources, [pack(ownPack)])
    expect(analyze(recognised('a [Old Thing]'), own).findings.map(({ rule, pack: from, status }) => ({ rule, from, status }))).toEqual([{ rule: 'own-rule', from: 'own', status: 'possible' }])
  })

  test.each([
    ['L1 a fact that does not exist', ownPack.replace("hardened: 'no'", "hardend: 'no'"), 'own.yaml:11:', 'hardend is neither a fact nor an operator'],
    ['L1 a factor out of range', ownPack.replace('A: 5', 'A: 11'), 'own.yaml:14:', 'rules.0.dread.A'],
    ['L1 a key that does not exist', ownPack.replace('    on: element', '    onn: element'), 'own.yaml:', 'rules.0'],
    ['L1 broken YAML', ownPack.replace('rules:', 'rules: ]'), 'own.yaml:4:', ''],
    ['L1 a placeholder that means nothing here', ownPack.replace("'{element} is old'", "'{source} is old'"), 'own.yaml:6:', '{source} is not one of'],
    ['L1 a label', ownPack.replace("hardened: 'no'", 'label: Old'), 'own.yaml:11:', 'label is neither'],
    ['L2 facts where structure belongs', ownPack.replace('kind: process', "hardened: 'no'"), 'own.yaml:10:', 'where may not read facts'],
    ['L3 an id that is taken', ownPack.replace('own-rule', 'sql-injection'), 'own.yaml:5:', 'rule sql-injection is already in data-stores.yaml'],
    ['L4 a tag that would run', ownPack.replace("title: Own rules", "title: !!js/function 'function(){}'"), 'own.yaml:', ''],
  ])('%s is refused with its place', (_title, text, place, problem) => {
    let message = ''
    try {
      loadRuleBook(resources, [pack(text)])
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    expect(message).toContain(place)
    expect(message).toContain(problem)
    expect(message).toMatch(/own\.yaml:\d+:\d+: /)
  })

  it('L4 an alias bomb is refused', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefg'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[index]}`).join(', ')}]`)].join('\n')
    expect(() => parseYaml('bomb.yaml', bomb, z.unknown())).toThrow(/bomb\.yaml:\d+:\d+: /)
  })
})
