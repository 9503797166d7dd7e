import { plainProblem, tooMany } from './room-problems.ts'

/** How much the seat listener takes. Rates are per second, `burst` is what may come at once. */
export interface SeatLimits {
  /** Calls of one seat; before it is seated, of its address. */
  perSeat: { burst: number; rate: number }
  perAddress: { burst: number; rate: number }
  inAll: { burst: number; rate: number }
  /** New seats from one address: ninety phones behind one access point within a minute. */
  joins: { burst: number; rate: number }
  /** Wrong codes: from one address, and from everywhere. */
  wrongCodes: { burst: number; rate: number }
  wrongCodesInAll: { burst: number; rate: number }
  /** Seats in a room, and open sockets in all and from one address. */
  seats: number
  sockets: number
  socketsPerAddress: number
}

export const defaultSeatLimits: SeatLimits = {
  perSeat: { burst: 250, rate: 20 },
  perAddress: { burst: 1000, rate: 50 },
  inAll: { burst: 10_000, rate: 3000 },
  joins: { burst: 120, rate: 2 },
  wrongCodes: { burst: 20, rate: 1 / 6 },
  wrongCodesInAll: { burst: 100, rate: 1 },
  seats: 600,
  sockets: 1500,
  socketsPerAddress: 800,
}

/** A token bucket for each key. `now` is in milliseconds and only goes forward. */
export interface Buckets {
  /** Takes one; answers 0, or the milliseconds after which there will be one. */
  take: (key: string, now: number) => number
  /** As {@link Buckets.take}, but takes nothing. */
  peek: (key: string, now: number) => number
}

/** Keys that were full again are forgotten once there are this many, so that made-up addresses cost no memory. */
const mostKeys = 5000

export function createBuckets({ burst, rate }: { burst: number; rate: number }): Buckets {
  const levels = new Map<string, { level: number; at: number }>()
  const levelNow = (key: string, now: number): number => {
    const known = levels.get(key)
    return known ? Math.min(burst, known.level + ((now - known.at) * rate) / 1000) : burst
  }
  const wait = (level: number): number => (level >= 1 ? 0 : ((1 - level) / rate) * 1000)
  return {
    peek: (key, now) => wait(levelNow(key, now)),
    take(key, now) {
      const level = levelNow(key, now)
      const retry = wait(level)
      if (levels.size >= mostKeys) for (const old of levels.keys()) if (levelNow(old, now) >= burst) levels.delete(old)
      levels.set(key, { level: retry === 0 ? level - 1 : level, at: now })
      return retry
    },
  }
}

/** The guard at a room's door. Every method throws an error of the contract where it refuses. */
export interface SeatGuard {
  call: (who: { seat: string | null; address: string }) => void
  /** Whether {@link SeatGuard.call} would let it pass now. */
  hasRoom: (who: { seat: string | null; address: string }) => boolean
  code: (given: string, expected: string, address: string) => void
  join: (address: string, seats: number) => void
}

export function createSeatGuard(limits: SeatLimits): SeatGuard {
  const perSeat = createBuckets(limits.perSeat)
  const perAddress = createBuckets(limits.perAddress)
  const inAll = createBuckets(limits.inAll)
  const joins = createBuckets(limits.joins)
  const wrongCodes = createBuckets(limits.wrongCodes)
  const wrongCodesInAll = createBuckets(limits.wrongCodesInAll)
  const now = () => performance.now()
  const orRefuse = (retryAfterMs: number): void => {
    if (retryAfterMs > 0) throw tooMany(retryAfterMs)
  }
  return {
    call({ seat, address }) {
      orRefuse(seat === null ? perAddress.take(address, now()) : perSeat.take(seat, now()))
      orRefuse(inAll.take('', now()))
    },
    hasRoom: ({ seat, address }) =>
      (seat === null ? perAddress.peek(address, now()) : perSeat.peek(seat, now())) === 0 && inAll.peek('', now()) === 0,
    code(given, expected, address) {
      // Also the right code is refused then: an answer to any further guess would be what a guesser wants.
      orRefuse(Math.max(wrongCodes.peek(address, now()), wrongCodesInAll.peek('', now())))
      if (given === expected) return
      wrongCodes.take(address, now())
      wrongCodesInAll.take('', now())
      throw plainProblem('WRONG_CODE')
    },
    join(address, seats) {
      if (seats >= limits.seats) throw plainProblem('ROOM_FULL')
      orRefuse(joins.take(address, now()))
    },
  }
}
