import { readFileSync } from 'node:fs'
import { LineCounter, isNode, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'

/** A resource file that cannot be used: which file, where (1-based), and what is wrong. */
export class ResourceError extends Error {
  readonly file: string
  readonly line: number
  readonly column: number
  constructor(file: string, line: number, column: number, problem: string) {
    super(`${file}:${line}:${column}: ${problem}`)
    this.name = 'ResourceError'
    this.file = file
    this.line = line
    this.column = column
  }
}

export type Path = readonly (string | number)[]

/** A parsed YAML file that can say where each of its parts stands. */
export interface YamlFile<Content> {
  file: string
  content: Content
  /** An error that points at the node at `path`, or at the nearest node above it that exists. */
  problem: (path: Path, text: string) => ResourceError
}

/** Packs are small; anything larger is not one. */
const maxBytes = 2_000_000

/**
 * Parses `text` with the safe core schema, at most 100 aliases, unique keys, and checks it.
 * @throws ResourceError with line and column of the first thing that is wrong.
 */
export function parseYaml<Schema extends z.ZodType>(file: string, text: string, schema: Schema): YamlFile<z.infer<Schema>> {
  if (text.length > maxBytes) throw new ResourceError(file, 1, 1, `larger than ${maxBytes} characters`)
  const counter = new LineCounter()
  const document = parseDocument(text, { schema: 'core', lineCounter: counter, uniqueKeys: true, prettyErrors: false })
  // A warning is about a tag or directive that nobody here writes: the file then means something else than it says.
  const error = document.errors[0] ?? document.warnings[0]
  if (error) {
    const { line, col } = counter.linePos(error.pos[0])
    throw new ResourceError(file, line, col, error.message)
  }
  const problem = (path: Path, problemText: string) => locate(file, document, counter, path, problemText)
  const parsed = schema.safeParse(toPlain(document, problem))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
    throw problem(path, `${path.join('.')}: ${issue?.message ?? 'not valid'}`)
  }
  return { file, content: parsed.data, problem }
}

export function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): YamlFile<z.infer<Schema>> {
  return parseYaml(file, readFileSync(file, 'utf8'), schema)
}

function toPlain(document: Document, problem: YamlFile<unknown>['problem']): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw problem([], error instanceof Error ? error.message : 'not readable')
  }
}

function locate(file: string, document: Document, counter: LineCounter, path: Path, text: string): ResourceError {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) {
      const { line, col } = counter.linePos(node.range[0])
      return new ResourceError(file, line, col, text)
    }
  }
  return new ResourceError(file, 1, 1, text)
}
