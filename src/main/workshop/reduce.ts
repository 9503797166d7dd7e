import type { Id } from '../../shared/domain/id.ts'
import { Vote, type Disclosure } from '../../shared/domain/workshop.ts'
import type { Entry, RoundRef } from './events.ts'
import { roundProgress } from './progress.ts'
import { resultOf } from './result.ts'
import { itemOf, openRound, seatOf, type CastVote, type ItemState, type RoundState, type SeatState, type SeatVotes, type WorkshopState } from './state.ts'

/**
 * The state after one more event of the log. Pure: the same log gives the same state, live or replayed. Throws an Error
 * where the event cannot follow (a log that was tampered with or cut in the middle).
 */
export function reduce(state: WorkshopState | null, entry: Entry): WorkshopState {
  if (entry.body.type === 'created') {
    if (state !== null) throw new Error('a workshop is created once')
    return created(entry.body.payload, entry)
  }
  if (state === null || entry.seq !== state.seq + 1) throw new Error(`event ${entry.seq} does not follow`)
  const next = { ...apply(state, entry), seq: entry.seq, hash: entry.hash }
  return isPrivate(entry) ? next : { ...next, sharedSeq: entry.seq }
}

/** Replays a whole log. */
export function replay(entries: Iterable<Entry>): WorkshopState | null {
  let state: WorkshopState | null = null
  for (const entry of entries) state = reduce(state, entry)
  return state
}

/** Events that change nothing another seat sees. */
export function isPrivate(entry: Entry): boolean {
  const { type } = entry.body
  return type === 'voted' || type === 'hand' || type === 'seat-joined' || type === 'seat-removed' || type === 'proposed' || type === 'proposal-dropped'
}

function created(payload: Extract<Entry['body'], { type: 'created' }>['payload'], entry: Entry): WorkshopState {
  const { workshop, project, name, settings, treatmentLine, discoverability, agenda } = payload
  const items = agenda.map((threat): ItemState => ({ threat, phase: 'waiting', rounds: [], settlement: null, note: '' }))
  return {
    id: workshop,
    project,
    name,
    settings,
    treatmentLine,
    discoverability,
    phase: 'lobby',
    seats: [],
    seatIndex: new Map(),
    items,
    itemIndex: indexOf(items),
    presented: null,
    proposals: [],
    startedAt: null,
    seq: entry.seq,
    hash: entry.hash,
    sharedSeq: entry.seq,
  }
}

function indexOf(items: readonly ItemState[]): ReadonlyMap<Id, number> {
  return new Map(items.map((item, index) => [item.threat.id, index]))
}

function apply(state: WorkshopState, entry: Entry): WorkshopState {
  const { body, disclosures } = entry
  switch (body.type) {
    case 'created':
      return state
    case 'started':
      return { ...state, phase: 'running', startedAt: entry.at }
    case 'paused':
      return { ...state, phase: 'paused' }
    case 'resumed':
      return { ...state, phase: 'running' }
    case 'closed':
      return { ...state, phase: 'closed', items: state.items.map(withoutOpenRound) }
    case 'seat-joined':
      return withSeat(state, body.payload, disclosures, entry.seq)
    case 'seat-removed':
      return changeSeat(state, body.payload.seat, (seat) => ({ ...seat, removed: true, handRaised: false, seq: entry.seq }))
    case 'hand':
      return changeSeat(state, body.payload.seat, (seat) => ({ ...seat, handRaised: body.payload.raised, seq: entry.seq }))
    case 'presented':
      return { ...state, presented: body.payload.item }
    case 'rounds-opened':
      return changeRounds(state, body.payload.rounds, (item, ref) => ({
        ...item,
        phase: 'open',
        note: '',
        rounds: [...item.rounds, { number: ref.round, factors: ref.factors, phase: 'open', votes: [], revealAt: null, result: null, progress: null }],
      }))
    case 'voted':
      return withVotes(state, body.payload, disclosures, entry.seq)
    case 'reveal-scheduled':
      return changeRounds(state, body.payload.rounds, (item) => changeOpenRound(item, (round) => ({ ...round, revealAt: body.payload.revealAt })))
    case 'reveal-cancelled':
      return changeRounds(state, body.payload.rounds, (item) => changeOpenRound(item, (round) => ({ ...round, revealAt: null })))
    case 'revealed': {
      const absent = new Set(body.payload.absent)
      return changeRounds(state, body.payload.rounds, (item) => ({ ...changeOpenRound(item, (round) => revealed(state, round, absent)), phase: 'revealed' }))
    }
    case 'settled': {
      const { item, values, method, rationale, dissent } = body.payload
      return changeItem(state, item, (old) => ({ ...old, phase: 'settled', settlement: { values, method, rationale, dissent }, note: '' }))
    }
    case 'parked':
      return changeItem(state, body.payload.item, (item) => ({ ...abandoned(item), phase: 'parked', note: body.payload.reason }))
    case 'skipped':
      return changeItem(state, body.payload.item, (item) => ({ ...abandoned(item), phase: 'skipped', note: body.payload.reason }))
    case 'proposed': {
      const { proposal, seat, element, stride, text } = body.payload
      return { ...state, proposals: [...state.proposals, { id: proposal, seat, element, stride, text, state: 'new' }] }
    }
    case 'proposal-dropped':
      return changeProposal(state, body.payload.proposal, 'dropped')
    case 'proposal-kept': {
      const items: ItemState[] = [...state.items, { threat: body.payload.threat, phase: 'waiting', rounds: [], settlement: null, note: '' }]
      return { ...changeProposal(state, body.payload.proposal, 'kept'), items, itemIndex: indexOf(items) }
    }
  }
}

type Joined = Extract<Entry['body'], { type: 'seat-joined' }>['payload']
type Voted = Extract<Entry['body'], { type: 'voted' }>['payload']

function withSeat(state: WorkshopState, joined: Joined, disclosures: readonly Disclosure[], seq: number): WorkshopState {
  const index = state.seats.length
  const name = joined.name === null ? '' : opened(disclosures, joined.name)
  const seat: SeatState = {
    id: joined.seat,
    index,
    name: typeof name === 'string' ? name : '',
    role: joined.role,
    kind: joined.kind,
    handRaised: false,
    removed: false,
    seq,
  }
  return { ...state, seats: [...state.seats, seat], seatIndex: new Map(state.seatIndex).set(seat.id, index) }
}

function opened(disclosures: readonly Disclosure[], digest: string): unknown {
  return disclosures.find((disclosure) => disclosure.digest === digest)?.value
}

function withVotes(state: WorkshopState, voted: Voted, disclosures: readonly Disclosure[], seq: number): WorkshopState {
  const seat = seatOf(state, voted.seat)
  if (!seat) throw new Error(`event ${seq} is a vote of a seat that never joined`)
  const next = changeItem(state, voted.item, (item) =>
    changeOpenRound(item, (round) => {
      const votes: Partial<Record<Voted['votes'][number]['factor'], CastVote>> = { ...round.votes[seat.index] }
      for (const { factor, vote } of voted.votes) {
        const parsed = Vote.safeParse(opened(disclosures, vote))
        votes[factor] = { vote: parsed.success ? parsed.data : null, via: voted.via, seq }
      }
      return { ...round, votes: withAt(round.votes, seat.index, votes) }
    }),
  )
  return changeSeat(next, seat.id, (old) => ({ ...old, seq }))
}

function withAt(votes: RoundState['votes'], index: number, value: SeatVotes): RoundState['votes'] {
  const copy = votes.slice()
  while (copy.length < index) copy.push(undefined)
  copy[index] = value
  return copy
}

/** A seat that was removed before the reveal does not count: its votes stay in the log only. */
function revealed(state: WorkshopState, round: RoundState, absent: ReadonlySet<Id>): RoundState {
  const votes = round.votes.map((own, index) => (state.seats[index]?.removed ? undefined : own))
  const closed: RoundState = { ...round, phase: 'revealed', revealAt: null, votes }
  return {
    ...closed,
    result: resultOf(state.settings, closed, state.seats, absent),
    progress: roundProgress(state.settings, closed, state.seats, absent),
  }
}

function changeSeat(state: WorkshopState, id: Id, change: (seat: SeatState) => SeatState): WorkshopState {
  const seat = seatOf(state, id)
  if (!seat) throw new Error(`no seat ${id}`)
  return { ...state, seats: state.seats.with(seat.index, change(seat)) }
}

function changeItem(state: WorkshopState, id: Id, change: (item: ItemState) => ItemState): WorkshopState {
  const item = itemOf(state, id)
  const index = state.itemIndex.get(id)
  if (!item || index === undefined) throw new Error(`no item ${id}`)
  return { ...state, items: state.items.with(index, change(item)) }
}

function changeRounds<Ref extends RoundRef>(state: WorkshopState, refs: readonly Ref[], change: (item: ItemState, ref: Ref) => ItemState): WorkshopState {
  return refs.reduce((next, ref) => changeItem(next, ref.item, (item) => change(item, ref)), state)
}

function changeOpenRound(item: ItemState, change: (round: RoundState) => RoundState): ItemState {
  const round = openRound(item)
  return round ? { ...item, rounds: item.rounds.with(-1, change(round)) } : item
}

/** The item with its open round ended without a reveal. */
function abandoned(item: ItemState): ItemState {
  return changeOpenRound(item, (round) => ({ ...round, phase: 'abandoned', revealAt: null }))
}

/** What the end of the workshop leaves of an open item: what it had before, as if the last round had never been opened. */
function withoutOpenRound(item: ItemState): ItemState {
  if (!openRound(item)) return item
  if (item.settlement) return { ...abandoned(item), phase: 'settled' }
  const revealedBefore = item.rounds.some((round) => round.phase === 'revealed')
  return { ...abandoned(item), phase: revealedBefore ? 'revealed' : 'waiting' }
}

function changeProposal(state: WorkshopState, id: Id, to: 'kept' | 'dropped'): WorkshopState {
  return { ...state, proposals: state.proposals.map((proposal) => (proposal.id === id ? { ...proposal, state: to } : proposal)) }
}
