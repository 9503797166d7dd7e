import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import type { AppContext } from '../context.ts'
import { needProject } from '../step.ts'
import { encryptProject } from './encrypted-project.ts'
import { revisionOrThrow } from './register-parts.ts'
import type { ExportRequest } from './register-request.ts'

/** A file to save; `bytes` in base64. */
export interface ExportedFile {
  name: string
  mime: string
  bytes: string
}

/** A register's file, and what the format had no place for. */
interface ExportedRegister extends ExportedFile {
  notCarried: NotCarried[]
}

/**
 * Writes a register, or one of its revisions, in a format. The worker reads the library itself: reading a large register, and handing it over, would keep
 * the event loop too long. Aborting `signal` cancels it.
 */
export async function exportRegister(context: AppContext, { passphrase, job, ...request }: ExportRequest, signal: AbortSignal | undefined): Promise<ExportedRegister> {
  needProject(context, request.project)
  if (request.revision !== null) revisionOrThrow(context, request.project, request.revision)
  const { name, mime, data, notCarried } = await context.jobs.run('export', request, { job, signal })
  if (passphrase === null || request.format !== 'dread') return { name, mime, bytes: base64(data), notCarried }
  return { name, mime: 'application/octet-stream', bytes: base64(await encryptProject(data, passphrase, context.randomBytes)), notCarried }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
