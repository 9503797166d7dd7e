import type { FacilitatorCommand } from '../../shared/domain/facilitator-command.ts'
import type { Id } from '../../shared/domain/id.ts'
import { completeRounds } from './all-in.ts'
import { absentSeats, accepted, cancelPending, refused, revealRounds, type Command, type DecideContext, type Decision, type SystemCommand } from './command.ts'
import { decideFacilitator } from './decide-facilitator.ts'
import { decideSeat, decideVotes, seatJoined } from './decide-seat.ts'
import { itemOf, pendingReveals, seatOf, type WorkshopState } from '../../shared/workshop/state.ts'

/** What `command` does to the workshop: events to append, all or none of them; or why it is refused. Changes nothing itself. */
export function decide(state: WorkshopState, command: Command, context: DecideContext): Decision {
  switch (command.by) {
    case 'facilitator':
      if (command.seat !== undefined && !mayFacilitate(state, command.seat, command.command.type)) return refused({ code: 'FORBIDDEN' })
      return decideFacilitator(state, command.command, context)
    case 'seat':
      return decideSeat(state, command.seat, command.command, context)
    case 'system':
      return decideSystem(state, command.command, context)
  }
}

/** What stays with the host: who may do what, votes in others' names, and the end. */
const ofTheHost: ReadonlySet<FacilitatorCommand['type']> = new Set(['close', 'set-seat', 'add-seat', 'enter-votes'])

/** A co-facilitator who is none any more is refused, whatever its device still shows. */
function mayFacilitate(state: WorkshopState, seat: Id, type: FacilitatorCommand['type']): boolean {
  return seatOf(state, seat)?.coFacilitator === true && !ofTheHost.has(type)
}

function decideSystem(state: WorkshopState, command: SystemCommand, context: DecideContext): Decision {
  switch (command.type) {
    case 'join':
      return seatJoined(state, { id: command.seat, kind: 'device', name: command.name, role: command.role, table: command.table }, context)
    case 'take-over': {
      const { seat, how } = command
      const known = seatOf(state, seat)
      if (!known || known.removed) return refused({ code: 'NOT_FOUND', what: 'seat' })
      if (state.phase === 'closed') return refused({ code: 'WRONG_PHASE', phase: state.phase })
      return accepted({ type: 'seat-taken-over', payload: { seat, how } })
    }
    case 'file-votes': {
      const { seat, item, votes } = command
      const round = itemOf(state, item)?.rounds.at(-1)?.number ?? 1
      return decideVotes(state, { seat, item, round, votes, via: 'file' }, context)
    }
    case 'all-in':
      return accepted(...revealRounds(state, completeRounds(state, context), context))
    case 'reveal-due': {
      const due = pendingReveals(state).filter((pending) => pending.revealAt <= context.now)
      if (due.length === 0) return accepted()
      const rounds = due.map(({ item, round }) => ({ item, round }))
      return accepted({ type: 'revealed', payload: { rounds, absent: absentSeats(state, context.connected) } })
    }
    case 'recover':
      return accepted(...cancelPending(state, 'restart'))
  }
}
