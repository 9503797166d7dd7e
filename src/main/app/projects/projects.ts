import { isDeepStrictEqual } from 'node:util'
import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { onlyOn } from '../../../shared/domain/asset.ts'
import type { ProjectHeader, ProjectSummary } from '../../../shared/domain/project.ts'
import { tidyRubric } from '../../../shared/domain/rubric.ts'
import { purgeBlueprints } from '../../store/blueprints.ts'
import { readPartIds, writeDiagram } from '../../store/models.ts'
import { duplicateProject } from '../../store/duplicate.ts'
import { forgetSessions } from '../../store/sessions.ts'
import { insertProject, purgeDeleted, readHeader, renameProject, searchProjects, setDeleted, writeHeader, type ProjectRow } from '../../store/projects.ts'
import { readRubric, writeRubric } from '../../store/rubrics.ts'
import { findingId } from '../../stride/findings/identity.ts'
import type { AppContext } from '../context.ts'
import { notFound, refused } from '../problems.ts'
import { needProject, projectOrThrow, step } from '../step.ts'
import { isText } from '../text.ts'

/** Days a deleted project can be restored, at least. */
const keptDays = 30

/** What the library asks of the workshops and the register: what it says of a project beyond its own rows, and that none is used once deleted. */
export interface ProjectExtras {
  signedRevisions: (project: Id) => number
  openWorkshop: (project: Id) => Id | null
  /** Ends the project's open rooms. */
  shutRooms: (project: Id) => Promise<void>
}

/** Adds an empty project with one empty diagram. */
export function addProject(context: AppContext, name: string): Id {
  const id = context.newId()
  context.db.transaction(() => {
    insertProject(context.db, { id, name, at: context.clock() })
    writeDiagram(context.db, id, { id: context.newId(), name: name.slice(0, 500), order: 1 })
  })()
  context.changes.publish({ project: id, topics: ['projects'] })
  return id
}

/** Deletes for good what was deleted, and sessions that were opened, more than 30 days ago. For the start, when nobody can want to undo any more. */
export function purgeOld(context: AppContext): number {
  const before = new Date(Date.parse(context.clock()) - keptDays * 86_400_000).toISOString()
  forgetSessions(context.db, before)
  purgeBlueprints(context.db, before)
  return purgeDeleted(context.db, before)
}

/** The header without parts that are gone; undo may bring a part back, but not to a header that was written meanwhile. */
function withLivingParts({ db }: AppContext, project: Id, header: ProjectHeader): ProjectHeader {
  if (header.assets.every(({ on }) => on === undefined)) return header
  const parts = readPartIds(db, project)
  return { ...header, assets: header.assets.map((asset) => onlyOn(asset, (id) => parts.has(id))) }
}

/** Whether the two differ in nothing but their assets. */
function onlyAssets(before: ProjectHeader, after: ProjectHeader): boolean {
  return isDeepStrictEqual({ ...before, assets: after.assets }, after)
}

export function projectHandlers(context: AppContext, extras: ProjectExtras) {
  const os = implement(workbenchContract).project
  const { db, changes } = context
  const summary = (row: ProjectRow): ProjectSummary => ({
    ...row,
    signedRevisions: extras.signedRevisions(row.id),
    openWorkshop: extras.openWorkshop(row.id),
  })
  const read = (id: Id) => summary(projectOrThrow(context, id))
  return {
    list: os.list.handler(({ input }) => searchProjects(db, input.search).map(summary)),
    get: os.get.handler(({ input }) => read(input.project)),
    create: os.create.handler(({ input }) => read(addProject(context, input.name))),
    rename: os.rename.handler(({ input }) => {
      needProject(context, input.project)
      renameProject(db, input.project, input.name, context.clock())
      changes.publish({ project: input.project, topics: ['projects'] })
      return read(input.project)
    }),
    duplicate: os.duplicate.handler(({ input }) => {
      const { name } = projectOrThrow(context, input.project)
      const copy = input.name ?? `${name.slice(0, 193)} (copy)`
      const id = duplicateProject(db, input.project, { name: copy, at: context.clock(), newId: context.newId, findingId })
      changes.publish({ project: id, topics: ['projects'] })
      return read(id)
    }),
    remove: os.remove.handler(async ({ input }) => {
      if (!setDeleted(db, input.project, context.clock())) throw notFound('project')
      // Nobody could lead it any more, and what its seats still voted nobody would see.
      await extras.shutRooms(input.project)
      changes.publish({ project: input.project, topics: ['projects'] })
    }),
    restore: os.restore.handler(({ input }) => {
      if (!setDeleted(db, input.project, null)) throw notFound('project')
      changes.publish({ project: input.project, topics: ['projects'] })
      return read(input.project)
    }),
    header: os.header.handler(({ input }) => {
      needProject(context, input.project)
      return readHeader(db, input.project)
    }),
    setHeader: os.setHeader.handler(({ input }) => {
      needProject(context, input.project)
      const header = withLivingParts(context, input.project, input.header)
      step(context, input.project, onlyAssets(readHeader(db, input.project), header) ? 'assets' : 'header', () => writeHeader(db, input.project, header))
      return readHeader(db, input.project)
    }),
    rubric: os.rubric.handler(({ input }) => {
      needProject(context, input.project)
      return readRubric(db, input.project)
    }),
    setRubric: os.setRubric.handler(({ input }) => {
      // It goes into the log of workshops.
      if (!isText(input.rubric)) throw refused('not-text')
      const rubric = input.rubric && tidyRubric(input.rubric)
      step(context, input.project, 'rubric', () => writeRubric(db, input.project, rubric))
      return readRubric(db, input.project)
    }),
  }
}
