import { type QueryClient, replaceEqualDeep } from '@tanstack/react-query'
import type { ModelEdit } from '../../shared/contract/workbench.ts'
import type { Model } from '../../shared/domain/model.ts'
import { changedModel, type ModelNews } from '../../shared/domain/model-change.ts'
import { applyEdits } from './model/apply-edits.ts'

/** Edits that are shown already and that the application may not have told of yet. */
interface Pending {
  by: string
  edits: readonly ModelEdit[]
  /** The state after them, once the application has answered. */
  until: string | null
}

/** What the application said the model is, and what of the page's own comes on top of it. */
interface Followed {
  stamp: string
  base: Model
  pending: readonly Pending[]
}

/** One for each project whose model is open; it goes with its query. */
const followed = new WeakMap<object, Followed>()

export const modelKey = (project: string) => ['model', project] as const

function queryOf(queries: QueryClient, project: string) {
  return queries.getQueryCache().find<Model>({ queryKey: modelKey(project), exact: true })
}

function shownOf({ base, pending }: Followed): Model {
  return pending.reduce((model, { edits }) => applyEdits(model, edits), base)
}

/** Begins a reading of the whole model; what is answered takes it in, and answers the model to be shown. */
export function readingModel(queries: QueryClient, project: string): (read: { stamp: string; model: Model }) => Model {
  const began = new Set(pendingOf(queries, project).filter(({ until }) => until !== null))
  return ({ stamp, model }) => {
    const query = queryOf(queries, project)
    if (!query) return model
    const before = followed.get(query)
    // Edits that were answered before the reading began are in it.
    const pending = pendingOf(queries, project).filter((one) => !began.has(one) && one.until !== stamp)
    const now = { stamp, base: before ? replaceEqualDeep(before.base, model) : model, pending }
    followed.set(query, now)
    return shownOf(now)
  }
}

function pendingOf(queries: QueryClient, project: string): readonly Pending[] {
  const query = queryOf(queries, project)
  return (query && followed.get(query)?.pending) ?? []
}

/** Brings the model that is shown to what `news` says of it; false where it has to be read again. */
export function followModel(queries: QueryClient, project: string, news: ModelNews): boolean {
  const query = queryOf(queries, project)
  const before = query && followed.get(query)
  // A reading that is under way may be of before or after.
  if (!query || !before || query.state.fetchStatus !== 'idle' || query.state.isInvalidated || before.stamp !== news.from || news.change === null) return false
  const base = changedModel(before.base, news.change)
  if (base === null) return false
  const pending = before.pending.filter(({ by, until }) => by !== news.by && until !== news.to)
  show(queries, project, query, { stamp: news.to, base, pending })
  return true
}

function show(queries: QueryClient, project: string, query: object, now: Followed): void {
  followed.set(query, now)
  queries.setQueryData<Model>(modelKey(project), shownOf(now))
}

/** Shows edits before the application knows of them. Answers what they are called. */
export function showEdits(queries: QueryClient, project: string, edits: readonly ModelEdit[]): string {
  const by = crypto.randomUUID()
  const query = queryOf(queries, project)
  const before = query && followed.get(query)
  if (before) followed.set(query, { ...before, pending: [...before.pending, { by, edits, until: null }] })
  queries.setQueryData<Model>(modelKey(project), (model) => (model ? applyEdits(model, edits) : model))
  return by
}

/** The application made the edits called `by`, and the model is in the state `stamp` since. */
export function editsMade(queries: QueryClient, project: string, by: string, stamp: string): void {
  const query = queryOf(queries, project)
  const now = query && followed.get(query)
  const made = now?.pending.find((one) => one.by === by)
  if (!query || !now || !made) return
  // Where they changed nothing, nothing will be told of them.
  if (now.stamp === stamp) return show(queries, project, query, { ...now, pending: now.pending.filter((one) => one !== made) })
  followed.set(query, { ...now, pending: now.pending.map((one) => (one === made ? { ...one, until: stamp } : one)) })
}

/** The application did not make them: what it holds comes back. */
export function editsRefused(queries: QueryClient, project: string, by: string): void {
  const query = queryOf(queries, project)
  const now = query && followed.get(query)
  if (!query || !now) return void queries.invalidateQueries({ queryKey: modelKey(project) })
  show(queries, project, query, { ...now, pending: now.pending.filter((one) => one.by !== by) })
}
