import type { ElementDefinition } from 'cytoscape'
import type { Box, Flow, Model, Note } from '../../../../shared/domain/model.ts'
import { outOfScope } from '../../../../shared/domain/scope.ts'
import { type Measure, nodeSize } from './node-size.ts'

/** Ids of the small nodes that stand for a flow's free ends. */
export function freeEndId(flow: string, end: 'source' | 'target'): string {
  return `free-end:${end}:${flow}`
}

/** One node or edge of the picture. Positions are centres; null for a node whose place follows from its children. */
export interface GraphPart {
  id: string
  group: 'nodes' | 'edges'
  classes: string
  data: Record<string, string | number>
  parent: string | null
  position: { x: number; y: number } | null
  /** Of a node with content: the box that it has of its own, if any. */
  own: Box | null
  /** Points that a flow runs through; null where it finds its own way. */
  bends: readonly { x: number; y: number }[] | null
}

const classOfKind = { process: 'process', 'data-store': 'store', 'external-entity': 'external', box: 'boundary', line: 'boundary line' } as const

function isBoundary(part: { kind: keyof typeof classOfKind }): boolean {
  return part.kind === 'box' || part.kind === 'line'
}

/** Where parts stand that nobody has placed yet, until the layout has: a plain grid. */
function gridPlace(index: number): Box {
  return { x: (index % 8) * 220, y: Math.floor(index / 8) * 120, width: 160, height: 54 }
}

/** Parts that were made for objects of a model before: where nothing about one changed, it is the very same part again. */
export type KnownParts = WeakMap<object, { part: GraphPart; box: Box | null }>

/** The parts of the picture of `model`: nodes first, then flows. `placed` has places for parts that the model has none for. */
export function graphParts(model: Model, placed: ReadonlyMap<string, Box>, measure: Measure, before: KnownParts = new WeakMap()): GraphPart[] {
  const nodes = [...model.boundaries, ...model.elements]
  const known = new Set(nodes.map((part) => part.id))
  const out = outOfScope(model)
  const openers = new Set(model.diagrams.map(({ opener }) => opener))
  const parents = new Set(nodes.flatMap((part) => (part.parent !== null && known.has(part.parent) ? [part.parent] : [])))
  const centres = new Map<string, { x: number; y: number; width: number }>()
  const parts: GraphPart[] = nodes.map((part, index) => {
    const box = part.position ?? placed.get(part.id) ?? null
    const isParent = parents.has(part.id)
    const parent = part.parent !== null && known.has(part.parent) && part.parent !== part.id ? part.parent : null
    const same = before.get(part)
    // What stands nowhere has its place by its number.
    const opens = openers.has(part.id)
    if (same && box && same.box === box && same.part.classes.includes('opens') === opens && same.part.classes.includes('unscoped') === out.has(part.id) && same.part.parent === parent && (same.part.position === null) === isParent) {
      centres.set(part.id, { x: box.x + box.width / 2, y: box.y + box.height / 2, width: Number(same.part.data['w']) })
      return same.part
    }
    const place = box ?? gridPlace(index)
    const size = isBoundary(part) ? { width: Math.max(place.width, part.kind === 'line' ? 6 : 60), height: Math.max(place.height, 40), textWidth: 400 } : nodeSize(part.label, box, measure)
    const centre = { x: place.x + place.width / 2, y: place.y + place.height / 2 }
    centres.set(part.id, { ...centre, width: size.width })
    const kind = classOfKind[part.kind]
    const made: GraphPart = {
      id: part.id,
      group: 'nodes',
      classes: [kind, isParent ? 'container' : '', opens ? 'opens' : '', out.has(part.id) ? 'unscoped' : ''].filter(Boolean).join(' '),
      data: { label: part.label, w: size.width, h: size.height, t: size.textWidth },
      parent,
      position: isParent ? null : centre,
      own: isParent ? box : null,
      bends: null,
    }
    before.set(part, { part: made, box })
    return made
  })
  for (const note of model.notes ?? []) parts.push(notePart(note, before))
  model.flows.forEach((flow, index) => {
    const [source, target] = [flow.source !== null && known.has(flow.source), flow.target !== null && known.has(flow.target)]
    const same = source && target ? before.get(flow) : undefined
    if (same) return parts.push(same.part)
    const made = flowParts(flow, index, known, centres)
    const [only] = made
    if (made.length === 1 && only) before.set(flow, { part: only, box: null })
    return parts.push(...made)
  })
  return parts
}

/** Free text: as large as it was made, and as its text needs to be seen. */
function notePart(note: Note, before: KnownParts): GraphPart {
  const same = before.get(note)
  if (same) return same.part
  const { x, y, width, height } = note.position
  const part: GraphPart = { id: note.id, group: 'nodes', classes: 'note', data: { label: note.text, w: width, h: height, t: width - 24 }, parent: null, position: { x: x + width / 2, y: y + height / 2 }, own: null, bends: null }
  before.set(note, { part, box: note.position })
  return part
}

function flowParts(flow: Flow, index: number, known: ReadonlySet<string>, centres: ReadonlyMap<string, { x: number; y: number; width: number }>): GraphPart[] {
  const source = flow.source !== null && known.has(flow.source) ? flow.source : null
  const target = flow.target !== null && known.has(flow.target) ? flow.target : null
  const parts: GraphPart[] = []
  const freeEnd = (end: 'source' | 'target', other: string | null): string => {
    const id = freeEndId(flow.id, end)
    const near = other === null ? null : centres.get(other)
    const side = end === 'source' ? -1 : 1
    // Beside the end that is known; where neither is, in a column of their own left of everything.
    const position = near ? { x: near.x + side * (near.width / 2 + 110), y: near.y + 50 } : { x: -300 + side * 70, y: index * 40 }
    parts.push({ id, group: 'nodes', classes: 'free', data: { label: '', w: 12, h: 12, t: 10 }, parent: null, position, own: null, bends: null })
    return id
  }
  const from = source ?? freeEnd('source', target)
  const to = target ?? freeEnd('target', source)
  const classes = ['flow', flow.bidirectional ? 'both' : '', source === null || target === null ? 'dangling' : ''].filter(Boolean).join(' ')
  parts.push({ id: flow.id, group: 'edges', classes, data: { label: flow.label, source: from, target: to }, parent: null, position: null, own: null, bends: flow.bends ?? null })
  return parts
}

/** A part as Cytoscape takes it. */
export function definition(part: GraphPart): ElementDefinition {
  const data = { ...part.data, id: part.id, ...(part.parent === null ? {} : { parent: part.parent }) }
  return { group: part.group, data, classes: part.classes, ...(part.position ? { position: { ...part.position } } : {}) }
}
