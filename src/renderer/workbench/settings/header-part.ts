import type { ProjectHeader } from '../../../shared/domain/project.ts'

/** What every part of the header's form gets: the whole header, and how to set some of it. */
export interface HeaderPart {
  header: ProjectHeader
  onSet: (part: Partial<ProjectHeader>) => void
}
