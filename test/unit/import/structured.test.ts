import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/shared/domain/fact.ts'
import { detectFormat } from '../../../src/main/import/registry.ts'
import { calm, damaged, deepJson, oddLabels } from './hostile.ts'
import { counts, fixture, read, readPath, refusal } from './support.ts'

const at = (name: string) => fixture(`structured/${name}`)
const values = (facts: Facts | undefined) => Object.fromEntries(Object.entries(facts ?? {}).map(([name, { value }]) => [name, value]))

const formats = [
  ['threat-composer', 'reading-room.tc.json'],
  ['tm-bom', 'reading-room.tmbom.json'],
  ['pytm', 'reading-room.pytm.json'],
  ['threat-thinker-ir', 'reading-room.ir.json'],
  ['threat-thinker-report', 'reading-room-report.json'],
] as const

test.each(formats)('I2 %s is known by what is in it, whatever the file is called', (format, name) => {
  expect(detectFormat(readFileSync(at(name)), 'model.json')).toBe(format)
})

describe('Threat Composer', () => {
  test('threats come with statement, categories, priority, links and states', async () => {
    const file = await readPath(at('reading-room.tc.json'))
    const [first, second, third] = file.threats
    expect(first).toMatchObject({ displayId: 'T1', title: 'Change the booking of another visitor', stride: ['Tampering', 'Elevation of Privilege'], affectedLabels: ['bookings'], mitigations: ['Bind a booking to the signed-in visitor [resolved]'], flags: [] })
    expect(first?.description).toContain('A visitor with an account can change')
    expect(first?.description).toContain('Seen once in a test')
    expect(first?.references.map(({ text }) => text)).toEqual(['CWE-639'])
    expect(first?.score.severity).toBe('High')
    expect(first?.decision).toEqual({ response: 'mitigate', rationale: '', owner: '', due: null, existingControls: 'Bind a booking to the signed-in visitor' })
    expect(second?.description).toBe('An internet-based actor can book every seat of a day, which leads to nobody else gets a seat, resulting in reduced availability of seats\n\nAssumption: Staff work from inside the building')
    expect(second?.stride).toEqual(['Denial of Service'])
    expect(second?.flags).toEqual(['it states no STRIDE category, so it is read as Denial of Service'])
    expect(second?.mitigations).toEqual(['Limit bookings per visitor and hour [in progress]', 'Watch the number of open bookings'])
    expect(third?.flags).toEqual(['in the file it is threatResolvedNotUseful'])
  })

  test('I4 what it says of the system goes to the header, and what was guessed is told', async () => {
    const { about, report } = await readPath(at('reading-room.tc.json'))
    expect(about?.header.system).toBe('Reading room')
    expect(about?.header.environment).toContain('Visitors book')
    expect(about?.assumptions.map(({ text }) => text)).toEqual(['Staff work from inside the building'])
    expect(about?.mitigations).toBe(3)
    expect(report.dropped).toEqual([
      { what: '1 links', why: 'they lead to what is not in the file; kept for the export only' },
      { what: 'threat "T2"', why: 'no STRIDE category: read as Denial of Service' },
    ])
  })

  test('a newer schema, and lists that are none, are refused with their place', async () => {
    expect(await refusal('{"schema": 2, "threats": []}', 'a.tc.json')).toMatchObject({ place: 'schema' })
    expect(await refusal('{"schema": 1, "threats": {}}', 'a.tc.json')).toMatchObject({ place: 'threats', expected: 'a list' })
  })
})

describe('TM-BOM', () => {
  test('parts stand in their zones and components, with what their data sets state', async () => {
    const file = await readPath(at('reading-room.tmbom.json'))
    expect(counts(file)).toEqual({ elements: 4, flows: 2, boundaries: 2, diagrams: 1 })
    const part = (key: string) => file.model.elements.find((one) => one.key === key)
    const house = file.model.boundaries.find(({ label }) => label === 'House network')
    expect(part('booking_site')?.parent).toBe(house?.id)
    expect(part('mailer')?.parent).toBe(part('booking_site')?.id)
    expect(part('visitor')?.kind).toBe('external-entity')
    expect(part('bookings')).toMatchObject({ kind: 'data-store', technology: 'shape:Elephant PostgreSQL' })
    expect(values(part('bookings')?.facts)).toEqual({ stores_pii: 'yes', encrypted_at_rest: 'no' })
    expect(part('booking_site')?.notes).toContain('- repo_link: https://example.org/site')
    expect(house?.notes).toContain('password')
    expect(file.model.flows.map(({ facts }) => values(facts).encrypted)).toEqual(['yes', 'no', 'no'])
  })

  test('threats come with controls, risks and references; flows to nowhere and missing zones are told', async () => {
    const file = await readPath(at('reading-room.tmbom.json'))
    expect(file.threats).toMatchObject([{ title: 'Names leak from the shelf', stride: ['Information Disclosure'], mitigations: ['Encrypt the shelf: At rest [active]'], evidenceKeys: ['booking_site'], affectedLabels: ['Booking site'], score: { severity: 'high', score: '12' } }])
    expect(file.threats[0]?.references.map(({ text }) => text)).toEqual(['CWE-311', 'CAPEC-37'])
    expect(file.threats[0]?.description).toContain('Persona: Moth')
    expect(file.about).toMatchObject({ header: { system: 'Reading room', release: '2.1' }, mitigations: 2, assumptions: [{ confirmed: 'no' }], assets: [{ name: 'Names of visitors', confidentiality: 'high' }] })
    expect(file.report.edges).toEqual({ parsed: 2, candidates: 3 })
    expect(file.report.dropped.map(({ what }) => what)).toEqual(['entry "house | moon" of trust_boundaries', 'edge "lost"', 'threat "Names leak from the shelf"'])
  })
})

describe('pytm', () => {
  test('elements by class, boundaries in each other, and facts from what is true', async () => {
    const file = await readPath(at('reading-room.pytm.json'))
    expect(counts(file)).toEqual({ elements: 4, flows: 2, boundaries: 2, diagrams: 1 })
    const part = (key: string) => file.model.elements.find((one) => one.key === key)
    expect(file.model.elements.map(({ kind }) => kind)).toEqual(['external-entity', 'process', 'data-store', 'process'])
    expect(values(part('booking_site')?.facts)).toEqual({ validates_input: 'yes' })
    expect(values(part('bookings')?.facts)).toEqual({ encrypted_at_rest: 'yes', stores_pii: 'yes' })
    expect(part('visitor')).toMatchObject({ notes: '', outOfScope: '' })
    expect(part('booking_site')?.notes).toContain('- OS: Debian')
    expect(part('booking_site')?.notes).not.toContain('isEncrypted:')
    expect(file.model.boundaries.find(({ key }) => key === 'archive')?.parent).toBe(file.model.boundaries.find(({ key }) => key === 'house')?.id)
    expect(values(file.model.flows[0]?.facts)).toEqual({ protocol: 'https', encrypted: 'yes', server_verified: 'yes', carries_pii: 'yes' })
    expect(values(file.model.flows[1]?.facts)).toEqual({ protocol: 'sql', carries_pii: 'yes' })
    expect(file.report.edges).toEqual({ parsed: 2, candidates: 3 })
    expect(file.report.dropped.map(({ what }) => what)).toEqual(['element "Mailer"', 'edge "Ring"', 'threat "Interception"', 'threat "Flooding of the site"'])
  })

  test('its findings are threats about their target, with the response as the decision', async () => {
    const file = await readPath(at('reading-room.pytm.json'))
    expect(file.threats).toMatchObject([
      { title: 'Interception', stride: ['Information Disclosure'], evidenceKeys: ['booking_site->bookings'], mitigations: ['Use TLS.'], decision: { response: 'accept', rationale: 'accepted until summer' }, score: { severity: 'High' } },
      { title: 'Flooding of the site', stride: ['Denial of Service'], evidenceKeys: ['booking_site'] },
    ])
    expect(file.threats[0]?.references.map(({ text }) => text)).toEqual(['CWE-319', 'CAPEC-157'])
  })

  test('a file to be loaded, with one list of elements, is read as well', async () => {
    const file = await read(JSON.stringify({ name: 'x', boundaries: [], elements: [{ name: 'A' }, { __class__: 'Datastore', name: 'B' }], flows: [{ name: 'f', source: 'A', sink: 'B' }] }), 'x.json')
    expect(file.format).toBe('pytm')
    expect(counts(file)).toEqual({ elements: 2, flows: 1, boundaries: 0, diagrams: 1 })
  })
})

describe('Threat Thinker', () => {
  test('the IR: zones in zones, kinds by type, facts by data, protocol and auth', async () => {
    const file = await readPath(at('reading-room.ir.json'))
    expect(counts(file)).toEqual({ elements: 4, flows: 2, boundaries: 3, diagrams: 1 })
    expect(file.model.elements.map(({ kind }) => kind)).toEqual(['external-entity', 'process', 'data-store', 'data-store'])
    const [street, house, archive] = file.model.boundaries
    expect(archive?.parent).toBe(house?.id)
    expect(file.model.elements.map(({ parent }) => parent)).toEqual([street?.id, house?.id, archive?.id, null])
    expect(values(file.model.flows[0]?.facts)).toEqual({ protocol: 'https', encrypted: 'yes', carries_credentials: 'yes', authenticated: 'yes' })
    expect(values(file.model.elements[2]?.facts)).toEqual({ stores_pii: 'yes', stores_credentials: 'yes' })
    expect(file.model.elements[1]?.notes).toContain('- owner: Kim')
    expect(file.report.edges).toEqual({ parsed: 2, candidates: 3 })
    expect(file.report.dropped.map(({ what }) => what)).toEqual(['node "q"', 'edge "s -> bell"'])
  })

  test('the report as JSON: its threats, and the graph that they are about', async () => {
    const file = await readPath(at('reading-room-report.json'))
    expect(counts(file)).toEqual({ elements: 3, flows: 2, boundaries: 2, diagrams: 1 })
    expect(file.threats).toMatchObject([
      { displayId: 'T001', stride: ['Information Disclosure', 'Tampering'], confidence: 'confirmed', evidenceKeys: ['booking_site', 'bookings', 'booking_site->bookings'], mitigations: ['Use TLS inside the house.'], score: { severity: 'High', score: '8' } },
      { displayId: 'T002', stride: ['Denial of Service'], confidence: 'possible' },
    ])
  })

  test('zones in a circle are refused', async () => {
    const zones = { a: { id: 'a', name: 'A', parent_id: 'b' }, b: { id: 'b', name: 'B', parent_id: 'a' } }
    expect(await refusal(JSON.stringify({ nodes: { n: { id: 'n', label: 'N' } }, edges: [], zones }), 'a.ir.json')).toMatchObject({ place: 'zones', expected: 'parents that do not go in a circle' })
  })
})

describe('hostile files are refused or read, and nothing else', () => {
  test.each(formats)('%s: cut off, flipped, in other encodings', async (format, name) => {
    const good = readFileSync(at(name))
    for (const { what, bytes } of damaged(good)) await calm(bytes, name, what, format)
  })

  test.each(formats)('%s: labels and values that nobody expects, nesting, what every object has', async (format, name) => {
    const text = readFileSync(at(name), 'utf8')
    for (const [what, label] of oddLabels) {
      for (const word of ['Booking site', 'Bookings', 'bookings', 'Names', 'house', 'T001', 'High']) await calm(text.replaceAll(JSON.stringify(word), JSON.stringify(label)), name, `${word}: ${what}`, format)
    }
    for (const odd of ['null', '[]', '{}', '0', '"x"', deepJson(10_000), '{"__proto__": 1}']) {
      await calm(text.replace(/"(threats|components|flows|edges|nodes)":\s*[[{]/, (start) => `"x${start.slice(1)}`), name, 'without its list', format)
      await calm(text.replace(/:\s*"(?:Reading room|Visitor|T001)"/g, `: ${odd}`), name, odd.slice(0, 20), format)
      await calm(odd, name, odd.slice(0, 20), format)
    }
  })
})
