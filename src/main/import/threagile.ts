import { originPhrases, type Facts } from '../../shared/domain/fact.ts'
import type { Dropped, ImportedAbout, ImportReport } from '../../shared/domain/import.ts'
import { writeKeptNotes } from '../../shared/domain/kept-notes.ts'
import type { ElementKind } from '../../shared/domain/model.ts'
import { badNesting } from '../../shared/domain/nesting.ts'
import { protocolOf } from '../../shared/domain/threat-dragon-words.ts'
import type { Classification } from '../../shared/domain/project.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { cutText } from '../../shared/list/list-text.ts'
import { type Draft, scopeOf } from './draft.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine, textOfHtml } from './html-label.ts'
import { cleanText, field, fieldsOf, isFields, listOf, textOf, type Fields } from './lenient.ts'
import { numbered } from './numbered.ts'
import { fitLabel } from './source.ts'
import type { ReadContext } from './source.ts'
import { threagileThreats, type NamedPart } from './threagile-threats.ts'
import { cleaned } from './structured.ts'
import { parseYamlSource } from './yaml-source.ts'

const maxThings = 20_000
const maxDepth = 100

/** Whether the text looks like a model of Threagile. */
export function detectThreagile(start: string): boolean {
  return /^["']?(?:threagile_version|technical_assets)["']?\s*:/m.test(start)
}

interface Entry {
  /** The key in the file, which is what people read. */
  name: string
  raw: Fields
  fileId: string
  id: string
}

/** Reads a model of Threagile: technical assets, communication links, trust boundaries, data assets, shared runtimes, and what is known of its risks. */
export function readThreagile(bytes: Uint8Array, context: ReadContext): { draft: Draft; report: ImportReport; threats: ImportedThreat[]; about: ImportedAbout } {
  const { name: file, checkCancelled, progress } = context
  const root = fieldsOf(cleaned(parseYamlSource(bytes, file)))
  checkCancelled()
  progress({ stage: 'build', done: 0, total: 1 })
  const includes = listOf(field(root, 'includes'))
  if (!isFields(field(root, 'technical_assets')) && includes.length === 0) throw new FileProblem({ file, place: 'the whole file', expected: 'a Threagile model with "technical_assets"' })
  const dropped: Dropped[] = []
  // No path from a file is ever opened. Each of them can be imported by itself.
  for (const one of includes) dropped.push({ what: `part ${quote(textOf(one, 200))}`, why: 'another file: it is not opened from here' })
  const unique = numbered('part')
  const entries = (what: string): Entry[] => entriesOf(root, what, { file, dropped, unique })
  const reading: Reading = { root, dropped, places: new Map(), dataAssets: entries('data_assets'), runtimes: entries('shared_runtimes'), technical: entries('technical_assets'), boundaries: entries('trust_boundaries') }
  const parts = new Map<string, NamedPart>()
  const draft = draftOf(reading, context, parts)
  const threats = threagileThreats(root, parts)
  return { draft, threats, report: reportOf(root, draft, dropped), about: aboutOf(reading, threats) }
}

interface Reading {
  root: Fields
  /** By the file's id of a data asset, the source ids of what carries, stores and processes it. */
  places: Map<string, Set<string>>
  dropped: Dropped[]
  dataAssets: Entry[]
  runtimes: Entry[]
  technical: Entry[]
  boundaries: Entry[]
}

function entriesOf(root: Fields, what: string, { file, dropped, unique }: { file: string; dropped: Dropped[]; unique: (id: string) => string }): Entry[] {
  const all = Object.entries(fieldsOf(field(root, what)))
  if (all.length > maxThings) throw new FileProblem({ file, place: what, expected: `at most ${String(maxThings)} entries, found ${String(all.length)}` })
  return all.flatMap(([name, raw]) => {
    if (!isFields(raw)) {
      dropped.push({ what: `${what} ${quote(name)}`, why: 'it is not written as a record' })
      return []
    }
    const fileId = textOf(field(raw, 'id'), 300)
    const id = unique(fileId || cleanText(name.slice(0, 300)))
    if (fileId === '') dropped.push({ what: `${what} ${quote(name)}`, why: 'it has no id: one was made for it' })
    else if (id !== fileId) dropped.push({ what: `${what} ${quote(fileId)} ${quote(name)}`, why: 'its id stands twice in the file: it is another one here' })
    // The key is what Threagile itself shows; who writes ids as keys has a title beside.
    return [{ name: oneLine(textOf(field(raw, 'title'), 500)) || oneLine(cleanText(name)), raw, fileId: fileId || id, id }]
  })
}

const kinds: Record<string, ElementKind> = { 'external-entity': 'external-entity', process: 'process', datastore: 'data-store', 'data-store': 'data-store' }

function draftOf(reading: Reading, { name: file }: ReadContext, parts: Map<string, NamedPart>): Draft {
  const { root, dropped, technical, boundaries } = reading
  const draft: Draft = { diagrams: [{ name: oneLine(textOf(field(root, 'title'), 500)) || 'Diagram 1', sourceId: null }], elements: [], boundaries: [], flows: [] }
  const parents = parentsOf(reading)
  const bad = badNesting(parents, maxDepth)
  if (bad) throw new FileProblem({ file, place: `trust boundary ${quote(bad.ref.slice(2))}`, expected: bad.circle ? 'parents that do not go in a circle' : `at most ${String(maxDepth)} boundaries inside each other` })
  const label = ({ name, id }: Entry): string => fitLabel(name, `part ${id.slice(0, 60)}`, dropped)
  const runtimes = runtimeNames(reading)
  for (const entry of boundaries) {
    const own = label(entry)
    if (!parts.has(entry.fileId)) parts.set(entry.fileId, { id: entry.id, label: own })
    draft.boundaries.push({ ref: `b/${entry.id}`, diagram: 0, label: own, parent: parents.get(`b/${entry.id}`) ?? null, box: null, sourceId: entry.id, kind: 'box', facts: {}, notes: notesOf(entry.raw, {}, new Set(['technical_assets_inside', 'trust_boundaries_nested'])) })
  }
  for (const entry of technical) {
    const own = label(entry)
    parts.set(entry.fileId, { id: entry.id, label: own })
    const type = textOf(field(entry.raw, 'type'), 60).toLowerCase().replace(/[\s_]+/g, '-')
    const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
    if (!kind) dropped.push({ what: `technical asset ${quote(entry.id)} ${quote(own)}`, why: `its type ${quote(type)} is not known: read as a process` })
    placeData(reading.places, entry.id, entry.raw, ['data_assets_processed', 'data_assets_stored'])
    const technology = hintOf(field(entry.raw, 'technology') ?? field(entry.raw, 'technologies'))
    draft.elements.push({
      ref: `a/${entry.id}`, diagram: 0, label: own, kind: kind ?? 'process', technology, parent: parents.get(`a/${entry.id}`) ?? null, box: null, sourceId: entry.id,
      facts: assetFacts(entry.raw, kind ?? 'process'),
      notes: notesOf(entry.raw, { shared_runtime: runtimes.get(entry.fileId) ?? null }, new Set(['communication_links'])),
      ...scopeOf(field(entry.raw, 'out_of_scope') === true ? textOf(field(entry.raw, 'justification_out_of_scope'), 2000).trim() : null),
    })
  }
  const byId = new Map([...technical].reverse().map((entry) => [entry.fileId, entry]))
  const linkId = numbered('link')
  for (const entry of technical) addLinks(entry, { draft, parts, byId, reading, linkId })
  return draft
}

function placeData(places: Map<string, Set<string>>, part: string, raw: Fields, lists: readonly string[]): void {
  for (const one of lists.flatMap((list) => listOf(field(raw, list)))) {
    const asset = textOf(one, 300)
    places.set(asset, (places.get(asset) ?? new Set<string>()).add(part))
  }
}

function parentsOf({ technical, boundaries, dropped }: Reading): Map<string, string | null> {
  const refs = (entries: readonly Entry[], letter: string) => new Map([...entries].reverse().map(({ fileId, id }) => [fileId, `${letter}/${id}`]))
  const [assetRefs, boundaryRefs] = [refs(technical, 'a'), refs(boundaries, 'b')]
  const parents = new Map<string, string | null>([...technical.map(({ id }) => `a/${id}`), ...boundaries.map(({ id }) => `b/${id}`)].map((ref) => [ref, null]))
  for (const { id, name, raw } of boundaries) {
    const inside = [['technical_assets_inside', assetRefs], ['trust_boundaries_nested', boundaryRefs]] as const
    for (const [list, known] of inside) {
      for (const one of listOf(field(raw, list))) {
        const ref = known.get(textOf(one, 300))
        if (ref === undefined) dropped.push({ what: `${quote(textOf(one, 300))} in trust boundary ${quote(name)}`, why: 'it is not in the file' })
        else if (parents.get(ref)) dropped.push({ what: `${quote(textOf(one, 300))} in trust boundary ${quote(name)}`, why: 'it stands in another one already, and stays there' })
        else parents.set(ref, `b/${id}`)
      }
    }
  }
  return parents
}

function runtimeNames({ runtimes, dropped, technical }: Reading): Map<string, string[]> {
  const known = new Set(technical.map(({ fileId }) => fileId))
  const names = new Map<string, string[]>()
  for (const { name, raw } of runtimes) {
    for (const one of listOf(field(raw, 'technical_assets_running'))) {
      const id = textOf(one, 300)
      if (known.has(id)) names.set(id, [...(names.get(id) ?? []), name])
      else dropped.push({ what: `${quote(id)} on shared runtime ${quote(name)}`, why: 'it is not in the file' })
    }
  }
  return names
}

/** Newer files may list several technologies; the first is the most telling. */
function hintOf(value: unknown): string | null {
  const name = oneLine(textOf(Array.isArray(value) ? value[0] : value, 70))
  return name === '' || name === 'unknown-technology' ? null : `shape:${name.replaceAll(/[.;=/]+/g, ' ')}`
}

function factMaker(facts: Facts): (fact: string, value: string, text: string) => void {
  return (fact, value, text) => {
    facts[fact] = { value, origin: { by: 'import', detail: originPhrases.say('property', { text: text.slice(0, 120) }) } }
  }
}

/** Unlike in other tools, every property of an asset has to be written, so that `false` states something as well. */
function assetFacts(raw: Fields, kind: ElementKind): Facts {
  const facts: Facts = {}
  const add = factMaker(facts)
  if (kind === 'external-entity') return facts
  const [internet, redundant] = [field(raw, 'internet'), field(raw, 'redundant')]
  const encryption = textOf(field(raw, 'encryption'), 60)
  if (internet === true) add('internet_facing', 'yes', 'internet: true')
  if (typeof redundant === 'boolean') add('scales', redundant ? 'yes' : 'no', `redundant: ${String(redundant)}`)
  if (kind === 'data-store' && encryption !== '') add('encrypted_at_rest', encryption === 'none' ? 'no' : 'yes', `encryption: ${encryption}`)
  return facts
}

const encryptedProtocols = new Set(['https', 'wss', 'ssh', 'ssh-tunnel', 'ftps', 'sftp', 'scp', 'ldaps'])
/** Of these the name does not say whether anything travels in the open. */
const localProtocols = new Set(['', 'unknown-protocol', 'in-process-library-call', 'inter-process-communication', 'local-file-access', 'container-spawning'])

function linkFacts(raw: Fields, confidentiality: ReadonlyMap<string, string>): Facts {
  const facts: Facts = {}
  const add = factMaker(facts)
  const protocol = textOf(field(raw, 'protocol'), 60)
  const plain = protocol.replace(/-encrypted$/, '')
  const known = protocolOf(plain)?.protocol ?? (/^(?:jdbc|odbc|sql-access-protocol|nosql-access-protocol)$/.test(plain) ? 'sql' : plain === 'local-file-access' ? 'file' : null)
  if (known !== null) add('protocol', known, `protocol: ${protocol}`)
  if (encryptedProtocols.has(protocol) || plain !== protocol) add('encrypted', 'yes', `protocol: ${protocol}`)
  else if (field(raw, 'vpn') === true) add('encrypted', 'yes', 'vpn: true')
  else if (!localProtocols.has(protocol)) add('encrypted', 'no', `protocol: ${protocol}`)
  const authentication = textOf(field(raw, 'authentication'), 60)
  if (authentication !== '') add('authenticated', authentication === 'none' ? 'no' : 'yes', `authentication: ${authentication}`)
  const authorization = textOf(field(raw, 'authorization'), 60)
  if (/^end-?user/.test(authorization)) add('caller_passed_on', 'yes', `authorization: ${authorization}`)
  else if (authorization !== '') add('caller_passed_on', 'no', `authorization: ${authorization}`)
  const data = [...listOf(field(raw, 'data_assets_sent')), ...listOf(field(raw, 'data_assets_received'))].map((id) => confidentiality.get(textOf(id, 300)) ?? '')
  const internal = data.find((one) => one !== '' && one !== 'public')
  if (internal !== undefined) add('carries_internal_data', 'yes', `data assets: ${internal}`)
  else if (data.length > 0 && data.every((one) => one === 'public')) add('carries_internal_data', 'no', 'data assets: public')
  return facts
}

interface Linking {
  draft: Draft
  parts: Map<string, NamedPart>
  byId: ReadonlyMap<string, Entry>
  reading: Reading
  linkId: (id: string) => string
}

function addLinks(from: Entry, { draft, parts, byId, reading, linkId }: Linking): void {
  const { dropped, dataAssets } = reading
  const confidentiality = new Map(dataAssets.map(({ fileId, raw }) => [fileId, textOf(field(raw, 'confidentiality'), 60)]))
  for (const [key, raw] of Object.entries(fieldsOf(field(from.raw, 'communication_links')))) {
    const name = oneLine(cleanText(key))
    if (!isFields(raw)) {
      dropped.push({ what: `link ${quote(name)} of ${quote(from.id)}`, why: 'it is not written as a record' })
      continue
    }
    // As Threagile itself names links in the ids of risks.
    const id = linkId(`${from.fileId}>${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`.slice(0, 450))
    const label = fitLabel(name, `link ${id.slice(0, 60)}`, dropped)
    const targetId = textOf(field(raw, 'target'), 300)
    const target = byId.get(targetId)
    if (!target) dropped.push({ what: `link ${quote(name)} of ${quote(from.id)}`, why: `its target ${quote(targetId)} is not an element of the page: kept with a free end, but not analysed` })
    parts.set(id, { id, label })
    placeData(reading.places, id, raw, ['data_assets_sent', 'data_assets_received'])
    draft.flows.push({ diagram: 0, label, source: `a/${from.id}`, target: target ? `a/${target.id}` : null, bidirectional: false, sourceId: id, facts: linkFacts(raw, confidentiality), notes: notesOf(raw, {}, new Set(['target'])) })
  }
}

/** Names that are read into something else. */
const readByName = new Set(['id', 'title', 'description', 'out_of_scope', 'justification_out_of_scope'])

function notesOf(raw: Fields, more: Fields, without: ReadonlySet<string>): string {
  const states = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0)
  const said = Object.entries({ ...raw, ...more }).filter(([name, value]) => !readByName.has(name) && !without.has(name) && states(value)).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
  return writeKeptNotes({ description: textOf(field(raw, 'description')).trim(), properties: Object.fromEntries(said) })
}

const needs: Record<string, 'low' | 'medium' | 'high'> = {
  public: 'low', internal: 'medium', restricted: 'medium', confidential: 'high', 'strictly-confidential': 'high',
  archive: 'low', operational: 'low', important: 'medium', critical: 'high', 'mission-critical': 'high',
}

/** Theirs has five steps, of which the third and the fourth are ours' third. */
const classes: Record<string, Classification> = { public: 'public', internal: 'internal', restricted: 'confidential', confidential: 'confidential', 'strictly-confidential': 'restricted' }

function classOf(raw: Fields): { classification?: Classification } {
  const said = textOf(field(raw, 'confidentiality'), 60)
  const classification = Object.hasOwn(classes, said) ? classes[said] : undefined
  return classification ? { classification } : {}
}

function aboutOf({ root, places, dataAssets, runtimes, technical }: Reading, threats: readonly ImportedThreat[]): ImportedAbout {
  const need = (raw: Fields, what: string): 'low' | 'medium' | 'high' => {
    const said = textOf(field(raw, what), 60)
    return Object.hasOwn(needs, said) ? (needs[said] ?? 'medium') : 'medium'
  }
  const says = (what: string): string => textOf(field(fieldsOf(field(root, what)), 'description')).trim()
  const named = (what: string, word: string): string[] => Object.entries(fieldsOf(field(root, what))).map(([name, text]) => `${word} ${oneLine(cleanText(name))}: ${oneLine(textOf(text, 2000))}`)
  const labels = new Map(technical.map(({ fileId, name }) => [fileId, name]))
  const shared = runtimes.map(({ name, raw }) => `Shared runtime ${name}: ${listOf(field(raw, 'technical_assets_running')).map((id) => labels.get(textOf(id, 300)) ?? textOf(id, 300)).join(', ')}`)
  const questions = Object.entries(fieldsOf(field(root, 'questions'))).slice(0, 500)
  return {
    header: {
      system: oneLine(textOf(field(root, 'title'), 500)),
      purpose: [textOfHtml(says('business_overview')), textOfHtml(textOf(field(root, 'management_summary_comment'))), ...named('abuse_cases', 'Abuse case'), ...named('security_requirements', 'Security requirement')].filter((text) => text !== '').join('\n\n').slice(0, 20_000),
      environment: [textOfHtml(says('technical_overview')), ...shared].filter((text) => text !== '').join('\n\n').slice(0, 20_000),
    },
    assumptions: questions.map(([question, answer]) => {
      const text = oneLine(textOf(answer, 5000))
      return { text: cutText(`${oneLine(question)} ${text}`.trim(), 20_000), owner: '', confirmed: text === '' ? 'unknown' as const : 'yes' as const }
    }),
    assets: dataAssets.map(({ name, raw, fileId }) => ({ name: name.slice(0, 200), ...classOf(raw), sources: [...(places.get(fileId) ?? [])], confidentiality: need(raw, 'confidentiality'), integrity: need(raw, 'integrity'), availability: need(raw, 'availability') })),
    mitigations: new Set(threats.flatMap(({ mitigations }) => mitigations)).size,
  }
}

/** Candidates are the entries of the file's own lists. */
function reportOf(root: Fields, draft: Draft, dropped: Dropped[]): ImportReport {
  const assets = Object.entries(fieldsOf(field(root, 'technical_assets')))
  const links = assets.flatMap(([, raw]) => Object.keys(fieldsOf(field(fieldsOf(raw), 'communication_links'))))
  const named = (names: readonly string[]): number => names.filter((name) => oneLine(name) !== '').length
  const connected = draft.flows.filter(({ source, target }) => source !== null && target !== null)
  return {
    elements: { parsed: draft.elements.length, candidates: assets.length },
    edges: { parsed: connected.length, candidates: links.length },
    labels: { parsed: draft.elements.filter(({ label }) => label !== '').length, candidates: named(assets.map(([name, raw]) => oneLine(textOf(field(fieldsOf(raw), 'title'), 500)) || name)) },
    flowLabels: { parsed: connected.filter(({ label }) => label !== '').length, candidates: named(links) },
    dropped,
  }
}
