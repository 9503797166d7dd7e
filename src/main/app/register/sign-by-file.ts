import type { Id } from '../../../shared/domain/id.ts'
import { keyOf } from '../../../shared/domain/key.ts'
import type { SignatureInfo, SignatureRequest, SignRequestInfo } from '../../../shared/domain/register.ts'
import { hex } from '../../../shared/proof/bytes.ts'
import { canonicalBytes } from '../../../shared/proof/canonical.ts'
import { SignatureFile, signatureFileBytes, signatureFileFormat, SignRequest, signRequestFormat, type Asked } from '../../../shared/proof/signature-file.ts'
import { listRevisions, type RevisionRow } from '../../store/revisions.ts'
import { FileProblem } from '../../import/file-problem.ts'
import type { AppContext } from '../context.ts'
import { sha256 } from '../crypto.ts'
import { refused } from '../problems.ts'
import { needProject, projectOrThrow } from '../step.ts'
import { readJson, shaped } from './json-input.ts'
import type { ExportedFile } from './register-export.ts'
import { Formatted } from './register-input.ts'
import { needSound, needUnerased, signWith, takeSignature } from './sign.ts'

/** In KB: one signature with its key and name; the longest comment is far from this. */
const maxSignature = 64

/** A file for somebody who is not here and is to sign a revision. */
export function signRequest(context: AppContext, row: RevisionRow, asked: Asked | null): ExportedFile {
  const { name } = projectOrThrow(context, row.project)
  // Its answer would be refused.
  needUnerased(context, row)
  const register: unknown = JSON.parse(Buffer.from(row.register).toString('utf8'))
  const bytes = canonicalBytes({ format: signRequestFormat, asked, register, revisionHash: row.hash })
  const role = asked === null || asked.role === '' ? '' : `-${keyOf(asked.role) || 'signer'}`
  return { name: `${keyOf(name) || 'register'}-r${String(row.number)}${role}.sign-request.json`, mime: 'application/json', bytes: Buffer.from(bytes).toString('base64') }
}

/** What a sign request is about. Throws a FileProblem where it is none, or where its hash is not that of what it shows. */
export function readSignRequest(bytes: Uint8Array, file: string): SignRequestInfo {
  const { asked, register, revisionHash } = openRequest(bytes, file)
  return {
    project: register.project.name,
    system: register.header.system,
    release: register.header.release,
    number: register.revision.number,
    frozenAt: register.revision.frozenAt,
    hash: revisionHash,
    asked,
    threats: register.threats.map(({ id, displayId, title, score, decision }) => ({ id, displayId, title, total: score?.total ?? null, band: score?.band ?? null, response: decision?.response ?? null, mustTreat: score?.mustTreat ?? null })),
  }
}

/** Answers a sign request with this installation's key. */
export function answerSignRequest(context: AppContext, bytes: Uint8Array, file: string, request: SignatureRequest): ExportedFile {
  const { register, revisionHash } = openRequest(bytes, file)
  needSound(request, new Set(register.threats.map((threat) => threat.id)))
  const { signed, signer, key } = signWith(context, revisionHash, request, 'own key')
  const out = signatureFileBytes({ envelope: signed, key, revisionHash, signer })
  const name = `${keyOf(register.project.name) || 'register'}-r${String(register.revision.number)}-${keyOf(request.name) || 'signer'}.signature.json`
  return { name, mime: 'application/json', bytes: Buffer.from(out).toString('base64') }
}

/** Takes a signature file into the revision of `project` that it is over. */
export async function importSignature(context: AppContext, project: Id, bytes: Uint8Array, file: string): Promise<SignatureInfo> {
  needProject(context, project)
  if (bytes.length > maxSignature * 1024) throw new FileProblem({ file, place: 'the whole file', expected: `a signature file, at most ${maxSignature} KB` })
  const value = readJson(bytes, file, 'a signature file (.signature.json)')
  if (Formatted.safeParse(value).data?.format !== signatureFileFormat) throw new FileProblem({ file, place: 'format', expected: 'a signature file (.signature.json) of this version' })
  const signature = shaped(SignatureFile, value, file, 'a signature file')
  const row = listRevisions(context.db, project).find((revision) => revision.hash === signature.revisionHash)
  if (!row) throw refused('signature-other-revision')
  return takeSignature(context, row, signature, 'own key')
}

function openRequest(bytes: Uint8Array, file: string): SignRequest {
  const value = readJson(bytes, file, 'a sign request (.sign-request.json)')
  if (Formatted.safeParse(value).data?.format !== signRequestFormat) throw new FileProblem({ file, place: 'format', expected: 'a sign request (.sign-request.json) of this version' })
  const request = shaped(SignRequest, value, file, 'a sign request')
  // What was read is what is shown; what was written is what is hashed.
  const raw = typeof value === 'object' && value !== null && 'register' in value ? value.register : null
  if (hashOf(raw) !== request.revisionHash) throw new FileProblem({ file, place: 'revisionHash', expected: 'the SHA-256 of the register in the request: it was changed on its way' })
  return request
}

/** Null for what has no canonical form. */
function hashOf(register: unknown): string | null {
  try {
    return hex(sha256(canonicalBytes(register)))
  } catch {
    return null
  }
}
