/** Who a filter asks: the two ends of a flow, and the flow itself. */
export const subjects = ['source', 'target', 'flow'] as const
export type Subject = (typeof subjects)[number]

/**
 * A generation filter. `and` and `or` hold two or more filters, none of them the same again: `a or (b or c)` is `a or b or c`.
 */
export type Filter =
  | { op: 'or' | 'and'; of: Filter[] }
  | { op: 'not'; of: Filter }
  | { op: 'is'; subject: Subject; type: string }
  | { op: 'property'; subject: Subject; property: string; value: string }
  | { op: 'crosses'; type: string }

/** Why a text is no filter: at which character, from 1, and what was expected there. */
export interface FilterProblem {
  at: number
  expected: string
}

const maxDepth = 100

interface Token {
  text: string
  at: number
  quoted: boolean
}

/**
 * Reads a generation filter of Microsoft's tool: `not` binds closest, then `and`, then `or`; words in any case.
 *
 *     (source is 'GE.EI' or source is 'GE.P') and not flow.isEncrypted is 'Yes' and flow crosses 'GE.TB'
 */
export function parseFilter(text: string): { filter: Filter; problem: null } | { filter: null; problem: FilterProblem } {
  const tokens = tokensOf(text)
  const end = text.trimEnd().length + 1
  let next = 0
  let depth = 0

  const problem = (expected: string): FilterProblem => {
    const token = tokens[next]
    return { at: token?.at ?? end, expected: `${expected}, found ${token ? `"${token.text.slice(0, 40)}"` : 'the end'}` }
  }
  const word = (): string | null => {
    const token = tokens[next]
    return token === undefined || token.quoted ? null : token.text.toLowerCase()
  }
  const list = (op: 'or' | 'and', inner: () => Filter | FilterProblem): Filter | FilterProblem => {
    const of: Filter[] = []
    for (;;) {
      const one = inner()
      if (!('op' in one)) return one
      if (one.op === op) of.push(...one.of)
      else of.push(one)
      if (word() !== op) break
      next += 1
    }
    const first = of[0]
    return of.length === 1 && first ? first : { op, of }
  }
  const either = (): Filter | FilterProblem => list('or', both)
  const both = (): Filter | FilterProblem => list('and', single)
  const single = (): Filter | FilterProblem => {
    if (depth >= maxDepth) return { at: tokens[next]?.at ?? end, expected: `at most ${String(maxDepth)} levels of parentheses` }
    depth += 1
    const result = word() === 'not' ? negation() : word() === '(' ? group() : term()
    depth -= 1
    return result
  }
  const negation = (): Filter | FilterProblem => {
    next += 1
    const of = single()
    return 'op' in of ? { op: 'not', of } : of
  }
  const group = (): Filter | FilterProblem => {
    next += 1
    const inner = either()
    if (!('op' in inner)) return inner
    if (word() !== ')') return problem('"and", "or" or ")"')
    next += 1
    return inner
  }
  const term = (): Filter | FilterProblem => {
    const name = word()
    const dot = name === null ? -1 : name.indexOf('.')
    const subject = subjects.find((one) => one === (dot < 0 ? name : name?.slice(0, dot)))
    const property = dot < 0 ? null : (tokens[next]?.text.slice(dot + 1) ?? '')
    if (subject === undefined || property === '') return problem('"source", "target" or "flow", alone or with a property after a dot')
    next += 1
    const verb = word()
    const crosses = verb === 'crosses' && subject === 'flow' && property === null
    if (verb !== 'is' && !crosses) return problem(subject === 'flow' && property === null ? '"is" or "crosses"' : '"is"')
    next += 1
    const value = tokens[next]
    if (value?.quoted !== true) return problem("a value in 'quotes'")
    next += 1
    if (crosses) return { op: 'crosses', type: value.text }
    return property === null ? { op: 'is', subject, type: value.text } : { op: 'property', subject, property, value: value.text }
  }

  const filter = either()
  if (!('op' in filter)) return { filter: null, problem: filter }
  return next < tokens.length ? { filter: null, problem: problem('"and", "or" or the end') } : { filter, problem: null }
}

/** A quotation that does not end is a word that begins with a quote, which nothing accepts. */
function tokensOf(text: string): Token[] {
  return [...text.matchAll(/'([^']*)'|[()]|[^\s()']+|'/g)].map((match) => {
    const quoted = match[1]
    return { text: quoted ?? match[0], at: match.index + 1, quoted: quoted !== undefined }
  })
}

/** The filter as the tool writes it, with the fewest parentheses. Values with a quote in them cannot be written. */
export function printFilter(filter: Filter): string {
  switch (filter.op) {
    case 'or':
      return filter.of.map(printFilter).join(' or ')
    case 'and':
      return filter.of.map((one) => (one.op === 'or' ? `(${printFilter(one)})` : printFilter(one))).join(' and ')
    case 'not':
      return filter.of.op === 'or' || filter.of.op === 'and' ? `not (${printFilter(filter.of)})` : `not ${printFilter(filter.of)}`
    case 'is':
      return `${filter.subject} is '${filter.type}'`
    case 'property':
      return `${filter.subject}.${filter.property} is '${filter.value}'`
    case 'crosses':
      return `flow crosses '${filter.type}'`
  }
}

/** What a filter asks of one interaction. */
export interface Interaction {
  /** Whether the subject is of a type or of one that derives from it. */
  is: (subject: Subject, type: string) => boolean
  /** The value of a property; undefined where the subject has none of that name. */
  property: (subject: Subject, name: string) => string | undefined
  /** Whether the flow crosses a boundary of a type or of one that derives from it. */
  crosses: (type: string) => boolean
}

/** Whether the filter holds: yes or no, as in Microsoft's tool; a property that is not there is not any value. */
export function holds(filter: Filter, interaction: Interaction): boolean {
  switch (filter.op) {
    case 'or':
      return filter.of.some((one) => holds(one, interaction))
    case 'and':
      return filter.of.every((one) => holds(one, interaction))
    case 'not':
      return !holds(filter.of, interaction)
    case 'is':
      return interaction.is(filter.subject, filter.type)
    case 'property':
      return interaction.property(filter.subject, filter.property) === filter.value
    case 'crosses':
      return interaction.crosses(filter.type)
  }
}
