import type { Facts } from '../../shared/domain/fact.ts'
import type { Dropped, ImportReport } from '../../shared/domain/import.ts'
import { writeKeptNotes } from '../../shared/domain/kept-notes.ts'
import type { ElementKind } from '../../shared/domain/model.ts'
import type { Draft } from './draft.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { field, fieldsOf, isFields, listOf, textOf } from './lenient.ts'
import type { Fields } from './lenient.ts'
import type { ReadContext } from './source.ts'
import { checkCircles, checkSize, cleanJson, labelOf, onceIds, protocolFacts, stated, structuredReport } from './structured.ts'

/** Whether the text looks like Threat Thinker's own form of a system: nodes and zones by id, edges as a list. */
export function detectThreatThinkerIr(start: string, name: string): boolean {
  if (!/^\s*\{/.test(start)) return false
  if (/\.ir\.json$/i.test(name)) return true
  return /"nodes"\s*:\s*\{/.test(start) && (/"(?:edges|zones)"\s*:/.test(start) || /"(?:zone|zones|label|type)"\s*:/.test(start)) && !/"(?:otmVersion|applicationInfo|diagrams)"\s*:/.test(start)
}

/** Reads Threat Thinker's IR: nodes to elements, zones to boundaries, classes of data and protocols to facts. */
export function readThreatThinkerIr(bytes: Uint8Array, context: ReadContext): { draft: Draft; report: ImportReport } {
  const root = cleanJson(bytes, context.name)
  if (!isFields(root) || !Object.hasOwn(root, 'nodes')) throw new FileProblem({ file: context.name, place: 'the whole file', expected: 'Threat Thinker\'s IR: a JSON object with "nodes" and "edges"' })
  return readGraph(root, context)
}

/** A graph of nodes, edges and zones; nodes and zones as lists too, as reports have them. */
export function readGraph(root: Fields, { name: file, checkCancelled }: ReadContext): { draft: Draft; report: ImportReport } {
  const dropped: Dropped[] = []
  const [nodes, zones, edges] = [entriesOf(field(root, 'nodes')), entriesOf(field(root, 'zones')), listOf(field(root, 'edges')).filter(isFields)]
  const lost = listOf(field(root, 'edges')).length - edges.length
  if (lost > 0) dropped.push({ what: `${String(lost)} entries of edges`, why: 'not records with fields' })
  checkSize(file, nodes.length + zones.length + edges.length)
  const draft: Draft = { diagrams: [{ name: 'Diagram', sourceId: null }], elements: [], boundaries: [], flows: [] }
  const known = addZones(draft, zones, nodes, file, dropped)
  const once = onceIds('node', dropped)
  const authenticates = new Map<string, boolean>()
  for (const [key, node] of nodes) {
    checkCancelled()
    const fileId = textOf(field(node, 'id'), 400) || key
    const id = once(fileId)
    const auth = field(node, 'auth')
    if (typeof auth === 'boolean') authenticates.set(id, auth)
    draft.elements.push(elementOf(node, { id, fileId }, known, dropped))
  }
  const onceFlow = onceIds('edge', [])
  const ids = new Set(draft.elements.map(({ ref }) => ref))
  for (const edge of edges) {
    const end = (name: 'src' | 'dst', side: string): string | null => {
      const id = `node:${textOf(field(edge, name), 400)}`
      if (ids.has(id)) return id
      dropped.push({ what: `edge ${quote(`${textOf(field(edge, 'src'), 60)} -> ${textOf(field(edge, 'dst'), 60)}`)}`, why: `its ${side} ${quote(id.slice(5))} is not an element of the page: kept with a free end, but not analysed` })
      return null
    }
    const [source, target] = [end('src', 'source'), end('dst', 'target')]
    const auth = target === null ? undefined : authenticates.get(target.slice(5))
    const protocol = textOf(field(edge, 'protocol'), 200)
    draft.flows.push({
      diagram: 0,
      label: labelOf(field(edge, 'label'), 'edge', dropped) || labelOf(protocol === 'unknown' ? '' : protocol, 'edge', dropped),
      source,
      target,
      bidirectional: false,
      // A report's evidence names edges by their ends.
      sourceId: onceFlow(textOf(field(edge, 'id'), 400) || `${textOf(field(edge, 'src'), 190)}->${textOf(field(edge, 'dst'), 190)}`),
      facts: { ...protocolFacts(protocol), ...dataFacts(edge, 'carries'), ...(auth === undefined ? {} : stated({ authenticated: auth ? 'yes' : 'no' }, `auth: ${String(auth)}`)) },
      notes: notesOf(edge, ['id', 'src', 'dst', 'label']),
    })
  }
  const named = edges.filter((edge) => textOf(field(edge, 'label')).trim() !== '' || !['', 'unknown'].includes(textOf(field(edge, 'protocol')).trim()))
  const listed = { elements: nodes.length, labels: nodes.filter(([key, node]) => (oneLine(textOf(field(node, 'label'), 2_000_000)) || oneLine(textOf(field(node, 'id'), 400) || key)) !== '').length, edges: listOf(field(root, 'edges')).length, flowLabels: named.length }
  return { draft, report: structuredReport(draft, listed, dropped) }
}

function entriesOf(value: unknown): [string, Fields][] {
  if (Array.isArray(value)) return value.filter(isFields).map((one) => [textOf(field(one, 'id'), 400), one])
  return Object.entries(fieldsOf(value)).map(([key, one]) => [key, fieldsOf(one)])
}

/** Zones as boxes, with the names that nodes use for them. A report names zones without listing them. */
function addZones(draft: Draft, zones: readonly [string, Fields][], nodes: readonly [string, Fields][], file: string, dropped: Dropped[]): Map<string, string> {
  const known = new Map<string, string>()
  const once = onceIds('zone', dropped)
  const listed = zones.map(([key, zone]) => ({ id: once(textOf(field(zone, 'id'), 400) || key), zone }))
  for (const { id, zone } of listed) {
    known.set(id, `zone:${id}`)
    const name = textOf(field(zone, 'name'), 500)
    if (!known.has(name)) known.set(name, `zone:${id}`)
  }
  const parentOf = (zone: Fields): string | null => {
    const id = textOf(field(zone, 'parent_id'), 400)
    return id === '' ? null : (known.get(id) ?? null)
  }
  checkCircles(file, 'zones', new Map(listed.map(({ id, zone }) => [`zone:${id}`, parentOf(zone)])))
  for (const { id, zone } of listed) {
    const missing = textOf(field(zone, 'parent_id'), 400)
    if (missing !== '' && parentOf(zone) === null) dropped.push({ what: `zone ${quote(id)}`, why: `what it stands in, ${quote(missing)}, is not in the file` })
    draft.boundaries.push({ ref: `zone:${id}`, diagram: 0, kind: 'box', label: labelOf(field(zone, 'name') ?? id, `zone ${id}`, dropped), parent: parentOf(zone), box: null, sourceId: id, notes: notesOf(zone, ['id', 'name', 'parent_id']) })
  }
  if (zones.length > 0) return known
  for (const [, node] of nodes) {
    const name = textOf(field(node, 'zone'), 400).trim()
    if (name === '' || known.has(name)) continue
    known.set(name, `zone:${name}`)
    draft.boundaries.push({ ref: `zone:${name}`, diagram: 0, kind: 'box', label: labelOf(name, 'zone', dropped), parent: null, box: null, sourceId: name })
  }
  return known
}

function elementOf(node: Fields, { id, fileId }: { id: string; fileId: string }, zones: ReadonlyMap<string, string>, dropped: Dropped[]): Draft['elements'][number] {
  const type = textOf(field(node, 'type'), 60).trim().toLowerCase()
  const kind = kindOf(type)
  const inside = listOf(field(node, 'zones')).map((one) => textOf(one, 400))
  const wanted = inside.length > 0 ? inside : [textOf(field(node, 'zone'), 400).trim()]
  for (const zone of wanted) if (zone !== '' && !zones.has(zone)) dropped.push({ what: `node ${quote(id)}`, why: `its zone ${quote(zone)} is not in the file` })
  return {
    ref: `node:${id}`,
    diagram: 0,
    kind,
    technology: type === '' || /^(?:service|process|unknown|other|actor|store)$/.test(type) ? null : `shape:${type.replaceAll(/[.;=/]+/g, ' ')}`.slice(0, 80),
    label: labelOf(field(node, 'label') ?? fileId, `node ${id}`, dropped) || oneLine(fileId),
    parent: wanted.map((zone) => zones.get(zone)).findLast((ref) => ref !== undefined) ?? null,
    box: null,
    sourceId: id,
    facts: dataFacts(node, kind === 'data-store' ? 'stores' : 'handles', kind),
    notes: notesOf(node, ['id', 'label', 'zone', 'zones', 'notes']),
  }
}

function kindOf(type: string): ElementKind {
  if (/actor|user|external|client|person|third/.test(type)) return 'external-entity'
  return /store|database|\bdb\b|cache|queue|storage|bucket|topic/.test(type) ? 'data-store' : 'process'
}

/** What classes of data state: people's data, credentials, and on flows what is internal. */
function dataFacts(thing: Fields, verb: 'stores' | 'handles' | 'carries', kind?: ElementKind): Facts {
  const classes = listOf(field(thing, 'data')).map((one) => textOf(one, 100))
  if (kind === 'external-entity' || classes.length === 0) return {}
  const has = (pattern: RegExp): 'yes' | undefined => (classes.some((name) => pattern.test(name)) ? 'yes' : undefined)
  const facts = { [`${verb}_pii`]: has(/pii|personal|phi\b|health/i), [`${verb}_credentials`]: has(/credential|secret|password|token/i) }
  return stated(verb === 'carries' ? { ...facts, carries_internal_data: has(/internal|confidential/i) } : facts, `data: ${classes.join(', ')}`)
}

function notesOf(thing: Fields, read: readonly string[]): string {
  const properties = Object.fromEntries(Object.entries(thing).filter(([name, value]) => !read.includes(name) && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)))
  return writeKeptNotes({ description: textOf(field(thing, 'notes')), properties })
}
