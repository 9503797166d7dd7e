import { readFileSync } from 'node:fs'
import { Lexer, LineCounter, isMap, isNode, isScalar, parseDocument, type Document, type Range } from 'yaml'
import type { z } from 'zod'

/** A resource file that cannot be used: which file, where (1-based), and what is wrong. */
export class ResourceError extends Error {
  readonly file: string
  readonly line: number
  readonly column: number
  /** What is wrong, without the place. */
  readonly problem: string
  constructor(file: string, line: number, column: number, problem: string) {
    super(`${file}:${line}:${column}: ${problem}`)
    this.problem = problem
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
export const maxYamlBytes = 2_000_000
/** Levels of brackets, and columns of indentation: no pack needs more, and the parser goes one call deeper with each. */
const maxBrackets = 40
const maxIndent = 160
/** More problems of one file help nobody. */
const maxProblems = 50

/** What a text holds, if it holds anything, and everything that is wrong with it. */
export interface CheckedYaml<Content> {
  yaml: YamlFile<Content> | null
  problems: ResourceError[]
}

/** Parses `text` with the safe core schema, at most 100 aliases, unique keys and a limit of nesting, and checks it. */
export function checkYaml<Schema extends z.ZodType>(file: string, text: string, schema: Schema): CheckedYaml<z.infer<Schema>> {
  if (text.length > maxYamlBytes) return { yaml: null, problems: [new ResourceError(file, 1, 1, `larger than ${maxYamlBytes} characters`)] }
  const counter = new LineCounter()
  const hostile = hostileText(file, text)
  if (hostile) return { yaml: null, problems: [hostile] }
  const document = parseDocument(text, { schema: 'core', lineCounter: counter, uniqueKeys: true, prettyErrors: false })
  // A warning is about a tag or directive that nobody here writes: the file then means something else than it says.
  const errors = [...document.errors, ...document.warnings].slice(0, maxProblems)
  if (errors.length > 0) {
    const problems = errors.map((error) => {
      const { line, col } = counter.linePos(error.pos[0])
      return new ResourceError(file, line, col, error.message)
    })
    return { yaml: null, problems }
  }
  const problem = (path: Path, problemText: string) => locate(file, document, counter, path, problemText)
  const plain = toPlain(document)
  if (plain.error !== null) return { yaml: null, problems: [problem([], plain.error)] }
  const parsed = schema.safeParse(plain.value)
  if (parsed.success) return { yaml: { file, content: parsed.data, problem }, problems: [] }
  const problems = parsed.error.issues.slice(0, maxProblems).map((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol')
    const text = path.length === 0 ? issue.message : `${path.join('.')}: ${issue.message}`
    // An unknown key has a place of its own; the issue's path is that of the mapping it stands in.
    const key = issue.code === 'unrecognized_keys' ? keyNode(document, path, issue.keys[0]) : null
    if (!key) return problem(path, text)
    const { line, col } = counter.linePos(key[0])
    return new ResourceError(file, line, col, text)
  })
  return { yaml: null, problems }
}

/** @throws ResourceError with line and column of the first thing that is wrong. */
export function parseYaml<Schema extends z.ZodType>(file: string, text: string, schema: Schema): YamlFile<z.infer<Schema>> {
  const { yaml, problems } = checkYaml(file, text, schema)
  if (yaml === null) throw problems[0] ?? new ResourceError(file, 1, 1, 'not valid')
  return yaml
}

/** Counted on the lexer's tokens, which are not nested: a bracket within a text is none. */
function hostileText(file: string, text: string): ResourceError | null {
  let depth = 0
  let offset = 0
  let scalar = false
  for (const token of new Lexer().lex(text)) {
    if (token === '\x02' || token === '\x18' || token === '\x1f') {
      scalar = token === '\x1f'
      continue
    }
    if (!scalar && (token === '[' || token === '{')) depth++
    if (!scalar && (token === ']' || token === '}')) depth = Math.max(0, depth - 1)
    // As a key it would be dropped without a word, and the rest would mean something else than it says.
    if (scalar && /^['"]?__proto__['"]?$/.test(token)) return problemAt(file, text, offset, '__proto__ is no name')
    if (depth > maxBrackets) return problemAt(file, text, offset, `nested deeper than ${maxBrackets} brackets`)
    scalar = false
    offset += token.length
  }
  const indented = new RegExp(`^[ \\-?:]{${maxIndent}}`, 'm').exec(text)
  return indented ? problemAt(file, text, indented.index, `indented by more than ${maxIndent} columns`) : null
}

function problemAt(file: string, text: string, offset: number, problem: string): ResourceError {
  const before = text.slice(0, offset)
  const start = before.lastIndexOf('\n') + 1
  return new ResourceError(file, before.split('\n').length, offset - start + 1, problem)
}

export function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): YamlFile<z.infer<Schema>> {
  return parseYaml(file, readFileSync(file, 'utf8'), schema)
}

function toPlain(document: Document): { value: unknown; error: string | null } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), error: null }
  } catch (error) {
    return { value: null, error: error instanceof Error ? error.message : 'not readable' }
  }
}

/** Where a key of the mapping at `path` stands. */
function keyNode(document: Document, path: Path, key: string | undefined): Range | null {
  const mapping: unknown = path.length === 0 ? document.contents : document.getIn(path, true)
  if (!isMap(mapping)) return null
  const pair = mapping.items.find((item) => isScalar(item.key) && item.key.value === key)
  return isScalar(pair?.key) ? (pair.key.range ?? null) : null
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
