import { isDeepStrictEqual } from 'node:util'
import type { Id } from '../../../shared/domain/id.ts'
import type { SignatureInfo, SignatureRequest } from '../../../shared/domain/register.ts'
import type { Disclosure } from '../../../shared/domain/workshop.ts'
import { toBase64 } from '../../../shared/proof/base64.ts'
import { canonicalBytes, canonicalText } from '../../../shared/proof/canonical.ts'
import { saltLength, seal } from '../../../shared/proof/disclosure.ts'
import { envelope } from '../../../shared/proof/dsse.ts'
import { heldSignature, type SignatureFile } from '../../../shared/proof/signature-file.ts'
import { type Signoff } from '../../../shared/proof/signoff.ts'
import { insertSignature, listSignatures, noteKey, readRevision, type RevisionRow } from '../../store/revisions.ts'
import type { AppContext } from '../context.ts'
import { nodeCrypto, sha256 } from '../crypto.ts'
import { ownKeyIds, signingKey } from '../keys.ts'
import { notFound, refused } from '../problems.ts'
import { parseRegister } from './register-draft.ts'
import { readSignatures } from './register-signatures.ts'
import { fingerprintOf, preAuthenticationEncoding, signerName, signoffType } from '../../../shared/proof/statement-bytes.ts'

/** Signs a revision with the host's key for the person who asked; the name goes into a disclosure. */
export function signHere(context: AppContext, row: RevisionRow, request: SignatureRequest): SignatureInfo {
  return context.db.transaction(() => {
    needUnerased(context, row)
    needSound(request, threatsOf(row))
    const again = readSignatures(context.db, row).some((known) => isDeepStrictEqual(statedIn(request), statedIn(known)))
    if (again) throw refused('signed-already', request.name)
    const { signoff, signed, signer, keyId } = signWith(context, row.hash, request, 'attested by the host')
    const id = context.newId()
    insertSignature(context.db, row.id, { id, keyId, envelope: canonicalText(signed) }, signer)
    return infoOf(id, request.name, signoff)
  })()
}

/**
 * Refuses a revision that takes no signatures, as its names were erased: a signature brings one along. Looks again, as `row` may have been
 * read before the erasure.
 */
export function needUnerased({ db }: Pick<AppContext, 'db'>, { project, id }: RevisionRow): void {
  const now = readRevision(db, project, id)
  if (!now) throw notFound('revision')
  if (now.erasedAt !== null) throw refused('revision-erased')
}

/** A signature by this installation's key over a revision of whatever library; nothing is stored. */
export function signWith(context: AppContext, revisionHash: string, request: SignatureRequest, assurance: Signoff['assurance']) {
  const key = signingKey(context)
  const signer = seal(signerName, request.name, context.randomBytes(saltLength), sha256)
  const { role, meaning, scope } = request
  const comment = request.comment.trim()
  const signoff: Signoff = { revisionHash, signer: signer.digest, role, meaning, scope, assurance, ...(comment === '' ? {} : { comment }), at: context.clock(), keyId: key.keyId }
  const payload = canonicalBytes(signoff)
  const signed = envelope(signoffType, payload, key.keyId, key.sign(preAuthenticationEncoding(signoffType, payload)))
  return { signoff, signed, signer, keyId: key.keyId, key: { keyId: key.keyId, algorithm: 'ed25519' as const, publicKey: toBase64(key.publicKey) } }
}

/**
 * Takes in a signature that was made elsewhere, with the assurance that the way it came stands for. Refused where anything in it does not hold,
 * where it says another assurance, where it is there already, and where the revision takes none.
 */
export async function takeSignature(context: AppContext, row: RevisionRow, file: Omit<SignatureFile, 'format'>, assurance: 'own key' | 'seat key'): Promise<SignatureInfo> {
  const held = await heldSignature(file, row.hash, threatsOf(row), nodeCrypto)
  if (typeof held === 'string') throw refused(held)
  const { signoff, name, publicKey } = held
  if (signoff.assurance !== assurance) throw refused('signature-damaged')
  // This installation's keys attest for others; they can not be somebody's own here as well.
  const own = ownKeyIds(context)
  if (own.now.has(signoff.keyId) || own.earlier.has(signoff.keyId)) throw refused('signature-own-key')
  return context.db.transaction(() => {
    needUnerased(context, row)
    // Signing is deterministic, so the same statement sent twice is the same envelope.
    if (listSignatures(context.db, row.id).some((known) => known.envelope.payload === file.envelope.payload)) throw refused('signed-already', name)
    noteKey(context.db, { id: signoff.keyId, publicKey, holder: assurance === 'seat key' ? 'seat' : 'person', at: context.clock() })
    const id = context.newId()
    insertSignature(context.db, row.id, { id, keyId: signoff.keyId, envelope: canonicalText(file.envelope) }, plain(file.signer))
    return infoOf(id, name, signoff)
  })()
}

function plain({ digest, salt, name, value }: Disclosure): Disclosure {
  return { digest, salt, name, value }
}

/** Refuses a scope that is not of these threats, and to decline without a reason. */
export function needSound({ scope, meaning, comment }: SignatureRequest, known: ReadonlySet<Id>): void {
  if (meaning === 'declined' && comment.trim() === '') throw refused('signature-no-reason')
  if (scope === 'all') return
  if (scope.some((id) => !known.has(id))) throw refused('scope-unknown')
  if (new Set(scope).size !== scope.length) throw refused('scope-twice')
}

function threatsOf(row: RevisionRow): Set<Id> {
  return new Set(parseRegister(row.register).threats.map((threat) => threat.id))
}

function statedIn({ name, role, meaning, scope }: SignatureRequest) {
  return { name, role, meaning, scope }
}

function infoOf(id: Id, name: string, { role, meaning, scope, comment, assurance, at, keyId }: Signoff): SignatureInfo {
  return { id, name, role, meaning, scope, comment: comment ?? '', assurance, at, fingerprint: fingerprintOf(keyId), valid: true }
}
