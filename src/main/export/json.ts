import { jsonText } from './json-text.ts'
import type { ExportInput } from './input.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import { standingScore } from '../../shared/domain/threat.ts'

/** The register as JSON for people and scripts: names instead of ids where there are some, always in the same order of keys. */
export function writeJson({ rows, mitigations = [], header, model }: Pick<ExportInput, 'rows' | 'mitigations' | 'header' | 'model'>): string {
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  const done = mitigations.map(({ title, requirement, status, test, result, verifiedOn, owner, due, ticket, threats }) => ({ title, requirement, status, test, result, verifiedOn, owner, due, ticket, threats: threats.flatMap((id) => displayIds.get(id) ?? []) }))
  return jsonText({ register: header, threats: rows.map((row) => readable(row, keys)), ...(done.length > 0 ? { mitigations: done } : {}) })
}

function readable({ threat, affected, origin, total, mean, band, rank, tied, interval, severeDamage, mustTreat }: RegisterRow, keys: Map<string, string>) {
  return {
    id: threat.displayId,
    title: threat.title,
    description: threat.description,
    stride: threat.stride,
    affected: threat.affectedLabels.length > 0 ? threat.affectedLabels : affected,
    evidence: threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keys.get(id) ?? []),
    references: threat.references,
    mitigations: threat.mitigations,
    ...(threat.statement ? { statement: threat.statement } : {}),
    ...(threat.concerns ? { concerns: threat.concerns } : {}),
    marker: threat.marker,
    confidence: threat.confidence,
    score: {
      origin,
      values: standingScore(threat)?.values ?? null,
      total,
      mean,
      band,
      rank,
      tied,
      interval,
      severeDamage,
      mustTreat,
      imported: threat.imported,
      settled: threat.settled && { method: threat.settled.method, rationale: threat.settled.rationale, dissent: threat.settled.dissent, at: threat.settled.at },
    },
    decision: threat.decision,
    source: threat.source.kind,
    gone: threat.gone,
    flags: threat.flags,
  }
}
