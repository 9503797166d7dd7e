import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { factDefinitions, loadRuleBook } from '../../../src/main/stride/packs/book.ts'
import { checkOwnPack, takenBy } from '../../../src/main/stride/packs/own-packs.ts'
import { causePhrases } from '../../../src/shared/domain/diff-findings.ts'
import { originPhrases } from '../../../src/shared/domain/fact.ts'
import { countedThings, droppedReasons, droppedThings, fileExpectations, filePlaces } from '../../../src/shared/domain/import-phrases.ts'
import { notCarriedThings } from '../../../src/shared/domain/not-carried.ts'
import { packPhrases, splitProblem } from '../../../src/shared/domain/pack-phrases.ts'
import { phrasebook } from '../../../src/shared/domain/phrasebook.ts'
import { flagPhrases, gonePhrases } from '../../../src/shared/domain/threat.ts'
import { verifyPhrases } from '../../../src/shared/domain/verify-phrases.ts'
import { read, refusal } from '../import/support.ts'
import { ownPack } from '../../support/own-pack.ts'

const resources = resolve(import.meta.dirname, '../../../resources')
const Area = z.record(z.string(), z.unknown())
const Texts = z.record(z.string(), z.string())

/** The English texts of one part of a locale file, with places as a phrasebook writes them. */
function english(file: string, part: string): Record<string, string> {
  const texts = Texts.parse(Area.parse(JSON.parse(readFileSync(resolve(resources, 'locales/en', file), 'utf8')))[part])
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll(/\{\{(\w+)\}\}/g, '{$1}')]))
}

describe('sentences with codes', () => {
  test.each([
    ['phrases.json', 'origin', originPhrases.templates],
    ['phrases.json', 'cause', causePhrases.templates],
    ['phrases.json', 'gone', gonePhrases.templates],
    ['phrases.json', 'flag', flagPhrases.templates],
    ['phrases.json', 'droppedThing', droppedThings.templates],
    ['phrases.json', 'droppedReason', droppedReasons.templates],
    ['phrases.json', 'filePlace', filePlaces.templates],
    ['phrases.json', 'fileExpectation', fileExpectations.templates],
    ['phrases.json', 'countedThing', countedThings.templates],
    ['phrases.json', 'notCarried', notCarriedThings.templates],
    ['phrases.json', 'pack', packPhrases.templates],
    ['verify.json', 'text', verifyPhrases.templates],
  ])('%s says every code of %s as the phrasebook does', (file, part, templates) => {
    expect(english(file, part)).toEqual(Object.fromEntries(templates))
  })

  test('what a phrasebook says, it reads again', () => {
    const word = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'b', '(', '.', '*', '\\', '$', ' ') })
    const book = phrasebook([['two', 'from "{a}" to "{b}"'], ['one', '{a}: (gone)'], ['none', 'nothing.']])
    fc.assert(fc.property(word, word, (a, b) => {
      expect(book.read(book.say('two', { a, b }))).toEqual({ code: 'two', data: { a, b } })
      expect(book.read(book.say('one', { a }))).toEqual({ code: 'one', data: { a } })
    }))
    expect(book.read('nothing.')).toEqual({ code: 'none', data: {} })
    expect(book.read('nothing!')).toBeNull()
  })

  test('no sentence is taken for another of its book', () => {
    for (const book of [gonePhrases, flagPhrases, droppedThings, droppedReasons, filePlaces, fileExpectations, originPhrases]) {
      for (const [code, template] of book.templates) expect(book.read(template.replaceAll(/\{(\w+)\}/g, '7'))?.code).toBe(code)
    }
  })
})

describe('what importers say', () => {
  test('of things that they dropped or guessed is among the sentences', async () => {
    const cells = [
      '<mxCell id="a" value="A" vertex="1" parent="1"><mxGeometry x="0" y="0" width="9" height="9"/></mxCell>',
      '<mxCell id="b" value="B" vertex="1" parent="1"><mxGeometry x="90" y="0" width="9" height="9"/></mxCell>',
      '<mxCell id="n" value="note" style="text;html=1" vertex="1" parent="1"><mxGeometry x="300" y="300" width="9" height="9"/></mxCell>',
      '<mxCell id="e" edge="1" parent="1" source="a"><mxGeometry/></mxCell>',
      '<mxCell id="f" edge="1" parent="1" source="a" target="gone"><mxGeometry/></mxCell>',
      '<mxCell id="g" edge="1" parent="1" source="a" target="b" style="endArrow=none"><mxGeometry/></mxCell>',
    ].join('')
    const files = [
      await read(`<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cells}</root></mxGraphModel>`, 'a.drawio'),
      await read(`flowchart LR\n  a[${'long '.repeat(120)}] --- b\n  subgraph s\n  b\n  end\n  a --> s\n  a ~~~ b\n`, 'a.mmd'),
    ]
    const dropped = files.flatMap((file) => file.report.dropped)
    expect(dropped.length).toBeGreaterThanOrEqual(7)
    expect(dropped.filter(({ what }) => droppedThings.read(what) === null)).toEqual([])
    expect(dropped.filter(({ why }) => droppedReasons.read(why) === null)).toEqual([])
  })

  test('of files that they refuse is among the sentences', async () => {
    const refused = [
      await refusal('', 'a.drawio'),
      await refusal('hello', 'a.txt'),
      await refusal('<mxfile><diagram', 'a.drawio'),
      await refusal('<!DOCTYPE x []><mxfile/>', 'a.drawio'),
      await refusal('<mxfile></mxfile>', 'a.drawio'),
      await refusal('flowchart LR\n  a --> (\n', 'a.mmd'),
    ]
    expect(refused.filter(({ place }) => filePlaces.read(place) === null)).toEqual([])
    expect(refused.filter(({ expected }) => fileExpectations.read(expected) === null)).toEqual([])
  })
})

describe('what readers are written to say', () => {
  const books = { what: droppedThings, why: droppedReasons, place: filePlaces, expected: fileExpectations }
  const folder = resolve(import.meta.dirname, '../../../src/main')
  const sources = ['import', 'app', 'app/register'].flatMap((name) => readdirSync(resolve(folder, name)).filter((file) => file.endsWith('.ts')).map((file) => `${name}/${file}`))
  const text = /(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/.source
  const places = /\$\{(?:[^{}]|\{[^{}]*\})*\}/g
  /** Sentences in the source, with something in each place. What is put together of nothing but places is said elsewhere. */
  function sentences(file: string): { part: keyof typeof books; said: string }[] {
    const source = readFileSync(resolve(folder, file), 'utf8')
    const named = [...source.matchAll(new RegExp(`\\b(what|why|place|expected): ${text}`, 'g'))].map(([, part = '', said = '']) => ({ part, said }))
    const refused = file.startsWith('import/') ? [...source.matchAll(new RegExp(`\\brefuse\\([^,()]*(?:\\([^()]*\\)[^,()]*)*, ${text}\\)`, 'g'))].map(([, said = '']) => ({ part: 'expected', said })) : []
    return [...named, ...refused].flatMap(({ part, said }) => {
      const book = part === 'what' || part === 'why' || part === 'place' || part === 'expected' ? part : null
      const plain = said.slice(1, -1).replace(/\\'/g, "'")
      // A path in the file's own words, and a word of the code.
      const isName = part === 'place' && !plain.includes(' ')
      return book === null || isName || plain.includes('${') === false && !/ /.test(plain) || /^\$\{expected\}/.test(plain) || plain.replace(places, '').includes('${') || plain.replace(places, '').replace(/[^a-z]/gi, '') === '' ? [] : [{ part: book, said: plain }]
    })
  }

  test.each(sources.map((file) => [file] as const))('%s: every sentence is one that is said in every language', (file) => {
    const fills = ['7', 'source', 'target', '"x"', 'no total']
    const unknown = sentences(file).filter(({ part, said }) => !fills.some((fill) => books[part].read(said.replace(places, fill)) !== null) && !fills.some((fill) => books[part].read(said.replace(places, (_place, at: number) => (said.lastIndexOf('its ${', at) === at - 4 ? fill : '"x"'))) !== null))
    expect(unknown.map(({ part, said }) => `${part}: ${said}`)).toEqual([])
  })

  test('finds sentences at all', () => {
    expect(sources.flatMap(sentences).length).toBeGreaterThan(150)
  })
})

describe('what is wrong with a rule pack', () => {
  const book = loadRuleBook(resources)
  const problems = (text: string) => checkOwnPack(book, { name: 'own.yaml', text }, takenBy(book)).problems.map((problem) => problem.text)

  test.each<[string, string, string]>([
    ['version: \'1\'', 'version: 1', 'other-type'],
    ['pack: own', 'pack: web', 'pack-taken'],
    ['pack: own', 'pack: Own Pack', 'other-pattern'],
    ['title: Own rules\n', '', 'missing'],
    ['    on: element', '    on: cloud', 'no-option'],
    ['    on: element', '    on: element\n    colour: red', 'unknown-key'],
    ["['Replace it', 'Isolate it']", "['Replace it']", 'items-few'],
    ['{D: 5', '{D: 11', 'number-big'],
    ['{D: 5', '{D: 0', 'number-small'],
    ["'{element} is old'", "''", 'text-short'],
    ["'{element} is old'", "'{source} is old'", 'not-a-name'],
    ["'{element} is old'", "'{element} {element} {element} {element} is old'", 'too-many-names'],
    ['kind: process', 'kind: robot', 'not-a-kind'],
    ['kind: process', 'technology: nothing-like-it', 'not-a-technology'],
    ['kind: process', "hardened: 'no'", 'reads-facts'],
    ['kind: process', 'all: {}', 'not-a-list'],
    ['kind: process', 'source: {}', 'not-asked-of'],
    ['kind: process', 'incoming: {at_least: 0}', 'at-least'],
    ["hardened: 'no'", "hardened: 'maybe'", 'not-an-answer'],
    ["hardened: 'no'", "encrypted: 'no'", 'not-a-fact'],
    ["hardened: 'no'", "hardend: 'no'", 'neither'],
    ["{hardened: 'no'}", "{not: 'x'}", 'not-a-mapping'],
    ['    on: element', '    on: element\n    group: pair', 'not-grouped'],
    ['    on: element', '    on: element\n    on: element', 'key-twice'],
    ['{kind: process}', '{kind: process', 'flow-end'],
    ["['Replace it', 'Isolate it']", "['Replace it', 'Isolate it", 'quote-missing'],
  ])('%s as %s is among the sentences', (from, to, code) => {
    expect(ownPack).toContain(from)
    const found = problems(ownPack.replace(from, to))
    const codes = found.map((text) => packPhrases.read(splitProblem(text).problem)?.code ?? text)
    expect(codes).toContain(code)
  })

  test('is told with its rule and its place', () => {
    expect(splitProblem('rule own-rule: robot is not a kind of element')).toEqual({ rule: 'own-rule', path: '', problem: 'robot is not a kind of element' })
    expect(splitProblem('rules.0.dread.D: Too big: expected number to be <=10')).toEqual({ rule: '', path: 'rules.0.dread.D', problem: 'Too big: expected number to be <=10' })
    expect(splitProblem('Invalid input')).toEqual({ rule: '', path: '', problem: 'Invalid input' })
  })
})

describe('the vocabulary of facts', () => {
  const book = loadRuleBook(resources)
  const [inEnglish, german] = [factDefinitions(book, 'en'), factDefinitions(book, 'de')]

  test('is in German as well, question by question', () => {
    expect(german.map(({ name }) => name)).toEqual(inEnglish.map(({ name }) => name))
    const same = german.filter((fact, index) => fact.label === inEnglish[index]?.label || fact.question === inEnglish[index]?.question)
    expect(same).toEqual([])
    for (const { question } of german) expect(question).toContain('{on}')
  })

  test('names groups in both languages, and the same answers', () => {
    for (const [index, fact] of german.entries()) {
      expect(Object.keys(fact.answerLabels)).toEqual(Object.keys(inEnglish[index]?.answerLabels ?? {}))
      expect(fact.group).not.toBe('')
    }
    expect(new Set(german.map(({ group }) => group)).size).toBe(new Set(inEnglish.map(({ group }) => group)).size)
  })
})
