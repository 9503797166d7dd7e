import { fill, joined } from '../../../shared/document/fill.ts'
import { ballotPhrase, heldPhrase, outcomePhrase, unnamedPhrase } from '../../../shared/document/document-phrases.ts'
import { heading, paragraph, quiet, rest, table, type Column } from './pdf-blocks.ts'
import { margins, type Piece } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'
import { ink } from './pdf-style.ts'

const x = margins.side

/** Who was there, workshop by workshop. */
export function attendance({ input: { workshops }, type, words, width }: PdfReport): Piece[] {
  const { attendance: said } = words
  const title = heading(type, words.part.attendance, width, x, { level: 1 })
  if (workshops.length === 0) return [title, ...paragraph(type, said.noWorkshop, x, width, { color: ink.quiet })]
  return [
    title,
    ...workshops.flatMap((report) => {
      const { workshop, people, attendance: { seats } } = report
      // A room without roles or tables has no column for them.
      const [roles, tables] = [seats.some(({ role }) => role !== null), seats.some((seat) => seat.table !== null)]
      const columns: Column[] = [...(roles ? [{ head: said.role, width: 120 }] : []), ...(tables ? [{ head: said.table, width: 90 }] : []), { head: said.votedOn, width: 100, align: 'center' }]
      return [
        heading(type, workshop.name, width, x, { level: 2 }),
        ...paragraph(type, joined([heldPhrase(words, report), unnamedPhrase(words, people)], ' '), x, width),
        ...(seats.length === 0 ? [] : table(type, x, [{ head: said.name, width: rest(width, columns) }, ...columns], seats.map((seat) => [seat.name === '' ? said.erased : seat.name, ...(roles ? [seat.role ?? ''] : []), ...(tables ? [seat.table ?? ''] : []), String(seat.votedOn)]), 6)),
        ...quiet(type, fill(said.head, { seq: workshop.head.seq, hash: workshop.head.hash }), x, width, 6),
      ]
    }),
  ]
}

/** How threats were found, scored and agreed on. */
export function method({ input: { header, workshops }, type, words, width }: PdfReport): Piece[] {
  const { method: said } = words
  return [
    heading(type, words.part.method, width, x, { level: 1 }),
    ...paragraph(type, said.stride, x, width),
    ...paragraph(type, fill(said.dread, { discoverability: words.discoverability[header.bandScheme.discoverability] }), x, width, {}, 6),
    ...workshops.flatMap(({ workshop }) => paragraph(type, `•  ${ballotPhrase(words, workshop)}`, x, width, {}, 6)),
    ...(workshops.length === 0 ? [] : paragraph(type, said.rounds, x, width, {}, 6)),
  ]
}

/** What somebody promised to do. */
export function actions({ input: { workshops }, type, words, width }: PdfReport): Piece[] {
  const { actions: said, register, attendance: names } = words
  const title = heading(type, words.part.actions, width, x, { level: 1 })
  const rows = workshops.flatMap(({ actions: all, items, workshop }) => {
    const displayIds = new Map(items.map(({ id, displayId }) => [id, displayId]))
    return all.map((action) => [action.text, action.erased ? names.erased : action.owner, action.due ?? '', action.item === null ? '' : (displayIds.get(action.item) ?? ''), action.done ? said.yes : said.no, workshop.name])
  })
  if (rows.length === 0) return [title, ...paragraph(type, said.none, x, width, { color: ink.quiet })]
  const after: Column[] = [{ head: register.owner, width: 90 }, { head: register.due, width: 58 }, { head: words.summary.threat, width: 60 }, { head: said.done, width: 46, align: 'center' }, { head: said.workshop, width: 84 }]
  return [title, ...table(type, x, [{ head: said.action, width: rest(width, after) }, ...after], rows)]
}

/** What the workshops did not settle. */
export function parked({ input: { workshops }, type, words, width }: PdfReport): Piece[] {
  const { parked: said, summary: names } = words
  const title = heading(type, words.part.parked, width, x, { level: 1 })
  const rows = workshops.flatMap((report) => report.items.filter(({ phase }) => phase !== 'settled').map((item) => [item.displayId, item.title, outcomePhrase(words, item), item.note, report.workshop.name]))
  if (rows.length === 0) return [title, ...paragraph(type, said.none, x, width, { color: ink.quiet })]
  const [before, after]: [Column, Column[]] = [{ head: names.id, width: 46 }, [{ head: said.outcome, width: 96 }, { head: said.why, width: 116 }, { head: words.actions.workshop, width: 84 }]]
  return [title, ...table(type, x, [before, { head: names.threat, width: rest(width, [before, ...after]) }, ...after], rows)]
}

/** Who saw it otherwise, and said so. */
export function dissent({ input: { rows }, type, words, width }: PdfReport): Piece[] {
  const { dissent: said, summary: names } = words
  const title = heading(type, words.part.dissent, width, x, { level: 1 })
  const spoken = rows.flatMap(({ threat }) => (threat.settled && threat.settled.dissent !== '' ? [[threat.displayId, threat.title, threat.settled.dissent]] : []))
  if (spoken.length === 0) return [title, ...paragraph(type, said.none, x, width, { color: ink.quiet })]
  const columns: Column[] = [{ head: names.id, width: 46 }, { head: said.text, width: 250 }]
  return [title, ...table(type, x, [{ head: names.id, width: 46 }, { head: names.threat, width: rest(width, columns) }, { head: said.text, width: 250 }], spoken)]
}
