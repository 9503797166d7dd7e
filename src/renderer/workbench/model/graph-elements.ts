import type { ElementDefinition } from 'cytoscape'
import type { Box, Flow, Model } from '../../../shared/domain/model.ts'
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
}

const classOfKind = { process: 'process', 'data-store': 'store', 'external-entity': 'external', box: 'boundary', line: 'boundary line' } as const

function isBoundary(part: { kind: keyof typeof classOfKind }): boolean {
  return part.kind === 'box' || part.kind === 'line'
}

/** Where parts stand that nobody has placed yet, until the layout has: a plain grid. */
function gridPlace(index: number): Box {
  return { x: (index % 8) * 220, y: Math.floor(index / 8) * 120, width: 160, height: 54 }
}

/** The parts of the picture of `model`: nodes first, then flows. `placed` has places for parts that the model has none for. */
export function graphParts(model: Model, placed: ReadonlyMap<string, Box>, measure: Measure): GraphPart[] {
  const nodes = [...model.boundaries, ...model.elements]
  const known = new Set(nodes.map((part) => part.id))
  const parents = new Set(nodes.flatMap((part) => (part.parent !== null && known.has(part.parent) ? [part.parent] : [])))
  const centres = new Map<string, { x: number; y: number; width: number }>()
  const parts: GraphPart[] = nodes.map((part, index) => {
    const box = part.position ?? placed.get(part.id) ?? null
    const place = box ?? gridPlace(index)
    const size = isBoundary(part) ? { width: Math.max(place.width, part.kind === 'line' ? 6 : 60), height: Math.max(place.height, 40), textWidth: 400 } : nodeSize(part.label, box, measure)
    const centre = { x: place.x + place.width / 2, y: place.y + place.height / 2 }
    centres.set(part.id, { ...centre, width: size.width })
    const kind = classOfKind[part.kind]
    return {
      id: part.id,
      group: 'nodes',
      classes: parents.has(part.id) ? `${kind} container` : kind,
      data: { label: part.label, w: size.width, h: size.height, t: size.textWidth },
      parent: part.parent !== null && known.has(part.parent) && part.parent !== part.id ? part.parent : null,
      position: parents.has(part.id) ? null : centre,
    }
  })
  return [...parts, ...model.flows.flatMap((flow, index) => flowParts(flow, index, known, centres))]
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
    parts.push({ id, group: 'nodes', classes: 'free', data: { label: '', w: 12, h: 12, t: 10 }, parent: null, position })
    return id
  }
  const from = source ?? freeEnd('source', target)
  const to = target ?? freeEnd('target', source)
  const classes = ['flow', flow.bidirectional ? 'both' : '', source === null || target === null ? 'dangling' : ''].filter(Boolean).join(' ')
  parts.push({ id: flow.id, group: 'edges', classes, data: { label: flow.label, source: from, target: to }, parent: null, position: null })
  return parts
}

/** A part as Cytoscape takes it. */
export function definition(part: GraphPart): ElementDefinition {
  const data = { ...part.data, id: part.id, ...(part.parent === null ? {} : { parent: part.parent }) }
  return { group: part.group, data, classes: part.classes, ...(part.position ? { position: { ...part.position } } : {}) }
}
