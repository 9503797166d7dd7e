import type { FacilitatorCommand } from '../../shared/domain/facilitator-command.ts'
import type { Proposal } from '../../shared/domain/workshop.ts'
import { accepted, refused, type DecideContext, type Decision } from './command.ts'
import { itemOf, type WorkshopState } from '../../shared/workshop/state.ts'

type AgendaCommand = Extract<FacilitatorCommand, { type: 'reword' | 'add-item' | 'add-threats' | 'drop-proposal' | 'merge-proposal' | 'keep-proposal' }>
type Of<Type extends AgendaCommand['type']> = Extract<AgendaCommand, { type: Type }>

/** What is on the agenda, and in which words. */
export function decideAgenda(state: WorkshopState, command: AgendaCommand, context: DecideContext): Decision {
  switch (command.type) {
    case 'reword':
      return reword(state, command)
    case 'add-item': {
      const { element, stride, title, description } = command
      return accepted({ type: 'items-added', payload: { threats: [context.threatOf({ element, stride, title, text: description, seat: null })] } })
    }
    case 'add-threats':
      return addThreats(state, command, context)
    case 'drop-proposal':
    case 'merge-proposal':
    case 'keep-proposal':
      return judgeProposal(state, command, context)
  }
}

/** People must not vote on one text and be counted for another. */
function reword(state: WorkshopState, { item: id, title, description }: Of<'reword'>): Decision {
  const item = itemOf(state, id)
  if (!item) return refused({ code: 'NOT_FOUND', what: 'item' })
  if (item.practice) return refused({ code: 'REFUSED', reason: 'practice' })
  if (item.phase === 'open') return refused({ code: 'WRONG_PHASE', phase: item.phase })
  if (item.threat.title === title && item.threat.description === description) return accepted()
  return accepted({ type: 'reworded', payload: { item: id, title, description } })
}

function addThreats(state: WorkshopState, command: Of<'add-threats'>, context: DecideContext): Decision {
  const fresh = [...new Set(command.threats)].filter((id) => !itemOf(state, id))
  const threats = fresh.map((id) => context.knownThreat(id)).filter((threat) => threat !== undefined)
  if (threats.length < fresh.length) return refused({ code: 'NOT_FOUND', what: 'threat' })
  return threats.length === 0 ? accepted() : accepted({ type: 'items-added', payload: { threats } })
}

function judgeProposal(state: WorkshopState, command: Of<'drop-proposal'> | Of<'merge-proposal'> | Of<'keep-proposal'>, context: DecideContext): Decision {
  const proposal = state.proposals.find((candidate) => candidate.id === command.proposal)
  if (!proposal) return refused({ code: 'NOT_FOUND', what: 'proposal' })
  if (proposal.state !== 'new') return refused({ code: 'WRONG_PHASE', phase: proposal.state })
  if (command.type === 'drop-proposal') return accepted({ type: 'proposal-dropped', payload: { proposal: proposal.id } })
  if (command.type === 'merge-proposal') return merge(state, proposal, command, context)
  const { element, stride, text, seat } = proposal
  const threat = context.threatOf({ element, stride, title: command.title, text, seat })
  return accepted({ type: 'proposal-kept', payload: { proposal: proposal.id, threat } })
}

/** The proposal's text is not lost: it stands as its seat's remark on the item that covers it. */
function merge(state: WorkshopState, proposal: Proposal, { item }: Of<'merge-proposal'>, context: DecideContext): Decision {
  if (!itemOf(state, item)) return refused({ code: 'NOT_FOUND', what: 'item' })
  const text = context.seal('comment', proposal.text)
  return {
    events: [
      { type: 'commented', payload: { comment: context.newId(), seat: proposal.seat, item, text: text.digest } },
      { type: 'proposal-merged', payload: { proposal: proposal.id, item } },
    ],
    disclosures: [text],
  }
}
