import { z } from 'zod'
import { diffParts, type Part } from './diff.ts'
import { partsOfModel } from './diff-parts.ts'
import { Id } from './id.ts'
import { Model } from './model.ts'

export const changeMarks = ['added', 'removed', 'changed'] as const
export const ChangeMark = z.enum(changeMarks)
export type ChangeMark = z.infer<typeof ChangeMark>

/** Two models in one: the later one, with what only the earlier one has. */
export const DrawnChanges = z.object({
  model: Model,
  /** What became of the parts; those that say the same are not in it. A new place is no change. */
  marks: z.record(Id, ChangeMark),
})
export type DrawnChanges = z.infer<typeof DrawnChanges>

/** Puts two states of a model, which call the same parts by the same ids, into one that shows what changed. */
export function drawnChanges(before: Model, after: Model): DrawnChanges {
  const [was, is] = [partsOfModel(before), partsOfModel(after)]
  const marks: Record<Id, ChangeMark> = {}
  for (const list of ['elements', 'flows', 'boundaries'] as const) {
    const [early, late] = [byId(was[list]), byId(is[list])]
    for (const [id, part] of late) {
      const other = early.get(id)
      if (!other) marks[id] = 'added'
      else if (diffParts([other], [part]).changed.length > 0) marks[id] = 'changed'
    }
    for (const id of early.keys()) if (!late.has(id)) marks[id] = 'removed'
  }
  const gone = <One extends { id: Id }>(ofBefore: readonly One[], ofAfter: readonly One[]): One[] => {
    const there = new Set(ofAfter.map(({ id }) => id))
    return ofBefore.filter(({ id }) => !there.has(id))
  }
  const diagrams = gone(before.diagrams, after.diagrams)
  return {
    model: {
      diagrams: [...after.diagrams, ...diagrams],
      elements: [...after.elements, ...gone(before.elements, after.elements)],
      flows: [...after.flows, ...gone(before.flows, after.flows)],
      boundaries: [...after.boundaries, ...gone(before.boundaries, after.boundaries)],
      ...(after.notes ? { notes: after.notes } : {}),
    },
    marks,
  }
}

function byId(parts: readonly Part[]): Map<Id, Part> {
  return new Map(parts.flatMap((part) => (part.id === null ? [] : [[part.id, part] as const])))
}
