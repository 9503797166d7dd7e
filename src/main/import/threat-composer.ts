import type { Dropped, ImportedAbout } from '../../shared/domain/import.ts'
import { ComposerDocument, type ComposerItem, ComposerThreat, metadataText } from '../../shared/list/composer-file.ts'
import { composerLayout, composerLinks, composerStride, composerThreat, type ComposerLinks } from '../../shared/list/threat-composer.ts'
import { cutText } from '../../shared/list/list-text.ts'
import { FileProblem, quote } from './file-problem.ts'
import { field, fieldsOf, isFields, listOf, textOf } from './lenient.ts'
import type { Fields } from './lenient.ts'
import type { ReadContext } from './source.ts'
import type { ThreatList } from './lists/stride-list.ts'
import { cleanJson } from './structured.ts'

const maxRows = 20_000
const lists = ['threats', 'assumptions', 'mitigations', 'assumptionLinks', 'mitigationLinks'] as const
const expected = 'a Threat Composer file (JSON with "schema": 1)'

/** Whether the text looks like a file of Threat Composer. */
export function detectThreatComposer(start: string, name: string): boolean {
  if (!/^\s*\{/.test(start)) return false
  return /\.tc\.json$/i.test(name) || (/"schema"\s*:\s*[\d.]+\s*[,}]/.test(start) && /"(?:applicationInfo|architecture|dataflow|assumptions|mitigations|threats)"\s*:/.test(start))
}

/** Reads a Threat Composer file (schema 1): its threats as rows, everything else kept beside them so that it exports as it came. */
export function readThreatComposer(bytes: Uint8Array, context: ReadContext): ThreatList {
  const { name: file } = context
  const root = cleanJson(bytes, file)
  if (!isFields(root)) throw new FileProblem({ file, place: 'the whole file', expected })
  const schema = field(root, 'schema')
  if (typeof schema !== 'number' || schema > 1) throw new FileProblem({ file, place: 'schema', expected: `${expected}, found ${quote(JSON.stringify(schema) ?? 'none', 30)}` })
  for (const list of lists) {
    if (Object.hasOwn(root, list) && !Array.isArray(root[list])) throw new FileProblem({ file, place: list, expected: 'a list' })
  }
  const dropped: Dropped[] = []
  const rest = Object.fromEntries(Object.entries(fieldsOf(root)).filter(([name]) => name !== 'threats'))
  const document = ComposerDocument.parse({ ...rest, ...Object.fromEntries(lists.slice(1).flatMap((list) => (Object.hasOwn(rest, list) ? [[list, things(rest[list], list, dropped)]] : []))) })
  const raws = things(field(root, 'threats'), 'threats', dropped).map((raw) => ComposerThreat.parse(raw))
  if (raws.length > maxRows) throw new FileProblem({ file, place: 'threats', expected: `at most ${String(maxRows)} threats, found ${String(raws.length)}` })
  checkLinks(document, raws, dropped)
  const links = composerLinks(document)
  return {
    threats: raws.map((raw) => rowOf(raw, links, context, dropped)),
    listLayout: { [composerLayout.document]: JSON.stringify(document), [composerLayout.ids]: JSON.stringify(raws.map(({ id }) => id)) },
    dropped,
    about: aboutOf(document),
  }
}

/** The records of a list. What is none is told and left out. */
function things(value: unknown, list: string, dropped: Dropped[]): Fields[] {
  const all = listOf(value)
  const found = all.filter(isFields)
  if (found.length < all.length) dropped.push({ what: `${String(all.length - found.length)} entries of ${list}`, why: 'not records with fields' })
  return found
}

function rowOf(raw: ComposerThreat, links: ComposerLinks, { checkCancelled }: ReadContext, dropped: Dropped[]): ThreatList['threats'][number] {
  checkCancelled()
  const threat = composerThreat(raw, links)
  const { guessed, stride } = composerStride(raw)
  if (guessed && threat.flags.length > 0) dropped.push({ what: `threat ${quote(threat.displayId || threat.title)}`, why: `no STRIDE category: read as ${stride.join(', ')}` })
  return { ...threat, layout: { 'threat-id': cutText(`threat-composer:${raw.id || threat.title}`, 500), [composerLayout.row]: JSON.stringify(raw) } }
}

/** Links to what is not there are kept for the export, and told. */
function checkLinks({ assumptions = [], mitigations = [], assumptionLinks = [], mitigationLinks = [] }: ComposerDocument, raws: readonly ComposerThreat[], dropped: Dropped[]): void {
  const ids = (items: readonly { id: string }[]): Set<string> => new Set(items.map(({ id }) => id))
  const [a, m, t] = [ids(assumptions), ids(mitigations), ids(raws)]
  const loose = [
    ...mitigationLinks.filter(({ mitigationId = '', linkedId }) => !m.has(mitigationId) || !(t.has(linkedId) || a.has(linkedId))),
    ...assumptionLinks.filter(({ assumptionId = '', linkedId }) => !a.has(assumptionId) || !(t.has(linkedId) || m.has(linkedId))),
  ]
  if (loose.length > 0) dropped.push({ what: `${String(loose.length)} links`, why: 'they lead to what is not in the file; kept for the export only' })
}

function aboutOf(document: ComposerDocument): ImportedAbout {
  const said = (part: string, name: string, limit = 20_000): string => textOf(field(fieldsOf(document[part]), name), limit).trim()
  const environment = [said('architecture', 'description'), said('dataflow', 'description')].filter((text) => text !== '').join('\n\n')
  return {
    header: { system: said('applicationInfo', 'name', 500), purpose: said('applicationInfo', 'description'), environment: cutText(environment, 20_000) },
    assumptions: (document.assumptions ?? []).flatMap((item) => (item.content.trim() === '' ? [] : [assumptionOf(item)])),
    assets: [],
    mitigations: document.mitigations?.length ?? 0,
  }
}

function assumptionOf(item: ComposerItem): ImportedAbout['assumptions'][number] {
  const confirmed = metadataText(item, 'custom:confirmed')
  return { text: cutText(item.content.trim(), 20_000), owner: cutText(metadataText(item, 'custom:owner'), 200), confirmed: confirmed === 'yes' || confirmed === 'no' ? confirmed : 'unknown' }
}
