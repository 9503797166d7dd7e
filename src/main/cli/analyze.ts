import type { ImportFormat } from '../../shared/domain/import.ts'
import { exportRegistry } from '../export/registry.ts'
import { analyze } from '../stride/findings/analyze.ts'
import { recognise } from '../stride/vocabulary/recognise.ts'
import { analysisReport } from '../stride/findings/report.ts'
import { otherCounts } from './import.ts'
import { importInput } from './import-input.ts'
import { CliProblem, json } from './io.ts'
import type { Output } from './io.ts'
import { registerOfFindings } from './rows.ts'
import { ruleBook } from './rule-book.ts'

export const analysisFormats = ['json', 'threat-table', 'csv', 'stride-list'] as const

export const engines = ['native', 'tmt'] as const

interface Options {
  passphraseFile?: string | undefined
  engine: (typeof engines)[number]
  from?: ImportFormat | undefined
  rules: string[]
  format: (typeof analysisFormats)[number]
}

export async function runAnalyze(path: string, options: Options, output: Output): Promise<number> {
  const file = await importInput(path, options.from, { passphraseFile: options.passphraseFile })
  if (file.model.diagrams.length === 0) throw new CliProblem(`dreadnought: ${path}: a ${file.format} holds threats, not a model`, 'expected a diagram, such as a Mermaid flowchart or a draw.io file')
  if (options.engine === 'tmt') return (await import('./analyze-tmt.ts')).analyzeByTemplate(path, file, options.rules, options.format, output)
  const book = ruleBook(options.rules)
  const model = recognise(file.model, book)
  const analysis = analyze(model, book)
  if (options.format === 'json') output.data(json(analysisReport(model, analysis, file.report, book, otherCounts(file))))
  else output.data(exportRegistry.find(({ id }) => id === options.format)?.write(registerOfFindings(analysis, model)) ?? '')
  return 0
}
