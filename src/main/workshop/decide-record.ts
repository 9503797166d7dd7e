import type { FacilitatorCommand } from '../../shared/domain/facilitator-command.ts'
import type { Id } from '../../shared/domain/id.ts'
import { accepted, refused, type DecideContext, type Decision } from './command.ts'
import type { EventBody } from '../../shared/workshop/events.ts'
import { itemOf, type WorkshopState } from '../../shared/workshop/state.ts'

type RecordCommand = Extract<
  FacilitatorCommand,
  { type: 'walk' | 'set-timer' | 'note' | 'add-action' | 'finish-action' | 'drop-action' | 'open-poll' | 'close-poll' }
>

/** What goes with the votes: remarks, actions, the clock, the walk through the diagram, the closing poll. */
export function decideRecord(state: WorkshopState, command: RecordCommand, context: DecideContext): Decision {
  switch (command.type) {
    case 'walk':
      return command.element === state.walk ? accepted() : accepted({ type: 'walked', payload: { element: command.element } })
    case 'set-timer':
      return setTimer(state, command.seconds, context)
    case 'note':
      return decideComment(state, { seat: null, item: command.item, text: command.text }, context)
    case 'add-action':
      return addAction(state, command, context)
    case 'finish-action':
    case 'drop-action':
      return changeAction(state, command)
    case 'open-poll':
      return state.poll?.phase === 'open' ? accepted() : accepted({ type: 'poll-opened', payload: {} })
    case 'close-poll':
      return accepted(...closePoll(state))
  }
}

/** Ends the poll where it is open, so that its answers are shown. */
export function closePoll(state: WorkshopState): EventBody[] {
  return state.poll?.phase === 'open' ? [{ type: 'poll-closed', payload: {} }] : []
}

/** A remark of a seat, or of the facilitator (`seat` null). */
export function decideComment(state: WorkshopState, comment: { seat: Id | null; item: Id | null; text: string }, context: DecideContext): Decision {
  const { seat, item, text } = comment
  if (item !== null && !itemOf(state, item)) return refused({ code: 'NOT_FOUND', what: 'item' })
  const sealed = context.seal('comment', text)
  return { events: [{ type: 'commented', payload: { comment: context.newId(), seat, item, text: sealed.digest } }], disclosures: [sealed] }
}

function setTimer(state: WorkshopState, seconds: number | null, { now }: DecideContext): Decision {
  if (seconds === null && state.clock === null) return accepted()
  const until = seconds === null ? null : new Date(Date.parse(now) + seconds * 1000).toISOString()
  return accepted({ type: 'timer-set', payload: { until } })
}

function addAction(state: WorkshopState, command: Extract<RecordCommand, { type: 'add-action' }>, context: DecideContext): Decision {
  const { item, text, due } = command
  if (item !== null && !itemOf(state, item)) return refused({ code: 'NOT_FOUND', what: 'item' })
  const name = command.owner.trim()
  const owner = name === '' ? null : context.seal('action.owner', name)
  return {
    events: [{ type: 'action-added', payload: { action: context.newId(), item, text, owner: owner?.digest ?? null, due } }],
    disclosures: owner ? [owner] : [],
  }
}

function changeAction(state: WorkshopState, command: Extract<RecordCommand, { type: 'finish-action' | 'drop-action' }>): Decision {
  const action = state.actions.find((candidate) => candidate.id === command.action)
  if (!action) return refused({ code: 'NOT_FOUND', what: 'action' })
  if (command.type === 'drop-action') return accepted({ type: 'action-dropped', payload: { action: action.id } })
  return action.done === command.done ? accepted() : accepted({ type: 'action-finished', payload: { action: action.id, done: command.done } })
}
