import type { FacilitatorView, SeatInfo, WorkshopTable } from '../../../shared/domain/workshop.ts'
import { openRoundOf } from './spread.ts'

/** How far a table is with its slice. Ballots are one for each seat and open threat; those of absent seats are not asked. */
export interface TableProgress {
  items: number
  /** Revealed, or done with otherwise. */
  past: number
  done: number
  asked: number
}

export function progressOf(view: Pick<FacilitatorView, 'items'>, table: string): TableProgress {
  const own = view.items.filter((item) => item.table === table)
  const ballots = own.flatMap((item) => openRoundOf(item)?.progress ?? []).filter((entry) => entry.state !== 'absent')
  return {
    items: own.length,
    past: own.filter((item) => item.phase !== 'open' && item.phase !== 'waiting').length,
    done: ballots.filter((entry) => entry.state === 'voted' || entry.state === 'abstained').length,
    asked: ballots.length,
  }
}

/** Seats by table in the workshop's order; those without a table, who are asked nothing of a slice, come first. */
export function seatsByTable(tables: readonly WorkshopTable[], seats: readonly SeatInfo[]): { table: WorkshopTable | null; seats: SeatInfo[] }[] {
  const homeless = seats.filter((seat) => !tables.some((table) => table.id === seat.table))
  const groups: { table: WorkshopTable | null; seats: SeatInfo[] }[] = tables.map((table) => ({ table, seats: seats.filter((seat) => seat.table === table.id) }))
  return homeless.length > 0 ? [{ table: null, seats: homeless }, ...groups] : groups
}
