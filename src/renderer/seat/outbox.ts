import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { Vote, Votes } from '../../shared/domain/workshop.ts'

/** One cell of the ballot. */
export interface Cell {
  item: string
  round: number
  factor: DreadFactor
  /** For whom a scribe votes; oneself unless given. */
  seat?: string | undefined
}

export interface Entry extends Cell {
  vote: Vote
}

export type CellKey = string

export function cellKey(cell: Cell): CellKey {
  return `${cell.item} ${cell.round} ${cell.factor} ${cell.seat ?? ''}`
}

export interface Batch {
  item: string
  round: number
  seat: string | undefined
  entries: Entry[]
}

/** The votes that go out next: all waiting ones of one seat and round, of those whose vote has waited longest. */
export function nextBatch(waiting: ReadonlyMap<CellKey, Entry>): Batch | null {
  const [first] = waiting.values()
  if (!first) return null
  const entries = [...waiting.values()].filter((entry) => entry.item === first.item && entry.round === first.round && entry.seat === first.seat)
  return { item: first.item, round: first.round, seat: first.seat, entries }
}

export function votesOf(batch: Batch): Votes {
  const votes: Votes = {}
  for (const entry of batch.entries) votes[entry.factor] = entry.vote
  return votes
}

/** `waiting` without what `batch` sent; a vote that was changed while it was on its way keeps waiting. */
export function without(waiting: ReadonlyMap<CellKey, Entry>, batch: Batch): Map<CellKey, Entry> {
  const rest = new Map(waiting)
  for (const entry of batch.entries) {
    const key = cellKey(entry)
    if (rest.get(key) === entry) rest.delete(key)
  }
  return rest
}
