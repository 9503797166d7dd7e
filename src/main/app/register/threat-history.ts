import type { Database } from 'better-sqlite3'
import type { FieldChange, ThreatChange, ThreatChangeBy } from '../../../shared/contract/decision.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { EventBody } from '../../../shared/workshop/events.ts'
import { changesOfCover, changesOfRow, fieldChanges, instantOf, type RowChange } from '../../store/row-changes.ts'
import { heldWorkshops, type HeldWorkshop } from '../room/workshop-votes.ts'

/**
 * What became of a threat, the newest first: the steps that undo knows, and what workshops did to it. Steps are only ever made at this
 * desk, by whoever sits there: the application knows no more of them, and says no more.
 */
export function threatHistory(db: Database, project: Id, threat: Id): ThreatChange[] {
  const steps = [...changesOfRow(db, project, 'threats', threat).flatMap((change) => stepOf(change, null)), ...changesOfCover(db, project, threat).flatMap((change) => stepOf(change, titleOf(change)))]
  const rooms = heldWorkshops(db, project).flatMap((workshop) => roomChanges(workshop, threat))
  return [...steps, ...rooms].toSorted((a, b) => b.at.localeCompare(a.at))
}

function stepOf(change: RowChange, mitigation: string | null): ThreatChange[] {
  const { step, undone } = change
  const at = instantOf(change)
  return at === null ? [] : [{ step, undone, at, mitigation, changed: fieldChanges(change), by: { kind: 'desk' } }]
}

function titleOf({ before, after }: RowChange): string {
  return String(after?.['title'] ?? before?.['title'] ?? '')
}

/** Newest first, as the steps are: sorting by the instant keeps that among what happened at once. */
function roomChanges(workshop: HeldWorkshop, threat: Id): ThreatChange[] {
  return workshop.log
    .flatMap(({ event }): ThreatChange[] => {
      const body = EventBody.safeParse({ type: event.type, payload: event.payload })
      const told = body.success ? toldOf(body.data, threat) : null
      return told === null ? [] : [{ ...told, at: event.at, undone: false, mitigation: null, by: byOf(workshop, event.actor) }]
    })
    .toReversed()
}

function toldOf(body: EventBody, threat: Id): Pick<ThreatChange, 'step' | 'changed'> | null {
  switch (body.type) {
    case 'revealed':
      return body.payload.rounds.some(({ item }) => item === threat) ? { step: 'room revealed', changed: [] } : null
    case 'settled':
      return body.payload.item === threat ? { step: body.payload.method === 'rule' ? 'room settled' : 'room overrode', changed: [named('settled')] } : null
    case 'parked':
    case 'skipped':
      return body.payload.item === threat ? { step: `room ${body.type}`, changed: [] } : null
    case 'reworded':
      return body.payload.item === threat ? { step: 'room reworded', changed: [named('title'), named('description')] } : null
    case 'proposal-kept':
      return body.payload.threat.id === threat ? { step: 'room proposed', changed: [] } : null
    default:
      return null
  }
}

function named(name: string): FieldChange {
  return { name, before: null, after: null }
}

/** A co-facilitator leads from a seat; the name is empty in an anonymous workshop, and where it was erased. */
function byOf({ name, state }: HeldWorkshop, actor: string): ThreatChangeBy {
  const seat = state.seats.find(({ id }) => id === actor)
  return { kind: 'workshop', workshop: name, seat: seat ? seat.name : null }
}
