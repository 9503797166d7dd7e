import type { Id } from '../../../shared/domain/id.ts'
import type { RoomClaim } from '../../../shared/domain/room.ts'

/** More than these do not wait at once; a facilitator could not tell them apart. */
export const mostClaims = 20
/** Nor more than these from one address, so that no device keeps the others out. */
export const mostClaimsPerAddress = 3

/** What a claim came to. */
export type ClaimAnswer = { seat: Id; token: string } | 'denied' | 'gone'

/** A claim that is being answered; one of the two is called, once. */
export interface TakenClaim {
  settle: (answer: ClaimAnswer) => void
  /** It waits again, unless whoever asked is gone. */
  putBack: () => void
}

/** Those who stand at the door and say that a seat is theirs. Kept in memory: whoever still waits after a restart asks again. */
export interface Claims {
  /** Answers when the facilitator does; `gone` when `signal` is aborted first. Null where too many wait, in all or at that address. */
  ask: (claim: Omit<RoomClaim, 'seats'>, signal: AbortSignal | undefined) => Promise<ClaimAnswer> | null
  list: () => Omit<RoomClaim, 'seats'>[]
  /** False where the claim is not waiting any more. */
  answer: (claim: Id, answer: ClaimAnswer) => boolean
  /** Takes a claim out, so that nobody else answers it meanwhile. Null where it is not waiting any more. */
  take: (claim: Id) => TakenClaim | null
  end: () => void
}

/** @param changed called whenever somebody comes or goes. */
export function createClaims(changed: () => void): Claims {
  const waiting = new Map<Id, { claim: Omit<RoomClaim, 'seats'>; settle: (answer: ClaimAnswer) => void; signal: AbortSignal | undefined }>()
  let over = false

  function answer(id: Id, given: ClaimAnswer): boolean {
    const known = waiting.get(id)
    if (!known) return false
    waiting.delete(id)
    known.settle(given)
    changed()
    return true
  }

  return {
    ask(claim, signal) {
      const fromThere = [...waiting.values()].filter(({ claim: { address } }) => address === claim.address).length
      if (waiting.size >= mostClaims || fromThere >= mostClaimsPerAddress) return null
      if (over || signal?.aborted) return Promise.resolve('gone')
      return new Promise((settle) => {
        waiting.set(claim.id, { claim, settle, signal })
        signal?.addEventListener('abort', () => answer(claim.id, 'gone'), { once: true })
        changed()
      })
    },
    list: () => [...waiting.values()].map(({ claim }) => claim),
    answer,
    take(id) {
      const known = waiting.get(id)
      if (!known) return null
      waiting.delete(id)
      changed()
      const putBack = (): void => {
        if (over || known.signal?.aborted) return known.settle('gone')
        waiting.set(id, known)
        changed()
      }
      return { settle: known.settle, putBack }
    },
    end() {
      over = true
      for (const id of [...waiting.keys()]) answer(id, 'gone')
    },
  }
}
