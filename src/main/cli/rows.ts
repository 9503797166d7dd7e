import type { Analysis } from '../../shared/domain/finding.ts'
import type { ImportedFile } from '../../shared/domain/import.ts'
import { gatherMitigations, type Mitigation } from '../../shared/domain/mitigation.ts'
import type { Model } from '../../shared/domain/model.ts'
import { defaultHeader, type ProjectHeader } from '../../shared/domain/project.ts'
import { registerRows } from '../../shared/domain/register-rows.ts'
import { displayPrefix } from '../../shared/domain/stride.ts'
import { importedWords } from '../../shared/domain/threat-list.ts'
import type { Threat } from '../../shared/domain/threat.ts'
import type { ExportInput } from '../export/input.ts'
import type { TextFormat } from '../export/registry.ts'

/** Files have no history: a fixed instant keeps what is printed the same on every run. */
const noInstant = '1970-01-01T00:00:00.000Z'

const untouched = { settled: null, decision: null, gone: null, createdAt: noInstant, updatedAt: noInstant } as const

/** The threats of an imported list as a register that nobody has touched. */
export function registerOfList(file: ImportedFile, path: string): ExportInput {
  const threats = file.threats.map((imported, order): Threat => {
    const { displayId, score, decision } = imported
    return { ...importedWords(imported), ...untouched, displayId, decision: decision ?? null, id: `threat:${String(order)}`, affected: [], evidence: [], source: { kind: 'import', list: 'list', format: file.format, file: path }, suggested: null, imported: score, order }
  })
  const layout = file.listLayout ?? undefined
  const header = headerOf(file)
  const layouts = file.format === 'threat-composer' ? { 'threat-composer': layout } : file.format === 'stride-list' ? { 'stride-list': layout } : file.format === 'threat-thinker-report' ? { 'threat-table': layout } : {}
  return { rows: registerRows(threats, header, () => [], () => []), mitigations: mitigationsOf(file), header, model: file.model, layouts }
}

/** What the file says is done, under the ids that `registerOfList` gives its threats. */
function mitigationsOf({ threats }: ImportedFile): Mitigation[] {
  const drafts = gatherMitigations(threats.map(({ covering = [] }, order) => ({ id: `threat:${String(order)}`, covering })))
  return drafts.map((draft, order) => ({ ...draft, id: `mitigation:${String(order)}`, order, createdAt: noInstant, updatedAt: noInstant }))
}

/** What the file says of the system, as a project's header. */
function headerOf({ about }: ImportedFile): ProjectHeader {
  if (!about) return defaultHeader
  const numbered = <Thing>(things: readonly Thing[], kind: string): (Thing & { id: string })[] => things.map((thing, index) => ({ ...thing, id: `${kind}:${String(index)}` }))
  const { system = '', release = '', purpose = '', environment = '', exclusions = '' } = about.header
  return { ...defaultHeader, system, release, purpose, environment, exclusions, assumptions: numbered(about.assumptions, 'assumption'), assets: numbered(about.assets, 'asset') }
}

/** A file's model with its threats on it: each rests on the parts that its keys name. Lists that were in the format `to` keep their way of being written. */
export function registerOfFile(file: ImportedFile, path: string, to: TextFormat): ExportInput {
  const register = registerOfList(file, path)
  const ids = new Map([...file.model.boundaries, ...file.model.flows, ...file.model.elements].map(({ key, id }) => [key, id]))
  const rows = register.rows.map((row) => ({ ...row, threat: { ...row.threat, evidence: row.threat.evidenceKeys.flatMap((key) => ids.get(key) ?? []) } }))
  const own = to === 'threat-dragon' || to === 'otm' ? { [to]: file.format === to ? (file.listLayout ?? undefined) : undefined } : {}
  return { ...register, rows, layouts: { ...register.layouts, ...own } }
}

/** The findings of an analysis as a register: suggested scores, display ids counted up per category. */
export function registerOfFindings(analysis: Analysis, model: Model): ExportInput {
  const labels = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, label, key }) => [id, label || key]))
  const counts = new Map<string, number>()
  const threats = analysis.findings.map((finding, order): Threat => {
    const prefix = displayPrefix[finding.stride[0] ?? 'Spoofing']
    const count = (counts.get(prefix) ?? 0) + 1
    counts.set(prefix, count)
    return {
      ...untouched,
      id: finding.id,
      displayId: `${prefix}${String(count)}`,
      title: finding.title.slice(0, 1000),
      description: finding.why,
      stride: finding.stride,
      affected: finding.affected,
      evidence: finding.evidence,
      affectedLabels: [],
      evidenceKeys: [],
      references: finding.references.map((text) => ({ text, flag: null, readAs: null })),
      mitigations: finding.mitigations,
      marker: 'none',
      confidence: finding.status,
      source: { kind: 'finding', finding: finding.id, rule: finding.rule },
      suggested: finding.suggested,
      imported: null,
      layout: {},
      flags: [],
      order,
    }
  })
  const rows = registerRows(threats, defaultHeader, (threat) => threat.affected.map((id) => labels.get(id) ?? id), () => [])
  return { rows, header: defaultHeader, model, layouts: {} }
}
