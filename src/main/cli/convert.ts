import type { ImportedFile, ImportFormat } from '../../shared/domain/import.ts'
import { exportRegistry } from '../export/registry.ts'
import type { TextFormat } from '../export/registry.ts'
import { recognise } from '../stride/recognise.ts'
import { CliProblem, counted, importInput, json, writeOutput } from './io.ts'
import type { Output } from './io.ts'
import { registerOfList } from './rows.ts'
import { ruleBook } from './rule-book.ts'

export const convertFormats = ['json', 'csv', 'threat-table', 'stride-list'] as const satisfies readonly TextFormat[]

interface Options {
  from?: ImportFormat | undefined
  to: TextFormat
  out?: string | undefined
}

export async function runConvert(path: string, { from, to, out }: Options, output: Output): Promise<number> {
  const file = await importInput(path, from)
  if (file.threats.length === 0) {
    if (to !== 'json') throw new CliProblem(`dreadnought: ${path}: a ${file.format} holds a model, not threats`, `a model can be converted to: json; ${to} is for threats (analyze finds them)`)
    writeOutput(json({ format: file.format, model: recognise(file.model, ruleBook()) }), out, output)
    return 0
  }
  const format = exportRegistry.find(({ id }) => id === to)
  if (!format) throw new CliProblem(`dreadnought: no format ${to}`)
  writeOutput(format.write(registerOfList(file, path)), out, output)
  for (const line of notCarried(file, to)) output.message(line)
  return 0
}

/** What `to` has no place for, with how many threats lose it. */
function notCarried({ threats, listLayout }: ImportedFile, to: TextFormat): string[] {
  const count = (what: string, lost: (threat: ImportedFile['threats'][number]) => boolean): string[] => {
    const number = threats.filter(lost).length
    return number === 0 ? [] : [`not carried: ${what} of ${counted(number, 'threats')}`]
  }
  if (to === 'stride-list') {
    return [
      ...count('further STRIDE categories', ({ stride }) => stride.length > 1),
      ...count('affected elements and evidence', ({ affectedLabels, evidenceKeys }) => affectedLabels.length + evidenceKeys.length > 0),
      ...count('references', ({ references }) => references.length > 0),
      ...count('severity and score without DREAD values', ({ score }) => score.dread === null && (score.severity !== null || score.score !== null)),
      ...count('confidence "possible"', ({ confidence }) => confidence === 'possible'),
    ]
  }
  if (to === 'threat-table') {
    return [
      ...count('the +/- marker', ({ marker }) => marker !== 'none'),
      ...count('the five DREAD values (their mean is)', ({ score }) => score.dread !== null),
    ]
  }
  return listLayout === null ? [] : ['not carried: the text around the rows']
}
