import type { ImportedFile, ImportFormat } from '../../shared/domain/import.ts'
import type { ColumnMapping } from '../../shared/list/register-columns.ts'
import { notInMermaid, writeMermaid } from '../export/mermaid.ts'
import { exportRegistry } from '../export/registry.ts'
import type { TextFormat } from '../export/registry.ts'
import { notInThreatComposer } from '../export/threat-composer.ts'
import { recognise } from '../stride/vocabulary/recognise.ts'
import { CliProblem, counted, importInput, json, writeOutput } from './io.ts'
import type { Output } from './io.ts'
import { registerOfFile, registerOfList } from './rows.ts'
import { ruleBook } from './rule-book.ts'

const listFormats = ['json', 'csv', 'threat-table', 'stride-list', 'threat-composer'] as const satisfies readonly TextFormat[]
const modelFormats: readonly string[] = ['json', 'mermaid', 'threat-dragon', 'otm']
export const convertFormats = [...listFormats, 'mermaid', 'threat-dragon', 'otm'] as const

interface Options {
  from?: ImportFormat | undefined
  to: (typeof convertFormats)[number]
  out?: string | undefined
  map?: ColumnMapping | undefined
}

export async function runConvert(path: string, { from, to, out, map }: Options, output: Output): Promise<number> {
  const file = await importInput(path, from, map)
  if ((to === 'threat-dragon' || to === 'otm') && file.model.diagrams.length > 0) return convertProject(file, path, { to, out }, output)
  if (to === 'mermaid' && file.model.diagrams.length > 0) {
    if (file.threats.length > 0) output.message(`not carried: the threats (${String(file.threats.length)})`)
    return convertModel(file, path, { to, out }, output)
  }
  if (file.threats.length === 0 && (file.listLayout === null || file.model.diagrams.length > 0)) return convertModel(file, path, { to, out }, output)
  const format = exportRegistry.find(({ id }) => id === to)
  if (!format || format.notCarried || to === 'mermaid') throw new CliProblem(`dreadnought: ${path}: a ${file.format} holds threats, not a model`, `threats can be converted to: ${listFormats.join(', ')}`)
  const register = registerOfList(file, path)
  writeOutput(format.write(register), out, output)
  for (const line of notCarried(file, to)) output.message(line)
  if (to === 'threat-composer') for (const { what, count } of notInThreatComposer(register)) output.message(`not carried: ${what} (${String(count)})`)
  return 0
}

function convertModel({ format, model: read }: ImportedFile, path: string, { to, out }: Options, output: Output): number {
  if (!modelFormats.includes(to)) throw new CliProblem(`dreadnought: ${path}: a ${format} holds a model, not threats`, `a model can be converted to: ${modelFormats.join(', ')}; ${to} is for threats (analyze finds them)`)
  const model = recognise(read, ruleBook())
  writeOutput(to === 'mermaid' ? writeMermaid(model) : json({ format, model }), out, output)
  if (to === 'mermaid') for (const { what, count } of notInMermaid(read)) output.message(`not carried: ${what} (${String(count)})`)
  return 0
}

/** A model with its threats. What the notation of the same format says of its parts stays as it is. */
function convertProject(file: ImportedFile, path: string, { to, out }: { to: 'threat-dragon' | 'otm'; out?: string | undefined }, output: Output): number {
  const register = registerOfFile(file.format === to ? file : { ...file, model: recognise(file.model, ruleBook()) }, path, to)
  const format = exportRegistry.find(({ id }) => id === to)
  writeOutput(format?.write(register) ?? '', out, output)
  for (const { what, count } of format?.notCarried?.(register) ?? []) output.message(`not carried: ${what} (${String(count)})`)
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
  return listLayout === null || Object.keys(listLayout).length === 0 || to === 'threat-composer' ? [] : ['not carried: the text around the rows']
}
