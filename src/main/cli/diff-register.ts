import { dreadFactors } from '../../shared/domain/dread.ts'
import type { DreadValues } from '../../shared/domain/dread.ts'
import { uniqueKeys } from '../../shared/domain/key.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { ProjectHeader } from '../../shared/domain/project.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import { standingScore } from '../../shared/domain/threat.ts'
import type { RoundResult } from '../../shared/domain/workshop.ts'
import { canonicalText } from '../../shared/proof/canonical.ts'
import { compare, partsOfModel } from './diff-parts.ts'
import type { Part, PartDiff } from './diff-parts.ts'
import type { ComparedRegister } from './register-input.ts'

/** What differs between two registers: threats, header and model. When and by whom they were signed is not compared. */
export function diffRegisters(a: ComparedRegister, b: ComparedRegister): Record<string, PartDiff> {
  const [before, after] = [partsOfModel(a.model, true), partsOfModel(b.model, true)]
  return {
    threats: compare(threatParts(a), threatParts(b)),
    header: compare(headerParts(a.header), headerParts(b.header)),
    elements: compare(before.elements, after.elements),
    flows: compare(before.flows, after.flows),
    boundaries: compare(before.boundaries, after.boundaries),
  }
}

function headerParts({ assumptions, assets, bandScheme, treatmentLine, reviewDate, ...texts }: ProjectHeader): Part[] {
  const said = { ...texts, treatmentLine: treatmentLine === null ? '' : String(treatmentLine), reviewDate: reviewDate ?? '', bandScheme: canonicalText(bandScheme) }
  const list = (what: string, items: readonly { id: string }[], say: (index: number) => Record<string, string>): Part[] => items.map(({ id }, index) => ({ id: `${what} ${id}`, key: `${what} ${String(index + 1)}`, said: say(index) }))
  return [
    { id: 'header', key: 'header', said },
    ...list('assumption', assumptions, (index) => {
      const { text = '', owner = '', confirmed = '' } = assumptions[index] ?? {}
      return { text, owner, confirmed }
    }),
    ...list('asset', assets, (index) => {
      const { name = '', confidentiality = '', integrity = '', availability = '' } = assets[index] ?? {}
      return { name, confidentiality, integrity, availability }
    }),
  ]
}

function threatParts({ rows, rounds, model }: ComparedRegister): Part[] {
  const unique = uniqueKeys([], '#')
  const keys = keysOf(model)
  return rows.map((row) => ({ id: row.threat.id, key: unique(row.threat.displayId), said: { ...textsOf(row, keys), ...scoreOf(row, rounds.get(row.threat.id) ?? []), ...decisionOf(row) } }))
}

function keysOf(model: Model): Map<string, string> {
  return new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
}

function textsOf({ threat, affected }: RegisterRow, keys: Map<string, string>): Record<string, string> {
  return {
    title: threat.title,
    description: threat.description,
    stride: threat.stride.join(', '),
    affected: (threat.affectedLabels.length > 0 ? threat.affectedLabels : affected).join(', '),
    evidence: (threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.map((id) => keys.get(id) ?? id)).join(', '),
    references: threat.references.map(({ text }) => text).join(', '),
    mitigations: threat.mitigations.join('; '),
    marker: threat.marker,
    confidence: threat.confidence,
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

function valuesText(values: DreadValues | null): string {
  return values === null ? '' : dreadFactors.map((factor) => String(values[factor])).join(' ')
}

function decisionOf({ threat: { decision } }: RegisterRow): Record<string, string> {
  return {
    response: decision?.response ?? '',
    rationale: decision?.rationale ?? '',
    owner: decision?.owner ?? '',
    due: decision?.due ?? '',
    existingControls: decision?.existingControls ?? '',
  }
}
