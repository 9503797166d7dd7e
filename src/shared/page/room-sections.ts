import type { WorkshopReport } from '../domain/workshop-report.ts'
import { ballotPhrase, heldPhrase, outcomePhrase, unnamedPhrase } from '../document/document-phrases.ts'
import { fill, joined } from '../document/fill.ts'
import type { SignedLog } from '../workshop/signed-logs.ts'
import { htmlTable as table, htmlText as text } from './html-text.ts'
import type { PageContext } from './page-input.ts'
import type { PageWords } from './page-words.ts'

/** Who was there, workshop by workshop, and where each log ends. */
export function attendanceSection({ logs, words }: PageContext): string {
  if (logs.length === 0) return none(words.attendance.noWorkshop)
  return logs.map((one) => `<h3 dir="auto">${text(one.name)}</h3>${one.report ? heldBy(one.report, words) : `<p>${text(words.html.logUnread)}</p>`}${logEnd(one, words)}`).join('')
}

function heldBy(report: WorkshopReport, words: PageWords): string {
  const { attendance: said } = words
  const rows = report.attendance.seats.map((seat) => [text(seat.name === '' ? said.erased : seat.name), text(seat.role ?? ''), text(seat.table ?? ''), String(seat.votedOn)])
  return `<p>${text(joined([heldPhrase(words, report), unnamedPhrase(words, report.people)], ' '))}</p>${table([said.name, said.role, said.table, said.votedOn], rows, words.part.attendance)}`
}

function logEnd({ log, head }: SignedLog, { attendance: said }: PageWords): string {
  return `<p class="note">${text(fill(said.head, { seq: log.length, hash: head }))}</p>`
}

/** How threats were found, scored and agreed on. */
export function methodSection({ register: { header }, logs, words }: PageContext): string {
  const { method: said } = words
  const rules = told(logs).map(({ workshop }) => `<li dir="auto">${text(ballotPhrase(words, workshop))}</li>`)
  const held = rules.length === 0 ? '' : `<ul>${rules.join('')}</ul><p>${text(said.rounds)}</p>`
  return `<p>${text(said.stride)}</p><p>${text(fill(said.dread, { discoverability: words.discoverability[header.bandScheme.discoverability] }))}</p>${held}`
}

/** What somebody promised to do. */
export function actionsSection({ logs, words }: PageContext): string {
  const { actions: said, register, attendance, summary } = words
  const rows = told(logs).flatMap(({ actions: all, items, workshop }) => {
    const displayIds = new Map(items.map(({ id, displayId }) => [id, displayId]))
    return all.map((one) => [text(one.text), text(one.erased ? attendance.erased : one.owner), text(one.due ?? ''), text(one.item === null ? '' : (displayIds.get(one.item) ?? '')), one.done ? said.yes : said.no, text(workshop.name)])
  })
  return rows.length === 0 ? none(said.none) : table([said.action, register.owner, register.due, summary.threat, said.done, said.workshop], rows, words.part.actions)
}

/** What the workshops did not settle. */
export function parkedSection({ logs, words }: PageContext): string {
  const { parked: said, summary, actions } = words
  const rows = told(logs).flatMap(({ items, workshop }) => items.filter(({ phase }) => phase !== 'settled').map((item) => [text(item.displayId), text(item.title), text(outcomePhrase(words, item)), text(item.note), text(workshop.name)]))
  return rows.length === 0 ? none(said.none) : table([summary.id, summary.threat, said.outcome, said.why, actions.workshop], rows, words.part.parked)
}

/** Who saw it otherwise, and said so. */
export function dissentSection({ register: { threats }, words }: PageContext): string {
  const { dissent: said, summary } = words
  const rows = threats.flatMap(({ displayId, title, settled }) => (settled && settled.dissent !== '' ? [[text(displayId), text(title), text(settled.dissent)]] : []))
  return rows.length === 0 ? none(said.none) : table([summary.id, summary.threat, said.text], rows, words.part.dissent)
}

function told(logs: readonly SignedLog[]): WorkshopReport[] {
  return logs.flatMap(({ report }) => report ?? [])
}

function none(said: string): string {
  return `<p class="none">${text(said)}</p>`
}
