import { isDeepStrictEqual } from 'node:util'
import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { RevisionSummary, SignatureInfo, SignatureRequest } from '../../../shared/domain/register.ts'
import { canonicalBytes, canonicalText } from '../../../shared/proof/canonical.ts'
import { saltLength, seal } from '../../../shared/proof/disclosure.ts'
import { envelope, preAuthenticationEncoding } from '../../../shared/proof/dsse.ts'
import { RegisterDocument } from '../../../shared/proof/register-document.ts'
import { freeze } from '../../../shared/proof/register-file.ts'
import { fingerprintOf, signerName, signoffType, type Signoff } from '../../../shared/proof/signoff.ts'
import { verifyRegister } from '../../../shared/proof/verify.ts'
import { eraseDisclosures, insertRevision, insertSignature, listRevisions, type RevisionRow } from '../../store/revisions.ts'
import type { AppContext } from '../context.ts'
import { nodeCrypto, sha256 } from '../crypto.ts'
import { signingKey } from '../keys.ts'
import { refused } from '../problems.ts'
import { contentOf, parseRegister, readBefore, readDraft, type Before } from './register-draft.ts'
import { exportRegister } from './register-export.ts'
import { revisionOrThrow } from './register-parts.ts'
import { readSignatures } from './register-signatures.ts'
import { type Tools, toolsOf } from './register-tools.ts'
import type { RulePacks } from '../rule-packs.ts'
import { needProject, projectOrThrow } from '../step.ts'
import { forgetWorkshops } from '../room/workshop-votes.ts'

/** Implements `register` of the workbench contract. */
export function registerHandlers(context: AppContext, packs: Pick<RulePacks, 'version'>, onFrozen: (project: Id) => void) {
  const os = implement(workbenchContract).register
  const { db } = context
  return {
    rows: os.rows.handler(({ input }) => {
      needProject(context, input.project)
      return readDraft(db, input.project).rows
    }),
    export: os.export.handler(({ input, signal }) => exportRegister(context, input, signal)),
    freeze: os.freeze.handler(async ({ input }) => {
      needProject(context, input.project)
      const id = freezeDraft(context, input.project, await toolsOf(context, packs, input.project))
      changed(context, input.project)
      onFrozen(input.project)
      return summaryOf(context, input.project, revisionOrThrow(context, input.project, id))
    }),
    revisions: os.revisions.handler(({ input }) => {
      needProject(context, input.project)
      const before = readBefore(db, input.project)
      const current = before !== null && isCurrent(context, input.project, before)
      return listRevisions(db, input.project).map((row) => summary(context, row, current && row.number === before.number))
    }),
    sign: os.sign.handler(({ input }) => {
      const row = revisionOrThrow(context, input.project, input.revision)
      const info = sign(context, row, input.request)
      changed(context, input.project)
      return info
    }),
    erase: os.erase.handler(({ input }) => {
      const row = revisionOrThrow(context, input.project, input.revision)
      eraseDisclosures(db, row, context.clock())
      forgetWorkshops(db)
      changed(context, input.project)
      return summaryOf(context, input.project, revisionOrThrow(context, input.project, input.revision))
    }),
    verify: os.verify.handler(({ input }) => verifyRegister(new Uint8Array(Buffer.from(input.file.bytes, 'base64')), nodeCrypto)),
  }
}

function changed(context: AppContext, project: Id): void {
  context.changes.publish({ project, topics: ['revisions', 'projects'] })
}

// An unchanged register is not frozen again: whoever signs next signs the same revision.
function freezeDraft(context: AppContext, project: Id, tools: Tools): Id {
  const { db } = context
  return db.transaction(() => {
    const { id, name } = projectOrThrow(context, project)
    const before = readBefore(db, project)
    const { content, disclosures } = contentOf({ id, name }, readDraft(db, project), before, context.randomBytes)
    if (content.threats.length === 0) throw refused('nothing-to-freeze')
    const last = listRevisions(db, project).at(-1)
    if (before && last && sameContent(content, before)) return last.id
    const frozenAt = context.clock()
    const register = RegisterDocument.parse({ ...content, revision: { number: (before?.number ?? 0) + 1, frozenAt, ...tools } })
    const { bytes, hash } = freeze(register, sha256)
    const row = { id: context.newId(), project, number: register.revision.number, hash, register: bytes, createdAt: frozenAt }
    insertRevision(db, row, disclosures)
    return row.id
  })()
}

function sameContent(content: Omit<RegisterDocument, 'revision'>, before: Before): boolean {
  return canonicalText({ ...content, revision: before.register.revision }) === canonicalText(before.register)
}

function isCurrent(context: AppContext, project: Id, before: Before): boolean {
  const { id, name } = projectOrThrow(context, project)
  return sameContent(contentOf({ id, name }, readDraft(context.db, project), before, context.randomBytes).content, before)
}

function summaryOf(context: AppContext, project: Id, row: RevisionRow): RevisionSummary {
  const before = readBefore(context.db, project)
  return summary(context, row, before !== null && before.number === row.number && isCurrent(context, project, before))
}

function summary(context: AppContext, row: RevisionRow, current: boolean): RevisionSummary {
  return {
    id: row.id,
    number: row.number,
    hash: row.hash,
    createdAt: row.createdAt,
    threats: parseRegister(row.register).threats.length,
    signatures: readSignatures(context.db, row),
    current,
    erased: row.erasedAt !== null,
  }
}

/** Signs a revision with the host's key for the person who asked; the name goes into a disclosure. */
function sign(context: AppContext, row: RevisionRow, request: SignatureRequest): SignatureInfo {
  const known = new Set(parseRegister(row.register).threats.map((threat) => threat.id))
  if (request.scope !== 'all') {
    if (request.scope.some((id) => !known.has(id))) throw refused('scope-unknown')
    if (new Set(request.scope).size !== request.scope.length) throw refused('scope-twice')
  }
  const again = readSignatures(context.db, row).find((known) => isDeepStrictEqual({ ...request }, { name: known.name, role: known.role, meaning: known.meaning, scope: known.scope }))
  if (again) throw refused('signed-already', request.name)
  const key = signingKey(context)
  const signer = seal(signerName, request.name, context.randomBytes(saltLength), sha256)
  const { role, meaning, scope } = request
  const signoff: Signoff = { revisionHash: row.hash, signer: signer.digest, role, meaning, scope, assurance: 'attested by the host', at: context.clock(), keyId: key.keyId }
  const payload = canonicalBytes(signoff)
  const signed = envelope(signoffType, payload, key.keyId, key.sign(preAuthenticationEncoding(signoffType, payload)))
  const id = context.newId()
  insertSignature(context.db, row.id, { id, keyId: key.keyId, envelope: canonicalText(signed) }, signer)
  return { id, name: request.name, role, meaning, scope, assurance: signoff.assurance, at: signoff.at, fingerprint: fingerprintOf(key.keyId), valid: true }
}
