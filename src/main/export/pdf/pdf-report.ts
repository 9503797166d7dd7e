import type { DocumentChoice, PaperSize } from '../../../shared/domain/document.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Mitigation } from '../../../shared/domain/mitigation.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import type { RoundResult } from '../../../shared/domain/workshop.ts'
import type { WorkshopReport } from '../../../shared/domain/workshop-report.ts'
import type { RegisterRecord } from '../register-record.ts'
import type { Words } from '../document-words.ts'
import type { Type } from './pdf-type.ts'

/** What a report is made of: a frozen revision, or the draft as it stands. Plain data, so that it can cross to the worker. */
export interface PdfInput {
  project: string
  header: ProjectHeader
  model: Model
  rows: readonly RegisterRow[]
  /** In their order. */
  mitigations: readonly Mitigation[]
  /** The revealed rounds of each threat that has any. */
  rounds: ReadonlyMap<Id, readonly RoundResult[]>
  /** Null for a draft. */
  revision: RegisterRecord['revision']
  /** Those that were started, the oldest first. */
  workshops: readonly WorkshopReport[]
  /** The instant that the file is dated with: of the freeze, or of the last change. */
  at: string
  /** Whether people are named. */
  whole: boolean
  choice: DocumentChoice
}

/** What the chapters of a report are written from. Widths are those of the text on a page, in points. */
export interface PdfReport {
  input: PdfInput
  type: Type
  words: Words
  paper: PaperSize
  /** On an upright page. */
  width: number
  /** On a page that lies across. */
  wide: number
  /** Whether the signed register is in the file. */
  attached: boolean
}

/** 64 digits in two lines of four groups, as one compares them by eye. */
export function hashLines(hash: string): string {
  return [hash.slice(0, 32), hash.slice(32)].map((half) => half.replaceAll(/(.{8})(?=.)/g, '$1 ')).join('\n')
}
