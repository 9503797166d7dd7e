import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { RevisionSummary, SignatureInfo, VerifiedHere } from '../../../shared/domain/register.ts'
import { isVouchedFor, type KnownKey } from '../../../shared/domain/signing-key.ts'
import type { RequiredSignature } from '../../../shared/domain/sign-off.ts'
import { canonicalText } from '../../../shared/proof/canonical.ts'
import { RegisterDocument } from '../../../shared/proof/register-document.ts'
import { partDigests } from '../../../shared/proof/part-digests.ts'
import { freeze } from '../../../shared/proof/register-file.ts'
import { keyIdOfFingerprint } from '../../../shared/proof/signoff.ts'
import { requiredSignatures } from '../../../shared/proof/required-signers.ts'
import { verifyRegister } from '../../../shared/proof/verify.ts'
import { eraseDisclosures, insertRevision, lastRevision, listRevisions, type RevisionRow } from '../../store/revisions.ts'
import type { AppContext } from '../context.ts'
import { nodeCrypto, sha256 } from '../crypto.ts'
import { readable, refused } from '../problems.ts'
import { contentOf, parseRegister, readBefore, readDraft, type Before } from './register-draft.ts'
import { exportRegister } from './register-export.ts'
import { needRegister } from './register-input.ts'
import { revisionOrThrow } from './register-parts.ts'
import { readSignatures } from './register-signatures.ts'
import { knownKeys } from './known-keys.ts'
import { signHere } from './sign.ts'
import type { SignRooms } from './sign-rooms.ts'
import { answerSignRequest, importSignature, readSignRequest, signRequest } from './sign-by-file.ts'
import { type Tools, toolsOf } from './register-tools.ts'
import type { RulePacks } from '../rules/rule-packs.ts'
import { needProject, projectOrThrow } from '../step.ts'
import { forgetWorkshops } from '../room/workshop-votes.ts'

/** Implements `register` of the workbench contract. */
export function registerHandlers(context: AppContext, packs: Pick<RulePacks, 'version'>, onFrozen: (project: Id) => void, signRooms: SignRooms) {
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
      const known = knownKeys(context)
      return listRevisions(db, input.project).map((row) => summary(context, row, current && row.number === before.number, known))
    }),
    signable: os.signable.handler(({ input }) => {
      const { threats } = parseRegister(revisionOrThrow(context, input.project, input.revision).register)
      return threats.map(({ id, displayId, title }) => ({ id, displayId, title }))
    }),
    sign: os.sign.handler(({ input }) => {
      const row = revisionOrThrow(context, input.project, input.revision)
      const info = signHere(context, row, input.request)
      changed(context, input.project)
      return info
    }),
    erase: os.erase.handler(async ({ input }) => {
      const row = revisionOrThrow(context, input.project, input.revision)
      eraseDisclosures(db, row, context.clock())
      forgetWorkshops(db)
      await signRooms.shutErased(input.project)
      changed(context, input.project)
      return summaryOf(context, input.project, revisionOrThrow(context, input.project, input.revision))
    }),
    unsigned: os.unsigned.handler(({ input }) => {
      needProject(context, input.project)
      const last = lastRevision(db, input.project)
      return { count: last ? requiredOf(context, last).filter(({ state }) => state !== 'signed').length : 0 }
    }),
    signRequest: os.signRequest.handler(({ input }) => signRequest(context, revisionOrThrow(context, input.project, input.revision), input.asked)),
    readSignRequest: os.readSignRequest.handler(({ input }) => readable(() => readSignRequest(bytesOf(input.file), input.file.name))),
    answerSignRequest: os.answerSignRequest.handler(({ input }) => readable(() => answerSignRequest(context, bytesOf(input.file), input.file.name, input.request))),
    openSignRoom: os.openSignRoom.handler(async ({ input }) => {
      const address = await signRooms.open(revisionOrThrow(context, input.project, input.revision))
      changed(context, input.project)
      return address
    }),
    signRoom: os.signRoom.handler(({ input }) => {
      needProject(context, input.project)
      return signRooms.current(input.project)
    }),
    shutSignRoom: os.shutSignRoom.handler(async ({ input }) => {
      await signRooms.shut(input.project)
      changed(context, input.project)
    }),
    importSignature: os.importSignature.handler(async ({ input }) => {
      const info = await readable(() => importSignature(context, input.project, bytesOf(input.file), input.file.name))
      changed(context, input.project)
      return info
    }),
    verify: os.verify.handler(async ({ input }) => {
      const bytes = bytesOf(input.file)
      await readable(() => needRegister(bytes, input.file.name))
      return verifyHere(context, bytes, input.onlyTrusted)
    }),
  }
}

function changed(context: AppContext, project: Id): void {
  context.changes.publish({ project, topics: ['revisions', 'projects'] })
}

// An unchanged register is not frozen again: whoever signs next signs the same revision. One that was erased nobody signs any more.
function freezeDraft(context: AppContext, project: Id, tools: Tools): Id {
  const { db } = context
  return db.transaction(() => {
    const { id, name } = projectOrThrow(context, project)
    const before = readBefore(db, project)
    const { content, disclosures } = contentOf({ id, name }, readDraft(db, project), before, context.randomBytes)
    if (content.threats.length === 0) throw refused('nothing-to-freeze')
    const last = listRevisions(db, project).at(-1)
    if (before && last?.erasedAt === null && sameContent(content, before)) return last.id
    const frozenAt = context.clock()
    const whole = RegisterDocument.parse({ ...content, revision: { number: (before?.number ?? 0) + 1, frozenAt, ...tools } })
    const register = { ...whole, revision: { ...whole.revision, digests: partDigests(whole, sha256) } }
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
  return summary(context, row, before !== null && before.number === row.number && isCurrent(context, project, before), knownKeys(context))
}

function summary(context: AppContext, row: RevisionRow, current: boolean, known: ReadonlyMap<string, KnownKey>): RevisionSummary {
  const register = parseRegister(row.register)
  const signatures = readSignatures(context.db, row)
  return {
    id: row.id,
    number: row.number,
    hash: row.hash,
    createdAt: row.createdAt,
    threats: register.threats.length,
    signatures: signatures.map((signature) => ({ ...signature, known: knownBy(known, signature.fingerprint) })),
    required: requiredIn(register, signatures),
    current,
    erased: row.erasedAt !== null,
  }
}

function requiredOf(context: AppContext, row: RevisionRow): RequiredSignature[] {
  return requiredIn(parseRegister(row.register), readSignatures(context.db, row))
}

function requiredIn({ header, threats }: RegisterDocument, signatures: readonly SignatureInfo[]): RequiredSignature[] {
  return requiredSignatures(header.requiredSigners, threats, signatures.filter(({ valid }) => valid))
}

async function verifyHere(context: AppContext, bytes: Uint8Array, onlyTrusted: boolean): Promise<VerifiedHere> {
  const known = knownKeys(context)
  const trust = onlyTrusted ? [...known].flatMap(([keyId, key]) => (isVouchedFor(key) ? [keyId] : [])) : undefined
  const report = await verifyRegister(bytes, nodeCrypto, trust ? { trust } : {})
  return { ...report, signers: report.signers.map((signer) => ({ ...signer, known: knownBy(known, signer.fingerprint) })) }
}

function knownBy(known: ReadonlyMap<string, KnownKey>, fingerprint: string): KnownKey {
  return known.get(keyIdOfFingerprint(fingerprint) ?? '') ?? { as: 'unknown', name: '' }
}

function bytesOf({ bytes }: { bytes: string }): Uint8Array {
  return new Uint8Array(Buffer.from(bytes, 'base64'))
}
