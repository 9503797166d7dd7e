import { absentSeats, accepted, cancelPending, type Command, type DecideContext, type Decision, type SystemCommand } from './command.ts'
import { decideFacilitator } from './decide-facilitator.ts'
import { decideSeat, seatJoined } from './decide-seat.ts'
import { pendingReveals, type WorkshopState } from './state.ts'

/** What `command` does to the workshop: events to append, all or none of them; or why it is refused. Changes nothing itself. */
export function decide(state: WorkshopState, command: Command, context: DecideContext): Decision {
  switch (command.by) {
    case 'facilitator':
      return decideFacilitator(state, command.command, context)
    case 'seat':
      return decideSeat(state, command.seat, command.command, context)
    case 'system':
      return decideSystem(state, command.command, context)
  }
}

function decideSystem(state: WorkshopState, command: SystemCommand, context: DecideContext): Decision {
  switch (command.type) {
    case 'join':
      return seatJoined(state, { id: command.seat, kind: 'device', name: command.name, role: command.role }, context)
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
