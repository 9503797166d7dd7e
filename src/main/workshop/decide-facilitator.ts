import { dreadFactors, type DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { FacilitatorCommand, WorkshopPhase } from '../../shared/domain/workshop.ts'
import { absentSeats, accepted, cancelPending, refused, type DecideContext, type Decision } from './command.ts'
import { decideVotes, seatJoined } from './decide-seat.ts'
import type { EventBody, RoundRef } from './events.ts'
import { disputedFactors, exactMedians, proposedValues } from './result.ts'
import { itemOf, openRound, pendingReveals, seatOf, type ItemState, type WorkshopState } from './state.ts'

type Of<Type extends FacilitatorCommand['type']> = Extract<FacilitatorCommand, { type: Type }>

/** What a facilitator's command does. The table in SPEC.md says in which phase each is taken. */
export function decideFacilitator(state: WorkshopState, command: FacilitatorCommand, context: DecideContext): Decision {
  if (!phasesOf[command.type].includes(state.phase)) return refused({ code: 'WRONG_PHASE', phase: state.phase })
  switch (command.type) {
    case 'start':
      return accepted({ type: 'started', payload: {} })
    case 'pause':
      return accepted(...cancelPending(state, 'paused'), { type: 'paused', payload: {} })
    case 'resume':
      return accepted({ type: 'resumed', payload: {} })
    case 'close':
      return accepted(...cancelPending(state, 'closed'), { type: 'closed', payload: {} })
    case 'add-seat':
      return seatJoined(state, { id: context.newId(), kind: 'host', name: command.name, role: command.role }, context)
    case 'remove-seat':
      return removeSeat(state, command.seat)
    case 'present':
      return present(state, command.item)
    case 'open':
      return open(state, command)
    case 'reveal':
      return reveal(state, command, context)
    case 'cancel-reveal': {
      const events = cancelPending(state, 'asked')
      return events.length === 0 ? refused({ code: 'REFUSED', reason: 'no-reveal-pending' }) : accepted(...events)
    }
    case 'settle':
      return settle(state, command)
    case 'override':
      return override(state, command)
    case 'note-dissent':
      return noteDissent(state, command)
    case 'park':
      return end(state, command, 'parked')
    case 'skip':
      return end(state, command, 'skipped')
    case 'enter-votes':
      return enterVotes(state, command, context)
    case 'drop-proposal':
    case 'keep-proposal':
      return judgeProposal(state, command, context)
  }
}

const notClosed: readonly WorkshopPhase[] = ['lobby', 'running', 'paused']

/** The workshop's phases in which each command is taken. */
const phasesOf: Record<FacilitatorCommand['type'], readonly WorkshopPhase[]> = {
  start: ['lobby'],
  pause: ['running'],
  resume: ['paused'],
  close: notClosed,
  'add-seat': notClosed,
  'remove-seat': notClosed,
  present: notClosed,
  open: ['running'],
  reveal: ['running'],
  'cancel-reveal': ['running'],
  settle: ['running'],
  'note-dissent': ['running', 'paused'],
  override: ['running'],
  park: ['running'],
  skip: ['running'],
  'enter-votes': ['running'],
  'drop-proposal': notClosed,
  'keep-proposal': notClosed,
}

function removeSeat(state: WorkshopState, id: Id): Decision {
  const seat = seatOf(state, id)
  if (!seat || seat.removed) return refused({ code: 'NOT_FOUND', what: 'seat' })
  return accepted({ type: 'seat-removed', payload: { seat: id } })
}

function present(state: WorkshopState, item: Id | null): Decision {
  if (item !== null && !itemOf(state, item)) return refused({ code: 'NOT_FOUND', what: 'item' })
  if (state.presented === item) return accepted()
  return accepted({ type: 'presented', payload: { item } })
}

function open(state: WorkshopState, command: Of<'open'>): Decision {
  const items = itemsOf(state, command.items)
  if (!items) return refused({ code: 'NOT_FOUND', what: 'item' })
  // A skipped item is out of this workshop; an open one has its round already.
  const wrong = items.find((item) => item.phase === 'open' || item.phase === 'skipped')
  if (wrong) return refused({ code: 'WRONG_PHASE', phase: wrong.phase })
  const rounds = items.map((item) => ({ item: item.threat.id, round: item.rounds.length + 1, factors: factorsToVote(item, command.factors) }))
  return accepted({ type: 'rounds-opened', payload: { rounds } })
}

/** What was asked for, in the order of the word; else what the last reveal left disputed; else all five. */
function factorsToVote(item: ItemState, asked: readonly DreadFactor[] | undefined): DreadFactor[] {
  if (asked) return dreadFactors.filter((factor) => asked.includes(factor))
  const disputed = disputedFactors(item)
  return disputed.length > 0 ? disputed : [...dreadFactors]
}

function reveal(state: WorkshopState, command: Of<'reveal'>, context: DecideContext): Decision {
  const items = itemsOf(state, command.items)
  if (!items) return refused({ code: 'NOT_FOUND', what: 'item' })
  const rounds: RoundRef[] = []
  for (const item of items) {
    const round = openRound(item)
    if (!round) return refused({ code: 'WRONG_PHASE', phase: item.phase })
    rounds.push({ item: item.threat.id, round: round.number })
  }
  const counting = new Set(pendingReveals(state).map((pending) => pending.item))
  const fresh = rounds.filter((round) => !counting.has(round.item))
  if (fresh.length === 0) return accepted()
  const seconds = state.settings.revealCountdownSeconds
  if (seconds === 0) return accepted({ type: 'revealed', payload: { rounds: fresh, absent: absentSeats(state, context.connected) } })
  const revealAt = new Date(Date.parse(context.now) + seconds * 1000).toISOString()
  return accepted({ type: 'reveal-scheduled', payload: { rounds: fresh, revealAt } })
}

/** By rule, for items whose last reveal is agreed on every factor. All are settled, or none. */
function settle(state: WorkshopState, command: Of<'settle'>): Decision {
  const items = itemsOf(state, command.items)
  if (!items) return refused({ code: 'NOT_FOUND', what: 'item' })
  const events: EventBody[] = []
  for (const item of items) {
    if (item.phase !== 'revealed') return refused({ code: 'WRONG_PHASE', phase: item.phase })
    const values = proposedValues(item)
    if (disputedFactors(item).length > 0) return refused({ code: 'REFUSED', reason: 'disputed' })
    if (values === null) return refused({ code: 'REFUSED', reason: 'factors-missing' })
    events.push({
      type: 'settled',
      payload: { item: item.threat.id, values, medians: exactMedians(item), method: 'rule', rationale: '', dissent: command.dissent },
    })
  }
  return accepted(...events)
}

/** Needs a reveal first: an override answers the room's votes and never replaces them, nor ends a hidden round. */
function override(state: WorkshopState, command: Of<'override'>): Decision {
  const item = itemOf(state, command.item)
  if (!item) return refused({ code: 'NOT_FOUND', what: 'item' })
  const revealed = item.rounds.some((round) => round.phase === 'revealed')
  if (!revealed || item.phase === 'open' || item.phase === 'skipped') return refused({ code: 'WRONG_PHASE', phase: item.phase })
  if (command.rationale.trim() === '') return refused({ code: 'REFUSED', reason: 'no-rationale' })
  const { values, rationale, dissent } = command
  return accepted({ type: 'settled', payload: { item: command.item, values, medians: exactMedians(item), method: 'override', rationale, dissent } })
}

/** The item is settled once more, with the same score: the last settlement in the log is the one that stands. */
function noteDissent(state: WorkshopState, command: Of<'note-dissent'>): Decision {
  const item = itemOf(state, command.item)
  if (!item) return refused({ code: 'NOT_FOUND', what: 'item' })
  if (item.phase !== 'settled' || item.settlement === null) return refused({ code: 'WRONG_PHASE', phase: item.phase })
  const { values, method, rationale, dissent } = item.settlement
  if (dissent === command.dissent) return accepted()
  return accepted({ type: 'settled', payload: { item: command.item, values, medians: exactMedians(item), method, rationale, dissent: command.dissent } })
}

function end(state: WorkshopState, command: Of<'park'> | Of<'skip'>, type: 'parked' | 'skipped'): Decision {
  const item = itemOf(state, command.item)
  if (!item) return refused({ code: 'NOT_FOUND', what: 'item' })
  if (item.phase === 'settled' || item.phase === 'parked' || item.phase === 'skipped') return refused({ code: 'WRONG_PHASE', phase: item.phase })
  return accepted({ type, payload: { item: command.item, reason: command.reason } })
}

function enterVotes(state: WorkshopState, command: Of<'enter-votes'>, context: DecideContext): Decision {
  const item = itemOf(state, command.item)
  if (!item) return refused({ code: 'NOT_FOUND', what: 'item' })
  const round = item.rounds.at(-1)
  if (!round) return refused({ code: 'WRONG_PHASE', phase: item.phase })
  return decideVotes(state, { ...command, round: round.number }, context)
}

function judgeProposal(state: WorkshopState, command: Of<'drop-proposal'> | Of<'keep-proposal'>, context: DecideContext): Decision {
  const proposal = state.proposals.find((candidate) => candidate.id === command.proposal)
  if (!proposal) return refused({ code: 'NOT_FOUND', what: 'proposal' })
  if (proposal.state !== 'new') return refused({ code: 'WRONG_PHASE', phase: proposal.state })
  if (command.type === 'drop-proposal') return accepted({ type: 'proposal-dropped', payload: { proposal: proposal.id } })
  const { element, stride, text, seat } = proposal
  const threat = context.threatOf({ element, stride, title: command.title, text, seat })
  return accepted({ type: 'proposal-kept', payload: { proposal: proposal.id, threat } })
}

/** The items in the order asked, each once; null where one is not of this workshop. */
function itemsOf(state: WorkshopState, ids: readonly Id[]): ItemState[] | null {
  const items: ItemState[] = []
  for (const id of new Set(ids)) {
    const item = itemOf(state, id)
    if (!item) return null
    items.push(item)
  }
  return items
}
