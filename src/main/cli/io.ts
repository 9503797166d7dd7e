import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { ImportFormat } from '../../shared/domain/import.ts'
import type { ColumnMapping } from '../../shared/list/register-columns.ts'
import { FileProblem } from '../import/file-problem.ts'
import type { ReadOptions } from '../import/registry.ts'
import { maxBytes } from '../import/source.ts'

/** Bad usage or unreadable input: at most three lines, and exit code 2. */
export class CliProblem extends Error {
  readonly lines: string[]

  constructor(...lines: string[]) {
    super(lines.join('\n'))
    this.name = 'CliProblem'
    this.lines = lines.slice(0, 3)
  }
}

/** Registers carry logs and envelopes, and grow larger than diagrams. In bytes. */
export const maxRegister = 256 * 1024 * 1024

/** Where a command writes. Replaced in tests. */
export interface Output {
  data: (text: string | Uint8Array) => void
  message: (text: string) => void
}

export const processOutput: Output = {
  data: (text) => void process.stdout.write(text),
  message: (text) => void process.stderr.write(`${text}\n`),
}

/** A file's bytes, at most `limit` of them. */
export function readInput(path: string, limit: number = maxBytes): Uint8Array {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) throw new FileProblem({ file: path, place: 'the path', expected: 'a file, not a folder' })
    if (stat.size > limit) throw new FileProblem({ file: path, place: 'the whole file', expected: `at most ${String(Math.round(limit / 1024 / 1024))} MB` })
    return readFileSync(path)
  } catch (problem) {
    if (problem instanceof FileProblem) throw problem
    throw new FileProblem({ file: path, place: 'the path', expected: `a file that can be read (${systemReason(problem)})` })
  }
}

/** Why the system refused, in words. */
export function systemReason(problem: unknown): string {
  const code = problem instanceof Error && 'code' in problem ? problem.code : ''
  if (code === 'ENOENT') return 'there is none'
  if (code === 'EACCES' || code === 'EPERM') return 'no permission'
  return typeof code === 'string' && code !== '' ? code : 'it can not be opened'
}

/** How the command line reads: ids derive from the file. */
export function importOptions(path: string, from: ImportFormat | undefined, columns?: ColumnMapping): ReadOptions {
  return { from, columns, ids: 'source', newId: () => basename(path) }
}

/** `1 diagram`, `2 diagrams`. */
export function counted(count: number, plural: string): string {
  return `${String(count)} ${count !== 1 ? plural : plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.slice(0, -1)}`
}

/** Writes to `path`, or to standard output where there is none. */
export function writeOutput(data: string | Uint8Array, path: string | undefined, output: Output): void {
  if (path === undefined) {
    output.data(data)
    return
  }
  try {
    // What the app writes is readable by its owner only.
    writeFileSync(path, data, { mode: 0o600 })
  } catch (problem) {
    throw new CliProblem(`dreadnought: ${path}: cannot be written (${systemReason(problem)})`)
  }
  output.message(`wrote ${resolve(path)}`)
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
