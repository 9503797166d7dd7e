import type { Database } from 'better-sqlite3'
import type { VotedRound } from '../../../shared/contract/decision.ts'
import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { SeatVotes } from '../../../shared/domain/register-rows.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import type { Disclosure, RoundResult } from '../../../shared/domain/workshop.ts'
import { listWorkshops, readLog, type LogEntry } from '../../store/workshops.ts'
import { entriesOf } from '../../../shared/workshop/events.ts'
import { replay } from '../../../shared/workshop/reduce.ts'
import { sealedInLog } from '../../../shared/workshop/sealed-values.ts'
import type { ItemState, WorkshopState } from '../../../shared/workshop/state.ts'

/** A workshop that was started, with its log replayed. */
export interface HeldWorkshop {
  id: Id
  name: string
  log: readonly LogEntry[]
  state: WorkshopState
}

const held = new WeakMap<Database, Map<Id, HeldWorkshop>>()

/** Workshops of a project that were started, the oldest first. Replayed again only where the log grew. */
export function heldWorkshops(db: Database, project: Id): HeldWorkshop[] {
  const known = held.get(db) ?? new Map<Id, HeldWorkshop>()
  held.set(db, known)
  return listWorkshops(db, project)
    .filter((row) => row.phase !== 'lobby')
    .flatMap((row) => {
      const found = known.get(row.id)
      if (found && found.log.length === lastSeq(db, row.id)) return [found]
      const log = readLog(db, row.id)
      const state = replay(entriesOf(log))
      if (!state) return []
      const now = { id: row.id, name: row.name, log, state }
      known.set(row.id, now)
      return [now]
    })
}

function lastSeq(db: Database, workshop: Id): unknown {
  return db.prepare('SELECT max(seq) FROM workshop_events WHERE workshop = ?').pluck().get(workshop)
}

/** Forgets what was replayed, names and votes with it. For after an erasure. */
export function forgetWorkshops(db: Database): void {
  held.delete(db)
}

/** The item of the workshop that settled a threat; without one, of the newest workshop that revealed a vote on it. */
export function itemOfThreat(workshops: readonly HeldWorkshop[], threat: Threat): ItemState | undefined {
  return votedOn(workshops, threat)?.item
}

function votedOn(workshops: readonly HeldWorkshop[], threat: Threat): { state: WorkshopState; item: ItemState } | undefined {
  const settledIn = threat.settled?.workshop
  const candidates = settledIn === undefined ? workshops.toReversed() : workshops.filter((workshop) => workshop.id === settledIn)
  for (const { state } of candidates) {
    const index = state.itemIndex.get(threat.id)
    const item = index === undefined ? undefined : state.items[index]
    if (item?.rounds.some((round) => round.result !== null)) return { state, item }
  }
  return undefined
}

/** The revealed rounds on a threat, with who voted what where the workshop was not anonymous; none where votes were erased. */
export function votedRounds(workshops: readonly HeldWorkshop[], threat: Threat): VotedRound[] {
  const found = votedOn(workshops, threat)
  if (!found) return []
  const { state, item } = found
  const named = state.settings.anonymous ? [] : state.seats
  return (roundResults(item) ?? []).map((result) => {
    const round = item.rounds.find(({ number }) => number === result.number)
    const seats = named.flatMap(({ name }, place) => {
      const votes: VotedRound['seats'][number]['votes'] = {}
      for (const factor of dreadFactors) {
        const cast = round?.votes[place]?.[factor]
        if (cast?.vote) votes[factor] = { vote: cast.vote, via: cast.via }
      }
      return Object.keys(votes).length > 0 ? [{ name: name ?? '', votes }] : []
    })
    return { ...result, seats }
  })
}

/** Each seat's latest revealed vote on each factor of an item. */
export function seatVotes(item: ItemState): SeatVotes[] {
  const seats: SeatVotes[] = []
  for (const round of item.rounds) {
    if (round.phase !== 'revealed') continue
    for (const [seat, own] of round.votes.entries()) {
      const votes = (seats[seat] ??= {})
      for (const factor of dreadFactors) {
        const vote = own?.[factor]?.vote
        if (vote && 'value' in vote) votes[factor] = vote.value
        else if (vote) Reflect.deleteProperty(votes, factor)
      }
    }
  }
  return seats.filter((votes) => votes !== undefined)
}

/** What the room voted on an item, round by round; null where votes were erased, so that it can not be counted again. */
export function roundResults(item: ItemState): RoundResult[] | null {
  const revealed = item.rounds.filter((round) => round.result !== null)
  const erased = revealed.some((round) => round.votes.some((own) => Object.values(own ?? {}).some((cast) => cast.vote === null)))
  return erased ? null : revealed.flatMap((round) => (round.result ? [round.result] : []))
}

/**
 * The disclosures of a workshop that may leave it: names of seats, those votes that a reveal showed, remarks and owners of actions.
 * None of an anonymous workshop; no vote of a round that is still hidden, nor one that was replaced before the reveal; no answer to
 * the poll.
 */
export function shownDisclosures({ log, state }: HeldWorkshop): Disclosure[] {
  const { told } = sealedInLog(entriesOf(log), state)
  return log.flatMap(({ disclosures }) => disclosures.filter(({ digest }) => told.has(digest)))
}
