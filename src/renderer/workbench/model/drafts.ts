import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Box, Model } from '../../../shared/domain/model.ts'
import { boundaryAt, freeSpot } from './drop-target.ts'
import type { NewKind, Part } from './parts.ts'

/** A name that is being typed: of a new part, of a new flow, or of something that has one. Nothing is saved before it is there. */
export type Draft =
  | { type: 'part'; kind: NewKind; box: Box; parent: string | null }
  | { type: 'flow'; source: string; target: string }
  | { type: 'rename'; id: string; label: string }

const newSize = { width: 160, height: 54 }
const newBoundarySize = { width: 260, height: 160 }

/** Where a new part goes: near `centre`, or into the boundary that is chosen, where it covers nothing. */
export function newPart(kind: NewKind, model: Model, boxes: ReadonlyMap<string, Box>, centre: { x: number; y: number }, chosen: Part | undefined): Draft {
  const size = kind === 'boundary' ? newBoundarySize : newSize
  const within = chosen?.type === 'boundary' && chosen.part.kind === 'box' ? boxes.get(chosen.part.id) : undefined
  const at = within ? { x: within.x + within.width / 2, y: within.y + within.height / 2 } : centre
  const containers = new Set(model.boundaries.filter((boundary) => boundary.kind === 'box').map((boundary) => boundary.id))
  // A new boundary should not cover other boundaries; anything else may stand inside one.
  const taken = [...boxes].flatMap(([id, box]) => (containers.has(id) && kind !== 'boundary' ? [] : [box]))
  const box = freeSpot(kind === 'boundary' && within ? [] : taken, at, size)
  const middle = { x: box.x + size.width / 2, y: box.y + size.height / 2 }
  const parent = within && chosen ? chosen.part.id : boundaryAt(model, boxes, middle, null)
  return { type: 'part', kind, box, parent }
}

/** The edit that a typed name completes; null where the name is missing and needed. */
export function completed(draft: Draft, name: string, diagram: string, found: Part | undefined, id: string): ModelEdit | null {
  switch (draft.type) {
    case 'flow':
      return { type: 'add-flow', id, diagram, label: name, source: draft.source, target: draft.target, bidirectional: false }
    case 'part':
      if (name === '') return null
      if (draft.kind === 'boundary') return { type: 'add-boundary', id, diagram, label: name, kind: 'box', parent: draft.parent, position: draft.box }
      return { type: 'add-element', id, diagram, label: name, kind: draft.kind, technology: null, parent: draft.parent, position: draft.box }
    case 'rename':
      if (!found || name === found.part.label || (name === '' && found.type !== 'flow')) return null
      if (found.type === 'flow') return { type: 'update-flow', id: draft.id, set: { label: name } }
      return { type: found.type === 'element' ? 'update-element' : 'update-boundary', id: draft.id, set: { label: name } }
  }
}
