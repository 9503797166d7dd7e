import type { DocumentChoice } from '../../../shared/domain/document.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import type { PictureRequest } from '../../../shared/domain/picture-request.ts'
import type { ExportFormat } from '../../../shared/domain/register.ts'

export interface ExportRequest {
  project: Id
  format: ExportFormat
  /** Null for the draft as it stands. */
  revision: Id | null
  cut: 'nothing' | 'names-and-votes'
  /** Encrypts a project file; null for any other format. */
  passphrase: string | null
  /** How a document is written: what is in it, in which language, on which paper. */
  document: DocumentChoice
  /** Of a picture; the first diagram in the light, without a legend, unless given. */
  picture?: PictureRequest | undefined
  job: string
}

/** What the worker writes of it. */
export type WrittenRequest = Omit<ExportRequest, 'passphrase' | 'job'>

/** A register as a file, and what its format had no place for. */
export interface WrittenRegister {
  name: string
  mime: string
  data: Uint8Array
  notCarried: NotCarried[]
}
