import { parse } from 'yaml'
import { z } from 'zod'

/** A Mermaid source with everything that is not diagram blanked out, line by line, so that line numbers still hold. */
export interface MermaidSource {
  text: string
  title: string
}

const FrontMatter = z.object({ title: z.string().max(500).optional() })

/**
 * Blanks front matter, `%%{directives}%%` and comments. Directives only set looks and limits, which no file may set here.
 * Throws what the YAML parser throws where the front matter is broken.
 */
export function prepareMermaid(source: string): MermaidSource {
  const lines = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').split('\n')
  let title = ''
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first >= 0 && lines[first]?.trim() === '---') {
    const close = lines.findIndex((line, at) => at > first && line.trim() === '---')
    if (close > 0) {
      const front = FrontMatter.safeParse(parse(lines.slice(first + 1, close).join('\n'), { maxAliasCount: 10, schema: 'core', logLevel: 'error' }))
      title = front.data?.title ?? ''
      lines.fill('', first, close + 1)
    }
  }
  const text = lines.map((line) => (/^\s*%%(?!\{)/.test(line) ? '' : line)).join('\n')
  return { text: blankTags(blankDirectives(text)), title }
}

/**
 * Line breaks and `<` as Mermaid entities, other tags gone: labels are text here, and mermaid's own cleaning of tags
 * takes milliseconds each. A `<` that begins an arrow stays.
 */
function blankTags(text: string): string {
  return text
    .replace(/<br\s{0,9}\/?>/gi, '#br;')
    .replace(/<\/?[a-z][^<>\n"]{0,500}>/gi, '')
    .replace(/<(?![-=])/g, '#lt;')
    .replace(/"[^"]*"/g, (quoted) => quoted.replaceAll('<', '#lt;'))
}

function blankDirectives(text: string): string {
  let out = ''
  let from = 0
  for (;;) {
    const open = text.indexOf('%%{', from)
    if (open < 0) return out + text.slice(from)
    const close = text.indexOf('}%%', open)
    const end = close < 0 ? text.length : close + 3
    out += text.slice(from, open) + text.slice(open, end).replace(/[^\n]/g, ' ')
    from = end
  }
}

/** What a flowchart's source holds, counted without the parser. */
export interface MermaidCandidates {
  elements: number
  /** Elements that show a text: all but those whose label was written as empty. */
  labels: number
  edges: number
  flowLabels: number
  boundaries: number
  /** How often a node is written with a label; the parser takes its time for each. */
  labelled: number
  /** Deepest nesting of subgraphs. */
  depth: number
}

const keyword = /^(?:subgraph|end|direction|classDef|class|style|linkStyle|click|accTitle|accDescr|graph|flowchart|flowchart-elk)(?=[\s;:{]|$)/
const openers: Record<string, string> = { '[': ']', '(': ')', '{': '}' }
/** A link: optional id, optional tail, then a body of - = . or ~, perhaps a text within it, and a head. */
const wholeLink = /^(?:[^\s@|"&]+@)?[<xo]?(?:--+[-xo>]|==+[=xo>]|-?\.+-[xo>]?|-\.+-[xo>]?|~~~+)/
const openLink = /^(?:[^\s@|"&]+@)?[<xo]?(--|==|-\.)(?=[^-=.>~])/
const closeOf: Record<string, RegExp> = { '--': /--+[-xo>]/, '==': /==+[=xo>]/, '-.': /\.+-[xo>]?/ }

interface Statement {
  text: string
}

/** Splits at line ends and semicolons that stand outside quotes and brackets. */
function statements(text: string): Statement[] {
  const found: Statement[] = []
  let from = 0
  let quoted = false
  const stack: string[] = []
  const push = (to: number): void => {
    const statement = text.slice(from, to).trim()
    if (statement !== '') found.push({ text: statement })
    from = to + 1
  }
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (char === '"') quoted = !quoted
    else if (quoted) continue
    else if (openers[char] !== undefined && stack.length < 8) stack.push(char)
    else if (stack.length > 0 && Object.values(openers).includes(char)) stack.pop()
    else if (char === '\n' || (char === ';' && stack.length === 0 && !/#\w{1,20}$/.test(text.slice(Math.max(0, at - 21), at)))) {
      if (stack.length > 0 && char === '\n' && bracketStaysOpen(text, at)) continue
      stack.length = 0
      push(at)
    }
  }
  push(text.length)
  return found
}

/** Whether a bracket that is open at a line's end is closed before a line that starts something new. */
function bracketStaysOpen(text: string, at: number): boolean {
  const next = text.slice(at + 1, at + 400)
  const close = next.search(/[\])}]/)
  const open = next.search(/[[({]|-->|\bsubgraph\b|\bend\b/)
  return close >= 0 && (open < 0 || close < open)
}

interface Reader {
  text: string
  at: number
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at += 1
}

/** Skips from an opening bracket to where it closes; quotes hide brackets. Answers what stood within. */
function skipBrackets(reader: Reader): string {
  const from = reader.at
  let depth = 0
  let quoted = false
  for (; reader.at < reader.text.length; reader.at += 1) {
    const char = reader.text.charAt(reader.at)
    if (char === '"') quoted = !quoted
    else if (quoted) continue
    else if (openers[char] !== undefined) depth += 1
    else if (char === ']' || char === ')' || char === '}') {
      depth -= 1
      if (depth <= 0) {
        reader.at += 1
        break
      }
    }
  }
  return reader.text.slice(from, reader.at)
}

interface NodeMention {
  id: string
  /** What stands in its brackets; null where there are none. */
  label: string | null
}

function readNode(reader: Reader): NodeMention | null {
  const from = reader.at
  while (reader.at < reader.text.length) {
    const rest = reader.text.slice(reader.at, reader.at + 80)
    const char = rest.charAt(0)
    if (/[\s[({&|"]/.test(char) || char === '>' || rest.startsWith('@{') || rest.startsWith(':::')) break
    if (reader.at > from && /^(?:--|==|-\.|~~~|<--|<==|<-\.)/.test(rest)) break
    reader.at += 1
  }
  const id = reader.text.slice(from, reader.at)
  if (id === '') return null
  let label: string | null = null
  for (;;) {
    const rest = reader.text.slice(reader.at, reader.at + 3)
    if (rest.startsWith('@{')) {
      reader.at += 1
      const data = skipBrackets(reader)
      const named = /\blabel\s*:\s*("[^"]*"|[^,}]*)/.exec(data)
      if (named) label = named[1] ?? ''
    } else if (rest === ':::') {
      reader.at += 3
      while (/[\w-]/.test(reader.text.charAt(reader.at)) && !reader.text.startsWith('--', reader.at)) reader.at += 1
    } else if (openers[rest.charAt(0)] !== undefined) label = skipBrackets(reader)
    else if (rest.startsWith('>')) {
      const close = reader.text.indexOf(']', reader.at)
      const end = close < 0 ? reader.text.length : close + 1
      label = reader.text.slice(reader.at, end)
      reader.at = end
    } else return { id, label }
  }
}

/** Reads a link; answers whether it carries a text, or null where there is no link. */
function readLink(reader: Reader): { labelled: boolean; visible: boolean } | null {
  const rest = reader.text.slice(reader.at)
  let labelled = false
  const whole = wholeLink.exec(rest)
  if (whole) reader.at += whole[0].length
  else {
    const open = openLink.exec(rest)
    const close = open ? closeOf[open[1] ?? '--'] : undefined
    if (!open || !close) return null
    const after = rest.slice(open[0].length)
    const found = close.exec(blankQuotes(after))
    if (!found) return null
    labelled = after.slice(0, found.index).replace(/["\s]/g, '') !== ''
    reader.at += open[0].length + found.index + found[0].length
  }
  skipSpace(reader)
  if (reader.text.charAt(reader.at) === '|') {
    const close = reader.text.indexOf('|', reader.at + 1)
    const end = close < 0 ? reader.text.length : close
    labelled = reader.text.slice(reader.at + 1, end).replace(/["\s]/g, '') !== ''
    reader.at = end + 1
  }
  return { labelled, visible: whole === null || !whole[0].includes('~~~') }
}

function blankQuotes(text: string): string {
  return text.replace(/"[^"]*"/g, (quoted) => '_'.repeat(quoted.length))
}

function readGroup(reader: Reader): NodeMention[] {
  const group: NodeMention[] = []
  for (;;) {
    skipSpace(reader)
    const node = readNode(reader)
    if (node === null) return group
    group.push(node)
    skipSpace(reader)
    if (reader.text.charAt(reader.at) !== '&') return group
    reader.at += 1
  }
}

/** Counts what a prepared flowchart source holds. Independent of mermaid's parser, and far more forgiving. */
export function countMermaid(text: string): MermaidCandidates {
  const labels = new Map<string, boolean>()
  const zones = new Set<string>()
  const edgeIds = new Set<string>()
  let depth = 0
  let labelled = 0
  let open = 0
  let edges = 0
  let flowLabels = 0
  let boundaries = 0
  for (const statement of statements(text)) {
    const word = keyword.exec(statement.text)?.[0]
    if (word === 'subgraph') {
      boundaries += 1
      open += 1
      depth = Math.max(depth, open)
      zones.add(statement.text.slice(8).trim().replace(/[\s[].*$/s, ''))
    } else if (word === 'end') open = Math.max(0, open - 1)
    if (word !== undefined) continue
    const reader = { text: statement.text, at: 0 }
    let group = readGroup(reader)
    const mention = (nodes: NodeMention[]): void => {
      for (const { id, label } of nodes) {
        if (label !== null) labelled += 1
        if (label !== null || !labels.has(id)) labels.set(id, label === null || /[^\s"'[\](){}/\\>]/.test(label))
      }
    }
    mention(group)
    for (;;) {
      skipSpace(reader)
      const id = /^([^\s@|"&]+)@/.exec(reader.text.slice(reader.at, reader.at + 200))?.[1]
      const link = readLink(reader)
      if (link === null) break
      if (id !== undefined) edgeIds.add(id)
      const next = readGroup(reader)
      mention(next)
      if (link.visible) {
        edges += group.length * next.length
        if (link.labelled) flowLabels += group.length * next.length
      }
      group = next
    }
  }
  const elements = [...labels.keys()].filter((id) => !zones.has(id) && !edgeIds.has(id))
  return { elements: elements.length, labels: elements.filter((id) => labels.get(id)).length, edges, flowLabels, boundaries, labelled, depth }
}
