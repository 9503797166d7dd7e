import type { DreadFactor, DreadValues } from '../domain/dread.ts'
import { DreadValues as DreadValuesSchema, dreadFactors, total } from '../domain/dread.ts'
import type { Marker } from '../domain/threat-list.ts'
import { splice } from './list-text.ts'
import type { Span, Splice } from './list-text.ts'

/**
 * One row of a DREAD-rated STRIDE list, and where each part stands in its text:
 *
 *     • SS1 – Title  +
 *       Description: text
 *       D:8 R:7 E:7 A:9 Di:6 → Total:37
 */
export interface StrideRow {
  displayId: string
  title: string
  marker: Marker
  description: string
  /** The values as written, even where they are out of range; null where the row has no rating. */
  stated: Record<DreadFactor, number> | null
  total: number | null
  /** A rating or a total is begun, but does not go on to its end. */
  broken: boolean
  spans: { id: Span; title: Span; marker: Span | null; description: Span | null; values: Span[]; total: Span | null; rating: Span | null }
}

const headLine = /^([ \t]*[•‣◦*-][ \t]+)(\S+)([ \t]+[–—-][ \t]+)([^\n]*)/
const headStart = /^[ \t]*[•‣◦*-][ \t]+\S+[ \t]+[–—-][ \t]/
const rating = /^([ \t]*D:[ \t]*)(\d{1,6})([ \t]+R:[ \t]*)(\d{1,6})([ \t]+E:[ \t]*)(\d{1,6})([ \t]+A:[ \t]*)(\d{1,6})([ \t]+Di:[ \t]*)(\d{1,6})(?:([ \t]*(?:→|->|=>|=)?[ \t]*Total:[ \t]*)(\d{1,6}))?/m
/** A line that begins a rating, and what stands between a rating and its total. */
const ratingBegun = /^[ \t]*D:[ \t]*(?:\d{1,6}(?:[ \t]+R(?::|[ \t]*$)|[ \t]*$)|$)/m
const totalBegun = /^[ \t]*(?:(?:→|->|=>|=)|T(?:o(?:t(?:a(?:l:?)?)?)?)?[ \t]*(?:\r?\n|$))/
const describing = /^([ \t]*Description:[ \t]*)/m

/** Whether the line begins a row. */
export function startsStrideRow(line: string): boolean {
  return headStart.test(line)
}

/** The parts of a row's text; null where it is no row. */
export function parseStrideRow(text: string): StrideRow | null {
  const head = headLine.exec(text)
  if (!head) return null
  const [whole, bullet = '', displayId = '', separator = '', rest = ''] = head
  const idStart = bullet.length
  const titleStart = idStart + displayId.length + separator.length
  const trimmed = rest.trimEnd()
  const marked = /[ \t]+([+−–-])$/.exec(trimmed)
  const title = marked ? trimmed.slice(0, marked.index).trimEnd() : trimmed
  const markerStart = titleStart + trimmed.length - 1
  const body = text.slice(whole.length)
  const score = rating.exec(body)
  const described = describing.exec(score ? body.slice(0, score.index) : body)
  const ratingAt = score ? whole.length + score.index : text.length
  const description = described ? descriptionSpan(text, whole.length + described.index + described[0].length, ratingAt) : null
  return {
    displayId,
    title: title.replace(/\s+/g, ' '),
    marker: marked ? (marked[1] === '+' ? 'plus' : 'minus') : 'none',
    description: description ? text.slice(description.start, description.end).replace(/\s+/g, ' ') : '',
    ...scoreOf(score),
    broken: score ? score[12] === undefined && totalBegun.test(body.slice(score.index + score[0].length)) : ratingBegun.test(body),
    spans: {
      id: { start: idStart, end: idStart + displayId.length },
      title: { start: titleStart, end: titleStart + title.length },
      marker: marked ? { start: markerStart, end: markerStart + 1 } : null,
      description,
      ...scoreSpans(score, ratingAt),
    },
  }
}

/** From `from` up to `to`, without white space at the end. */
function descriptionSpan(text: string, from: number, to: number): Span {
  return { start: from, end: from + text.slice(from, to).trimEnd().length }
}

function scoreOf(score: RegExpExecArray | null): Pick<StrideRow, 'stated' | 'total'> {
  if (!score) return { stated: null, total: null }
  const value = (group: number): number => Number(score[group])
  return {
    stated: { damage: value(2), reproducibility: value(4), exploitability: value(6), affectedUsers: value(8), discoverability: value(10) },
    total: score[12] === undefined ? null : value(12),
  }
}

function scoreSpans(score: RegExpExecArray | null, at: number): { values: Span[]; total: Span | null; rating: Span | null } {
  if (!score) return { values: [], total: null, rating: null }
  const spans: Span[] = []
  let start = at
  for (let group = 1; group < score.length; group += 1) {
    const length = (score[group] ?? '').length
    spans.push({ start, end: start + length })
    start += length
  }
  const values = [1, 3, 5, 7, 9].flatMap((index) => spans[index] ?? [])
  return { values, total: score[12] === undefined ? null : (spans[11] ?? null), rating: { start: at, end: at + score[0].length } }
}

/** The stated values where all five are whole numbers from 1 to 10, else null. */
export function ratedValues(row: StrideRow): DreadValues | null {
  return DreadValuesSchema.safeParse(row.stated).data ?? null
}

/** What a row is to say. */
export interface StrideRowContent {
  displayId: string
  title: string
  marker: Marker
  description: string
  values: DreadValues | null
}

/** A row where a list has none to take the style from. */
export const plainStrideRow = '• ID – Title  +\n  Description: Text\n  D:1 R:1 E:1 A:1 Di:1 → Total:5'

/**
 * The row's text with only those parts changed that say something else. A stated total stays as it is while the five
 * values do, even where it is not their sum. Line breaks within a part become spaces: a part is one line.
 */
export function editStrideRow(text: string, content: StrideRowContent): string {
  const row = parseStrideRow(text)
  if (!row) return text
  const { spans } = row
  const splices: Splice[] = []
  const line = (value: string): string => value.replace(/\s+/g, ' ').trim()
  const displayId = line(content.displayId).replace(/ /g, '_')
  const title = line(content.title)
  const description = line(content.description)
  if (displayId !== row.displayId) splices.push({ span: spans.id, text: displayId })
  if (title !== row.title) splices.push({ span: spans.title, text: title })
  if (content.marker !== row.marker) splices.push(markerSplice(content.marker, row, text))
  if (description !== row.description) splices.push(...descriptionSplice(description, row, text))
  return splice(splice(text, splices), ratingSplices(splice(text, splices), content.values))
}

function markerSplice(marker: Marker, { spans }: StrideRow, text: string): Splice {
  const sign = marker === 'plus' ? '+' : '-'
  if (!spans.marker) return { span: { start: spans.title.end, end: spans.title.end }, text: `  ${sign}` }
  if (marker !== 'none') return { span: spans.marker, text: sign }
  const gap = text.slice(spans.title.end, spans.marker.start).length
  return { span: { start: spans.marker.start - gap, end: spans.marker.end }, text: '' }
}

function descriptionSplice(description: string, { spans }: StrideRow, text: string): Splice[] {
  if (spans.description) return [{ span: spans.description, text: description }]
  if (description === '') return []
  const lineEnd = text.indexOf('\n')
  const at = lineEnd < 0 ? text.length : lineEnd
  return [{ span: { start: at, end: at }, text: `\n  Description: ${description}` }]
}

function ratingSplices(text: string, values: DreadValues | null): Splice[] {
  const row = parseStrideRow(text)
  if (!row) return []
  const { spans } = row
  if (values === null) {
    // A rating that is out of range stands for no values: it stays as it was written.
    if (!spans.rating || ratedValues(row) === null) return []
    const start = text.lastIndexOf('\n', spans.rating.start - 1)
    return [{ span: { start: Math.max(start, 0), end: text.length }, text: '' }]
  }
  if (!spans.rating) return [{ span: { start: text.length, end: text.length }, text: `\n  ${ratingText(values)}` }]
  const known = ratedValues(row)
  if (known && dreadFactors.every((factor) => known[factor] === values[factor])) return []
  const edits = dreadFactors.flatMap((factor, index) => {
    const span = spans.values[index]
    return span ? [{ span, text: String(values[factor]) }] : []
  })
  return spans.total ? [...edits, { span: spans.total, text: String(total(values)) }] : edits
}

function ratingText(values: DreadValues): string {
  return `D:${String(values.damage)} R:${String(values.reproducibility)} E:${String(values.exploitability)} A:${String(values.affectedUsers)} Di:${String(values.discoverability)} → Total:${String(total(values))}`
}
