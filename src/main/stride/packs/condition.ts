import { elementKinds } from '../../../shared/domain/model.ts'
import type { FactSubject, Vocabulary } from '../vocabulary/facts.ts'
import type { Path } from '../vocabulary/yaml-file.ts'

/** What a condition is asked of. */
export type Scope = 'element' | 'flow' | 'boundary'

export type Condition =
  | { op: 'all' | 'any'; of: Condition[] }
  | { op: 'not'; of: Condition }
  | { op: 'fact'; fact: string; values: ReadonlySet<string>; on: ReadonlySet<FactSubject> }
  | { op: 'technology'; ids: string[] }
  | { op: 'kind'; kinds: string[] }
  /** Of a flow: its ends. */
  | { op: 'source' | 'target'; of: Condition }
  /** Of an element: at least `least` of its flows. */
  | { op: 'incoming' | 'outgoing'; least: number; of: Condition }
  /** Of an element: each of its flows. */
  | { op: 'every_incoming' | 'every_outgoing'; of: Condition }
  /** Of a flow: some boundary it crosses. */
  | { op: 'crosses'; of: Condition }
  /** Of an element: some boundary around it. */
  | { op: 'inside'; of: Condition }
  /** Of an element: some other element downstream, or upstream, along any number of flows. */
  | { op: 'reaches' | 'reached_from'; of: Condition }

/** The operators, with the scope each is asked in and the scope of what it contains. A fact's name may not be one of them. */
export const operators: Record<string, { in: readonly Scope[]; of: Scope | 'same' | null }> = {
  all: { in: ['element', 'flow', 'boundary'], of: 'same' },
  any: { in: ['element', 'flow', 'boundary'], of: 'same' },
  not: { in: ['element', 'flow', 'boundary'], of: 'same' },
  technology: { in: ['element'], of: null },
  kind: { in: ['element'], of: null },
  source: { in: ['flow'], of: 'element' },
  target: { in: ['flow'], of: 'element' },
  incoming: { in: ['element'], of: 'flow' },
  outgoing: { in: ['element'], of: 'flow' },
  every_incoming: { in: ['element'], of: 'flow' },
  every_outgoing: { in: ['element'], of: 'flow' },
  crosses: { in: ['flow'], of: 'boundary' },
  inside: { in: ['element'], of: 'boundary' },
  reaches: { in: ['element'], of: 'element' },
  reached_from: { in: ['element'], of: 'element' },
}

export interface Words {
  vocabulary: Vocabulary
  technologies: { has: (id: string) => boolean }
}

/** What is wrong with a condition, and where in it. */
export interface ConditionProblem {
  path: Path
  text: string
}

export type ParsedCondition = { condition: Condition; problem: null } | { condition: null; problem: ConditionProblem }

/** Reads a condition as YAML gives it. A mapping of several keys means all of them; an empty one is true. */
export function parseCondition(input: unknown, scope: Scope, words: Words, path: Path = []): ParsedCondition {
  if (!isMapping(input)) return wrong(path, 'a condition is a mapping')
  const of: Condition[] = []
  for (const [key, value] of Object.entries(input)) {
    const parsed = parseEntry(key, value, scope, words, [...path, key])
    if (parsed.problem) return parsed
    of.push(parsed.condition)
  }
  const only = of[0]
  return right(of.length === 1 && only ? only : { op: 'all', of })
}

function parseEntry(key: string, value: unknown, scope: Scope, words: Words, path: Path): ParsedCondition {
  const operator = Object.hasOwn(operators, key) ? operators[key] : undefined
  if (operator === undefined) return parseFact(key, value, scope, words, path)
  if (!operator.in.includes(scope)) return wrong(path, `${key} cannot be asked of a ${scope}`)
  const inner = operator.of === 'same' || operator.of === null ? scope : operator.of
  switch (key) {
    case 'all':
    case 'any':
      return parseList(key, value, inner, words, path)
    case 'technology': {
      const ids = strings(value)
      const missing = ids.find((id) => !words.technologies.has(id))
      if (ids.length === 0 || missing !== undefined) return wrong(path, `${missing ?? 'nothing'} is not a technology`)
      return right({ op: 'technology', ids })
    }
    case 'kind': {
      const kinds = strings(value)
      const odd = kinds.find((kind) => !elementKinds.some((known) => known === kind))
      if (kinds.length === 0 || odd !== undefined) return wrong(path, `${odd ?? 'nothing'} is not a kind of element`)
      return right({ op: 'kind', kinds })
    }
    case 'incoming':
    case 'outgoing':
      return parseCounted(key, value, words, path)
    case 'not':
    case 'source':
    case 'target':
    case 'every_incoming':
    case 'every_outgoing':
    case 'crosses':
    case 'inside':
    case 'reaches':
    case 'reached_from': {
      const parsed = parseCondition(value, inner, words, path)
      return parsed.problem ? parsed : right({ op: key, of: parsed.condition })
    }
    default:
      return wrong(path, `${key} is not an operator`)
  }
}

function parseList(op: 'all' | 'any', value: unknown, scope: Scope, words: Words, path: Path): ParsedCondition {
  if (!Array.isArray(value) || value.length === 0) return wrong(path, `${op} takes a list of conditions`)
  const of: Condition[] = []
  for (const [index, entry] of value.entries()) {
    const parsed = parseCondition(entry, scope, words, [...path, index])
    if (parsed.problem) return parsed
    of.push(parsed.condition)
  }
  return right({ op, of })
}

/** `incoming: {..}` is at least one; `incoming: {at_least: 2, where: {..}}` counts. */
function parseCounted(op: 'incoming' | 'outgoing', value: unknown, words: Words, path: Path): ParsedCondition {
  if (!isMapping(value)) return wrong(path, 'a condition is a mapping')
  const counted = Object.hasOwn(value, 'at_least')
  const least = counted ? value['at_least'] : 1
  if (typeof least !== 'number' || !Number.isInteger(least) || least < 1) return wrong([...path, 'at_least'], 'at_least is a whole number from 1')
  const parsed = parseCondition(counted ? (value['where'] ?? {}) : value, 'flow', words, counted ? [...path, 'where'] : path)
  return parsed.problem ? parsed : right({ op, least, of: parsed.condition })
}

function parseFact(name: string, value: unknown, scope: Scope, words: Words, path: Path): ParsedCondition {
  const definition = words.vocabulary.get(name)
  if (definition === undefined) return wrong(path, `${name} is neither a fact nor an operator`)
  const fits = definition.on.some((on) => (scope === 'element' ? on !== 'flow' && on !== 'boundary' : on === scope))
  if (!fits) return wrong(path, `${name} is not a fact of a ${scope}`)
  const values = strings(value)
  const odd = values.find((answer) => !definition.answers.includes(answer))
  if (values.length === 0 || odd !== undefined) return wrong(path, `${name} cannot be ${odd ?? 'nothing'}`)
  return right({ op: 'fact', fact: name, values: new Set(values), on: new Set(definition.on) })
}

/** What the condition contains, in its order. */
export function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.op) {
    case 'fact':
    case 'technology':
    case 'kind':
      return []
    case 'all':
    case 'any':
      return condition.of
    default:
      return [condition.of]
  }
}

/** Whether the condition reads no fact: its answer then never is unknown and depends on structure alone. */
export function isStructural(condition: Condition): boolean {
  return condition.op !== 'fact' && partsOf(condition).every(isStructural)
}

function strings(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.every((entry) => typeof entry === 'string') ? list.filter((entry) => typeof entry === 'string') : []
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function right(condition: Condition): ParsedCondition {
  return { condition, problem: null }
}

function wrong(path: Path, text: string): ParsedCondition {
  return { condition: null, problem: { path, text } }
}
