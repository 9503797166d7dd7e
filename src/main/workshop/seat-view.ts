import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { ItemThreat, SeatItem, SeatView, Vote, Votes } from '../../shared/domain/workshop.ts'
import { pollOf } from '../../shared/workshop/poll.ts'
import { roomTimer } from './room-clock.ts'
import { revealedIn, shownReference, shownResult, type ViewContext } from './shown.ts'
import { askedFactors, openRound, seatOf, tableOf, type ItemState, type RoundState, type SeatState, type WorkshopState } from '../../shared/workshop/state.ts'

/** The workshop as one seat sees it; null where there is no such seat, or it was removed. */
export function seatView(state: WorkshopState, seatId: Id, context: ViewContext): SeatView | null {
  const seat = seatOf(state, seatId)
  if (!seat || seat.removed) return null
  return viewWith(state, context, {
    seat: ownSeat(state, seat),
    items: itemsFor(state, seat).map((item) => seatItem(state, item, seat)),
    rubric: state.rubric,
    poll: ownPoll(state, seat),
    elements: context.elements,
    seq: ownSeq(state, seat),
  })
}

/** A view with `parts` for what differs from seat to seat, or is long; all the rest is the same for every seat. */
export function viewWith<Seat, Items, Texts, OwnPoll, Elements, Seq>(
  state: WorkshopState,
  { projectName }: ViewContext,
  parts: { seat: Seat; items: Items; rubric: Texts; poll: OwnPoll; elements: Elements; seq: Seq },
) {
  const { id, name, phase, settings, presented } = state
  return {
    workshop: { id, name, project: projectName, phase, way: settings.way, anonymous: settings.anonymous },
    seat: parts.seat,
    items: parts.items,
    presented,
    rubric: parts.rubric,
    timer: roomTimer(state),
    poll: parts.poll,
    elements: parts.elements,
    seq: parts.seq,
  }
}

export function ownSeat(state: WorkshopState, seat: SeatState): SeatView['seat'] {
  return {
    id: seat.id,
    name: seat.name,
    role: seat.role,
    handRaised: seat.handRaised,
    table: seat.table,
    tableName: state.settings.tables.find((table) => table.id === seat.table)?.name ?? null,
    writesFor: tableMates(state, seat),
    coFacilitator: seat.coFacilitator,
  }
}

/** Not the log's last number: that would tell when others vote. */
export function ownSeq(state: WorkshopState, seat: SeatState): number {
  return Math.max(state.sharedSeq, state.seatSeqs[seat.index] ?? 0)
}

export function itemsFor(state: WorkshopState, seat: SeatState): readonly ItemState[] {
  return state.settings.tables.length === 0 ? state.items : state.items.filter((item) => concerns(state, item, seat))
}

/** Another table's threats are shown once they are revealed. */
function concerns(state: WorkshopState, item: ItemState, seat: SeatState): boolean {
  const table = tableOf(state, item.threat.id)
  return table === null || table === seat.table || item.rounds.some((round) => round.phase === 'revealed')
}

function tableMates(state: WorkshopState, scribe: SeatState): { id: Id; name: string }[] | null {
  if (!scribe.scribe || scribe.table === null) return null
  const mates = state.seats.filter((seat) => !seat.removed && seat.id !== scribe.id && seat.table === scribe.table)
  return mates.map(({ id, name }) => ({ id, name }))
}

/** Without how many answered: a seat's view changes only with what it may see. */
export function ownPoll(state: WorkshopState, seat: SeatState): SeatView['poll'] {
  const poll = pollOf(state, noSeats)
  return poll && { phase: poll.phase, mine: state.poll?.answers.get(seat.id) ?? null, counts: poll.counts }
}

const noSeats: ReadonlySet<Id> = new Set()

function seatItem(state: WorkshopState, item: ItemState, seat: SeatState): SeatItem {
  const round = openRound(item)
  return itemWith(item, {
    factors: round ? [...askedFactors(state.settings, seat, round)] : [],
    mine: round ? ownVotes(round.factors.map((factor) => [factor, ownVote(round, factor, seat)])) : {},
    shown: ownVotes(revealedIn(item).rounds.map(([factor, from]) => [factor, ownVote(from, factor, seat)])),
    invited: invitations(item, seat),
  })
}

/** An item's view with `own` where it differs from seat to seat: what it is asked, what it voted, and whether it should speak. */
export function itemWith<Factors, Own, Invited>(item: ItemState, own: { factors: Factors; mine: Own; shown: Own; invited: Invited }) {
  const round = openRound(item)
  const result = shownResult(item)
  return {
    id: item.threat.id,
    threat: seatThreat(item.threat),
    phase: item.phase,
    round: round ? { number: round.number, factors: own.factors, mine: own.mine, revealAt: round.revealAt } : null,
    revealed: result ? { result, mine: own.shown } : null,
    settled: item.phase === 'settled' ? (item.settlement?.values ?? null) : null,
    invited: own.invited,
    practice: item.practice !== null,
    reference: shownReference(item),
  }
}

/** What a seat voted on a factor; null where it did not, or where its vote was cut. */
export function ownVote(round: RoundState | undefined, factor: DreadFactor, seat: SeatState): Vote | null {
  return round?.votes[seat.index]?.[factor]?.vote ?? null
}

function ownVotes(votes: readonly (readonly [DreadFactor, Vote | null])[]): Votes {
  const own: Votes = {}
  for (const [factor, vote] of votes) if (vote) own[factor] = vote
  return own
}

const seatThreats = new WeakMap<ItemThreat, SeatItem['threat']>()

/** The same object for all seats, so that it is put into text once for all of them. */
function seatThreat(threat: ItemThreat): SeatItem['threat'] {
  let text = seatThreats.get(threat)
  if (!text) {
    const { id, displayId, title, description, stride, affected } = threat
    seatThreats.set(threat, (text = { id, displayId, title, description, stride, affected }))
  }
  return text
}

/** Where the room disagrees, those at its ends say why first. */
export function invitations(item: ItemState, seat: SeatState): SeatItem['invited'] {
  if (item.phase !== 'revealed') return []
  return revealedIn(item).disputed.flatMap(({ factor, round, min, max }): SeatItem['invited'] => {
    const vote = ownVote(round, factor, seat)
    if (!vote || !('value' in vote)) return []
    if (vote.value === min) return [{ factor, end: 'lowest' }]
    return vote.value === max ? [{ factor, end: 'highest' }] : []
  })
}
