import { describe, expect, test } from 'vitest'
import { htmlFile } from '../../../src/main/export/html.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import type { PageInput } from '../../../src/shared/page/page-input.ts'
import { registerPage } from '../../../src/shared/page/register-page.ts'
import { documentWords } from '../../../src/main/export/document-words.ts'
import { documentParts, presetParts, wholeDocument } from '../../../src/shared/domain/document.ts'
import { freeze, registerFileBytes } from '../../../src/shared/proof/register-file.ts'
import { registerWith, sha256, signedBy, signedParts, newKey } from '../../support/register-fixture.ts'
import { hostileTexts } from './record-fixture.ts'

const page = { script: 'void 0', style: 'p{}' }
const whole = { parts: [...documentParts], words: documentWords('en') }

function inputOf(parts: ReturnType<typeof signedParts>): PageInput {
  return { register: parts.register, frozen: { revision: parts.register.revision, hash: freeze(parts.register, sha256).hash, envelopes: parts.envelopes }, disclosures: parts.disclosures, ...whole }
}

/** A register in which every text that people write is `said`, signed by somebody of that name. */
function hostile(said: string): PageInput {
  const { register, disclosures } = registerWith(2, { ...defaultHeader, system: said, release: said, purpose: said, acceptanceCriteria: said, markerName: said, assets: [{ id: 'a', name: said, confidentiality: 'low', integrity: 'low', availability: 'low' }], requiredSigners: [{ id: 'r', role: said, meaning: 'approved', scope: 'all' }] })
  const threats = register.threats.map((threat) => ({ ...threat, displayId: said, title: said, description: said, affectedNames: [said], mitigations: [said], flags: [said], references: [{ text: said, flag: null, readAs: said }], decision: threat.decision && { ...threat.decision, rationale: said, existingControls: said } }))
  const model = { ...register.model, diagrams: register.model.diagrams.map((one) => ({ ...one, name: said })), elements: register.model.elements.map((one) => ({ ...one, label: said })), flows: register.model.flows.map((one) => ({ ...one, label: said })) }
  const all = { ...register, threats, model, project: { ...register.project, name: said }, workshops: register.workshops.map((one) => ({ ...one, name: said })) }
  const signed = signedBy(newKey(), said, 'a'.repeat(64), { role: said, comment: said })
  return { register: all, frozen: { revision: { ...register.revision, program: said, rulePacks: [said] }, hash: 'a'.repeat(64), envelopes: [signed.envelope] }, disclosures: [...disclosures.map((one) => ({ ...one, value: said })), signed.disclosure], ...whole }
}

describe('the HTML export', () => {
  test('the same register gives the same bytes; a draft says loudly that it is one, and carries nothing signed', () => {
    const parts = signedParts(3)
    const bytes = registerFileBytes(parts, sha256)
    const file = htmlFile(page, inputOf(parts), wholeDocument, bytes)
    expect(htmlFile(page, inputOf(parts), wholeDocument, bytes)).toBe(file)
    expect(file).toContain(`<script type="text/plain" id="signed">${Buffer.from(bytes).toString('base64')}</script>`)
    expect(file).toContain('Ada Lovelace')
    const draft = htmlFile(page, { ...inputOf(parts), frozen: null }, wholeDocument, null)
    expect(draft).toContain('<strong>Draft, unsigned.</strong>')
    expect(draft).not.toContain('id="signed"')
    expect(file).not.toContain('Draft, unsigned')
  })

  test('in the parts that were chosen and in the language, whichever way round the choice was written, and it says what it leaves out', () => {
    const parts = signedParts(3)
    const made = (choice: Partial<typeof wholeDocument>) => htmlFile(page, inputOf(parts), { ...wholeDocument, ...choice }, null)
    const german = made({ language: 'de' })
    expect(german).toContain('<html lang="de">')
    for (const heading of Object.values(documentWords('de').part)) if (heading !== documentWords('de').part.votes) expect(german).toContain(`<h2>${heading}</h2>`)
    expect(german).not.toMatch(/<h2>(?:Decisions|Sign-off|Attendance)</)
    const some = made({ parts: [...presetParts.management] })
    expect(made({ parts: presetParts.management.toReversed() })).toBe(some)
    expect(some).toContain('Left out of this copy: Attendance, Method, Register, Threats, Votes of each round, Parked, skipped and left, Where standards look.')
    expect([...some.matchAll(/<section id="(\w+)">/g)].map(([, id]) => id)).toEqual(documentParts.filter((part) => presetParts.management.includes(part)))
    // Nothing leads to where nothing is.
    const ids = new Set([...some.matchAll(/ id="([\w-]+)"/g)].map(([, id]) => id))
    for (const [, to = ''] of some.matchAll(/href="#([\w-]+)"/g)) expect(ids).toContain(to)
  })

  test('it may ask nobody for anything: no address, no handler, no style of an element, and a policy that lets in two digests', () => {
    const file = htmlFile(page, inputOf(signedParts(3)), wholeDocument, new Uint8Array([1]))
    const addresses = [...file.matchAll(/\b(?:src|srcset|href|action|poster|data)\s*=\s*["']?([^"'\s>]*)/gi)].map(([, to = '']) => to)
    expect(addresses.filter((to) => !to.startsWith('#'))).toEqual([])
    expect(file).not.toMatch(/url\(|@import/i)
    expect(file).not.toMatch(/\son\w+=|\sstyle=/i)
    expect(file).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'/)
  })

  test.each(hostileTexts.map((text) => [JSON.stringify(text), text.replaceAll(/[\ud800-\udfff]/g, '?')]))('%s is text', (_, said) => {
    const shown = registerPage(hostile(said))
    // The elements are those of a harmless register: nothing that was said became one.
    const elements = (html: string) => [...html.matchAll(/<\/?([a-z][a-z0-9]*)[^>]*>/gi)].map(([whole]) => whole.replaceAll(/"[^"]*"/g, '""'))
    const plain = elements(registerPage(hostile('harmless')))
    // What is drawn breaks lines by the length of the words.
    const beside = (all: string[]) => all.filter((one) => !/tspan|text|path|rect|svg|line|ellipse|circle|polygon|<g|<\/g/.test(one))
    expect(beside(elements(shown))).toEqual(beside(plain))
    expect(shown).not.toMatch(/<(?:script|img)\b/i)
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f]/)
  })
})
