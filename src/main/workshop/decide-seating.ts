import type { FacilitatorCommand } from '../../shared/domain/facilitator-command.ts'
import { accepted, refused, type Decision } from './command.ts'
import { seatOf, type SeatState, type WorkshopState } from '../../shared/workshop/state.ts'

type SeatingCommand = Extract<FacilitatorCommand, { type: 'remove-seat' | 'set-seat' | 'hand-over' }>

/** Who sits where, and who may do what. */
export function decideSeating(state: WorkshopState, command: SeatingCommand): Decision {
  if (command.type === 'hand-over') return handOver(state, command)
  const seat = seatOf(state, command.seat)
  if (!seat || seat.removed) return refused({ code: 'NOT_FOUND', what: 'seat' })
  if (command.type === 'remove-seat') return accepted({ type: 'seat-removed', payload: { seat: seat.id } })
  return setSeat(state, command, seat)
}

/** The lead is a name in the record: host and co-facilitators can all act, so that a dead phone stops nobody. */
function handOver(state: WorkshopState, { to }: Extract<SeatingCommand, { type: 'hand-over' }>): Decision {
  if (to !== null && !seatOf(state, to)?.coFacilitator) return refused({ code: 'REFUSED', reason: 'not-a-co-facilitator' })
  return to === state.lead ? accepted() : accepted({ type: 'handed-over', payload: { to } })
}

function setSeat(state: WorkshopState, command: Extract<SeatingCommand, { type: 'set-seat' }>, seat: SeatState): Decision {
  const { table = seat.table, scribe = seat.scribe, coFacilitator = seat.coFacilitator } = command
  if (table !== null && !state.settings.tables.some(({ id }) => id === table)) return refused({ code: 'NOT_FOUND', what: 'table' })
  // Both are done on a device of one's own, and a scribe is one of a table.
  if ((scribe || coFacilitator) && seat.kind !== 'device') return refused({ code: 'REFUSED', reason: 'needs-a-device' })
  if (scribe && table === null) return refused({ code: 'NOT_FOUND', what: 'table' })
  if (table === seat.table && scribe === seat.scribe && coFacilitator === seat.coFacilitator) return accepted()
  return accepted({ type: 'seat-changed', payload: { seat: seat.id, table, scribe, coFacilitator } })
}
