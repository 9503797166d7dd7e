import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { checkReferences } from '../../../src/main/stride/references.ts'
import { book, hasShared, resources, shared } from './support.ts'

function check(...texts: string[]) {
  return checkReferences(texts, book.catalogue)
}

describe('references', () => {
  test.each([
    ['C1', 'CWE-319', null],
    ['C1', 'CAPEC-94', null],
    ['C1', 'ASVS 5.0.0 V12.2.1', null],
    ['C1', 'ASVS v4.0.3-9.1.1', null],
    ['C2', 'CWE-99999', 'missing'],
    ['C2', 'CWE-132', 'deprecated'],
    ['C2', 'CWE-1000', 'not-a-weakness'],
    ['C2', 'CWE-16', 'not-a-weakness'],
    ['C2', 'CAPEC-9999', 'missing'],
    ['C2', 'CAPEC-396', 'deprecated'],
    ['C2', 'ASVS 4.0.3 V1.4.2', 'deprecated'],
    ['C2', 'ASVS 5.0.0 V99.1.1', 'missing'],
    ['C2', 'ASVS 3.1.0 V1.1.1', 'missing'],
    ['C2', 'T1190', 'unknown-scheme'],
    ['C2', '__proto__', 'unknown-scheme'],
  ])('%s %s: %s', (_rule, text, flag) => {
    expect(check(text)).toEqual([{ text, flag, readAs: null }])
  })

  it('C3 reads ids without a version in the one that fits all of them best', () => {
    const old = check('ASVS V9.1.1', 'ASVS V1.2.4', 'ASVS V14.4.1', 'CWE-319')
    expect(old.map(({ readAs }) => readAs)).toEqual(['ASVS 4.0.3 V9.1.1', 'ASVS 4.0.3 V1.2.4', 'ASVS 4.0.3 V14.4.1', null])
    expect(old.map(({ flag }) => flag)).toEqual([null, null, null, null])
    expect(check('ASVS V9.1.1')).toEqual([{ text: 'ASVS V9.1.1', flag: null, readAs: 'ASVS 5.0.0 V9.1.1' }])
    expect(check('ASVS V9.1.1', 'ASVS V16.2.1')[0]?.readAs).toBe('ASVS 5.0.0 V9.1.1')
  })

  it('C3 a version that is given is never read otherwise', () => {
    expect(check('ASVS 5.0.0 V14.4.1', 'ASVS V14.4.1').map(({ flag, readAs }) => ({ flag, readAs }))).toEqual([
      { flag: 'missing', readAs: null },
      { flag: null, readAs: 'ASVS 4.0.3 V14.4.1' },
    ])
  })

  it('reads the catalogue from the folder, too', () => {
    expect(checkReferences(['CWE-319'], resources)).toEqual(check('CWE-319'))
  })
})

describe('the shipped catalogue', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(shared, 'refdata', name), 'utf8'))

  it.skipIf(!hasShared)('C4 has the weaknesses of its source (needs ../shared)', () => {
    const source = z.object({ version: z.string(), weaknesses: z.record(z.string(), z.tuple([z.string(), z.string(), z.string(), z.string()])), categories: z.array(z.string()) }).parse(read('cwe-4.15.json'))
    const { cwe } = book.catalogue
    expect(cwe.version).toBe(source.version)
    expect(Object.keys(cwe.weaknesses)).toEqual(Object.keys(source.weaknesses))
    for (const [id, [name, , status]] of Object.entries(source.weaknesses)) {
      expect(cwe.weaknesses[id]?.[0]).toBe(name)
      expect(cwe.weaknesses[id]?.[1] === 'deprecated').toBe(status === 'Deprecated')
    }
    expect(new Set(cwe.categories)).toEqual(new Set(source.categories))
  })

  it.skipIf(!hasShared)('C4 has the patterns of its source (needs ../shared)', () => {
    const source = z.object({ version: z.string(), patterns: z.record(z.string(), z.tuple([z.string(), z.string(), z.string(), z.array(z.string())])) }).parse(read('capec-3.9.json'))
    const { capec } = book.catalogue
    expect(capec.version).toBe(source.version)
    expect(Object.entries(capec.patterns).map(([id, [name, status]]) => [id, name, status === 'deprecated'])).toEqual(Object.entries(source.patterns).map(([id, [name, status]]) => [id, name, status === 'Deprecated']))
  })

  it.skipIf(!hasShared)('C4 has the requirements of its source (needs ../shared)', () => {
    const source = z.record(z.string(), z.array(z.object({ id: z.string(), deleted: z.boolean().default(false) }))).parse(read('asvs-ids.json'))
    const own = Object.fromEntries(Object.entries(book.catalogue.asvs.versions).map(([version, ids]) => [version, Object.entries(ids)]))
    expect(own).toEqual(Object.fromEntries(Object.entries(source).map(([version, ids]) => [version, ids.map(({ id, deleted }) => [id, deleted ? 'deleted' : 'current'])])))
  })
})
