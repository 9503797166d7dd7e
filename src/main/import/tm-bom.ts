import type { Facts } from '../../shared/domain/fact.ts'
import type { Dropped, ImportedAbout, ImportReport } from '../../shared/domain/import.ts'
import { writeKeptNotes } from '../../shared/domain/kept-notes.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { flagPhrases } from '../../shared/domain/threat.ts'
import { cutText } from '../../shared/list/list-text.ts'
import type { Draft } from './draft.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { field, fieldsOf, isFields, listOf, textOf } from './lenient.ts'
import type { Fields } from './lenient.ts'
import type { ReadContext } from './source.ts'
import { checkCircles, checkSize, cleanJson, guessStride, labelOf, onceIds, protocolFacts, recordsOf, stated, structuredReport } from './structured.ts'

const partLists = ['actors', 'components', 'data_stores'] as const
const typeOfList = { actors: 'actor', components: 'component', data_stores: 'data_store' } as const
const known = ['trust_zones', 'trust_boundaries', ...partLists, 'data_sets', 'data_flows', 'assumptions', 'threat_personas', 'threats', 'controls', 'risks', 'scope', 'description', 'version', '$schema']

/** Whether the text looks like a model of the OWASP threat model library (TM-BOM). */
export function detectTmBom(start: string, name: string): boolean {
  if (!/^\s*\{/.test(start)) return false
  return /\.tmbom\.json$/i.test(name) || /www-project-threat-model-library/.test(start) || (/"trust_zones"\s*:/.test(start) && /"(?:symbolic_name|business_criticality|data_stores|trust_boundaries)"\s*:/.test(start))
}

/** Reads a TM-BOM: actors, components and data stores in their trust zones, flows, threats with their controls and risks, data sets as assets. */
export function readTmBom(bytes: Uint8Array, context: ReadContext): { draft: Draft; report: ImportReport; threats: ImportedThreat[]; about: ImportedAbout } {
  const { name: file } = context
  const root = cleanJson(bytes, file)
  if (!isFields(root) || !['components', 'actors', 'data_stores', 'trust_zones'].some((list) => Array.isArray(field(root, list)))) {
    throw new FileProblem({ file, place: 'the whole file', expected: 'a model of the OWASP threat model library (JSON with trust_zones, actors, components, data_stores)' })
  }
  const dropped: Dropped[] = []
  const list = (name: string) => recordsOf(root, name, dropped)
  const draft: Draft = { diagrams: [{ name: cutText(oneLine(textOf(field(fieldsOf(field(root, 'scope')), 'title'))) || 'Diagram', 500), sourceId: null }], elements: [], boundaries: [], flows: [] }
  const zones = list('trust_zones')
  const parts = partLists.map((name) => ({ name, things: list(name) }))
  const [flows, dataSets, threats, controls] = [list('data_flows'), list('data_sets'), list('threats'), list('controls')]
  checkSize(file, zones.length + flows.length + threats.length + parts.reduce((sum, { things }) => sum + things.length, 0))
  addZones(draft, zones, list('trust_boundaries'), dropped)
  const refs = addParts(draft, parts, { dataSets, dropped, context })
  addFlows(draft, flows, refs, dropped)
  for (const name of Object.keys(root)) {
    if (!known.includes(name) && Array.isArray(root[name])) dropped.push({ what: `${String(listOf(root[name]).length)} entries of ${cutText(name, 100)}`, why: 'no place for it here' })
  }
  const unread = (name: string): number => listOf(field(root, name)).length
  const listed = {
    elements: partLists.reduce((sum, name) => sum + unread(name), 0),
    labels: parts.flatMap(({ things }) => things).filter((part) => labelText(part) !== '').length,
    edges: unread('data_flows'),
    flowLabels: flows.filter((flow) => labelText(flow) !== '').length,
  }
  const personas = new Map(list('threat_personas').map((persona) => [nameOf(persona), labelText(persona)]))
  const risks = list('risks')
  return {
    draft,
    report: structuredReport(draft, listed, dropped),
    threats: threats.map((threat) => threatOf(threat, { controls, risks, personas, refs, dropped })),
    about: aboutOf(root, { dataSets, controls, assumptions: list('assumptions') }),
  }
}

function nameOf(thing: Fields): string {
  return textOf(field(thing, 'symbolic_name'), 400)
}

function labelText(thing: Fields): string {
  return oneLine(textOf(field(thing, 'title'))) || nameOf(thing)
}

function rest(thing: Fields, read: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(thing).filter(([name, value]) => !read.includes(name) && value !== null && value !== ''))
}

function notesOf(thing: Fields, read: readonly string[] = []): string {
  return writeKeptNotes({ description: textOf(field(thing, 'description')), properties: rest(thing, ['symbolic_name', 'title', 'description', 'trust_zone', 'parent_component', ...read]) })
}

/** Zones as boxes. What lies between two of them has no line here, so it stands in the notes of both. */
function addZones(draft: Draft, zones: readonly Fields[], borders: readonly Fields[], dropped: Dropped[]): void {
  const once = onceIds('zone', dropped)
  const names = new Set(zones.map(nameOf))
  for (const border of borders) {
    for (const side of ['trust_zone_a', 'trust_zone_b']) {
      const zone = textOf(field(border, side), 400)
      if (!names.has(zone)) dropped.push({ what: `entry ${quote(`${textOf(field(border, 'trust_zone_a'), 60)} | ${textOf(field(border, 'trust_zone_b'), 60)}`)} of trust_boundaries`, why: `its zone ${quote(zone)} is not in the file` })
    }
  }
  for (const zone of zones) {
    const id = once(nameOf(zone))
    const between = borders.filter((border) => [field(border, 'trust_zone_a'), field(border, 'trust_zone_b')].includes(nameOf(zone)))
    const properties = { ...rest(zone, ['symbolic_name', 'title', 'description']), ...(between.length === 0 ? {} : { trust_boundaries: between }) }
    draft.boundaries.push({ ref: `zone:${id}`, diagram: 0, kind: 'box', label: labelOf(labelText(zone), `zone ${id}`, dropped), parent: null, box: null, sourceId: id, notes: writeKeptNotes({ description: textOf(field(zone, 'description')), properties }) })
  }
}

interface Reading {
  dataSets: readonly Fields[]
  dropped: Dropped[]
  context: ReadContext
}

/** @returns refs by `type/name`, and by the name alone where no earlier part has it. */
function addParts(draft: Draft, parts: readonly { name: (typeof partLists)[number]; things: readonly Fields[] }[], { dataSets, dropped, context }: Reading): Map<string, string> {
  const once = onceIds('part', dropped)
  const refs = new Map<string, string>()
  const sorted = parts.flatMap(({ name, things }) => things.map((thing) => ({ type: typeOfList[name], thing, id: once(nameOf(thing)) })))
  for (const { type, thing, id } of sorted) {
    for (const key of [`${type}/${nameOf(thing)}`, nameOf(thing)]) if (!refs.has(key)) refs.set(key, `part:${id}`)
  }
  const above = new Map(sorted.map(({ thing, id }) => [`part:${id}`, refs.get(`component/${textOf(field(thing, 'parent_component'), 400)}`) ?? null]))
  checkCircles(context.name, 'components', above)
  const zones = new Set(draft.boundaries.map(({ ref }) => ref))
  for (const { type, thing, id } of sorted) {
    context.checkCancelled()
    const zone = textOf(field(thing, 'trust_zone'), 400)
    const parent = textOf(field(thing, 'parent_component'), 400)
    if (zone !== '' && !zones.has(`zone:${zone}`)) dropped.push({ what: `part ${quote(id)}`, why: `its zone ${quote(zone)} is not in the file` })
    if (parent !== '' && !refs.has(`component/${parent}`)) dropped.push({ what: `part ${quote(id)}`, why: `what it stands in, ${quote(parent)}, is not in the file` })
    draft.elements.push({
      ref: `part:${id}`,
      diagram: 0,
      kind: type === 'actor' ? 'external-entity' : type === 'data_store' ? 'data-store' : 'process',
      technology: type === 'data_store' ? hintOf(thing) : null,
      label: labelOf(labelText(thing), `part ${id}`, dropped),
      parent: above.get(`part:${id}`) ?? (zones.has(`zone:${zone}`) ? `zone:${zone}` : null),
      box: null,
      sourceId: id,
      facts: type === 'data_store' ? storeFacts(nameOf(thing), dataSets) : {},
      notes: notesOf(thing),
    })
  }
  return refs
}

const storeTypes: Record<string, string> = { sql: 'relational database', key_value: 'key value store', document: 'document database', object: 'object storage', graph: 'graph database', time_series: 'time series database' }

/** Vendor and product, else the kind of store, as a hint for the recogniser. */
function hintOf(store: Fields): string | null {
  const product = `${textOf(field(store, 'vendor'), 40)} ${textOf(field(store, 'product'), 40)}`.trim()
  const type = textOf(field(store, 'type'), 40)
  const hint = product || (Object.hasOwn(storeTypes, type) ? (storeTypes[type] ?? '') : '')
  return hint === '' ? null : `shape:${hint.replaceAll(/[.;=/]+/g, ' ')}`.slice(0, 80)
}

/** What the data sets placed in a store state of it. */
function storeFacts(store: string, dataSets: readonly Fields[]): Facts {
  const placed = dataSets.flatMap((set) => listOf(field(set, 'placements')).map(fieldsOf).filter((place) => field(place, 'data_store') === store).map((place) => ({ set, place })))
  if (placed.length === 0) return {}
  const classes = placed.flatMap(({ set }) => listOf(field(set, 'data_sensitivity')).map((one) => textOf(one, 20)))
  const encrypted = placed.map(({ place }) => field(place, 'encrypted'))
  const atRest = encrypted.includes(false) ? 'no' : encrypted.every((one) => one === true) ? 'yes' : undefined
  const has = (names: readonly string[]): 'yes' | undefined => (classes.some((name) => names.includes(name)) ? 'yes' : undefined)
  return stated({ stores_pii: has(['pii', 'phi']), stores_credentials: has(['cred']), encrypted_at_rest: atRest }, `data_sets: ${placed.map(({ set }) => nameOf(set)).join(', ')}`)
}

function addFlows(draft: Draft, flows: readonly Fields[], refs: ReadonlyMap<string, string>, dropped: Dropped[]): void {
  const once = onceIds('flow', dropped)
  for (const flow of flows) {
    const id = once(nameOf(flow))
    const end = (name: 'source' | 'destination', side: string): string | null => {
      const { type, object } = typedName(field(flow, name))
      const ref = refs.get(`${type}/${object}`) ?? refs.get(object)
      if (ref === undefined) dropped.push({ what: `edge ${quote(id)}`, why: `its ${side} ${quote(object)} is not an element of the page: kept with a free end, but not analysed` })
      return ref ?? null
    }
    const [encrypted, sensitive] = [field(flow, 'encrypted'), field(flow, 'has_sensitive_data')]
    const label = labelOf(labelText(flow), `edge ${id}`, dropped)
    draft.flows.push({
      diagram: 0,
      label,
      source: end('source', 'source'),
      target: end('destination', 'target'),
      bidirectional: false,
      sourceId: id,
      facts: {
        ...protocolFacts(label),
        ...stated({ encrypted: typeof encrypted === 'boolean' ? (encrypted ? 'yes' : 'no') : undefined }, `encrypted: ${String(encrypted)}`),
        ...stated({ carries_internal_data: sensitive === true ? 'yes' : undefined }, 'has_sensitive_data: true'),
      },
      notes: notesOf(flow, ['source', 'destination', 'encrypted', 'has_sensitive_data']),
    })
  }
}

/** A reference such as `{type: "component", object: "api"}`; the type may be written `#/$defs/data-store`. */
function typedName(value: unknown): { type: string; object: string } {
  const record = fieldsOf(value)
  const type = textOf(field(record, 'type'), 100).replace(/^.*\//, '').replaceAll('-', '_')
  return { type, object: typeof value === 'string' ? value : textOf(field(record, 'object'), 400) }
}

interface ThreatReading {
  controls: readonly Fields[]
  risks: readonly Fields[]
  personas: ReadonlyMap<string, string>
  refs: ReadonlyMap<string, string>
  dropped: Dropped[]
}

function threatOf(threat: Fields, { controls, risks, personas, refs, dropped }: ThreatReading): ImportedThreat {
  const id = nameOf(threat)
  const is = (thing: Fields): boolean => listOf(field(thing, 'threats')).includes(field(threat, 'symbolic_name'))
  const text = (name: string): string => textOf(field(threat, name), 15_000).trim()
  const title = cutText(labelText(threat), 1000) || 'Threat'
  const stride = guessStride(`${title} ${text('event')} ${text('description')}`)
  dropped.push({ what: `threat ${quote(title)}`, why: `no STRIDE category: read as ${stride.join(', ')}` })
  const persona = text('threat_persona')
  const sources = listOf(field(threat, 'sources')).map((one) => textOf(one, 100))
  const worst = risks.filter(is).sort((a, b) => (Number(field(b, 'score')) || 0) - (Number(field(a, 'score')) || 0))[0]
  const lines = [
    text('description'),
    text('event') === '' ? '' : `Event: ${text('event')}`,
    persona === '' ? '' : `Persona: ${personas.get(persona) ?? persona}`,
    sources.length === 0 ? '' : `Sources: ${sources.join(', ')}`,
    ...risks.filter(is).map((risk) => `Risk: ${labelText(risk)} (${['likelihood', 'impact', 'level'].map((name) => `${name} ${textOf(field(risk, name), 60)}`).join(', ')})`),
  ]
  const ids = (list: string, name: string, scheme: string) => listOf(field(threat, list)).map(fieldsOf).flatMap((one) => (Number.isInteger(field(one, name)) ? [`${scheme}-${String(field(one, name))}`] : []))
  const references = [...ids('weaknesses', 'cwe_id', 'CWE'), ...ids('attack_mechanisms', 'capec_id', 'CAPEC')]
  return {
    displayId: '',
    title,
    description: cutText(lines.filter((line) => line !== '').join('\n'), 20_000),
    stride,
    marker: 'none',
    confidence: 'confirmed',
    affectedLabels: [],
    evidenceKeys: listOf(field(threat, 'components_affected')).map((one) => textOf(one, 400)).map((one) => refs.get(`component/${one}`)?.slice('part:'.length) ?? one),
    references: references.map((reference) => ({ text: reference.slice(0, 200), flag: null, readAs: null })),
    mitigations: controls.filter(is).map(controlText),
    score: { dread: null, total: null, severity: worst ? cutText(textOf(field(worst, 'level'), 60), 60) || null : null, score: worst ? cutText(textOf(field(worst, 'score'), 60), 60) || null : null },
    layout: { 'threat-id': `tm-bom:${id || title}`.slice(0, 500) },
    flags: [flagPhrases.say('no-category', { stride: stride.join(', ') })],
  }
}

function controlText(control: Fields): string {
  const status = textOf(field(control, 'status'), 60).replaceAll('_', ' ')
  const description = textOf(field(control, 'description'), 10_000).trim()
  const title = cutText(labelText(control), 1000)
  return `${title}${description === '' || description === title ? '' : `: ${description}`}${status === '' || status === 'suggested' ? '' : ` [${status}]`}`
}

const secret = ['pii', 'phi', 'fin', 'cred', 'pci', 'gov', 'ip']

function aboutOf(root: Fields, { dataSets, controls, assumptions }: { dataSets: readonly Fields[]; controls: readonly Fields[]; assumptions: readonly Fields[] }): ImportedAbout {
  const scope = fieldsOf(field(root, 'scope'))
  const said = (name: string): string => (field(scope, name) === undefined ? '' : `${name.replaceAll('_', ' ')}: ${[field(scope, name)].flat().map((one) => textOf(one, 100)).join(', ')}`)
  const validity: Record<string, 'yes' | 'no'> = { confirmed: 'yes', rejected: 'no' }
  return {
    header: {
      system: cutText(oneLine(textOf(field(scope, 'title'))), 500),
      release: textOf(field(root, 'version'), 200),
      purpose: cutText([...new Set([textOf(field(root, 'description')), textOf(field(scope, 'description'))])].filter((text) => text !== '').join('\n\n'), 20_000),
      environment: cutText(['exposure', 'tier', 'business_criticality', 'data_sensitivity'].map(said).filter((text) => text !== '').join('\n'), 20_000),
    },
    assumptions: assumptions.map((one) => {
      const valid = textOf(field(one, 'validity'), 60)
      return { text: textOf(field(one, 'description')), owner: '', confirmed: (Object.hasOwn(validity, valid) ? validity[valid] : undefined) ?? ('unknown' as const) }
    }),
    assets: dataSets.map((set) => {
      const high = listOf(field(set, 'data_sensitivity')).some((one) => secret.includes(textOf(one, 20)))
      return { name: cutText(labelText(set), 200), confidentiality: high ? ('high' as const) : ('medium' as const), integrity: 'medium' as const, availability: 'medium' as const }
    }),
    mitigations: controls.length,
  }
}
