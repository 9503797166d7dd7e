import { implement } from '@orpc/server'
import type { EntryState } from '../../../shared/contract/entry.ts'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { listPins } from '../../store/seat-pins.ts'
import type { AppContext } from '../context.ts'
import { paperBallots } from './paper-ballots.ts'
import { refused } from '../problems.ts'
import type { Rooms } from './rooms.ts'
import { isText } from '../text.ts'

/** Implements `entry` of the workbench contract: votes of people without a phone, and of people who are not in the room. */
export function entryHandlers(context: AppContext, rooms: Rooms) {
  const os = implement(workbenchContract).entry
  const { hotSeat, ballots } = rooms

  function state(workshop: Id): EntryState {
    rooms.live(workshop)
    return { pins: listPins(context.db, workshop), answers: ballots.answers(workshop) }
  }
  function changed(workshop: Id): EntryState {
    context.changes.publish({ project: rooms.live(workshop).state().project, topics: ['workshops'] })
    return state(workshop)
  }

  return {
    state: os.state.handler(({ input }) => state(input.workshop)),
    setPin: os.setPin.handler(async ({ input }) => {
      await hotSeat.setPin(input.workshop, input.seat, input.pin, input.turn)
      return changed(input.workshop)
    }),
    clearPin: os.clearPin.handler(({ input }) => {
      hotSeat.clearPin(input.workshop, input.seat)
      return changed(input.workshop)
    }),
    beginTurn: os.beginTurn.handler(async ({ input }) => ({ turn: await hotSeat.begin(input.workshop, input.seat, input.pin) })),
    vote: os.vote.handler(async ({ input }) => {
      if (!isText(input.votes)) throw refused('not-text')
      await hotSeat.vote(input.workshop, input.turn, input.item, input.votes)
    }),
    endTurn: os.endTurn.handler(({ input }) => hotSeat.end(input.workshop, input.turn)),
    paperBallots: os.paperBallots.handler(({ input, signal }) => paperBallots(context, rooms, input, signal)),
    ballotFile: os.ballotFile.handler(({ input }) => {
      const { name, html } = ballots.file(input.workshop, input.seat, input.language)
      return { name, mime: 'text/html', bytes: Buffer.from(html).toString('base64') }
    }),
    takeAnswer: os.takeAnswer.handler(({ input }) => ballots.take(input.workshop, input.text)),
  }
}
