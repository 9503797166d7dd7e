import type { CarriedThreat } from '../../../shared/domain/carried.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'

/** The ids that the parts of a model have in a file: their own in the source, else ours; each once in the file. `shortest` is the length that the format asks of them. */
export function fileIds(model: Model, shortest = 1): Map<Id, string> {
  const ids = new Map<Id, string>()
  const taken = new Set<string>()
  for (const { id, sourceId } of [...model.boundaries, ...model.elements, ...model.flows]) {
    const own = sourceId !== null && sourceId.length >= shortest && !taken.has(sourceId) ? sourceId : id
    taken.add(own)
    ids.set(id, own)
  }
  return ids
}

/** What a file has of a threat before anything is carried: what the reader would make of its own fields. */
export interface OwnFields {
  /** The keys of evidence that the reader finds by itself, as ids in the file. */
  evidence: readonly string[]
  affected: readonly string[]
  displayId: string
  /** The fields that the writer wrote, by name, so that a later change of them is noticed. */
  as: Record<string, string>
}

/** What of a threat goes into the file's free field, beside what differs by format. */
export function carriedOf({ threat, total }: RegisterRow, ids: ReadonlyMap<Id, string>, own: OwnFields): CarriedThreat {
  const dread = standingScore(threat)?.values
  const evidence = evidenceOf(threat, ids)
  const references = threat.references.map(({ text }) => text)
  return {
    ...(threat.displayId === own.displayId ? {} : { displayId: threat.displayId }),
    ...(threat.marker === 'none' ? {} : { marker: threat.marker }),
    ...(threat.confidence === 'confirmed' ? {} : { confidence: threat.confidence }),
    ...(dread ? { dread } : {}),
    ...(dread || (threat.imported && threat.imported.total !== null) ? { total: threat.imported ? threat.imported.total : total } : {}),
    ...(alike(evidence, own.evidence) ? {} : { evidence: evidence.slice(0, 1000) }),
    ...(alike(threat.affectedLabels, own.affected) || threat.affectedLabels.length === 0 ? {} : { affected: threat.affectedLabels.slice(0, 1000) }),
    ...(references.length === 0 ? {} : { references: references.slice(0, 1000) }),
    ...(threat.statement ? { statement: threat.statement } : {}),
    ...(threat.concerns ? { concerns: threat.concerns } : {}),
    as: own.as,
  }
}

/** The parts that a threat rests on, by their ids in the file; what the model does not hold by the name it came with. */
export function evidenceOf(threat: RegisterRow['threat'], ids: ReadonlyMap<Id, string>): string[] {
  const known = [...new Set([...threat.evidence, ...(threat.evidence.length === 0 ? threat.affected : [])])].flatMap((id) => ids.get(id) ?? [])
  return known.length > 0 ? known : threat.evidenceKeys
}

export function alike(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}
