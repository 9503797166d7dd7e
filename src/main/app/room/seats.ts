import { implement } from '@orpc/server'
import { servedSeatContract } from '../../../shared/contract/seat.ts'
import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { readModel } from '../../store/models.ts'
import { insertToken, seatOfToken } from '../../store/workshops.ts'
import { seatOf } from '../../../shared/workshop/state.ts'
import type { AppContext } from '../context.ts'
import { sha256 } from '../crypto.ts'
import type { LiveRoom } from './live-room.ts'
import { notFound, refused } from '../problems.ts'
import { createRoomDiagrams } from './room-diagram.ts'
import { qrSvg } from './room-address.ts'
import { plainProblem } from './room-problems.ts'
import type { SeatGuard } from './seat-limits.ts'
import { isText } from '../text.ts'

/** One socket of a participant's device. The listener makes it; only `join` and `resume` bind it to a seat. */
export interface SeatSocket {
  readonly address: string
  /** What its page was loaded from, such as `http://192.168.1.5:8080`. */
  readonly origin: string
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

/** What the door of a room decides. */
export interface SeatRoomDoor {
  code: () => string
  /** Nobody new gets in. */
  locked: () => boolean
  guard: SeatGuard
  elements: () => { id: Id }[]
  handover: (seat: Id, origin: string) => { ticket: string; url: string; expiresAt: string }
  /** Null where the ticket is none, or none any more. */
  takeOver: (ticket: string) => Promise<{ seat: Id; token: string } | null>
  /** Waits for the facilitator. Throws FORBIDDEN where the answer is no. */
  reclaim: (name: string, address: string, signal: AbortSignal | undefined) => Promise<{ seat: Id; token: string }>
}

/** What a participant's device may do in one room: nothing of the facilitator's is in here. */
export function seatRouter(context: AppContext, room: LiveRoom, door: SeatRoomDoor) {
  const os = implement(servedSeatContract)
    .$context<SeatCall>()
    .use(({ context: { socket }, next }) => {
      door.guard.call(socket)
      return next()
    })

  const diagrams = createRoomDiagrams(context, () => readModel(context.db, room.state().project))

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
      return { workshop: name, anonymous: settings.anonymous, locked: door.locked(), roles: settings.roles.map(choice), tables: settings.tables.map(choice) }
    }),
    join: os.join.handler(({ input, context: { socket } }) => seatedOnce(socket, async () => {
      door.guard.code(input.code, door.code(), socket.address)
      if (door.locked()) throw plainProblem('ROOM_LOCKED')
      door.guard.join(socket.address, room.state().seats.length)
      if (!isText(input.name)) throw refused('not-text')
      const seat = context.newId()
      const token = newToken(context)
      const { id } = room.state()
      await room.submit({ by: 'system', command: { type: 'join', seat, name: input.name, role: input.role, table: input.table } }, () =>
        insertToken(context.db, { hash: tokenHash(token), workshop: id, seat, at: context.clock() }),
      )
      take(socket, seat)
      return { token, seat }
    })),
    resume: os.resume.handler(({ input, context: { socket } }) => {
      const { id } = room.state()
      const seat = seatOfToken(context.db, id, tokenHash(input.token))
      const known = seat === null ? undefined : seatOf(room.state(), seat)
      if (!known || known.removed) throw plainProblem('UNAUTHORIZED')
      if (socket.seat !== null && socket.seat !== known.id) throw plainProblem('FORBIDDEN')
      take(socket, known.id)
      return { seat: known.id }
    }),
    handover: os.handover.handler(({ context: { socket } }) => {
      const offer = door.handover(seated(socket), socket.origin)
      return { ...offer, qrSvg: qrSvg(offer.url) }
    }),
    takeOver: os.takeOver.handler(({ input, context: { socket } }) => seatedOnce(socket, async () => {
      door.guard.code(input.code, door.code(), socket.address)
      const taken = await door.takeOver(input.ticket)
      if (taken === null) throw refused('ticket-spent')
      take(socket, taken.seat)
      return taken
    })),
    reclaim: os.reclaim.handler(({ input, context: { socket }, signal }) => seatedOnce(socket, async () => {
      door.guard.code(input.code, door.code(), socket.address)
      // Who sits where is not known then, so there is nothing to ask for by name.
      if (room.state().settings.anonymous) throw refused('anonymous-room')
      door.guard.join(socket.address, 0)
      if (!isText(input.name)) throw refused('not-text')
      if (input.name.trim() === '') throw refused('no-name')
      const taken = await door.reclaim(input.name.trim(), socket.address, signal)
      take(socket, taken.seat)
      return taken
    })),
    watch: os.watch.handler(async function* ({ context: { socket }, signal }) {
      yield* watching(socket, room.watchSeat(seated(socket), signal))
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
    comment: os.comment.handler(async ({ input, context: { socket } }) => {
      const seat = seated(socket)
      if (!isText(input.text)) throw refused('not-text')
      await room.submit({ by: 'seat', seat, command: { type: 'comment', ...input } })
    }),
    answerPoll: os.answerPoll.handler(async ({ input, context: { socket } }) => {
      await room.submit({ by: 'seat', seat: seated(socket), command: { type: 'answer-poll', answer: input.answer } })
    }),
    voteFor: os.voteFor.handler(async ({ input, context: { socket } }) => {
      const scribe = seated(socket)
      if (!isText(input.votes)) throw refused('not-text')
      const seq = await room.submit({ by: 'seat', seat: scribe, command: { type: 'vote-for', ...input } })
      return { recorded: dreadFactors.filter((factor) => input.votes[factor] !== undefined), seq }
    }),
    revealTable: os.revealTable.handler(async ({ context: { socket } }) => {
      await room.submit({ by: 'seat', seat: seated(socket), command: { type: 'reveal-table' } })
    }),
    observe: os.observe.handler(async function* ({ input, context: { socket }, signal }) {
      door.guard.code(input.code, door.code(), socket.address)
      yield* watching(socket, room.watchPresenter(signal))
    }),
    diagram: os.diagram.handler(({ input: { code, about, theme }, context: { socket } }) => {
      if (socket.seat === null) door.guard.code(code, door.code(), socket.address)
      return diagrams({ about, theme })
    }),
    desk: os.desk.handler(async function* ({ context: { socket }, signal }) {
      const seat = seated(socket)
      if (!seatOf(room.state(), seat)?.coFacilitator) throw plainProblem('FORBIDDEN')
      yield* watching(socket, room.watchDesk(seat, signal))
    }),
    facilitate: os.facilitate.handler(async ({ input, context: { socket } }) => {
      const seat = seated(socket)
      if (!isText(input.command)) throw refused('not-text')
      await room.submit({ by: 'facilitator', command: input.command, seat })
    }),
  })
}
function choice({ id, name }: { id: string; name: string }): { id: string; name: string } {
  return { id, name }
}

/** Sockets that are about to get a seat: however many calls are under way, each gets one. */
const seating = new WeakSet<SeatSocket>()

async function seatedOnce<Seated>(socket: SeatSocket, sit: () => Promise<Seated>): Promise<Seated> {
  if (socket.seat !== null || seating.has(socket)) throw refused('seated-already')
  seating.add(socket)
  try {
    return await sit()
  } finally {
    seating.delete(socket)
  }
}

/** Counts a socket's streams, so that none can open ever more of them. */
async function* watching<View>(socket: SeatSocket, views: AsyncGenerator<View, void, void>): AsyncGenerator<View, void, void> {
  if (socket.watching >= mostWatches) throw refused('watching-already')
  socket.watching += 1
  try {
    yield* views
  } finally {
    socket.watching -= 1
  }
}

export type SeatRouter = ReturnType<typeof seatRouter>

/** A seat's secret, for its device to keep. */
export function newToken(context: Pick<AppContext, 'randomBytes'>): string {
  return Buffer.from(context.randomBytes(32)).toString('base64url')
}

/** Only hashes of tokens are stored. */
export function tokenHash(token: string): string {
  return Buffer.from(sha256(Buffer.from(token))).toString('hex')
}
