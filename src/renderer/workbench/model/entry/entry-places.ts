import type { ModelEdit } from '../../../../shared/contract/workbench.ts'
import type { Box, Model } from '../../../../shared/domain/model.ts'
import { freeSpot } from '../graph/drop-target.ts'
import { type Measure, nodeSize } from '../graph/node-size.ts'

/** More new elements than this are laid out together. */
const fewElements = 6
/** Room between two elements that a flow runs between, in diagram pixels; its label stands there. */
const room = 130

/**
 * Edits with places for the elements that they add: beside what they are connected with, inside of what they are in, on nothing.
 * Where the diagram has no place yet, or much is added, they stay without, and the automatic layout finds them.
 */
export function withPlaces(edits: readonly ModelEdit[], model: Model, boxes: ReadonlyMap<string, Box>, measure: Measure): ModelEdit[] {
  const added = edits.filter((edit) => edit.type === 'add-element')
  if (boxes.size === 0 || added.length > fewElements) return [...edits]
  const placed = new Map(boxes)
  const flows = [...model.flows, ...edits.filter((edit) => edit.type === 'add-flow')]
  const parents = new Map([...model.elements, ...model.boundaries, ...added, ...edits.filter((edit) => edit.type === 'add-boundary')].map((part) => [part.id, part.parent]))
  for (const { id, label, parent } of added) {
    const size = nodeSize(label, null, measure)
    const around = new Set<string>()
    for (let at = parent; at !== null && !around.has(at); at = parents.get(at) ?? null) around.add(at)
    const taken = [...placed].flatMap(([other, box]) => (around.has(other) ? [] : [box]))
    placed.set(id, freeSpot(taken, anchorOf(id, parent, flows, placed, size), size))
  }
  return edits.map((edit) => (edit.type === 'add-element' ? { ...edit, position: placed.get(edit.id) ?? null } : edit))
}

function anchorOf(id: string, parent: string | null, flows: readonly { source: string | null; target: string | null }[], placed: ReadonlyMap<string, Box>, size: { width: number }): { x: number; y: number } {
  const within = parent === null ? undefined : placed.get(parent)
  if (within) return { x: within.x + within.width / 2, y: within.y + within.height / 2 }
  for (const { source, target } of flows) {
    const [from, to] = [source === null ? undefined : placed.get(source), target === null ? undefined : placed.get(target)]
    if (target === id && from) return { x: from.x + from.width + room + size.width / 2, y: from.y + from.height / 2 }
    if (source === id && to) return { x: to.x - room - size.width / 2, y: to.y + to.height / 2 }
  }
  const all = [...placed.values()]
  return { x: Math.max(...all.map((box) => box.x + box.width)) + 64 + size.width / 2, y: Math.min(...all.map((box) => box.y)) + 27 }
}
