import { statSync } from 'node:fs'
import { join } from 'node:path'
import { rootFolder } from '../app/paths.ts'
import { loadRuleBook } from '../stride/packs/book.ts'
import type { RuleBook } from '../stride/packs/book.ts'
import { ResourceError } from '../stride/vocabulary/yaml-file.ts'
import { CliProblem, systemReason } from './io.ts'

/** The built-in rule packs, and those in the folders `extra`. Throws a CliProblem where one of these is no good. */
export function ruleBook(extra: string[] = []): RuleBook {
  for (const folder of extra) needFolder(folder)
  try {
    return loadRuleBook(join(rootFolder(), 'resources'), extra)
  } catch (problem) {
    if (problem instanceof ResourceError) throw new CliProblem(`dreadnought: ${problem.file}, line ${String(problem.line)}, column ${String(problem.column)}`, problem.problem)
    throw problem
  }
}

function needFolder(folder: string): void {
  const refuse = (why: string): CliProblem => new CliProblem(`dreadnought: --rules ${folder}: ${why}`, 'expected a folder of rule packs (YAML files)')
  let isFolder: boolean
  try {
    isFolder = statSync(folder).isDirectory()
  } catch (problem) {
    throw refuse(systemReason(problem))
  }
  if (!isFolder) throw refuse('it is a file')
}
