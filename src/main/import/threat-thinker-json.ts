import type { Dropped, ImportReport } from '../../shared/domain/import.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { flagPhrases } from '../../shared/domain/threat.ts'
import { cutText, strideNamed } from '../../shared/list/list-text.ts'
import type { Draft } from './draft.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { field, fieldsOf, isFields, listOf, textOf } from './lenient.ts'
import type { Fields } from './lenient.ts'
import type { ReadContext } from './source.ts'
import type { ThreatList } from './lists/stride-list.ts'
import { checkSize, cleanJson, guessStride } from './structured.ts'
import { readGraph } from './threat-thinker-ir.ts'

/** Whether the text looks like Threat Thinker's report as JSON. */
export function detectThreatThinkerJson(start: string): boolean {
  return /^\s*\{/.test(start) && /"threats"\s*:/.test(start) && (/"(?:generated_at|import_metrics)"\s*:/.test(start) || (/"why"\s*:/.test(start) && /"evidence"\s*:/.test(start)))
}

/** Reads the report as JSON: its threats, and the system that it found where the report has one. */
export function readThreatThinkerJson(bytes: Uint8Array, context: ReadContext): ThreatList | { draft: Draft; report: ImportReport; threats: ImportedThreat[] } {
  const { name: file } = context
  const root = cleanJson(bytes, file)
  if (!isFields(root) || !Array.isArray(field(root, 'threats'))) throw new FileProblem({ file, place: 'the whole file', expected: 'a report of Threat Thinker (JSON with a list of threats)' })
  const dropped: Dropped[] = []
  const all = listOf(field(root, 'threats'))
  const rows = all.filter(isFields)
  checkSize(file, all.length)
  if (rows.length < all.length) dropped.push({ what: `${String(all.length - rows.length)} entries of threats`, why: 'not records with fields' })
  const threats = rows.map((row) => threatOf(row, dropped))
  const graph = field(root, 'graph')
  if (!isFields(graph) || listOf(field(graph, 'nodes')).length === 0) return { threats, dropped, listLayout: {} }
  const { draft, report } = readGraph(graph, context)
  return { draft, report: { ...report, dropped: [...report.dropped, ...dropped] }, threats }
}

function threatOf(row: Fields, dropped: Dropped[]): ImportedThreat {
  const text = (name: string, limit = 20_000): string => textOf(field(row, name), limit).trim()
  const texts = (value: unknown): string[] => listOf(value).map((one) => textOf(one, 1000)).filter((one) => one !== '').slice(0, 1000)
  const title = cutText(oneLine(text('title')), 1000) || 'Threat'
  const known = [...new Set(texts(field(row, 'stride')).map(strideNamed).filter((category) => category !== null))]
  const stride = known.length > 0 ? known : guessStride(`${title} ${text('why')}`)
  if (known.length === 0) dropped.push({ what: `threat ${quote(title)}`, why: `no STRIDE category: read as ${stride.join(', ')}` })
  const confidence = field(row, 'confidence')
  const evidence = fieldsOf(field(row, 'evidence'))
  const action = text('recommended_action')
  return {
    displayId: cutText(text('id', 60), 60),
    title,
    description: text('why'),
    stride,
    marker: 'none',
    confidence: typeof confidence === 'number' && confidence < 0.75 ? 'possible' : 'confirmed',
    affectedLabels: texts(field(row, 'affected')),
    evidenceKeys: [...texts(field(evidence, 'nodes')), ...texts(field(evidence, 'edges'))],
    references: texts(field(row, 'references')).map((reference) => ({ text: cutText(reference, 200), flag: null, readAs: null })),
    mitigations: action === '' ? [] : [action],
    score: { dread: null, total: null, severity: cutText(text('severity', 60), 60) || null, score: cutText(text('score', 60), 60) || null },
    layout: { 'threat-id': `threat-thinker:${text('id', 60)}:${title}`.slice(0, 500) },
    flags: known.length > 0 ? [] : [flagPhrases.say('no-category', { stride: stride.join(', ') })],
  }
}
