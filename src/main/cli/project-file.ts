import type { DocumentChoice } from '../../shared/domain/document.ts'
import type { NotCarried } from '../../shared/domain/not-carried.ts'
import type { ExportFormat } from '../../shared/domain/register.ts'
import { hex } from '../../shared/proof/bytes.ts'
import { canonicalBytes } from '../../shared/proof/canonical.ts'
import { RegisterDocument } from '../../shared/proof/register-document.ts'
import { cut } from '../../shared/proof/register-file.ts'
import type { RegisterParts } from '../../shared/proof/register-file.ts'
import { sha256 } from '../app/crypto.ts'
import { shaped } from '../app/register/json-input.ts'
import { readProjectBytes } from '../app/register/project-file.ts'
import { fileOf } from '../app/register/register-parts.ts'
import { dreadOf, inputOf, reportOfDraft, reportOfRevision, textFormat } from '../app/register/register-report.ts'
import { signaturesOf } from '../app/register/register-signatures.ts'
import type { PdfInput } from '../export/pdf/pdf-report.ts'
import { isPictureFormat } from '../export/picture/picture.ts'
import { CliProblem, counted, maxRegister, readInput } from './io.ts'
import { pictureOf, type PictureOptions } from './picture.ts'
import { plainProject } from './project-input.ts'

interface FileExport {
  format: ExportFormat
  /** Number of a frozen revision, or `last`; the draft where it is not given. */
  revision: string | undefined
  whole: boolean
  picture: PictureOptions
  /** File with the passphrase of an encrypted project file. */
  passphraseFile: string | undefined
  document: DocumentChoice
}

/** What is written, and what it had no place for. */
export interface FileExported {
  data: Uint8Array | string
  notCarried: NotCarried[]
}

/** The register of a project file in a format, as {@link exportRegister} writes that of a library's project. `fonts` is the folder of those that a PDF is set in. */
export async function exportProjectFile(path: string, { format, revision, whole, passphraseFile, picture, document }: FileExport, fonts: string): Promise<FileExported> {
  const all = (data: Uint8Array | string): FileExported => ({ data, notCarried: [] })
  const { project, draft, revisions, library } = readProjectBytes(await plainProject(readInput(path, maxRegister), path, passphraseFile), path)
  if (format === 'dread') return all(dreadOf(project, draft, revisions, library, whole))
  if (revision !== undefined) return all(await exportRevision(path, revisions, revision, { format, whole, picture, document }, fonts))
  if (isPictureFormat(format)) {
    const { data, lost } = await pictureOf(draft.model, path, format, picture)
    return { data, notCarried: lost }
  }
  // A file does not say when the project last changed, but each threat does.
  const report = reportOfDraft(draft, '1970-01-01T00:00:00.000Z', whole)
  if (format === 'pdf') return all(await pdf(report.pdf(project.name, document), null, fonts))
  if (format === 'xlsx') {
    const { notInXlsx, writeXlsx } = await import('../export/xlsx.ts')
    const input = inputOf(report, { id: 'xlsx', tells: 'record' }, project.name, document)
    return { data: writeXlsx(input), notCarried: notInXlsx(input) }
  }
  const writer = textFormat(format)
  const input = inputOf(report, writer, project.name, document)
  return { data: writer.write(input), notCarried: writer.notCarried(input) }
}

async function pdf(report: PdfInput, signed: Uint8Array | null, fonts: string): Promise<Uint8Array> {
  const { renderPdf } = await import('../export/pdf/pdf.ts')
  return renderPdf(report, signed && { name: 'register.json', bytes: signed }, fonts)
}

async function exportRevision(path: string, revisions: readonly RegisterParts[], wanted: string, { format, whole, picture, document }: Pick<FileExport, 'format' | 'whole' | 'picture' | 'document'>, fonts: string): Promise<Uint8Array | string> {
  const registers = revisions.map((parts, index) => ({ parts, register: shaped(RegisterDocument, parts.register, path, `a register as revision (revisions.${String(index)})`) }))
  const found = wanted === 'last' ? registers.at(-1) : registers.find(({ register }) => String(register.revision.number) === wanted)
  if (!found) throw new CliProblem(`dreadnought: ${path} has no revision ${wanted}`, `it has ${counted(registers.length, 'revisions')}`)
  const { parts, register } = found
  if (format === 'json') return fileOf(whole ? parts : cut(parts))
  if (isPictureFormat(format)) return (await pictureOf(register.model, path, format, picture)).data
  const hash = hex(sha256(canonicalBytes(parts.register)))
  const report = reportOfRevision({ register, disclosures: parts.disclosures }, hash, signaturesOf(parts, hash), whole)
  if (format === 'pdf') return pdf(report.pdf(register.project.name, document), fileOf(whole ? parts : cut(parts)), fonts)
  if (format === 'xlsx') return (await import('../export/xlsx.ts')).writeXlsx(inputOf(report, { id: 'xlsx', tells: 'record' }, register.project.name, document))
  const writer = textFormat(format)
  return writer.write(inputOf(report, writer, register.project.name, document))
}
