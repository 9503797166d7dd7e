import type { Dropped, ImportReport } from '../../../shared/domain/import.ts'
import type { Facts } from '../../../shared/domain/fact.ts'
import type { Box, ElementKind } from '../../../shared/domain/model.ts'
import { type Draft, type DraftFlow, scopeOf } from '../draft.ts'
import { absoluteBoxes, isBox, isDashed, isGrouping, isList, isText, saysContainer } from './drawio-boxes.ts'
import { smallestAround } from './box-holders.ts'
import { decorationsOf } from './drawio-decorations.ts'
import { isArrowHead, isArrowShape, isBoundaryMark, isDataFlowNotation, isEmptyFrame, isGroupFrame, isNote, isStepMark, notationKind } from './drawio-marks.ts'
import { readPages } from './drawio-cells.ts'
import { looksLikeDrawioPicture } from './drawio-picture.ts'
import type { Cell, Page } from './drawio-cells.ts'
import { FileProblem } from '../file-problem.ts'
import { fitLabel } from '../source.ts'
import type { ReadContext } from '../source.ts'

const maxThings = 20_000
const maxDepth = 100

/** Whether the bytes look like a draw.io file. */
export function detectDrawio(start: string, name: string): boolean {
  return /\.(drawio|dio)(\.xml)?$/i.test(name) || looksLikeDrawioPicture(start, name) || /<(mxfile|mxGraphModel)\b/.test(start)
}

/** Reads a draw.io file: every page a diagram. */
export function readDrawio(bytes: Uint8Array, context: ReadContext): { draft: Draft; report: ImportReport } {
  const dropped: Dropped[] = []
  const pages = readPages(bytes, context, dropped)
  const draft: Draft = { diagrams: [], elements: [], boundaries: [], flows: [] }
  const seen = new Set<string>()
  checkSize(pages, context.name)
  pages.forEach((page, index) => {
    context.checkCancelled()
    context.progress({ stage: 'build', done: index, total: pages.length })
    draft.diagrams.push({ name: page.name, sourceId: page.id })
    readPage(page, index, draft, dropped, sourceIdOf(page, seen))
  })
  return { draft, report: reportOf(pages, draft, dropped) }
}

/** Refuses what would take too long to nest: too many things, or too many inside each other. */
function checkSize(pages: Page[], file: string): void {
  const things = pages.reduce((sum, { cells }) => sum + cells.filter(({ vertex }) => vertex).length, 0)
  if (things > maxThings) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxThings)} shapes, found ${String(things)}` })
  for (const { cells } of pages) {
    const parents = new Map(cells.map(({ id, parent }) => [id, parent]))
    for (const cell of cells) {
      const above = new Set<string>()
      for (let at = cell.parent; at !== null; at = parents.get(at) ?? null) {
        const expected = above.has(at) ? 'parents that do not go in a circle' : `at most ${String(maxDepth)} shapes inside each other`
        if (above.has(at) || above.size >= maxDepth) throw new FileProblem({ file, place: `line ${String(cell.line)}`, expected })
        above.add(at)
      }
    }
  }
}

/** Cell ids are unique on a page; across pages they may repeat, and then carry the page's id. */
function sourceIdOf(page: Page, seen: Set<string>): (id: string) => string {
  const own = new Map<string, string>()
  // The next number to try, so that a thousand equal ids do not search a thousand times each.
  const next = new Map<string, number>()
  return (id) => {
    const known = own.get(id)
    if (known !== undefined) return known
    const short = id.slice(0, 400)
    const onPage = `${(page.id ?? 'page').slice(0, 90)}/${short}`
    let source = short
    let copy = next.get(short) ?? 1
    for (; seen.has(source); copy += 1) source = copy === 1 ? onPage : `${onPage}#${String(copy)}`
    next.set(short, copy)
    seen.add(source)
    own.set(id, source)
    return source
  }
}

/** What each vertex of a page is taken for. */
interface Sorted {
  elements: Cell[]
  boundaries: Cell[]
  /** Labels of edges, by the edge's id. */
  edgeLabels: Map<string, Cell[]>
  /** The element or boundary that a cell belongs to: itself, or what it is a part of. */
  owner: Map<string, string>
  parent: Map<string, string | null>
  /** Technology of boxes whose icon is a cell of its own. */
  icons: Map<string, string>
  labels: Map<string, string>
  /** Ids of the boundaries. */
  isBoundary: Set<string>
  /** Boundaries that are drawn as a line, but are no edge. */
  marks: Cell[]
}

function readPage(page: Page, diagram: number, draft: Draft, dropped: Dropped[], sourceId: (id: string) => string): void {
  const boxes = absoluteBoxes(page)
  const sorted = sortCells(page, boxes, dropped)
  const notation = isDataFlowNotation(page)
  const ref = (id: string): string => `${String(diagram)}/${id}`
  const parentRef = (id: string): string | null => {
    const parent = sorted.parent.get(id)
    return parent === undefined || parent === null ? null : ref(parent)
  }
  const first = draft.boundaries.length
  for (const cell of sorted.boundaries) {
    draft.boundaries.push({ ref: ref(cell.id), diagram, label: labelOf(cell, dropped, sorted), kind: 'box', parent: parentRef(cell.id), box: boxOf(cell, boxes.get(cell.id) ?? null), sourceId: sourceId(cell.id), ...saidOf(cell) })
  }
  for (const cell of sorted.elements) {
    draft.elements.push({
      ref: ref(cell.id),
      diagram,
      label: labelOf(cell, dropped, sorted),
      kind: kindOf(cell, notation),
      technology: technologyOf(cell, sorted),
      parent: parentRef(cell.id),
      box: boxOf(cell, boxes.get(cell.id) ?? null),
      sourceId: sourceId(cell.id),
      ...saidOf(cell),
    })
  }
  for (const cell of sorted.marks) {
    draft.boundaries.push({ ref: ref(cell.id), diagram, label: labelOf(cell, dropped, sorted), kind: 'line', parent: null, box: boxes.get(cell.id) ?? null, sourceId: sourceId(cell.id), ...saidOf(cell) })
  }
  for (const cell of page.cells) {
    if (!cell.edge) continue
    const line = boundaryLine(cell)
    const { parent } = cell.properties.carried ?? {}
    const holder = typeof parent === 'string' && sorted.owner.get(parent) === parent ? ref(parent) : null
    if (line) draft.boundaries.push({ ref: ref(cell.id), diagram, label: edgeLabel(cell, sorted, dropped), kind: 'line', parent: holder, box: boxOf(cell, line), sourceId: sourceId(cell.id), ...saidOf(cell) })
    else draft.flows.push({ ...flowOf(cell, sorted, dropped, ref), diagram, sourceId: sourceId(cell.id), ...saidOf(cell) })
  }
  // Boxes and lines in the order of the file.
  const places = new Map(page.cells.map(({ id }, place) => [ref(id), place]))
  const placeOf = (boundary: { ref: string }): number => places.get(boundary.ref) ?? 0
  draft.boundaries.push(...draft.boundaries.splice(first).sort((a, b) => placeOf(a) - placeOf(b)))
}

/** What its data says of a part. */
function saidOf({ properties: { carried, facts, notes } }: Cell): { facts?: Facts; notes?: string; outOfScope?: string } {
  return { ...(Object.keys(facts).length > 0 ? { facts } : {}), ...(notes === '' ? {} : { notes }), ...scopeOf(carried?.outOfScope ?? null) }
}

/** Where a part stands: where our writer says, as long as nobody has moved it since. */
function boxOf({ properties: { carried } }: Cell, box: Box | null): Box | null {
  const { drawn } = carried ?? {}
  const unmoved = drawn && box && drawn.x === box.x && drawn.y === box.y && drawn.width === box.width && drawn.height === box.height
  return unmoved && carried?.box !== undefined ? carried.box : box
}

function technologyOf(cell: Cell, sorted: Sorted): string | null {
  const { technology } = cell.properties
  const hint = shapeHint(cell) ?? sorted.icons.get(cell.id) ?? null
  return technology === undefined ? hint : (technology ?? hint)
}

function sortCells(page: Page, boxes: Map<string, Box>, dropped: Dropped[]): Sorted {
  const cells = new Map(page.cells.map((cell) => [cell.id, cell]))
  const ends = endsOf(page.cells)
  const sorted: Sorted = { elements: [], boundaries: [], edgeLabels: new Map(), owner: new Map(), parent: new Map(), icons: new Map(), labels: new Map(), isBoundary: new Set(), marks: [] }
  const things: Cell[] = []
  for (const cell of page.cells) {
    if (!cell.vertex) continue
    const parent = cell.parent === null ? undefined : cells.get(cell.parent)
    const list = listAbove(cell, cells)
    if (parent?.edge === true) sorted.edgeLabels.set(parent.id, [...(sorted.edgeLabels.get(parent.id) ?? []), cell])
    else if (list) sorted.owner.set(cell.id, list.id)
    else if (isGrouping(cell) && !ends.has(cell.id)) continue
    else things.push(cell)
  }
  const above = (cell: Cell): string | null => thingAbove(cell, cells, sorted)
  const drawn = things.filter((cell) => !isMark(cell, ends))
  sorted.marks = things.filter((cell) => isMark(cell, ends))
  const decorations = decorationsOf({ things: drawn, ends, boxes, above, hintOf: shapeHint }, dropped)
  for (const [id, owner] of decorations.owner) sorted.owner.set(id, owner)
  Object.assign(sorted, { icons: decorations.icons, labels: decorations.labels })
  const kept = drawn.filter((cell) => !decorations.taken.has(cell.id))
  nest(kept, boxes, above, sorted)
  const parents = new Set(sorted.parent.values())
  for (const cell of kept) {
    sorted.owner.set(cell.id, cell.id)
    // A solid box with flows of its own that contains others stays one element.
    const contains = parents.has(cell.id) && !isList(cell)
    const role = cell.properties.carried?.role
    const frame = isGroupFrame(cell) || (isEmptyFrame(cell) && !ends.has(cell.id))
    if (role === 'boundary' || (role === undefined && (frame || (contains && isBox(cell) && (saysContainer(cell) || !ends.has(cell.id)))))) sorted.boundaries.push(cell)
    else sorted.elements.push(cell)
  }
  for (const { id } of sorted.boundaries) sorted.isBoundary.add(id)
  return sorted
}

/** Ids of the cells that flows start and end at. */
function endsOf(cells: readonly Cell[]): Set<string> {
  const ends = new Set<string>()
  for (const cell of cells) if (cell.edge) for (const end of [cell.source, cell.target]) if (end !== null) ends.add(end)
  return ends
}

/** A boundary that is a shape to be crossed, not a box. */
function isMark(cell: Cell, ends: ReadonlySet<string>): boolean {
  return isBoundaryMark(cell) && !ends.has(cell.id) && cell.properties.carried === null
}

/** The list or table that the cell is a row of. */
function listAbove(cell: Cell, cells: Map<string, Cell>): Cell | null {
  let found: Cell | null = null
  const seen = new Set<string>([cell.id])
  for (let parent = cell.parent; parent !== null && !seen.has(parent); ) {
    seen.add(parent)
    const above = cells.get(parent)
    if (!above?.vertex) break
    if (isList(above)) found = above
    parent = above.parent
  }
  return found
}

/** The nearest cell above that is a thing; groupings and layers are looked through. */
function thingAbove(cell: Cell, cells: Map<string, Cell>, sorted: Sorted): string | null {
  const seen = new Set<string>([cell.id])
  for (let parent = cell.parent; parent !== null && !seen.has(parent); ) {
    seen.add(parent)
    const above = cells.get(parent)
    if (!above?.vertex) return null
    if (!isGrouping(above)) return sorted.owner.get(above.id) ?? above.id
    parent = above.parent
  }
  return null
}

/** Gives each thing its parent: the one the file names, or a smaller box within that one that holds it by its place. */
function nest(things: Cell[], boxes: Map<string, Box>, above: (cell: Cell) => string | null, sorted: Sorted): void {
  const holders = things
    .filter((cell) => isBox(cell) && !isList(cell))
    .map((cell) => ({ id: cell.id, box: boxes.get(cell.id), written: cell.properties.carried !== null }))
    .flatMap(({ id, box, written }) => (box ? [{ id, box, written }] : []))
  const smallest = smallestAround(holders)
  const named = new Map(things.map((cell) => [cell.id, above(cell)]))
  const around = new Map<string, Set<string>>()
  const within = (id: string, ancestor: string | null): boolean => {
    if (ancestor === null) return true
    const known = around.get(id)
    if (known) return known.has(ancestor)
    const all = new Set<string>()
    for (let at: string | null = id; at !== null && !all.has(at); at = named.get(at) ?? null) all.add(at)
    around.set(id, all)
    return all.has(ancestor)
  }
  for (const cell of things) {
    const explicit = named.get(cell.id) ?? null
    const box = boxes.get(cell.id)
    // Our writer says what stands in what: of two parts that it wrote, the file is right.
    const written = cell.properties.carried !== null
    const holder = box && smallest(box, ({ id, written: known }) => id !== cell.id && !(written && known) && !within(id, cell.id) && within(id, explicit))
    sorted.parent.set(cell.id, holder?.id ?? explicit)
  }
}

function flowOf(cell: Cell, sorted: Sorted, dropped: Dropped[], ref: (id: string) => string): Omit<DraftFlow, 'diagram' | 'sourceId'> {
  const label = edgeLabel(cell, sorted, dropped)
  const what = `edge ${cell.id.slice(0, 60)}${label === '' ? '' : ` "${label.slice(0, 60)}"`}`
  const end = (id: string | null, side: string): string | null => {
    if (id === null) {
      dropped.push({ line: cell.line, what, why: `its ${side} end is free: kept on the diagram, but not analysed` })
      return null
    }
    const owner = sorted.owner.get(id)
    if (owner === undefined) dropped.push({ line: cell.line, what, why: `its ${side} "${id.slice(0, 60)}" is not an element of the page: kept with a free end, but not analysed` })
    else if (sorted.isBoundary.has(owner)) dropped.push({ line: cell.line, what, why: `its ${side} is a boundary: kept on the diagram, but not analysed` })
    return owner === undefined ? null : ref(owner)
  }
  const source = end(cell.source, 'source')
  const target = end(cell.target, 'target')
  const arrow = (key: string, standard: string): boolean => isArrowHead(cell.style.get(key) ?? standard)
  const atStart = arrow('startArrow', 'none')
  const atEnd = arrow('endArrow', 'classic')
  if (!atStart && !atEnd && source !== null && target !== null) dropped.push({ line: cell.line, what, why: 'no arrowhead: read as a flow from where it was drawn to where it ends' })
  if (atStart && !atEnd) return { label, source: target, target: source, bidirectional: false }
  return { label, source, target, bidirectional: atStart && atEnd }
}

/** A dashed line with both ends free and no arrowhead is a boundary that flows cross. Answers the box around it. */
function boundaryLine(cell: Cell): Box | null {
  const { style, sourcePoint, targetPoint } = cell
  if (cell.source !== null || cell.target !== null || !isDashed(style) || !sourcePoint || !targetPoint) return null
  if ((style.get('endArrow') ?? 'classic') !== 'none' || (style.get('startArrow') ?? 'none') !== 'none') return null
  return {
    x: Math.min(sourcePoint.x, targetPoint.x),
    y: Math.min(sourcePoint.y, targetPoint.y),
    width: Math.abs(sourcePoint.x - targetPoint.x),
    height: Math.abs(sourcePoint.y - targetPoint.y),
  }
}

function labelOf(cell: Cell, dropped: Dropped[], sorted: Sorted): string {
  return fitLabel(cell.label || (sorted.labels.get(cell.id) ?? ''), `cell ${cell.id.slice(0, 60)}`, dropped, cell.line)
}

function edgeLabel(cell: Cell, sorted: Sorted, dropped: Dropped[]): string {
  const parts = [cell, ...(sorted.edgeLabels.get(cell.id) ?? [])].map(({ label }) => label).filter((part) => part !== '')
  return fitLabel(parts.join(' '), `edge ${cell.id.slice(0, 60)}`, dropped, cell.line)
}

function kindOf(cell: Cell, notation: boolean): ElementKind {
  const { carried } = cell.properties
  const { kind, wrote } = carried ?? {}
  const drawn = (notation && carried === null ? notationKind(cell) : null) ?? drawnKind(cell)
  // Where somebody has chosen another shape since, that says it.
  return kind !== undefined && wrote?.['kind'] === drawn ? kind : drawn
}

function drawnKind({ style }: Cell): ElementKind {
  const shape = (style.get('shape') ?? '').toLowerCase()
  if (/externalentity/.test(shape)) return 'external-entity'
  if (/cylinder|datastore|data_store|database|datastorage|partialrectangle|internalstorage/.test(shape) || style.has('cylinder')) return 'data-store'
  return /actor|(?:^|[._])users?\d?$|person/.test(shape) || style.has('umlActor') || style.has('actor') ? 'external-entity' : 'process'
}

/** The stencil that a cell is drawn with, as `shape:mxgraph.aws4.s3`; null where it is drawn with a plain shape. */
function shapeHint({ style }: Cell): string | null {
  const shape = style.get('shape')
  const part = style.get('prIcon')
  // Kubernetes' frame and what is in it stand apart: shape=mxgraph.kubernetes.icon;prIcon=pod
  const framed = part !== undefined && !part.includes('.') && shape !== undefined ? `${shape.slice(0, shape.lastIndexOf('.') + 1)}${part}` : part
  const irius = style.get('ir.componentDefinition.ref')
  if (irius !== undefined && irius !== 'empty-component') return `shape:${irius}`.slice(0, 80)
  const stencil = [style.get('resIcon'), framed, shape].find((name) => name !== undefined && name.includes('.'))
  const picture = style.get('image')
  const name = stencil ?? (picture !== undefined && !picture.startsWith('data:') ? picture.split('/').slice(-3).join('/') : undefined)
  return name === undefined || name === '' ? null : `shape:${name}`.slice(0, 80)
}

/** Candidates are counted on the cells, before anything was made of them. */
function reportOf(pages: Page[], draft: Draft, dropped: Dropped[]): ImportReport {
  const elements = new Set(draft.elements.map(({ ref }) => ref))
  const connected = draft.flows.filter(({ source, target }) => source !== null && target !== null && elements.has(source) && elements.has(target))
  const edges = pages.flatMap(({ cells }) => cells.filter((cell) => cell.edge && !boundaryLine(cell)))
  const labelled = pages.flatMap(({ cells }) => {
    const withText = new Set(cells.filter((cell) => cell.vertex && cell.label !== '').map((cell) => cell.parent))
    return cells.filter((cell) => cell.edge && !boundaryLine(cell) && (cell.label !== '' || withText.has(cell.id)))
  })
  const things = pages.flatMap(candidateThings)
  const boxes = draft.boundaries.filter(({ kind }) => kind === 'box')
  const parsedLabels = draft.elements.filter(({ label }) => label !== '').length
  const share = (parsed: number, counted: number): { parsed: number; candidates: number } => ({ parsed, candidates: Math.max(parsed, counted) })
  return {
    elements: share(draft.elements.length, things.length - boxes.length),
    edges: share(connected.length, edges.length),
    labels: share(parsedLabels, things.filter((cell) => cell.label !== '').length - boxes.filter(({ label }) => label !== '').length),
    flowLabels: share(connected.filter(({ label }) => label !== '').length, labelled.length),
    dropped,
  }
}

/** Everything on a page that is drawn as a thing: vertices but labels of edges, bare texts, groupings and rows of lists. */
function candidateThings({ cells }: Page): Cell[] {
  const ends = endsOf(cells)
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  return cells.filter((cell) => {
    const parent = cell.parent === null ? undefined : byId.get(cell.parent)
    const aside = !ends.has(cell.id) && (isNote(cell) || isStepMark(cell) || isArrowShape(cell) || isMark(cell, ends))
    return cell.vertex && parent?.edge !== true && !isText(cell.style) && !isGrouping(cell) && !aside && listAbove(cell, byId) === null
  })
}
