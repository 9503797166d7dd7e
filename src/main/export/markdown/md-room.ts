import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { ballotPhrase, heldPhrase, outcomePhrase, unnamedPhrase } from '../../../shared/document/document-phrases.ts'
import { fill, joined } from '../../../shared/document/fill.ts'
import type { Words } from '../document-words.ts'
import type { RecordedWorkshop } from '../register-record.ts'
import { markdownTable as table, markdownText as text } from './markdown-text.ts'

type Workshops = readonly RecordedWorkshop[]

/** Who was there, workshop by workshop. */
export function attendanceLines(words: Words, workshops: Workshops): string[] {
  const { attendance: said } = words
  return workshops.flatMap(({ report }) => {
    const { workshop, attendance, people } = report
    const seats = table(
      [said.name, said.role, said.table, said.votedOn],
      attendance.seats.map((seat) => [text(seat.name === '' ? said.erased : seat.name), text(seat.role ?? ''), text(seat.table ?? ''), String(seat.votedOn)]),
    )
    return [
      `### ${text(workshop.name)}`,
      '',
      joined([heldPhrase(words, report), unnamedPhrase(words, people)], ' '),
      '',
      ...seats,
      ...(seats.length === 0 ? [] : ['']),
      fill(said.head, { seq: workshop.head.seq, hash: `\`${workshop.head.hash}\`` }),
      '',
    ]
  })
}

/** How threats were found, scored and agreed on. */
export function methodLines(words: Words, { bandScheme }: ProjectHeader, workshops: Workshops): string[] {
  const { method: said, discoverability } = words
  return [
    said.stride,
    '',
    fill(said.dread, { discoverability: discoverability[bandScheme.discoverability] }),
    '',
    ...workshops.map(({ report }) => `- ${text(ballotPhrase(words, report.workshop))}`),
    ...(workshops.length === 0 ? [] : ['', said.rounds]),
  ]
}

/** What somebody promised to do. */
export function actionLines({ actions: said, attendance, register, summary }: Words, workshops: Workshops): string[] {
  return table(
    [said.action, register.owner, register.due, summary.threat, said.done, said.workshop],
    workshops.flatMap(({ report }) => {
      const displayIds = new Map(report.items.map(({ id, displayId }) => [id, displayId]))
      return report.actions.map(({ text: own, owner, erased, due, item, done }) => [text(own), text(erased ? attendance.erased : owner), text(due ?? ''), text(item === null ? '' : (displayIds.get(item) ?? '')), done ? said.yes : said.no, text(report.workshop.name)])
    }),
  )
}

/** What the workshops did not settle. */
export function parkedLines(words: Words, workshops: Workshops): string[] {
  const { parked: said, summary, actions } = words
  return table(
    [summary.id, summary.threat, said.outcome, said.why, actions.workshop],
    workshops.flatMap(({ report }) => report.items.filter(({ phase }) => phase !== 'settled').map((item) => [text(item.displayId), text(item.title), outcomePhrase(words, item), text(item.note), text(report.workshop.name)])),
  )
}

/** Who saw it otherwise, and said so. */
export function dissentLines({ dissent: said, summary }: Words, rows: readonly RegisterRow[]): string[] {
  return table([summary.id, summary.threat, said.text], rows.flatMap(({ threat }) => (threat.settled && threat.settled.dissent !== '' ? [[text(threat.displayId), text(threat.title), text(threat.settled.dissent)]] : [])))
}
