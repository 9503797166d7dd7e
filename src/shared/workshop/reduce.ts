import type { DreadFactor } from '../domain/dread.ts'
import type { Id } from '../domain/id.ts'
import type { PracticeThreat } from '../domain/practice.ts'
import { PollAnswer, type Disclosure, type ItemThreat } from '../domain/workshop.ts'
import type { Entry, RoundRef } from './events.ts'
import { roundProgress } from './progress.ts'
import { resultOf } from './result.ts'
import { itemOf, openRound, seatOf, tableOf, type CastVote, type ItemState, type RoundState, type SeatState, type SeatVotes, type WorkshopState } from './state.ts'
import { voteOf } from './vote.ts'

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
  const { seq, hash } = entry
  return { ...apply(state, entry), seq, hash, sharedSeq: isPrivate(entry) ? state.sharedSeq : seq }
}

/** Replays a whole log. */
export function replay(entries: Iterable<Entry>): WorkshopState | null {
  let state: WorkshopState | null = null
  for (const entry of entries) state = reduce(state, entry)
  return state
}

/** Events that change nothing another seat sees. */
export function isPrivate(entry: Entry): boolean {
  return privateTypes.has(entry.body.type)
}

const privateTypes: ReadonlySet<Entry['body']['type']> = new Set([
  'voted',
  'hand',
  'seat-joined',
  'seat-removed',
  'seat-taken-over',
  'handed-over',
  'proposed',
  'proposal-dropped',
  'proposal-merged',
  'commented',
  'action-added',
  'action-finished',
  'action-dropped',
  'walked',
  'polled',
])

function created(payload: Extract<Entry['body'], { type: 'created' }>['payload'], entry: Entry): WorkshopState {
  const { workshop, project, name, settings, treatmentLine, discoverability, agenda, practice, rubric } = payload
  const items = [...(practice ? [practiceItem(practice)] : []), ...agenda.map((threat) => newItem(threat))]
  return {
    id: workshop,
    project,
    name,
    settings,
    treatmentLine,
    discoverability,
    phase: 'lobby',
    seats: [],
    seatSeqs: [],
    seatIndex: new Map(),
    items,
    itemIndex: indexOf(items),
    rubric,
    presented: null,
    presentedAt: null,
    proposals: [],
    comments: [],
    actions: [],
    poll: null,
    clock: null,
    walk: null,
    lead: null,
    startedAt: null,
    pausedAt: null,
    pauses: [],
    seq: entry.seq,
    hash: entry.hash,
    sharedSeq: entry.seq,
  }
}

function newItem(threat: ItemThreat): ItemState {
  return { threat, phase: 'waiting', rounds: [], settlement: null, note: '', practice: null }
}

function practiceItem({ id, title, description, stride, reference, reasons }: PracticeThreat & { id: Id }): ItemState {
  return { ...newItem({ id, displayId: '', title, description, stride, affected: [], evidence: [] }), practice: { reference, reasons } }
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
      return { ...state, phase: 'paused', pausedAt: entry.at }
    case 'resumed':
      return { ...state, phase: 'running', pausedAt: null, pauses: state.pausedAt === null ? state.pauses : [...state.pauses, { from: state.pausedAt, to: entry.at }] }
    case 'closed':
      return { ...state, phase: 'closed', items: state.items.map(withoutOpenRound) }
    case 'seat-joined':
      return withSeat(state, body.payload, disclosures, entry.seq)
    case 'seat-removed':
      return withoutLead(changeSeat(state, body.payload.seat, gone, entry.seq), body.payload.seat)
    case 'seat-changed': {
      const { seat, ...set } = body.payload
      const next = changeSeat(state, seat, set, entry.seq)
      return set.coFacilitator ? next : withoutLead(next, seat)
    }
    case 'seat-taken-over':
      return concerning(state, body.payload.seat, entry.seq)
    case 'handed-over':
      return { ...state, lead: body.payload.to }
    case 'hand':
      return changeSeat(state, body.payload.seat, { handRaised: body.payload.raised, handSeq: entry.seq }, entry.seq)
    case 'presented':
      return { ...state, presented: body.payload.item, presentedAt: entry.at }
    case 'rounds-opened':
      return changeRounds(state, body.payload.rounds, (item, ref) => ({
        ...item,
        phase: 'open',
        note: '',
        rounds: [...item.rounds, newRound(state, ref, entry)],
      }))
    case 'voted':
      return withVotes(state, body.payload, disclosures, entry.seq)
    case 'reveal-scheduled':
      return changeRounds(state, body.payload.rounds, (item) => changeOpenRound(item, (round) => ({ ...round, revealAt: body.payload.revealAt })))
    case 'reveal-cancelled':
      return changeRounds(state, body.payload.rounds, (item) =>
        changeOpenRound(item, (round) => ({ ...round, revealAt: null, held: round.held || body.payload.why === 'asked' })),
      )
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
    case 'proposal-merged':
      return changeProposal(state, body.payload.proposal, 'merged')
    case 'proposal-kept':
      return withItems(changeProposal(state, body.payload.proposal, 'kept'), [body.payload.threat])
    case 'items-added':
      return withItems(state, body.payload.threats)
    case 'reworded': {
      const { item, title, description } = body.payload
      return changeItem(state, item, (old) => ({ ...old, threat: { ...old.threat, title, description } }))
    }
    case 'walked':
      return { ...state, walk: body.payload.element }
    case 'timer-set':
      return { ...state, clock: body.payload.until === null ? null : { from: entry.at, until: body.payload.until } }
    case 'commented': {
      const { comment, seat, item, text } = body.payload
      return { ...state, comments: [...state.comments, { id: comment, seat, item, text: openedText(disclosures, text), at: entry.at }] }
    }
    case 'action-added': {
      const { action, item, text, owner, due } = body.payload
      return { ...state, actions: [...state.actions, { id: action, item, text, owner: owner === null ? '' : openedText(disclosures, owner), due, done: false }] }
    }
    case 'action-finished': {
      const { action, done } = body.payload
      return { ...state, actions: state.actions.map((old) => (old.id === action ? { ...old, done } : old)) }
    }
    case 'action-dropped':
      return { ...state, actions: state.actions.filter((action) => action.id !== body.payload.action) }
    case 'poll-opened':
      return { ...state, poll: { phase: 'open', answers: state.poll?.answers ?? new Map() } }
    case 'polled':
      return withAnswer(state, body.payload, disclosures, entry.seq)
    case 'poll-closed':
      return state.poll ? { ...state, poll: { ...state.poll, phase: 'closed' } } : state
  }
}

/** What a removed seat no longer has. */
const gone = { removed: true, handRaised: false, scribe: false, coFacilitator: false } as const

/** A seat that may no longer lead gives the lead back to the host. */
function withoutLead(state: WorkshopState, seat: Id): WorkshopState {
  return state.lead === seat ? { ...state, lead: null } : state
}

/** Milliseconds from one instant to a later one; 0 where there was none. */
function newRound(state: WorkshopState, ref: RoundRef & { factors: readonly DreadFactor[] }, entry: Entry): RoundState {
  return {
    number: ref.round,
    factors: ref.factors,
    table: tableOf(state, ref.item),
    phase: 'open',
    votes: [],
    revealAt: null,
    at: entry.at,
    opened: entry.seq,
    held: false,
    result: null,
    progress: null,
  }
}

function withItems(state: WorkshopState, threats: readonly ItemThreat[]): WorkshopState {
  const items = [...state.items, ...threats.map(newItem)]
  return { ...state, items, itemIndex: indexOf(items) }
}

function withAnswer(state: WorkshopState, polled: { seat: Id; answer: string }, disclosures: readonly Disclosure[], seq: number): WorkshopState {
  if (!state.poll) return state
  const answer = PollAnswer.safeParse(opened(disclosures, polled.answer))
  const answers = new Map(state.poll.answers).set(polled.seat, answer.success ? answer.data : null)
  return concerning({ ...state, poll: { ...state.poll, answers } }, polled.seat, seq)
}

type Joined = Extract<Entry['body'], { type: 'seat-joined' }>['payload']
type Voted = Extract<Entry['body'], { type: 'voted' }>['payload']

function withSeat(state: WorkshopState, joined: Joined, disclosures: readonly Disclosure[], seq: number): WorkshopState {
  const index = state.seats.length
  const seat: SeatState = {
    id: joined.seat,
    index,
    name: joined.name === null ? '' : openedText(disclosures, joined.name),
    role: joined.role,
    kind: joined.kind,
    table: joined.table,
    scribe: false,
    coFacilitator: false,
    handRaised: false,
    handSeq: 0,
    removed: false,
  }
  return { ...state, seats: [...state.seats, seat], seatSeqs: [...state.seatSeqs, seq], seatIndex: new Map(state.seatIndex).set(seat.id, index) }
}

function opened(disclosures: readonly Disclosure[], digest: string): unknown {
  return disclosures.find((disclosure) => disclosure.digest === digest)?.value
}

/** The text behind a digest; empty where its disclosure was cut. */
function openedText(disclosures: readonly Disclosure[], digest: string): string {
  const text = opened(disclosures, digest)
  return typeof text === 'string' ? text : ''
}

function withVotes(state: WorkshopState, voted: Voted, disclosures: readonly Disclosure[], seq: number): WorkshopState {
  const seat = seatOf(state, voted.seat)
  if (!seat) throw new Error(`event ${seq} is a vote of a seat that never joined`)
  const next = changeItem(state, voted.item, (item) =>
    changeOpenRound(item, (round) => {
      const votes: Partial<Record<Voted['votes'][number]['factor'], CastVote>> = { ...round.votes[seat.index] }
      for (const { factor, vote } of voted.votes) {
        votes[factor] = { vote: voteOf(opened(disclosures, vote)), via: voted.via, seq }
      }
      return { ...round, votes: withAt(round.votes, seat.index, votes) }
    }),
  )
  return concerning(next, seat.id, seq)
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
    progress: roundProgress(state.settings, closed, state.seats, absent).seats,
  }
}

function changeSeat(state: WorkshopState, id: Id, change: Partial<SeatState>, seq: number): WorkshopState {
  const seat = knownSeat(state, id)
  return concerning({ ...state, seats: state.seats.with(seat.index, { ...seat, ...change }) }, id, seq)
}

/** Event `seq` changed what this seat sees, and what no other does. */
function concerning(state: WorkshopState, id: Id, seq: number): WorkshopState {
  return { ...state, seatSeqs: state.seatSeqs.with(knownSeat(state, id).index, seq) }
}

function knownSeat(state: WorkshopState, id: Id): SeatState {
  const seat = seatOf(state, id)
  if (!seat) throw new Error(`no seat ${id}`)
  return seat
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

function changeProposal(state: WorkshopState, id: Id, to: 'kept' | 'merged' | 'dropped'): WorkshopState {
  return { ...state, proposals: state.proposals.map((proposal) => (proposal.id === id ? { ...proposal, state: to } : proposal)) }
}
