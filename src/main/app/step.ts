import type { changeTopics } from '../../shared/contract/workbench.ts'
import type { Id } from '../../shared/domain/id.ts'
import { joinStep, recordStep, type Recorded, type Touched, type TrackedTable } from '../store/history.ts'
import { readModelChange } from '../store/model-changes.ts'
import { hasProject, readProject, touchProject, type ProjectRow } from '../store/projects.ts'
import { listThreats } from '../store/threats.ts'
import { threatsOnAgenda } from '../store/workshops.ts'
import type { AppContext } from './context.ts'
import { notFound, refused } from './problems.ts'

type Topic = (typeof changeTopics)[number]

const topicsOf: Record<TrackedTable, readonly Topic[]> = {
  // Its assets say something of the parts that have them.
  headers: ['header', 'register', 'analysis'],
  diagrams: ['model'],
  elements: ['model', 'analysis', 'register'],
  flows: ['model', 'analysis', 'register'],
  boundaries: ['model', 'analysis', 'register'],
  diagram_notes: ['model'],
  threats: ['threats', 'register'],
  mitigations: ['mitigations', 'register'],
  register_views: ['register-views'],
  finding_states: ['analysis'],
  // A template lies with the lists.
  threat_lists: ['register', 'analysis', 'rules'],
  rubrics: ['rubric'],
  rule_switches: ['rules', 'analysis'],
  rule_suppressions: ['rules', 'analysis'],
}
/** What an analysis hangs on. */
const analysedTables: readonly TrackedTable[] = ['headers', 'diagrams', 'elements', 'flows', 'boundaries', 'threat_lists', 'rule_switches', 'rule_suppressions']

/** Tables of the model whose rows a page can be told one by one. */
const toldTables: readonly TrackedTable[] = ['diagrams', 'elements', 'flows', 'boundaries', 'diagram_notes']

/** The project, or the error that there is none. */
export function projectOrThrow(context: AppContext, id: Id): ProjectRow {
  const project = readProject(context.db, id)
  if (!project) throw notFound('project')
  return project
}

/** Throws where there is no such project. For who needs nothing of it: its counts take time on a large model. */
export function needProject(context: AppContext, id: Id): void {
  if (!hasProject(context.db, id)) throw notFound('project')
}

/**
 * Runs `change` as one undoable step of a project: all or nothing, on disk before it returns, and told to every open page.
 * `label` is what undo then offers to take back; `by`, what the page that asked for it calls it.
 */
export function step<Result>(context: AppContext, project: Id, label: string, change: () => Result, by?: string): Result {
  return recorded(context, project, () => recordStep(context.db, project, label, change, context.clock()), by)
}

/** As {@link step}, as more of the last step where that one added all of `parts`, elements or boundaries; else as a step of its own. */
export function stepOnto<Result>(context: AppContext, project: Id, label: string, parts: readonly Id[], change: () => Result, by?: string): Result {
  return recorded(context, project, () => joinStep(context.db, project, parts, change) ?? recordStep(context.db, project, label, change, context.clock()), by)
}

function recorded<Result>(context: AppContext, project: Id, record: () => Recorded<Result>, by?: string): Result {
  const { result, touched } = context.db.transaction(() => {
    needProject(context, project)
    const recorded = record()
    noteTouched(context, project, recorded.touched.tables)
    return recorded
  })()
  announce(context, project, touched, by)
  return result
}

/** Part of the transaction that changed the rows: dates the project, and makes an analysis of what was there before stale. */
export function noteTouched(context: AppContext, project: Id, touched: ReadonlySet<TrackedTable>): void {
  if (touched.has('threats')) keepAgenda(context, project)
  if (touched.size > 0) touchProject(context.db, project, context.clock(), analysedTables.some((table) => touched.has(table)))
}

/** What a room votes on must not go from under it: its settled score would have no row to stand in. */
function keepAgenda({ db }: AppContext, project: Id): void {
  const wanted = threatsOnAgenda(db, project)
  if (wanted.size === 0) return
  for (const threat of listThreats(db, project)) wanted.delete(threat.id)
  if (wanted.size > 0) throw refused('on-agenda')
}

/** Tells the pages which of their queries are stale, and what became of the model. Called as soon as the rows are changed, before anything else can change them. */
export function announce(context: AppContext, project: Id, { tables, rows }: Touched, by?: string): void {
  if (tables.size === 0) return
  const topics = new Set<Topic>(['history', 'projects'])
  for (const table of tables) for (const topic of topicsOf[table]) topics.add(topic)
  const told = rows !== null && [...tables].every((table) => toldTables.includes(table) || !topicsOf[table].includes('model'))
  const model = told && topics.has('model') ? readModelChange(context.db, project, rows) : null
  context.changes.publish({ project, topics: [...topics] }, { change: model, ...(by === undefined ? {} : { by }) })
}
