import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { JobTable } from './app/context.ts'
import type { AnalysisPiece } from '../shared/domain/analysis-change.ts'
import type { Model } from '../shared/domain/model.ts'
import type { Asset } from '../shared/domain/project.ts'
import { RefusalReason } from '../shared/contract/errors.ts'
import type { ProjectAnalyses } from './app/analysis/project-analyses.ts'
import type { ProjectTemplates } from './app/analysis/project-templates.ts'
import type { JobAnswer, JobRequest, PieceTaken } from './app/worker-messages.ts'
import { FileProblem } from './import/file-problem.ts'
import type { WorkerRules } from './stride/packs/worker-rules.ts'

const setup = z.object({ resources: z.string(), ownRules: z.string().optional(), library: z.string().optional() }).parse(workerData)
const port = parentPort
if (!port) throw new Error('worker.ts runs as a worker')

const answer = (message: JobAnswer) => port.postMessage(message)

let rules: Promise<WorkerRules> | undefined
/** Read once, by the first job that needs them; the user's own whenever they have changed. */
function ruleBooks(): Promise<WorkerRules> {
  rules ??= import('./stride/packs/worker-rules.ts').then(({ workerRules }) => workerRules(setup.resources, setup.ownRules))
  return rules
}

type Progress = (stage: string, done: number, total: number) => void

async function readImport({ name, bytes, from, columns, preview }: JobTable['import']['input'], progress: Progress): Promise<JobTable['import']['output']> {
  const { readFile } = await import('./import/registry.ts')
  const read = await readFile(bytes, name, {
    newId: () => v7(),
    from: from ?? undefined,
    columns,
    preview,
    onProgress: ({ stage, done, total }) => progress(stage, done, total),
  })
  if (read.model.elements.length === 0) return read
  progress('recognise', 0, 1)
  const { recognise } = await import('./stride/vocabulary/recognise.ts')
  return { ...read, model: recognise(read.model, (await ruleBooks()).base()) }
}

/** The model with what the project's assets say of its parts. */
async function analysedModel(model: Model, assets: readonly Asset[]): Promise<Model> {
  const [{ withAssetFacts }, books] = await Promise.all([import('./stride/vocabulary/asset-facts.ts'), ruleBooks()])
  return withAssetFacts(model, assets, books.base().recogniser)
}

async function analyzeModel({ model, assets, own, choice }: JobTable['analyze']['input'], progress: Progress): Promise<JobTable['analyze']['output']> {
  progress('analyse', 0, 1)
  const [{ analyze }, { chosenRules }, books] = await Promise.all([import('./stride/findings/analyze.ts'), import('./stride/packs/rule-choice.ts'), ruleBooks()])
  return analyze(await analysedModel(model, assets), chosenRules(books.owned(own).book, choice), { off: choice.suppressed })
}

async function foretellOutcomes({ model, assets, own, choice, questions }: JobTable['outcomes']['input']): Promise<JobTable['outcomes']['output']> {
  const [{ foretell }, { chosenRules }, books] = await Promise.all([import('./stride/questions/outcomes.ts'), import('./stride/packs/rule-choice.ts'), ruleBooks()])
  return foretell(await analysedModel(model, assets), chosenRules(books.owned(own).book, choice), questions, { off: choice.suppressed })
}

async function considerRules({ model, assets, own, choice, part, stride }: JobTable['considered']['input']): Promise<JobTable['considered']['output']> {
  const [{ considered }, { chosenRules }, books] = await Promise.all([import('./stride/questions/considered.ts'), import('./stride/packs/rule-choice.ts'), ruleBooks()])
  const { book } = books.owned(own)
  return considered(await analysedModel(model, assets), book, chosenRules(book, choice), { part, stride }, { off: choice.suppressed })
}

let analyses: ProjectAnalyses | undefined
/** Pieces that were not taken yet: what goes on when they are. */
const untaken = new Map<number, () => void>()

async function analyzeProject(id: number, { project, own, choice, since }: JobTable['analyze-project']['input']): Promise<JobTable['analyze-project']['output']> {
  const [{ projectAnalyses }, { chosenRules }, { analysisPieces }, books] = await Promise.all([
    import('./app/analysis/project-analyses.ts'),
    import('./stride/packs/rule-choice.ts'),
    import('../shared/domain/analysis-change.ts'),
    ruleBooks(),
  ])
  analyses ??= projectAnalyses(setup.library ?? '')
  const answer = analyses.analyze(project, chosenRules(books.owned(own).book, choice), { off: choice.suppressed }, since)
  const pieces = analysisPieces(answer.added, pieceSize)
  const last = pieces.pop()
  for (const piece of pieces) await sendPiece(id, piece)
  return { ...answer, added: last ?? answer.added }
}

/** Items in one message: few enough that taking it in is done within some milliseconds. */
const pieceSize = 500

function sendPiece(id: number, piece: AnalysisPiece): Promise<void> {
  return new Promise((resolve) => {
    untaken.set(id, resolve)
    answer({ id, type: 'piece', piece })
  })
}

async function tellWords(): Promise<JobTable['words']['output']> {
  const { factDefinitions, technologyList } = await import('./stride/packs/book.ts')
  const book = (await ruleBooks()).base()
  return { facts: { en: factDefinitions(book, 'en'), de: factDefinitions(book, 'de') }, technologies: technologyList(book) }
}

async function listRules({ own }: JobTable['rules']['input']): Promise<JobTable['rules']['output']> {
  const { ruleLibrary } = await import('./stride/packs/rule-library.ts')
  return ruleLibrary((await ruleBooks()).owned(own))
}

async function tellRule({ own, rule }: JobTable['rule']['input']): Promise<JobTable['rule']['output']> {
  const { ruleDetail } = await import('./stride/packs/rule-library.ts')
  return ruleDetail((await ruleBooks()).owned(own).book, rule)
}

async function previewRules({ model, assets, choice, draft }: JobTable['preview']['input']): Promise<JobTable['preview']['output']> {
  const { previewPack } = await import('./stride/packs/rule-library.ts')
  const books = await ruleBooks()
  return previewPack(books.base(), books.files(), draft, model && (await analysedModel(model, assets)), choice)
}

let templates: ProjectTemplates | undefined
async function libraryTemplates(): Promise<ProjectTemplates> {
  const { projectTemplates } = await import('./app/analysis/project-templates.ts')
  return (templates ??= projectTemplates(setup.library ?? ''))
}

async function runTemplate({ project, model, drawn, off, limitMs }: JobTable['tmt']['input']): Promise<JobTable['tmt']['output']> {
  return (await libraryTemplates()).run(project, model, drawn, off, limitMs)
}

async function tellTemplate({ project }: JobTable['template']['input']): Promise<JobTable['template']['output']> {
  return (await libraryTemplates()).words(project)
}

async function takeTemplate({ project, name, bytes }: JobTable['read-template']['input']): Promise<JobTable['read-template']['output']> {
  return (await libraryTemplates()).read(project, name, bytes)
}

async function openRegister({ name, bytes }: JobTable['open-register']['input']): Promise<JobTable['open-register']['output']> {
  const { openedFile } = await import('./app/register/opened-file.ts')
  return openedFile(bytes, name)
}

async function openProject({ name, bytes }: JobTable['open-project']['input']): Promise<JobTable['open-project']['output']> {
  const { openedProject } = await import('./app/register/opened-project.ts')
  return openedProject(bytes, name)
}

async function writeExport(request: JobTable['export']['input'], progress: Progress): Promise<JobTable['export']['output']> {
  progress('draw', 0, 1)
  const { writeRegister } = await import('./app/register/written-register.ts')
  return writeRegister(setup.library ?? '', request, join(setup.resources, 'fonts'), (done, total) => progress('draw', done, total))
}

async function drawPicture({ model, diagram, theme }: JobTable['picture']['input']): Promise<JobTable['picture']['output']> {
  const { drawDiagram } = await import('../shared/picture/diagram.ts')
  const { ownPositions } = await import('../shared/picture/place.ts')
  return drawDiagram(model, ownPositions(model), theme, { diagram })
}

async function tellWorkshop({ log, project, now, cut }: JobTable['workshop-report']['input']): Promise<JobTable['workshop-report']['output']> {
  const [{ entriesOf }, { replay }, { workshopReport }] = await Promise.all([import('../shared/workshop/events.ts'), import('../shared/workshop/reduce.ts'), import('../shared/workshop/report.ts')])
  const entries = entriesOf(log)
  const state = replay(entries)
  if (!state) throw new Error('a log without its first event')
  return workshopReport(entries, state, { project, now, cut })
}

async function replayWorkshop({ log, now }: JobTable['workshop-timeline']['input']): Promise<JobTable['workshop-timeline']['output']> {
  const [{ entriesOf }, { workshopTimeline }] = await Promise.all([import('../shared/workshop/events.ts'), import('./workshop/timeline.ts')])
  return workshopTimeline(entriesOf(log), now)
}

async function drawWorkshopPdf({ report }: JobTable['workshop-pdf']['input'], progress: Progress): Promise<JobTable['workshop-pdf']['output']> {
  progress('draw', 0, 1)
  const { renderWorkshopPdf } = await import('./export/pdf/pdf.ts')
  return renderWorkshopPdf(report)
}

async function printPaper(input: JobTable['paper']['input'], progress: Progress): Promise<JobTable['paper']['output']> {
  progress('draw', 0, 1)
  const { renderPaper } = await import('./export/pdf/paper-ballot-pdf.ts')
  return renderPaper(input)
}

/** One job. Libraries are loaded by the first job that needs them. */
function work(request: JobRequest): Promise<unknown> {
  const progress: Progress = (stage, done, total) => answer({ id: request.id, type: 'progress', stage, done, total })
  switch (request.kind) {
    case 'import':
      return readImport(request.input, progress)
    case 'analyze':
      return analyzeModel(request.input, progress)
    case 'outcomes':
      return foretellOutcomes(request.input)
    case 'considered':
      return considerRules(request.input)
    case 'analyze-project':
      return analyzeProject(request.id, request.input)
    case 'words':
      return tellWords()
    case 'recogniser':
      return ruleBooks().then((books) => books.base().recogniser)
    case 'rules':
      return listRules(request.input)
    case 'rule':
      return tellRule(request.input)
    case 'preview':
      return previewRules(request.input)
    case 'tmt':
      return runTemplate(request.input)
    case 'template':
      return tellTemplate(request.input)
    case 'read-template':
      return takeTemplate(request.input)
    case 'open-register':
      return openRegister(request.input)
    case 'open-project':
      return openProject(request.input)
    case 'export':
      return writeExport(request.input, progress)
    case 'workshop-report':
      return tellWorkshop(request.input)
    case 'workshop-timeline':
      return replayWorkshop(request.input)
    case 'workshop-pdf':
      return drawWorkshopPdf(request.input, progress)
    case 'paper':
      return printPaper(request.input, progress)
    case 'picture':
      return drawPicture(request.input)
  }
}

/** What the contract has a word for (`refused` in problems.ts), told by its shape: its class would be loaded for every job. */
const Declined = z.object({ code: z.literal('REFUSED'), data: z.object({ reason: RefusalReason, detail: z.string() }) })

function failure(id: number, error: unknown): JobAnswer {
  if (error instanceof FileProblem) return { id, type: 'refused', problem: error.problem }
  const declined = Declined.safeParse(error)
  if (declined.success) return { id, type: 'declined', ...declined.data.data }
  return { id, type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

port.on('message', (request: JobRequest | PieceTaken) => {
  if ('taken' in request) {
    const goOn = untaken.get(request.taken)
    untaken.delete(request.taken)
    return goOn?.()
  }
  work(request).then(
    (output) => answer({ id: request.id, type: 'done', output }),
    (error: unknown) => answer(failure(request.id, error)),
  )
})
