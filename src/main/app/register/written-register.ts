import type { Database } from 'better-sqlite3'
import { keyOf } from '../../../shared/domain/key.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import { cut, type RegisterParts } from '../../../shared/proof/register-file.ts'
import { isPictureFormat, pictureTypes, usualScale, writePicture, type PictureFormat } from '../../export/picture/picture.ts'
import { PictureTooLarge } from '../../export/picture/too-large.ts'
import { openForReading } from '../../store/open-for-reading.ts'
import { readProject, type ProjectRow } from '../../store/projects.ts'
import { readRevision, type RevisionRow } from '../../store/revisions.ts'
import { refused } from '../problems.ts'
import { projectBytes } from './project-bytes.ts'
import { parseRegister, readDraft } from './register-draft.ts'
import { registerHtml } from './register-html.ts'
import { modelOf } from './register-model.ts'
import { fileOf, partsOf } from './register-parts.ts'
import { inputOf, reportOfDraft, reportOfRevision, textFormat, type Report } from './register-report.ts'
import type { WrittenRegister, WrittenRequest } from './register-request.ts'
import { readSignatures } from './register-signatures.ts'

/** What a file is written from. */
interface Source {
  db: Database
  project: ProjectRow
  /** Null for the draft. */
  row: RevisionRow | null
  /** Whether people are named. */
  whole: boolean
}

interface Written {
  extension: string
  mime: string
  data: Uint8Array | string
  notCarried?: NotCarried[]
}

/**
 * Writes a register of the library in the file `library`, or one of its revisions, in a format. `fonts` is the folder of those that documents are set in;
 * `progress` hears how far a PDF is, in pages. The library is opened anew each time, for a connection that stays would keep what was read before an erasure,
 * and read in one transaction, so that nothing changes meanwhile.
 */
export async function writeRegister(library: string, request: WrittenRequest, fonts: string, progress: (done: number, total: number) => void): Promise<WrittenRegister> {
  const db = openForReading(library)
  if (db === null) throw new Error('the library has another schema than the worker knows')
  try {
    db.exec('BEGIN')
    const project = readProject(db, request.project)
    const row = request.revision === null ? null : readRevision(db, request.project, request.revision)
    if (!project || row === undefined) throw new Error('what is to be written was there when it was asked for')
    const { extension, mime, data, notCarried = [] } = await written({ db, project, row, whole: request.cut === 'nothing' }, request, fonts, progress)
    const name = `${keyOf(project.name) || 'register'}${row ? `-r${row.number}` : ''}${extension}`
    return { name, mime, data: typeof data === 'string' ? new TextEncoder().encode(data) : data, notCarried }
  } finally {
    db.close()
  }
}

async function written(source: Source, request: WrittenRequest, fonts: string, progress: (done: number, total: number) => void): Promise<Written> {
  const { db, project, row, whole } = source
  if (isPictureFormat(request.format)) return picture(source, request.format, request.picture, fonts)
  switch (request.format) {
    case 'dread':
      return { extension: '.dread', mime: 'application/vnd.dreadnought.project+json', data: projectBytes(db, project, whole) }
    case 'html':
      return { extension: '.html', mime: 'text/html', data: registerHtml({ db }, row, project, whole, request.document) }
    case 'dsse':
      if (!row) throw refused('draft-unsigned')
      return { extension: '.dsse.json', mime: 'application/json', data: envelopesOf(partsOf({ db }, row)) }
    case 'json':
      return row ? { extension: '.register.json', mime: 'application/json', data: registerFile(source, row) } : text(source, request)
    case 'pdf':
      return pdf(source, request, fonts, progress)
    case 'xlsx':
      return workbook(source, request)
    default:
      return text(source, request)
  }
}

async function picture({ db, project, row }: Source, format: PictureFormat, wish: WrittenRequest['picture'], fonts: string): Promise<Written> {
  const { theme, diagram, legend } = wish ?? { theme: 'light' as const, diagram: null, legend: null }
  try {
    return { ...pictureTypes[format], ...(await writePicture(modelOf({ db }, project.id, row), { format, theme, diagram, legend, scale: usualScale, heat: null }, fonts)) }
  } catch (error) {
    throw error instanceof PictureTooLarge ? refused('picture-too-large', `${error.width} x ${error.height}`) : error
  }
}

async function pdf(source: Source, { document }: WrittenRequest, fonts: string, progress: (done: number, total: number) => void): Promise<Written> {
  const { project, row } = source
  const { renderPdf } = await import('../../export/pdf/pdf.ts')
  const attachment = row ? { name: 'register.json', bytes: registerFile(source, row) } : null
  return { extension: '.pdf', mime: 'application/pdf', data: await renderPdf(reportOf(source).pdf(project.name, document), attachment, fonts, progress) }
}

async function workbook(source: Source, { document }: WrittenRequest): Promise<Written> {
  const { notInXlsx, writeXlsx } = await import('../../export/xlsx.ts')
  const input = inputOf(reportOf(source), { id: 'xlsx', tells: 'record' }, source.project.name, document)
  return { extension: '.xlsx', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', data: writeXlsx(input), notCarried: notInXlsx(input) }
}

function text(source: Source, { format, document }: WrittenRequest): Written {
  const writer = textFormat(format)
  const input = inputOf(reportOf(source), writer, source.project.name, document)
  return { extension: writer.extension, mime: writer.mime, data: writer.write(input), notCarried: writer.notCarried(input) }
}

function reportOf({ db, project, row, whole }: Source): Report {
  if (row) return reportOfRevision({ ...partsOf({ db }, row), register: parseRegister(row.register) }, row.hash, readSignatures(db, row), whole)
  return reportOfDraft(readDraft(db, project.id), project.updatedAt, whole)
}

/** The envelopes alone, as other tools read DSSE, in one object with the keys they name. */
function envelopesOf({ envelopes, keys }: RegisterParts): string {
  if (envelopes.length === 0) throw refused('draft-unsigned')
  return `${JSON.stringify({ envelopes, keys }, null, 2)}\n`
}

function registerFile({ db, whole }: Source, row: RevisionRow): Uint8Array {
  const parts = partsOf({ db }, row)
  return fileOf(whole ? parts : cut(parts))
}
