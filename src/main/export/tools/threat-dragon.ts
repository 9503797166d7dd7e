import { jsonText } from '../json-text.ts'
import { z } from 'zod'
import { carriedName, type CarriedPart } from '../../../shared/domain/carried.ts'
import { byThreat, type Mitigation, withoutThreats } from '../../../shared/domain/mitigation.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { readKeptNotes } from '../../../shared/domain/kept-notes.ts'
import { type Boundary, type Box, type Element, type Flow, type Model } from '../../../shared/domain/model.ts'
import { parentsByPlace } from '../../../shared/domain/nesting.ts'
import { unnamedSystem } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import type { Stride } from '../../../shared/domain/stride.ts'
import { dragonSwitches, responseOfStatus, statusOfResponse } from '../../../shared/domain/threat-dragon-words.ts'
import { openSuggestions } from '../../../shared/list/suggestions.ts'
import { alike, carriedOf, fileIds } from './carried-threat.ts'
import type { ExportInput } from '../input.ts'
import { freeMitigations } from './list-losses.ts'
import { registerLosses } from './register-losses.ts'
import { mitigationWords } from '../register-words.ts'
import { placeParts } from './place-parts.ts'

const version = '2.5.0'
const thumbnail = './public/content/images/thumbnail.stride.jpg'

type Fields = Record<string, unknown>

/** The project as a model of Threat Dragon 2. What that has no place for travels in its free fields, and is read from there again. */
export function writeThreatDragon(input: ExportInput): string {
  const { model, header, rows } = input
  const layout = layoutOf(input)
  const writing: Writing = { model, ids: fileIds(model, 2), rows: rowsByPart(rows, model), numbers: numbersOf(rows), covering: byThreat(input.mitigations ?? []) }
  const diagrams = model.diagrams.map((diagram, index) => {
    const said = layout.diagrams.find(({ name }) => name === diagram.name)
    const texts = layout.texts.filter((text) => (layout.diagrams[text.diagram]?.name ?? model.diagrams[0]?.name) === diagram.name)
    return {
      id: index,
      title: diagram.name,
      ...(said?.description ? { description: said.description } : {}),
      diagramType: said && said.type.length >= 3 ? said.type : 'STRIDE',
      placeholder: said?.placeholder || 'New STRIDE diagram description',
      thumbnail: said?.thumbnail || thumbnail,
      version,
      cells: [...cellsOf(diagram.id, writing), ...texts.map((text, at) => textCell(text, `text-${String(index)}-${String(at)}`))],
    }
  })
  const { purpose } = header
  const description = layout.summary.description !== '' && purpose.startsWith(layout.summary.description) && layout.texts.length > 0 ? layout.summary.description : purpose
  const file = {
    version,
    ...(header.release === '' ? {} : { release_version: header.release }),
    summary: { title: header.system || unnamedSystem, owner: layout.summary.owner, description, id: 0 },
    detail: {
      contributors: layout.detail.contributors.map((name) => ({ name })),
      diagrams,
      diagramTop: diagrams.length,
      reviewer: layout.detail.reviewer,
      threatTop: Math.max(0, ...writing.numbers.values()),
    },
  }
  return jsonText(file)
}

const Layout = {
  summary: z.object({ owner: z.string(), description: z.string() }).catch({ owner: '', description: '' }),
  detail: z.object({ reviewer: z.string(), contributors: z.array(z.string()) }).catch({ reviewer: '', contributors: [] }),
  diagrams: z.array(z.object({ name: z.string(), description: z.string(), placeholder: z.string(), type: z.string(), thumbnail: z.string() })).catch([]),
  texts: z.array(z.object({ diagram: z.number(), text: z.string(), box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable() })).catch([]),
}

/** What a file of Threat Dragon said around its cells when it was imported. */
function layoutOf({ layouts }: ExportInput) {
  const said = layouts['threat-dragon'] ?? {}
  const json = (name: string): unknown => {
    try {
      return JSON.parse(said[name] ?? 'null')
    } catch {
      return null
    }
  }
  return { summary: Layout.summary.parse(json('summary')), detail: Layout.detail.parse(json('detail')), diagrams: Layout.diagrams.parse(json('diagrams')), texts: Layout.texts.parse(json('texts')) }
}

interface Writing {
  model: Model
  ids: Map<Id, string>
  /** The rows of each part that is their home in the file. */
  rows: Map<Id, RegisterRow[]>
  numbers: Map<Id, number>
  /** What is done, by threat. */
  covering: Map<Id, Mitigation[]>
}

/** A threat of the file belongs to one cell: the flow it rests on, else the first part. */
function homeOf({ threat }: RegisterRow, model: Model): Id | null {
  const flows = new Set(model.flows.map(({ id }) => id))
  const nodes = new Set([...model.elements, ...model.boundaries].map(({ id }) => id))
  const named = [...threat.evidence, ...threat.affected]
  return named.find((id) => flows.has(id)) ?? named.find((id) => nodes.has(id)) ?? null
}

function rowsByPart(rows: readonly RegisterRow[], model: Model): Map<Id, RegisterRow[]> {
  const byPart = new Map<Id, RegisterRow[]>()
  for (const row of rows) {
    const home = homeOf(row, model)
    if (home !== null) byPart.set(home, [...(byPart.get(home) ?? []), row])
  }
  return byPart
}

/** The file numbers its threats; one that has a number keeps it. */
function numbersOf(rows: readonly RegisterRow[]): Map<Id, number> {
  const numbers = new Map<Id, number>()
  const taken = new Set<number>()
  for (const { threat } of rows) {
    const own = /^[1-9]\d{0,8}$/.test(threat.displayId) ? Number(threat.displayId) : null
    if (own === null || taken.has(own)) continue
    numbers.set(threat.id, own)
    taken.add(own)
  }
  let next = 0
  for (const { threat } of rows) {
    if (numbers.has(threat.id) || threat.displayId === '') continue
    do next += 1
    while (taken.has(next))
    numbers.set(threat.id, next)
  }
  return numbers
}

const rounded = (box: Box): Box => ({ ...box, width: Math.max(10, box.width), height: Math.max(10, box.height) })
const sameBox = (a: Box | null, b: Box | null): boolean => a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height)

function cellsOf(diagram: Id, writing: Writing): Fields[] {
  const { model, ids } = writing
  const places = placeParts(model, diagram)
  const boundaries = model.boundaries.filter((part) => part.diagram === diagram)
  const elements = model.elements.filter((part) => part.diagram === diagram)
  const drawn = new Map<Id, Box>()
  const curves = new Map<Id, { x: number; y: number }[]>()
  for (const { id, kind, notes } of [...boundaries, ...elements]) {
    const place = places.get(id) ?? { x: 0, y: 0, width: 10, height: 10 }
    if (kind !== 'line') drawn.set(id, rounded(place))
    else {
      const points = curveOf(notes, place)
      curves.set(id, points)
      drawn.set(id, boxAround(points))
    }
  }
  const placed = (parts: readonly { id: Id }[]) => parts.map(({ id }) => ({ ref: id, box: drawn.get(id) ?? null }))
  const parents = parentsByPlace(placed(boundaries.filter(({ kind }) => kind === 'box')), placed(elements))
  const here = new Set([...boundaries, ...elements].map(({ id }) => id))
  const carried = ({ id, kind, notes, parent, position, facts }: Boundary | Element): CarriedPart => {
    const box = drawn.get(id)
    const own = parent !== null && here.has(parent) ? parent : null
    const elsewhere = box !== undefined && !sameBox(position, box)
    const nested = own !== (parents.get(id) ?? null)
    return {
      ...(Object.keys(facts).length > 0 ? { facts } : {}),
      ...(nested ? { parent: own === null ? null : (ids.get(own) ?? null) } : {}),
      ...(elsewhere ? { box: position } : {}),
      ...(box && (nested || elsewhere) ? { drawn: box } : {}),
      ...(kind === 'line' && readKeptNotes(notes).properties['curve'] === undefined ? { wrote: { curve: curveText(curves.get(id) ?? []) } } : {}),
    }
  }
  const flows = model.flows.filter((part) => part.diagram === diagram)
  return [
    ...boundaries.map((part) => boundaryCell(part, { box: drawn.get(part.id), curve: curves.get(part.id), carried: carried(part) }, writing)),
    ...elements.map((part, index) => elementCell(part, { box: drawn.get(part.id), carried: carried(part), zIndex: index + 1 }, writing)),
    ...flows.map((part) => flowCell(part, { drawn, here }, writing)),
  ]
}

/** As the reader writes it into the notes. */
function curveText(points: readonly { x: number; y: number }[]): string {
  return points.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')
}

/** How a curve ran in the file it came from, if it still stands there; else from corner to corner. The schema wants whole numbers at its ends. */
function curveOf(notes: string, box: Box): { x: number; y: number }[] {
  const said = readKeptNotes(notes).properties['curve']
  const points = typeof said === 'string' ? said.split(' ').map((pair) => pair.split(',').map(Number)).map(([x, y]) => ({ x: x ?? Number.NaN, y: y ?? Number.NaN })) : []
  const whole = points.length >= 2 && points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) && sameBox(boxAround(points), box)
  const run = whole ? points : [{ x: box.x, y: box.y }, { x: box.x + box.width, y: box.y + box.height }]
  return run.map((point, index) => (index === 0 || index === run.length - 1 ? { x: Math.round(point.x), y: Math.round(point.y) } : point))
}

function boxAround(points: readonly { x: number; y: number }[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** Names that mean something in the file's own records. */
const taken = new Set(['type', 'name', 'description', 'outOfScope', 'reasonOutOfScope', 'isBidirectional', 'isTrustBoundary', 'hasOpenThreats', 'threats', 'threatFrequency', carriedName])

/** Everything of a part's notes, by the names that the file has for it. */
function noteFields({ notes, outOfScope }: Pick<Element, 'notes' | 'outOfScope'>): { said: Fields; properties: Fields } {
  const { description, properties } = readKeptNotes(notes)
  const { reasonOutOfScope } = properties
  // The curve is drawn.
  const named = Object.entries(properties).filter(([name]) => name !== 'curve' && name !== 'reasonOutOfScope').map(([name, value]) => [taken.has(name) ? `custom:${name}` : name, value] as const)
  return { said: { description, outOfScope: outOfScope !== undefined, reasonOutOfScope: outOfScope ?? (typeof reasonOutOfScope === 'string' ? reasonOutOfScope : '') }, properties: Object.fromEntries(named) }
}

function withCarried(data: Fields, carried: CarriedPart): Fields {
  return Object.keys(carried).length === 0 ? data : { ...data, [carriedName]: carried }
}

function boundaryCell(part: Boundary, { box, curve, carried }: { box: Box | undefined; curve: { x: number; y: number }[] | undefined; carried: CarriedPart }, writing: Writing): Fields {
  const { id, kind, label } = part
  const { said, properties } = noteFields(part)
  const threats = threatsOf(id, label, writing)
  const data = withCarried({ ...properties, type: kind === 'line' ? 'tm.Boundary' : 'tm.BoundaryBox', name: label, ...said, isTrustBoundary: true, hasOpenThreats: isOpen(threats), ...(threats.length > 0 ? { threats } : {}) }, carried)
  const cell = { id: writing.ids.get(id) ?? id, zIndex: kind === 'line' ? 10 : -1, data }
  if (kind === 'line') {
    const points = curve ?? []
    return { shape: 'trust-boundary-curve', ...cell, width: 200, height: 100, connector: 'smooth', source: points[0] ?? { x: 0, y: 0 }, target: points.at(-1) ?? { x: 0, y: 0 }, vertices: points.slice(1, -1), attrs: { line: { targetMarker: '', sourceMarker: '' } }, labels: labelsOf(label) }
  }
  return { shape: 'trust-boundary-box', ...cell, ...placeOf(box), visible: true, attrs: { label: { text: label } } }
}

function placeOf(box: Box | undefined): Fields {
  return { position: { x: box?.x ?? 0, y: box?.y ?? 0 }, size: { width: box?.width ?? 10, height: box?.height ?? 10 } }
}

const shapes = {
  process: { shape: 'process', type: 'tm.Process', rest: { handlesCardPayment: false, handlesGoodsOrServices: false, isWebApplication: false, privilegeLevel: '' } },
  'data-store': { shape: 'store', type: 'tm.Store', rest: { isALog: false, isEncrypted: false, isSigned: false, storesCredentials: false, storesInventory: false } },
  'external-entity': { shape: 'actor', type: 'tm.Actor', rest: { providesAuthentication: false } },
} as const satisfies Record<Element['kind'], unknown>

/** The switches that facts turn on. */
function switchesOf(kind: Element['kind'] | 'flow', facts: Element['facts']): Fields {
  return Object.fromEntries(dragonSwitches[kind].filter(({ fact }) => facts[fact]?.value === 'yes').map(({ property }) => [property, true]))
}

function elementCell(part: Element, { box, carried, zIndex }: { box: Box | undefined; carried: CarriedPart; zIndex: number }, writing: Writing): Fields {
  const { id, kind, label, facts, technology } = part
  const { said, properties } = noteFields(part)
  const { shape, type, rest } = shapes[kind]
  const threats = threatsOf(id, label, writing)
  const read = properties['isWebApplication'] === true ? 'shape:web application' : null
  const data = withCarried({ ...rest, ...properties, ...switchesOf(kind, facts), type, name: label, ...said, isTrustBoundary: false, hasOpenThreats: isOpen(threats), threats }, { ...(technology === read ? {} : { technology }), ...carried })
  const line = isOpen(threats) ? { stroke: 'red', strokeWidth: 2.5, strokeDasharray: '' } : { stroke: '#333333', strokeWidth: 1, strokeDasharray: '' }
  return { id: writing.ids.get(id) ?? id, shape, ...placeOf(box), zIndex, visible: true, attrs: { text: { text: label }, ...(kind === 'data-store' ? { topLine: line, bottomLine: line } : { body: line }) }, data }
}

function labelsOf(label: string): Fields[] {
  return label === '' ? [] : [{ attrs: { labelText: { text: label } }, position: 0.5 }]
}

function flowCell(flow: Flow, { drawn, here }: { drawn: ReadonlyMap<Id, Box>; here: ReadonlySet<Id> }, writing: Writing): Fields {
  const { id, label, facts, bidirectional, source, target } = flow
  const { said, properties } = noteFields(flow)
  const threats = threatsOf(id, label, writing)
  const protocol = facts['protocol']?.value
  // Written for whoever reads the file there; it comes from a fact, so it is no note of the flow.
  const wrote = properties['protocol'] === undefined && protocol !== undefined && protocol !== 'unknown' && protocol !== 'other' ? protocol.toUpperCase() : ''
  const carried: CarriedPart = { ...(Object.keys(facts).length > 0 ? { facts } : {}), ...(wrote === '' ? {} : { wrote: { protocol: wrote } }) }
  const data = withCarried({ isEncrypted: false, isPublicNetwork: false, protocol: wrote, ...properties, ...switchesOf('flow', facts), type: 'tm.Flow', name: label, ...said, isBidirectional: bidirectional, isTrustBoundary: false, hasOpenThreats: isOpen(threats), threats }, carried)
  const centre = (at: Id | null): { x: number; y: number } | null => {
    const box = at === null ? undefined : drawn.get(at)
    return box ? { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) } : null
  }
  const end = (at: Id | null, other: Id | null): Fields => {
    const cell = at !== null && here.has(at) ? writing.ids.get(at) : undefined
    if (cell !== undefined) return { cell }
    const near = centre(other) ?? { x: 0, y: 0 }
    return { x: near.x + 150, y: near.y + 100 }
  }
  const arrow = { name: 'block' }
  return {
    id: writing.ids.get(id) ?? id, shape: 'flow', zIndex: 10, width: 200, height: 100, connector: 'smooth', source: end(source, target), target: end(target, source), vertices: [],
    attrs: { line: { stroke: isOpen(threats) ? 'red' : '#333333', strokeWidth: isOpen(threats) ? 2.5 : 1, targetMarker: arrow, ...(bidirectional ? { sourceMarker: arrow } : {}) } },
    labels: labelsOf(label), data,
  }
}

function textCell({ text, box }: { text: string; box: Box | null }, id: string): Fields {
  return { id, shape: 'td-text-block', ...placeOf(box ? rounded(box) : { x: 10, y: 10, width: 200, height: 60 }), zIndex: 1, visible: true, attrs: { text: { text } }, data: { type: 'tm.Text', name: text, hasOpenThreats: false } }
}

function isOpen(threats: readonly Fields[]): boolean {
  return threats.some(({ status }) => status === 'Open')
}

/** The tool writes all but the first word small. */
function typeName(stride: Stride): string {
  return `${stride.slice(0, 1)}${stride.slice(1).toLowerCase()}`
}

function threatsOf(part: Id, label: string, { rows, ids, numbers, covering }: Writing): Fields[] {
  return (rows.get(part) ?? []).map((row) => threatFields(row, { on: ids.get(part) ?? part, label, ids, number: numbers.get(row.threat.id), covering: covering.get(row.threat.id) ?? [] }))
}

function threatFields(row: RegisterRow, { on, label, ids, number, covering }: { on: string; label: string; ids: ReadonlyMap<Id, string>; number: number | undefined; covering: readonly Mitigation[] }): Fields {
  const { threat, band } = row
  const { layout, imported, mitigations, decision } = threat
  const settled = threat.settled !== null
  const primary = threat.stride[0] ?? 'Tampering'
  const type = layout['td-type'] ?? typeName(primary)
  const said = layout['td-status'] ?? 'Open'
  const status = responseOfStatus(said) === (decision?.response ?? null) || decision?.response === 'mitigate' && responseOfStatus(said) === 'mitigate' ? said : decision ? statusOfResponse[decision.response] : 'Open'
  const severity = (!settled && imported?.severity) || (band ?? 'TBD')
  const score = (!settled && imported?.score) || (row.total === null ? '' : String(row.total))
  const mitigation = [...covering.map(mitigationWords), ...openSuggestions(threat, covering)].join('\n\n')
  const as = { type, status, severity, score, mitigation }
  const severityRead = severity === 'TBD' ? null : severity
  const carried = {
    ...carriedOf(row, ids, { evidence: [on], affected: label === '' ? [] : [label], displayId: number === undefined ? '' : String(number), as }),
    ...(threat.stride.length === 1 && layout['td-type'] === undefined ? {} : { stride: threat.stride }),
    ...(imported && imported.severity !== severityRead ? { severity: imported.severity } : {}),
    ...(imported && imported.score !== (score || null) ? { score: imported.score } : {}),
    ...(alike(mitigations, mitigation.trim() === '' ? [] : [mitigation]) ? {} : { mitigations: mitigations.slice(0, 1000) }),
    ...(covering.length > 0 ? { covering: covering.map(withoutThreats) } : {}),
    ...(decision ? { decision } : {}),
  }
  return {
    id: layout['td-id'] ?? threat.id,
    title: threat.title,
    status,
    severity,
    type,
    description: threat.description,
    mitigation,
    modelType: layout['td-model'] ?? 'STRIDE',
    ...(number === undefined ? {} : { number }),
    score,
    [carriedName]: carried,
  }
}

/** What a file of Threat Dragon has no place for. */
export function notInThreatDragon(input: ExportInput): NotCarried[] {
  const { model, rows, mitigations, header } = input
  const homeless = rows.filter((row) => homeOf(row, model) === null).length
  const pages = new Map([...model.elements, ...model.boundaries].map(({ id, diagram }) => [id, diagram]))
  const torn = model.flows.filter(({ diagram, source, target }) => [source, target].some((end) => end !== null && pages.get(end) !== diagram)).length
  const lost: NotCarried[] = [
    { what: 'threats that are about no part of the model', count: homeless },
    { what: 'ends of flows on another diagram', count: torn },
    { what: 'which element opens a diagram', count: model.diagrams.filter(({ opener }) => opener !== undefined).length },
    { what: 'assets', count: header.assets.length },
    { what: 'texts on the diagram', count: model.notes?.length ?? 0 },
    { what: 'bends of flows', count: model.flows.filter(({ bends }) => bends !== undefined).length },
    { what: 'rounds of votes', count: rows.filter(({ threat }) => threat.settled !== null).length },
  ]
  return [...lost, ...registerLosses(input, ['assumptions', 'the exclusions', 'the acceptance criteria', "a workshop's rationale and dissent", 'why a finding is gone']), ...freeMitigations(mitigations)].filter(({ count }) => count > 0)
}

