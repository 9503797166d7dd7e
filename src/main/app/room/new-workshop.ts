import type { Database } from 'better-sqlite3'
import type { Id } from '../../../shared/domain/id.ts'
import type { PracticeThreat } from '../../../shared/domain/practice.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import type { ItemThreat, WorkshopSettings } from '../../../shared/domain/workshop.ts'
import { zeroHash } from '../../../shared/proof/log.ts'
import { readModel } from '../../store/models.ts'
import { readHeader } from '../../store/projects.ts'
import { readRubric } from '../../store/rubrics.ts'
import { listThreats } from '../../store/threats.ts'
import { appendLog, insertWorkshop, openWorkshopOf, readWorkshop } from '../../store/workshops.ts'
import type { EventBody } from '../../../shared/workshop/events.ts'
import { chain } from '../../workshop/log.ts'
import type { AppContext } from '../context.ts'
import { sha256 } from '../crypto.ts'
import { notFound, refused } from '../problems.ts'

/** A workshop as it is prepared. */
export interface NewWorkshop {
  project: Id
  name: string
  agenda: readonly Id[]
  settings: WorkshopSettings
  practice: PracticeThreat | null
}

/** Writes the workshop with the first event of its log, and answers its id. Refused while another one of the project is not closed. */
export function createWorkshop(context: AppContext, { project, name, agenda, settings, practice }: NewWorkshop): Id {
  const { db } = context
  const open = openWorkshopOf(db, project)
  if (open !== null) throw refused('workshop-open', readWorkshop(db, open)?.name ?? '')
  const threats = new Map(listThreats(db, project).map((threat) => [threat.id, threat]))
  const labels = labelsOf(db, project)
  const items = [...new Set(agenda)].map((id) => {
    const threat = threats.get(id)
    if (!threat) throw notFound('threat')
    return labelledItem(threat, labels)
  })
  if (!areFit(settings, items)) throw refused('unfit-tables')
  const { treatmentLine, bandScheme } = readHeader(db, project)
  const id = context.newId()
  const at = context.clock()
  const body: EventBody = {
    type: 'created',
    payload: {
      workshop: id,
      project,
      name,
      settings,
      treatmentLine,
      discoverability: bandScheme.discoverability,
      agenda: items,
      practice: practice && { ...practice, id: context.newId() },
      rubric: readRubric(db, project),
    },
  }
  const [event] = chain({ seq: 0, hash: zeroHash }, [body], { at, actor: 'facilitator' }, sha256)
  db.transaction(() => {
    insertWorkshop(db, { id, project, name, at })
    if (event) appendLog(db, id, [{ event, disclosures: [] }])
  })()
  return id
}

export function labelsOf(db: Database, project: Id): Map<Id, string> {
  const model = readModel(db, project)
  const labels = new Map<Id, string>(model.elements.map(({ id, label }) => [id, label]))
  for (const { id, label, source, target } of model.flows) {
    const ends = `${labels.get(source ?? '') ?? '?'} → ${labels.get(target ?? '') ?? '?'}`
    labels.set(id, label === '' ? ends : label)
  }
  return labels
}

/** A threat of the register as an item of the agenda; `labels` are of elements and flows, by id. */
export function labelledItem(threat: Threat, labels: ReadonlyMap<Id, string>): ItemThreat {
  return itemThreat(threat, threat.affectedLabels.length > 0 ? threat.affectedLabels : threat.affected.map((part) => labels.get(part) ?? part))
}

/** The text of a threat for the room: suggested and imported scores stay out of it. */
export function itemThreat(threat: Threat, affected: string[]): ItemThreat {
  const { id, displayId, title, description, stride } = threat
  // What a person wrote has no evidence, but it is about something.
  const evidence = threat.evidence.length > 0 ? threat.evidence : threat.affected
  return { id, displayId, title, description, stride, affected, evidence }
}

/** Whether every table has a slice of the agenda, and no threat is in two: half the room would vote on what the other half is asked as well. */
function areFit({ way, tables }: WorkshopSettings, agenda: readonly ItemThreat[]): boolean {
  const sliced = tables.flatMap((table) => table.items)
  const known = new Set(agenda.map((threat) => threat.id))
  const ids = new Set(tables.map((table) => table.id))
  if (way === 'tables' && tables.length === 0) return false
  return tables.every((table) => table.items.length > 0) && ids.size === tables.length && new Set(sliced).size === sliced.length && sliced.every((item) => known.has(item))
}
