import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { presetParts, type DocumentChoice, type DocumentPreset, type PaperSize } from '../../shared/domain/document.ts'
import type { Language } from '../../shared/domain/language.ts'
import type { NotCarried } from '../../shared/domain/not-carried.ts'
import type { ExportFormat } from '../../shared/domain/register.ts'
import { createChanges } from '../app/changes.ts'
import type { AppContext } from '../app/context.ts'
import { createJobs } from '../app/jobs.ts'
import { defaultDataDir, rootFolder } from '../app/paths.ts'
import { encryptProject } from '../app/register/encrypted-project.ts'
import { exportRegister } from '../app/register/register-export.ts'
import { modelOf } from '../app/register/register-model.ts'
import { isPictureFormat } from '../export/picture/picture.ts'
import { libraryFile } from '../store/open.ts'
import { openForReading } from '../store/open-for-reading.ts'
import { listProjects } from '../store/projects.ts'
import type { ProjectRow } from '../store/projects.ts'
import { countSigned, listRevisions, readRevision } from '../store/revisions.ts'
import { CliProblem, counted, json, writeOutput } from './io.ts'
import type { Output } from './io.ts'
import { newPassphrase } from './passphrase.ts'
import { pictureOf, type PictureOptions } from './picture.ts'
import { exportProjectFile } from './project-file.ts'

/** The library in `file`, or in its usual place; the command line only ever reads it. */
function openLibrary(file: string | undefined): { db: AppContext['db']; path: string } {
  const path = file ?? join(defaultDataDir(), libraryFile)
  if (!existsSync(path)) throw new CliProblem(`dreadnought: ${path}: there is no library`, 'start the application once, or name one with --db FILE')
  let db: AppContext['db'] | null
  try {
    db = openForReading(path)
  } catch (problem) {
    throw new CliProblem(`dreadnought: ${path}: not a library that can be read`, problem instanceof Error ? problem.message : '')
  }
  if (db === null) throw new CliProblem(`dreadnought: ${path}: the library is of an older version`, 'start the application once, which brings it up to date')
  return { db, path }
}

export function runProjects(options: { db?: string | undefined; format: 'json' | 'text' }, output: Output): number {
  const { db } = openLibrary(options.db)
  try {
    const projects = listProjects(db).map((project) => ({ ...project, signedRevisions: countSigned(db, project.id) }))
    output.data(options.format === 'json' ? json(projects) : projects.map(lineOf).join(''))
    return 0
  } finally {
    db.close()
  }
}

function lineOf({ id, name, updatedAt, elements, flows, threats, undecided, signedRevisions }: ProjectRow & { signedRevisions: number }): string {
  // One line a project, whatever its name holds.
  const shown = name.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
  return `${id}  ${shown}  (${counted(elements, 'elements')}, ${counted(flows, 'flows')}, ${counted(threats, 'threats')}, ${String(undecided)} undecided, ${String(signedRevisions)} signed; changed ${updatedAt})\n`
}

interface ExportOptions extends PictureOptions {
  db?: string | undefined
  to: ExportFormat
  /** Number of a frozen revision, or `last`; the draft where it is not given. */
  revision?: string | undefined
  cut: boolean
  /** File with the passphrase: of what is written as `dread`, and of PROJECT where that is an encrypted file. */
  passphraseFile?: string | undefined
  plain: boolean
  out?: string | undefined
  preset: DocumentPreset
  lang: Language
  page: PaperSize
  /** Of CSV: with a byte order mark. */
  bom: boolean
}

function documentOf({ preset, lang, page, bom }: ExportOptions): DocumentChoice {
  return { parts: [...presetParts[preset]], language: lang, page, bom }
}

export async function runExport(wanted: string, options: ExportOptions, output: Output): Promise<number> {
  const resources = join(rootFolder(), 'resources')
  if (isProjectFile(wanted, options.db)) return exportFile(wanted, options, resources, output)
  const { db, path } = openLibrary(options.db)
  const jobs = createJobs({ resources, library: path }, output.message)
  try {
    const project = findProject(listProjects(db), wanted)
    const revision = options.revision === undefined ? null : findRevision(db, project, options.revision)
    const dataDir = dirname(path)
    const clock = () => new Date().toISOString()
    const context: AppContext = {
      db, jobs, resources, clock, dataDir,
      keyPlace: { dataDir, host: 'browser', protection: () => null, clock },
      newId: () => randomUUID(),
      randomBytes: (length) => randomBytes(length),
      changes: createChanges(),
      host: 'browser',
      version: '',
      log: output.message,
    }
    if (isPictureFormat(options.to)) {
      const row = revision === null ? null : (readRevision(db, project.id, revision) ?? null)
      const { data, lost } = await pictureOf(modelOf(context, project.id, row), project.name, options.to, options)
      writeOutput(data, options.out, output)
      tell(lost, output)
      return 0
    }
    const passphrase = options.to === 'dread' && !options.plain ? newPassphrase(options.passphraseFile) : null
    const request = { project: project.id, format: options.to, revision, cut: options.cut ? 'names-and-votes' : 'nothing', passphrase, document: documentOf(options), job: 'export' } as const
    const file = await exportRegister(context, request, undefined)
    writeOutput(Buffer.from(file.bytes, 'base64'), options.out, output)
    tell(file.notCarried, output)
    return 0
  } finally {
    await jobs.close()
    db.close()
  }
}

/** Whether PROJECT is a file: by its name, unless it is not there and a library was named that may have a project so called. */
function isProjectFile(wanted: string, db: string | undefined): boolean {
  return /\.dread$/i.test(wanted) && (db === undefined || existsSync(wanted))
}

function tell(notCarried: readonly NotCarried[], output: Output): void {
  for (const { what, count } of notCarried) output.message(`not carried: ${what} (${String(count)})`)
}

async function exportFile(path: string, options: ExportOptions, resources: string, output: Output): Promise<number> {
  const { to, revision, cut, passphraseFile, plain, out, ...picture } = options
  const passphrase = to === 'dread' && !plain ? newPassphrase(passphraseFile) : null
  const { data, notCarried } = await exportProjectFile(path, { format: to, revision, whole: !cut, passphraseFile, picture, document: documentOf(options) }, join(resources, 'fonts'))
  writeOutput(passphrase === null ? data : await encryptProject(Buffer.from(data), passphrase, (length) => randomBytes(length)), out, output)
  tell(notCarried, output)
  return 0
}

function findProject(projects: ProjectRow[], wanted: string): ProjectRow {
  const byId = projects.find(({ id }) => id === wanted)
  if (byId) return byId
  const named = projects.filter(({ name }) => name === wanted)
  const [only, other] = named
  if (only && !other) return only
  if (other) throw new CliProblem(`dreadnought: ${String(named.length)} projects are named "${wanted}"`, 'expected an id: see "dreadnought projects"')
  throw new CliProblem(`dreadnought: no project "${wanted}"`, 'expected an id or an exact name: see "dreadnought projects"')
}

function findRevision(db: AppContext['db'], project: ProjectRow, wanted: string): string {
  const revisions = listRevisions(db, project.id)
  const found = wanted === 'last' ? revisions.at(-1) : revisions.find(({ number }) => String(number) === wanted)
  if (!found) throw new CliProblem(`dreadnought: "${project.name}" has no revision ${wanted}`, `it has ${counted(revisions.length, 'revisions')}`)
  return found.id
}
