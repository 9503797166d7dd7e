import type { Id } from '../../../shared/domain/id.ts'
import { tidyDecision } from '../../../shared/domain/decision.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import { registerRows, withoutSuggestion } from '../../../shared/domain/register-rows.ts'
import type { ExportFormat, RegisterRow, SignatureInfo } from '../../../shared/domain/register.ts'
import type { Mitigation } from '../../../shared/domain/mitigation.ts'
import { ownerName, plainHeader, plainMitigation, plainThreat, unsealNames, type Unseal } from '../../../shared/proof/plain-threat.ts'
import type { ProjectRows } from '../../../shared/domain/project-rows.ts'
import type { SignedList } from '../../../shared/proof/register-document.ts'
import { cut, type RegisterFile, type RegisterParts } from '../../../shared/proof/register-file.ts'
import { cutName } from '../../../shared/proof/verify-signer.ts'
import { withPeople } from '../../export/cut-names.ts'
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
  /** As `text`, with `cutName` for each person who is not named: what people read says that somebody is meant, where what programs read stays empty. */
  document: () => ExportInput
  /** For the PDF, which is made in the worker. */
  pdf: (project: string, choice: DocumentChoice) => PdfInput
  /** How the register came about; replays the workshops of a frozen one, so only for formats that tell it. */
  record: (project: string) => RegisterRecord
}

/** What a text format or the workbook is written from. */
export function inputOf(report: Report, { id, tells }: Pick<(typeof exportRegistry)[number], 'tells'> & { id: ExportFormat }, project: string, document: DocumentChoice): ExportInput {
  return { ...(id === 'md' ? report.document() : report.text), document, ...(tells === 'rows' ? {} : { record: report.record(project) }) }
}

/** A register as it stands, without names of people where it is not `whole`. `changedAt`: when the project last changed. */
export function reportOfDraft(draft: Draft, changedAt: string, whole: boolean): Report {
  const rounds = new Map(draft.rows.map((row) => {
    const item = itemOfThreat(draft.workshops, row.threat)
    return [row.threat.id, item ? (roundResults(item) ?? []) : []]
  }))
  const at = draft.rows.reduce((last, row) => (row.threat.updatedAt > last ? row.threat.updatedAt : last), changedAt)
  const told = { at, rounds, revision: null }
  const text = (cutAs: CutAs): ExportInput => ({ ...namedBy(draft, whole, cutAs), model: draft.model, layouts: layoutsOf(draft.lists) })
  return reportOf(text, (project) => recordOf(told, project, draft.workshops, whole), whole)
}

/** What stands for somebody whose name is left out. */
type CutAs = '' | typeof cutName

/** What of a draft names people. */
function namedBy({ rows, mitigations, header }: Draft, whole: boolean, cutAs: CutAs): Pick<Draft, 'rows' | 'header' | 'mitigations'> {
  if (whole) return { rows, mitigations, header }
  return { rows: rows.map((row) => withoutOwner(row, cutAs)), mitigations: mitigations.map((one) => withoutDoer(one, cutAs)), header: withoutOwners(header, cutAs) }
}

function cutPerson(name: string, cutAs: CutAs): string {
  return name === '' ? '' : cutAs
}

function withoutDoer(mitigation: Mitigation, cutAs: CutAs): Mitigation {
  return { ...mitigation, owner: cutPerson(mitigation.owner, cutAs) }
}

function withoutOwners(header: ProjectHeader, cutAs: CutAs): ProjectHeader {
  return { ...header, assumptions: header.assumptions.map((one) => ({ ...one, owner: cutPerson(one.owner, cutAs) })) }
}

function withoutOwner(given: RegisterRow, cutAs: CutAs): RegisterRow {
  const row = withPeople(given, (name) => cutPerson(name, cutAs))
  const { decision } = row.threat
  return decision ? { ...row, threat: { ...row.threat, decision: tidyDecision(decision) } } : row
}

/** A frozen register, without names of people where it is not `whole`. */
export function reportOfRevision({ register, disclosures }: Pick<RegisterFile, 'register' | 'disclosures'>, hash: string, signedBy: readonly SignatureInfo[], whole: boolean): Report {
  const unseal = unsealNames(whole ? disclosures.filter((one) => one.name === ownerName) : [])
  const signatures = signedBy.map((one) => (whole ? one : { ...one, name: cutName }))
  const { number, frozenAt, program, rulePacks, catalogue } = register.revision
  const told = { rounds: new Map(register.threats.map(({ id, rounds }) => [id, rounds])), revision: { number, hash, frozenAt, program, rulePacks, catalogue, signatures }, at: frozenAt }
  const text = (cutAs: CutAs): ExportInput => inputOfRegister(register, (digest) => unseal(digest) ?? cutAs)
  return reportOf(text, (project) => recordOf(told, project, workshopsOf(register, disclosures), whole), whole)
}

function inputOfRegister(register: RegisterFile['register'], unseal: Unseal): ExportInput {
  const header = plainHeader(register.header, unseal)
  const signed = new Map(register.threats.map((threat) => [threat.id, threat]))
  const threats = register.threats.map((threat) => plainThreat(threat, unseal))
  const rows = registerRows(threats, header, (threat) => signed.get(threat.id)?.affectedNames ?? [], () => []).map((one) => ({
    ...one,
    interval: signed.get(one.threat.id)?.score?.interval ?? null,
  }))
  return { rows, mitigations: (register.mitigations ?? []).map((one) => plainMitigation(one, unseal)), header, model: register.model, layouts: layoutsOf(register.lists) }
}

function reportOf(input: (cutAs: CutAs) => ExportInput, record: Report['record'], whole: boolean): Report {
  const text = (cutAs: CutAs): ExportInput => {
    const all = input(cutAs)
    return { ...all, rows: all.rows.map(withoutSuggestion) }
  }
  const document = () => text(cutName)
  const pdf: Report['pdf'] = (project, choice) => {
    const { rounds, revision, workshops, at } = record(project)
    const { header, model, rows, mitigations = [] } = document()
    return { project, header, model, rows, mitigations, rounds, revision, workshops: workshops.map(({ report }) => report), at, whole, choice }
  }
  return { text: text(''), document, record, pdf }
}

function layoutsOf(lists: readonly SignedList[]): ExportInput['layouts'] {
  const of = (format: string) => lists.find((list) => list.format === format)?.layout
  return { 'stride-list': of('stride-list'), 'threat-table': of('threat-thinker-report'), 'threat-composer': of('threat-composer'), 'threat-dragon': of('threat-dragon'), otm: of('otm') }
}

/** A project as one file, without names and votes where it is not `whole`. */
export function dreadOf(project: { id: Id; name: string }, draft: Draft, revisions: readonly RegisterParts[], library: ProjectRows | undefined, whole: boolean): Uint8Array {
  const { rows, mitigations, header } = namedBy(draft, whole, '')
  return writeDread({
    project: { id: project.id, name: project.name },
    header,
    model: draft.model,
    lists: draft.lists,
    threats: rows.map((row) => row.threat),
    ...(mitigations.length > 0 ? { mitigations } : {}),
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
