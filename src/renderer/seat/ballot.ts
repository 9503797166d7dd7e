import type { SeatItem, SeatView, Vote } from '../../shared/domain/workshop.ts'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import { cellKey, type Cell } from './outbox.ts'
import type { SessionState } from './session.ts'

export type RowState = 'open' | 'sending' | 'recorded' | 'not-counted'

export interface Row {
  factor: DreadFactor
  vote: Vote | null
  state: RowState
}

/** Votes that the view does not know of yet. */
export type Pending = Pick<SessionState, 'waiting' | 'recorded' | 'notCounted'>

/** What a row of the ballot shows: the newest own vote, and whether the room has acknowledged it. */
function rowOf(cell: Cell, item: SeatItem, pending: Pending): Row {
  const key = cellKey(cell)
  const waiting = pending.waiting.get(key)
  if (waiting) return { factor: cell.factor, vote: waiting.vote, state: 'sending' }
  // What a scribe gave for others is known to nobody but this page.
  const shown = cell.seat === undefined ? item.round?.mine[cell.factor] : undefined
  const vote = pending.recorded.get(key)?.vote ?? shown ?? null
  if (pending.notCounted.has(key)) return { factor: cell.factor, vote, state: 'not-counted' }
  return { factor: cell.factor, vote, state: vote ? 'recorded' : 'open' }
}

/** The rows of an item's open round, in the order of the word DREAD; none where no round is open. With `seat`, a scribe's for that seat. */
export function rowsOf(item: SeatItem, pending: Pending, seat?: string): Row[] {
  const { round } = item
  if (!round) return []
  return round.factors.map((factor) => rowOf({ item: item.id, round: round.number, factor, seat }, item, pending))
}

/** What a digit answers that is typed anywhere on the page, and its place among the rows. */
export interface Turn {
  cell: Cell
  index: number
}

/**
 * The first unanswered row of an item, by what the session knows at this moment: a vote that still waits is an answer, whether or not
 * the page has been drawn with it. Null where all is answered, and where nothing is asked.
 */
export function nextToAnswer(state: Pending & Pick<SessionState, 'view'>, id: string, seat?: string): Turn | null {
  const item = state.view?.items.find((one) => one.id === id)
  const rows = item ? rowsOf(item, state, seat) : []
  const index = rows.findIndex((row) => row.vote === null)
  const row = rows[index]
  return item?.round && row ? { cell: { item: id, round: item.round.number, factor: row.factor, seat }, index } : null
}

export function answered(rows: Row[]): number {
  return rows.filter((row) => row.vote !== null).length
}

export function isOpen(item: SeatItem): boolean {
  return item.round !== null
}

/** What prev and next go through: the open ballot while the item at hand is open, else everything that was seen. */
export function pagesAround(view: SeatView, at: SeatItem | null): SeatItem[] {
  const open = view.items.filter(isOpen)
  if (open.length > 0 && (at === null || isOpen(at))) return open
  return view.items.filter((item) => item.phase !== 'waiting' && !isOpen(item))
}

/** The open items that this seat has not answered in full. */
export function unanswered(view: SeatView, pending: Pending): SeatItem[] {
  return view.items.filter((item) => rowsOf(item, pending).some((row) => row.vote === null))
}

/**
 * Where a seat that has not chosen a page stands: with the room in one-by-one or when nothing is open,
 * else at its first unanswered threat.
 */
export function homeItem(view: SeatView, pending: Pending): SeatItem | null {
  const open = view.items.filter(isOpen)
  const presented = view.items.find((item) => item.id === view.presented) ?? null
  if (presented && (view.workshop.way === 'one-by-one' || open.length === 0 || isOpen(presented))) return presented
  return unanswered(view, pending)[0] ?? open[0] ?? presented
}
