import type { CarriedPart } from '../../../shared/domain/carried.ts'
import { drawioFact, drawioOwn } from '../../../shared/domain/drawio-words.ts'
import type { Facts } from '../../../shared/domain/fact.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { readKeptNotes, writeKeptNotes } from '../../../shared/domain/kept-notes.ts'
import type { Boundary, Box, Element, ElementKind, Flow, Model, Note } from '../../../shared/domain/model.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import { fileIds } from './carried-threat.ts'
import { flowRoutes, type Route } from './drawio-routes.ts'
import { element, htmlLabel, jsonText, storable, type Attributes } from './drawio-xml.ts'
import type { ExportInput } from '../input.ts'
import { placeParts } from './place-parts.ts'

/**
 * The model as a draw.io file: a page a diagram, boundaries and elements with children as containers, every part an `object` whose
 * data (facts, technology, notes) people see and change under "Edit Data". What the drawing can not say travels in the data too, and
 * holds as long as the drawing still says what was written.
 */
export function writeDrawio({ model }: Pick<ExportInput, 'model'>): string {
  const ids = fileIds(model)
  const taken = new Set(ids.values())
  const pages = model.diagrams.map(({ id, name }, index) => {
    const [root, layer] = [freeId('0', 'root', taken), freeId('1', 'layer', taken)]
    const cells = [element('mxCell', { id: root }), element('mxCell', { id: layer, parent: root }), ...cellsOf(id, { model, ids, layer })]
    const graph = element('mxGraphModel', { dx: '1000', dy: '1000', grid: '1', gridSize: '10', guides: '1', tooltips: '1', connect: '1', arrows: '1', fold: '1', page: '0', pageScale: '1', pageWidth: '850', pageHeight: '1100', math: '0', shadow: '0' }, [element('root', {}, cells)])
    return element('diagram', { id: `page-${String(index + 1)}`, name }, [graph])
  })
  return `${element('mxfile', { host: 'dreadnought', pages: String(pages.length) }, pages)}\n`
}

/** draw.io's own name for its root and layer, unless a part is called so. */
function freeId(usual: string, name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(usual)) return usual
  let id = name
  for (let number = 2; taken.has(id); number += 1) id = `${name}-${String(number)}`
  return id
}

interface Writing {
  model: Model
  ids: ReadonlyMap<Id, string>
  /** Id of the page's layer, in which everything stands that stands in nothing else. */
  layer: string
}

/** How the shapes look, and what our reader takes them for by their looks alone. */
const shapes = {
  process: { style: 'rounded=1;arcSize=40;whiteSpace=wrap;html=1;', readAs: 'process' },
  'data-store': { style: 'shape=partialRectangle;left=0;right=0;whiteSpace=wrap;html=1;', readAs: 'data-store' },
  'external-entity': { style: 'rounded=0;whiteSpace=wrap;html=1;', readAs: 'process' },
} as const satisfies Record<ElementKind, { style: string; readAs: ElementKind }>
const holding = 'container=1;collapsible=0;recursiveResize=0;verticalAlign=top;'
const boundaryBox = `rounded=1;arcSize=2;absoluteArcSize=0;whiteSpace=wrap;html=1;fillColor=none;dashed=1;dashPattern=6 4;align=left;spacingLeft=8;fontStyle=2;${holding}`
const boundaryLine = 'endArrow=none;startArrow=none;dashed=1;dashPattern=6 4;html=1;strokeWidth=2;fontStyle=2;'
const flowLine = 'html=1;rounded=1;endArrow=classic;'

function cellsOf(diagram: Id, writing: Writing): string[] {
  const { model } = writing
  const boundaries = model.boundaries.filter((part) => part.diagram === diagram)
  const elements = model.elements.filter((part) => part.diagram === diagram)
  const flows = model.flows.filter((part) => part.diagram === diagram)
  const nodes = new Map<Id, Boundary | Element>([...boundaries, ...elements].map((part) => [part.id, part]))
  const boxes = drawnBoxes(nodes, placeParts(model, diagram))
  const parents = new Set([...nodes.values()].map(({ parent }) => parent))
  const routes = flowRoutes(flows, boxes)
  return [
    ...boundaries.map((part) => (part.kind === 'line' ? lineCell(part, boxes, writing) : vertexCell(part, { style: boundaryBox, role: 'boundary' }, nodes, boxes, writing))),
    ...elements.map((part) => vertexCell(part, { style: `${shapes[part.kind].style}${parents.has(part.id) ? holding : ''}`, role: 'element' }, nodes, boxes, writing)),
    ...flows.map((part) => flowCell(part, nodes, routes.get(part.id), writing)),
    ...(model.notes ?? []).filter((note) => note.diagram === diagram).map((note) => noteCell(note, writing.layer)),
  ]
}

/** What stands in a box of the page, by the box it is drawn in. Lines hold nothing. */
function holderOf(part: Boundary | Element, nodes: ReadonlyMap<Id, Boundary | Element>): Boundary | Element | null {
  const holder = part.parent === null ? undefined : nodes.get(part.parent)
  return holder && holder.kind !== 'line' ? holder : null
}

interface Drawn {
  /** From the corner of what it stands in. */
  relative: Box
  /** Where that is on the page, as whoever adds the two up gets it. */
  absolute: Box
}

/** Nothing is drawn smaller than can be seen, and nothing where draw.io's numbers end. */
function drawable({ x, y, width, height }: Box): Box {
  const within = (value: number): number => (Number.isFinite(value) ? Math.min(1e6, Math.max(-1e6, value)) : 0)
  return { x: within(x), y: within(y), width: Math.max(10, within(width)), height: Math.max(10, within(height)) }
}

function drawnBoxes(nodes: ReadonlyMap<Id, Boundary | Element>, places: ReadonlyMap<Id, Box>): Map<Id, Drawn> {
  const boxes = new Map<Id, Drawn>()
  const draw = (part: Boundary | Element): void => {
    // Outer boxes first, without recursion.
    const chain: (Boundary | Element)[] = []
    for (let at: Boundary | Element | null = part; at !== null && !boxes.has(at.id) && !chain.includes(at); at = at.kind === 'line' ? null : holderOf(at, nodes)) chain.push(at)
    for (const one of chain.reverse()) {
      const wanted = drawable(places.get(one.id) ?? { x: 0, y: 0, width: 10, height: 10 })
      const holder = one.kind === 'line' ? null : holderOf(one, nodes)
      const origin = (holder ? boxes.get(holder.id)?.absolute : undefined) ?? { x: 0, y: 0 }
      const relative = { ...wanted, x: wanted.x - origin.x, y: wanted.y - origin.y }
      boxes.set(one.id, { relative, absolute: { ...wanted, x: origin.x + relative.x, y: origin.y + relative.y } })
    }
  }
  for (const part of nodes.values()) draw(part)
  return boxes
}

const sameBox = (a: Box | null, b: Box): boolean => a !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height

function placeCarried({ position }: Boundary | Element, absolute: Box): CarriedPart {
  return sameBox(position, absolute) ? {} : { box: position, drawn: absolute }
}

function vertexCell(part: Boundary | Element, { style, role }: { style: string; role: 'boundary' | 'element' }, nodes: ReadonlyMap<Id, Boundary | Element>, boxes: ReadonlyMap<Id, Drawn>, { ids, layer }: Writing): string {
  const drawn = boxes.get(part.id)
  const holder = holderOf(part, nodes)
  const relative = drawn?.relative ?? { x: 0, y: 0, width: 10, height: 10 }
  const kind = part.kind === 'box' || part.kind === 'line' ? null : part.kind
  const technology = 'technology' in part ? part.technology : null
  const carried: CarriedPart = {
    role,
    ...(kind === null || shapes[kind].readAs === kind ? {} : { kind, wrote: { kind: shapes[kind].readAs } }),
    ...(technology === null ? {} : { technology }),
    ...(drawn ? placeCarried(part, drawn.absolute) : {}),
  }
  const geometry = element('mxGeometry', { ...numbers(relative), as: 'geometry' })
  const cell = element('mxCell', { style, parent: (holder && ids.get(holder.id)) ?? layer, vertex: '1' }, [geometry])
  return element('object', dataOf(part, ids.get(part.id) ?? part.id, carried, technology), [cell])
}

function lineCell(part: Boundary, boxes: ReadonlyMap<Id, Drawn>, { ids, layer }: Writing): string {
  const { x, y, width, height } = boxes.get(part.id)?.absolute ?? { x: 0, y: 0, width: 10, height: 10 }
  // As a reader gets it from the two points.
  const [right, bottom] = [x + width, y + height]
  const parent = part.parent === null ? undefined : ids.get(part.parent)
  const carried: CarriedPart = { role: 'boundary', ...(parent === undefined ? {} : { parent }), ...placeCarried(part, { x, y, width: right - x, height: bottom - y }) }
  const points = [point({ x, y }, 'sourcePoint'), point({ x: right, y: bottom }, 'targetPoint')]
  const cell = element('mxCell', { style: boundaryLine, parent: layer, edge: '1' }, [element('mxGeometry', { relative: '1', as: 'geometry' }, points)])
  return element('object', dataOf(part, ids.get(part.id) ?? part.id, carried, null), [cell])
}

function flowCell(flow: Flow, nodes: ReadonlyMap<Id, Boundary | Element>, route: Route | undefined, { ids, layer }: Writing): string {
  const end = (id: Id | null): string | undefined => (id !== null && nodes.has(id) ? ids.get(id) : undefined)
  const [source, target] = [end(flow.source), end(flow.target)]
  const points = [
    ...(source === undefined && route ? [point(route.start, 'sourcePoint')] : []),
    ...(target === undefined && route ? [point(route.end, 'targetPoint')] : []),
    ...(route && route.through.length > 0 ? [element('Array', { as: 'points' }, route.through.map((at) => point(at)))] : []),
  ]
  const attributes = { style: `${flowLine}${flow.bidirectional ? 'startArrow=classic;' : ''}`, parent: layer, ...(source === undefined ? {} : { source }), ...(target === undefined ? {} : { target }), edge: '1' }
  const cell = element('mxCell', attributes, [element('mxGeometry', { relative: '1', as: 'geometry' }, points)])
  return element('object', dataOf(flow, ids.get(flow.id) ?? flow.id, {}, null), [cell])
}

/** A text on the diagram, which is no part of the model. */
function noteCell({ id, text, position }: Note, layer: string): string {
  const geometry = element('mxGeometry', { ...numbers(drawable(position)), as: 'geometry' })
  return element('mxCell', { id, value: htmlLabel(text), style: 'text;html=1;whiteSpace=wrap;align=left;verticalAlign=top;strokeColor=none;fillColor=none;', parent: layer, vertex: '1' }, [geometry])
}

function numbers({ x, y, width, height }: Box): Attributes {
  return { x: String(x), y: String(y), width: String(width), height: String(height) }
}

function point({ x, y }: { x: number; y: number }, as?: string): string {
  return element('mxPoint', { x: String(x), y: String(y), ...(as === undefined ? {} : { as }) })
}

/** Names that mean something to draw.io on an `object`, beside ours. */
const reserved: ReadonlySet<string> = new Set(['label', 'id', 'placeholders', 'placeholder', 'link', 'tooltip', 'tags', 'style', ...Object.values(drawioOwn)])

/** What the `object` of a part says: its label, its facts, technology and notes by name, and ours for the way back. */
function dataOf({ label, facts, notes, outOfScope }: Boundary | Element | Flow, id: string, carried: CarriedPart, technology: string | null): Attributes {
  const { attributes, rest } = noteAttributes(notes)
  const whole = storable(rest) === rest
  const own: CarriedPart = { ...carried, ...(Object.keys(facts).length > 0 ? { facts } : {}), ...(whole ? {} : { notes: rest }), ...(outOfScope === undefined ? {} : { outOfScope }) }
  return {
    label: htmlLabel(label),
    id,
    ...(technology === null ? {} : { [drawioOwn.technology]: technology }),
    ...factAttributes(facts),
    ...attributes,
    ...(rest === '' ? {} : { [drawioOwn.notes]: storable(rest) }),
    [drawioOwn.carried]: jsonText(own),
  }
}

function factAttributes(facts: Facts): Attributes {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => drawioFact.fits(name)).map(([name, { value }]) => [drawioFact.attribute(name), value]))
}

/** Properties that the notes keep of the file they came from are data of the shape again, where they can be. */
function noteAttributes(notes: string): { attributes: Attributes; rest: string } {
  const kept = readKeptNotes(notes)
  const attributes: Record<string, string> = {}
  const left: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(kept.properties)) {
    const fits = typeof value === 'string' && /^[A-Za-z_][\w.-]*$/.test(name) && !reserved.has(name) && drawioFact.nameOf(name) === null && storable(value) === value
    if (fits) attributes[name] = value
    else left[name] = value
  }
  return Object.keys(attributes).length === 0 ? { attributes, rest: notes } : { attributes, rest: writeKeptNotes({ ...kept, properties: left }) }
}

/** What a draw.io file has no place for. */
export function notInDrawio({ model, rows, header }: Pick<ExportInput, 'model' | 'rows' | 'header'>): NotCarried[] {
  const pages = new Map([...model.elements, ...model.boundaries].map(({ id, diagram }) => [id, diagram]))
  const elsewhere = (at: Id | null, diagram: Id): boolean => at !== null && pages.get(at) !== diagram
  const lost: NotCarried[] = [
    { what: 'threats', count: rows.length },
    { what: 'which element opens a diagram', count: model.diagrams.filter(({ opener }) => opener !== undefined).length },
    { what: 'ends of flows on another diagram', count: model.flows.filter(({ diagram, source, target }) => elsewhere(source, diagram) || elsewhere(target, diagram)).length },
    { what: 'parts that stand in one of another diagram', count: [...model.elements, ...model.boundaries].filter(({ diagram, parent }) => elsewhere(parent, diagram)).length },
    { what: 'assets', count: header.assets.length },
    { what: 'assumptions', count: header.assumptions.length },
  ]
  return lost.filter(({ count }) => count > 0)
}
