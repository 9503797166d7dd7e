import type { Id } from '../../../shared/domain/id.ts'
import { countModel } from '../../../shared/domain/model.ts'
import type { ProjectRows, WholeProject } from '../../../shared/domain/project-rows.ts'
import { FileProblem } from '../../import/file-problem.ts'
import { openProjectRows, readProjectRows, UnfitRowsError } from '../../store/project-rows.ts'
import { looksLikeJson, readJson } from './json-input.ts'
import { projectBytes } from './project-bytes.ts'
import { readProject, saysProject, what } from './project-file.ts'

/**
 * The project that a .dread file holds; null for a file that does not say that it is one. What the file shows people (and `verify`
 * checks) and what a library takes in have to be the same project, byte by byte.
 * @throws FileProblem where it is damaged, cut, or says one thing and holds another.
 */
export function openedProject(bytes: Uint8Array, name: string): WholeProject | null {
  if (!looksLikeJson(bytes) || !saysProjectEarly(bytes)) return null
  const value = readJson(bytes, name, what)
  if (!saysProject(value)) return null
  const { project, draft, library } = readProject(value, name)
  if (!library) throw new FileProblem({ file: name, place: 'library', expected: 'a whole project; this is a copy without names and votes, which can be read and verified only' })
  const db = opened(library, project.id, name)
  try {
    const again = projectBytes(db, project, true)
    // Another version may have shown more or less of the same rows.
    const rows = readProjectRows(db, project.id)
    if (rows.schema === library.schema && !Buffer.from(again).equals(Buffer.from(bytes))) {
      throw new FileProblem({ file: name, place: 'the whole file', expected: 'a project file as it was written: what it shows and what it holds are not the same project' })
    }
    return { project, counts: countModel(draft.model), threats: draft.rows.length, rows }
  } finally {
    db.close()
  }
}

/** Whether the bytes begin as a project file does: it names its format first, so that no file of another kind is read for it. */
export function saysProjectEarly(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 200)).toString('latin1').includes('dreadnought-project/')
}

function opened(library: ProjectRows, project: Id, file: string) {
  try {
    return openProjectRows(library, project)
  } catch (error) {
    if (error instanceof UnfitRowsError) throw new FileProblem({ file, place: 'library', expected: error.message })
    throw error
  }
}
