import { FileProblem } from './file-problem.ts'
import { decodeText, lineAt } from './source.ts'

/** Levels of nesting that no model needs; whatever walks the parsed value may go one call deeper with each. */
export const maxNesting = 100
/** Values in a file, those that an alias repeats counted each time. */
const maxValues = 4_000_000

/** The JSON of a file. Refuses what is not UTF-8, what is nested too deep, and keys that would reach into objects' own works. */
export function parseJsonSource(bytes: Uint8Array, file: string): unknown {
  const text = decodeText(bytes, file).replace(/^\ufeff/, '')
  checkNesting(bytes, file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (problem) {
    throw new FileProblem({ file, ...whereJsonBreaks(text, problem) })
  }
  checkTree(value, file)
  return value
}

function whereJsonBreaks(text: string, problem: unknown): { place: string; expected: string } {
  const message = problem instanceof Error ? problem.message : ''
  const at = /position (\d+)/.exec(message)?.[1]
  if (/unexpected end/i.test(message) || (at !== undefined && Number(at) >= text.trimEnd().length)) return { place: `line ${String(lineAt(text, text.length))}`, expected: 'whole JSON; the file ends too early' }
  if (at === undefined) return { place: 'line 1', expected: 'well-formed JSON' }
  return { place: `line ${String(lineAt(text, Number(at)))}`, expected: 'well-formed JSON; from there on it is not' }
}

/** On the bytes, for in UTF-8 none of a longer character looks like a bracket or a quotation mark. */
function checkNesting(bytes: Uint8Array, file: string): void {
  let depth = 0
  let quoted = false
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at]
    if (quoted) {
      if (code === 0x5c) at += 1
      else if (code === 0x22) quoted = false
    } else if (code === 0x22) quoted = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > maxNesting) throw new FileProblem({ file, place: `line ${String(linesTo(bytes, at))}`, expected: `at most ${String(maxNesting)} levels of nesting` })
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
}

function linesTo(bytes: Uint8Array, index: number): number {
  let line = 1
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < index; at = bytes.indexOf(0x0a, at + 1)) line += 1
  return line
}

/** Refuses a parsed value that is too large, once every repeated part is counted, or that has a key no record should have. */
export function checkTree(root: unknown, file: string): void {
  const open: unknown[] = [root]
  let count = 0
  while (open.length > 0) {
    const value = open.pop()
    count += 1
    if (count + open.length > maxValues) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxValues)} values, those that aliases repeat counted each time` })
    if (Array.isArray(value)) for (const item of value) open.push(item)
    else if (value !== null && typeof value === 'object') {
      for (const key of Object.keys(value)) {
        if (key === '__proto__') throw new FileProblem({ file, place: 'the whole file', expected: 'a file without a key named __proto__' })
        open.push(Reflect.get(value, key))
      }
    }
  }
}
