import fc from 'fast-check'
import { responses, tidyDecision } from '../../src/shared/domain/decision.ts'
import { emptyModel } from '../../src/shared/domain/model.ts'
import type { ImportedFile } from '../../src/shared/domain/import.ts'
import { mitigationStatuses, type ImportedMitigation } from '../../src/shared/domain/mitigation.ts'
import { concerns, saysSomething } from '../../src/shared/domain/statement.ts'
import { strideCategories } from '../../src/shared/domain/stride.ts'
import type { ImportedThreat } from '../../src/shared/domain/threat-list.ts'

/** Letters, marks of lists and of formulas, line ends: whatever a person may type, without blanks at its ends. */
const typed = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'B', 'ß', '7', ' ', ';', ',', '|', '\\', '\n', ':', '"', "'", '=', '+', '-', '@', '(', ')', '#', '.', '中', '🔑'), maxLength }).map((text) => text.trim())
const line = (maxLength: number) => typed(maxLength).map((text) => text.replace(/\s+/g, ' '))
const said = (text: fc.Arbitrary<string>) => text.map((one) => one || 'x')
const value = fc.integer({ min: 1, max: 10 })
const values = fc.record({ damage: value, reproducibility: value, exploitability: value, affectedUsers: value, discoverability: value })
const day = fc.constantFrom('2026-01-01', '2026-02-28', '2027-12-31')

const decision = fc
  .record({ response: fc.constantFrom(...responses), rationale: typed(40), owner: line(20), due: fc.option(day), existingControls: typed(30), riskOwner: line(20), approver: line(20), decidedOn: fc.option(day), conditions: typed(30), expires: fc.option(day), current: fc.option(values), target: fc.option(values) })
  .map((all) => tidyDecision(all))

const statement = fc.record({ who: typed(20), precondition: typed(20), action: typed(20), impact: typed(20), asset: typed(20) })

const mitigations: fc.Arbitrary<ImportedMitigation[]> = fc.uniqueArray(
  fc.record({ title: said(typed(30)), requirement: typed(30), status: fc.constantFrom(...mitigationStatuses), test: typed(20), result: typed(20), verifiedOn: fc.option(day), owner: line(20), due: fc.option(day), ticket: line(30) }),
  { selector: ({ title }) => title, maxLength: 3 },
)

const row = fc.record({
  title: said(line(40)),
  description: typed(60),
  stride: fc.uniqueArray(fc.constantFrom(...strideCategories), { minLength: 1, maxLength: 3 }),
  affectedLabels: fc.array(said(typed(15)), { maxLength: 2 }),
  mitigations: fc.uniqueArray(said(typed(25)), { maxLength: 2 }),
  references: fc.uniqueArray(fc.constantFrom('CWE-79', 'CAPEC-94', 'ASVS 5.0.0 V9.1.1', 'own, with; marks'), { maxLength: 2 }),
  dread: fc.option(values),
  decision: fc.option(decision),
  statement: fc.option(statement),
  concerns: fc.subarray([...concerns]),
  covering: fc.array(fc.nat({ max: 2 }), { maxLength: 3 }),
})

/** Threats with all that can be decided about them; what is done covers one or several. */
export const decidedThreats: fc.Arbitrary<ImportedThreat[]> = fc.tuple(fc.array(row, { minLength: 1, maxLength: 4 }), mitigations).map(([rows, made]) =>
  rows.map(({ dread, decision: decided, statement: sentence, concerns: harmed, covering, references, ...words }, index) => {
    const own = made.filter((_, at) => covering.includes(at))
    return {
      ...words,
      displayId: `T${index + 1}`,
      marker: 'none',
      confidence: 'confirmed',
      evidenceKeys: [],
      references: references.map((text) => ({ text, flag: null, readAs: null })),
      score: { dread, total: null, severity: null, score: null },
      ...(decided ? { decision: decided } : {}),
      ...(sentence && saysSomething(sentence) ? { statement: sentence } : {}),
      ...(harmed.length > 0 ? { concerns: harmed } : {}),
      ...(own.length > 0 ? { covering: own } : {}),
      layout: {},
      flags: [],
    }
  }),
)

const none = { parsed: 0, candidates: 0 }

/** A list of threats as a file that was read. */
export function fileOf(threats: ImportedThreat[]): ImportedFile {
  return { format: 'csv', model: emptyModel, threats, listLayout: null, report: { elements: none, edges: none, labels: none, flowLabels: none, dropped: [] } }
}

/** What of a threat is to come back from any file that has room for it. What is done has no order of its own there. */
export function decidedPart({ title, description, stride, affectedLabels, mitigations: suggested, references, score, decision: decided, statement: sentence, concerns: harmed, covering }: ImportedThreat) {
  return { title, description, stride, affectedLabels, suggested, references: references.map(({ text }) => text), dread: score.dread, decided: decided ?? null, sentence: sentence ?? null, harmed: harmed ?? [], covering: [...(covering ?? [])].sort((a, b) => (a.title < b.title ? -1 : 1)) }
}
