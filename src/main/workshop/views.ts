import { dreadFactors, type DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { PracticeReference } from '../../shared/domain/practice.ts'
import type {
  FacilitatorItem,
  FacilitatorRound,
  FacilitatorView,
  ItemThreat,
  PresenterView,
  RoundResult,
  SeatInfo,
  SeatItem,
  SeatView,
  Vote,
} from '../../shared/domain/workshop.ts'
import { absentSeats, isThere } from './command.ts'
import { pollOf } from './poll.ts'
import { roundProgress } from './progress.ts'
import { roomTimer, workshopEnd } from './room-clock.ts'
import { crossesLine, disputedFactors, latestResults, proposedValues, revealedVotes } from './result.ts'
import { agendaOf, askedFactors, itemOf, openRound, seatOf, tableOf, type ItemState, type RoundState, type SeatState, type WorkshopState } from './state.ts'

/** What the views need that is not in the log. */
export interface ViewContext {
  connected: ReadonlySet<Id>
  projectName: string
  /** Elements a proposal can be about. */
  elements: { id: Id; label: string }[]
}

/** The workshop as its facilitator sees it: who has voted, and what only after the reveal. */
export function facilitatorView(state: WorkshopState, context: ViewContext): FacilitatorView {
  const { id, project, name, phase, settings, presented, walk, lead, startedAt, seq } = state
  const absent = new Set(absentSeats(state, context.connected))
  return {
    id,
    project,
    name,
    phase,
    settings,
    seats: state.seats.map((seat) => seatInfo(seat, context)),
    hands: raisedHands(state),
    items: state.items.map((item) => facilitatorItem(state, item, absent)),
    rubric: state.rubric,
    presented,
    proposals: [...state.proposals],
    comments: [...state.comments],
    actions: [...state.actions],
    poll: pollOf(state, context.connected),
    timer: roomTimer(state),
    walk,
    lead,
    startedAt,
    endsAt: workshopEnd(state),
    seq,
  }
}

/** The seats that want to speak, the first one first. */
function raisedHands(state: WorkshopState): Id[] {
  return state.seats.filter((seat) => seat.handRaised && !seat.removed).toSorted((one, other) => one.handSeq - other.handSeq).map((seat) => seat.id)
}

function seatInfo(seat: SeatState, context: ViewContext): SeatInfo {
  const { id, name, role, kind, handRaised, removed, table, scribe, coFacilitator } = seat
  return { id, name, role, kind, connected: isThere(seat, context.connected), handRaised, removed, table, scribe, coFacilitator }
}

function facilitatorItem(state: WorkshopState, item: ItemState, absent: ReadonlySet<Id>): FacilitatorItem {
  return {
    id: item.threat.id,
    threat: item.threat,
    phase: item.phase,
    rounds: item.rounds.map((round) => facilitatorRound(state, round, absent)),
    revealAt: openRound(item)?.revealAt ?? null,
    disputed: disputedFactors(item),
    crossesLine: crossesLine(item, state.seats.length, state.treatmentLine, state.discoverability),
    proposed: proposedValues(item, state.discoverability),
    settlement: item.settlement,
    note: item.note,
    table: tableOf(state, item.threat.id),
    practice: item.practice !== null,
    reference: shownReference(item),
  }
}

const revealedRounds = new WeakMap<RoundState, FacilitatorRound>()

/** A revealed round never changes, and with many seats it is long. */
function facilitatorRound(state: WorkshopState, round: RoundState, absent: ReadonlySet<Id>): FacilitatorRound {
  const known = revealedRounds.get(round)
  if (known) return known
  const made: FacilitatorRound = {
    number: round.number,
    factors: [...round.factors],
    at: round.at,
    progress: round.progress ? [...round.progress] : roundProgress(state.settings, round, state.seats, absent),
    result: round.result,
    votes: revealedVotes(round, state.seats),
  }
  if (round.phase === 'revealed') revealedRounds.set(round, made)
  return made
}

/** What experts say of a practice threat, once the room has said what it says. */
function shownReference(item: ItemState): PracticeReference | null {
  return item.rounds.some((round) => round.phase === 'revealed') ? item.practice : null
}

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

function lastRevealed(item: ItemState, factor: DreadFactor): RoundState | undefined {
  return item.rounds.findLast((round) => round.phase === 'revealed' && round.factors.includes(factor))
}

/** What the latest reveals of an item say, the same for all seats. */
interface Revealed {
  /** The newest revealed result of every factor under the number of the newest revealed round; null before any. */
  result: RoundResult | null
  rounds: readonly (readonly [DreadFactor, RoundState | undefined])[]
  disputed: readonly DreadFactor[]
}

const revealedOf = new WeakMap<ItemState, Revealed>()

/** Worked out once for all seats. */
function revealedIn(item: ItemState): Revealed {
  let revealed = revealedOf.get(item)
  if (!revealed) {
    const rounds = dreadFactors.map((factor) => [factor, lastRevealed(item, factor)] as const)
    revealedOf.set(item, (revealed = { result: resultToShow(item), rounds, disputed: disputedFactors(item) }))
  }
  return revealed
}

function shownResult(item: ItemState): RoundResult | null {
  return revealedIn(item).result
}

function resultToShow(item: ItemState): RoundResult | null {
  const last = item.rounds.findLast((round) => round.phase === 'revealed')
  return last ? { number: last.number, factors: latestResults(item) } : null
}

/** The workshop as the projector shows it: nothing a seat may not know. */
export function presenterView(state: WorkshopState, context: ViewContext): PresenterView {
  const { id, project, name, phase, walk, startedAt, seq } = state
  const joined = state.seats.filter((seat) => !seat.removed)
  return {
    id,
    project,
    name,
    phase,
    seats: { joined: joined.length, connected: joined.filter((seat) => isThere(seat, context.connected)).length },
    presented: presentedItem(state, context),
    items: {
      all: agendaOf(state).length,
      settled: countPhase(state, 'settled'),
      parked: countPhase(state, 'parked'),
      revealed: countPhase(state, 'revealed'),
      open: countPhase(state, 'open'),
    },
    ballot: ballotProgress(state, context),
    walk,
    timer: roomTimer(state),
    poll: pollOf(state, context.connected),
    tables: tableProgress(state, context),
    startedAt,
    seq,
  }
}

function countPhase(state: WorkshopState, phase: ItemState['phase']): number {
  return agendaOf(state).filter((item) => item.phase === phase).length
}

function presentedItem(state: WorkshopState, context: ViewContext): PresenterView['presented'] {
  const item = state.presented === null ? undefined : itemOf(state, state.presented)
  if (!item) return null
  const round = openRound(item)
  // Nobody waits for a dead phone: a seat that is away and has not voted is not counted as asked.
  const progress = round ? roundProgress(state.settings, round, state.seats, new Set(absentSeats(state, context.connected))) : []
  return {
    item: item.threat.id,
    position: agendaOf(state).indexOf(item) + 1,
    threat: item.threat,
    phase: item.phase,
    done: progress.filter((seat) => seat.state === 'voted' || seat.state === 'abstained').length,
    asked: progress.filter((seat) => seat.state !== 'absent').length,
    revealAt: round?.revealAt ?? null,
    result: shownResult(item),
    settled: item.phase === 'settled' ? (item.settlement?.values ?? null) : null,
    outliers: outlierNames(state, item),
    practice: item.practice !== null,
    reference: shownReference(item),
  }
}

function tableProgress(state: WorkshopState, context: ViewContext): PresenterView['tables'] {
  const absent = new Set(absentSeats(state, context.connected))
  return state.settings.tables.map(({ id, name, items }) => {
    const own = state.items.filter((item) => items.includes(item.threat.id))
    const progress = own.flatMap((item) => {
      const round = openRound(item)
      return round?.table === id ? roundProgress(state.settings, round, state.seats, absent) : []
    })
    return {
      name,
      items: own.length,
      revealed: own.filter((item) => item.phase === 'revealed' || item.phase === 'settled').length,
      done: progress.filter((seat) => seat.state === 'voted' || seat.state === 'abstained').length,
      asked: progress.filter((seat) => seat.state !== 'absent').length,
    }
  })
}

function outlierNames(state: WorkshopState, item: ItemState): string[] {
  if (!state.settings.nameOutliers || state.settings.anonymous) return []
  const far = new Set<Id>()
  for (const factor of dreadFactors) {
    const round = lastRevealed(item, factor)
    const votes = round ? (revealedVotes(round, state.seats) ?? []) : []
    for (const vote of votes) if (vote.outlier && vote.factor === factor) far.add(vote.seat)
  }
  return state.seats.filter((seat) => far.has(seat.id) && seat.name !== '').map((seat) => seat.name)
}

function ballotProgress(state: WorkshopState, context: ViewContext): { done: number; asked: number } {
  const ballot = { done: 0, asked: 0 }
  for (const item of state.items) {
    const round = openRound(item)
    if (!round) continue
    for (const seat of state.seats) {
      if (seat.removed) continue
      const own = round.votes[seat.index]
      const asked = askedFactors(state.settings, seat, round)
      const done = asked.filter((factor) => own?.[factor] !== undefined).length
      ballot.done += done
      if (done > 0 || isThere(seat, context.connected)) ballot.asked += asked.length
    }
  }
  return ballot
}
