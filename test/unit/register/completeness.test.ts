import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeness, gapRules, isUnscored, type GapRule } from '../../../src/shared/domain/completeness.ts'
import { changedDecision, responses, tidyDecision, type Decision } from '../../../src/shared/domain/decision.ts'
import { total, type DreadValues } from '../../../src/shared/domain/dread.ts'
import { emptyMitigation, type Mitigation, mitigationStatuses } from '../../../src/shared/domain/mitigation.ts'
import { defaultHeader, type ProjectHeader } from '../../../src/shared/domain/project.ts'
import { registerRows } from '../../../src/shared/domain/register-rows.ts'
import { residualOf } from '../../../src/shared/domain/residual.ts'
import type { Threat } from '../../../src/shared/domain/threat.ts'
import { at, threat } from '../../support/register-fixture.ts'

const today = '2026-06-15'
const all = (value: number): DreadValues => ({ damage: value, reproducibility: value, exploitability: value, affectedUsers: value, discoverability: value })
const scored = (value: number): Pick<Threat, 'settled'> => ({ settled: { values: all(value), method: 'rule', rationale: '', dissent: '', workshop: 'w', at } })
const decided = (set: Partial<Decision> = {}): Pick<Threat, 'decision'> => ({ decision: { response: 'mitigate', rationale: '', owner: '', due: null, existingControls: '', ...set } })
const mitigation = (set: Partial<Mitigation> = {}): Mitigation => ({ ...emptyMitigation, id: 'm', title: 'Sign it', threats: ['t-1'], order: 1, createdAt: at, updatedAt: at, ...set })
const header = (set: Partial<ProjectHeader> = {}): ProjectHeader => ({ ...defaultHeader, system: 'Shop', ...set })
const of = (threats: Threat[], mitigations: Mitigation[] = [], own = header()) => completeness(registerRows(threats, own, () => [], () => []), own, mitigations, today)
const rulesOf = (...given: Parameters<typeof of>): GapRule[] => of(...given).gaps.map(({ rule }) => rule)
const finished = (value: number, set: Partial<Decision> = {}): Threat => threat(1, { ...scored(value), ...decided({ owner: 'Ada', riskOwner: 'Grace', target: all(2), existingControls: 'a gate', ...set }) })

describe('completeness', () => {
  test('R1 a register without a threat is not complete', () => {
    expect(of([])).toMatchObject({ gaps: [{ rule: 'no-threats', weight: 'blocks' }], asked: 1, met: 0 })
  })
  test('R2 a suggestion is no score, above the line and below it; an import is one', () => {
    expect(rulesOf([threat(1)])).toContain('not-scored')
    expect(rulesOf([threat(1, { suggested: all(1) })])).toContain('not-scored')
    expect(rulesOf([threat(1, { imported: { dread: all(5), total: 25, severity: null, score: null } })])).not.toContain('not-scored')
    expect(isUnscored({ origin: null })).toBe(true)
  })
  test('R3 every threat has a decision', () => {
    expect(of([threat(1, scored(2)), finished(2), threat(3, scored(2))]).gaps.find(({ rule }) => rule === 'no-decision')?.threats).toEqual(['t-1', 't-3'])
  })
  test.each([['accept', true], ['transfer', true], ['avoid', true], ['mitigate', false], ['eliminate', false]] as const)('R4 %s needs a rationale: %s', (response, needs) => {
    expect(rulesOf([threat(1, { ...scored(2), ...decided({ response }) })]).includes('no-rationale')).toBe(needs)
    expect(rulesOf([threat(1, { ...scored(2), ...decided({ response, rationale: 'small' }) })])).not.toContain('no-rationale')
  })
  test('R5 to mitigate or eliminate names a mitigation, or what is in place', () => {
    const bare = threat(1, { ...scored(2), ...decided() })
    expect(rulesOf([bare])).toContain('no-mitigation')
    expect(rulesOf([bare], [mitigation()])).not.toContain('no-mitigation')
    expect(rulesOf([bare], [mitigation({ threats: ['t-9'] })])).toContain('no-mitigation')
    expect(rulesOf([threat(1, { ...scored(2), ...decided({ existingControls: 'a gate' }) })])).not.toContain('no-mitigation')
  })
  test('R6 above the line somebody does it: on the decision, or on every mitigation', () => {
    expect(rulesOf([finished(8, { owner: '' })])).toContain('no-owner')
    expect(rulesOf([finished(8, { owner: '' })], [mitigation({ owner: 'Ada' })])).not.toContain('no-owner')
    expect(rulesOf([finished(8, { owner: '' })], [mitigation({ owner: 'Ada' }), mitigation({ id: 'n' })])).toContain('no-owner')
    expect(rulesOf([finished(2, { owner: '' })])).not.toContain('no-owner')
  })
  test('R7 above the line somebody answers for the risk; it does not block', () => {
    const done = finished(8)
    expect(of([{ ...done, decision: changedDecision(done.decision, { riskOwner: '' }) }]).gaps).toEqual([{ rule: 'no-risk-owner', weight: 'open', threats: ['t-1'], mitigations: [] }])
  })
  test('R8 above the line an acceptance names who approved it', () => {
    expect(rulesOf([finished(8, { response: 'accept', rationale: 'r' })])).toContain('no-approver')
    expect(rulesOf([finished(8, { response: 'accept', rationale: 'r', approver: 'Alan' })])).toEqual([])
    expect(rulesOf([finished(2, { response: 'accept', rationale: 'r' })])).toEqual([])
  })
  test('R9 an acceptance ends after its last day', () => {
    expect(rulesOf([finished(2, { response: 'accept', rationale: 'r', expires: '2026-06-14' })])).toEqual(['acceptance-over'])
    expect(rulesOf([finished(2, { response: 'accept', rationale: 'r', expires: today })])).toEqual([])
  })
  test('R10 what was due is in place', () => {
    expect(rulesOf([finished(2, { due: '2026-06-14' })])).toEqual(['overdue'])
    expect(rulesOf([finished(2, { due: today })])).toEqual([])
    expect(rulesOf([finished(2, { due: '2026-06-14' })], [mitigation({ status: 'implemented' })])).toEqual([])
    expect(rulesOf([finished(2, { due: '2026-06-14' })], [mitigation({ status: 'implemented' }), mitigation({ id: 'n' })])).toEqual(['overdue'])
  })
  test('R11 R12 R13 mitigations: late, verified without saying how, covering nothing', () => {
    expect(of([finished(2)], [mitigation({ threats: [], due: '2026-06-14' })]).gaps.map(({ rule, mitigations }) => [rule, mitigations])).toEqual([['mitigation-overdue', ['m']], ['covers-nothing', ['m']]])
    expect(rulesOf([finished(2)], [mitigation({ status: 'verified', test: 'a replay', result: '', verifiedOn: today })])).toEqual(['not-verified'])
    expect(rulesOf([finished(2)], [mitigation({ status: 'verified', test: 'a replay', result: 'refused', verifiedOn: today, due: '2026-01-01' })])).toEqual([])
  })
  test('R14 R15 what is wanted lies not above the line, and above it something is wanted', () => {
    expect(rulesOf([finished(8, { target: all(7) })])).toEqual(['target-above'])
    expect(rulesOf([finished(8, { target: all(6) })])).toEqual([])
    expect(rulesOf([threat(1, { ...scored(8), ...decided({ owner: 'Ada', riskOwner: 'Grace', existingControls: 'a gate' }) })])).toEqual(['no-target'])
  })
  test('R16 what the header leaves open', () => {
    const own = header({ system: ' ', treatmentLine: null, reviewDate: '2026-06-14', assumptions: [{ id: 'a', text: 'x', owner: '', confirmed: 'unknown' }] })
    expect(rulesOf([finished(2)], [], own)).toEqual(['no-system', 'no-line', 'open-assumptions', 'review-over'])
  })
  test('R17 a threat that is gone is asked nothing else', () => {
    expect(rulesOf([threat(1, { gone: 'fixed' })])).toEqual(['gone'])
  })
  test('R18 R19 R20 the meter is full exactly where nothing blocks; gaps come once, in order, the same every time', () => {
    fc.assert(
      fc.property(someRegister, ({ threats, mitigations }) => {
        const answer = of(threats, mitigations)
        const places = answer.gaps.map(({ rule }) => gapRules.indexOf(rule))
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
        expect(answer.met).toBeGreaterThanOrEqual(0)
        expect(answer.met).toBeLessThanOrEqual(answer.asked)
        expect(answer.met === answer.asked).toBe(answer.gaps.every(({ weight }) => weight === 'open'))
        expect(of(threats, mitigations)).toEqual(answer)
      }),
    )
  })
  test('R18 to decide a threat never lowers the number of answers', () => {
    fc.assert(
      fc.property(someRegister, ({ threats, mitigations }) => {
        const before = of(threats, mitigations)
        const after = of(threats.map((one) => (one.decision ? one : { ...one, ...decided({ response: 'accept', rationale: 'r' }) })), mitigations)
        expect(after.met).toBeGreaterThanOrEqual(before.met)
      }),
    )
  })
})

const someDecision = fc.record({ response: fc.constantFrom(...responses), rationale: fc.constantFrom('', 'r'), owner: fc.constantFrom('', 'Ada'), due: fc.constantFrom(null, '2026-01-01', '2027-01-01'), existingControls: fc.constantFrom('', 'a gate') }, {}).chain((base) => fc.record({ approver: fc.constant('Alan'), riskOwner: fc.constant('Grace'), expires: fc.constantFrom('2026-01-01', '2027-01-01'), target: fc.integer({ min: 1, max: 10 }).map(all) }, { requiredKeys: [] }).map((more) => ({ ...base, ...more })))
const someRegister = fc
  .array(fc.record({ value: fc.option(fc.integer({ min: 1, max: 10 })), decision: fc.option(someDecision), gone: fc.constantFrom(null, null, null, 'fixed') }), { maxLength: 8 })
  .chain((made) => fc.record({
    threats: fc.constant(made.map(({ value, decision, gone }, index) => threat(index + 1, { ...(value === null ? {} : scored(value)), decision, gone }))),
    mitigations: fc.array(fc.record({ status: fc.constantFrom(...mitigationStatuses), due: fc.constantFrom(null, '2026-01-01'), covers: fc.integer({ min: 0, max: 9 }) }), { maxLength: 5 }).map((list) => list.map(({ status, due, covers }, index) => mitigation({ id: `m-${String(index)}`, status, due, threats: covers === 0 ? [] : [`t-${String(covers)}`] }))),
  }))

describe('residual risk', () => {
  const scheme = defaultHeader.bandScheme
  test('K1 inherent is what stands', () => {
    expect(residualOf(threat(1, scored(7)), [], scheme)).toMatchObject({ inherent: { total: 35, band: 'High' }, current: { total: 35 }, target: null })
    expect(residualOf(threat(1, { suggested: null }), [], scheme)).toEqual({ inherent: null, current: null, target: null })
  })
  test('K2 current counts once something is in place', () => {
    const rated = threat(1, { ...scored(7), ...decided({ current: all(3) }) })
    expect(residualOf(rated, [], scheme).current?.total).toBe(35)
    expect(residualOf(rated, [mitigation()], scheme).current?.total).toBe(35)
    expect(residualOf(rated, [mitigation(), mitigation({ status: 'implemented' })], scheme).current?.total).toBe(15)
    expect(residualOf(threat(1, { ...scored(7), ...decided({ current: all(3), existingControls: 'a gate' }) }), [], scheme).current?.total).toBe(15)
  })
  test('K3 target is what is wanted', () => {
    expect(residualOf(threat(1, { ...scored(7), ...decided({ target: all(2) }) }), [], scheme).target).toEqual({ values: all(2), total: 10, band: 'Low' })
  })
  test('K4 another scheme changes totals and bands, never values', () => {
    fc.assert(
      fc.property(fc.constantFrom('counted' as const, 'fixed' as const, 'dropped' as const), fc.integer({ min: 1, max: 10 }), (discoverability, value) => {
        const { inherent, target } = residualOf(threat(1, { ...scored(value), ...decided({ target: all(1) }) }), [], { ...scheme, discoverability })
        expect([inherent?.values, target?.values]).toEqual([all(value), all(1)])
        expect(inherent?.total).toBe(total(all(value), discoverability))
      }),
    )
  })
})

describe('decisions', () => {
  test('D1 a tidy decision is the same when tidied again, and a change of nothing changes nothing', () => {
    fc.assert(
      fc.property(someDecision, (decision) => {
        const tidy = tidyDecision(decision)
        expect(tidyDecision(tidy)).toEqual(tidy)
        expect(changedDecision(tidy, {})).toEqual(tidy)
        expect(Object.values(tidy)).not.toContain(undefined)
      }),
    )
  })
  test('D3 a day named with a response is the day of that response: where the response stays, so does the day', () => {
    const accepted = changedDecision(null, { response: 'accept', decidedOn: '2026-01-01' })
    expect(changedDecision(accepted, { response: 'accept', owner: 'Ada', decidedOn: '2026-02-02' })).toMatchObject({ owner: 'Ada', decidedOn: '2026-01-01' })
    expect(changedDecision(accepted, { response: 'avoid', decidedOn: '2026-02-02' })?.decidedOn).toBe('2026-02-02')
    expect(changedDecision(accepted, { decidedOn: '2026-03-03' })?.decidedOn).toBe('2026-03-03')
    expect(changedDecision(changedDecision(null, { response: 'accept' }), { response: 'accept', decidedOn: '2026-02-02' })?.decidedOn).toBe('2026-02-02')
  })
  test('D2 a change without a response makes no decision', () => {
    expect(changedDecision(null, { owner: 'Ada' })).toBeNull()
    expect(changedDecision(null, { response: 'avoid', owner: 'Ada' })).toEqual({ response: 'avoid', rationale: '', owner: 'Ada', due: null, existingControls: '' })
  })
})
