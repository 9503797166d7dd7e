import type { Id } from '../../../shared/domain/id.ts'
import { tidyDecision } from '../../../shared/domain/decision.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import { registerRows, withoutSuggestion } from '../../../shared/domain/register-rows.ts'
import type { ExportFormat, RegisterRow, SignatureInfo } from '../../../shared/domain/register.ts'
import type { Mitigation } from '../../../shared/domain/mitigation.ts'
import { ownerName, plainHeader, plainMitigation, plainThreat, unsealNames } from '../../../shared/proof/plain-threat.ts'
import type { ProjectRows } from '../../../shared/domain/project-rows.ts'
import type { SignedList } from '../../../shared/proof/register-document.ts'
import { cut, type RegisterFile, type RegisterParts } from '../../../shared/proof/register-file.ts'
import { cutName } from '../../../shared/proof/verify-signer.ts'
import { writeDread } from '../../export/dread.ts'
import type { ExportInput } from '../../export/input.ts'
import type { PdfInput } from '../../export/pdf/pdf-report.ts'
import type { DocumentChoice } from '../../../shared/domain/document.ts'
import { exportRegistry } from '../../export/registry.ts'
import type { RegisterRecord } from '../../export/register-record.ts'
import type { Draft } from './register-draft.ts'
import { recordOf, workshopsOf } from './register-record.ts'
import { itemOfThreat, roundResults, shownDisclosures } from '../room/workshop-votes.ts'

/** What a register's formats are written from. */
export interface Report {
  text: ExportInput
  /** For the PDF, which is made in the worker. */
  pdf: (project: string, choice: DocumentChoice) => PdfInput
  /** How the register came about; replays the workshops of a frozen one, so only for formats that tell it. */
  record: (project: string) => RegisterRecord
}

/** A register as it stands, without names of people where it is not `whole`. `changedAt`: when the project last changed. */
export function reportOfDraft(draft: Draft, changedAt: string, whole: boolean): Report {
  const rows = whole ? draft.rows : draft.rows.map(withoutOwner)
  const header = whole ? draft.header : withoutOwners(draft.header)
  const mitigations = whole ? draft.mitigations : draft.mitigations.map(withoutDoer)
  const rounds = new Map(draft.rows.map((row) => {
    const item = itemOfThreat(draft.workshops, row.threat)
    return [row.threat.id, item ? (roundResults(item) ?? []) : []]
  }))
  const at = rows.reduce((last, row) => (row.threat.updatedAt > last ? row.threat.updatedAt : last), changedAt)
  const told = { at, rounds, revision: null }
  return reportOf({ rows, mitigations, header, model: draft.model, layouts: layoutsOf(draft.lists) }, (project) => recordOf(told, project, draft.workshops, whole), whole)
}

function withoutDoer(mitigation: Mitigation): Mitigation {
  return { ...mitigation, owner: '' }
}

function withoutOwners(header: ProjectHeader): ProjectHeader {
  return { ...header, assumptions: header.assumptions.map((one) => ({ ...one, owner: '' })) }
}

function withoutOwner(row: RegisterRow): RegisterRow {
  const { decision } = row.threat
  if (!decision) return row
  return { ...row, threat: { ...row.threat, decision: tidyDecision({ ...decision, owner: '', riskOwner: '', approver: '' }) } }
}

/** A frozen register, without names of people where it is not `whole`. */
export function reportOfRevision({ register, disclosures }: Pick<RegisterFile, 'register' | 'disclosures'>, hash: string, signedBy: readonly SignatureInfo[], whole: boolean): Report {
  const unseal = unsealNames(whole ? disclosures.filter((one) => one.name === ownerName) : [])
  const header = plainHeader(register.header, unseal)
  const signed = new Map(register.threats.map((threat) => [threat.id, threat]))
  const threats = register.threats.map((threat) => plainThreat(threat, unseal))
  const rows = registerRows(threats, header, (threat) => signed.get(threat.id)?.affectedNames ?? [], () => []).map((one) => ({
    ...one,
    interval: signed.get(one.threat.id)?.score?.interval ?? null,
  }))
  const mitigations = (register.mitigations ?? []).map((one) => plainMitigation(one, unseal))
  const signatures = signedBy.map((one) => (whole ? one : { ...one, name: cutName }))
  const { number, frozenAt, program, rulePacks, catalogue } = register.revision
  const told = { rounds: new Map(register.threats.map(({ id, rounds }) => [id, rounds])), revision: { number, hash, frozenAt, program, rulePacks, catalogue, signatures }, at: frozenAt }
  return reportOf({ rows, mitigations, header, model: register.model, layouts: layoutsOf(register.lists) }, (project) => recordOf(told, project, workshopsOf(register, disclosures), whole), whole)
}

function reportOf(input: ExportInput, record: Report['record'], whole: boolean): Report {
  const text = { ...input, rows: input.rows.map(withoutSuggestion) }
  const pdf: Report['pdf'] = (project, choice) => {
    const { rounds, revision, workshops, at } = record(project)
    return { project, header: text.header, model: text.model, rows: text.rows, mitigations: text.mitigations ?? [], rounds, revision, workshops: workshops.map(({ report }) => report), at, whole, choice }
  }
  return { text, record, pdf }
}

function layoutsOf(lists: readonly SignedList[]): ExportInput['layouts'] {
  const of = (format: string) => lists.find((list) => list.format === format)?.layout
  return { 'stride-list': of('stride-list'), 'threat-table': of('threat-thinker-report'), 'threat-composer': of('threat-composer'), 'threat-dragon': of('threat-dragon'), otm: of('otm') }
}

/** A project as one file, without names and votes where it is not `whole`. */
export function dreadOf(project: { id: Id; name: string }, draft: Draft, revisions: readonly RegisterParts[], library: ProjectRows | undefined, whole: boolean): Uint8Array {
  return writeDread({
    project: { id: project.id, name: project.name },
    header: whole ? draft.header : withoutOwners(draft.header),
    model: draft.model,
    lists: draft.lists,
    threats: (whole ? draft.rows : draft.rows.map(withoutOwner)).map((row) => row.threat),
    ...(draft.mitigations.length > 0 ? { mitigations: whole ? draft.mitigations : draft.mitigations.map(withoutDoer) } : {}),
    workshops: draft.workshops.map((held) => ({
      id: held.id,
      name: held.name,
      log: held.log.map(({ event }) => event),
      disclosures: whole ? shownDisclosures(held) : [],
    })),
    revisions: revisions.map((parts) => (whole ? parts : cut(parts))),
    library: whole ? library : undefined,
  })
}

/** The writer of a text format. Throws where the format is none. */
export function textFormat(id: ExportFormat): (typeof exportRegistry)[number] {
  const format = exportRegistry.find((known) => known.id === id)
  if (!format) throw new Error(`no writer for ${id}`)
  return format
}
