import { readdir, readFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { ImportedFile, ImportReport } from '../../../shared/domain/import.ts'
import { emptyModel, hasParts } from '../../../shared/domain/model.ts'
import type { SamePart } from '../../../shared/domain/model-update.ts'
import type { WholeProject } from '../../../shared/domain/project-rows.ts'
import { spread } from '../../../shared/domain/spread.ts'
import { FileProblem } from '../../import/file-problem.ts'
import { neverUsed } from '../../store/projects.ts'
import type { AppContext } from '../context.ts'
import { importAbout } from './import-about.ts'
import { importModel } from './import-model.ts'
import { importThreats, resolveImported } from './import-threats.ts'
import { onlyNewThreats } from './known-threats.ts'
import { takeProject } from '../projects/project-file-import.ts'
import { invalidFile, refused } from '../problems.ts'
import { addProject } from '../projects/projects.ts'
import { decryptProject, isEncrypted, WrongPassphrase } from '../register/encrypted-project.ts'
import { saysProjectEarly } from '../register/opened-project.ts'
import { needProject, step } from '../step.ts'
import { adoptFindings, keepTemplate } from '../analysis/templates.ts'

type File = { name: string; bytes: Uint8Array }

export function importHandlers(context: AppContext) {
  const os = implement(workbenchContract).model
  return {
    importFile: os.importFile.handler(async ({ input, signal }) => {
      if (input.project !== null) needProject(context, input.project)
      const file = await plainFile({ name: input.file.name, bytes: Buffer.from(input.file.bytes, 'base64') }, input.passphrase)
      const whole = saysProjectEarly(file.bytes) ? await context.jobs.run('open-project', file, { job: input.job, signal }) : null
      if (whole) {
        await takeProject(context, whole, input.replace)
        return { project: whole.project.id, format: 'dread', report: wholeReport(whole), threats: [] }
      }
      const imported = await context.jobs.run('import', { ...file, from: null, columns: input.columns }, { job: input.job, signal })
      return putInto(context, input.project, file.name, imported, { same: input.same })
    }),
    previewFile: os.previewFile.handler(async ({ input, signal }) => {
      const file = { name: input.file.name, bytes: Buffer.from(input.file.bytes, 'base64') }
      // A project of its own changes no other.
      if (isEncrypted(file.bytes) || saysProjectEarly(file.bytes)) return { format: 'dread', report: emptyReport, model: emptyModel, threats: 0, table: null }
      const { format, report, model, threats, table } = await context.jobs.run('import', { ...file, from: null, preview: true }, { job: input.job, signal })
      return { format, report, model, threats: threats.length, table: table ?? null }
    }),
  }
}

/** The file, out of its encryption where it has one. */
async function plainFile(file: File, passphrase: string | undefined): Promise<File> {
  if (!isEncrypted(file.bytes)) return file
  if (passphrase === undefined) throw refused('passphrase-needed', file.name)
  try {
    const bytes = await decryptProject(file.bytes, passphrase, file.name)
    if (saysProjectEarly(bytes)) return { ...file, bytes }
  } catch (problem) {
    if (problem instanceof WrongPassphrase) throw refused('passphrase-wrong', file.name)
    if (problem instanceof FileProblem) throw invalidFile(problem.problem)
    throw problem
  }
  throw invalidFile({ file: file.name, place: 'the whole file', expected: 'a project file within the encryption' })
}

const none = { parsed: 0, candidates: 0 }
const emptyReport: ImportReport = { elements: none, edges: none, labels: none, flowLabels: none, dropped: [] }

/** All of a project comes across, or none of it. */
function wholeReport({ counts: { elements, flows } }: WholeProject): ImportReport {
  const all = (count: number) => ({ parsed: count, candidates: count })
  return { ...emptyReport, elements: all(elements), edges: all(flows) }
}

/** Puts a file that was read into a project as one step, or into a new one that is named after it. All of it or nothing. */
function putInto(context: AppContext, into: Id | null, file: string, read: ImportedFile, { same = [], name = parse(file).name }: { same?: readonly SamePart[]; name?: string } = {}) {
  return context.db.transaction(() => {
    const project = into ?? addProject(context, name.trim().slice(0, 200) || 'Import')
    const { file: imported, dropped } = onlyNewThreats(context, project, read)
    const { kept, threats } = step(context, project, `import ${file}`.slice(0, 200), () => {
      const kept = hasParts(imported.model) ? importModel(context, project, spread(imported.model), same) : []
      const threats = imported.threats.length > 0 || imported.listLayout ? importThreats(context, project, file, imported) : []
      resolveImported(context, project)
      importAbout(context, project, imported.about)
      keepTemplate(context, project, file, imported)
      adoptFindings(context, project, threats)
      return { kept, threats }
    })
    const report = { ...imported.report, dropped: [...imported.report.dropped, ...kept, ...dropped] }
    return { project, format: imported.format, report, threats }
  })()
}

/** Fills a library that never held a project with the samples, each read the way any file is. */
export async function addSamples(context: AppContext): Promise<void> {
  if (!neverUsed(context.db)) return
  const folder = join(context.resources, 'samples')
  const names = await readdir(folder).catch(() => [])
  const files: File[] = []
  for (const name of names.filter((candidate) => /\.(mmd|drawio)$/.test(candidate)).sort().reverse()) {
    files.push({ name, bytes: await readFile(join(folder, name)) })
  }
  const read: { name: string; imported: ImportedFile }[] = []
  for (const { name, bytes } of files) read.push({ name, imported: await context.jobs.run('import', { name, bytes, from: null }) })
  // All at once, so that an end half-way leaves a library that is still to be filled. Somebody may have been faster meanwhile.
  context.db.transaction(() => {
    if (!neverUsed(context.db)) return
    for (const { name, imported } of read) putInto(context, null, name, imported, { name: sampleName(name) })
  })()
}

/** `web-shop.drawio` is "Web shop". */
function sampleName(file: string): string {
  const words = parse(file).name.replaceAll('-', ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
