import { scrypt, timingSafeEqual } from 'node:crypto'
import type { FacilitatorCommand } from '../../../shared/domain/facilitator-command.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Votes } from '../../../shared/domain/workshop.ts'
import { deletePin, readPin, writePin, type SeatPin } from '../../store/seat-pins.ts'
import { seatOf } from '../../../shared/workshop/state.ts'
import type { AppContext } from '../context.ts'
import type { LiveRoom } from './live-room.ts'
import { notFound, refused } from '../problems.ts'
import { tooMany } from './room-problems.ts'

/** About 60 ms and 32 MB a try. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const hashLength = 32
/** The wait after the first wrong PIN; each further one doubles it, up to the most. In milliseconds. */
const firstWaitMs = 1000
const mostWaitMs = 5 * 60_000
/** A turn in which nobody votes for so long is over: the laptop was left lying. In milliseconds. */
const idleMs = 15 * 60_000

/** Turns at the laptop that goes from hand to hand. One seat of a workshop has its turn at a time. */
export interface HotSeat {
  hasPin: (workshop: Id, seat: Id) => boolean
  /** Refused with `pin-set-already` where the seat has one and `turn` is not its own. */
  setPin: (workshop: Id, seat: Id, pin: string, turn: string | null) => Promise<void>
  clearPin: (workshop: Id, seat: Id) => void
  /** Refused with `wrong-pin`, and with TOO_MANY_REQUESTS before the wait for the last wrong one is over. */
  begin: (workshop: Id, seat: Id, pin: string | null) => Promise<string>
  vote: (workshop: Id, turn: string, item: Id, votes: Votes) => Promise<void>
  end: (workshop: Id, turn: string) => void
}

interface Turn {
  secret: string
  seat: Id
  usedAt: number
}

export function createHotSeat(context: AppContext, live: (workshop: Id) => LiveRoom): HotSeat {
  const { db } = context
  const turns = new Map<Id, Turn>()
  const now = () => Date.parse(context.clock())

  function needSeat(workshop: Id, seat: Id): void {
    const known = seatOf(live(workshop).state(), seat)
    if (!known || known.removed) throw notFound('seat')
    if (known.kind !== 'host' && known.kind !== 'proxy') throw refused('needs-a-host-seat')
  }

  function turnOf(workshop: Id, secret: string): Turn | null {
    const turn = turns.get(workshop)
    if (!turn || turn.secret !== secret) return null
    return now() - turn.usedAt > idleMs ? null : turn
  }

  async function setPin(workshop: Id, seat: Id, pin: string, secret: string | null): Promise<void> {
    needSeat(workshop, seat)
    const own = secret === null ? null : turnOf(workshop, secret)
    const mayChange = () => readPin(db, workshop, seat) === null || own?.seat === seat
    const salt = Buffer.from(context.randomBytes(16))
    const hash = mayChange() ? await hashOf(pin, salt) : null
    // Looked at again after the hash was worked out: of two that are first at once, one is.
    if (hash === null || !mayChange()) throw refused('pin-set-already')
    writePin(db, workshop, seat, { salt: salt.toString('hex'), hash: hash.toString('hex'), wrong: 0, waitUntil: null })
  }

  async function checkPin(workshop: Id, seat: Id, known: SeatPin, pin: string): Promise<void> {
    const wait = known.waitUntil === null ? 0 : Date.parse(known.waitUntil) - now()
    if (wait > 0) throw tooMany(wait)
    // Counted as wrong before it is looked at, so that many at once are no way round the wait.
    const wrong = known.wrong + 1
    const waitMs = Math.min(firstWaitMs * 2 ** known.wrong, mostWaitMs)
    writePin(db, workshop, seat, { ...known, wrong, waitUntil: new Date(now() + waitMs).toISOString() })
    const hash = await hashOf(pin, Buffer.from(known.salt, 'hex'))
    if (!timingSafeEqual(hash, Buffer.from(known.hash, 'hex'))) throw refused('wrong-pin', String(Math.ceil(waitMs / 1000)))
    // Read again after the hash was worked out: what was taken away meanwhile stays away, and another PIN was not tried yet.
    const standing = readPin(db, workshop, seat)
    if (standing === null) return
    if (standing.hash !== known.hash) return checkPin(workshop, seat, standing, pin)
    writePin(db, workshop, seat, { ...standing, wrong: 0, waitUntil: null })
  }

  return {
    hasPin: (workshop, seat) => readPin(db, workshop, seat) !== null,
    setPin,
    clearPin(workshop, seat) {
      needSeat(workshop, seat)
      deletePin(db, workshop, seat)
    },
    async begin(workshop, seat, pin) {
      needSeat(workshop, seat)
      const known = readPin(db, workshop, seat)
      if (known && pin === null) throw refused('pin-needed')
      if (known && pin !== null) await checkPin(workshop, seat, known, pin)
      const secret = Buffer.from(context.randomBytes(24)).toString('base64url')
      turns.set(workshop, { secret, seat, usedAt: now() })
      return secret
    },
    async vote(workshop, secret, item, votes) {
      const turn = turnOf(workshop, secret)
      if (!turn) throw refused('turn-over')
      turn.usedAt = now()
      await live(workshop).submit({ by: 'facilitator', command: { type: 'enter-votes', item, seat: turn.seat, via: 'hot-seat', votes } })
    },
    end(workshop, secret) {
      if (turns.get(workshop)?.secret === secret) turns.delete(workshop)
    },
  }
}

/** Refuses a hot-seat vote that goes past the PIN of its seat. */
export function needTurn(hotSeat: Pick<HotSeat, 'hasPin'>, workshop: Id, command: FacilitatorCommand): void {
  if (command.type === 'enter-votes' && command.via === 'hot-seat' && hotSeat.hasPin(workshop, command.seat)) throw refused('pin-needed')
}

function hashOf(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => scrypt(pin, salt, hashLength, cost, (error, hash) => (error ? reject(error) : resolve(hash))))
}
