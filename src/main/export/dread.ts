import type { Model } from '../../shared/domain/model.ts'
import type { ProjectHeader } from '../../shared/domain/project.ts'
import type { Threat } from '../../shared/domain/threat.ts'
import type { Disclosure, WorkshopEvent } from '../../shared/domain/workshop.ts'
import { canonicalBytes } from '../../shared/proof/canonical.ts'
import type { RegisterParts } from '../../shared/proof/register-file.ts'
import type { SignedList } from '../../shared/proof/register-document.ts'

/** Names the shape of a project file. */
export const projectFileFormat = 'dreadnought-project/1'

/** A whole project in one portable file, with its workshops and its signed revisions. */
export interface ProjectFile {
  project: { id: string; name: string }
  header: ProjectHeader
  model: Model
  lists: SignedList[]
  threats: Threat[]
  workshops: { id: string; name: string; log: WorkshopEvent[]; disclosures: Disclosure[] }[]
  revisions: RegisterParts[]
}

/** A project file's bytes: canonical JSON, so that the same project gives the same file. */
export function writeDread(file: ProjectFile): Uint8Array {
  return canonicalBytes({ format: projectFileFormat, ...file })
}
