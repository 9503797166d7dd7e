import { dreadFactors, type DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { FacilitatorCommand } from '../../shared/domain/facilitator-command.ts'
import type { WorkshopPhase } from '../../shared/domain/workshop.ts'
import { accepted, cancelPending, refused, revealRounds, type DecideContext, type Decision } from './command.ts'
import { decideAgenda } from './decide-agenda.ts'
import { closePoll, decideRecord } from './decide-record.ts'
import { decideVotes, seatJoined } from './decide-seat.ts'
import { decideSeating } from './decide-seating.ts'
import type { EventBody, RoundRef } from '../../shared/workshop/events.ts'
import { disputedFactors, exactMedians, proposedValues } from '../../shared/workshop/result.ts'
import { itemOf, openRound, pendingReveals, type ItemState, type WorkshopState } from '../../shared/workshop/state.ts'

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
      return accepted(...cancelPending(state, 'closed'), ...closePoll(state), { type: 'closed', payload: {} })
    case 'add-seat':
      return seatJoined(state, { id: context.newId(), kind: command.kind ?? 'host', name: command.name, role: command.role, table: command.table ?? null }, context)
    case 'remove-seat':
    case 'set-seat':
    case 'hand-over':
      return decideSeating(state, command)
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
    case 'reword':
    case 'add-item':
    case 'add-threats':
    case 'drop-proposal':
    case 'merge-proposal':
    case 'keep-proposal':
      return decideAgenda(state, command, context)
    case 'walk':
    case 'set-timer':
    case 'note':
    case 'add-action':
    case 'finish-action':
    case 'drop-action':
    case 'open-poll':
    case 'close-poll':
      return decideRecord(state, command, context)
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
  'set-seat': notClosed,
  'hand-over': notClosed,
  reword: notClosed,
  'add-item': notClosed,
  'add-threats': notClosed,
  'drop-proposal': notClosed,
  'merge-proposal': notClosed,
  'keep-proposal': notClosed,
  walk: notClosed,
  'set-timer': notClosed,
  note: notClosed,
  'add-action': notClosed,
  'finish-action': notClosed,
  'drop-action': notClosed,
  'open-poll': ['running', 'paused'],
  'close-poll': ['running', 'paused'],
}

function present(state: WorkshopState, item: Id | null): Decision {
  if (item !== null && !itemOf(state, item)) return refused({ code: 'NOT_FOUND', what: 'item' })
  if (state.presented === item) return accepted()
  return accepted({ type: 'presented', payload: { item } })
}

function open(state: WorkshopState, command: Of<'open'>): Decision {
  const items = itemsOf(state, command.items)
  if (!items) return refused({ code: 'NOT_FOUND', what: 'item' })
  // An open one has its round already.
  const wrong = items.find((item) => item.phase === 'open')
  if (wrong) return refused({ code: 'WRONG_PHASE', phase: wrong.phase })
  const rounds = items.map((item) => ({ item: item.threat.id, round: item.rounds.length + 1, factors: factorsToVote(state, item, command.factors) }))
  if (rounds.some(({ factors }) => factors.length === 0)) return refused({ code: 'REFUSED', reason: 'not-asked' })
  return accepted({ type: 'rounds-opened', payload: { rounds } })
}

/** What was asked for, in the order of the word; else what the last reveal left disputed; else every factor that counts. */
function factorsToVote(state: WorkshopState, item: ItemState, asked: readonly DreadFactor[] | undefined): DreadFactor[] {
  const counted = dreadFactors.filter((factor) => factor !== 'discoverability' || state.discoverability === 'counted')
  if (asked) return counted.filter((factor) => asked.includes(factor))
  const disputed = disputedFactors(item)
  return disputed.length > 0 ? disputed : counted
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
  return accepted(...revealRounds(state, fresh, context))
}

/** By rule, for items whose last reveal is agreed on every factor. All are settled, or none. */
function settle(state: WorkshopState, command: Of<'settle'>): Decision {
  const items = itemsOf(state, command.items)
  if (!items) return refused({ code: 'NOT_FOUND', what: 'item' })
  const events: EventBody[] = []
  for (const item of items) {
    if (item.practice) return refused({ code: 'REFUSED', reason: 'practice' })
    if (item.phase !== 'revealed') return refused({ code: 'WRONG_PHASE', phase: item.phase })
    const values = proposedValues(item, state.discoverability)
    if (disputedFactors(item).length > 0) return refused({ code: 'REFUSED', reason: 'disputed' })
    if (values === null) return refused({ code: 'REFUSED', reason: 'factors-missing' })
    events.push({
      type: 'settled',
      payload: { item: item.threat.id, values, medians: exactMedians(item, state.settings), method: 'rule', rationale: '', dissent: command.dissent },
    })
  }
  return accepted(...events)
}

/** Needs a reveal first: an override answers the room's votes and never replaces them, nor ends a hidden round. */
function override(state: WorkshopState, command: Of<'override'>): Decision {
  const item = itemOf(state, command.item)
  if (!item) return refused({ code: 'NOT_FOUND', what: 'item' })
  if (item.practice) return refused({ code: 'REFUSED', reason: 'practice' })
  const revealed = item.rounds.some((round) => round.phase === 'revealed')
  if (!revealed || item.phase === 'open' || item.phase === 'skipped') return refused({ code: 'WRONG_PHASE', phase: item.phase })
  if (command.rationale.trim() === '') return refused({ code: 'REFUSED', reason: 'no-rationale' })
  const { values, rationale, dissent } = command
  return accepted({ type: 'settled', payload: { item: command.item, values, medians: exactMedians(item, state.settings), method: 'override', rationale, dissent } })
}

/** The item is settled once more, with the same score: the last settlement in the log is the one that stands. */
function noteDissent(state: WorkshopState, command: Of<'note-dissent'>): Decision {
  const item = itemOf(state, command.item)
  if (!item) return refused({ code: 'NOT_FOUND', what: 'item' })
  if (item.phase !== 'settled' || item.settlement === null) return refused({ code: 'WRONG_PHASE', phase: item.phase })
  const { values, method, rationale, dissent } = item.settlement
  if (dissent === command.dissent) return accepted()
  return accepted({ type: 'settled', payload: { item: command.item, values, medians: exactMedians(item, state.settings), method, rationale, dissent: command.dissent } })
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
