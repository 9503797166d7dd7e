import type { ExportInput } from '../../../src/main/export/input.ts'
import type { RegisterRecord } from '../../../src/main/export/register-record.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { registerRows } from '../../../src/shared/domain/register-rows.ts'
import type { FactorResult } from '../../../src/shared/domain/workshop.ts'
import { defaultWorkshopSettings } from '../../../src/shared/domain/workshop.ts'
import type { WorkshopReport } from '../../../src/shared/domain/workshop-report.ts'
import { at, model, threat } from '../../support/register-fixture.ts'

/** Texts that a format could take for more than text. */
export const hostileTexts = [
  '=HYPERLINK("http://evil.example/","click")',
  '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1',
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '&lt;b&gt;', '</title><b>',
  'a | b | c', '| x |', '**bold** _it_ ~~no~~ `code`', '[link](http://evil.example)', '![i](x.png)', '# heading', '- [ ] list', '1. one', '> quote', '```\nfence\n```', '---', 'www.evil.example', 'mail@evil.example', '$x$', '[^1]', '\\', 'a\n\n# b\n/close\n/assign @root',
  '\u001b[31mred\u001b[0m', '\u0007bell', '\u202eevil\u202c', '\u2066x\u2069', '\u2067y\u2068', '\u009b31mred', 'a\u007fb', 'a\u2028b', 'zero\u0000byte', '\ud800 lone', '/close', '/label ~x', '{color:red}x{color}', '!pic.png!', 'h1. big', '<!-- c -->', ']]>', 'cmd|\' /C calc\'!A0',
] as const

const result: FactorResult = { n: 3, abstained: 1, notVoted: 1, absent: 1, histogram: [0, 0, 0, 0, 0, 1, 1, 1, 0, 0], median: 7, proposed: 7, q1: 6.5, q3: 7.5, min: 6, max: 8, agreement: 0.75, quorum: true, agreed: false }

/** A workshop's report in which every text that people write is `text`. */
export function reportWith(text: string): WorkshopReport {
  const item = { id: 't-1', displayId: text, title: text, stride: ['Spoofing' as const], affected: [text], table: text, discussedMs: 61_000, openMs: 5000, rounds: [], note: text, remarks: [{ at, by: 'seat' as const, seat: 's-1', text, erased: false }] }
  return {
    workshop: { id: 'w-1', name: text, project: text, phase: 'closed', settings: defaultWorkshopSettings, treatmentLine: 30, discoverability: 'counted', createdAt: at, startedAt: at, closedAt: at, asOf: at, head: { seq: 4, hash: 'ab'.repeat(32) } },
    people: 'named',
    erased: { names: false, votes: false },
    time: { runningMs: 3_600_000, pausedMs: 0 },
    counts: { all: 2, settled: 1, byRule: 0, overridden: 1, parked: 1, skipped: 0, left: 0, reVoted: 0 },
    attendance: { joined: 1, voted: 1, removed: 0, kinds: { device: 1 }, via: { 'own-device': 5 }, seats: [{ id: 's-1', name: text, role: text, kind: 'device', table: text, joinedAt: at, removed: false, votedOn: 1 }] },
    leads: [{ at, by: 'host', seat: null }],
    items: [
      { ...item, phase: 'settled', settled: { at, values: { damage: 9, reproducibility: 6, exploitability: 7, affectedUsers: 8, discoverability: 5 }, total: 35, medians: {}, method: 'override', rationale: text, dissent: text } },
      { ...item, id: 't-2', phase: 'parked', settled: null },
    ],
    practice: null,
    agreement: [],
    remarks: [],
    actions: [{ id: 'a-1', item: 't-1', text, owner: text, erased: false, due: text.slice(0, 10), done: false }],
    poll: { phase: 'closed', answered: 1, counts: { yes: 1, mostly: 0, no: 0 }, erased: false },
  }
}

/** A signed register with a workshop, in which every text that people write is `text`. */
export function inputWith(text: string): ExportInput & { record: RegisterRecord } {
  const header = { ...defaultHeader, system: text, release: text, purpose: text, environment: text, exclusions: text, acceptanceCriteria: text, markerName: text, reviewDate: '2026-12-31', assumptions: [{ id: 'as', text, owner: text, confirmed: 'yes' as const }], assets: [{ id: 'at', name: text, confidentiality: 'high' as const, integrity: 'low' as const, availability: 'medium' as const }] }
  const said = { title: text, description: text, displayId: text, references: [{ text, flag: null, readAs: text }, { text: 'CWE-287', flag: null, readAs: null }, { text: 'CAPEC-151', flag: 'missing' as const, readAs: null }], mitigations: [text, text], flags: [text], gone: text }
  const threats = [
    threat(1, { ...said, marker: 'plus', source: { kind: 'finding', finding: 'f', rule: text }, settled: { values: { damage: 9, reproducibility: 6, exploitability: 7, affectedUsers: 8, discoverability: 5 }, method: 'override', rationale: text, dissent: text, workshop: 'w-1', at }, decision: { response: 'mitigate', rationale: text, owner: text, due: '2026-06-30', existingControls: text, riskOwner: text, approver: text, conditions: text }, statement: { who: text, precondition: text, action: text, impact: text, asset: text } }),
    threat(2, { ...said, suggested: null, source: { kind: 'import', list: 'l', format: 'csv', file: text }, imported: { dread: null, total: null, severity: text, score: text } }),
    threat(3, { ...said, confidence: 'possible', decision: { response: 'accept', rationale: text, owner: text, due: null, existingControls: '' } }),
  ]
  const done = { title: text, requirement: text, test: text, result: text, owner: text, ticket: text, createdAt: at, updatedAt: at }
  return {
    mitigations: [
      { ...done, id: 'm-1', status: 'verified', verifiedOn: '2026-05-01', due: '2026-04-30', threats: ['t-1', 't-3'], order: 0 },
      { ...done, id: 'm-2', status: 'planned', verifiedOn: null, due: null, threats: [], order: 1 },
    ],
    rows: registerRows(threats, header, () => [text], () => []),
    header,
    model: { ...model, diagrams: model.diagrams.map((one) => ({ ...one, name: text })), elements: model.elements.map((one) => ({ ...one, label: text, notes: text })), flows: model.flows.map((one) => ({ ...one, label: text })), boundaries: model.boundaries.map((one) => ({ ...one, label: text })) },
    layouts: {},
    record: {
      project: text,
      at,
      rounds: new Map([['t-1', [{ number: 1, factors: Object.fromEntries(dreadFactors.map((factor) => [factor, result])) }, { number: 2, factors: { damage: { ...result, agreed: true } } }]]]),
      revision: {
        number: 3, hash: 'a1'.repeat(32), frozenAt: at, program: 'Dreadnought 0.1.0', rulePacks: ['core 1', text], catalogue: 'CWE 4.15',
        signatures: [{ id: 's', name: text, role: text, meaning: 'accepts the risk', comment: text, scope: ['t-1'], assurance: 'own key', at, fingerprint: '3f2a:9b1c', valid: true }, { id: 's2', name: text, role: text, meaning: 'approved', comment: '', scope: 'all', assurance: 'seat key', at, fingerprint: '0000:1111', valid: false }, { id: 's3', name: text, role: text, meaning: 'declined', comment: text, scope: 'all', assurance: 'attested by the host', at, fingerprint: '2222:3333', valid: true }],
      },
      workshops: [{
        report: reportWith(text),
        votes: [{ threat: 't-1', displayId: text, round: 1, factor: 'damage', seat: 's-1', vote: { value: 9 }, via: 'own-device' }, { threat: 't-1', displayId: text, round: 1, factor: 'exploitability', seat: 's-1', vote: { abstained: text }, via: 'grid' }],
        log: [{ seq: 1, at, actor: 'facilitator', type: 'created', hash: 'ab'.repeat(32) }, { seq: 2, at, actor: 's-1', type: 'voted', hash: 'cd'.repeat(32) }],
      }],
    },
  }
}
