import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { ItemThreat, SeatItem, SeatView, Vote } from '../../shared/domain/workshop.ts'
import { pollOf } from './poll.ts'
import { roomTimer } from './room-clock.ts'
import { revealedIn, shownReference, shownResult, type ViewContext } from './shown.ts'
import { askedFactors, openRound, seatOf, tableOf, type ItemState, type RoundState, type SeatState, type WorkshopState } from './state.ts'

/** The workshop as one seat sees it; null where there is no such seat, or it was removed. */
export function seatView(state: WorkshopState, seatId: Id, context: ViewContext): SeatView | null {
  const seat = seatOf(state, seatId)
  if (!seat || seat.removed) return null
  const { id, name, phase, settings, presented } = state
  return {
    workshop: { id, name, project: context.projectName, phase, way: settings.way, anonymous: settings.anonymous },
    seat: {
      id: seat.id,
      name: seat.name,
      role: seat.role,
      handRaised: seat.handRaised,
      table: seat.table,
      tableName: settings.tables.find((table) => table.id === seat.table)?.name ?? null,
      writesFor: tableMates(state, seat),
      coFacilitator: seat.coFacilitator,
    },
    items: state.items.filter((item) => concerns(state, item, seat)).map((item) => seatItem(state, item, seat)),
    presented,
    rubric: state.rubric,
    timer: roomTimer(state),
    poll: ownPoll(state, seat),
    elements: context.elements,
    // Not the log's last number: that would tell when others vote.
    seq: Math.max(state.sharedSeq, seat.seq),
  }
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
function ownPoll(state: WorkshopState, seat: SeatState): SeatView['poll'] {
  const poll = pollOf(state, noSeats)
  return poll && { phase: poll.phase, mine: state.poll?.answers.get(seat.id) ?? null, counts: poll.counts }
}

const noSeats: ReadonlySet<Id> = new Set()

function seatItem(state: WorkshopState, item: ItemState, seat: SeatState): SeatItem {
  const round = openRound(item)
  const result = shownResult(item)
  return {
    id: item.threat.id,
    threat: seatThreat(item.threat),
    phase: item.phase,
    round: round
      ? {
          number: round.number,
          factors: askedFactors(state.settings, seat, round),
          mine: ownVotes(round.factors.map((factor) => [factor, round])),
          revealAt: round.revealAt,
        }
      : null,
    revealed: result ? { result, mine: ownVotes(revealedIn(item).rounds) } : null,
    settled: item.phase === 'settled' ? (item.settlement?.values ?? null) : null,
    invited: item.phase === 'revealed' ? invitations(item, seat) : [],
    practice: item.practice !== null,
    reference: shownReference(item),
  }

  function ownVotes(rounds: readonly (readonly [DreadFactor, RoundState | undefined])[]): Partial<Record<DreadFactor, Vote>> {
    const own: Partial<Record<DreadFactor, Vote>> = {}
    for (const [factor, from] of rounds) {
      const vote = from?.votes[seat.index]?.[factor]?.vote
      if (vote) own[factor] = vote
    }
    return own
  }
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
function invitations(item: ItemState, seat: SeatState): SeatItem['invited'] {
  const { rounds, disputed } = revealedIn(item)
  return disputed.flatMap((factor): SeatItem['invited'] => {
    const round = rounds.find(([of]) => of === factor)?.[1]
    const result = round?.result?.factors[factor]
    const vote = round?.votes[seat.index]?.[factor]?.vote
    if (!result || !vote || !('value' in vote) || result.min === result.max) return []
    if (vote.value === result.min) return [{ factor, end: 'lowest' }]
    return vote.value === result.max ? [{ factor, end: 'highest' }] : []
  })
}
