import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Model } from '../../../src/shared/domain/model.ts'
import { QuestionOutcomes } from '../../../src/shared/domain/outcome.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { foretell, withAnswer } from '../../../src/main/stride/questions/outcomes.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { clinicBooking, parcelTracking, teamPlatform } from '../../fixtures/stride/systems.ts'
import { book, recognised } from './support.ts'

const shop = `
  user <Customer>
  shop [Web Shop Portal]
  db (Orders PostgreSQL)
  user > shop HTTPS
  shop > db
  shop > db
`

const systems = [clinicBooking, parcelTracking, teamPlatform, shop].map(recognised)
const models: fc.Arbitrary<Model> = fc.oneof(fc.constantFrom(...systems), fc.integer({ min: 1, max: 1000 }).map((seed) => recognise(generatedModel(14, 24, seed), book)))

describe('outcomes of answers', () => {
  it('Q4 what is foretold of an answer is what the analysis shows once it is given', () => {
    fc.assert(
      fc.property(models, fc.nat(), fc.nat(), (model, which, answered) => {
        const before = analyze(model, book)
        const question = before.questions[which % Math.max(1, before.questions.length)]
        if (!question) return
        const foretold = foretell(model, book, [question])
        expect(QuestionOutcomes.array().parse(foretold)).toEqual(foretold)
        const outcome = foretold[0]?.answers[answered % question.answers.length]
        expect(foretold[0]?.answers.map(({ answer }) => answer)).toEqual(question.answers)
        if (!outcome) return
        const after = analyze(withAnswer(model, question.on, question.fact, outcome.answer), book)
        const statusAfter = new Map(after.findings.map((finding) => [finding.id, finding.status]))
        for (const { finding, as, becomes } of outcome.changes) {
          expect(as === null ? 'cleared' : statusAfter.get(as) === 'confirmed' ? 'confirmed' : 'open').toBe(becomes)
          if (finding !== null && finding !== as) expect(statusAfter.has(finding)).toBe(false)
        }
        // What is not foretold to change does not: it has the status it had, under its own id or that of what is left of its subjects.
        const told = new Set(outcome.changes.flatMap(({ finding }) => finding ?? []))
        for (const { id, rule, subjects, status } of before.findings) {
          if (told.has(id)) continue
          const now = after.findings.find((other) => other.id === id) ?? after.findings.find((other) => other.rule === rule && other.subjects?.some((subject) => subjects?.includes(subject)))
          expect(now?.status).toBe(status)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('Q4 asking changes nothing', () => {
    const [model] = systems
    if (!model) return
    const text = JSON.stringify(model)
    const { questions } = analyze(model, book)
    const first = foretell(model, book, questions.slice(0, 5))
    expect(JSON.stringify(model)).toBe(text)
    expect(foretell(model, book, questions.slice(0, 5))).toEqual(first)
  })

  it('Q3 every question settles some finding by some answer, or leaves it hanging on fewer facts', () => {
    for (const model of systems) {
      const { findings, questions } = analyze(model, book)
      const hanging = new Map(findings.map(({ id, unknowns }) => [id, unknowns.length]))
      for (const { on, fact, answers, findings: ids } of questions) {
        const changes = answers.some((answer) => {
          const after = new Map(analyze(withAnswer(model, on, fact, answer), book).findings.map((finding) => [finding.id, finding]))
          return ids.some((id) => {
            const now = after.get(id)
            return now === undefined || now.status === 'confirmed' || now.unknowns.length < (hanging.get(id) ?? 0)
          })
        })
        expect(changes, `${fact} of ${on}`).toBe(true)
      }
    }
  })

  it('Q4 of two parallel flows, one answer leaves the finding about the other; the second clears it', () => {
    const model = recognised(shop)
    const cleartext = (of: Model, on: string, answer: string) =>
      foretell(of, book, [{ on, fact: 'encrypted' }])[0]?.answers.find((one) => one.answer === answer)?.changes.filter(({ title }) => /read and changed/.test(title)) ?? []
    expect(cleartext(model, 'f2', 'no')).toMatchObject([{ becomes: 'confirmed', direct: true }])
    expect(cleartext(model, 'f2', 'yes')).toEqual([])
    expect(cleartext(withAnswer(model, 'f2', 'encrypted', 'yes'), 'f3', 'yes')).toMatchObject([{ becomes: 'cleared', as: null, direct: true }])
  })

  it('Q5 what is inferred from an answer is told as well, and as such', () => {
    const model = recognised('a [Web Portal]\n b [Orders Service]\n db (Orders PostgreSQL)\n a > b HTTP\n b > db SQL')
    const outcome = foretell(model, book, [{ on: 'db', fact: 'stores_pii' }])[0]?.answers.find(({ answer }) => answer === 'yes')
    const { facts } = analyze(withAnswer(model, 'db', 'stores_pii', 'yes'), book)
    expect(facts['f2']?.['carries_pii']).toMatchObject({ value: 'yes', origin: { by: 'inference' } })
    for (const { direct, finding } of outcome?.changes ?? []) if (finding === null) expect(direct).toBe(false)
  })
})
