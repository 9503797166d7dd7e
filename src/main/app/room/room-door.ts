import type { Id } from '../../../shared/domain/id.ts'
import type { NetworkCard, RoomCheck, RoomClaim, RoomNetworkSettings } from '../../../shared/domain/room.ts'
import type { RoomAddress } from '../../../shared/domain/workshop.ts'
import { replaceTokens, setRoom, setRoomCode, setRoomLocked, type StoredNetwork } from '../../store/workshops.ts'
import { seatOf } from '../../../shared/workshop/state.ts'
import type { AppContext } from '../context.ts'
import type { LiveRoom } from './live-room.ts'
import { notFound } from '../problems.ts'
import { listeningHost, roomAddress, roomHosts, roomOrigin, shownHost } from './room-address.ts'
import { roomChecks } from './room-checks.ts'
import { createClaims } from './room-claims.ts'
import { listenNear, type ListenSeats, type SeatListener } from './room-listener.ts'
import { plainProblem, tooMany } from './room-problems.ts'
import { probeRoom } from './room-probe.ts'
import { createTickets } from './room-tickets.ts'
import { roomTls, type RoomTls } from './room-tls.ts'
import { createSeatExpress } from './seat-express.ts'
import { createSeatGuard, type SeatLimits } from './seat-limits.ts'
import { newToken, seatRouter, tokenHash } from './seats.ts'

/** An open room: its listener, its code, and who waits at the door. */
export interface RoomDoor {
  address: () => RoomAddress
  checks: () => Promise<RoomCheck[]>
  rotate: () => RoomAddress
  lock: (locked: boolean) => RoomAddress
  /** Moves to what was chosen; what does not concern the listener needs no new one. */
  configure: (chosen: StoredNetwork) => Promise<void>
  claims: () => RoomClaim[]
  /** Throws NOT_FOUND where the claim is not waiting any more or the seat is none to be given. */
  answerClaim: (claim: Id, seat: Id | null) => Promise<void>
  removed: (seat: Id) => void
  /** Notes that the room is not open any more; devices keep their connection until {@link RoomDoor.close}. */
  end: () => void
  close: () => Promise<void>
}

export interface DoorOptions {
  listen: ListenSeats
  seatPage: string
  seatHost: string | undefined
  seatPort: number | undefined
  limits: SeatLimits
  cards: () => NetworkCard[]
}

export interface DoorWorkshop {
  id: Id
  room: LiveRoom
  elements: () => { id: Id }[]
  code: string
  locked: boolean
  port: number | null
  chosen: StoredNetwork
  /** Tells the desk that something about the room changed. */
  changed: () => void
}

/** What an address bar says of plain HTTP and of TLS; both need no rights to listen on. */
export const defaultPorts = { plain: 8080, tls: 8443 } as const

/** Devices that watch without a seat; each costs what the projector costs. */
export const mostObservers = 50

/** Opens a room for devices. */
export async function openDoor(context: AppContext, options: DoorOptions, workshop: DoorWorkshop): Promise<RoomDoor> {
  const { db } = context
  const { room, id } = workshop
  let { code, locked, chosen } = workshop
  const tickets = createTickets(context.randomBytes)
  const claims = createClaims(workshop.changed)
  const probePath = `/${newToken(context)}`
  const guard = createSeatGuard(options.limits)
  const express = createSeatExpress(room, guard)
  const router = seatRouter(context, { ...room, watchPresenter: withMost(mostObservers, room.watchPresenter) }, {
    code: () => code,
    locked: () => locked,
    guard,
    elements: workshop.elements,
    handover: (seat, origin) => {
      const { ticket, expiresAt } = tickets.issue(seat, Date.parse(context.clock()))
      return { ticket, url: `${origin}/#${code}~${ticket}`, expiresAt: new Date(expiresAt).toISOString() }
    },
    takeOver: async (ticket) => {
      const seat = tickets.spend(ticket, Date.parse(context.clock()))
      return seat === null ? null : { seat, token: await moveSeat(seat, 'ticket') }
    },
    reclaim: async (name, address, signal) => {
      const waiting = claims.ask({ id: context.newId(), name, address, at: context.clock() }, signal)
      if (waiting === null) throw tooMany(10_000)
      const answer = await waiting
      if (typeof answer === 'string') throw plainProblem('FORBIDDEN')
      return answer
    },
  })
  const recentCards = rarely(options.cards)
  /** A room that was open before is known under its port. */
  const known = workshop.port !== null
  let at = await listen(workshop.port ?? options.seatPort ?? defaultPorts[chosen.tls ? 'tls' : 'plain'])
  /** Moves go one after the other: two at once would leave a listener that nobody knows, and nobody closes. */
  let moving: Promise<void> = Promise.resolve()
  let over = false
  noteOpen()

  function noteOpen(): void {
    setRoom(db, id, { code, port: at.listener.port, open: true })
    workshop.changed()
  }

  async function listen(wanted: number): Promise<{ listener: SeatListener; host: string; wanted: number; tls: RoomTls | null; openedAt: number }> {
    const cards = options.cards()
    const host = options.seatHost ?? listeningHost(cards, chosen)
    const tls = chosen.tls ? await roomTls(context, roomHosts(host, cards, chosen)) : null
    const door = { router, express, page: options.seatPage, host, hosts: () => roomHosts(host, recentCards(), chosen), probePath, tls, limits: options.limits, log: context.log }
    const listener = await listenNear(options.listen, door, wanted)
    return { listener, host, wanted, tls, openedAt: Date.parse(context.clock()) }
  }

  /** It may be over after any wait, which reading the variable itself would not tell the compiler. */
  function isOver(): boolean {
    return over
  }

  function hosts(): string[] {
    return roomHosts(at.host, options.cards(), chosen)
  }

  function address(): RoomAddress {
    return roomAddress(hosts(), { port: at.listener.port, code, locked, fingerprint: at.tls?.fingerprint ?? null })
  }

  async function moveSeat(seat: Id, how: 'ticket' | 'confirmed'): Promise<string> {
    const token = newToken(context)
    // Whoever had the seat may hold a ticket, or take one while the move is written: neither brings the seat back.
    tickets.revoke(seat)
    await room.submit({ by: 'system', command: { type: 'take-over', seat, how } }, () =>
      replaceTokens(db, { hash: tokenHash(token), workshop: id, seat, at: context.clock() }),
    )
    tickets.revoke(seat)
    at.listener.drop(seat, 'moved')
    return token
  }

  async function checks(): Promise<RoomCheck[]> {
    const cards = options.cards()
    const { listener, host, wanted, tls, openedAt } = at
    // An added name may only be known to others, such as one of a VPN; the card it leads to is not known here.
    const own = host === '0.0.0.0' ? (cards.find((card) => card.address === shownHost(cards, chosen)) ?? cards[0])?.address : host
    const url = roomOrigin(own ?? '127.0.0.1', listener.port, tls !== null)
    const answer = await probeRoom(url, probePath)
    const forMs = Date.parse(context.clock()) - openedAt
    return roomChecks({ cards, chosen, platform: process.platform, open: { port: listener.port, wanted, known, url, answer, devices: listener.devices(), forMs } })
  }

  function configure(next: StoredNetwork): Promise<void> {
    moving = moving.catch(() => undefined).then(() => move(next))
    return moving
  }

  /** Does nothing more once the room has ended: what it moved to would outlive it. */
  async function move(next: StoredNetwork): Promise<void> {
    if (over) return
    const before = chosen
    chosen = next
    const cards = options.cards()
    const host = options.seatHost ?? listeningHost(cards, next)
    const named = next.tls && next.names.some((name) => !before.names.includes(name))
    if (host !== at.host || next.tls !== before.tls || named) {
      const { port } = at.listener
      // A port that says the wrong scheme changes with it; one that was chosen otherwise stays.
      const plainly = port === defaultPorts[before.tls ? 'tls' : 'plain'] ? defaultPorts[next.tls ? 'tls' : 'plain'] : port
      await at.listener.close()
      if (isOver()) return
      try {
        at = await listen(plainly)
      } catch (error) {
        chosen = before
        if (!isOver()) at = await listen(port)
        throw error
      }
    }
    if (!isOver()) noteOpen()
  }

  function listClaims(): RoomClaim[] {
    const seats = room.state().seats.filter(({ kind, removed }) => kind === 'device' && !removed)
    return claims.list().map((claim) => ({ ...claim, seats: seats.filter(({ name }) => folded(name) === folded(claim.name)).map((seat) => seat.id) }))
  }

  return {
    address,
    checks,
    configure,
    rotate() {
      code = newCode(context, code)
      setRoomCode(db, id, code)
      // They were let in by the code alone. A page that asks again is told that it is another one.
      at.listener.drop(null, 'rotated')
      workshop.changed()
      return address()
    },
    lock(next) {
      locked = next
      setRoomLocked(db, id, locked)
      workshop.changed()
      return address()
    },
    claims: listClaims,
    async answerClaim(claim, seat) {
      if (!claims.list().some((one) => one.id === claim)) throw notFound('claim')
      if (seat === null) return void claims.answer(claim, 'denied')
      const known = seatOf(room.state(), seat)
      if (!known || known.removed || known.kind !== 'device') throw notFound('seat')
      const taken = claims.take(claim)
      if (!taken) throw notFound('claim')
      try {
        taken.settle({ seat, token: await moveSeat(seat, 'confirmed') })
      } catch (error) {
        taken.putBack()
        throw error
      }
    },
    removed(seat) {
      tickets.revoke(seat)
      at.listener.drop(seat, 'removed')
    },
    end() {
      over = true
      setRoom(db, id, { code, port: at.listener.port, open: false })
      claims.end()
    },
    close: async () => {
      over = true
      claims.end()
      await moving.catch(() => undefined)
      await at.listener.close()
    },
  }
}

/** `watch` for `most` at a time; one more is refused with ROOM_FULL. */
function withMost<View>(most: number, watch: (signal?: AbortSignal) => AsyncGenerator<View, void, void>): typeof watch {
  let watching = 0
  return async function* (signal) {
    if (watching >= most) throw plainProblem('ROOM_FULL')
    watching += 1
    try {
      yield* watch(signal)
    } finally {
      watching -= 1
    }
  }
}

/** `read`, at most once a second: every request asks for it, and it changes when the machine changes networks. */
function rarely<Value>(read: () => Value): () => Value {
  let known: { at: number; value: Value } | undefined
  return () => {
    if (!known || performance.now() - known.at > 1000) known = { at: performance.now(), value: read() }
    return known.value
  }
}

/** Names as people compare them. */
function folded(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

/** Six digits, each as likely as any other; never those that stand now. */
export function newCode(context: Pick<AppContext, 'randomBytes'>, now: string | null): string {
  for (;;) {
    const [a = 0, b = 0, c = 0] = context.randomBytes(3)
    const number = (a << 16) | (b << 8) | c
    // The last, incomplete million is left out, so that no code comes up more often.
    if (number >= 16_000_000) continue
    const code = String(number % 1_000_000).padStart(6, '0')
    if (code !== now) return code
  }
}

/** What was chosen, with the card it hangs on; a shown name that is no longer one of the room's is forgotten. */
export function chosenNetwork(settings: RoomNetworkSettings, cards: readonly NetworkCard[]): StoredNetwork {
  const { shown } = settings
  const names = [...new Set(settings.names)]
  const card = cards.find(({ address }) => address === shown) ?? null
  const known = card !== null || (shown !== null && names.includes(shown))
  return { ...settings, names, shown: known ? shown : null, card: card?.name ?? null }
}

export const nothingChosen: StoredNetwork = { shown: null, onlyShown: false, names: [], tls: false, card: null }
