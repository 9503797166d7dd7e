import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { FileProblem } from '../../../src/main/import/file-problem.ts'
import { readTmtTemplate } from '../../../src/main/import/tm7/tm7-template.ts'
import { counts, fixture, hasShared, read, readPath, refusal, shared } from './support.ts'

const library = fixture('tm7/lending-library.tm7')
const bytes = readFileSync(library)
const text = bytes.toString('utf8')
const guid = (number: number) => `${String(number).padStart(8, '0')}-aaaa-4bbb-8ccc-000000000000`

describe('a .tm7 is read', () => {
  test('every drawing surface is a diagram; annotations and notes are told, not counted', async () => {
    const file = await readPath(library)
    expect(file.format).toBe('tm7')
    expect(counts(file)).toEqual({ diagrams: 2, elements: 6, flows: 5, boundaries: 3 })
    expect(file.model.diagrams.map(({ name }) => name)).toEqual(['Lending', 'Archive'])
    expect(file.report.elements).toEqual({ parsed: 6, candidates: 6 })
    expect(file.report.edges).toEqual({ parsed: 5, candidates: 6 })
    expect(file.report.dropped.map(({ what, why }) => [what, why.slice(0, 20)])).toEqual([
      ['text "Closed on Mondays"', 'a note on the diagra'],
      [`edge ${guid(24)} "Cut wire"`, 'its target end is fr'],
      ['text "Ask about the cellar"', 'a note on the diagra'],
    ])
    // Places in the file, for people who want to look.
    expect(file.report.dropped.every(({ line }) => line !== undefined && line > 1)).toBe(true)
  })

  test('kinds come from the generic type, else from the types it derives from; type names are hints for the recogniser', async () => {
    const { model } = await readPath(library)
    expect(model.elements.map(({ label, kind, technology }) => [label, kind, technology])).toEqual([
      ['Reader', 'external-entity', 'shape:Reader Device'],
      ['Loan desk', 'process', 'shape:Web Application'],
      ['Card file & loans', 'data-store', 'shape:SQL Database'],
      ['Reminder', 'process', null],
      ['Press', 'process', 'shape:Book press'],
      ['Shelf', 'data-store', null],
    ])
  })

  test('a type that leads to none of the tool is read by its shape, and told', async () => {
    const file = await read(text.replace('<ParentId>GE.P</ParentId></ElementType>\n    </StandardElements>', '<ParentId>ROOT</ParentId></ElementType>\n    </StandardElements>'), 'a.tm7')
    expect(file.model.elements.find(({ label }) => label === 'Press')?.kind).toBe('process')
    expect(file.report.dropped.some(({ what, why }) => what.includes('"Press"') && why.includes('read by its shape as process'))).toBe(true)
  })

  test('places are kept; boxes hold what lies in them, lines are boundaries of their own', async () => {
    const { model } = await readPath(library)
    const label = (id: string | null) => model.boundaries.find((one) => one.id === id)?.label ?? null
    expect(model.elements.map((element) => [element.label, label(element.parent)])).toEqual([
      ['Reader', null], ['Loan desk', 'Library house'], ['Card file & loans', 'Strong room'], ['Reminder', 'Library house'], ['Press', null], ['Shelf', null],
    ])
    expect(model.boundaries.map((boundary) => [boundary.label, boundary.kind, label(boundary.parent)])).toEqual([
      ['Library house', 'box', null], ['Strong room', 'box', 'Library house'], ['The street', 'line', null],
    ])
    expect(model.elements[1]?.position).toEqual({ x: 300, y: 100, width: 100, height: 100 })
    expect(model.boundaries[2]?.position).toEqual({ x: 170, y: 40, width: 30, height: 360 })
    expect(model.elements.every(({ sourceId }) => sourceId?.includes('-aaaa-'))).toBe(true)
  })

  test('properties that mean a fact are facts; a first value that nobody chose is none; what is left are notes', async () => {
    const { model } = await readPath(library)
    const facts = Object.fromEntries([...model.elements, ...model.flows].map(({ label, facts }) => [label, Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value]))]))
    expect(facts['Loan desk']).toEqual({ validates_input: 'yes' })
    expect(facts['Card file & loans']).toEqual({ stores_credentials: 'yes' })
    expect(facts['Ask for a book']).toEqual({ encrypted: 'yes', protocol: 'https' })
    expect(facts['Note the loan']).toEqual({})
    expect(facts['Put away']).toEqual({ encrypted: 'yes' })
    expect(model.flows[0]?.facts['encrypted']?.origin).toEqual({ by: 'import', detail: 'property "Provides Confidentiality: Yes"' })
    expect(model.elements.find(({ label }) => label === 'Card file & loans')?.notes).toBe('Stores Credentials: Yes\nKeeper: Ms Ito')
    expect(model.elements.find(({ label }) => label === 'Reminder')).toMatchObject({ notes: '', outOfScope: 'run by the town' })
  })

  test('threats keep their number, state, reason and priority, and name parts by key', async () => {
    const { threats } = await readPath(library)
    expect(threats.map(({ displayId, title, stride, score, flags, mitigations, evidenceKeys, affectedLabels }) => ({ displayId, title, stride, severity: score.severity, flags, mitigations, evidenceKeys, affectedLabels }))).toEqual([
      { displayId: '4', title: 'Somebody else as Reader', stride: ['Spoofing'], severity: 'High', flags: ['in the file it is Mitigated: Cards are shown at the desk.'], mitigations: ['Cards are shown at the desk.'], evidenceKeys: ['reader->loan_desk', 'reader', 'loan_desk'], affectedLabels: ['Reader', 'Loan desk'] },
      { displayId: '7', title: 'Note the loan is overheard', stride: ['Information Disclosure'], severity: 'Medium', flags: ['in the file it is NeedsInvestigation'], mitigations: [], evidenceKeys: ['loan_desk->card_file_loans', 'loan_desk', 'card_file_loans'], affectedLabels: ['Loan desk', 'Card file & loans'] },
      { displayId: '9', title: 'The wall is damp', stride: ['Tampering'], severity: 'Low', flags: ['its category House rules is none of the six, so it is read as Tampering', 'in the file it is NotApplicable: Dried in May.'], mitigations: [], evidenceKeys: ['loan_desk->card_file_loans', 'loan_desk', 'card_file_loans'], affectedLabels: ['Loan desk', 'Card file & loans'] },
    ])
  })

  test('the cover says what the system is, who looks after it, and what was assumed, line by line', async () => {
    const cover = '<Assumptions>1. Readers are honest&#xD;\n- The cellar is dry</Assumptions><Contributors>Mr Oda, Ms Ito</Contributors><ExternalDependencies>The post</ExternalDependencies><HighLevelSystemDescription>Books go out and come back.</HighLevelSystemDescription><Owner>Ms Ito</Owner><Reviewer/><ThreatModelName>Lending library</ThreatModelName>'
    const { about } = await read(text.replace(/<MetaInformation>.*<\/MetaInformation>/, `<MetaInformation>${cover}</MetaInformation>`), 'a.tm7')
    expect(about?.header).toEqual({ system: 'Lending library', purpose: 'Books go out and come back.\n\nOwner: Ms Ito, Contributors: Mr Oda, Ms Ito', environment: 'External dependencies: The post' })
    expect(about?.assumptions.map((one) => one.text)).toEqual(['Readers are honest', 'The cellar is dry'])
  })

  test('what the file calls mitigated is decided: by what its justification says', async () => {
    const { threats } = await readPath(library)
    expect(threats.map(({ decision }) => decision?.response)).toEqual(['mitigate', undefined, undefined])
    expect(threats[0]?.decision?.existingControls).toBe('Cards are shown at the desk.')
  })

  test('a template is read in both spellings, of .tm7 and of .tb7, without its pictures', async () => {
    const own = (await readPath(library)).tmt?.template
    const alone = readTmtTemplate(readFileSync(fixture('tm7/library-rules.tb7')), 'library-rules.tb7')
    expect(own).toEqual(alone)
    expect(own?.types.find(({ id }) => id === 'SE.DF.HTTPS')).toEqual({ id: 'SE.DF.HTTPS', name: 'HTTPS', parent: 'GE.DF', attributes: [{ name: 'providesConfidentiality', label: 'Provides Confidentiality', values: ['Yes'], fixed: true }] })
    expect(own?.threatTypes.map(({ id, priority }) => [id, priority])).toEqual([['S1', ''], ['I1', 'Medium'], ['I2', ''], ['E1', 'Low'], ['X1', ''], ['X9', ''], ['SU', '']])
    expect(own?.threatTypes[1]?.mitigations).toEqual(['Encrypt all of it.'])
    expect(JSON.stringify(own)).not.toContain('aGVsbG8=')
  })

  test('the same id twice is two parts, and an end that is nowhere is told', async () => {
    const twice = await read(text.replaceAll(guid(14), guid(13)), 'a.tm7')
    expect(new Set(twice.model.elements.map(({ id }) => id)).size).toBe(6)
    const nowhere = await read(text.replace(`>${guid(12)}</TargetGuid>`, '>none-of-them</TargetGuid>'), 'a.tm7')
    expect(nowhere.report.dropped.some(({ why }) => why.startsWith('its target "none-of-them" is not an element of the page'))).toBe(true)
    expect(counts(nowhere).flows).toBe(4)
  })
})

describe('a hostile .tm7 is refused or reported', () => {
  const model = (inner: string) => `<ThreatModel xmlns:i="urn:i"><DrawingSurfaceList>${inner}</DrawingSurfaceList></ThreatModel>`
  const large = (properties: number) => `<P><Value Id="i1" i:type="StencilRectangle"><Guid>g</Guid><Properties>${'<a i:type="StringDisplayAttribute"><Name>n</Name><Value>v</Value></a>'.repeat(properties)}</Properties></Value></P>`
  test.each<[string, string, string, RegExp]>([
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><ThreatModel>&b;</ThreatModel>', 'line 1', /DTD/],
    ['an entity that nobody declared', '<ThreatModel>&lol;</ThreatModel>', 'line 1', /well-formed XML/],
    ['nested deep', `<ThreatModel>${'<a>'.repeat(100_000)}`, 'line 1', /levels of nesting/],
    ['huge text', `<ThreatModel><Notes>${'x'.repeat(3_000_000)}</Notes></ThreatModel>`, 'line 1', /at most 2000000 characters/],
    ['cut off', text.slice(0, 20_000), 'line ', /well-formed XML/],
    ['without a drawing', model(''), 'the whole file', /at least one element/],
    ['another XML file', '<svg/>', 'line 1', /found <svg>/],
    ['a template', readFileSync(fixture('tm7/library-rules.tb7'), 'utf8'), 'the whole file', /this is a template/],
    ['too many parts', model(`<S><Borders>${'<P><Value/></P>'.repeat(60_001)}</Borders></S>`), 'the whole file', /at most 20000 shapes, found 60001/],
    ['a large part that is referred to very often', model(`<S><Borders>${large(1000)}${'<P><Value Ref="i1"/></P>'.repeat(20_000)}</Borders></S>`), 'the whole file', /at most 20000 shapes, found 20001/],
    ['a large part that is referred to often', model(`<S><Borders>${large(1000)}${'<P><Value Ref="i1"/></P>'.repeat(1000)}</Borders></S>`), 'line 1', /at most 1000000 properties/],
  ])('%s', async (_what, source, place, expected) => {
    const problem = await refusal(source, 'a.tm7')
    expect(problem.file).toBe('a.tm7')
    expect(problem.place).toContain(place)
    expect(problem.expected).toMatch(expected)
  })

  test('cut off anywhere, it is a refusal', async () => {
    for (let at = 1; at < 100; at += 7) {
      const problem = await refusal(text.slice(0, Math.floor((text.trimEnd().length * at) / 100)), 'a.tm7')
      expect(problem.expected).not.toBe('')
    }
  })

  test('numbers that are none, and a label of a million letters, are read and told', async () => {
    const odd = await read(text.replace(/>300<\/Left>/, '>NaN</Left>').replace('>Loan desk<', `>${'L'.repeat(1_000_000)}<`), 'a.tm7')
    const desk = odd.model.elements[1]
    expect(desk?.position).toBeNull()
    expect(desk?.label).toHaveLength(500)
    expect(odd.report.dropped.some(({ why }) => why === 'label cut from 1000000 to 500 characters')).toBe(true)
  })

  test.each(['constructor', '__proto__', 'toString'])('a part of the generic type %s is what its own type is', async (generic) => {
    const odd = await read(text.replace(/>GE\.P<\/GenericTypeId>/, `>${generic}</GenericTypeId>`).replace(/(<GenericTypeId[^>]*>)GE\.P</, `$1${generic}<`), 'a.tm7')
    expect(odd.model.elements.map(({ kind }) => kind)).toEqual((await readPath(library)).model.elements.map(({ kind }) => kind))
  })

  test('a template without threat types, or a file without one, is said to be none', () => {
    const none = (source: string) => {
      try {
        readTmtTemplate(new TextEncoder().encode(source), 'a.tb7')
      } catch (problem) {
        return problem instanceof FileProblem ? problem.problem.expected : problem
      }
      return null
    }
    expect(none('<KnowledgeBase/>')).toMatch(/KnowledgeBase with threat types/)
    expect(none(model(''))).toMatch(/KnowledgeBase with threat types/)
  })
})

describe.skipIf(!hasShared)('.tm7 files of others (skipped where ../shared is not there)', () => {
  const Counts = z.object({ diagrams: z.number(), elements: z.number(), flows: z.number().default(0), boundaries: z.number(), threats: z.number() })
  const manifest = hasShared ? z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path.join(shared, 'corpus/manifest.json'), 'utf8'))) : {}
  const files = Object.keys(manifest).filter((name) => name.endsWith('.tm7'))

  test('there are some', () => {
    expect(files.length).toBeGreaterThanOrEqual(9)
  })

  test.each(files)('%s gives the counts of its own structure', async (name) => {
    const file = await readPath(path.join(shared, 'corpus', name))
    expect({ ...counts(file), threats: file.threats.length }).toEqual(Counts.parse(manifest[name]))
    expect(file.report.elements.parsed).toBe(file.report.elements.candidates)
  })
})
