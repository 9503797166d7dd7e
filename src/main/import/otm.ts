import { mergedFacts } from '../../shared/domain/carried.ts'
import { originPhrases, type Facts } from '../../shared/domain/fact.ts'
import type { Dropped, ImportedAbout, ImportReport } from '../../shared/domain/import.ts'
import type { Box, ElementKind } from '../../shared/domain/model.ts'
import { otmKind, otmZone } from '../../shared/domain/otm-words.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { type Draft, scopeOf } from './draft.ts'
import { quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { parseJsonSource } from './json-source.ts'
import { field, fieldsOf, isFields, listOf, textOf, type Fields } from './lenient.ts'
import { otmFile, otmNotes, type OtmFile, type OtmNode, type OtmPart, otmScope } from './otm-parts.ts'
import { otmMitigations, otmThreats, type OtmMitigation } from './otm-threats.ts'
import { fitLabel } from './source.ts'
import type { ReadContext } from './source.ts'
import { parseYamlSource } from './yaml-source.ts'

/** Whether the bytes look like an Open Threat Model, as JSON or YAML. */
export function detectOtm(start: string, name: string): boolean {
  return /(?:^|[\s{,])["']?otmVersion["']?\s*:/.test(start) || /\.otm(?:\.(?:json|ya?ml))?$/i.test(name)
}

/** Reads an Open Threat Model 0.1 or 0.2: its zones, components, dataflows, assets, threats, mitigations and their states. */
export function readOtm(bytes: Uint8Array, context: ReadContext): { draft: Draft; report: ImportReport; threats: ImportedThreat[]; about: ImportedAbout; listLayout: Record<string, string> } {
  const { name, checkCancelled, progress } = context
  const isJson = /^[\s\ufeff]*\{/.test(new TextDecoder().decode(bytes.subarray(0, 1000)))
  const value = isJson ? parseJsonSource(bytes, name) : parseYamlSource(bytes, name)
  checkCancelled()
  progress({ stage: 'build', done: 0, total: 1 })
  const dropped: Dropped[] = []
  const file = otmFile(value, name, dropped)
  const draft = draftOf(file, dropped)
  checkCancelled()
  const mitigations = otmMitigations(file.root)
  const threats = otmThreats(file.root, [...file.components, ...file.dataflows], mitigations, name, dropped)
  const linked = new Set(threats.flatMap((threat) => threat.mitigations))
  for (const { id, text, name: title } of mitigations) if (!linked.has(text)) dropped.push({ what: `mitigation ${quote(id)} ${quote(title)}`, why: 'no threat of the file has it' })
  return { draft, threats, report: reportOf(file, draft, dropped), about: aboutOf(file, mitigations), listLayout: layoutOf(file, mitigations) }
}

function draftOf(file: OtmFile, dropped: Dropped[]): Draft {
  const { zones, components, dataflows, drawings } = file
  const drawn = new Set(drawings.map(({ id }) => id))
  const { diagrams, diagramOf, placeOf } = pages(file, dropped)
  const draft: Draft = { diagrams, elements: [], boundaries: [], flows: [] }
  const label = ({ name, id }: OtmPart): string => fitLabel(name, `part ${id.slice(0, 60)}`, dropped)
  const node = (part: OtmNode) => ({ ref: part.ref, diagram: diagramOf(part.ref), label: label(part), parent: part.parent, box: placeOf(part), sourceId: part.id, notes: otmNotes(part, drawn), ...scopeOf(otmScope(part)) })
  for (const zone of zones) draft.boundaries.push({ ...node(zone), kind: zone.carried.line ? 'line' : 'box', facts: mergedFacts(zoneFacts(zone), zone.carried.facts, () => false) })
  for (const component of components) {
    const { carried, type } = component
    const kind: ElementKind = carried.kind ?? otmKind(type)
    const wrote = carried.wrote?.['type'] === type
    const technology = carried.technology !== undefined ? carried.technology : type === '' || wrote ? null : `shape:${type}`.slice(0, 80)
    draft.elements.push({ ...node(component), kind, technology, facts: mergedFacts({}, carried.facts, () => false) })
  }
  const first = new Map([...zones, ...components].map((part) => [part.fileId, part.ref]))
  for (const part of [...zones].reverse()) first.set(part.fileId, part.ref)
  for (const part of [...components].reverse()) first.set(part.fileId, part.ref)
  const zoneRefs = new Set(zones.map(({ ref }) => ref))
  for (const flow of dataflows) {
    const what = `edge ${flow.id.slice(0, 60)}${flow.name === '' ? '' : ` ${quote(flow.name)}`}`
    const end = (names: readonly string[], side: 'source' | 'target'): string | null => {
      const id = names.map((one) => textOf(field(flow.raw, one), 400)).find((one) => one !== '') ?? ''
      const ref = first.get(id)
      if (id === '') dropped.push({ what, why: `its ${side} end is free: kept on the diagram, but not analysed` })
      else if (ref === undefined) dropped.push({ what, why: `its ${side} ${quote(id)} is not an element of the page: kept with a free end, but not analysed` })
      else if (zoneRefs.has(ref)) dropped.push({ what, why: `its ${side} is a boundary: kept on the diagram, but not analysed` })
      return ref ?? null
    }
    const [source, target] = [end(['source', 'sourceNode'], 'source'), end(['destination', 'destinationNode'], 'target')]
    draft.flows.push({ diagram: diagramOf(source ?? target ?? ''), label: label(flow), source, target, bidirectional: field(flow.raw, 'bidirectional') === true, sourceId: flow.id, facts: mergedFacts({}, flow.carried.facts, () => false), notes: otmNotes(flow, drawn), ...scopeOf(otmScope(flow)) })
  }
  return draft
}

/** Version 0.1 has no types of zones: there the kinds of IriusRisk's library are the ids. */
function zoneFacts({ type, fileId }: OtmPart): Facts {
  const [zone, said] = type === '' ? [fileId.length === 36 ? otmZone(fileId) : null, `id: ${fileId}`] : [otmZone(type), `type: ${type}`]
  return zone === null ? {} : { zone: { value: zone, origin: { by: 'import', detail: originPhrases.say('property', { text: said.slice(0, 120) }) } } }
}

interface Pages {
  diagrams: Draft['diagrams']
  diagramOf: (ref: string) => number
  placeOf: (part: OtmNode) => Box | null
}

/**
 * The diagrams of the file: one for each representation that is drawn, as long as no flow and no parent leads from one to another;
 * else all of it on one. A place in the file is meant from the corner of what the part stands in.
 */
function pages(file: OtmFile, dropped: Dropped[]): Pages {
  const { drawings, project, zones, components, dataflows } = file
  const nodes = new Map([...zones, ...components].map((node) => [node.ref, node]))
  const title = oneLine(textOf(field(project, 'name'), 500)) || 'Diagram 1'
  const page = ({ places }: OtmNode): number => drawings.findIndex(({ id }) => places.has(id))
  const rootOf = (ref: string): string => {
    let at = ref
    for (let parent = nodes.get(at)?.parent; parent !== null && parent !== undefined; parent = nodes.get(at)?.parent) at = parent
    return at
  }
  const pageOfRoot = new Map<string, number>()
  let torn = false
  for (const [ref, node] of nodes) {
    const [root, own] = [rootOf(ref), page(node)]
    const known = pageOfRoot.get(root)
    if (own >= 0 && known !== undefined && known !== own) torn = true
    if (own >= 0 && known === undefined) pageOfRoot.set(root, own)
  }
  const ends = new Map([...zones, ...components].map((node) => [node.fileId, node.ref]))
  const pageOf = (ref: string): number => pageOfRoot.get(rootOf(ref)) ?? 0
  for (const { raw } of dataflows) {
    const [from, to] = [ends.get(textOf(field(raw, 'source'), 400)), ends.get(textOf(field(raw, 'destination'), 400))]
    if (from !== undefined && to !== undefined && pageOf(from) !== pageOf(to)) torn = true
  }
  const several = drawings.length > 1 && !torn
  if (drawings.length > 1 && torn) dropped.push({ what: `${String(drawings.length)} diagrams`, why: 'flows or parents lead from one to another: all of them are one diagram here' })
  const absolute = new Map<string, Map<string, Box | null>>()
  const placeIn = (node: OtmNode, drawing: string): Box | null => {
    const known = absolute.get(node.ref)?.get(drawing)
    if (known !== undefined) return known
    const own = node.places.get(drawing) ?? null
    const around = aroundOf(node, drawing)
    const box = own && around ? { ...own, x: rounded(own.x + around.x), y: rounded(own.y + around.y) } : own
    absolute.set(node.ref, (absolute.get(node.ref) ?? new Map<string, Box | null>()).set(drawing, box))
    return box
  }
  /** The nearest thing around it that has a place. */
  const aroundOf = (node: OtmNode, drawing: string): Box | null => {
    for (let at = nodes.get(node.parent ?? ''); at; at = nodes.get(at.parent ?? '')) {
      const box = placeIn(at, drawing)
      if (box) return box
    }
    return null
  }
  return {
    diagrams: several ? drawings.map(({ name, id }) => ({ name: name || id.slice(0, 500), sourceId: id })) : [{ name: drawings.length === 1 ? drawings[0]?.name || title : title, sourceId: drawings[0]?.id ?? null }],
    diagramOf: (ref) => (several ? pageOf(ref) : 0),
    placeOf: (node) => {
      const drawing = drawings[page(node)]
      return drawing ? placeIn(node, drawing.id) : null
    },
  }
}

/** Sums of decimal fractions end a hair beside where they should. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

const needs = ['low', 'medium', 'high'] as const

/** A need of 0 to 100, in thirds. */
function needOf(value: unknown): (typeof needs)[number] {
  return needs[typeof value === 'number' && Number.isFinite(value) ? Math.min(2, Math.max(0, Math.floor((value * 3) / 100))) : 1] ?? 'medium'
}

/** By the file's id of an asset, the source ids of what carries, stores and processes it. */
function assetPlaces({ components, dataflows }: OtmFile): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>()
  const add = (part: string, assets: readonly unknown[]): void => {
    for (const asset of new Set(assets.map((one) => textOf(one, 200)))) places.set(asset, [...(places.get(asset) ?? []), part])
  }
  for (const { id, raw } of components) add(id, ['processed', 'stored'].flatMap((list) => listOf(field(fieldsOf(field(raw, 'assets')), list))))
  for (const { id, raw } of dataflows) add(id, listOf(field(raw, 'assets')))
  return places
}

function aboutOf(file: OtmFile, mitigations: readonly OtmMitigation[]): ImportedAbout {
  const { root, project } = file
  const places = assetPlaces(file)
  const assets = listOf(field(root, 'assets')).filter(isFields).slice(0, 5000).map((raw) => {
    const risk = fieldsOf(field(raw, 'risk'))
    return { name: oneLine(textOf(field(raw, 'name'), 200)) || textOf(field(raw, 'id'), 200), confidentiality: needOf(field(risk, 'confidentiality')), integrity: needOf(field(risk, 'integrity')), availability: needOf(field(risk, 'availability')), sources: [...(places.get(textOf(field(raw, 'id'), 200)) ?? [])] }
  })
  return { header: { system: oneLine(textOf(field(project, 'name'), 500)), purpose: textOf(field(project, 'description')) }, assumptions: [], assets, mitigations: mitigations.length }
}

const layoutLimit = 2_000_000

/** What the file says around its parts, so that a file written from it says it again. */
function layoutOf({ root, project, drawings }: OtmFile, mitigations: readonly OtmMitigation[]): Record<string, string> {
  const others = listOf(field(root, 'representations')).filter((one) => isFields(one) && !drawings.some(({ id }) => id === textOf(field(one, 'id'), 400)))
  const kept: Fields = {}
  for (const name of ['id', 'owner', 'ownerContact', 'tags', 'attributes']) if (field(project, name) !== undefined && field(project, name) !== null) kept[name] = field(project, name)
  const layout = {
    project: JSON.stringify(kept),
    representations: JSON.stringify(others),
    assets: JSON.stringify(listOf(field(root, 'assets')).filter(isFields)),
    mitigations: JSON.stringify(mitigations),
  }
  return Object.fromEntries(Object.entries(layout).filter(([, text]) => text.length <= layoutLimit))
}

/** Candidates are the entries of the file's own lists. */
function reportOf({ root }: OtmFile, draft: Draft, dropped: Dropped[]): ImportReport {
  const entries = (name: string): unknown[] => listOf(field(root, name))
  const named = (name: string): number => entries(name).filter((one) => oneLine(textOf(field(fieldsOf(one), 'name'), 5_000_000)) !== '').length
  const elements = new Set(draft.elements.map(({ ref }) => ref))
  const connected = draft.flows.filter(({ source, target }) => source !== null && target !== null && elements.has(source) && elements.has(target))
  return {
    elements: { parsed: draft.elements.length, candidates: entries('components').length },
    edges: { parsed: connected.length, candidates: entries('dataflows').length },
    labels: { parsed: draft.elements.filter(({ label }) => label !== '').length, candidates: named('components') },
    flowLabels: { parsed: connected.filter(({ label }) => label !== '').length, candidates: named('dataflows') },
    dropped,
  }
}
