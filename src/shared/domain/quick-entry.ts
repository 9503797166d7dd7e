import type { ElementKind } from './model.ts'

/*
 * What people type to draw, one thing a line. Blank lines, and lines that begin with # or %%, say nothing; a bullet or a number in front is passed over.
 *
 *   line   = part { arrow part } [ ":" what flows ]
 *   part   = [ kind ] name { " in " boundary }         the inner boundary first
 *   kind   = "p " process | "s " store | "e " external entity | "b " boundary
 *   name   = "(Process)" | "[Store]" | "<External>" | '"taken as it is"' | text
 *   arrow  = "->" | "<-" | "<->", also longer, with =, or as → ← ↔
 *
 * Text ends at an arrow, at " in ", and at a colon with a space or nothing behind it; in quotes it does not.
 */

/** A part as it was typed. */
export interface EntryName {
  label: string
  /** Null where nothing says it. */
  kind: ElementKind | 'boundary' | null
  /** The boundaries it is in, the innermost first. */
  within: string[]
}

export type EntryArrow = 'there' | 'back' | 'both'

/** One line: parts with the arrows between them (always one fewer), and what flows along all of them. */
export interface EntryLine {
  /** Counted from 1. */
  line: number
  parts: EntryName[]
  arrows: EntryArrow[]
  label: string
}

export interface EntryProblem {
  line: number
  what: 'no-name' | 'label-without-flow' | 'too-long' | 'boundary-in-flow'
}

const arrowPattern = /^\s*(?:(<-{1,3}>|<={1,3}>|↔)|(-{1,3}>|={1,3}>|→)|(<-{1,3}|<={1,3}|←))\s*/
const withinPattern = /^\s+in\s+(?=\S)/
const colonPattern = /^\s*:(?:\s+|$)/
const kindOfPrefix: Record<string, EntryName['kind']> = { p: 'process', s: 'data-store', e: 'external-entity', b: 'boundary' }
const brackets: Record<string, readonly [string, EntryName['kind']]> = { '(': [')', 'process'], '[': [']', 'data-store'], '<': ['>', 'external-entity'] }
const longest = 500

/** Reads what was typed. `isLabel` says what is the name of something already: such a name is taken whole, whatever stands in it. */
export function parseEntry(text: string, isLabel: (label: string) => boolean = () => false): { lines: EntryLine[]; problems: EntryProblem[] } {
  const lines: EntryLine[] = []
  const problems: EntryProblem[] = []
  for (const [index, typed] of text.split(/\r\n|\r|\n/).entries()) {
    const content = typed.replace(/^\s*(?:[-*•]\s+|\d{1,3}[.)]\s+)?/, '').trim()
    if (content === '' || /^(?:#|%%)/.test(content)) continue
    const read = readLine(content, index + 1, isLabel)
    if ('what' in read) problems.push(read)
    else lines.push(read)
  }
  return { lines, problems }
}

function readLine(content: string, line: number, isLabel: (label: string) => boolean): EntryLine | EntryProblem {
  const parts: EntryName[] = []
  const arrows: EntryArrow[] = []
  let rest = content
  for (;;) {
    const read = readPart(rest, isLabel)
    if (read.name.label === '' || read.name.within.includes('')) return { line, what: 'no-name' }
    if ([read.name.label, ...read.name.within].some((label) => label.length > longest)) return { line, what: 'too-long' }
    parts.push(read.name)
    rest = read.rest
    const arrow = arrowPattern.exec(rest)
    if (!arrow) break
    arrows.push(arrow[1] ? 'both' : arrow[2] ? 'there' : 'back')
    rest = rest.slice(arrow[0].length)
  }
  const label = rest.replace(colonPattern, '').trim()
  if (label.length > longest) return { line, what: 'too-long' }
  if (label !== '' && arrows.length === 0) return { line, what: 'label-without-flow' }
  if (arrows.length > 0 && parts.some(({ kind }) => kind === 'boundary')) return { line, what: 'boundary-in-flow' }
  return { line, parts, arrows, label }
}

function readPart(text: string, isLabel: (label: string) => boolean): { name: EntryName; rest: string } {
  const prefix = /^([pseb])\s+(?=\S)/.exec(text)
  const known = prefix !== null && isLabel(plainName(text, isLabel))
  const said = prefix && !known && !arrowPattern.test(text.slice(prefix[0].length)) ? (kindOfPrefix[prefix[1] ?? ''] ?? null) : null
  const first = readName(said === null ? text : text.slice(prefix?.[0].length), isLabel)
  const within: string[] = []
  let rest = first.rest
  for (let found = withinPattern.exec(rest); found; found = withinPattern.exec(rest)) {
    const next = readName(rest.slice(found[0].length), isLabel)
    within.push(next.label)
    rest = next.rest
  }
  return { name: { label: first.label, kind: said ?? first.kind, within }, rest }
}

interface ReadName {
  label: string
  kind: EntryName['kind']
  rest: string
}

function readName(text: string, isLabel: (label: string) => boolean): ReadName {
  const quoted = /^"([^"]*)"/.exec(text)
  if (quoted && endsAt(text, quoted[0].length)) return { label: clean(quoted[1] ?? ''), kind: null, rest: text.slice(quoted[0].length) }
  return bracketed(text) ?? plain(text, isLabel)
}

/** A name in brackets, up to the bracket that closes it and has nothing of the name behind it. */
function bracketed(text: string): ReadName | null {
  const [close, kind] = brackets[text[0] ?? ''] ?? []
  if (close === undefined || kind === undefined || (text[0] === '<' && arrowPattern.test(text))) return null
  for (let at = text.indexOf(close, 1); at > 0; at = text.indexOf(close, at + 1)) {
    // The > of an arrow closes nothing.
    if (close === '>' && /[-=]/.test(text[at - 1] ?? '')) continue
    if (endsAt(text, at + 1)) return { label: clean(text.slice(1, at)), kind, rest: text.slice(at + 1) }
  }
  return null
}

/** Whether a name can end there. */
function endsAt(text: string, at: number): boolean {
  const rest = text.slice(at)
  return rest.trim() === '' || arrowPattern.test(rest) || withinPattern.test(rest) || colonPattern.test(rest)
}

function plain(text: string, isLabel: (label: string) => boolean): ReadName {
  const name = plainName(text, isLabel)
  return { label: clean(name), kind: null, rest: text.slice(name.length) }
}

/** Up to the first place where a name can end; further where what stands there is the name of something. */
function plainName(text: string, isLabel: (label: string) => boolean): string {
  let first: string | null = null
  for (let at = 0; at <= text.length; at += 1) {
    if (!endsAt(text, at)) continue
    const name = text.slice(0, at)
    first ??= name
    if (isLabel(clean(name))) return name
    // Only " in " may stand in a name without quotes.
    if (!withinPattern.test(text.slice(at))) break
  }
  return first ?? text
}

const clean = (name: string): string => name.replace(/\s+/g, ' ').trim()

/** Names that differ only in case and blanks are one. */
export function sameName(label: string): string {
  return clean(label).toLowerCase()
}

/** What is being typed at the caret: where it begins, and what it can become. */
export interface EntryFragment {
  start: number
  fragment: string
  wants: 'element' | 'boundary' | 'flow'
}

/** The unfinished name at `caret` of `text`, for completion; null within quotes and brackets. */
export function fragmentAt(text: string, caret: number): EntryFragment {
  const lineStart = Math.max(text.lastIndexOf('\n', caret - 1), text.lastIndexOf('\r', caret - 1)) + 1
  const before = text.slice(lineStart, caret)
  const bullet = /^\s*(?:[-*•]\s+|\d{1,3}[.)]\s+)?/.exec(before)?.[0].length ?? 0
  let start = bullet
  let wants: EntryFragment['wants'] = 'element'
  for (let at = bullet; at <= before.length; at += 1) {
    const rest = before.slice(at)
    const colon = /^:\s+/.exec(rest) ?? (rest === ':' ? [':'] : null)
    if (colon && arrowIn(before.slice(0, at))) return { start: lineStart + at + colon[0].length, fragment: before.slice(at + colon[0].length), wants: 'flow' }
    const arrow = /^(?:<-{1,3}>|<={1,3}>|↔|-{1,3}>|={1,3}>|→|<-{1,3}|<={1,3}|←)\s*/.exec(rest)
    const within = /^\s+in\s+/.exec(rest)
    if (!arrow && !within) continue
    wants = arrow ? 'element' : 'boundary'
    at += (arrow ?? within ?? [''])[0].length
    start = at
    at -= 1
  }
  const lead = /^\s*(?:[pseb]\s+(?=\S)|["([<])?/.exec(before.slice(start))?.[0].length ?? 0
  return { start: lineStart + start + lead, fragment: before.slice(start + lead), wants }
}

const arrowIn = (text: string): boolean => /<-|->|<=|=>|[→←↔]/.test(text)
