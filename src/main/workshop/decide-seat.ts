import { dreadFactors, type DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { Disclosure, PollAnswer, SeatKind, VoteVia, Votes } from '../../shared/domain/workshop.ts'
import { accepted, refused, revealRounds, type DecideContext, type Decision, type SeatCommand } from './command.ts'
import { decideComment } from './decide-record.ts'
import { askedFactors, itemOf, openRound, seatOf, type SeatState, type WorkshopState } from '../../shared/workshop/state.ts'

/** What a seat's own request does. Nothing here is the facilitator's; what a co-facilitator may do goes through `decideFacilitator`. */
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
    case 'comment':
      if (state.phase === 'closed') return refused({ code: 'WRONG_PHASE', phase: state.phase })
      if (state.comments.length >= mostInAll || state.comments.filter((comment) => comment.seat === seatId).length >= mostComments) return refused({ code: 'REFUSED', reason: 'too-many-comments' })
      return decideComment(state, { seat: seatId, item: command.item, text: command.text }, context)
    case 'answer-poll':
      return answerPoll(state, seatId, command.answer, context)
    case 'vote-for':
    case 'reveal-table':
      return decideScribe(state, seat, command, context)
  }
}

/** A table's scribe acts within its own table and nowhere else. */
function decideScribe(state: WorkshopState, scribe: SeatState, command: Extract<SeatCommand, { type: 'vote-for' | 'reveal-table' }>, context: DecideContext): Decision {
  if (!scribe.scribe || scribe.table === null) return refused({ code: 'FORBIDDEN' })
  if (command.type === 'vote-for') {
    if (seatOf(state, command.seat)?.table !== scribe.table) return refused({ code: 'FORBIDDEN' })
    return decideVotes(state, { ...command, via: 'scribe' }, context)
  }
  if (state.phase !== 'running') return refused({ code: 'WRONG_PHASE', phase: state.phase })
  const rounds = state.items.flatMap((item) => {
    const round = openRound(item)
    return round && round.table === scribe.table && round.revealAt === null ? [{ item: item.threat.id, round: round.number }] : []
  })
  return rounds.length === 0 ? refused({ code: 'REFUSED', reason: 'nothing-to-reveal' }) : accepted(...revealRounds(state, rounds, context))
}

function answerPoll(state: WorkshopState, seat: Id, answer: PollAnswer, context: DecideContext): Decision {
  if (state.poll?.phase !== 'open') return refused({ code: 'WRONG_PHASE', phase: state.poll?.phase ?? state.phase })
  const sealed = context.seal('poll', answer)
  return { events: [{ type: 'polled', payload: { seat, answer: sealed.digest } }], disclosures: [sealed] }
}

/** Remarks one seat may leave in a workshop's log. */
const mostComments = 200
/** In all: every one stands in the facilitator's view. */
const mostInAll = 2000

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
  const asked = askedFactors(state.settings, seat, round)
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
export function seatJoined(state: WorkshopState, seat: { id: Id; kind: SeatKind; name: string; role: string | null; table: string | null }, context: DecideContext): Decision {
  if (state.phase === 'closed') return refused({ code: 'WRONG_PHASE', phase: state.phase })
  if (seat.role !== null && !state.settings.roles.some((role) => role.id === seat.role)) return refused({ code: 'NOT_FOUND', what: 'role' })
  if (seat.table !== null && !state.settings.tables.some((table) => table.id === seat.table)) return refused({ code: 'NOT_FOUND', what: 'table' })
  const name = seat.name.trim()
  if (name === '' && !state.settings.anonymous) return refused({ code: 'REFUSED', reason: 'no-name' })
  const disclosure = state.settings.anonymous ? null : context.seal('seat.name', name)
  const { id, kind, role, table } = seat
  return {
    events: [{ type: 'seat-joined', payload: { seat: id, kind, role, name: disclosure?.digest ?? null, table } }],
    disclosures: disclosure ? [disclosure] : [],
  }
}
