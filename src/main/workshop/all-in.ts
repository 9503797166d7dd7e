import { isThere, type DecideContext } from './command.ts'
import type { RoundRef } from '../../shared/workshop/events.ts'
import { neededVotes } from '../../shared/workshop/result.ts'
import { factorsOfSeat, openRound, type RoundState, type WorkshopState } from '../../shared/workshop/state.ts'

/**
 * The open rounds that nobody is waited for any more: every round that the same event opened (for the same table) is complete
 * for everybody who is there, and enough seats for a quorum are. Rounds whose reveal was taken back are left to the facilitator,
 * and so are those of a ballot before the meeting: it is read when people meet.
 */
export function completeRounds(state: WorkshopState, context: Pick<DecideContext, 'connected' | 'gone'>): RoundRef[] {
  const { settings, phase } = state
  if (!settings.autoReveal || settings.way === 'before-meeting' || phase !== 'running') return []
  const groups = new Map<string, { rounds: RoundRef[]; complete: boolean }>()
  for (const item of state.items) {
    const round = openRound(item)
    if (!round) continue
    const key = `${String(round.opened)} ${round.table ?? ''}`
    const group = groups.get(key) ?? { rounds: [], complete: true }
    groups.set(key, group)
    group.rounds.push({ item: item.threat.id, round: round.number })
    group.complete &&= isComplete(state, round, context)
  }
  return [...groups.values()].filter((group) => group.complete).flatMap((group) => group.rounds)
}

function isComplete(state: WorkshopState, round: RoundState, { connected, gone }: Pick<DecideContext, 'connected' | 'gone'>): boolean {
  if (round.held || round.revealAt !== null) return false
  let done = 0
  let present = 0
  // Looked at after each commit of a room that votes: mostly the first seats tell that it is not over.
  for (const seat of state.seats) {
    if (seat.removed) continue
    const asked = factorsOfSeat(state.settings, seat, round)
    if (asked.length === 0) continue
    const cast = asked.filter((factor) => round.votes[seat.index]?.[factor] !== undefined).length
    if (cast === asked.length) done += 1
    else if (!gone.has(seat.id) && seat.kind !== 'file') return false
    if (cast > 0 || isThere(seat, connected)) present += 1
  }
  return done >= neededVotes(state.settings.quorum, present)
}
