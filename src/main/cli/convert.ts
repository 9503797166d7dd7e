import type { ImportedFile, ImportFormat } from '../../shared/domain/import.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { NotCarried } from '../../shared/domain/not-carried.ts'
import { displayPrefix } from '../../shared/domain/stride.ts'
import type { ColumnMapping } from '../../shared/list/register-columns.ts'
import { isPictureFormat, pictureFormats, type PictureFormat } from '../export/picture/picture.ts'
import { exportRegistry, type ExportHolds, type TextFormat } from '../export/registry.ts'
import { recognise } from '../stride/vocabulary/recognise.ts'
import { importInput } from './import-input.ts'
import { CliProblem, json, writeOutput } from './io.ts'
import type { Output } from './io.ts'
import { pictureOf, type PictureOptions } from './picture.ts'
import { registerOfFile, registerOfList } from './rows.ts'
import { ruleBook } from './rule-book.ts'

export const convertFormats = exportRegistry.map(({ id }) => id)

interface Options extends PictureOptions {
  from?: ImportFormat | undefined
  to: TextFormat | PictureFormat | 'xlsx'
  out?: string | undefined
  map?: ColumnMapping | undefined
  passphraseFile?: string | undefined
}

export async function runConvert(path: string, { from, to, out, map, passphraseFile, ...options }: Options, output: Output): Promise<number> {
  const file = await importInput(path, from, { columns: map, passphraseFile })
  if (isPictureFormat(to)) return picture(file, path, to, { ...options, out }, output)
  if (to === 'xlsx') return workbook(file, path, out, output)
  const { text, lost } = converted(file, path, to)
  writeOutput(text, out, output)
  for (const { what, count } of lost) output.message(`not carried: ${what} (${String(count)})`)
  return 0
}

async function picture(file: ImportedFile, path: string, to: PictureFormat, options: PictureOptions & { out?: string | undefined }, output: Output): Promise<number> {
  if (file.model.diagrams.length === 0) throw notAModel(file, path)
  const { data, lost } = await pictureOf(file.model, path, to, options)
  writeOutput(data, options.out, output)
  for (const { what, count } of [...lost, { what: 'threats', count: file.threats.length }]) if (count > 0) output.message(`not carried: ${what} (${String(count)})`)
  return 0
}

async function workbook(file: ImportedFile, path: string, out: string | undefined, output: Output): Promise<number> {
  if (file.threats.length === 0) throw new CliProblem(`dreadnought: ${path}: a ${file.format} holds a model, not threats`, 'xlsx is for threats (analyze finds them)')
  const { notInXlsx, writeXlsx } = await import('../export/xlsx.ts')
  const input = registerOfList(file, path)
  writeOutput(writeXlsx(input), out, output)
  const { elements, flows, boundaries } = file.model
  for (const { what, count } of [{ what: 'parts of the model', count: elements.length + flows.length + boundaries.length }, ...notInXlsx(input).filter(({ what }) => what !== 'parts of the model')]) if (count > 0) output.message(`not carried: ${what} (${String(count)})`)
  return 0
}

function notAModel(file: ImportedFile, path: string): CliProblem {
  return new CliProblem(`dreadnought: ${path}: a ${file.format} holds threats, not a model`, `threats can be converted to: ${formatsOf((holds) => holds === 'threats')}`)
}

function formatsOf(wanted: (holds: ExportHolds) => boolean): string {
  return exportRegistry.filter(({ holds }) => wanted(holds)).map(({ id }) => id).join(', ')
}

/** What was read, in another format, and what that has no place for. Throws a CliProblem where it is of another kind than the format. */
export function converted(file: ImportedFile, path: string, to: TextFormat): { text: string; lost: NotCarried[] } {
  const format = exportRegistry.find(({ id }) => id === to)
  if (!format) throw new Error(`no writer for ${to}`)
  const [hasModel, hasThreats] = [file.model.diagrams.length > 0, file.threats.length > 0]
  if (format.holds !== 'threats' && !hasModel) throw notAModel(file, path)
  if (to === 'json' && hasModel && !hasThreats) return { text: json({ format: file.format, model: recognised(file) }), lost: [] }
  if (format.holds === 'threats' && hasModel && !hasThreats) {
    throw new CliProblem(`dreadnought: ${path}: a ${file.format} holds a model, not threats`, `a model can be converted to: json, ${formatsOf((holds) => holds !== 'threats')}, ${pictureFormats.join(', ')}; ${to} is for threats (analyze finds them)`)
  }
  // What the notation of the same format says of its parts stays as it is.
  const read = format.holds === 'threats' ? registerOfList(to === 'stride-list' || to === 'threat-table' ? numbered(file) : file, path) : registerOfFile(file, path, to)
  const register = format.holds === 'threats' || file.format === to ? read : { ...read, model: recognised(file) }
  const { elements, flows, boundaries } = file.model
  const model: NotCarried[] = format.holds === 'threats' && hasModel ? [{ what: 'parts of the model', count: elements.length + flows.length + boundaries.length }] : []
  // Of what the file itself says: what was recognised in it is recognised again.
  const lost = [...model, ...format.notCarried(read).filter((one) => !model.some((other) => other.what === one.what))]
  return { text: format.write(register), lost: lost.filter(({ count }) => count > 0) }
}

/** A list names its threats: one that came without an id is counted in its category, beside those that the file names. */
function numbered(file: ImportedFile): ImportedFile {
  const taken = new Set(file.threats.map(({ displayId }) => displayId))
  const last = new Map<string, number>()
  const next = (prefix: string): string => {
    const count = (last.get(prefix) ?? 0) + 1
    last.set(prefix, count)
    const id = `${prefix}${String(count)}`
    return taken.has(id) ? next(prefix) : id
  }
  return { ...file, threats: file.threats.map((threat) => (threat.displayId === '' ? { ...threat, displayId: next(displayPrefix[threat.stride[0] ?? 'Tampering']) } : threat)) }
}

let book: ReturnType<typeof ruleBook> | undefined
/** With what its labels say. The rules are read once, however many files are converted. */
function recognised({ model }: ImportedFile): Model {
  return recognise(model, (book ??= ruleBook()))
}
