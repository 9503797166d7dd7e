import type { ModelEdit } from '../../../../shared/contract/workbench.ts'
import type { Box, Model } from '../../../../shared/domain/model.ts'
import { boundaryAt, freeSpot } from '../graph/drop-target.ts'
import type { NewKind, Part } from '../parts.ts'

/** A name that is being typed: of a new part, of a new flow, or of something that has one. Nothing is saved before it is there. */
export type Draft =
  /** `choice`: its kind is still open; `from`: a flow goes there from this element. */
  | { type: 'part'; kind: NewKind | 'line'; box: Box; parent: string | null; choice: boolean; from?: string }
  /** `first`: what has to be there before the flow is, such as its target. */
  | { type: 'flow'; source: string; target: string; first: ModelEdit[] }
  | { type: 'rename'; id: string; label: string }
  /** Free text; `id` is null for a new one. */
  | { type: 'note'; id: string | null; text: string; box: Box }

const newSize = { width: 160, height: 54 }
const newBoundarySize = { width: 260, height: 160 }
const newLineSize = { width: 8, height: 200 }
/** What a new note takes, in diagram pixels. */
export const newNoteSize = { width: 200, height: 84 }

/** Where a new part goes: near `centre`, or into the boundary that is chosen, where it covers nothing. */
export function newPart(kind: NewKind | 'line', model: Model, boxes: ReadonlyMap<string, Box>, centre: { x: number; y: number }, chosen: Part | undefined): Draft {
  const size = sizeOf(kind)
  const within = chosen?.type === 'boundary' && chosen.part.kind === 'box' ? boxes.get(chosen.part.id) : undefined
  const at = within ? { x: within.x + within.width / 2, y: within.y + within.height / 2 } : centre
  const containers = new Set(model.boundaries.filter((boundary) => boundary.kind === 'box').map((boundary) => boundary.id))
  // A new boundary should not cover other boundaries; anything else may stand inside one.
  const taken = [...boxes].flatMap(([id, box]) => (containers.has(id) && kind !== 'boundary' ? [] : [box]))
  const box = freeSpot(kind === 'boundary' && within ? [] : taken, at, size)
  const middle = { x: box.x + size.width / 2, y: box.y + size.height / 2 }
  const parent = within && chosen ? chosen.part.id : boundaryAt(model, boxes, middle, null)
  return { type: 'part', kind, box, parent, choice: false }
}

/** A new part with its middle at a point that somebody pointed at; they still choose what it is. */
export function newPartAt(model: Model, boxes: ReadonlyMap<string, Box>, at: { x: number; y: number }): Draft {
  return { ...partAt('process', at), parent: boundaryAt(model, boxes, at, null), choice: true }
}

/** The same new part as another kind. */
export function asKind(draft: Extract<Draft, { type: 'part' }>, kind: NewKind): Draft {
  const { box } = draft
  return { ...draft, ...partAt(kind, { x: box.x + box.width / 2, y: box.y + box.height / 2 }), parent: draft.parent }
}

function partAt(kind: NewKind, at: { x: number; y: number }): { type: 'part'; kind: NewKind; box: Box; parent: null } {
  const size = sizeOf(kind)
  return { type: 'part', kind, box: { x: Math.round(at.x - size.width / 2), y: Math.round(at.y - size.height / 2), ...size }, parent: null }
}

function sizeOf(kind: NewKind | 'line'): { width: number; height: number } {
  return kind === 'boundary' ? newBoundarySize : kind === 'line' ? newLineSize : newSize
}

/** The edits that a typed name completes; null where the name is missing and needed. */
export function completed(draft: Draft, name: string, diagram: string, found: Part | undefined, id: string, flowId = `${id}-flow`): ModelEdit[] | null {
  switch (draft.type) {
    case 'flow':
      return [...draft.first, { type: 'add-flow', id, diagram, label: name, source: draft.source, target: draft.target, bidirectional: false }]
    case 'part':
      if (name === '') return null
      if (draft.kind === 'boundary' || draft.kind === 'line') return [{ type: 'add-boundary', id, diagram, label: name, kind: draft.kind === 'line' ? 'line' : 'box', parent: draft.parent, position: draft.box }]
      return [{ type: 'add-element', id, diagram, label: name, kind: draft.kind, technology: null, parent: draft.parent, position: draft.box }, ...(draft.from === undefined ? [] : [{ type: 'add-flow' as const, id: flowId, diagram, label: '', source: draft.from, target: id, bidirectional: false }])]
    case 'note':
      if (draft.id === null) return name === '' ? null : [{ type: 'add-note', id, diagram, text: name, position: draft.box }]
      if (name === draft.text) return null
      return [name === '' ? { type: 'remove', ids: [draft.id] } : { type: 'update-note', id: draft.id, set: { text: name } }]
    case 'rename':
      if (!found || name === found.part.label || (name === '' && found.type !== 'flow')) return null
      if (found.type === 'flow') return [{ type: 'update-flow', id: draft.id, set: { label: name } }]
      return [{ type: found.type === 'element' ? 'update-element' : 'update-boundary', id: draft.id, set: { label: name } }]
  }
}
