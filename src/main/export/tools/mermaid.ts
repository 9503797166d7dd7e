import { escaped } from '../json-text.ts'
import { type Fact, originPhrases } from '../../../shared/domain/fact.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { ElementKind, Model } from '../../../shared/domain/model.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'

/** Brackets that say an element's kind. */
const shapes = { process: ['["', '"]'], 'data-store': ['[("', '")]'], 'external-entity': ['(["', '"])'] } as const satisfies Record<ElementKind, readonly [string, string]>

/** A Mermaid text with whose names are in it. */
export interface MermaidText {
  text: string
  /** Each node's and subgraph's id in the text, with the id of the element or boundary it stands for. */
  parts: Map<string, Id>
  /** The flows, in the order of their links. */
  flows: Id[]
}

/**
 * The model as a Mermaid flowchart that reads back with the same keys. Node ids are the keys behind an underscore, which no
 * word of Mermaid begins with and which does not count in a key; those of subgraphs have two, as boundaries have a namespace
 * of their own. Elements stand first, in the model's order, so that keys with a suffix stay as they are.
 */
export function writeMermaid(model: Model): string {
  return mermaidText(model).text
}

/** As {@link writeMermaid}, with what its names stand for. */
export function mermaidText(model: Model): MermaidText {
  const names = new Map<string, string>()
  for (const { id, key } of model.elements) names.set(id, `_${key}`)
  for (const { id, key } of boxes(model)) names.set(id, `__${key}`)
  const [diagram, other] = model.diagrams
  const lines = diagram && !other && diagram.name !== '' ? ['---', `title: ${escaped(JSON.stringify(diagram.name))}`, '---'] : []
  lines.push('flowchart LR')
  for (const { key, label, kind } of model.elements) lines.push(`  _${key}${shapes[kind][0]}${quotable(label)}${shapes[kind][1]}`)
  lines.push(...zoneLines(model))
  const flows: Id[] = []
  for (const { id, source, target, bidirectional, label } of model.flows) {
    const [from, to] = [nameOf(names, source), nameOf(names, target)]
    if (from === null || to === null) continue
    lines.push(`  ${from} ${bidirectional ? '<-->' : '-->'}${label.trim() === '' ? '' : `|"${quotable(label)}"|`} ${to}`)
    flows.push(id)
  }
  return { text: `${lines.join('\n')}\n`, parts: new Map([...names].map(([id, name]) => [name, id])), flows }
}

function nameOf(names: Map<string, string>, id: string | null): string | null {
  return id === null ? null : (names.get(id) ?? null)
}

function boxes(model: Model): Model['boundaries'] {
  return model.boundaries.filter(({ kind }) => kind === 'box')
}

/** Subgraphs, each around its own: depth is bounded by the importers' limit. */
function zoneLines(model: Model): string[] {
  const inside = new Map<string | null, { zones: Model['boundaries']; elements: Model['elements'] }>()
  const within = (id: string | null) => {
    const found = inside.get(id) ?? { zones: [], elements: [] }
    inside.set(id, found)
    return found
  }
  const zoneOf = zoneFinder(model)
  for (const zone of boxes(model)) within(zoneOf(zone.parent)).zones.push(zone)
  for (const element of model.elements) within(zoneOf(element.parent)).elements.push(element)
  const linesOf = (id: string | null, indent: string): string[] =>
    (inside.get(id)?.zones ?? []).flatMap((zone) => [
      `${indent}subgraph __${zone.key}["${quotable(zone.label)}"]`,
      ...(inside.get(zone.id)?.elements ?? []).map(({ key }) => `${indent}  _${key}`),
      ...linesOf(zone.id, `${indent}  `),
      `${indent}end`,
    ])
  return linesOf(null, '  ')
}

/** The nearest boundary at or above a part; null where there is none. */
function zoneFinder(model: Model): (id: string | null) => string | null {
  const zones = new Set(boxes(model).map(({ id }) => id))
  const parents = new Map([...model.elements, ...model.boundaries].map(({ id, parent }) => [id, parent]))
  return (id) => {
    const seen = new Set<string>()
    let at = id
    while (at !== null && !zones.has(at) && !seen.has(at)) {
      seen.add(at)
      at = parents.get(at) ?? null
    }
    return at !== null && zones.has(at) ? at : null
  }
}

/** A label within quotes: all but letters, digits, spaces and a few marks as numbers, so that nothing in it is Mermaid, Markdown or HTML. */
function quotable(label: string): string {
  const text = label.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim()
  return text === '' ? ' ' : text.replace(/[^\p{L}\p{M}\p{N} ,.:/()+-]/gu, (char) => `#${String(char.codePointAt(0))};`)
}

/** What a label says is read from it again. */
function isSaidElsewhere({ origin }: Fact): boolean {
  return origin.by === 'user' || (origin.by === 'import' && originPhrases.read(origin.detail)?.code !== 'label')
}

/** What Mermaid has no place for, with how many parts lose it. */
export function notInMermaid(model: Model): NotCarried[] {
  const elements = new Set(model.elements.map(({ id }) => id))
  const [, ...more] = model.diagrams
  const parts = [...model.elements, ...model.flows, ...model.boundaries]
  const symbols = model.elements.filter(({ technology }) => technology?.startsWith('shape:')).length
  const lost: NotCarried[] = [
    { what: 'diagrams (all parts are on one)', count: more.length === 0 ? 0 : model.diagrams.length },
    { what: 'which element opens a diagram', count: model.diagrams.filter(({ opener }) => opener !== undefined).length },
    { what: 'places on the drawing', count: [...model.elements, ...model.boundaries].filter(({ position }) => position !== null).length },
    { what: 'elements that stand in an element', count: model.elements.filter(({ parent }) => parent !== null && elements.has(parent)).length },
    { what: 'drawn symbols', count: symbols },
    { what: 'technologies, unless the label says them', count: model.elements.filter(({ technology }) => technology !== null).length - symbols },
    { what: 'facts that no label says', count: parts.reduce((sum, { facts }) => sum + Object.values(facts).filter(isSaidElsewhere).length, 0) },
    { what: 'notes of parts', count: parts.filter(({ notes }) => notes !== '').length },
    { what: 'that parts are out of scope, and why', count: parts.filter(({ outOfScope }) => outOfScope !== undefined).length },
    { what: 'boundaries that are lines', count: model.boundaries.filter(({ kind }) => kind === 'line').length },
    { what: 'texts on the diagram', count: model.notes?.length ?? 0 },
    { what: 'bends of flows', count: model.flows.filter(({ bends }) => bends !== undefined).length },
    { what: 'flows with a free end', count: model.flows.filter(({ source, target }) => source === null || target === null).length },
  ]
  return lost.filter(({ count }) => count > 0)
}
