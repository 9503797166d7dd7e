import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { checkReferences, checkRows } from '../../../src/main/stride/vocabulary/references.ts'
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

  it('C3 what a requirement is about is evidence for its version, beside what is cited with it', () => {
    const read = (...texts: string[]) => check(...texts)[0]?.readAs
    expect(read('ASVS V9.1.1', 'CWE-319')).toBe('ASVS 4.0.3 V9.1.1')
    expect(read('ASVS V9.1.1', 'CWE-00319')).toBe('ASVS 4.0.3 V9.1.1')
    // In 5.0.0 these are about passwords and transport; in 4.0.3 about something else altogether.
    expect(read('ASVS V6.2.1', 'CWE-521')).toBe('ASVS 5.0.0 V6.2.1')
    expect(read('ASVS V12.2.1', 'CWE-319')).toBe('ASVS 5.0.0 V12.2.1')
  })

  it('C3 the rows of a document are weighed together, and each row by what it cites itself', () => {
    const rows = checkRows([['ASVS V9.1.1', 'CWE-319'], ['ASVS V2.1.1'], ['CWE-89']], book.catalogue)
    expect(rows.map((row) => row.map(({ readAs }) => readAs))).toEqual([['ASVS 4.0.3 V9.1.1', null], ['ASVS 4.0.3 V2.1.1'], [null]])
    expect(checkRows([['ASVS V9.1.1'], ['CWE-319']], book.catalogue)[0]?.[0]?.readAs).toBe('ASVS 5.0.0 V9.1.1')
    expect(checkRows([], book.catalogue)).toEqual([])
  })

  it('C3 ids that only another version has outweigh one that happens to agree', () => {
    const rows = [['ASVS V9.1.1', 'CWE-319'], ...['V16.1.1', 'V16.2.1', 'V16.3.1', 'V15.2.2', 'V15.1.2', 'V17.1.1'].map((id) => [`ASVS ${id}`, 'CWE-778'])]
    expect(checkRows(rows, book.catalogue)[0]?.[0]?.readAs).toBe('ASVS 5.0.0 V9.1.1')
  })

  test.each([
    ['the very weakness', 'ASVS 4.0.3 V9.1.1', ['CWE-319'], null],
    ['one of the same family', 'ASVS 4.0.3 V4.1.3', ['CWE-284'], null],
    ['one that its chapter is about', 'ASVS 4.0.3 V2.1.1', ['CWE-522'], null],
    ['another weakness', 'ASVS 4.0.3 V10.2.1', ['CWE-319'], 'mismatch'],
    ['others, one of which fits', 'ASVS 4.0.3 V9.1.1', ['CWE-89', 'CWE-319'], null],
    ['one of no known family', 'ASVS 4.0.3 V9.1.1', ['CWE-250'], null],
    ['nothing', 'ASVS 4.0.3 V9.1.1', [], null],
    ['anything, in a version that does not say', 'ASVS 5.0.0 V9.1.1', ['CWE-319'], null],
    ['anything, when it is deleted', 'ASVS 4.0.3 V1.4.3', ['CWE-89'], 'deprecated'],
  ])('C5 beside %s', (_what, text, cited, flag) => {
    expect(check(text, ...cited)[0]?.flag).toBe(flag)
  })

  it.skipIf(!hasShared)('C3 C5 the report with ids of no version is read in 4.0.3, and what does not fit is flagged (needs ../shared)', () => {
    const cells = readFileSync(path.join(shared, 'seeds/threat-thinker-report.md'), 'utf8').split('\n').filter((line) => line.startsWith('| TTP')).map((line) => line.split('|')[7] ?? '')
    const rows = checkRows(cells.map((cell) => cell.split(',').map((text) => text.trim())), book.catalogue)
    expect(rows).toHaveLength(10)
    expect(rows[0]).toEqual([
      { text: 'ASVS V9.1.1', flag: null, readAs: 'ASVS 4.0.3 V9.1.1' },
      { text: 'ASVS V10.2.1', flag: 'mismatch', readAs: 'ASVS 4.0.3 V10.2.1' },
      { text: 'CWE-319', flag: null, readAs: null },
    ])
    const flagged = (as: string) => rows.flat().filter(({ flag }) => flag === as).map(({ text }) => text)
    expect(flagged('missing')).toEqual(['ASVS V7.5.1', 'ASVS V10.4.3', 'ASVS V10.4.1', 'ASVS V10.4.2'])
    expect(flagged('deprecated')).toEqual(['ASVS V1.4.3', 'ASVS V1.4.2'])
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
    const source = z.record(z.string(), z.array(z.object({ id: z.string(), deleted: z.boolean().default(false), cwe: z.string().default('') }))).parse(read('asvs-ids.json'))
    const own = Object.fromEntries(Object.entries(book.catalogue.asvs.versions).map(([version, ids]) => [version, Object.entries(ids)]))
    expect(own).toEqual(Object.fromEntries(Object.entries(source).map(([version, ids]) => [version, ids.map(({ id, deleted }) => [id, deleted ? 'deleted' : 'current'])])))
    const about = Object.entries(source).map(([version, ids]) => [version, Object.fromEntries(ids.filter(({ cwe }) => cwe !== '').map(({ id, cwe }) => [id, cwe]))] as const)
    expect(book.catalogue.asvs.weaknesses).toEqual(Object.fromEntries(about.filter(([, ids]) => Object.keys(ids).length > 0)))
  })
})
