import { dreadFactors, type DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { Disclosure, VoteVia, Votes } from '../../shared/domain/workshop.ts'
import { accepted, refused, type DecideContext, type Decision, type SeatCommand } from './command.ts'
import { askedFactors, itemOf, openRound, seatOf, type WorkshopState } from './state.ts'

/** What a seat's own request does: it can vote, raise a hand and propose, and nothing else. */
export function decideSeat(state: WorkshopState, seatId: Id, command: SeatCommand, context: DecideContext): Decision {
  const seat = seatOf(state, seatId)
  if (!seat || seat.removed) return refused({ code: 'FORBIDDEN' })
  switch (command.type) {
    case 'vote':
      return decideVotes(state, { ...command, seat: seatId, via: 'own-device' }, context)
    case 'hand':
      if (state.phase === 'closed') return refused({ code: 'WRONG_PHASE', phase: state.phase })
      if (seat.handRaised === command.raised) return accepted()
      return accepted({ type: 'hand', payload: { seat: seatId, raised: command.raised } })
    case 'propose': {
      if (state.phase === 'closed') return refused({ code: 'WRONG_PHASE', phase: state.phase })
      const waiting = state.proposals.filter((proposal) => proposal.seat === seatId && proposal.state === 'new').length
      if (waiting >= mostProposals) return refused({ code: 'REFUSED', reason: 'too-many-proposals' })
      const { element, stride, text } = command
      return accepted({ type: 'proposed', payload: { proposal: context.newId(), seat: seatId, element, stride, text } })
    }
  }
}

/** Undecided proposals one seat may have in the facilitator's inbox. */
const mostProposals = 20

/** Votes of one seat in one round, from its own device or entered for it. All factors are taken, or none. */
export function decideVotes(
  state: WorkshopState,
  cast: { item: Id; round: number; seat: Id; via: VoteVia; votes: Votes },
  context: DecideContext,
): Decision {
  const seat = seatOf(state, cast.seat)
  const item = itemOf(state, cast.item)
  if (!seat || seat.removed) return refused({ code: 'NOT_FOUND', what: 'seat' })
  if (!item) return refused({ code: 'NOT_FOUND', what: 'item' })
  const round = openRound(item)
  if (round?.number !== cast.round) {
    // A round that was open once has ended: the vote lost the race.
    if (item.rounds.some((ended) => ended.number === cast.round)) return refused({ code: 'NOT_COUNTED', item: cast.item, round: cast.round })
    return refused({ code: 'WRONG_PHASE', phase: item.phase })
  }
  if (state.phase !== 'running') return refused({ code: 'WRONG_PHASE', phase: state.phase })
  const asked = askedFactors(state.settings, seat.role, round)
  const given = factorsOf(cast.votes)
  if (given.length === 0) return refused({ code: 'REFUSED', reason: 'no-votes' })
  if (given.some((factor) => !asked.includes(factor))) return refused({ code: 'REFUSED', reason: 'not-asked' })
  const disclosures: Disclosure[] = []
  const votes = given.map((factor) => {
    const disclosure = context.seal(`vote.${factor}`, cast.votes[factor])
    disclosures.push(disclosure)
    return { factor, vote: disclosure.digest }
  })
  const { item: itemId, round: number, seat: seatId, via } = cast
  return { events: [{ type: 'voted', payload: { item: itemId, round: number, seat: seatId, via, votes } }], disclosures }
}

function factorsOf(votes: Votes): DreadFactor[] {
  return dreadFactors.filter((factor) => votes[factor] !== undefined)
}

/** A new seat. In an anonymous workshop the name goes nowhere, not even under a digest. */
export function seatJoined(state: WorkshopState, seat: { id: Id; kind: 'device' | 'host'; name: string; role: string | null }, context: DecideContext): Decision {
  if (state.phase === 'closed') return refused({ code: 'WRONG_PHASE', phase: state.phase })
  if (seat.role !== null && !state.settings.roles.some((role) => role.id === seat.role)) return refused({ code: 'NOT_FOUND', what: 'role' })
  const name = seat.name.trim()
  if (name === '' && !state.settings.anonymous) return refused({ code: 'REFUSED', reason: 'no-name' })
  const disclosure = state.settings.anonymous ? null : context.seal('seat.name', name)
  const { id, kind, role } = seat
  return {
    events: [{ type: 'seat-joined', payload: { seat: id, kind, role, name: disclosure?.digest ?? null } }],
    disclosures: disclosure ? [disclosure] : [],
  }
}
