import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Analysis, type Finding } from '../../../src/shared/domain/finding.ts'
import { total } from '../../../src/shared/domain/dread.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { findingId } from '../../../src/main/stride/findings/identity.ts'
import { analysisReport } from '../../../src/main/stride/findings/report.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { clinicBooking, parcelTracking, teamPlatform } from '../../fixtures/stride/systems.ts'
import { analysed, answer, book, recognised } from './support.ts'

const shop = `
  user <Customer>
  box net Private Subnet
    shop [Web Shop Portal]
    pay [Payment Worker]
  end
  db (Orders PostgreSQL)
  user > shop HTTPS
  shop > db
  shop > db
  pay > db HTTP PII
`

function byRule(findings: readonly Finding[], rule: string): Finding[] {
  return findings.filter((finding) => finding.rule === rule)
}

describe('findings', () => {
  it('E1 true confirms, unknown is possible and names what is open, false gives none', () => {
    const model = recognised(shop)
    const cleartext = (of: typeof model) => byRule(analyze(of, book).findings, 'cleartext-traffic').map(({ status, unknowns, evidence }) => ({ status, unknowns, flow: evidence.at(-1) }))
    expect(cleartext(model)).toContainEqual({ status: 'confirmed', unknowns: [], flow: 'f4' })
    expect(cleartext(model).map((finding) => finding.flow)).not.toContain('f1')
    const parallel = cleartext(model).find((finding) => finding.flow === 'f3')
    expect(parallel).toEqual({ status: 'possible', unknowns: [{ on: 'f2', fact: 'encrypted' }, { on: 'f3', fact: 'encrypted' }], flow: 'f3' })
  })

  it('E2 E3 parallel flows make one finding, confirmed as soon as the rule holds of one of them', () => {
    const before = recognised(shop)
    const after = answer(before, 'f2', 'encrypted', 'no')
    const find = (model: typeof before) => byRule(analyze(model, book).findings, 'cleartext-traffic').find((finding) => finding.evidence.includes('f2'))
    expect(find(before)?.evidence).toEqual(['shop', 'db', 'f2', 'f3'])
    expect(find(after)).toMatchObject({ id: find(before)?.id, status: 'confirmed', unknowns: [{ on: 'f3', fact: 'encrypted' }] })
    expect(find(answer(before, 'f2', 'encrypted', 'yes'))).toBeUndefined()
  })

  it('E3 groups by what the rule says', () => {
    const { findings } = analysed(`
      q1 (Orders Queue)
      q2 (Mail Queue)
      w [Background Worker]
      q1 > w
      q2 > w
    `)
    expect(byRule(findings, 'message-flood').map(({ title, evidence }) => ({ title, evidence }))).toEqual([
      { title: 'Background Worker may be flooded through Orders Queue and Mail Queue', evidence: ['q1', 'q2', 'w', 'f1', 'f2'] },
    ])
  })

  it('E4 evidence is the subject, its ends, and the flows the rule names; affected are its elements', () => {
    const finding = byRule(analysed(teamPlatform).findings, 'operator-credential-theft')[0]
    expect(finding?.evidence).toEqual(['lead', 'git', 'k8s', 'f1', 'f2'])
    expect(finding?.affected).toEqual(['lead', 'git', 'k8s'])
  })

  it('E5 a modifier raises only where it is true, and no factor leaves 1 to 10', () => {
    const model = recognised('a [Web Portal]\n db (PostgreSQL)\n a > db')
    const score = (of: typeof model) => byRule(analyze(of, book).findings, 'cleartext-traffic')[0]?.suggested
    const plain = score(model)
    const pii = score(answer(model, 'f1', 'carries_pii', 'yes'))
    expect(pii?.damage).toBe((plain?.damage ?? 0) + 2)
    for (const { suggested } of analysed(clinicBooking).findings) for (const value of Object.values(suggested)) expect(value >= 1 && value <= 10 && Number.isInteger(value)).toBe(true)
  })

  it('E6 F3 every finding tells its facts with values and origins; what is open has no value', () => {
    const confirmed = byRule(analysed(shop).findings, 'cleartext-traffic').find((finding) => finding.status === 'confirmed')
    expect(confirmed?.facts).toContainEqual({ on: 'f4', fact: 'encrypted', value: { value: 'no', origin: { by: 'import', detail: 'label "http"' } } })
    for (const finding of analysed(clinicBooking).findings) {
      expect(finding.facts.filter((fact) => fact.value === null).map(({ on, fact }) => ({ on, fact }))).toEqual(finding.unknowns)
      for (const { value } of finding.facts) if (value) expect(value.origin.detail).not.toBe('')
    }
  })

  it('E7 come by score, then fewest unknowns, then most evidence, then id', () => {
    const { findings } = analysed(parcelTracking)
    const keys = findings.map(({ score, unknowns, evidence, id }) => `${99 - score} ${String(unknowns.length).padStart(4)} ${1000 - evidence.length} ${id}`)
    expect(keys).toEqual([...keys].sort())
    for (const finding of findings) expect(finding.score).toBe(total(finding.suggested))
  })

  it('E8 are the same bytes on every run, and valid', () => {
    const model = recognise(generatedModel(120, 240, 7), book)
    const first = JSON.stringify(analyze(model, book))
    expect(JSON.stringify(analyze(structuredClone(model), book))).toBe(first)
    expect(Analysis.safeParse(JSON.parse(first)).error).toBeUndefined()
    expect(Analysis.safeParse(analyze(model, book)).error).toBeUndefined()
  })

  it('E9 a rule that is switched off for an object makes no finding about it', () => {
    const model = recognised(shop)
    const { findings } = analyze(model, book, { off: [{ rule: 'cleartext-traffic', on: 'f4' }] })
    expect(byRule(findings, 'cleartext-traffic').flatMap((finding) => finding.evidence)).not.toContain('f4')
    expect(byRule(findings, 'cleartext-traffic')).toHaveLength(1)
  })

  it('E10 settling an unknown changes only possible findings that name it', () => {
    // Facts that inference carries further, or that modifiers read, are left out: their answers may reach others.
    const further = new Set(['carries_pii', 'carries_credentials', 'carries_internal_data', 'stores_pii', 'stores_credentials', 'internet_facing', 'untrusted_input', 'handles_pii', 'handles_credentials', 'encrypted', 'trusted', 'zone'])
    const model = recognise(generatedModel(40, 80, 3), book)
    const before = analyze(model, book)
    const questions = before.questions.filter((question) => !further.has(question.fact))
    fc.assert(
      fc.property(fc.constantFrom(...questions), fc.nat(), (question, choice) => {
        const value = question.answers[choice % question.answers.length] ?? 'yes'
        const after = new Map(analyze(answer(model, question.on, question.fact, value), book).findings.map((finding) => [finding.id, finding]))
        const names = (finding: Finding) => finding.unknowns.some(({ on, fact }) => on === question.on && fact === question.fact)
        for (const finding of before.findings) {
          if (!names(finding)) expect(after.get(finding.id)).toEqual(finding)
          else expect([...after.values()].some((other) => other.id === finding.id && names(other))).toBe(false)
          after.delete(finding.id)
        }
        for (const added of after.values()) {
          expect(before.findings.some((finding) => finding.rule === added.rule && names(finding) && added.evidence.every((id) => finding.evidence.includes(id)))).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('the same evidence', () => {
  it('E13 two delivery networks that answer each other are two subjects of one finding', () => {
    const model = recognised(`
      one [First CDN]
      other [Second CDN]
      one > other
      other > one
    `)
    const [found, ...more] = byRule(analyze(model, book).findings, 'cdn-private-content')
    expect(more).toHaveLength(1)
    const both = { ...model, flows: model.flows.slice(0, 1).map((flow) => ({ ...flow, bidirectional: true })) }
    const [together, ...others] = byRule(analyze(both, book).findings, 'cdn-private-content')
    expect(others).toEqual([])
    expect(found?.subjects).toHaveLength(1)
    expect(together?.subjects).toEqual(model.elements.map(({ id }) => id))
    expect(together?.unknowns.map(({ on }) => on)).toEqual(together?.subjects)
    expect(together?.title).toContain('First CDN and Second CDN')
  })

  it('E13 no two findings have the same id', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 40 }), fc.nat(), (elements, flows, seed) => {
      const ids = analyze(recognise(generatedModel(elements, flows, seed), book), book).findings.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }), { numRuns: 150 })
  })
})

describe('identity', () => {
  it('D1 derives from the rule and the sorted evidence', () => {
    expect(findingId('r', ['b', 'a'])).toBe(findingId('r', ['a', 'b', 'a']))
    expect(findingId('r', ['a', 'b'])).not.toBe(findingId('s', ['a', 'b']))
    expect(findingId('r', ['a,b'])).not.toBe(findingId('r', ['a', 'b']))
  })

  it('D2 stays when labels, keys, notes and places change', () => {
    const model = recognised(clinicBooking)
    const renamed = { ...model, elements: model.elements.map((element) => ({ ...element, label: `New ${element.label}`, key: `new_${element.key}`, notes: 'moved', position: { x: 1, y: 2, width: 3, height: 4 } })) }
    const ids = (of: typeof model) => analyze(of, book).findings.map((finding) => finding.id)
    expect(ids(renamed)).toEqual(ids(model))
  })
})

describe('questions', () => {
  it('Q2 name their object and list the answers', () => {
    const question = analysed(clinicBooking).questions.find(({ fact, on }) => fact === 'validates_input' && on === 'api')
    expect(question).toMatchObject({ text: 'Does Appointments API validate everything it receives, and use parameterised calls to interpreters?', answers: ['yes', 'no'] })
  })
})

const nothing = { parsed: 0, candidates: 0 }
const emptyReport = { elements: nothing, edges: nothing, labels: nothing, flowLabels: nothing, dropped: [] }

describe('the report', () => {
  it('gives evidence as keys and affected as labels', () => {
    const model = recognised(clinicBooking)
    const report = analysisReport(model, analyze(model, book), emptyReport, book)
    const sql = report.threats.find((threat) => threat.rule === 'sql-injection')
    expect(sql).toMatchObject({ affected: ['Appointments API', 'Azure SQL patient data'], evidence: ['appointments_api', 'azure_sql_patient_data', 'appointments_api->azure_sql_patient_data'], unknowns: [{ fact: 'validates_input', on: 'appointments_api' }] })
    expect(report.model).toEqual({ elements: 10, flows: 9, boundaries: 2, diagrams: 1, threats: 0, mitigations: 0, assets: 0 })
    expect(report.rules.count).toBeGreaterThan(60)
    expect(z.json().safeParse(report).error).toBeUndefined()
  })
})
