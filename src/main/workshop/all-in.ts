import { absentSeats, type DecideContext } from './command.ts'
import type { RoundRef } from './events.ts'
import { roundProgress } from './progress.ts'
import { neededVotes } from './result.ts'
import { openRound, type RoundState, type WorkshopState } from './state.ts'

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
  const progress = roundProgress(state.settings, round, state.seats, new Set(absentSeats(state, connected)))
  const done = progress.filter(({ state: at }) => at === 'voted' || at === 'abstained').length
  const files = new Set(state.seats.filter((seat) => seat.kind === 'file').map((seat) => seat.id))
  const waited = progress.some(({ seat, state: at }) => at !== 'voted' && at !== 'abstained' && !gone.has(seat) && !files.has(seat))
  return !waited && done >= neededVotes(state.settings.quorum, progress.filter(({ state: at }) => at !== 'absent').length)
}
