import type { Dropped, ImportedAbout, ImportReport } from '../../../shared/domain/import.ts'
import type { Box, ElementKind } from '../../../shared/domain/model.ts'
import type { TmtDrawing, TmtPart, TmtType } from '../../../shared/domain/tmt.ts'
import type { ImportedThreat } from '../../../shared/domain/threat-list.ts'
import { type Draft, scopeOf } from '../draft.ts'
import { FileProblem, quote } from '../file-problem.ts'
import { oneLine } from '../html-label.ts'
import { numbered } from '../numbered.ts'
import { fitLabel } from '../source.ts'
import type { ReadContext } from '../source.ts'
import { tm7About } from './tm7-about.ts'
import { surfacesOf, type DrawnPart, type Surface } from './tm7-drawing.ts'
import { factsOf, notesOf } from './tm7-facts.ts'
import { templateOf } from './tm7-template.ts'
import { threatsOf } from './tm7-threats.ts'
import { child, parseTmtXml, textOf } from './tm7-xml.ts'

/** Whether the bytes look like a model of Microsoft's Threat Modeling Tool, or a template of it (which is then refused with a word on its use). */
export function detectTm7(start: string, name: string): boolean {
  return /\.(tm7|tb7)$/i.test(name) || /<(?:\w+:)?(?:ThreatModel|KnowledgeBase)[\s>]/.test(start)
}

/** Reads a .tm7: every drawing surface a diagram, its threats, and what its template needs to run. */
export function readTm7(bytes: Uint8Array, context: ReadContext): { draft: Draft; report: ImportReport; threats: ImportedThreat[]; tmt: TmtDrawing; about: ImportedAbout } {
  const { name: file, checkCancelled } = context
  const root = parseTmtXml(bytes, file, ['ThreatModel', 'KnowledgeBase'], { checkCancelled, progress: (done, total) => context.progress({ stage: 'read', done, total }) })
  if (root.name === 'KnowledgeBase') throw new FileProblem({ file, place: 'the whole file', expected: 'a model (.tm7); this is a template (.tb7), whose rules run on a model' })
  const dropped: Dropped[] = []
  const surfaces = surfacesOf(root, file)
  const base = child(root, 'KnowledgeBase')
  const template = base ? templateOf(base, file) : null
  const draft: Draft = { diagrams: [], elements: [], boundaries: [], flows: [] }
  const tmt: TmtDrawing = { template, parts: [], generates: textOf(root, 'ThreatGenerationEnabled').toLowerCase() !== 'false' }
  const unique = numbered('part')
  const sourceId = (guid: string): string => unique(guid.slice(0, 400))
  surfaces.forEach((surface, index) => {
    checkCancelled()
    context.progress({ stage: 'build', done: index, total: surfaces.length })
    readSurface(surface, index, { draft, dropped, tmt, types: new Map(template?.types.map((type) => [type.id, type])), sourceId })
  })
  const threats = threatsOf(child(root, 'ThreatInstances')?.children ?? [], surfaces, template, dropped)
  const notes = child(root, 'Notes')?.children ?? []
  for (const note of notes) dropped.push({ line: note.line, what: `text ${quote(textOf(note, 'Message'))}`, why: 'a note on the diagram, not an element' })
  return { draft, report: reportOf(surfaces, draft, dropped), threats, tmt, about: tm7About(root, threats) }
}

interface Reading {
  draft: Draft
  dropped: Dropped[]
  tmt: TmtDrawing
  types: Map<string, TmtType>
  /** The id a part has in the project's eyes: its GUID, numbered where a file has one twice. */
  sourceId: (guid: string) => string
}

/** A part with what it is taken for. */
interface Sorted {
  part: DrawnPart
  id: string
  box: Box | null
}

function readSurface(surface: Surface, diagram: number, reading: Reading): void {
  const { draft, dropped, tmt, sourceId } = reading
  draft.diagrams.push({ name: surface.name, sourceId: surface.guid === '' ? null : surface.guid })
  const boxes: Sorted[] = []
  const elements: (Sorted & { kind: ElementKind })[] = []
  const lines: Sorted[] = []
  const flows: Sorted[] = []
  for (const part of surface.parts) {
    const sorted = (): Sorted => ({ part, id: sourceId(part.guid), box: boxOf(part) })
    if (part.generic === 'GE.A' || part.shape === 'Annotation' || part.shape === 'StencilAnnotation') dropped.push({ line: part.line, what: `text ${quote(part.name)}`, why: 'a note on the diagram, not an element' })
    else if (part.shape === 'BorderBoundary') boxes.push(sorted())
    else if (part.shape === 'LineBoundary') lines.push(sorted())
    else if (part.shape === 'Connector') flows.push(sorted())
    else {
      const kind = kindOf(part, reading)
      if (kind) elements.push({ ...sorted(), kind })
      else dropped.push({ line: part.line, what: `cell ${part.guid.slice(0, 60)}`, why: `its shape ${quote(part.shape)} is not known` })
    }
  }
  const parents = parentsOf(boxes, elements)
  const ref = (id: string): string => `${String(diagram)}/${id}`
  const parentRef = (id: string): string | null => {
    const parent = parents.get(id)
    return parent === undefined ? null : ref(parent)
  }
  const node = ({ part, id, box }: Sorted) => ({ ref: ref(id), diagram, label: labelOf(part, dropped), parent: parentRef(id), box, sourceId: id, notes: notesOf(part), ...scopeIn(part) })
  for (const sorted of [...boxes, ...lines]) draft.boundaries.push({ ...node(sorted), kind: sorted.part.shape === 'LineBoundary' ? 'line' : 'box' })
  for (const sorted of elements) draft.elements.push({ ...node(sorted), kind: sorted.kind, technology: hintOf(sorted.part), facts: factsOf(sorted.part, sorted.kind) })
  const ends = new Map([...boxes, ...lines, ...elements].map(({ part, id }) => [part.guid, { id, boundary: !part.shape.startsWith('Stencil') }]))
  for (const { part, id } of flows) {
    const what = `edge ${part.guid.slice(0, 60)}${part.name === '' ? '' : ` ${quote(part.name)}`}`
    const end = (guid: string | null, side: 'source' | 'target'): string | null => {
      const found = guid === null ? undefined : ends.get(guid)
      if (guid === null) dropped.push({ line: part.line, what, why: `its ${side} end is free: kept on the diagram, but not analysed` })
      else if (!found) dropped.push({ line: part.line, what, why: `its ${side} ${quote(guid)} is not an element of the page: kept with a free end, but not analysed` })
      else if (found.boundary) dropped.push({ line: part.line, what, why: `its ${side} is a boundary: kept on the diagram, but not analysed` })
      return found ? ref(found.id) : null
    }
    draft.flows.push({ diagram, label: labelOf(part, dropped), source: end(part.source, 'source'), target: end(part.target, 'target'), bidirectional: false, sourceId: id, facts: factsOf(part, 'flow'), notes: notesOf(part), ...scopeIn(part) })
  }
  const idOf = (guid: string | null): string | null => (guid === null ? null : (ends.get(guid)?.id ?? null))
  for (const sorted of [...boxes, ...lines, ...elements, ...flows]) tmt.parts.push({ ...tmtPart(sorted, parents.get(sorted.id) ?? null), source: idOf(sorted.part.source), target: idOf(sorted.part.target) })
}

function scopeIn({ outOfScope, outOfScopeReason }: DrawnPart): { outOfScope?: string } {
  return scopeOf(outOfScope ? outOfScopeReason.slice(0, 2000) : null)
}

function tmtPart({ part, id, box }: Sorted, parent: string | null): Omit<TmtPart, 'source' | 'target'> {
  return {
    id,
    type: part.type,
    generic: part.generic,
    properties: Object.fromEntries(part.properties.map(({ name, value }) => [name.slice(0, 500), value.slice(0, 500)])),
    outOfScope: part.outOfScope,
    line: lineOf(part),
    box: part.shape === 'BorderBoundary' ? box : null,
    parent,
  }
}

function lineOf({ numbers: { SourceX, SourceY, HandleX, HandleY, TargetX, TargetY } }: DrawnPart): TmtPart['line'] {
  if (SourceX === null || SourceY === null || TargetX === null || TargetY === null) return null
  const bend = HandleX === null || HandleY === null ? { x: (SourceX + TargetX) / 2, y: (SourceY + TargetY) / 2 } : { x: HandleX, y: HandleY }
  return { from: { x: SourceX, y: SourceY }, bend, to: { x: TargetX, y: TargetY } }
}

/** Of a boundary line, the box around its ends and bend. */
function boxOf(part: DrawnPart): Box | null {
  const { Left, Top, Width, Height } = part.numbers
  const line = lineOf(part)
  if (line && (part.shape === 'LineBoundary' || part.shape === 'Connector')) {
    const xs = [line.from.x, line.bend.x, line.to.x]
    const ys = [line.from.y, line.bend.y, line.to.y]
    return { x: Math.min(...xs), y: Math.min(...ys), width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) }
  }
  return Left === null || Top === null ? null : { x: Left, y: Top, width: Math.max(0, Width ?? 0), height: Math.max(0, Height ?? 0) }
}

const kindOfType: Record<string, ElementKind> = { 'GE.P': 'process', 'GE.EI': 'external-entity', 'GE.IE': 'external-entity', 'GE.DS': 'data-store' }
const kindOfShape: Record<string, ElementKind> = { StencilEllipse: 'process', StencilRectangle: 'external-entity', StencilParallelLines: 'data-store' }

/** By its generic type, else by the types that its own derives from, else by the shape that it is drawn with, which is told. */
function kindOf(part: DrawnPart, { types, dropped }: Reading): ElementKind | null {
  const own = Object.hasOwn(kindOfType, part.generic) ? kindOfType[part.generic] : undefined
  if (own) return own
  const seen = new Set<string>()
  for (let type: string | null = part.type; type !== null && !seen.has(type); type = types.get(type)?.parent ?? null) {
    seen.add(type)
    if (Object.hasOwn(kindOfType, type)) return kindOfType[type] ?? null
  }
  const kind = Object.hasOwn(kindOfShape, part.shape) ? kindOfShape[part.shape] : undefined
  if (!kind) return null
  dropped.push({ line: part.line, what: `cell ${part.guid.slice(0, 60)} ${quote(part.name)}`, why: `its type is none of the tool's own: read by its shape as ${kind}` })
  return kind
}

/** The name of its type as a hint for the recogniser; none for generic ones. */
function hintOf({ typeName }: DrawnPart): string | null {
  return typeName === '' || /^generic /i.test(typeName) ? null : `shape:${typeName.replaceAll(/[.;=/]+/g, ' ').trim()}`.slice(0, 80)
}

function labelOf({ name, guid, line }: DrawnPart, dropped: Dropped[]): string {
  return fitLabel(oneLine(name), `cell ${guid.slice(0, 60)}`, dropped, line)
}

/** For each part the smallest box around it: around an element's middle, around the whole of a smaller box. */
function parentsOf(boxes: readonly Sorted[], elements: readonly Sorted[]): Map<string, string> {
  const holders = boxes.flatMap(({ id, box }) => (box && box.width > 0 && box.height > 0 ? [{ id, box, area: box.width * box.height }] : [])).sort((a, b) => a.area - b.area)
  const parents = new Map<string, string>()
  for (const { id, box } of elements) {
    const middle = box && { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const around = middle && holders.find((holder) => middle.x >= holder.box.x && middle.y >= holder.box.y && middle.x <= holder.box.x + holder.box.width && middle.y <= holder.box.y + holder.box.height)
    if (around) parents.set(id, around.id)
  }
  for (const { id, box, area } of holders) {
    const around = holders.find((holder) => holder.area > area && holder.box.x <= box.x && holder.box.y <= box.y && holder.box.x + holder.box.width >= box.x + box.width && holder.box.y + holder.box.height >= box.y + box.height)
    if (around) parents.set(id, around.id)
  }
  return parents
}

/** Candidates are counted on what the file draws, before anything was made of it. */
function reportOf(surfaces: readonly Surface[], draft: Draft, dropped: Dropped[]): ImportReport {
  const drawn = surfaces.flatMap(({ parts }) => parts)
  const notThings = new Set(['BorderBoundary', 'LineBoundary', 'Connector', 'Annotation', 'StencilAnnotation'])
  const things = drawn.filter(({ shape, generic }) => !notThings.has(shape) && generic !== 'GE.A')
  const edges = drawn.filter(({ shape }) => shape === 'Connector')
  const elements = new Set(draft.elements.map(({ ref }) => ref))
  const connected = draft.flows.filter(({ source, target }) => source !== null && target !== null && elements.has(source) && elements.has(target))
  const named = (parts: readonly DrawnPart[]): number => parts.filter(({ name }) => name !== '').length
  return {
    elements: { parsed: draft.elements.length, candidates: things.length },
    edges: { parsed: connected.length, candidates: edges.length },
    labels: { parsed: draft.elements.filter(({ label }) => label !== '').length, candidates: named(things) },
    flowLabels: { parsed: connected.filter(({ label }) => label !== '').length, candidates: named(edges) },
    dropped,
  }
}

