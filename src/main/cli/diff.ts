import type { ImportedFile, ImportFormat } from '../../shared/domain/import.ts'
import type { RegisterFile } from '../../shared/proof/register-file.ts'
import { readFile } from '../import/registry.ts'
import { recognise } from '../stride/recognise.ts'
import type { RuleBook } from '../stride/book.ts'
import { compare, partsOfList, partsOfModel } from './diff-parts.ts'
import type { PartDiff } from './diff-parts.ts'
import { diffRegisters } from './diff-register.ts'
import { CliProblem, importOptions, json, maxRegister, readInput } from './io.ts'
import type { Output } from './io.ts'
import { looksLikeJson, readJson } from './json-input.ts'
import { comparedRegisters, readRegister, saysRegister } from './register-input.ts'
import { ruleBook } from './rule-book.ts'

type Side = { holds: 'a register'; register: RegisterFile } | { holds: 'a model' | 'threats'; file: ImportedFile }

async function readSide(path: string, from: ImportFormat | undefined): Promise<Side> {
  const bytes = readInput(path, maxRegister)
  if (from === undefined && looksLikeJson(bytes)) {
    const value = readJson(bytes, path, 'a register file, a model or a threat list')
    if (saysRegister(value)) return { holds: 'a register', register: readRegister(value, path) }
  }
  const file = await readFile(bytes, path, importOptions(path, from))
  return { holds: file.threats.length > 0 ? 'threats' : 'a model', file }
}

/** What differs between two models, or two threat lists. Models are compared as the analysis sees them. */
export function diffFiles(a: ImportedFile, b: ImportedFile, book: () => RuleBook): Record<string, PartDiff> {
  if (a.threats.length > 0 || b.threats.length > 0) return { threats: compare(partsOfList(a), partsOfList(b)) }
  const rules = book()
  const [before, after] = [partsOfModel(recognise(a.model, rules), false), partsOfModel(recognise(b.model, rules), false)]
  return {
    elements: compare(before.elements, after.elements),
    flows: compare(before.flows, after.flows),
    boundaries: compare(before.boundaries, after.boundaries),
  }
}

function diffSides(a: Side, b: Side): Record<string, PartDiff> {
  if (a.holds !== b.holds) throw new CliProblem(`dreadnought: the first file holds ${a.holds}, the second ${b.holds}`, 'expected two models, two threat lists, or two register files')
  if (!('register' in a) || !('register' in b)) return 'file' in a && 'file' in b ? diffFiles(a.file, b.file, ruleBook) : {}
  const [before, after] = comparedRegisters([a.register, b.register])
  return before && after ? diffRegisters(before, after) : {}
}

export async function runDiff(a: string, b: string, options: { from?: ImportFormat | undefined; format: 'json' | 'md' }, output: Output): Promise<number> {
  const diff = diffSides(await readSide(a, options.from), await readSide(b, options.from))
  const same = Object.values(diff).every((part) => part.added.length + part.removed.length + part.changed.length === 0)
  output.data(options.format === 'json' ? json({ same, ...diff }) : markdown(diff, same))
  return same ? 0 : 1
}

function markdown(diff: Record<string, PartDiff>, same: boolean): string {
  if (same) return 'No differences.\n'
  const code = (text: string): string => `\`${text.replace(/[`\n\r]/g, ' ')}\``
  const sections = Object.entries(diff).flatMap(([name, { added, removed, changed }]) => {
    if (added.length + removed.length + changed.length === 0) return []
    return [
      `## ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      '',
      ...added.map((key) => `- added ${code(key)}`),
      ...removed.map((key) => `- removed ${code(key)}`),
      ...changed.map(({ key, fields }) => `- changed ${code(key)}: ${fields.map(({ field, before, after }) => `${field} ${code(before)} -> ${code(after)}`).join(', ')}`),
      '',
    ]
  })
  return `${sections.join('\n').trimEnd()}\n`
}
