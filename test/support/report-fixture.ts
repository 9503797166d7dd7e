import type { PdfInput } from '../../src/main/export/pdf/pdf-report.ts'
import { wholeDocument } from '../../src/shared/domain/document.ts'
import { dreadFactors, type DreadFactor, type DreadValues } from '../../src/shared/domain/dread.ts'
import { defaultHeader } from '../../src/shared/domain/project.ts'
import { registerRows } from '../../src/shared/domain/register-rows.ts'
import { strideCategories } from '../../src/shared/domain/stride.ts'
import type { FactorResult, RoundResult } from '../../src/shared/domain/workshop.ts'
import { at, model, threat } from './register-fixture.ts'

const middle = (number: number): DreadValues => ({ damage: 2 + (number % 8), reproducibility: 2 + (number % 7), exploitability: 3 + (number % 6), affectedUsers: 2 + (number % 8), discoverability: 4 })

function votes(median: number): FactorResult {
  const histogram = Array.from({ length: 10 }, (_, index) => [1, 3, 2][index + 2 - median] ?? 0)
  return { n: 6, abstained: 1, notVoted: 0, absent: 1, histogram, median, proposed: median, q1: median - 0.75, q3: median + 0.75, min: Math.max(1, median - 1), max: Math.min(10, median + 1), agreement: 0.8, quorum: true, agreed: true }
}

function round(number: number, values: DreadValues, factors: readonly DreadFactor[]): RoundResult {
  return { number, factors: Object.fromEntries(factors.map((factor) => [factor, votes(values[factor])])) }
}

/** A frozen register of so many threats, each described, voted on in two rounds (the second on two factors) and decided. */
export function largeReport(threats: number): PdfInput {
  const list = Array.from({ length: threats }, (_, index) =>
    threat(index + 1, {
      title: `Forged message number ${String(index + 1)} reaches the order queue`,
      description: `Somebody who can reach the queue sends a message that looks like one of service ${String(index)}, and the workers run it with the rights of that service; nothing that is logged tells the two apart.`,
      stride: [strideCategories[Math.floor((index * 6) / threats)] ?? 'Spoofing'],
      references: ['CWE-287', 'CAPEC-151', 'ASVS 5.0.0 V6.1.1'].map((text) => ({ text, flag: null, readAs: null })),
      mitigations: ['Sign every message with the key of its sender', 'Check the signature before the message is read', 'Log who sent what'],
      settled: { values: middle(index), method: 'rule', rationale: '', dissent: index % 9 === 0 ? 'One seat held that the queue is out of reach.' : '', workshop: 'w-1', at },
      decision: { response: index % 4 === 0 ? 'accept' : 'mitigate', rationale: 'Keys are there already; it costs a week.', owner: 'Grace Ölçay', due: '2026-06-30', existingControls: 'Network policy' },
    }),
  )
  const rounds = new Map(list.map((one, index) => [one.id, [round(1, middle(index), dreadFactors), round(2, middle(index), ['damage', 'exploitability'])]]))
  return {
    project: 'Order service',
    header: { ...defaultHeader, system: 'Order service', release: '2026.3', purpose: 'Takes orders and hands them to the stores.' },
    model,
    rows: registerRows(list, defaultHeader, () => ['API', 'Orders'], () => [middle(3), middle(4)]),
    rounds,
    revision: { number: 1, hash: 'a1'.repeat(32), frozenAt: at, program: 'Dreadnought 0.1.0', rulePacks: ['core 1'], catalogue: 'CWE 4.15', signatures: [] },
    mitigations: [],
    workshops: [],
    at,
    whole: true,
    choice: wholeDocument,
  }
}
