import { mergedFacts } from '../../shared/domain/carried.ts'
import { originPhrases, type Facts } from '../../shared/domain/fact.ts'
import type { Dropped, ImportedAbout, ImportReport } from '../../shared/domain/import.ts'
import { writeKeptNotes } from '../../shared/domain/kept-notes.ts'
import type { Box, ElementKind } from '../../shared/domain/model.ts'
import { badNesting, parentsByPlace } from '../../shared/domain/nesting.ts'
import { dragonSwitches, protocolOf } from '../../shared/domain/threat-dragon-words.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { type Draft, scopeOf } from './draft.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { parseJsonSource } from './json-source.ts'
import { field, fieldsOf, isFields, listOf, textOf, type Fields } from './lenient.ts'
import { numbered } from './numbered.ts'
import { fitLabel } from './source.ts'
import type { ReadContext } from './source.ts'
import { cellOf, nameOf, type Cell, type CellEnd } from './threat-dragon-cells.ts'
import { dragonThreat } from './threat-dragon-threats.ts'

const maxDiagrams = 200
const maxThings = 20_000
const maxThreats = 20_000
const maxDepth = 100

/** Whether the text looks like a model of OWASP Threat Dragon, of either version, or like one that was damaged. */
export function detectThreatDragon(start: string): boolean {
  if (!/^\s*\{/.test(start)) return false
  return /"tm\.(?:Process|Store|Actor|Flow|Boundary|BoundaryBox|Text)"|"diagramJson"\s*:|"diagramType"\s*:|"threatTop"\s*:/.test(start) || (/"summar\w+"\s*:/.test(start) && /"details?"\s*:/.test(start))
}

/** A diagram of the file, with its cells before anything is made of them. */
interface Drawing {
  raw: Fields
  name: string
  rawCells: unknown[]
}

/** Reads a model of Threat Dragon 1 or 2: every diagram, its notes, and the threats of its cells. */
export function readThreatDragon(bytes: Uint8Array, context: ReadContext): { draft: Draft; report: ImportReport; threats: ImportedThreat[]; about: ImportedAbout; listLayout: Record<string, string> } {
  const { name: file, checkCancelled, progress } = context
  const root = fieldsOf(parseJsonSource(bytes, file))
  checkCancelled()
  const drawings = drawingsOf(root, file)
  const things = drawings.reduce((sum, { rawCells }) => sum + rawCells.length, 0)
  if (things > maxThings) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxThings)} cells, found ${String(things)}` })
  const reading: Reading = { file, draft: { diagrams: [], elements: [], boundaries: [], flows: [] }, dropped: [], threats: [], texts: [], sourceId: numbered('cell'), threatId: numbered('threat') }
  drawings.forEach((drawing, index) => {
    checkCancelled()
    progress({ stage: 'build', done: index, total: drawings.length })
    readDrawing(drawing, index, reading)
  })
  if (reading.threats.length > maxThreats) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxThreats)} threats, found ${String(reading.threats.length)}` })
  const { draft, dropped, threats, texts } = reading
  return { draft, threats, report: reportOf(drawings, draft, dropped), about: aboutOf(root, threats, texts), listLayout: layoutOf(root, drawings, texts) }
}

function drawingsOf(root: Fields, file: string): Drawing[] {
  const refuse = (place: string, expected: string): FileProblem => new FileProblem({ file, place, expected })
  if (!isFields(field(root, 'summary'))) throw refuse('the whole file', 'a Threat Dragon model with a "summary"')
  const detail = field(root, 'detail')
  if (!isFields(detail)) throw refuse('the whole file', 'a Threat Dragon model with a "detail"')
  const diagrams = field(detail, 'diagrams')
  if (!Array.isArray(diagrams)) throw refuse('detail', 'a Threat Dragon model with a list of "diagrams"')
  if (diagrams.length > maxDiagrams) throw refuse('detail.diagrams', `at most ${String(maxDiagrams)} diagrams, found ${String(diagrams.length)}`)
  return diagrams.map((one: unknown, index) => {
    if (!isFields(one)) throw refuse(`detail.diagrams[${String(index)}]`, 'a diagram')
    const cells = field(one, 'cells') ?? field(fieldsOf(field(one, 'diagramJson')), 'cells') ?? []
    if (!Array.isArray(cells)) throw refuse(`detail.diagrams[${String(index)}].cells`, 'a list of cells')
    return { raw: one, name: oneLine(textOf(field(one, 'title'), 500)) || `Diagram ${String(index + 1)}`, rawCells: cells }
  })
}

interface Text {
  diagram: number
  text: string
  box: Box | null
}

interface Reading {
  file: string
  draft: Draft
  dropped: Dropped[]
  threats: ImportedThreat[]
  texts: Text[]
  /** The id a part has in the project's eyes: that of its cell, numbered where a file has one twice. */
  sourceId: (id: string) => string
  threatId: (id: string) => string
}

/** A cell with what it is taken for. `ref` is its name in the draft. */
interface Taken {
  cell: Cell
  id: string
  ref: string
  label: string
  box: Box | null
}

const kindOf: Partial<Record<Cell['kind'], ElementKind>> = { process: 'process', store: 'data-store', actor: 'external-entity' }

function readDrawing({ name, rawCells }: Drawing, diagram: number, reading: Reading): void {
  const { draft, dropped, texts } = reading
  draft.diagrams.push({ name, sourceId: null })
  const borders: Taken[] = []
  const elements: (Taken & { kind: ElementKind })[] = []
  const flows: Taken[] = []
  const byCell = new Map<string, Taken>()
  for (const raw of rawCells) {
    const cell = cellOf(raw)
    if (cell.kind === 'text') {
      texts.push({ diagram, text: cell.name.slice(0, 2000), box: cell.box })
      dropped.push({ what: `text ${quote(cell.name)}`, why: 'a note on the diagram, not an element' })
      continue
    }
    if (cell.kind === 'unknown') {
      dropped.push({ what: `cell ${quote(cell.id)}`, why: `its shape ${quote(cell.shape)} is not known` })
      continue
    }
    const id = reading.sourceId(cell.id)
    if (id !== cell.id) dropped.push({ what: `cell ${quote(cell.id)} ${quote(cell.name)}`, why: cell.id === '' ? 'it has no id: one was made for it' : 'its id stands twice in the file: it is another one here' })
    const taken: Taken = { cell, id, ref: `${String(diagram)}/${id}`, label: fitLabel(cell.name, `cell ${id.slice(0, 60)}`, dropped), box: cell.box }
    if (!byCell.has(cell.id)) byCell.set(cell.id, taken)
    const kind = kindOf[cell.kind]
    if (kind) elements.push({ ...taken, kind })
    else (cell.kind === 'flow' ? flows : borders).push(taken)
  }
  for (const border of borders) if (border.cell.kind === 'curve') border.box = boxOfCurve(border.cell, byCell)
  const parents = parentsOf({ borders, elements, byCell }, reading)
  const node = (taken: Taken) => ({ ref: taken.ref, diagram, label: taken.label, parent: parents.get(taken.ref) ?? null, box: placeOf(taken), sourceId: taken.id })
  for (const taken of borders) {
    const curve = taken.cell.kind === 'curve'
    draft.boundaries.push({ ...node(taken), kind: curve ? 'line' : 'box', facts: mergedFacts({}, taken.cell.carried.facts, () => false), notes: notesOf(taken, curve && taken.cell.carried.wrote?.['curve'] !== curveOf(taken.cell, byCell) ? { curve: curveOf(taken.cell, byCell) } : {}, dropped), ...scopeIn(taken.cell) })
  }
  for (const taken of elements) {
    const { facts, left } = factsOf(taken.cell, taken.kind)
    draft.elements.push({ ...node(taken), kind: taken.kind, technology: technologyOf(taken.cell), facts, notes: notesOf(taken, left, dropped), ...scopeIn(taken.cell) })
  }
  for (const taken of flows) draft.flows.push(flowOf(taken, diagram, byCell, dropped))
  for (const { cell, id, label } of [...elements, ...flows, ...borders]) {
    for (const raw of cell.threats) {
      if (isFields(raw)) reading.threats.push(dragonThreat(raw, { id, label }, reading.threatId))
      else dropped.push({ what: `a threat of cell ${quote(id)}`, why: 'it is not written as a threat' })
    }
  }
}

interface Sorted {
  borders: Taken[]
  elements: Taken[]
  byCell: Map<string, Taken>
}

/** What each part stands in: what the file embeds it in, else the smallest box around it. */
function parentsOf({ borders, elements, byCell }: Sorted, { file }: Reading): Map<string, string | null> {
  const holder = (id: string | null): Taken | null => {
    const found = id === null ? undefined : byCell.get(id)
    return found && found.cell.kind !== 'flow' ? found : null
  }
  const byPlace = parentsByPlace(borders.filter(({ cell }) => cell.kind === 'box'), elements)
  const parents = new Map<string, string | null>()
  for (const taken of [...borders, ...elements]) {
    const { carried, parent } = taken.cell
    const embedded = holder(parent)
    const place = embedded && embedded !== taken ? embedded.ref : (byPlace.get(taken.ref) ?? null)
    const told = carried.parent !== undefined && same(carried.drawn ?? null, taken.box)
    parents.set(taken.ref, told ? (holder(carried.parent ?? null)?.ref ?? null) : place)
  }
  const bad = badNesting(parents, maxDepth)
  if (bad) throw new FileProblem({ file, place: `cell ${quote(bad.ref.replace(/^\d+\//, ''))}`, expected: bad.circle ? 'parents that do not go in a circle' : `at most ${String(maxDepth)} shapes inside each other` })
  return parents
}

const same = (a: Box | null, b: Box | null): boolean => a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height)

/** Where it stands: where it was before it was written, as long as nobody has moved it since. */
function placeOf({ cell: { carried }, box }: Taken): Box | null {
  return carried.box !== undefined && same(carried.drawn ?? null, box) ? carried.box : box
}

function pointOfEnd(end: CellEnd, byCell: ReadonlyMap<string, Taken>): { x: number; y: number } | null {
  const box = end.cell === null ? null : byCell.get(end.cell)?.cell.box
  return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : end.point
}

function pointsOf(cell: Cell, byCell: ReadonlyMap<string, Taken>): { x: number; y: number }[] {
  return [pointOfEnd(cell.source, byCell), ...cell.bends, pointOfEnd(cell.target, byCell)].filter((point) => point !== null)
}

/** The box around a curve's ends and bends; null where it has none. */
function boxOfCurve(cell: Cell, byCell: ReadonlyMap<string, Taken>): Box | null {
  const points = pointsOf(cell, byCell)
  if (points.length === 0) return null
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** `350,10 333,117 810,150`: a box alone would not say how the curve runs. */
function curveOf(cell: Cell, byCell: ReadonlyMap<string, Taken>): string {
  return pointsOf(cell, byCell).slice(0, 200).map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')
}

/** Facts of a cell, and what it says beside them. */
function factsOf(cell: Cell, on: ElementKind | 'flow'): { facts: Facts; left: Fields } {
  const facts: Facts = {}
  const left: Fields = {}
  const add = (fact: string, value: string, text: string): void => {
    facts[fact] = { value, origin: { by: 'import', detail: originPhrases.say('property', { text: text.slice(0, 120) }) } }
  }
  for (const [name, value] of Object.entries(cell.properties)) {
    const known = value === true ? dragonSwitches[on].find(({ property }) => property === name) : undefined
    if (known) add(known.fact, 'yes', name)
    else if (cell.carried.wrote?.[name] !== textOf(value)) left[name] = value
  }
  const said = on === 'flow' ? textOf(left['protocol'], 60) : ''
  const protocol = protocolOf(said)
  if (protocol) add('protocol', protocol.protocol, `protocol: ${said}`)
  // The switch is the more deliberate of the two.
  if (protocol?.encrypted && !facts['encrypted']) add('encrypted', protocol.encrypted, `protocol: ${said}`)
  const switchedOff = (fact: string, value: string): boolean => value === 'yes' && dragonSwitches[on].some((one) => one.fact === fact)
  return { facts: mergedFacts(facts, cell.carried.facts, switchedOff), left }
}

function technologyOf({ properties, carried }: Cell): string | null {
  return carried.technology !== undefined ? carried.technology : properties['isWebApplication'] === true ? 'shape:web application' : null
}

function scopeIn(cell: Cell): { outOfScope?: string } {
  return scopeOf(cell.outOfScope ? cell.outOfScopeReason : null)
}

function notesOf({ cell, id }: Taken, more: Fields, dropped: Dropped[]): string {
  const own = cell.kind === 'box' || cell.kind === 'curve' ? { ...cell.properties, ...more } : more
  const notes = writeKeptNotes({ description: cell.description, properties: { ...own, ...(cell.outOfScope || cell.outOfScopeReason === '' ? {} : { reasonOutOfScope: cell.outOfScopeReason }) } })
  if (notes.length >= 20_000) dropped.push({ what: `cell ${quote(id)}`, why: 'its notes were cut to 20000 characters' })
  return notes
}

function flowOf({ cell, id, label }: Taken, diagram: number, byCell: ReadonlyMap<string, Taken>, dropped: Dropped[]): Draft['flows'][number] {
  const what = `edge ${id.slice(0, 60)}${label === '' ? '' : ` ${quote(label)}`}`
  const end = ({ cell: at }: CellEnd, side: 'source' | 'target'): string | null => {
    const found = at === null ? undefined : byCell.get(at)
    if (at === null) dropped.push({ what, why: `its ${side} end is free: kept on the diagram, but not analysed` })
    else if (!found || found.cell.kind === 'flow') dropped.push({ what, why: `its ${side} ${quote(at)} is not an element of the page: kept with a free end, but not analysed` })
    else if (found.cell.kind === 'box' || found.cell.kind === 'curve') dropped.push({ what, why: `its ${side} is a boundary: kept on the diagram, but not analysed` })
    return found && found.cell.kind !== 'flow' ? found.ref : null
  }
  const { facts, left } = factsOf(cell, 'flow')
  return { diagram, label, source: end(cell.source, 'source'), target: end(cell.target, 'target'), bidirectional: cell.bidirectional, sourceId: id, facts, notes: notesOf({ cell, id, ref: '', label, box: null }, left, dropped), ...scopeIn(cell) }
}

function aboutOf(root: Fields, threats: readonly ImportedThreat[], texts: readonly Text[]): ImportedAbout {
  const summary = fieldsOf(field(root, 'summary'))
  const purpose = textOf(field(summary, 'description'))
  // What stands as text on the diagrams is said about the system as a whole, once.
  const more = [...new Set(texts.map(({ text }) => text))].filter((text) => text !== '' && !purpose.includes(text))
  return {
    header: { system: oneLine(textOf(field(summary, 'title'), 500)), purpose: [purpose, ...more].filter((part) => part !== '').join('\n\n').slice(0, 20_000), release: oneLine(textOf(field(root, 'release_version'), 200)) },
    assumptions: [],
    assets: [],
    mitigations: threats.reduce((sum, { mitigations }) => sum + mitigations.length, 0),
  }
}

const layoutLimit = 200_000

/** What the file says around its cells, so that a file written from it says it again. */
function layoutOf(root: Fields, drawings: readonly Drawing[], texts: readonly Text[]): Record<string, string> {
  const detail = fieldsOf(field(root, 'detail'))
  const layout = {
    summary: JSON.stringify({ owner: textOf(field(fieldsOf(field(root, 'summary')), 'owner'), 500), description: textOf(field(fieldsOf(field(root, 'summary')), 'description')) }),
    detail: JSON.stringify({
      reviewer: textOf(field(detail, 'reviewer'), 500),
      contributors: listOf(field(detail, 'contributors')).slice(0, 200).map((one) => textOf(field(fieldsOf(one), 'name'), 200)),
    }),
    diagrams: JSON.stringify(drawings.map(({ raw, name }) => ({ name, description: textOf(field(raw, 'description'), 5000), placeholder: textOf(field(raw, 'placeholder'), 500), type: textOf(field(raw, 'diagramType'), 60), thumbnail: textOf(field(raw, 'thumbnail'), 500) }))),
    texts: JSON.stringify(texts),
  }
  return Object.fromEntries(Object.entries(layout).filter(([, text]) => text.length <= layoutLimit))
}

/** Candidates are counted on the file's own cells, by what stands in them, before anything was made of them. */
function reportOf(drawings: readonly Drawing[], draft: Draft, dropped: Dropped[]): ImportReport {
  const counted = { elements: 0, labels: 0, edges: 0, flowLabels: 0 }
  for (const raw of drawings.flatMap(({ rawCells }) => rawCells)) {
    const cell = fieldsOf(raw)
    const data = fieldsOf(field(cell, 'data'))
    const words = `${textOf(field(data, 'type'), 100)} ${textOf(field(cell, 'type'), 100)} ${textOf(field(cell, 'shape'), 100)}`
    if (/boundary|text/i.test(words)) continue
    const isEdge = /flow/i.test(words) || (!/process|store|actor/i.test(words) && (isFields(field(cell, 'source')) || isFields(field(cell, 'target'))))
    const isNamed = nameOf(cell, data) !== ''
    counted[isEdge ? 'edges' : 'elements'] += 1
    if (isNamed) counted[isEdge ? 'flowLabels' : 'labels'] += 1
  }
  const elements = new Set(draft.elements.map(({ ref }) => ref))
  const connected = draft.flows.filter(({ source, target }) => source !== null && target !== null && elements.has(source) && elements.has(target))
  // A cell that calls itself two things is parsed as one of them and may be counted as the other.
  const share = (parsed: number, candidates: number) => ({ parsed, candidates: Math.max(parsed, candidates) })
  return {
    elements: share(draft.elements.length, counted.elements),
    edges: share(connected.length, counted.edges),
    labels: share(draft.elements.filter(({ label }) => label !== '').length, counted.labels),
    flowLabels: share(connected.filter(({ label }) => label !== '').length, counted.flowLabels),
    dropped,
  }
}
