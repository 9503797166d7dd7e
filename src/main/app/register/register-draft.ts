import type { Database } from 'better-sqlite3'
import type { Id } from '../../../shared/domain/id.ts'
import type { Decision } from '../../../shared/domain/decision.ts'
import type { Mitigation } from '../../../shared/domain/mitigation.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import { registerRows } from '../../../shared/domain/register-rows.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import type { Disclosure } from '../../../shared/domain/workshop.ts'
import { seal, saltLength } from '../../../shared/proof/disclosure.ts'
import { headHash } from '../../../shared/proof/log.ts'
import { ownerName, unsealNames } from '../../../shared/proof/plain-threat.ts'
import { RegisterDocument, registerSchema, SignedMitigation, SignedThreat, type SignedList } from '../../../shared/proof/register-document.ts'
import { statedScore } from '../../../shared/proof/stated-scores.ts'
import { listMitigations } from '../../store/mitigations.ts'
import { readModel } from '../../store/models.ts'
import { readHeader } from '../../store/projects.ts'
import { lastRevision, readDisclosures } from '../../store/revisions.ts'
import { listThreats, readThreatLists } from '../../store/threats.ts'
import { sha256 } from '../crypto.ts'
import { heldWorkshops, itemOfThreat, roundResults, seatVotes, shownDisclosures, type HeldWorkshop } from '../room/workshop-votes.ts'

/** A register as it stands now, not frozen. */
export interface Draft {
  header: ProjectHeader
  model: Model
  lists: SignedList[]
  rows: RegisterRow[]
  mitigations: Mitigation[]
  workshops: HeldWorkshop[]
}

/** Reads the register of a project as it stands now. */
export function readDraft(db: Database, project: Id): Draft {
  const header = readHeader(db, project)
  const model = readModel(db, project)
  return draftOf({ header, model, lists: readThreatLists(db, project), threats: listThreats(db, project), mitigations: listMitigations(db, project), workshops: heldWorkshops(db, project) })
}

/** The register of a project, from the library or from a file. */
export function draftOf({ threats, ...project }: Omit<Draft, 'rows'> & { threats: readonly Threat[] }): Draft {
  const rows = registerRows(threats, project.header, affectedNames(project.model), (threat) => {
    const item = threat.settled ? itemOfThreat(project.workshops, threat) : undefined
    return item ? seatVotes(item) : []
  })
  return { ...project, rows }
}

/** What a threat is about, as people read it: the labels of the model's parts, else the words of an imported row. */
export function affectedNames(model: Model): (threat: Threat) => string[] {
  const labels = new Map([...model.elements, ...model.boundaries].map(({ id, label, key }) => [id, label || key]))
  for (const flow of model.flows) labels.set(flow.id, flowName(flow, labels))
  return (threat) => {
    const names = threat.affected.flatMap((id) => labels.get(id) ?? [])
    return names.length > 0 ? names : threat.affectedLabels
  }
}

function flowName(flow: Model['flows'][number], labels: ReadonlyMap<string, string>): string {
  const ends = [flow.source, flow.target].map((end) => (end === null ? '?' : (labels.get(end) ?? '?')))
  return ends.join(' → ')
}

/** The last revision, opened, with what is still sealed in it. */
export interface Before {
  number: number
  hash: string
  register: RegisterDocument
  disclosures: Disclosure[]
}

export function readBefore(db: Database, project: Id): Before | null {
  const row = lastRevision(db, project)
  if (!row) return null
  return { number: row.number, hash: row.hash, register: parseRegister(row.register), disclosures: readDisclosures(db, row.id) }
}

/** A stored register. Throws where the library was written by other hands. */
export function parseRegister(bytes: Uint8Array): RegisterDocument {
  return RegisterDocument.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
}

export type Content = Omit<RegisterDocument, 'revision'>

/**
 * The draft as it would be signed, with what it seals. Whatever did not change since `before` keeps its salt, so that an
 * unchanged register has the same content.
 */
export function contentOf(project: { id: Id; name: string }, draft: Draft, before: Before | null, randomBytes: (length: number) => Uint8Array): { content: Content; disclosures: Disclosure[] } {
  const disclosures: Disclosure[] = draft.workshops.flatMap(shownDisclosures)
  const sealOwner = ownerSealer(before, disclosures, randomBytes)
  const earlier = new Map(before?.register.threats.map((threat) => [threat.id, threat]))
  const frozenAt = before?.register.revision.frozenAt ?? ''
  const threats = draft.rows.map((row) => {
    const { threat } = row
    const old = earlier.get(threat.id)
    const item = itemOfThreat(draft.workshops, threat)
    const counted = item ? roundResults(item) : []
    const score = statedScore(row)
    return SignedThreat.parse({
      ...threat,
      decision: threat.decision && sealedDecision(threat.decision, old?.decision ?? null, (name, before) => sealOwner(name, before, threat.updatedAt <= frozenAt)),
      affectedNames: row.affected,
      // Votes that were erased can not be counted again: what an earlier revision states of them stands.
      score: score && counted === null ? { ...score, interval: old?.score?.interval ?? null } : score,
      rounds: counted ?? old?.rounds ?? [],
    })
  })
  const earlierMitigations = new Map(before?.register.mitigations?.map((one) => [one.id, one]))
  const mitigations = draft.mitigations.map((one) => SignedMitigation.parse({ ...one, owner: sealOwner(one.owner, earlierMitigations.get(one.id)?.owner ?? null, one.updatedAt <= frozenAt) }))
  const assumed = new Map(before?.register.header.assumptions.map((one) => [one.id, one.owner]))
  const header = {
    ...draft.header,
    // A signature has a role, so a line that names none could never be fulfilled.
    requiredSigners: draft.header.requiredSigners.filter(({ role }) => role.trim() !== ''),
    // An assumption does not say when it was changed: who owns it now may not be who was erased.
    assumptions: draft.header.assumptions.map((one) => ({ ...one, owner: sealOwner(one.owner, assumed.get(one.id) ?? null, false) })),
  }
  const workshops = draft.workshops.map(({ id, name, log, state }) => {
    const events = log.map(({ event }) => event)
    return { id, name, settings: state.settings, log: events, head: headHash(events) }
  })
  const content: Content = { schema: registerSchema, project: { id: project.id, name: project.name }, header, model: draft.model, lists: draft.lists, threats, ...(mitigations.length > 0 ? { mitigations } : {}), workshops }
  return { content, disclosures }
}

function sealedDecision({ owner, riskOwner = '', approver = '', ...rest }: Decision, old: SignedThreat['decision'], sealName: (name: string, old: string | null) => string | null) {
  const answers = sealName(riskOwner, old?.riskOwner ?? null)
  const approves = sealName(approver, old?.approver ?? null)
  return {
    ...rest,
    owner: sealName(owner, old?.owner ?? null),
    ...(answers === null ? {} : { riskOwner: answers }),
    ...(approves === null ? {} : { approver: approves }),
  }
}

type SealOwner = (owner: string, old: string | null, untouched: boolean) => string | null

// `untouched`: where the old value was erased, whether nothing says that it changed since.
function ownerSealer(before: Before | null, disclosures: Disclosure[], randomBytes: (length: number) => Uint8Array): SealOwner {
  const known = new Map(before?.disclosures.map((one) => [one.digest, one]))
  const nameOf = unsealNames(before?.disclosures ?? [])
  return (owner, old, untouched) => {
    if (owner === '') return null
    const kept = old === null ? undefined : known.get(old)
    if (old !== null && kept && nameOf(old) === owner) {
      disclosures.push(kept)
      return old
    }
    if (old !== null && !kept && untouched) return old
    const sealed = seal(ownerName, owner, randomBytes(saltLength), sha256)
    disclosures.push(sealed)
    return sealed.digest
  }
}
