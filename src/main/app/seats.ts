import { implement } from '@orpc/server'
import { servedSeatContract } from '../../shared/contract/seat.ts'
import { dreadFactors } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import { insertToken, seatOfToken } from '../store/workshops.ts'
import { seatOf } from '../workshop/state.ts'
import type { AppContext } from './context.ts'
import { sha256 } from './crypto.ts'
import type { LiveRoom } from './live-room.ts'
import { notFound, refused } from './problems.ts'
import { plainProblem } from './room-problems.ts'
import type { SeatGuard } from './seat-limits.ts'
import { isText } from './text.ts'

/** One socket of a participant's device. The listener makes it; only `join` and `resume` bind it to a seat. */
export interface SeatSocket {
  readonly address: string
  seat: Id | null
  /** Where set, ends the seat's attendance. The listener calls it when the socket is gone. */
  leave: (() => void) | null
  /** Views being watched over this socket. */
  watching: number
}

/** What comes with each call: the library copies this object, so the socket is one level down. */
export interface SeatCall {
  socket: SeatSocket
}

/** More than one is only needed while a page renews its line. */
const mostWatches = 4

/** What a participant's device may do in one room: nothing of the facilitator's is in here. */
export function seatRouter(context: AppContext, room: LiveRoom, door: { code: () => string; guard: SeatGuard; elements: () => { id: Id }[] }) {
  const os = implement(servedSeatContract)
    .$context<SeatCall>()
    .use(({ context: { socket }, next }) => {
      door.guard.call(socket)
      return next()
    })

  const take = (socket: SeatSocket, seat: Id): void => {
    socket.leave?.()
    socket.seat = seat
    socket.leave = room.attend(seat)
  }
  const seated = (socket: SeatSocket): Id => {
    if (socket.seat === null) throw plainProblem('UNAUTHORIZED')
    return socket.seat
  }

  return os.router({
    room: os.room.handler(({ input, context: { socket } }) => {
      door.guard.code(input.code, door.code(), socket.address)
      const { name, settings } = room.state()
      return { workshop: name, anonymous: settings.anonymous, roles: settings.roles.map((role) => ({ id: role.id, name: role.name })) }
    }),
    join: os.join.handler(async ({ input, context: { socket } }) => {
      if (socket.seat !== null) throw refused('seated-already')
      door.guard.code(input.code, door.code(), socket.address)
      door.guard.join(socket.address, room.state().seats.length)
      if (!isText(input.name)) throw refused('not-text')
      const seat = context.newId()
      const token = Buffer.from(context.randomBytes(32)).toString('base64url')
      const { id } = room.state()
      await room.submit({ by: 'system', command: { type: 'join', seat, name: input.name, role: input.role } }, () =>
        insertToken(context.db, { hash: tokenHash(token), workshop: id, seat, at: context.clock() }),
      )
      take(socket, seat)
      return { token, seat }
    }),
    resume: os.resume.handler(({ input, context: { socket } }) => {
      const { id } = room.state()
      const seat = seatOfToken(context.db, id, tokenHash(input.token))
      const known = seat === null ? undefined : seatOf(room.state(), seat)
      if (!known || known.removed) throw plainProblem('UNAUTHORIZED')
      if (socket.seat !== null && socket.seat !== known.id) throw plainProblem('FORBIDDEN')
      take(socket, known.id)
      return { seat: known.id }
    }),
    watch: os.watch.handler(async function* ({ context: { socket }, signal }) {
      const seat = seated(socket)
      if (socket.watching >= mostWatches) throw refused('watching-already')
      socket.watching += 1
      try {
        yield* room.watchSeat(seat, signal)
      } finally {
        socket.watching -= 1
      }
    }),
    vote: os.vote.handler(async ({ input, context: { socket } }) => {
      const seat = seated(socket)
      if (!isText(input.votes)) throw refused('not-text')
      const seq = await room.submit({ by: 'seat', seat, command: { type: 'vote', ...input } })
      return { recorded: dreadFactors.filter((factor) => input.votes[factor] !== undefined), seq }
    }),
    hand: os.hand.handler(async ({ input, context: { socket } }) => {
      await room.submit({ by: 'seat', seat: seated(socket), command: { type: 'hand', raised: input.raised } })
    }),
    propose: os.propose.handler(async ({ input, context: { socket } }) => {
      const seat = seated(socket)
      if (!isText(input.text)) throw refused('not-text')
      if (input.element !== null && !door.elements().some((element) => element.id === input.element)) throw notFound('element')
      await room.submit({ by: 'seat', seat, command: { type: 'propose', ...input } })
    }),
  })
}
export type SeatRouter = ReturnType<typeof seatRouter>

/** Only hashes of tokens are stored. */
export function tokenHash(token: string): string {
  return Buffer.from(sha256(Buffer.from(token))).toString('hex')
}
