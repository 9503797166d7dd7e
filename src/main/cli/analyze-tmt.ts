import type { ImportedFile } from '../../shared/domain/import.ts'
import { countModel, type Model } from '../../shared/domain/model.ts'
import type { TmtTemplate } from '../../shared/domain/tmt.ts'
import { exportRegistry } from '../export/registry.ts'
import { readTmtTemplate } from '../import/tm7/tm7-template.ts'
import { recognise } from '../stride/vocabulary/recognise.ts'
import { tmtReport } from '../stride/tmt/report.ts'
import { compileTmt, packOf, runTmt } from '../stride/tmt/run.ts'
import { otherCounts } from './import.ts'
import { CliProblem, json, readInput } from './io.ts'
import type { Output } from './io.ts'
import { registerOfFindings } from './rows.ts'
import { ruleBook } from './rule-book.ts'

/** Filters that cannot be read are told one by one up to this many. */
const told = 5

/** Runs the template of `rules` (one .tb7 or .tm7), else the one inside the .tm7. Filters that cannot be read are told, and the others run. */
export function analyzeByTemplate(path: string, file: ImportedFile, rules: readonly string[], format: string, output: Output): number {
  const runnable = compileTmt(templateFor(path, file, rules))
  for (const { type, filter, at, expected } of runnable.problems.slice(0, told)) output.message(`dreadnought: threat type ${type}: ${filter} filter, character ${String(at)}: expected ${expected}; it makes no threats`)
  if (runnable.problems.length > told) output.message(`dreadnought: ${String(runnable.problems.length - told)} more filters cannot be read; --format json lists them`)
  if (file.tmt?.generates === false) output.message(`dreadnought: ${path}: threat generation is switched off in the file; its template ran nevertheless`)
  const model: Model = file.tmt ? file.model : recognise(file.model, ruleBook())
  const findings = runTmt(runnable, model, file.tmt ?? null)
  if (format === 'json') output.data(json(tmtReport(model, findings, file.report, runnable, otherCounts(file))))
  else {
    const analysis = { rules: { packs: [packOf(runnable.template)], count: runnable.rules.length }, counts: countModel(model), findings, questions: [], facts: {} }
    output.data(exportRegistry.find(({ id }) => id === format)?.write(registerOfFindings(analysis, model)) ?? '')
  }
  return 0
}

function templateFor(path: string, file: ImportedFile, rules: readonly string[]): TmtTemplate {
  const [own, ...more] = rules
  if (more.length > 0) throw new CliProblem('dreadnought: --engine tmt: more than one --rules', 'expected one template (.tb7)')
  if (own !== undefined) return readTmtTemplate(readInput(own), own)
  if (file.tmt?.template) return file.tmt.template
  throw new CliProblem(`dreadnought: ${path}: no template for --engine tmt inside it`, 'expected a .tm7 that embeds one, or --rules FILE.tb7')
}
