import type { Facts } from '../../shared/domain/fact.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import type { Dropped, ImportedAbout, ImportReport } from '../../shared/domain/import.ts'
import { writeKeptNotes } from '../../shared/domain/kept-notes.ts'
import type { ElementKind } from '../../shared/domain/model.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { flagPhrases } from '../../shared/domain/threat.ts'
import { cutText } from '../../shared/list/list-text.ts'
import { type Draft, scopeOf } from './draft.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { field, fieldsOf, isFields, listOf, textOf } from './lenient.ts'
import type { Fields } from './lenient.ts'
import type { ReadContext } from './source.ts'
import { checkCircles, checkSize, cleanJson, guessStride, labelOf, onceIds, protocolFacts, recordsOf, stated, structuredReport } from './structured.ts'

/** Lists of elements: a dump has actors and assets, a file to be loaded has elements. */
const elementLists = ['actors', 'assets', 'elements'] as const
/** What pytm writes where nobody set anything. Such a value states nothing. */
const unset: readonly unknown[] = [null, '', false, 0, -1, 'Classification.UNKNOWN', 'TLSVersion.NONE', 'DatastoreType.UNKNOWN', 'Unmanaged', 'UNKNOWN', 'NONE']
const ignored = ['name', '__class__', 'inBoundary', 'source', 'sink', 'controls', 'inputs', 'outputs', 'findings', 'description', 'note', 'levels', 'uuid', 'inScope', 'isSQL', 'sourceFiles', 'overrides', 'x', 'y']

/** Whether the text looks like a model of pytm, dumped (`tm.py --json`) or to be loaded. */
export function detectPytm(start: string): boolean {
  if (!/^\s*\{/.test(start)) return false
  return /"__class__"\s*:/.test(start) || /"onDuplicates"\s*:/.test(start) || (/"inBoundary"\s*:/.test(start) && /"(?:flows|elements|boundaries|maxClassification)"\s*:/.test(start)) || (/"sink"\s*:/.test(start) && /"source"\s*:/.test(start) && /"flows"\s*:/.test(start))
}

/** Reads pytm's JSON: elements by class in their boundaries, flows, what their controls state, its findings as threats, data as assets. */
export function readPytm(bytes: Uint8Array, context: ReadContext): { draft: Draft; report: ImportReport; threats: ImportedThreat[]; about: ImportedAbout } {
  const { name: file } = context
  const root = cleanJson(bytes, file)
  if (!isFields(root) || !elementLists.some((list) => Array.isArray(field(root, list)))) throw new FileProblem({ file, place: 'the whole file', expected: "pytm's JSON (lists of elements, or actors and assets, with boundaries and flows)" })
  const dropped: Dropped[] = []
  const list = (name: string) => recordsOf(root, name, dropped)
  const [things, flows, data, boundaries] = [elementLists.flatMap(list), list('flows'), list('data'), list('boundaries')]
  const found = list('findings')
  // A dump may keep findings beside the parts that they are about.
  const findings = found.length > 0 ? found : [...things, ...flows].flatMap((thing) => listOf(field(thing, 'findings')).filter(isFields).map((one) => ({ target: field(thing, 'name'), ...one })))
  checkSize(file, things.length + flows.length + boundaries.length + findings.length)
  const draft: Draft = { diagrams: [{ name: cutText(oneLine(textOf(field(root, 'name'))) || 'Diagram', 500), sourceId: null }], elements: [], boundaries: [], flows: [] }
  const zones = addBoundaries(draft, boundaries, file, dropped)
  const refs = addElements(draft, things, zones, context, dropped)
  addFlows(draft, flows, { refs, data, dropped })
  const count = (name: string): number => listOf(field(root, name)).length
  const named = (all: readonly Fields[]): number => all.filter((one) => oneLine(textOf(field(one, 'name'))) !== '').length
  const listed = { elements: elementLists.reduce((sum, name) => sum + count(name), 0), labels: named(things), edges: count('flows'), flowLabels: named(flows) }
  return { draft, report: structuredReport(draft, listed, dropped), threats: findings.map((one) => threatOf(one, refs, dropped)), about: aboutOf(root, data) }
}

function addBoundaries(draft: Draft, boundaries: readonly Fields[], file: string, dropped: Dropped[]): Map<string, string> {
  const once = onceIds('boundary', dropped)
  const refs = new Map<string, string>()
  const all = boundaries.map((one) => ({ one, name: textOf(field(one, 'name'), 400), id: once(textOf(field(one, 'name'), 400)) }))
  for (const { name, id } of all) if (!refs.has(name)) refs.set(name, `boundary:${id}`)
  const parentOf = (one: Fields): string | null => refs.get(textOf(field(one, 'inBoundary'), 400)) ?? null
  checkCircles(file, 'boundaries', new Map(all.map(({ one, id }) => [`boundary:${id}`, parentOf(one)])))
  for (const { one, id } of all) {
    tellMissing(one, refs, `boundary ${quote(id)}`, dropped)
    draft.boundaries.push({ ref: `boundary:${id}`, diagram: 0, kind: 'box', label: labelOf(field(one, 'name'), `boundary ${id}`, dropped), parent: parentOf(one), box: null, sourceId: id, notes: notesOf(one), ...scopeIn(one) })
  }
  return refs
}

function tellMissing(thing: Fields, refs: ReadonlyMap<string, string>, what: string, dropped: Dropped[]): void {
  const wanted = textOf(field(thing, 'inBoundary'), 400)
  if (wanted !== '' && !refs.has(wanted)) dropped.push({ what, why: `what it stands in, ${quote(wanted)}, is not in the file` })
}

function addElements(draft: Draft, things: readonly Fields[], zones: ReadonlyMap<string, string>, { checkCancelled }: ReadContext, dropped: Dropped[]): Map<string, string> {
  const once = onceIds('element', dropped)
  const refs = new Map<string, string>()
  for (const thing of things) {
    checkCancelled()
    const name = textOf(field(thing, 'name'), 400)
    const id = once(name)
    const type = textOf(field(thing, '__class__'), 100)
    const kind: ElementKind = /actor|externalentity/i.test(type) ? 'external-entity' : /datastore/i.test(type) ? 'data-store' : 'process'
    if (!refs.has(name)) refs.set(name, `element:${id}`)
    tellMissing(thing, zones, `element ${quote(id)}`, dropped)
    draft.elements.push({
      ref: `element:${id}`,
      diagram: 0,
      kind,
      technology: hintOf(type, thing),
      label: labelOf(field(thing, 'name'), `element ${id}`, dropped),
      parent: zones.get(textOf(field(thing, 'inBoundary'), 400)) ?? null,
      box: null,
      sourceId: id,
      facts: elementFacts(thing, kind),
      notes: notesOf(thing),
      ...scopeIn(thing),
    })
  }
  return refs
}

function hintOf(type: string, thing: Fields): string | null {
  if (field(thing, 'onRDS') === true) return 'shape:rds'
  if (type === 'Lambda') return field(thing, 'onAWS') === false ? 'shape:serverless function' : 'shape:lambda'
  if (type === 'LLM') return 'shape:large language model'
  const store = textOf(field(thing, 'type'), 60).replace(/^DatastoreType\./, '').replaceAll('_', ' ').toLowerCase()
  return type === 'Datastore' && ['sql', 'ldap', 'aws s3', 'file system'].includes(store) ? `shape:${store === 'sql' ? 'sql database' : store}` : null
}

/** Facts that a control or property states by being true. False is what pytm writes where nobody looked. */
const elementControls: readonly (readonly [string, string, readonly ElementKind[]])[] = [
  ['isEncryptedAtRest', 'encrypted_at_rest', ['data-store']],
  ['storesPII', 'stores_pii', ['data-store']],
  ['storesLogData', 'stores_logs', ['data-store']],
  ['sanitizesInput', 'validates_input', ['process']],
  ['validatesInput', 'validates_input', ['process']],
  ['encodesOutput', 'encodes_output', ['process']],
  ['implementsCSRFToken', 'csrf_protected', ['process']],
  ['isHardened', 'hardened', ['process', 'external-entity']],
  ['hasAccessControl', 'access_restricted', ['process', 'data-store']],
  ['implementsPOLP', 'least_privilege', ['process', 'data-store', 'external-entity']],
  ['usesMFA', 'strong_login', ['external-entity']],
  ['handlesResourceConsumption', 'resources_limited', ['process']],
]

function isSet(thing: Fields, name: string): boolean {
  return field(thing, name) === true || field(fieldsOf(field(thing, 'controls')), name) === true
}

function elementFacts(thing: Fields, kind: ElementKind): Facts {
  return Object.assign({}, ...elementControls.flatMap(([name, fact, on]) => (on.includes(kind) && isSet(thing, name) ? [stated({ [fact]: 'yes' }, `${name}: true`)] : [])))
}

interface FlowReading {
  refs: ReadonlyMap<string, string>
  data: readonly Fields[]
  dropped: Dropped[]
}

function addFlows(draft: Draft, flows: readonly Fields[], { refs, data, dropped }: FlowReading): void {
  const once = onceIds('flow', [])
  const named = new Map(data.map((one) => [textOf(field(one, 'name'), 400), one]))
  for (const flow of flows) {
    const name = textOf(field(flow, 'name'), 400)
    const end = (property: 'source' | 'sink', side: string): string | null => {
      const wanted = textOf(field(flow, property), 400)
      const ref = refs.get(wanted)
      if (ref === undefined) dropped.push({ what: `edge ${quote(name)}`, why: `its ${side} ${quote(wanted)} is not an element of the page: kept with a free end, but not analysed` })
      return ref ?? null
    }
    const carried = listOf(field(flow, 'data')).map((one) => (isFields(one) ? one : named.get(textOf(one, 400)))).filter((one) => one !== undefined)
    const has = (property: string): 'yes' | undefined => (carried.some((one) => field(one, property) === true) ? 'yes' : undefined)
    const on = (control: string): 'yes' | undefined => (isSet(flow, control) ? 'yes' : undefined)
    const protocol = textOf(field(flow, 'protocol'), 100)
    draft.flows.push({
      diagram: 0,
      label: labelOf(field(flow, 'name'), 'edge', dropped),
      source: end('source', 'source'),
      target: end('sink', 'target'),
      bidirectional: false,
      sourceId: once(name),
      facts: {
        ...protocolFacts(protocol),
        ...stated({ encrypted: on('isEncrypted') }, 'isEncrypted: true'),
        ...stated({ authenticated: on('authenticatesSource') }, 'authenticatesSource: true'),
        ...stated({ server_verified: on('authenticatesDestination') }, 'authenticatesDestination: true'),
        ...stated({ carries_pii: has('isPII'), carries_credentials: has('isCredentials') }, `data: ${carried.map((one) => textOf(field(one, 'name'), 60)).join(', ')}`),
      },
      notes: notesOf(flow),
      ...scopeIn(flow),
    })
  }
}

/** It says no reason. */
function scopeIn(thing: Fields): { outOfScope?: string } {
  return scopeOf(field(thing, 'inScope') === false ? '' : null)
}

/** What somebody set of a part. */
function notesOf(thing: Fields): string {
  const own = { ...thing, ...fieldsOf(field(thing, 'controls')) }
  const properties = Object.fromEntries(Object.entries(own).filter(([name, value]) => !ignored.includes(name) && !unset.includes(value) && !(Array.isArray(value) && value.length === 0)))
  const description = [textOf(field(thing, 'description')), textOf(field(thing, 'note'))].filter((text) => text !== '').join('\n')
  return writeKeptNotes({ description, properties })
}

const responses: Record<string, Decision['response']> = { mitigated: 'mitigate', transferred: 'transfer', avoided: 'avoid', eliminated: 'eliminate', accepted: 'accept' }

function threatOf(finding: Fields, refs: ReadonlyMap<string, string>, dropped: Dropped[]): ImportedThreat {
  const text = (name: string, limit = 5000): string => textOf(field(finding, name), limit).trim()
  const title = cutText(oneLine(text('description', 20_000)), 1000) || text('threat_id', 60) || 'Threat'
  const stride = guessStride(`${title} ${text('details')}`)
  const target = text('target', 400) || text('element', 400)
  dropped.push({ what: `threat ${quote(title)}`, why: `no STRIDE category: read as ${stride.join(', ')}` })
  const response = text('response', 2000)
  const known = Object.entries(responses).find(([word]) => response.toLowerCase().startsWith(word))?.[1]
  const references = [...text('references', 20_000).matchAll(/\b(CWE|CAPEC)-(\d{1,5})\b/g)].map((match) => match[0])
  const lines = [text('details', 10_000), text('example', 5000) === '' ? '' : `Example: ${text('example')}`, text('cvss') === '' ? '' : `CVSS: ${text('cvss')}`, text('likelihood') === '' ? '' : `Likelihood: ${text('likelihood')}`]
  return {
    displayId: '',
    title,
    description: cutText(lines.filter((line) => line !== '').join('\n\n'), 20_000),
    stride,
    marker: 'none',
    confidence: 'confirmed',
    affectedLabels: target === '' ? [] : [target],
    evidenceKeys: target === '' ? [] : [refs.get(target)?.slice('element:'.length) ?? target],
    references: [...new Set(references)].slice(0, 100).map((reference) => ({ text: reference, flag: null, readAs: null })),
    mitigations: text('mitigations', 15_000) === '' ? [] : [text('mitigations', 15_000)],
    score: { dread: null, total: null, severity: cutText(text('severity', 60), 60) || null, score: null },
    ...(known ? { decision: { response: known, rationale: response, owner: '', due: null, existingControls: '' } } : {}),
    layout: { 'threat-id': `pytm:${JSON.stringify([text('threat_id', 100), target])}`.slice(0, 500) },
    flags: [flagPhrases.say('no-category', { stride: stride.join(', ') })],
  }
}

function aboutOf(root: Fields, data: readonly Fields[]): ImportedAbout {
  const assumptions = listOf(field(root, 'assumptions')).map((one) => (isFields(one) ? textOf(field(one, 'name')) : textOf(one))).filter((text) => text !== '')
  return {
    header: { system: cutText(oneLine(textOf(field(root, 'name'))), 500), purpose: textOf(field(root, 'description')) },
    assumptions: assumptions.map((text) => ({ text, owner: '', confirmed: 'unknown' as const })),
    assets: data.map((one) => {
      const high = field(one, 'isPII') === true || field(one, 'isCredentials') === true || /SECRET|RESTRICTED|SENSITIVE/.test(textOf(field(one, 'classification'), 60))
      return { name: cutText(oneLine(textOf(field(one, 'name'))), 200), confidentiality: high ? ('high' as const) : ('medium' as const), integrity: 'medium' as const, availability: 'medium' as const }
    }),
    mitigations: 0,
  }
}
