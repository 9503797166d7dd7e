import { canonicalText } from '../proof/canonical.ts'
import { diffParts, type Part, type PartDiff, type Refers } from './diff.ts'
import { decisionTexts, statementTexts, valuesText } from './decided-texts.ts'
import type { Id } from './id.ts'
import { keyOf, uniqueKeys } from './key.ts'
import { byThreat, type Mitigation } from './mitigation.ts'
import type { Model } from './model.ts'
import type { ProjectHeader } from './project.ts'
import type { RegisterRow } from './register.ts'
import { standingScore } from './threat.ts'
import type { RoundResult } from './workshop.ts'

/** A register to compare: what it says now, whoever may have signed it. */
export interface ComparedRegister {
  header: ProjectHeader
  model: Model
  rows: RegisterRow[]
  /** What the room voted, by threat. */
  rounds: Map<string, RoundResult[]>
  /** What is done about the threats. */
  mitigations: readonly Mitigation[]
}

/** What differs between two registers in threats, what is done about them, and header. When and by whom they were signed is not compared. */
export function diffRegisters(a: ComparedRegister, b: ComparedRegister): { threats: PartDiff; mitigations: PartDiff; header: PartDiff } {
  return { threats: diffParts(threatParts(a), threatParts(b), { byKey: true }), mitigations: diffParts(mitigationParts(a), mitigationParts(b), { byKey: true }), header: diffParts(headerParts(a.header), headerParts(b.header)) }
}

/** Rows that are about the parts they are about by the ids these have on the other side. */
export function rowsUnderOldIds(rows: readonly RegisterRow[], ids: ReadonlyMap<Id, Id>): RegisterRow[] {
  const known = (parts: readonly Id[]): Id[] => parts.map((id) => ids.get(id) ?? id)
  return rows.map((row) => ({ ...row, threat: { ...row.threat, affected: known(row.threat.affected), evidence: known(row.threat.evidence) } }))
}

function headerParts({ assumptions, assets, bandScheme, treatmentLine, reviewDate, requiredSigners, ...texts }: ProjectHeader): Part[] {
  const says = { ...texts, treatmentLine: treatmentLine === null ? '' : String(treatmentLine), reviewDate: reviewDate ?? '', bandScheme: canonicalText(bandScheme), requiredSigners: requiredSigners.map(({ role, meaning, scope }) => `${role}: ${meaning}, ${scope}`).join('; ') }
  const list = (what: string, items: readonly { id: string }[], name: (index: number) => string, say: (index: number) => Record<string, string>): Part[] => items.map(({ id }, index) => ({ id: `${what} ${id}`, key: `${what} ${String(index + 1)}`, label: name(index), says: say(index) }))
  return [
    { id: 'header', key: 'header', label: '', says },
    ...list('assumption', assumptions, (index) => assumptions[index]?.text ?? '', (index) => {
      const { text = '', owner = '', confirmed = '' } = assumptions[index] ?? {}
      return { text, owner, confirmed }
    }),
    ...list('asset', assets, (index) => assets[index]?.name ?? '', (index) => {
      const { name = '', confidentiality = '', integrity = '', availability = '' } = assets[index] ?? {}
      return { name, confidentiality, integrity, availability }
    }),
  ]
}

function threatParts({ rows, rounds, model, mitigations }: ComparedRegister): Part[] {
  const covering = byThreat(mitigations)
  const unique = uniqueKeys([], '#')
  const keys = keysOf(model)
  return rows.map((row) => ({ id: row.threat.id, key: unique(row.threat.displayId), label: row.threat.title, says: { ...textsOf(row, keys), ...scoreOf(row, rounds.get(row.threat.id) ?? []), ...decisionTexts(row.threat.decision), actions: (covering.get(row.threat.id) ?? []).map(({ title }) => title).join('; ') } }))
}

function keysOf(model: Model): Map<string, string> {
  return new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
}

/** A threat is about the same parts whatever they are called by now. */
function refers(ids: readonly string[], text: string): string | Refers {
  return ids.length === 0 ? text : { id: [...ids].sort().join(' '), text }
}

function textsOf({ threat, affected }: RegisterRow, keys: Map<string, string>): Part['says'] {
  return {
    title: threat.title,
    description: threat.description,
    stride: threat.stride.join(', '),
    affected: refers(threat.affected, (threat.affectedLabels.length > 0 ? threat.affectedLabels : affected).join(', ')),
    evidence: refers(threat.evidence, (threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.map((id) => keys.get(id) ?? id)).join(', ')),
    references: threat.references.map(({ text }) => text).join(', '),
    mitigations: threat.mitigations.join('; '),
    marker: threat.marker,
    confidence: threat.confidence,
    ...statementTexts(threat),
    gone: threat.gone ?? '',
    flags: threat.flags.join('; '),
  }
}

function scoreOf({ threat, origin, total, band, mustTreat }: RegisterRow, rounds: readonly RoundResult[]): Record<string, string> {
  const { settled, imported } = threat
  return {
    score: valuesText(standingScore(threat)?.values ?? null),
    scoreFrom: origin ?? '',
    total: total === null ? '' : String(total),
    severity: band ?? '',
    mustTreat: mustTreat === null ? '' : mustTreat ? 'yes' : 'no',
    suggested: valuesText(threat.suggested),
    imported: imported === null ? '' : [valuesText(imported.dread), imported.total === null ? '' : String(imported.total), imported.severity ?? '', imported.score ?? ''].filter((text) => text !== '').join(', '),
    settledBy: settled?.method ?? '',
    settledRationale: settled?.rationale ?? '',
    dissent: settled?.dissent ?? '',
    settledAt: settled?.at ?? '',
    ...Object.fromEntries(rounds.map((round) => [`round ${String(round.number)}`, canonicalText(round.factors)])),
  }
}

/** What is done, whatever it covers. A register that another program made may have other ids for the same. */
function mitigationParts({ rows, mitigations }: ComparedRegister): Part[] {
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  const unique = uniqueKeys()
  return mitigations.map(({ id, title, status, requirement, owner, due, ticket, test, result, verifiedOn, threats }) => ({
    id,
    key: unique(keyOf(title) || 'mitigation'),
    label: title,
    says: { title, status, requirement, owner, due: due ?? '', ticket, test, result, verifiedOn: verifiedOn ?? '', covers: threats.flatMap((threat) => displayIds.get(threat) ?? []).sort().join(', ') },
  }))
}
