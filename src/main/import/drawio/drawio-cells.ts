import { inflateRawSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import type { Dropped } from '../../../shared/domain/import.ts'
import { drawioInPicture } from './drawio-picture.ts'
import { drawioProperties, type DrawioProperties, noProperties } from './drawio-properties.ts'
import { FileProblem, quote } from '../file-problem.ts'
import { oneLine, textOfHtml } from '../html-label.ts'
import { decodeText } from '../source.ts'
import type { ReadContext } from '../source.ts'

const maxInflated = 64 * 1024 * 1024
const maxDepth = 100
const maxCells = 60_000
const maxPages = 200
/** A label is cut at 500 characters in the end; markup makes it longer in the file. */
const maxMarkup = 20_000

export interface Point {
  x: number
  y: number
}

/** An mxCell as the file has it, before anything is made of it. */
export interface Cell {
  id: string
  parent: string | null
  vertex: boolean
  edge: boolean
  source: string | null
  target: string | null
  /** What a person reads of its label, on one line. */
  label: string
  style: Map<string, string>
  /** Null where it has no box of its own. Relative to its parent; a fraction of it where `relative`. */
  geometry: { x: number; y: number; width: number; height: number; relative: boolean } | null
  offset: Point | null
  sourcePoint: Point | null
  targetPoint: Point | null
  properties: DrawioProperties
  /** Of a part of draw.io's C4 library: `Person`, `Software System`, `ContainerScopeBoundary` ...; else empty. */
  c4: string
  /** Of a pool: it is laid out as a list or table is, but what it lays out are lanes. */
  lanes: boolean
  /** A cell of a table's row. */
  inRow: boolean
  line: number
}

export interface Page {
  id: string | null
  name: string
  cells: Cell[]
}

/** The pages of a draw.io file: a bare mxGraphModel, or an mxfile with plain or compressed pages. */
export function readPages(bytes: Uint8Array, context: ReadContext, dropped: Dropped[]): Page[] {
  const reading: Reading = { context, dropped, pages: [], inflated: 0, cells: 0 }
  parseXml(drawioInPicture(bytes, context.name) ?? decodeText(bytes, context.name), '', reading)
  for (const { cells } of reading.pages) findLanes(cells)
  if (reading.pages.length === 0) throw new FileProblem({ file: context.name, place: 'the whole file', expected: 'a draw.io diagram (mxfile or mxGraphModel)' })
  return reading.pages
}

/** Tells pools with their lanes from lists with their rows, which draw.io writes alike. */
function findLanes(cells: readonly Cell[]): void {
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  for (const cell of cells) {
    const parent = cell.parent === null ? undefined : byId.get(cell.parent)
    if (!cell.vertex || !parent?.vertex) continue
    const isRow = parent.style.get('shape') === 'tableRow'
    cell.inRow = isRow
    if (!cell.style.has('swimlane') && cell.style.get('shape') !== 'swimlane') continue
    parent.lanes = true
    const table = isRow && parent.parent !== null ? byId.get(parent.parent) : undefined
    if (table) table.lanes = true
  }
}

interface Reading {
  context: ReadContext
  dropped: Dropped[]
  pages: Page[]
  inflated: number
  cells: number
}

type Attributes = Map<string, string>

interface Walk {
  page: Page | null
  diagram: { id: string | null; name: string; text: string; line: number } | null
  cell: Cell | null
  wrapper: Attributes | null
  depth: number
}

/** `inside` names the compressed page that `xml` came from, for places; empty for the file itself. */
function parseXml(xml: string, inside: string, reading: Reading): void {
  const { name } = reading.context
  const parser = new SaxesParser({ position: true })
  const place = (): string => `${inside}line ${String(parser.line)}, column ${String(parser.column)}`
  const refuse = (expected: string): never => {
    throw new FileProblem({ file: name, place: place(), expected })
  }
  const walk: Walk = { page: inside === '' ? null : (reading.pages.at(-1) ?? null), diagram: null, cell: null, wrapper: null, depth: 0 }
  parser.on('error', (problem) => refuse(`well-formed XML (${quote(problem.message.replace(/^\d+:\d+:\s*/, ''), 90)})`))
  parser.on('doctype', () => refuse('a draw.io file without a document type declaration (DTD)'))
  parser.on('opentag', ({ name: tag, attributes }) => {
    walk.depth += 1
    if (walk.depth > maxDepth) refuse(`at most ${String(maxDepth)} levels of nesting`)
    if (walk.depth === 1) checkRoot(tag, inside, refuse)
    openTag(tag, new Map(Object.entries(attributes)), walk, parser.line, reading, refuse)
  })
  parser.on('text', (text) => {
    if (walk.diagram) walk.diagram.text += text
  })
  parser.on('closetag', ({ name: tag }) => {
    walk.depth -= 1
    if (tag === 'mxCell') walk.cell = null
    if (tag === 'UserObject' || tag === 'object') walk.wrapper = null
    if (tag === 'diagram' && walk.diagram) {
      const { text, line } = walk.diagram
      walk.diagram = null
      if (text.trim() !== '') parseXml(inflate(text.trim(), line, reading), `page ${quote(walk.page?.name ?? '')}, `, reading)
      walk.page = null
    }
  })
  const step = 256 * 1024
  for (let from = 0; from < xml.length; from += step) {
    reading.context.checkCancelled()
    parser.write(xml.slice(from, from + step))
    reading.context.progress({ stage: 'read', done: Math.min(from + step, xml.length), total: xml.length })
  }
  parser.close()
}

function checkRoot(tag: string, inside: string, refuse: (expected: string) => never): void {
  if (tag === 'mxGraphModel' || (tag === 'mxfile' && inside === '')) return
  refuse(`a draw.io diagram (mxfile or mxGraphModel), found <${tag.slice(0, 40)}>`)
}

function openTag(tag: string, attributes: Attributes, walk: Walk, line: number, reading: Reading, refuse: (expected: string) => never): void {
  if (tag === 'diagram') {
    if (reading.pages.length >= maxPages) refuse(`at most ${String(maxPages)} pages`)
    const name = attributes.get('name') ?? `Page-${String(reading.pages.length + 1)}`
    walk.page = { id: attributes.get('id') ?? null, name: name.slice(0, 500), cells: [] }
    reading.pages.push(walk.page)
    walk.diagram = { id: walk.page.id, name, text: '', line }
  } else if (tag === 'mxGraphModel') {
    if (walk.diagram) walk.diagram = { ...walk.diagram, text: '' }
    if (!walk.page) {
      walk.page = { id: null, name: nameOfPage(reading.context.name), cells: [] }
      reading.pages.push(walk.page)
    }
  } else if (tag === 'UserObject' || tag === 'object') walk.wrapper = attributes
  else if (tag === 'mxCell' && walk.page) {
    reading.cells += 1
    if (reading.cells > maxCells) refuse(`at most ${String(maxCells)} cells`)
    walk.cell = cellOf(attributes, walk.wrapper, line)
    walk.page.cells.push(walk.cell)
  } else if (tag === 'mxGeometry' && walk.cell) walk.cell.geometry = geometryOf(attributes, walk.cell)
  else if (tag === 'mxPoint' && walk.cell) placePoint(attributes, walk.cell)
}

function nameOfPage(name: string): string {
  return (name.split(/[/\\]/).pop() ?? name).replace(/\.[^.]+$/, '').slice(0, 500)
}

function cellOf(attributes: Attributes, wrapper: Attributes | null, line: number): Cell {
  const style = styleOf(attributes.get('style') ?? '')
  const label = wrapper?.get('label') ?? attributes.get('value') ?? ''
  const named = c4Name(wrapper, attributes.get('edge') === '1')
  const value = named !== null ? named : wrapper?.get('placeholders') === '1' ? label.replace(/%([\w .-]{1,60})%/g, (whole, key: string) => wrapper.get(key) ?? whole) : label
  return {
    id: wrapper?.get('id') ?? attributes.get('id') ?? '',
    parent: attributes.get('parent') ?? null,
    vertex: attributes.get('vertex') === '1',
    edge: attributes.get('edge') === '1',
    source: attributes.get('source') ?? null,
    target: attributes.get('target') ?? null,
    label: plainLabel(value.slice(0, maxMarkup), style),
    style,
    geometry: null,
    offset: null,
    sourcePoint: null,
    targetPoint: null,
    properties: wrapper ? drawioProperties(wrapper) : noProperties,
    c4: wrapper?.get('c4Type') ?? '',
    lanes: false,
    inRow: false,
    line,
  }
}

/** What a part of draw.io's C4 library is called: its label is a card of name, type, technology and description. Null for any other part. */
function c4Name(wrapper: Attributes | null, edge: boolean): string | null {
  const name = wrapper?.has('c4Type') === true ? wrapper.get(edge ? 'c4Description' : 'c4Name') : undefined
  return name === undefined || name.trim() === '' ? null : name
}

function plainLabel(value: string, style: Map<string, string>): string {
  return style.get('html') === '1' || /<\/?[a-z][^<>]*>|&[a-z#0-9]{1,10};/i.test(value) ? textOfHtml(value) : oneLine(value)
}

/** `rounded=1;ellipse;html=1` as a map; a word without a value, the name of a shape, stands for itself with `1`. */
function styleOf(style: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const part of style.split(';')) {
    const at = part.indexOf('=')
    const key = (at < 0 ? part : part.slice(0, at)).trim()
    if (key !== '') map.set(key, at < 0 ? '1' : part.slice(at + 1).trim())
  }
  return map
}

function numberOf(text: string | undefined): number {
  const number = Number(text ?? 0)
  return Number.isFinite(number) && Math.abs(number) < 1e7 ? number : 0
}

function geometryOf(attributes: Attributes, cell: Cell): Cell['geometry'] {
  const relative = attributes.get('relative') === '1'
  if (cell.edge || (relative && !attributes.has('width'))) return { x: numberOf(attributes.get('x')), y: numberOf(attributes.get('y')), width: 0, height: 0, relative }
  return {
    x: numberOf(attributes.get('x')),
    y: numberOf(attributes.get('y')),
    width: Math.max(0, numberOf(attributes.get('width'))),
    height: Math.max(0, numberOf(attributes.get('height'))),
    relative,
  }
}

function placePoint(attributes: Attributes, cell: Cell): void {
  const point = { x: numberOf(attributes.get('x')), y: numberOf(attributes.get('y')) }
  const as = attributes.get('as')
  if (as === 'sourcePoint') cell.sourcePoint = point
  else if (as === 'targetPoint') cell.targetPoint = point
  else if (as === 'offset') cell.offset = point
}

/** Not every program that writes pages encodes them; then a `%` stands for itself. */
function withoutPercents(text: string): string {
  return text.trimStart().startsWith('<') ? text : decodeURIComponent(text)
}

/** A page that is text: base64 of raw deflate of percent-encoded XML, or one of the plainer ways. */
function inflate(text: string, line: number, reading: Reading): string {
  const problem = (expected: string): FileProblem =>
    new FileProblem({ file: reading.context.name, place: `page ${quote(reading.pages.at(-1)?.name ?? '')} at line ${String(line)}`, expected })
  // Older files, and those that other programs write, have a page as escaped or percent-encoded text as well.
  if (text.startsWith('<')) return text
  const percent = text.startsWith('%3C') || text.startsWith('%3c')
  if (!percent && !/^[A-Za-z0-9+/=\s]+$/.test(text)) throw problem('a compressed draw.io page (base64)')
  let xml: string
  try {
    const left = maxInflated - reading.inflated
    const inflated = percent ? Buffer.from(text) : inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: Math.max(1, left) })
    reading.inflated += inflated.length
    xml = withoutPercents(inflated.toString('utf8'))
  } catch (cause) {
    const tooLarge = cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    throw problem(tooLarge ? `at most ${String(maxInflated / 1024 / 1024)} MB once unpacked` : 'a compressed draw.io page (base64 of deflated, percent-encoded XML); it is damaged or cut short')
  }
  if (xml.trim() === '') throw problem('a compressed draw.io page that is not empty')
  return xml
}
