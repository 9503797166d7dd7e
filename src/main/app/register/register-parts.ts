import type { Id } from '../../../shared/domain/id.ts'
import { toBase64 } from '../../../shared/proof/base64.ts'
import { inOrder, registerFileBytes, type RegisterParts } from '../../../shared/proof/register-file.ts'
import { listSignatures, readDisclosures, readRevision, type RevisionRow } from '../../store/revisions.ts'
import type { AppContext } from '../context.ts'
import { sha256 } from '../crypto.ts'
import { notFound } from '../problems.ts'
import { needProject } from '../step.ts'

/** The revision, or the error that there is none. */
export function revisionOrThrow(context: AppContext, project: Id, id: Id): RevisionRow {
  needProject(context, project)
  const row = readRevision(context.db, project, id)
  if (!row) throw notFound('revision')
  return row
}

/** Everything that makes a revision a register file. */
export function partsOf(context: Pick<AppContext, 'db'>, row: RevisionRow): RegisterParts {
  const signatures = listSignatures(context.db, row.id)
  const keys = new Map(signatures.map(({ keyId, publicKey }) => [keyId, { keyId, algorithm: 'ed25519' as const, publicKey: toBase64(publicKey) }]))
  return {
    register: JSON.parse(Buffer.from(row.register).toString('utf8')),
    disclosures: inOrder(readDisclosures(context.db, row.id)),
    envelopes: inOrder(signatures.map((signature) => signature.envelope)),
    keys: inOrder([...keys.values()]),
  }
}

export function fileOf(parts: RegisterParts): Uint8Array {
  return registerFileBytes(parts, sha256)
}
