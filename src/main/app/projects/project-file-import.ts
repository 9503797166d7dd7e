import { join } from 'node:path'
import { changeTopics } from '../../../shared/contract/workbench.ts'
import type { WholeProject } from '../../../shared/domain/project-rows.ts'
import { makeBackup } from '../../store/backups.ts'
import { insertProjectRows } from '../../store/project-rows.ts'
import { hasProject, readProject, replaceProject } from '../../store/projects.ts'
import { openWorkshopOf, readWorkshop } from '../../store/workshops.ts'
import type { AppContext } from '../context.ts'
import { refused } from '../problems.ts'

/**
 * Takes the project of a .dread file into the library under its own ids, all of it or nothing. One that is there already is
 * replaced only where that is wanted, never with a workshop under way, and after a copy of the library was kept.
 */
export async function takeProject(context: AppContext, { project, rows }: WholeProject, replace: boolean): Promise<void> {
  const { db } = context
  const mayReplace = () => {
    const open = openWorkshopOf(db, project.id)
    if (open !== null) throw refused('workshop-open', readWorkshop(db, open)?.name ?? '')
  }
  if (hasProject(db, project.id)) {
    if (!replace) throw refused('project-exists', readProject(db, project.id)?.name ?? '')
    mayReplace()
    await makeBackup(db, join(context.dataDir, 'backups'), context.clock(), 'before-replacing-a-project')
    // Somebody may have opened one meanwhile.
    mayReplace()
  }
  replaceProject(db, project.id, () => insertProjectRows(db, rows))
  context.changes.publish({ project: project.id, topics: [...changeTopics] })
}
