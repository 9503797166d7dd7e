import { join } from 'node:path'
import type { ImportFormat } from '../../shared/domain/import.ts'
import { rootFolder } from '../app/paths.ts'
import { exportRegistry } from '../export/registry.ts'
import { analyze } from '../stride/analyze.ts'
import { loadRuleBook } from '../stride/book.ts'
import type { RuleBook } from '../stride/book.ts'
import { recognise } from '../stride/recognise.ts'
import { analysisReport } from '../stride/report.ts'
import { ResourceError } from '../stride/yaml-file.ts'
import { otherCounts } from './import.ts'
import { CliProblem, importInput, json } from './io.ts'
import type { Output } from './io.ts'
import { registerOfFindings } from './rows.ts'

export const analysisFormats = ['json', 'threat-table', 'csv', 'stride-list'] as const

interface Options {
  from?: ImportFormat | undefined
  rules: string[]
  format: (typeof analysisFormats)[number]
}

export async function runAnalyze(path: string, options: Options, output: Output): Promise<number> {
  const file = await importInput(path, options.from)
  if (file.model.diagrams.length === 0) throw new CliProblem(`dreadnought: ${path}: a ${file.format} holds threats, not a model`, 'expected a diagram, such as a Mermaid flowchart or a draw.io file')
  const book = ruleBook(options.rules)
  const model = recognise(file.model, book)
  const analysis = analyze(model, book)
  if (options.format === 'json') output.data(json(analysisReport(model, analysis, file.report, book, otherCounts(file))))
  else output.data(exportRegistry.find(({ id }) => id === options.format)?.write(registerOfFindings(analysis, model)) ?? '')
  return 0
}

function ruleBook(extra: string[]): RuleBook {
  try {
    return loadRuleBook(join(rootFolder(), 'resources'), extra)
  } catch (problem) {
    if (problem instanceof ResourceError) throw new CliProblem(`dreadnought: ${problem.file}, line ${String(problem.line)}, column ${String(problem.column)}`, problem.message)
    const missing = problem instanceof Error && 'code' in problem && (problem.code === 'ENOENT' || problem.code === 'ENOTDIR')
    if (missing) throw new CliProblem(`dreadnought: rules: ${problem.message}`)
    throw problem
  }
}
