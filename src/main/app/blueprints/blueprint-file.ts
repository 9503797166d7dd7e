import { z } from 'zod'
import { BlueprintSize, type ModelParts } from '../../../shared/domain/blueprint.ts'
import { type Facts, FactValue, originPhrases } from '../../../shared/domain/fact.ts'
import { type Box, ElementKind, type Model } from '../../../shared/domain/model.ts'
import { placeAll } from '../../../shared/picture/place.ts'
import { nodeSize } from '../../../shared/picture/text.ts'
import { parseYaml } from '../../stride/vocabulary/yaml-file.ts'

/** Column and row, from 0 on; halves and less are fine. */
const Grid = z.tuple([z.number().min(-20).max(60), z.number().min(-20).max(60)])
const Name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name in small letters')
const Values = z.record(z.string().max(60), FactValue).optional()
const Label = z.string().min(1).max(500)

/** How a contributor writes a blueprint: see `resources/blueprints/README.md`. */
const BlueprintFile = z.strictObject({
  size: BlueprintSize,
  boundaries: z.record(Name, z.strictObject({ label: Label, zone: FactValue.optional(), in: Name.optional() })).optional(),
  elements: z.record(Name, z.strictObject({ label: Label, kind: ElementKind, technology: z.string().max(80), in: Name.optional(), at: Grid, facts: Values })),
  flows: z.array(z.strictObject({ from: Name, to: Name, label: z.string().max(500), both: z.boolean().optional(), facts: Values, bends: z.array(Grid).min(1).max(20).optional() })),
  notes: z.array(z.strictObject({ text: z.string().min(1).max(5000), at: Grid })).optional(),
})

/** Diagram pixels of a column and a row: room for a name, and for what flows between two of them. */
const pitch = { x: 230, y: 118 }
const noteSize = { width: 200, height: 84 }
/** Parts of a blueprint stand on no diagram of a project. */
const diagram = 'blueprint'

function centre([column, row]: readonly [number, number]): { x: number; y: number } {
  return { x: Math.round(column * pitch.x), y: Math.round(row * pitch.y) }
}

function boxAt(at: readonly [number, number], { width, height }: { width: number; height: number }): Box {
  const { x, y } = centre(at)
  return { x: x - Math.round(width / 2), y: y - Math.round(height / 2), width, height }
}

function factsOf(values: Record<string, string> | undefined): Facts {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, { value, origin: { by: 'import' as const, detail: originPhrases.say('template') } }]))
}

/**
 * A blueprint from its file: elements where it says, boundaries around what is in them.
 * @throws ResourceError with line and column of the first thing that is wrong.
 */
export function readBlueprint(file: string, text: string): { size: BlueprintSize; parts: ModelParts } {
  const { content, problem } = parseYaml(file, text, BlueprintFile)
  const boundaries = Object.entries(content.boundaries ?? {})
  const elements = Object.entries(content.elements)
  const zones = new Set(boundaries.map(([name]) => name))
  const ends = new Set(elements.map(([name]) => name))
  for (const [name, { in: zone }] of boundaries) if (zone !== undefined && (!zones.has(zone) || zone === name)) throw problem(['boundaries', name, 'in'], `there is no other boundary ${zone}`)
  for (const [name, { in: zone }] of elements) {
    if (zone !== undefined && !zones.has(zone)) throw problem(['elements', name, 'in'], `there is no boundary ${zone}`)
    if (zones.has(name)) throw problem(['elements', name], `${name} is a boundary`)
  }
  content.flows.forEach((flow, at) => {
    for (const end of ['from', 'to'] as const) if (!ends.has(flow[end])) throw problem(['flows', at, end], `there is no element ${flow[end]}`)
  })
  const parts: ModelParts = {
    elements: elements.map(([id, { label, kind, technology, in: parent, at, facts }]) => ({ id, diagram, label, kind, technology, parent: parent ?? null, facts: factsOf(facts), position: boxAt(at, nodeSize(label)), notes: '' })),
    boundaries: boundaries.map(([id, { label, zone, in: parent }]) => ({ id, diagram, label, kind: 'box', parent: parent ?? null, facts: factsOf(zone === undefined ? {} : { zone }), position: null, notes: '' })),
    flows: content.flows.map(({ from, to, label, both, facts, bends }, at) => ({ id: `flow-${at + 1}`, diagram, label, source: from, target: to, bidirectional: both === true, facts: factsOf(facts), ...(bends ? { bends: bends.map(centre) } : {}), notes: '' })),
    notes: (content.notes ?? []).map(({ text: said, at }, index) => ({ id: `note-${index + 1}`, diagram, text: said, position: boxAt(at, noteSize) })),
  }
  return { size: content.size, parts: { ...parts, boundaries: around(parts) } }
}

function around(parts: ModelParts): ModelParts['boundaries'] {
  const places = placeAll(modelOfParts(parts), new Map(parts.elements.flatMap(({ id, position }) => (position ? [[id, position] as const] : []))))
  return parts.boundaries.map((boundary) => ({ ...boundary, position: places.get(boundary.id) ?? null }))
}

/** `parts` as a model of their own, to be drawn or analysed. */
export function modelOfParts({ elements, flows, boundaries, notes }: ModelParts): Model {
  const own = <Part extends { id: string }>(part: Part) => ({ ...part, key: part.id, sourceId: null })
  const on = elements[0]?.diagram ?? boundaries[0]?.diagram ?? diagram
  return { diagrams: [{ id: on, name: '', order: 1 }], elements: elements.map(own), flows: flows.map(own), boundaries: boundaries.map(own), notes }
}
