import { comparison, type Comparison } from '../../shared/domain/comparison.ts'
import { diffParts } from '../../shared/domain/diff.ts'
import { partsOfList, partsOfModel } from '../../shared/domain/diff-parts.ts'
import { diffRegisters, rowsUnderOldIds } from '../../shared/domain/diff-register.ts'
import type { ImportedFile, ImportFormat } from '../../shared/domain/import.ts'
import { matchModels, underOldIds } from '../../shared/domain/match-model.ts'
import { openedFile } from '../app/register/opened-file.ts'
import { comparedRegisters, type OpenRegister } from '../app/register/register-compared.ts'
import { diffMarkdown } from '../export/markdown/diff-md.ts'
import { readFile } from '../import/registry.ts'
import { diffModels, type ModelDiff } from '../stride/findings/changes.ts'
import type { RuleBook } from '../stride/packs/book.ts'
import { recognise } from '../stride/vocabulary/recognise.ts'
import type { engines } from './analyze.ts'
import { diffByTemplate } from './diff-tmt.ts'
import { CliProblem, importOptions, json, maxRegister, readInput } from './io.ts'
import type { Output } from './io.ts'
import { ruleBook } from './rule-book.ts'

type Engine = (typeof engines)[number]
type Side = { holds: 'a register'; register: OpenRegister } | { holds: 'a model' | 'threats' | 'a model and threats'; file: ImportedFile }

async function readSide(path: string, from: ImportFormat | undefined): Promise<Side> {
  const bytes = readInput(path, maxRegister)
  const register = from === undefined ? openedFile(bytes, path) : null
  if (register) return { holds: 'a register', register }
  const file = await readFile(bytes, path, importOptions(path, from))
  // A .tm7 may hold both. A threat list without any row is one nevertheless, for it has no diagram.
  const holds = file.model.diagrams.length === 0 ? 'threats' : file.threats.length > 0 ? 'a model and threats' : 'a model'
  return { holds, file }
}

/**
 * What differs between two models, two threat lists, or two files that hold both. Models are compared as the analysis sees them;
 * threats where both sides can hold them, so that a diagram is no list from which everything was removed. Null where the files have nothing in common.
 */
function diffFiles(a: ImportedFile, b: ImportedFile, engine: Engine, book: () => RuleBook): Comparison | null {
  const models = [a, b].every(({ model }) => model.diagrams.length > 0)
  const lists = [a, b].every(({ model, threats }) => threats.length > 0 || model.diagrams.length === 0)
  if (!models && !lists) return null
  const some = lists || (a.format === b.format && a.threats.length + b.threats.length > 0)
  const threats = some ? { threats: diffParts(partsOfList(a), partsOfList(b)) } : {}
  if (!models) return comparison(threats)
  const { findings, ...parts } = engine === 'tmt' ? diffByTemplate(a, b) : diffByRules(a, b, book())
  return comparison({ ...threats, ...parts }, findings)
}

function diffByRules(a: ImportedFile, b: ImportedFile, rules: RuleBook): ModelDiff {
  return diffModels(recognise(a.model, rules), recognise(b.model, rules), rules)
}

function diffOpened(registers: OpenRegister[]): Comparison {
  const [before, other] = comparedRegisters(registers)
  if (!before || !other) return comparison({})
  const ids = matchModels(before.model, other.model, { sameIds: true })
  const after = { ...other, rows: rowsUnderOldIds(other.rows, ids), model: underOldIds(other.model, ids, before.model) }
  const [a, b] = [partsOfModel(before.model), partsOfModel(after.model)]
  const model = { elements: diffParts(a.elements, b.elements), flows: diffParts(a.flows, b.flows), boundaries: diffParts(a.boundaries, b.boundaries) }
  return comparison({ ...diffRegisters(before, after), ...model })
}

function diffSides(a: Side, b: Side, engine: Engine): Comparison {
  if (engine === 'tmt' && ![a, b].every((side) => 'file' in side && side.file.model.diagrams.length > 0)) throw new CliProblem(`dreadnought: --engine tmt: the first file holds ${a.holds}, the second ${b.holds}`, 'expected two models')
  if ('register' in a && 'register' in b) return diffOpened([a.register, b.register])
  const found = 'file' in a && 'file' in b ? diffFiles(a.file, b.file, engine, ruleBook) : null
  if (found === null) throw new CliProblem(`dreadnought: the first file holds ${a.holds}, the second ${b.holds}`, 'expected two models, two threat lists, or two registers')
  return found
}

export async function runDiff(a: string, b: string, options: { from?: ImportFormat | undefined; engine?: Engine; format: 'json' | 'md' }, output: Output): Promise<number> {
  const found = diffSides(await readSide(a, options.from), await readSide(b, options.from), options.engine ?? 'native')
  output.data(options.format === 'json' ? json(found) : diffMarkdown(found))
  return found.same ? 0 : 1
}
