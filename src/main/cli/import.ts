import type { ImportedFile, ImportFormat, Share } from '../../shared/domain/import.ts'
import { countModel } from '../../shared/domain/model.ts'
import type { ColumnMapping } from '../../shared/list/register-columns.ts'
import { importInput } from './import-input.ts'
import { counted, json } from './io.ts'
import type { Output } from './io.ts'

/** What `import` prints: what the file holds, and how much of it was read. */
export function importReport(file: ImportedFile) {
  return {
    format: file.format,
    model: { ...countModel(file.model), ...otherCounts(file) },
    import: file.report,
  }
}

/** What a file holds beside its model. */
export function otherCounts(file: ImportedFile): { threats: number; mitigations: number; assets: number } {
  const ofThreats = file.threats.reduce((sum, { mitigations }) => sum + mitigations.length, 0)
  return { threats: file.threats.length, mitigations: file.about?.mitigations ?? ofThreats, assets: file.about?.assets.length ?? 0 }
}

export async function runImport(path: string, options: { from?: ImportFormat | undefined; map?: ColumnMapping | undefined; passphraseFile?: string | undefined; format: 'json' | 'text' }, output: Output): Promise<number> {
  const report = importReport(await importInput(path, options.from, { columns: options.map, passphraseFile: options.passphraseFile }))
  output.data(options.format === 'json' ? json(report) : textOf(report))
  return 0
}

function textOf({ format, model, import: report }: ReturnType<typeof importReport>): string {
  const share = (name: string, { parsed, candidates }: Share): string => `${name} ${String(parsed)}/${String(candidates)}`
  const counts = Object.entries(model).filter(([, count]) => count > 0)
  const lines = [`${format}: ${counts.map(([name, count]) => counted(count, name)).join(', ')}`]
  if (model.diagrams > 0) {
    lines.push(`read: ${share('elements', report.elements)}, ${share('edges', report.edges)}, ${share('labels', report.labels)}, ${share('flow labels', report.flowLabels)}`)
  }
  for (const { line, what, why } of report.dropped) lines.push(`${line === undefined ? '' : `line ${String(line)}: `}${what}: ${why}`)
  return `${lines.join('\n')}\n`
}
