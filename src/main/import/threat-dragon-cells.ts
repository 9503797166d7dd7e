import type { Box } from '../../shared/domain/model.ts'
import { carriedName, carriedPart, type CarriedPart } from '../../shared/domain/carried.ts'
import { oneLine } from './html-label.ts'
import { coordinate, field, fieldsOf, isFields, listOf, textOf, type Fields } from './lenient.ts'

export type CellKind = 'process' | 'store' | 'actor' | 'flow' | 'box' | 'curve' | 'text' | 'unknown'

export interface Point {
  x: number
  y: number
}

/** An end of a flow or a curve: at a cell, at a place, or nowhere. */
export interface CellEnd {
  cell: string | null
  point: Point | null
}

/** A cell of a diagram as the file has it, in either version, before anything is made of it. */
export interface Cell {
  id: string
  kind: CellKind
  shape: string
  name: string
  description: string
  outOfScope: boolean
  outOfScopeReason: string
  bidirectional: boolean
  box: Box | null
  /** Of a flow or a curve. */
  source: CellEnd
  target: CellEnd
  bends: Point[]
  /** The cell that it is embedded in. */
  parent: string | null
  threats: unknown[]
  /** Everything else that the file says of it, by the file's own names. */
  properties: Fields
  carried: CarriedPart
}

const kinds: Record<string, CellKind> = {
  'tm.Process': 'process', process: 'process',
  'tm.Store': 'store', store: 'store',
  'tm.Actor': 'actor', actor: 'actor',
  'tm.Flow': 'flow', flow: 'flow',
  'tm.BoundaryBox': 'box', 'trust-boundary-box': 'box',
  'tm.Boundary': 'curve', 'trust-boundary-curve': 'curve', 'trust-boundary': 'curve',
  'tm.Text': 'text', 'td-text-block': 'text', 'td-text': 'text', text: 'text',
}

/** What only says how a cell is drawn, or is read by name. */
const drawing = new Set([
  'id', 'type', 'shape', 'size', 'position', 'angle', 'z', 'zIndex', 'attrs', 'ports', 'visible', 'width', 'height', 'connector', 'labels', 'router', 'markup', 'view', 'tools',
  'smooth', 'source', 'target', 'vertices', 'label', 'data', 'children', 'parent', 'embeds', 'threats', 'hasOpenThreats', 'inherit', 'component',
])
const readByName = new Set(['type', 'name', 'label', 'description', 'outOfScope', 'reasonOutOfScope', 'isBidirectional', 'isTrustBoundary', 'hasOpenThreats', 'threats', 'threatFrequency', carriedName])

/** The cell that a record is. Version 1 keeps the properties on the cell itself, version 2 under `data`; files that mix both are read as well. */
export function cellOf(raw: unknown): Cell {
  const cell = fieldsOf(raw)
  const data = fieldsOf(field(cell, 'data'))
  const said = (name: string): unknown => field(data, name) ?? field(cell, name)
  const type = textOf(field(data, 'type'), 100)
  const shape = textOf(field(cell, 'shape'), 100) || textOf(field(cell, 'type'), 100)
  const kind = kindOf(type) ?? kindOf(textOf(field(cell, 'type'), 100)) ?? kindOf(shape) ?? (said('isTrustBoundary') === true ? (isFields(field(cell, 'position')) ? 'box' : 'curve') : 'unknown')
  return {
    id: textOf(field(cell, 'id'), 400),
    kind,
    shape: type || shape,
    name: nameOf(cell, data),
    description: textOf(said('description')),
    outOfScope: said('outOfScope') === true,
    outOfScopeReason: textOf(said('reasonOutOfScope'), 2000),
    bidirectional: said('isBidirectional') === true,
    box: boxOf(cell),
    source: endOf(said('source')),
    target: endOf(said('target')),
    bends: listOf(field(cell, 'vertices')).flatMap((vertex) => pointOf(vertex) ?? []),
    parent: textOf(field(cell, 'parent'), 400) || null,
    threats: [...listOf(field(data, 'threats')), ...listOf(field(cell, 'threats'))],
    properties: propertiesOf(cell, data),
    carried: carriedPart(field(data, carriedName)),
  }
}

function kindOf(name: string): CellKind | null {
  return Object.hasOwn(kinds, name) ? (kinds[name] ?? null) : null
}


/** The name, whatever its length: `data.name`, else the text that is drawn. */
export function nameOf(cell: Fields, data: Fields): string {
  const most = 5_000_000
  const attrs = fieldsOf(field(cell, 'attrs'))
  const drawn = (part: string): string => oneLine(textOf(field(fieldsOf(field(attrs, part)), 'text'), most))
  const written = (record: Fields, name: string): string => oneLine(textOf(field(record, name), most))
  // Beside Threat Dragon itself many programs write its files, with the name on the cell or as a label.
  const own = [written(data, 'name'), drawn('text'), drawn('label'), written(cell, 'name'), written(data, 'label'), written(cell, 'label')].find((text) => text !== '')
  if (own !== undefined) return own
  for (const label of listOf(field(cell, 'labels'))) {
    if (typeof label === 'string' && oneLine(label) !== '') return oneLine(textOf(label, most))
    const attrs = fieldsOf(field(fieldsOf(label), 'attrs'))
    for (const part of ['labelText', 'label', 'text']) {
      const text = oneLine(textOf(field(fieldsOf(field(attrs, part)), 'text'), most))
      if (text !== '') return text
    }
  }
  return ''
}

function pointOf(value: unknown): Point | null {
  const record = fieldsOf(value)
  const [x, y] = [coordinate(field(record, 'x')), coordinate(field(record, 'y'))]
  return x === null || y === null ? null : { x, y }
}

function endOf(value: unknown): CellEnd {
  if (typeof value === 'string') return { cell: textOf(value, 400) || null, point: null }
  const record = fieldsOf(value)
  return { cell: textOf(field(record, 'cell'), 400) || textOf(field(record, 'id'), 400) || null, point: pointOf(record) }
}

function boxOf(cell: Fields): Box | null {
  const position = pointOf(field(cell, 'position'))
  const size = fieldsOf(field(cell, 'size'))
  const [width, height] = [coordinate(field(size, 'width')), coordinate(field(size, 'height'))]
  return position && { ...position, width: Math.max(0, width ?? 0), height: Math.max(0, height ?? 0) }
}

/** What states something: no empty texts, and no switches that nobody has turned on. */
function propertiesOf(cell: Fields, data: Fields): Fields {
  const properties: Fields = {}
  const add = (record: Fields, known: ReadonlySet<string>): void => {
    for (const [name, value] of Object.entries(record)) {
      if (known.has(name) || readByName.has(name) || value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0)) continue
      // Our writer's name for a property whose own name means something else here.
      const own = name.startsWith('custom:') && readByName.has(name.slice(7)) ? name.slice(7) : name
      if (!Object.hasOwn(properties, own)) properties[own] = value
    }
  }
  add(data, new Set())
  add(cell, drawing)
  return properties
}
