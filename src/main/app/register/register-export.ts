import type { DocumentChoice } from '../../../shared/domain/document.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { keyOf } from '../../../shared/domain/key.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import type { PictureRequest } from '../../../shared/domain/picture-request.ts'
import type { ExportFormat } from '../../../shared/domain/register.ts'
import { cut, type RegisterParts } from '../../../shared/proof/register-file.ts'
import { isPictureFormat, pictureTypes, usualScale } from '../../export/picture/picture.ts'
import { readModel } from '../../store/models.ts'
import type { RevisionRow } from '../../store/revisions.ts'
import type { AppContext } from '../context.ts'
import { encryptProject } from './encrypted-project.ts'
import { drawnPicture } from '../picture-job.ts'
import { projectBytes } from './project-bytes.ts'
import { parseRegister, readDraft } from './register-draft.ts'
import { fileOf, partsOf, revisionOrThrow } from './register-parts.ts'
import { reportOfDraft, reportOfRevision, textFormat, type Report } from './register-report.ts'
import { readSignatures } from './register-signatures.ts'
import { refused } from '../problems.ts'
import { projectOrThrow } from '../step.ts'
import { registerHtml } from './register-html.ts'

export interface ExportRequest {
  project: Id
  format: ExportFormat
  /** Null for the draft as it stands. */
  revision: Id | null
  cut: 'nothing' | 'names-and-votes'
  /** Encrypts a project file; null for any other format. */
  passphrase: string | null
  /** How a document is written: what is in it, in which language, on which paper. */
  document: DocumentChoice
  /** Of a picture; the first diagram in the light, without a legend, unless given. */
  picture?: PictureRequest | undefined
  job: string
}

/** A file to save; `bytes` in base64. */
export interface ExportedFile {
  name: string
  mime: string
  bytes: string
}

/** A register's file, and what the format had no place for. */
interface ExportedRegister extends ExportedFile {
  notCarried: NotCarried[]
}

/** Writes a register, or one of its revisions, in a format. Aborting `signal` cancels it. */
export async function exportRegister(context: AppContext, request: ExportRequest, signal: AbortSignal | undefined): Promise<ExportedRegister> {
  const project = projectOrThrow(context, request.project)
  const row = request.revision === null ? null : revisionOrThrow(context, request.project, request.revision)
  const name = `${keyOf(project.name) || 'register'}${row ? `-r${row.number}` : ''}`
  const out = (extension: string, mime: string, bytes: Uint8Array | string, notCarried: NotCarried[] = []): ExportedRegister => ({ name: `${name}${extension}`, mime, bytes: Buffer.from(bytes).toString('base64'), notCarried })
  const whole = request.cut === 'nothing'
  if (request.format === 'dread') {
    const bytes = projectBytes(context.db, project, whole)
    if (request.passphrase === null) return out('.dread', 'application/vnd.dreadnought.project+json', bytes)
    return out('.dread', 'application/octet-stream', await encryptProject(bytes, request.passphrase, context.randomBytes))
  }
  if (request.format === 'html') return out('.html', 'text/html', registerHtml(context, row, project, whole))
  if (request.format === 'dsse') {
    if (!row) throw refused('draft-unsigned')
    return out('.dsse.json', 'application/json', envelopesOf(partsOf(context, row)))
  }
  if (request.format === 'json' && row) return out('.register.json', 'application/json', registerFile(context, row, whole))
  if (isPictureFormat(request.format)) {
    const { theme, diagram, legend } = request.picture ?? { theme: 'light' as const, diagram: null, legend: null }
    const wish = { format: request.format, theme, diagram, legend, scale: usualScale, heat: null }
    const { data, notCarried } = await drawnPicture(context.jobs, { model: modelOf(context, request.project, row), wish }, { job: request.job, signal })
    return out(pictureTypes[request.format].extension, pictureTypes[request.format].mime, data, notCarried)
  }
  const report = row ? revisionReport(context, row, whole) : reportOfDraft(readDraft(context.db, project.id), project.updatedAt, whole)
  if (request.format === 'pdf') {
    const attachment = row ? { name: 'register.json', bytes: registerFile(context, row, whole) } : null
    const bytes = await context.jobs.run('pdf', { report: report.pdf(project.name, request.document), attachment }, { job: request.job, signal })
    return out('.pdf', 'application/pdf', bytes)
  }
  if (request.format === 'xlsx') {
    // Loaded when it is asked for: start does not pay for it.
    const { notInXlsx, writeXlsx } = await import('../../export/xlsx.ts')
    const input = { ...report.text, document: request.document, record: report.record(project.name) }
    return out('.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await writeXlsx(input), notInXlsx(input))
  }
  const format = textFormat(request.format)
  const input = { ...report.text, document: request.document, ...(format.tells === 'rows' ? {} : { record: report.record(project.name) }) }
  return out(format.extension, format.mime, format.write(input), format.notCarried(input))
}

/** A project's model, as it is or as a revision froze it. */
export function modelOf(context: AppContext, project: Id, row: RevisionRow | null): Model {
  return row === null ? readModel(context.db, project) : parseRegister(row.register).model
}

/** The envelopes alone, with the keys they name: a JSON array of DSSE envelopes as other tools read them, one a line. */
function envelopesOf({ envelopes, keys }: RegisterParts): string {
  if (envelopes.length === 0) throw refused('draft-unsigned')
  return `${JSON.stringify({ envelopes, keys }, null, 2)}\n`
}

function registerFile(context: AppContext, row: RevisionRow, whole: boolean): Uint8Array {
  const parts = partsOf(context, row)
  return fileOf(whole ? parts : cut(parts))
}

function revisionReport(context: AppContext, row: RevisionRow, whole: boolean): Report {
  return reportOfRevision({ ...partsOf(context, row), register: parseRegister(row.register) }, row.hash, readSignatures(context.db, row), whole)
}
