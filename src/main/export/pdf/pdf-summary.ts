import { bands } from '../../../shared/domain/dread.ts'
import { responses, type Decision } from '../../../shared/domain/decision.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { strideCategories, strideLetter } from '../../../shared/domain/stride.ts'
import type { Words } from '../document-words.ts'
import { fill, joined } from '../../../shared/document/fill.ts'
import { between, rankOf, treatmentPhrase, verifiedPhrase } from '../../../shared/document/document-phrases.ts'
import { charts } from './pdf-charts.ts'
import { bandBar, bandCell, heading, paragraph, quiet, rest, table, type Cell, type Column } from './pdf-blocks.ts'
import { bandCounts } from './pdf-cover.ts'
import { margins, type Piece } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'
import { ink } from './pdf-style.ts'

const x = margins.side
const barWidth = 100

/** How the threats spread over categories and bands, and the highest of them. */
export function summary(report: PdfReport): Piece[] {
  const { input: { rows, header }, type, words, width } = report
  const { summary: said } = words
  const title = heading(type, words.part.summary, width, x, { level: 1, page: 'portrait' })
  if (rows.length === 0) return [title, ...paragraph(type, said.empty, x, width)]
  const groups = strideCategories.map((category) => ({ category, own: rows.filter(({ threat }) => threat.stride[0] === category) }))
  const most = Math.max(...groups.map(({ own }) => own.length))
  const numbers = [...bands.map((band) => words.band[band]), said.noScore, said.all].map((head): Column => ({ head, width: 45, align: 'center' }))
  const columns: Column[] = [{ head: said.category, width: rest(width, [...numbers, { width: barWidth + 6 }]) }, ...numbers, { head: '', width: barWidth + 6 }]
  const line = (name: string, own: readonly RegisterRow[], bold: boolean): Cell[] => {
    const counts = bandCounts(own)
    const cells = [...bands.map((band) => counts[band]), own.filter(({ band }) => band === null).length, own.length]
    return [{ text: name, bold }, ...cells.map((count): Cell => ({ text: count === 0 ? '·' : String(count), bold })), bold || own.length === 0 ? {} : { draw: bandBar(counts, barWidth * (own.length / most)) }]
  }
  const top = rows.filter(({ rank }) => rank !== null).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).slice(0, 10)
  return [
    title,
    ...table(type, x, columns, [...groups.map(({ category, own }) => line(`${strideLetter[category]}  ${words.stride[category]}`, own, false)), line(said.all, rows, true)]),
    ...quiet(type, said.once, x, width),
    ...treatment(rows, header.treatmentLine, { type, words, width }),
    ...charts(report),
    ...(top.length === 0 ? [] : [heading(type, said.highest, width, x, { level: 2 }), ...highest(top, { type, words, width })]),
  ]
}

function treatment(rows: readonly RegisterRow[], line: number | null, { type, words, width }: Pick<PdfReport, 'type' | 'words' | 'width'>): Piece[] {
  return line === null ? [] : paragraph(type, treatmentPhrase(words, rows, line, 12), x, width, {}, 8)
}

function highest(top: readonly RegisterRow[], { type, words, width }: Pick<PdfReport, 'type' | 'words' | 'width'>): Piece[] {
  const { summary: said } = words
  const [before, after]: [Column[], Column[]] = [
    [{ head: said.rank, width: 36, align: 'center' }, { head: said.id, width: 48 }],
    [{ head: said.total, width: 40, align: 'center' }, { head: said.between, width: 86, align: 'center' }, { head: said.band, width: 58, align: 'center' }],
  ]
  return table(type, x, [...before, { head: said.threat, width: rest(width, [...before, ...after]) }, ...after], top.map((row) => [rankOf(row), row.threat.displayId, row.threat.title, { text: String(row.total), bold: true }, between(row), bandCell(row.band, words.band)]))
}

/** What was decided, counted, and decision by decision. */
export function decisions({ input: { rows }, type, words, width }: PdfReport): Piece[] {
  const { decisions: said, register, summary: names } = words
  const title = heading(type, words.part.decisions, width, x, { level: 1, page: 'portrait' })
  const made = responses.map((response) => ({ response, own: rows.filter(({ threat }) => threat.decision?.response === response) })).filter(({ own }) => own.length > 0)
  const none = rows.filter(({ threat }) => threat.decision === null)
  const due = (own: readonly RegisterRow[]) => own.map(({ threat }) => threat.decision?.due ?? '').filter((date) => date !== '').toSorted()[0] ?? '–'
  const counts: Column[] = [{ head: said.count, width: 80, align: 'center' }, { head: said.earliest, width: 120, align: 'center' }]
  const columns: Column[] = [{ head: names.id, width: 42 }, { head: names.threat, width: 0 }, { head: names.total, width: 38, align: 'center' }, { head: register.decision, width: 60 }, { head: said.rationale, width: 152 }, { head: register.owner, width: 94 }]
  const wide = columns.map((column, index) => (index === 1 ? { ...column, width: rest(width, columns) } : column))
  const decided = rows.filter(({ threat }) => threat.decision !== null)
  return [
    title,
    ...table(type, x, [{ head: register.decision, width: rest(width, counts) }, ...counts], [...made.map(({ response, own }) => [words.response[response], String(own.length), due(own)]), ...(none.length === 0 ? [] : [[said.none, String(none.length), '–']])]),
    ...(decided.length === 0
      ? []
      : table(type, x, wide, decided.flatMap((row) => (row.threat.decision ? [decisionLine(row, row.threat.decision, words)] : [])), 14)),
  ]
}

/** A line of the table of decisions. */
function decisionLine({ threat, total, band }: RegisterRow, { response, rationale, existingControls, conditions = '', expires = '', owner, riskOwner = '', approver = '', due }: Decision, words: Words): (string | Cell)[] {
  const { decisions: said, threat: names } = words
  const named = (name: string, value: string) => (value === '' ? '' : `${name}: ${value}`)
  const why = joined([rationale, named(said.controls, existingControls), named(names.conditions, conditions), named(names.expires, expires)], '\n')
  const who = joined([owner, due === null ? '' : fill(names.due, { date: due }), named(names.riskOwner, riskOwner), named(names.approver, approver)], '\n')
  return [threat.displayId, threat.title, { ...bandCell(band, words.band), text: String(total ?? '–') }, words.response[response], why, who]
}

/** What is done, mitigation by mitigation. */
export function mitigations({ input: { rows, mitigations: all }, type, words, wide, width }: PdfReport): Piece[] {
  const { mitigation: said, register } = words
  if (all.length === 0) return [heading(type, words.part.mitigations, width, x, { level: 1, page: 'portrait' }), ...paragraph(type, said.none, x, width, { color: ink.quiet })]
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  const after: Column[] = [{ head: said.status, width: 72 }, { head: register.owner, width: 84 }, { head: register.due, width: 58 }, { head: said.threats, width: 78 }, { head: said.requirement, width: 150 }, { head: said.verified, width: 126 }]
  return [
    heading(type, words.part.mitigations, wide, x, { level: 1, page: 'landscape' }),
    ...table(type, x, [{ head: said.mitigation, width: rest(wide, after) }, ...after], all.map((one) => [joined([one.title, one.ticket], '\n'), words.status[one.status], one.owner, one.due ?? '', one.threats.flatMap((id) => displayIds.get(id) ?? []).join(', '), one.requirement, verifiedPhrase(one)])),
  ]
}
