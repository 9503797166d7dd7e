import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, test } from 'vitest'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { copyPackText } from '../../../src/main/stride/packs/copy-pack.ts'
import { ownPackLimits, readOwnPacks, withOwnPacks } from '../../../src/main/stride/packs/own-packs.ts'
import { chosenRules } from '../../../src/main/stride/packs/rule-choice.ts'
import { previewPack, ruleDetail, ruleLibrary } from '../../../src/main/stride/packs/rule-library.ts'
import { book, recognised, root } from './support.ts'
import { ownPack } from '../../support/own-pack.ts'

const check = (...texts: string[]) => withOwnPacks(book, texts.map((text, index) => ({ name: `p${String(index)}.yaml`, text })))
const where = (text: string) => check(text).problems.map(({ line, column, text: problem }) => `${String(line)}:${String(column)} ${problem}`)
const when = (condition: string) => ownPack.replace("{hardened: 'no'}", condition)

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'own-'))
  folders.push(made)
  return made
}

describe('own packs', () => {
  it('L8 one that is wrong is left out and says where; the others run', () => {
    const { own, problems, book: both } = check(ownPack, ownPack.replaceAll('own', 'second').replace('kind: process', 'kind: robot'), ownPack.replaceAll('own', 'third'))
    expect(own.map(({ pack }) => pack.id)).toEqual(['own', 'third'])
    expect(problems).toEqual([{ file: 'p1.yaml', line: 10, column: 19, text: 'rule second-rule: robot is not a kind of element' }])
    expect(analyze(recognised('a [Old Thing]'), both).findings.map(({ pack }) => pack).sort()).toEqual(['own', 'third'])
  })

  it('L8 says everything that is wrong, one problem a rule', () => {
    const two = `${ownPack}${ownPack.slice(ownPack.indexOf('  - id')).replace('own-rule', 'other-rule')}`
    expect(where(two.replaceAll('kind: process', 'kind: robot'))).toEqual([expect.stringContaining('10:'), expect.stringContaining('20:')])
  })

  it('L8 points at the key where it is the key that is wrong', () => {
    expect(where(ownPack.replace('    on: element', '    colour: red\n    on: element'))).toEqual(['9:5 rules.0: Unrecognized key: "colour"'])
  })

  it('L3 an id of a shipped pack, a shipped rule, or another own one is taken', () => {
    expect(where(ownPack.replace('pack: own', 'pack: web'))).toEqual(['1:7 pack web is already in web.yaml'])
    expect(where(ownPack.replace('own-rule', 'sql-injection'))).toEqual(['5:9 rule sql-injection is already in data-stores.yaml'])
    expect(check(ownPack, ownPack).problems).toEqual([
      { file: 'p1.yaml', line: 1, column: 7, text: 'pack own is already in p0.yaml' },
      { file: 'p1.yaml', line: 5, column: 9, text: 'rule own-rule is already in p0.yaml' },
    ])
  })
})

describe('hostile packs', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefg'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[index] ?? ''}`).join(', ')}]`)].join('\n')
  test.each([
    ['larger than a pack may be', `${ownPack}# ${'x'.repeat(ownPackLimits.characters)}`, /^1:1 larger than/],
    ['an alias bomb', bomb, /Excessive alias count/],
    ['brackets ten thousand deep', `${ownPack}extra: ${'['.repeat(10_000)}`, /^15:48 nested deeper than 40 brackets$/],
    ['brackets that are closed in texts only', `${ownPack}extra: ${'[ "]", '.repeat(60)}`, /nested deeper than 40 brackets/],
    ['lists ten thousand deep', `${ownPack}extra: ${'\n'}${'- '.repeat(10_000)}x`, /indented by more than 160 columns/],
    ['a condition that contains itself', when('&a {not: *a}'), /rule own-rule: nested deeper than 40 levels/],
    ['a condition that contains itself twice', when('&a {any: [*a, *a]}'), /rule own-rule: (nested deeper|more than 300)/],
    ['a condition of a thousand parts', when(`{any: [${Array(1000).fill("{hardened: 'no'}").join(', ')}]}`), /^11:11 rule own-rule: more than 300 parts in one condition$/],
    ['steps that multiply', when(`${'{incoming: {source: {outgoing: {target: '.repeat(2)}{hardened: 'no'}${'}}}}'.repeat(2)}`), /more than 3 steps from flow to flow/],
    ['more rules than a pack may have', `pack: many\ntitle: Many\nversion: '1'\nrules: [${'{}, '.repeat(501)}]`, /rules/],
    ['the prototype of everything', when("{__proto__: {hardened: 'no'}}"), /^11:12 __proto__ is no name$/],
    ['a key that is not one', ownPack.replace('pack: own', 'pack: own\n__proto__: {x: 1}'), /^\d+:\d+ /],
    ['half a character', ownPack.replace("'{element} is old'", '"{element} is old \\uD800"'), /half a character/],
    ['a title that outgrows a threat', ownPack.replace("'{element} is old'", `'${'{element} '.repeat(4)}'`), /4 names in braces; at most 3/],
    ['a tag that would run', ownPack.replace('title: Own rules', "title: !!js/function 'function(){}'"), /^2:\d+ /],
    ['two documents', `${ownPack}---\npack: other\n`, /^\d+:\d+ /],
    ['nothing', '', /^1:1 /],
    ['no YAML at all', '\0\0\0', /^\d+:\d+ /],
  ])('L4 %s is refused with its place, and nothing else is', (_name, text, expected) => {
    const { own, problems } = check(text, ownPack.replaceAll('own', 'good'))
    expect(problems.map(({ line, column, text: problem }) => `${String(line)}:${String(column)} ${problem}`)[0]).toMatch(expected)
    expect(problems.every(({ file }) => file === 'p0.yaml')).toBe(true)
    expect(own.map(({ pack }) => pack.id)).toEqual(['good'])
  })

  it('L4 too many packs, and too many rules in all, are refused one by one', () => {
    const many = check(...Array.from({ length: ownPackLimits.files + 1 }, (_, index) => ownPack.replaceAll('own', `own${String(index)}`)))
    expect(many.own.length).toBe(ownPackLimits.files)
    expect(many.problems).toEqual([{ file: `p${String(ownPackLimits.files)}.yaml`, line: 1, column: 1, text: 'more than 60 packs' }])
    const rules = (name: string) => ownPack.slice(0, ownPack.indexOf('  - id')).replaceAll('own', name) + Array.from({ length: 400 }, (_, index) => ownPack.slice(ownPack.indexOf('  - id')).replace('own-rule', `${name}-${String(index)}`)).join('')
    const large = check(...['a', 'b', 'c', 'd'].map(rules))
    expect(large.own.map(({ pack }) => pack.id)).toEqual(['a', 'b', 'c'])
    expect(large.problems.map(({ file, text }) => `${file} ${text}`)).toEqual(['p3.yaml more than 1500 rules in all own packs'])
  })

  it('L4 more text than all packs together may have is not read', () => {
    const { own, problems } = check(...Array.from({ length: 11 }, () => '#'.repeat(390_000)), ownPack)
    expect(own).toEqual([])
    expect(problems.slice(-2).map(({ file, text }) => `${file} ${text}`)).toEqual(['p10.yaml more than 4000000 characters in all own packs', 'p11.yaml more than 4000000 characters in all own packs'])
  })

  it('L4 of a folder, only files are read: no link, no folder, no bytes that are not text', () => {
    const own = folder()
    writeFileSync(path.join(own, 'good.yaml'), ownPack)
    writeFileSync(path.join(own, 'bytes.yaml'), Buffer.from([0xff, 0xfe, 0x00]))
    writeFileSync(path.join(own, 'notes.txt'), 'not a pack')
    mkdirSync(path.join(own, 'folder.yaml'))
    symlinkSync('/etc/passwd', path.join(own, 'link.yaml'))
    const { files, problems } = readOwnPacks(own)
    expect(files.map(({ name }) => name)).toEqual(['good.yaml'])
    expect(problems.map(({ file, text }) => `${file}: ${text}`)).toEqual(['bytes.yaml: not a text in UTF-8', 'folder.yaml: not a file', 'link.yaml: not a file'])
    expect(readOwnPacks(path.join(own, 'nowhere'))).toEqual({ files: [], problems: [] })
  })
})

describe('a choice of rules', () => {
  it('E11 packs and rules that are off do not run, and the same choice is the same book', () => {
    const choice = { packs: { web: false }, rules: { 'sql-injection': false }, suppressed: [] }
    const chosen = chosenRules(book, choice)
    expect(chosen.packs.map(({ id }) => id)).toEqual(book.packs.map(({ id }) => id).filter((id) => id !== 'web'))
    expect(chosen.packs.flatMap(({ rules }) => rules).some(({ id }) => id === 'sql-injection')).toBe(false)
    expect(chosenRules(book, { ...choice, rules: { ...choice.rules, 'not-there': true } })).toBe(chosen)
    expect(chosenRules(book, { packs: {}, rules: {} })).toBe(book)
  })
})

describe('the library', () => {
  it('P1 lists every pack and rule, and tells each with references by title', () => {
    const { packs, rules } = ruleLibrary(check(ownPack))
    expect(packs.map(({ id }) => id)).toEqual([...book.packs.map(({ id }) => id), 'own'])
    expect(packs.at(-1)).toEqual({ id: 'own', title: 'Own rules', version: '1', origin: 'own', file: 'p0.yaml', rules: 1 })
    expect(rules.length).toBe(packs.reduce((sum, pack) => sum + pack.rules, 0))
    const detail = ruleDetail(check(ownPack).book, 'own-rule')
    expect(detail).toMatchObject({ title: '{element} is old', where: { op: 'kind', kinds: ['process'] }, when: { op: 'fact', fact: 'hardened', values: ['no'] } })
    expect(detail?.references[0]?.title).toMatch(/Dependency/)
    expect(detail?.raise.every(({ text }) => text !== '')).toBe(true)
    expect(ruleDetail(book, 'not-there')).toBeUndefined()
  })
})

describe('a preview', () => {
  const model = recognised('a [Old Thing]\nb [Other Thing]')
  const nothingOff = { packs: {}, rules: {}, suppressed: [] }
  const preview = (saved: string | null, text: string, choice = nothingOff) =>
    previewPack(book, saved === null ? [] : [{ name: 'own.yaml', text: saved }], { file: saved === null ? null : 'own.yaml', text }, model, choice)

  it('P2 says what a new pack adds, and what an edited one adds, changes, removes and keeps', () => {
    expect(preview(null, ownPack).counts).toEqual({ added: 2, changed: 0, removed: 0, same: 0 })
    expect(preview(ownPack, ownPack).counts).toEqual({ added: 0, changed: 0, removed: 0, same: 2 })
    expect(preview(ownPack, ownPack.replace('nobody looks after it', 'it will break')).counts).toEqual({ added: 0, changed: 2, removed: 0, same: 0 })
    expect(preview(ownPack, ownPack.replace('kind: process', 'kind: data-store')).counts).toEqual({ added: 0, changed: 0, removed: 2, same: 0 })
    expect(preview(ownPack, ownPack.replace('own-rule', 'new-rule')).findings.map(({ change }) => change)).toEqual(['added', 'added', 'removed', 'removed'])
  })

  it('P3 of a text that is no pack says what is wrong and no findings', () => {
    const { problems, pack, findings } = preview(ownPack, ownPack.replace('on: element', 'on: cloud'))
    expect([problems.map(({ line, column }) => [line, column]), pack, findings]).toEqual([[[9, 9]], null, []])
  })

  it('P4 leaves out what is off or silent in the project, but not the pack itself', () => {
    const [a = ''] = preview(null, ownPack).findings.map(({ finding }) => finding.evidence[0] ?? '')
    expect(preview(null, ownPack, { packs: { own: false }, rules: {}, suppressed: [] }).counts.added).toBe(2)
    expect(preview(null, ownPack, { packs: {}, rules: { 'own-rule': false }, suppressed: [] }).counts.added).toBe(0)
    expect(previewPack(book, [], { file: null, text: ownPack }, model, { packs: {}, rules: {}, suppressed: [{ rule: 'own-rule', on: a }] }).counts.added).toBe(1)
  })
})

describe('the guide', () => {
  it('L8 its pack is sound, and so is the one that the editor begins with', () => {
    const guide = readFileSync(path.join(root, 'docs/rules.md'), 'utf8')
    const [, pack = ''] = /```yaml\n(pack: [^`]*)```/.exec(guide) ?? []
    expect(check(pack).problems).toEqual([])
    const [, begun = ''] = /`(# A pack[^`]*)`/.exec(readFileSync(path.join(root, 'src/renderer/workbench/rules/new-pack.ts'), 'utf8')) ?? []
    expect(check(begun)).toMatchObject({ problems: [], own: [{ pack: { id: 'my-rules' } }] })
  })
})

describe('a copy', () => {
  it('P5 has other ids and is the same otherwise, to the comment', () => {
    const text = `# why\n${ownPack.replace('title: Own rules', 'title: Own rules # said')}`
    const copy = copyPackText(text, { pack: (id) => `${id}-2`, rule: (id) => `${id}-2`, title: (title) => `${title} (2)` })
    expect(copy).toBe(text.replace('pack: own', 'pack: own-2').replace('Own rules', "'Own rules (2)'").replace('id: own-rule', 'id: own-rule-2'))
    expect(check(copy).problems).toEqual([])
  })
})
