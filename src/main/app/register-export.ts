import type { Id } from '../../shared/domain/id.ts'
import { keyOf } from '../../shared/domain/key.ts'
import type { ProjectHeader } from '../../shared/domain/project.ts'
import { registerRows } from '../../shared/domain/register-rows.ts'
import type { ExportFormat, RegisterRow } from '../../shared/domain/register.ts'
import { ownerName, plainHeader, plainThreat, unsealNames } from '../../shared/proof/plain-threat.ts'
import type { SignedList } from '../../shared/proof/register-document.ts'
import { cut } from '../../shared/proof/register-file.ts'
import { cutName } from '../../shared/proof/verify-signer.ts'
import { writeDread } from '../export/dread.ts'
import type { ExportInput } from '../export/input.ts'
import type { PdfInput } from '../export/pdf-document.ts'
import { exportRegistry } from '../export/registry.ts'
import { listRevisions, type RevisionRow } from '../store/revisions.ts'
import type { AppContext } from './context.ts'
import { parseRegister, readDraft } from './register-draft.ts'
import { fileOf, partsOf, revisionOrThrow } from './register-parts.ts'
import { readSignatures } from './register-signatures.ts'
import { projectOrThrow } from './step.ts'
import { itemOfThreat, roundResults, shownDisclosures } from './workshop-votes.ts'

export interface ExportRequest {
  project: Id
  format: ExportFormat
  /** Null for the draft as it stands. */
  revision: Id | null
  cut: 'nothing' | 'names-and-votes'
  job: string
}

/** A file to save; `bytes` in base64. */
export interface ExportedFile {
  name: string
  mime: string
  bytes: string
}

/** Writes a register, or one of its revisions, in a format. Aborting `signal` cancels it. */
export async function exportRegister(context: AppContext, request: ExportRequest, signal: AbortSignal | undefined): Promise<ExportedFile> {
  const project = projectOrThrow(context, request.project)
  const row = request.revision === null ? null : revisionOrThrow(context, request.project, request.revision)
  const name = `${keyOf(project.name) || 'register'}${row ? `-r${row.number}` : ''}`
  const out = (extension: string, mime: string, bytes: Uint8Array | string): ExportedFile => ({ name: `${name}${extension}`, mime, bytes: Buffer.from(bytes).toString('base64') })
  const whole = request.cut === 'nothing'
  if (request.format === 'dread') return out('.dread', 'application/vnd.dreadnought.project+json', dreadOf(context, project, whole))
  if (request.format === 'json' && row) return out('.register.json', 'application/json', registerFile(context, row, whole))
  const report = row ? reportOfRevision(context, row, whole) : reportOfDraft(context, request.project, whole)
  if (request.format === 'pdf') {
    const attachment = row ? { name: 'register.json', bytes: registerFile(context, row, whole) } : null
    const bytes = await context.jobs.run('pdf', { report: { ...report.pdf, project: project.name }, attachment }, { job: request.job, signal })
    return out('.pdf', 'application/pdf', bytes)
  }
  const format = exportRegistry.find((known) => known.id === request.format)
  if (!format) throw new Error(`no writer for ${request.format}`)
  return out(format.extension, format.mime, format.write(report.text))
}

function registerFile(context: AppContext, row: RevisionRow, whole: boolean): Uint8Array {
  const parts = partsOf(context, row)
  return fileOf(whole ? parts : cut(parts))
}

interface Report {
  text: ExportInput
  pdf: Omit<PdfInput, 'project'>
}

function reportOfDraft(context: AppContext, project: Id, whole: boolean): Report {
  const draft = readDraft(context.db, project)
  const rows = whole ? draft.rows : draft.rows.map(withoutOwner)
  const header = whole ? draft.header : withoutOwners(draft.header)
  const rounds = new Map(draft.rows.map((row) => {
    const item = itemOfThreat(draft.workshops, row.threat)
    return [row.threat.id, item ? (roundResults(item) ?? []) : []]
  }))
  const at = rows.reduce((last, row) => (row.threat.updatedAt > last ? row.threat.updatedAt : last), projectOrThrow(context, project).updatedAt)
  return {
    text: { rows, header, model: draft.model, layouts: layoutsOf(draft.lists) },
    pdf: { header, model: draft.model, rows, rounds, revision: null, at },
  }
}

function withoutOwners(header: ProjectHeader): ProjectHeader {
  return { ...header, assumptions: header.assumptions.map((one) => ({ ...one, owner: '' })) }
}

function withoutOwner(row: RegisterRow): RegisterRow {
  const { decision } = row.threat
  return decision ? { ...row, threat: { ...row.threat, decision: { ...decision, owner: '' } } } : row
}

function reportOfRevision(context: AppContext, row: RevisionRow, whole: boolean): Report {
  const register = parseRegister(row.register)
  const unseal = unsealNames(whole ? partsOf(context, row).disclosures.filter((one) => one.name === ownerName) : [])
  const header = plainHeader(register.header, unseal)
  const signed = new Map(register.threats.map((threat) => [threat.id, threat]))
  const threats = register.threats.map((threat) => plainThreat(threat, unseal))
  const rows = registerRows(threats, header, (threat) => signed.get(threat.id)?.affectedNames ?? [], () => []).map((one) => ({
    ...one,
    interval: signed.get(one.threat.id)?.score?.interval ?? null,
  }))
  const signatures = readSignatures(context.db, row).map((one) => (whole ? one : { ...one, name: cutName }))
  const { number, frozenAt, program, rulePacks, catalogue } = register.revision
  return {
    text: { rows, header, model: register.model, layouts: layoutsOf(register.lists) },
    pdf: {
      header,
      model: register.model,
      rows,
      rounds: new Map(register.threats.map(({ id, rounds }) => [id, rounds])),
      revision: { number, hash: row.hash, frozenAt, program, rulePacks, catalogue, signatures },
      at: frozenAt,
    },
  }
}

function layoutsOf(lists: readonly SignedList[]): ExportInput['layouts'] {
  const of = (format: string) => lists.find((list) => list.format === format)?.layout
  return { 'stride-list': of('stride-list'), 'threat-table': of('threat-thinker-report') }
}

function dreadOf(context: AppContext, project: { id: Id; name: string }, whole: boolean): Uint8Array {
  const draft = readDraft(context.db, project.id)
  const revisions = listRevisions(context.db, project.id).map((row) => partsOf(context, row))
  return writeDread({
    project: { id: project.id, name: project.name },
    header: whole ? draft.header : withoutOwners(draft.header),
    model: draft.model,
    lists: draft.lists,
    threats: (whole ? draft.rows : draft.rows.map(withoutOwner)).map((row) => row.threat),
    workshops: draft.workshops.map((held) => ({
      id: held.id,
      name: held.name,
      log: held.log.map(({ event }) => event),
      disclosures: whole ? shownDisclosures(held) : [],
    })),
    revisions: revisions.map((parts) => (whole ? parts : cut(parts))),
  })
}
