import { seatContract } from '../../../shared/contract/seat.ts'
import { dreadFactors, type DreadFactor } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { plainCast, type Cast } from './plain-cast.ts'
import type { LiveRoom } from './live-room.ts'
import type { SeatGuard } from './seat-limits.ts'
import type { SeatSocket } from './seats.ts'
import { isText } from '../text.ts'

/** What a vote is answered with. */
export interface VoteAnswer {
  recorded: DreadFactor[]
  seq: number
}

/** The vote of one seat, in the log and acknowledged once it is durable. Rejects with an error of the contract. */
export async function castVote(room: LiveRoom, seat: Id, input: Cast): Promise<VoteAnswer> {
  const seq = await room.submit({ by: 'seat', seat, command: { type: 'vote', ...input } })
  return { recorded: dreadFactors.filter((factor) => input.votes[factor] !== undefined), seq }
}

/** More than one is only needed while a page renews its line. */
export const mostWatches = 4

/**
 * The two calls that a whole room makes at the same moment, without what the library does for any call. Checked by the same schema and the
 * same guard; whatever is not plainly in order is left to the library, so that there is one place where refusals are made.
 */
export interface SeatExpress {
  /** Null where the library has to answer. Rejects where the vote was refused or could not be written: nothing of it was taken. */
  vote: (socket: SeatSocket, input: unknown) => Promise<VoteAnswer> | null
  /** Sends views as JSON text, the first at once. The answer ends it; null where the library has to answer. */
  watch: (socket: SeatSocket, send: (view: string) => void, ended: () => void) => (() => void) | null
}

export function createSeatExpress(room: LiveRoom, guard: SeatGuard): SeatExpress {
  const { inputSchema } = seatContract.vote['~orpc']
  return {
    vote(socket, input) {
      if (socket.seat === null) return null
      const cast = plainCast(input) ?? inputSchema?.safeParse(input).data
      if (!cast || !isText(cast.votes) || !guard.hasRoom(socket)) return null
      guard.call(socket)
      return castVote(room, socket.seat, cast)
    },
    watch(socket, send, ended) {
      if (socket.seat === null || socket.watching >= mostWatches || !guard.hasRoom(socket)) return null
      guard.call(socket)
      socket.watching += 1
      let over = false
      const once = () => {
        if (!over) socket.watching -= 1
        over = true
      }
      const stop = room.followSeat(socket.seat, send, () => {
        once()
        ended()
      })
      return () => {
        once()
        stop()
      }
    },
  }
}
