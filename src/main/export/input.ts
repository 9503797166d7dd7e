import type { DocumentChoice } from '../../shared/domain/document.ts'
import type { Mitigation } from '../../shared/domain/mitigation.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { ProjectHeader } from '../../shared/domain/project.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import type { RegisterRecord } from './register-record.ts'

/** How an imported threat list was written around its rows, by the names that its format chose. */
export type ListLayout = Record<string, string>

/** What a register is written from. */
export interface ExportInput {
  /** In the order of the register. */
  rows: RegisterRow[]
  /** In their order; absent where the list is of a format without them. */
  mitigations?: readonly Mitigation[] | undefined
  header: ProjectHeader
  model: Model
  /** Layouts of imported lists, by the export format that writes them; a format without one writes a plain list. */
  layouts: { 'stride-list'?: ListLayout | undefined; 'threat-table'?: ListLayout | undefined; 'threat-composer'?: ListLayout | undefined; 'threat-dragon'?: ListLayout | undefined; otm?: ListLayout | undefined }
  /** How the register came about; absent for formats that do not ask for it, and for a list without a project. */
  record?: RegisterRecord | undefined
  /** What a document has in it and how it is written; everything, where it is not said. */
  document?: DocumentChoice | undefined
}
