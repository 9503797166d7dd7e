import type { Mitigation } from '../../shared/domain/mitigation.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { ProjectHeader } from '../../shared/domain/project.ts'
import type { ProjectRows } from '../../shared/domain/project-rows.ts'
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
  /** Absent where there is none. */
  mitigations?: Mitigation[]
  workshops: { id: string; name: string; log: WorkshopEvent[]; disclosures: Disclosure[] }[]
  revisions: RegisterParts[]
  /** What a library needs to hold the project again, all of it; absent in a copy without names and votes, which can be read and verified only. */
  library?: ProjectRows | undefined
}

/** A project file's bytes: canonical JSON, so that the same project gives the same file. */
export function writeDread({ library, ...file }: ProjectFile): Uint8Array {
  return canonicalBytes({ format: projectFileFormat, ...file, ...(library ? { library } : {}) })
}
