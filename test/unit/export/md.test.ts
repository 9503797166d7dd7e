import fc from 'fast-check'
import he from 'he'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { markdownText } from '../../../src/main/export/markdown/markdown-text.ts'
import { documentWords } from '../../../src/main/export/document-words.ts'
import { writeMarkdown } from '../../../src/main/export/markdown/md.ts'
import { wholeDocument } from '../../../src/shared/domain/document.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { strideCategories } from '../../../src/shared/domain/stride.ts'
import { emptyModel } from '../../../src/shared/domain/model.ts'
import { hostileTexts, inputWith } from './record-fixture.ts'

/** The tags of a rendered text, without what is in them. */
const tags = (html: string): string[] => html.match(/<[^>]*>/g) ?? []
const rendered = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true })
const plain = 'plainly said'
/** All texts of the words, without those with values in them, and without single letters. */
const said = (words: unknown): string[] => (typeof words === 'string' ? (words.length > 3 && !words.includes('{{') ? [words] : []) : Object.values(words ?? {}).flatMap(said))
const headings = (markdown: string): string[] => markdown.split('\n').filter((line) => line.startsWith('## ')).map((line) => line.slice(3))

describe('the full report in Markdown', () => {
  test('has every chapter of a signed register', () => {
    expect(headings(writeMarkdown(inputWith(plain)))).toEqual(['Scope and criteria', 'Attendance', 'Summary', 'Method', 'Register', 'Threats', 'Decisions', 'Mitigations', 'Actions', 'Parked, skipped and left', 'Dissent', 'Where standards look', 'Sign-off'])
  })

  test('has the parts that were chosen, says which it leaves out, and where else a standard would look', () => {
    const management = writeMarkdown({ ...inputWith(plain), document: { ...wholeDocument, parts: ['scope', 'decisions', 'fieldMaps'] } })
    expect(headings(management)).toEqual(['Scope and criteria', 'Decisions', 'Where standards look'])
    expect(management).toMatch(/^Left out of this copy: Attendance, Summary, .*Sign-off\.$/m)
    expect(management).toContain('Which risks there are, described | Register (left out of this copy), Threats (left out of this copy) |')
    const without = writeMarkdown({ ...inputWith(plain), document: { ...wholeDocument, parts: wholeDocument.parts.filter((part) => part !== 'votes') } })
    expect(without).not.toContain('**Round 1**')
    expect(without).toContain('**Score**: set by the facilitator')
  })

  test('says the score with where it comes from, rounds with spread, decision, and who signed what', () => {
    const report = writeMarkdown(inputWith(plain))
    for (const said of [
      'Revision 3, frozen 2026-03-04 10:00 UTC.',
      '| Damage | Reproducibility | Exploitability | Affected users | Discoverability | Total | Mean |',
      '| 9 | 6 | 7 | 8 | 5 | 35 | 7.0 |',
      '**Score**: set by the facilitator; 2026-03-04 10:00 UTC; above the treatment line.',
      '| Damage | 3 votes, 1 abstained, 1 absent, 1 not voted | 7 | 6.5 to 7.5 | 6 to 8 | 0.75 | disputed |',
      '**Round 2**',
      '**Score**: not scored: triage.',
      `**Decision**: mitigate · owner ${plain} · due 2026-06-30`,
      'CWE-287, CAPEC-151 \\[not in the catalogue\\]',
      '- Evidence: api, api-&gt;orders',
      `| ${plain} | ${plain} | accepts the risk: ${plain} | ${plain} | 2026-03-04 10:00 UTC | own key | \`3f2a:9b1c\` | the signature fits |`,
      '**THE SIGNATURE DOES NOT FIT**',
      `SHA-256 \`${'ab'.repeat(32)}\``,
    ]) expect(report).toContain(said)
  })

  test('counts as signatures those that fit and do not decline, and says how many others there are', () => {
    expect(writeMarkdown(inputWith(plain))).toContain('| Signatures | 1 (1 declined, 1 signature does not fit) |')
    expect(writeMarkdown({ ...inputWith(plain), document: { ...wholeDocument, language: 'de' } })).toContain('| Unterschriften | 1 (1 hat abgelehnt, 1 Unterschrift passt nicht) |')
  })

  test('in German, every chapter is German, and no sentence of the English report is in it', () => {
    const [english, german] = (['en', 'de'] as const).map((language) => writeMarkdown({ ...inputWith(plain), document: { ...wholeDocument, language } }))
    expect(headings(german ?? '')).toEqual(['Umfang und Kriterien', 'Anwesenheit', 'Zusammenfassung', 'Verfahren', 'Register', 'Bedrohungen', 'Entscheidungen', 'Maßnahmen', 'Aufgaben', 'Zurückgestellt, übersprungen, offen geblieben', 'Abweichende Meinungen', 'Wo Normen nachsehen', 'Freigabe'])
    for (const said of ['# Bedrohungsregister: plainly said', 'Fassung 3, eingefroren 2026-03-04 10:00 UTC.', '**Runde 1**', '6.5 bis 7.5', '**Hoch**, Summe 35', '**Entscheidung**: ', 'Unterschriften beweisen']) expect(german).toContain(said)
    // The English names of the categories stand behind the German ones.
    const kept = new Set<string>([...said(documentWords('de')), ...strideCategories])
    const foreign = said(documentWords('en')).filter((text) => !kept.has(text))
    expect(foreign.filter((text) => english?.includes(text)).length).toBeGreaterThan(40)
    const pieces = new Set(german?.split(/[|:\n*,;()]/).map((piece) => piece.trim()))
    expect(foreign.filter((text) => pieces.has(text) || (text.length > 30 && german?.includes(text)))).toEqual([])
  })

  test('a draft says that nobody signed it, and a list without a project needs no record', () => {
    const { record, ...list } = inputWith(plain)
    expect(writeMarkdown({ ...list, record: { ...record, revision: null } })).toContain('As of 2026-03-04 10:00 UTC. This is a draft. Nobody has signed it, and it may change.')
    expect(headings(writeMarkdown(list))).not.toContain('Attendance')
    expect(writeMarkdown({ rows: [], header: defaultHeader, model: emptyModel, layouts: {} })).toContain('The register has no threats yet.')
  })

  test('the same register gives the same bytes', () => {
    expect(writeMarkdown(inputWith('x|y'))).toBe(writeMarkdown(inputWith('x|y')))
  })

  test.each(hostileTexts)('%j comes out as plain text, in the same shape as any other', (text) => {
    const report = writeMarkdown(inputWith(text))
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)
    const expected = new Set([...tags(rendered(writeMarkdown(inputWith(plain))))])
    const got = tags(rendered(report))
    expect(got.filter((tag) => !expected.has(tag))).toEqual([])
    expect(got.filter((tag) => tag === '<tr>').length).toBe(tags(rendered(writeMarkdown(inputWith(plain)))).filter((tag) => tag === '<tr>').length)
    expect(got.filter((tag) => /^<(h\d|td|th|code|strong)/.test(tag)).length).toBe(tags(rendered(writeMarkdown(inputWith(plain)))).filter((tag) => /^<(h\d|td|th|code|strong)/.test(tag)).length)
  })

  test('any text renders as itself on one line', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostileTexts), fc.string({ unit: fc.constantFrom(...'<>&"\'`*_~[](){}#|!-+=.:/\\@$^ \n1aw') }))
    fc.assert(
      fc.property(piece, (text) => {
        const shown = text.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '').trim()
        if (shown === '') return
        const html = rendered(markdownText(text)).trim()
        expect(tags(html)).toEqual(['<p>', '</p>'])
        expect(he.decode(html.slice(3, -4)).replaceAll(/\s+/g, ' ').trim()).toBe(shown.replaceAll(/\s+/g, ' ').trim())
      }),
      { numRuns: 300 },
    )
  })
})
