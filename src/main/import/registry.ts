import type { ImportedAbout, ImportedFile, ImportFormat, ImportReport } from '../../shared/domain/import.ts'
import type { NewId } from '../../shared/domain/id.ts'
import { emptyModel, type Model } from '../../shared/domain/model.ts'
import type { ColumnMapping } from '../../shared/list/register-columns.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import type { TmtDrawing } from '../../shared/domain/tmt.ts'
import { detectCsv, readCsv } from './lists/csv.ts'
import { buildModel, freshIds, sourceIds } from './draft.ts'
import type { Draft } from './draft.ts'
import { detectDrawio, readDrawio } from './drawio/drawio.ts'
import { FileProblem } from './file-problem.ts'
import { detectMermaid, readMermaid } from './mermaid/mermaid.ts'
import { detectPytm, readPytm } from './pytm.ts'
import { maxBytes } from './source.ts'
import type { ImportProgress, ReadContext } from './source.ts'
import { detectStrideList, readStrideList } from './lists/stride-list.ts'
import type { ThreatList } from './lists/stride-list.ts'
import { detectThreatComposer, readThreatComposer } from './threat-composer.ts'
import { detectOtm, readOtm } from './otm.ts'
import { detectThreagile, readThreagile } from './threagile.ts'
import { detectThreatDragon, readThreatDragon } from './threat-dragon.ts'
import { detectThreatThinkerIr, readThreatThinkerIr } from './threat-thinker-ir.ts'
import { detectThreatThinkerJson, readThreatThinkerJson } from './threat-thinker-json.ts'
import { detectThreatThinkerReport, readThreatThinkerReport } from './lists/threat-thinker-report.ts'
import { detectTmBom, readTmBom } from './tm-bom.ts'
import { detectTm7, readTm7 } from './tm7/tm7.ts'
import { makeWellFormed } from './well-formed.ts'
import { detectXlsx, readXlsx } from './lists/xlsx.ts'

/** What a format's reader gives: a diagram with its report, or a threat list. */
type Read = { draft: Draft; report: ImportReport; threats?: ImportedThreat[]; tmt?: TmtDrawing; about?: ImportedAbout; listLayout?: Record<string, string> } | ThreatList

interface Format {
  id: ImportFormat
  /** `start` is the beginning of the file as text; broken bytes are replacement characters. */
  detect: (start: string, name: string) => boolean
  read: (bytes: Uint8Array, context: ReadContext) => Read | Promise<Read>
  /** Files of the format may hold no element yet: a blank model, or trust zones only. */
  mayBeEmpty?: boolean
}

/** The formats that can be read, in the order in which they are tried. */
export const importRegistry: Format[] = [
  { id: 'xlsx', detect: detectXlsx, read: readXlsx },
  { id: 'tm7', detect: detectTm7, read: readTm7 },
  { id: 'drawio', detect: detectDrawio, read: readDrawio },
  { id: 'otm', detect: detectOtm, read: readOtm, mayBeEmpty: true },
  { id: 'threagile', detect: detectThreagile, read: readThreagile, mayBeEmpty: true },
  { id: 'threat-dragon', detect: detectThreatDragon, read: readThreatDragon, mayBeEmpty: true },
  { id: 'threat-composer', detect: detectThreatComposer, read: readThreatComposer },
  { id: 'tm-bom', detect: detectTmBom, read: readTmBom, mayBeEmpty: true },
  { id: 'pytm', detect: detectPytm, read: readPytm },
  { id: 'threat-thinker-ir', detect: detectThreatThinkerIr, read: readThreatThinkerIr },
  { id: 'threat-thinker-report', detect: isThinkerReport, read: readThinkerReport },
  { id: 'mermaid', detect: detectMermaid, read: readMermaid },
  { id: 'stride-list', detect: detectStrideList, read: readStrideList },
  { id: 'csv', detect: detectCsv, read: readCsv },
]

/** Threat Thinker writes its report as Markdown and as JSON. */
function isThinkerReport(start: string): boolean {
  return detectThreatThinkerJson(start) || detectThreatThinkerReport(start)
}

function readThinkerReport(bytes: Uint8Array, context: ReadContext): Read {
  const start = new TextDecoder().decode(bytes.subarray(0, 1000)).replace(/^\ufeff/, '')
  return /^\s*\{/.test(start) ? readThreatThinkerJson(bytes, context) : readThreatThinkerReport(bytes, context)
}

export interface ReadOptions {
  newId: NewId
  /** The format, where the caller knows it; else it is detected. */
  from?: ImportFormat | undefined
  /** `new` (the default) makes every id with `newId`; `source` derives ids from the file, for analyses of a bare file. */
  ids?: 'new' | 'source' | undefined
  /** What the columns of a register are. */
  columns?: ColumnMapping | undefined
  /** A register without a column for its titles is not refused, for a person is asked. */
  preview?: boolean | undefined
  onProgress?: ((progress: ImportProgress) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Formats of plain text, which much else looks like. */
const weak: ReadonlySet<ImportFormat> = new Set(['stride-list', 'csv'])

/** The format that the bytes look like, whatever the file is called; where they look like none, that of its name; null where it says none either. */
export function detectFormat(bytes: Uint8Array, name: string): ImportFormat | null {
  const start = new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).replace(/^\ufeff/, '')
  const strong = importRegistry.find((format) => !weak.has(format.id) && format.detect(start, ''))
  return (strong ?? importRegistry.find((format) => format.detect(start, name)))?.id ?? null
}

/**
 * Reads one file of any known format.
 * @throws FileProblem where the file is no good: it says which file, where, and what was expected.
 * @throws the signal's reason where the caller cancelled.
 */
export async function readFile(bytes: Uint8Array, name: string, options: ReadOptions): Promise<ImportedFile> {
  if (bytes.length === 0) throw new FileProblem({ file: name, place: 'the whole file', expected: 'a file that is not empty' })
  if (bytes.length > maxBytes) throw new FileProblem({ file: name, place: 'the whole file', expected: `at most ${String(maxBytes / 1024 / 1024)} MB` })
  const id = options.from ?? detectFormat(bytes, name)
  const format = importRegistry.find((known) => known.id === id)
  if (!format) {
    const known = importRegistry.map((one) => one.id).join(', ')
    throw new FileProblem({ file: name, place: 'the whole file', expected: id === null ? `one of the formats ${known}` : `one of the formats ${known}; ${id} is not read here` })
  }
  const context: ReadContext = {
    name,
    progress: options.onProgress ?? (() => undefined),
    checkCancelled: () => options.signal?.throwIfAborted(),
    columns: options.columns,
    preview: options.preview,
  }
  context.checkCancelled()
  const read = await format.read(bytes, context)
  context.checkCancelled()
  makeWellFormed(read)
  if ('draft' in read && read.draft.elements.length === 0 && !format.mayBeEmpty) throw new FileProblem({ file: name, place: 'the whole file', expected: 'at least one element, found none' })
  return imported(format.id, read, options)
}

function imported(format: ImportFormat, read: Read, options: ReadOptions): ImportedFile {
  if ('draft' in read) {
    const makeId = options.ids === 'source' ? sourceIds() : freshIds(options.newId)
    const model = buildModel(read.draft, makeId)
    const file = { format, model, threats: withKeys(read.threats ?? [], model), listLayout: read.listLayout ?? null, report: read.report, ...aboutOf(read) }
    return read.tmt ? { ...file, tmt: read.tmt } : file
  }
  const nothing = { parsed: 0, candidates: 0 }
  const report = { elements: nothing, edges: nothing, labels: nothing, flowLabels: nothing, dropped: read.dropped }
  return { format, model: emptyModel, threats: read.threats, listLayout: read.listLayout, report, ...aboutOf(read), ...(read.table ? { table: read.table } : {}) }
}

function aboutOf({ about }: { about?: ImportedAbout }): { about?: ImportedAbout } {
  return about ? { about } : {}
}

/** Threats that name parts by their ids in the source name them by their keys, as every other list does. A label that several have is replaced by the key. */
function withKeys(threats: readonly ImportedThreat[], model: Model): ImportedThreat[] {
  if (threats.length === 0) return []
  const keys = new Map([...model.boundaries, ...model.flows, ...model.elements].map(({ sourceId, key }) => [sourceId, key]))
  const owners = new Map<string, number>()
  for (const { label } of model.elements) owners.set(label, (owners.get(label) ?? 0) + 1)
  const elementKeys = new Map(model.elements.map(({ key, label }) => [key, label]))
  return threats.map((threat) => {
    const evidenceKeys = threat.evidenceKeys.map((id) => keys.get(id) ?? id)
    const affected = evidenceKeys.filter((key) => elementKeys.has(key)).map((key) => (owners.get(elementKeys.get(key) ?? '') === 1 ? (elementKeys.get(key) ?? key) : key))
    return { ...threat, evidenceKeys, affectedLabels: affected.length > 0 ? [...new Set(affected)] : threat.affectedLabels }
  })
}
