import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeSignature } from '../../src/main/app/register/sign.ts'
import { readRevision } from '../../src/main/store/revisions.ts'
import { canonicalBytes } from '../../src/shared/proof/canonical.ts'
import { SignatureFile } from '../../src/shared/proof/signature-file.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

let host: TestApp
let elsewhere: TestApp
let project: string
let threats: string[]

beforeEach(async () => {
  host = await startTestApp()
  elsewhere = await startTestApp()
  project = (await host.api.project.create({ name: 'Order service' })).id
  threats = []
  for (const title of ['Injection', 'Replay']) {
    const draft = { title, description: '', stride: ['Tampering' as const], affected: [], mitigations: [], marker: 'none' as const, references: [] }
    threats.push((await host.api.threat.create({ project, draft })).id)
  }
  await host.api.threat.decide({ project, threats: threats.slice(0, 1), decision: { response: 'accept', rationale: 'rare', owner: 'Ada Lovelace', due: null, existingControls: '' } })
})

afterEach(async () => {
  const logged = [...host.logged, ...elsewhere.logged]
  await host.close()
  await elsewhere.close()
  expect(logged).toEqual([])
})

async function require(requiredSigners: { id: string; role: string; meaning: 'reviewed' | 'approved' | 'accepts the risk'; scope: 'all' | 'must-treat' | 'accepted' }[]) {
  const header = await host.api.project.header({ project })
  await host.api.project.setHeader({ project, header: { ...header, requiredSigners } })
}

async function verified(revision: string, cut: 'nothing' | 'names-and-votes' = 'nothing') {
  const { bytes } = await host.api.register.export({ project, format: 'json', revision, cut, job: 'j' })
  return host.api.register.verify({ file: { name: 'register.json', bytes } })
}

const owner = { id: 'r-1', role: 'Risk owner', meaning: 'accepts the risk', scope: 'accepted' } as const
const lead = { id: 'r-2', role: 'Engineering lead', meaning: 'approved', scope: 'all' } as const

async function answered(revision: string, by: { name: string; role: string; meaning: 'approved' | 'declined'; comment?: string }) {
  const request = await host.api.register.signRequest({ project, revision, asked: { role: by.role, meaning: 'approved', scope: 'all' } })
  const answer = await elsewhere.api.register.answerSignRequest({ file: request, request: { ...by, scope: 'all' } })
  return { request, answer }
}

test('who signs for some threats is shown them as they were frozen, whatever became of them since', async () => {
  const revision = await host.api.register.freeze({ project })
  const frozen = await host.api.register.signable({ project, revision: revision.id })
  expect(frozen.map(({ title }) => title)).toEqual(['Injection', 'Replay'])
  await host.api.threat.update({ project, threat: threats[1] ?? '', set: { title: 'Replay of an order' } })
  await host.api.threat.remove({ project, threats: threats.slice(0, 1) })
  expect(await host.api.register.signable({ project, revision: revision.id })).toEqual(frozen)
})

describe('required signers', () => {
  test('a line without a role asks nobody: a signature has a role, so it could never be fulfilled', async () => {
    await require([{ ...owner, role: ' ' }, lead])
    const revision = await host.api.register.freeze({ project })
    expect(revision.required.map(({ role }) => role)).toEqual(['Engineering lead'])
    await host.api.register.sign({ project, revision: revision.id, request: { name: 'Grace', role: 'Engineering lead', meaning: 'approved', scope: 'all' } })
    expect((await verified(revision.id)).ok).toBe(true)
  })

  test('the list is one undoable edit, is frozen with the revision, and each line says how far it is', async () => {
    await require([owner, lead])
    const revision = await host.api.register.freeze({ project })
    expect(revision.required.map(({ role, state }) => [role, state])).toEqual([['Risk owner', 'open'], ['Engineering lead', 'open']])
    expect(await host.api.register.unsigned({ project })).toEqual({ count: 2 })
    await host.api.register.sign({ project, revision: revision.id, request: { name: 'Ada', role: ' risk  OWNER ', meaning: 'accepts the risk', scope: threats.slice(0, 1) } })
    await host.api.register.sign({ project, revision: revision.id, request: { name: 'Grace', role: 'Engineering lead', meaning: 'declined', scope: 'all', comment: 'Replay was not looked at.' } })
    const [listed] = await host.api.register.revisions({ project })
    expect(listed?.required.map(({ role, state, names }) => [role, state, names])).toEqual([['Risk owner', 'signed', ['Ada']], ['Engineering lead', 'declined', ['Grace']]])
    expect(await host.api.register.unsigned({ project })).toEqual({ count: 1 })
    const report = await verified(revision.id)
    expect(report.ok).toBe(false)
    expect(report.checks.filter((check) => !check.ok).map(({ detail }) => detail)).toEqual(['Engineering lead (approved): Grace declined'])
    expect(report.notProven.join()).toContain('Grace declined')
    await host.api.history.undo({ project })
    expect((await host.api.project.header({ project })).requiredSigners).toEqual([])
    expect((await host.api.register.revisions({ project }))[0]?.required).toHaveLength(2)
  })

  test('R9: once all have signed it verifies, also without names', async () => {
    await require([lead])
    const revision = await host.api.register.freeze({ project })
    await host.api.register.sign({ project, revision: revision.id, request: { name: 'Grace', role: lead.role, meaning: 'approved', scope: threats.slice(0, 1) } })
    expect((await verified(revision.id)).checks.filter((check) => !check.ok).map(({ detail }) => detail)).toEqual(['Engineering lead (approved): Grace signed, and not for everything that is asked: all'])
    await host.api.register.sign({ project, revision: revision.id, request: { name: 'Alan', role: lead.role, meaning: 'approved', scope: threats.slice(1), comment: 'the rest' } })
    for (const cut of ['nothing', 'names-and-votes'] as const) expect((await verified(revision.id, cut)).checks.filter((check) => !check.ok)).toEqual([])
    const report = await verified(revision.id)
    expect(report.signers.map(({ comment }) => comment).sort()).toEqual(['', 'the rest'])
  })

  test('R10: a row of an exported register that was changed on its way is named', async () => {
    const revision = await host.api.register.freeze({ project })
    await host.api.register.sign({ project, revision: revision.id, request: { name: 'Ada', role: 'x', meaning: 'approved', scope: 'all' } })
    const { bytes } = await host.api.register.export({ project, format: 'json', revision: revision.id, cut: 'nothing', job: 'j' })
    const text = Buffer.from(bytes, 'base64').toString()
    const report = await host.api.register.verify({ file: { name: 'register.json', bytes: Buffer.from(text.replace('"title":"Replay"', '"title":"Relay"')).toString('base64') } })
    const [hash] = report.checks.filter((check) => !check.ok)
    const [, replay] = await host.api.threat.list({ project })
    expect(hash?.detail).toMatch(new RegExp(`the file says ${revision.hash}; ${replay?.displayId ?? '?'} was changed since$`))
  })

  test('who declines says why', async () => {
    const revision = await host.api.register.freeze({ project })
    await expect(host.api.register.sign({ project, revision: revision.id, request: { name: 'Ada', role: 'x', meaning: 'declined', scope: 'all', comment: '  ' } })).rejects.toMatchObject({ data: { reason: 'signature-no-reason' } })
  })
})

describe('signing by file', () => {
  test('a request goes out without names, is shown and signed elsewhere, and its signature comes back once', async () => {
    const revision = await host.api.register.freeze({ project })
    const { request, answer } = await answered(revision.id, { name: 'Alan Turing', role: 'Auditor', meaning: 'approved' })
    expect(Buffer.from(request.bytes, 'base64').toString()).not.toContain('Ada Lovelace')
    const info = await elsewhere.api.register.readSignRequest({ file: request })
    expect(info).toMatchObject({ project: 'Order service', number: 1, hash: revision.hash, asked: { role: 'Auditor', meaning: 'approved', scope: 'all' } })
    expect(info.threats.map(({ title }) => title)).toEqual(['Injection', 'Replay'])
    const taken = await host.api.register.importSignature({ project, file: answer })
    expect(taken).toMatchObject({ name: 'Alan Turing', assurance: 'own key', valid: true })
    await expect(host.api.register.importSignature({ project, file: answer })).rejects.toMatchObject({ data: { reason: 'signed-already' } })
    const report = await verified(revision.id)
    expect(report.checks.filter((check) => !check.ok)).toEqual([])
    expect(report.notProven.join()).not.toContain('attested')
  })

  test('what declines comes back the same way, and alone does not make a signed register', async () => {
    const revision = await host.api.register.freeze({ project })
    const { answer } = await answered(revision.id, { name: 'Alan Turing', role: 'Auditor', meaning: 'declined', comment: 'No test results.' })
    await host.api.register.importSignature({ project, file: answer })
    expect((await verified(revision.id)).checks.filter((check) => !check.ok).map(({ detail }) => detail)).toEqual(['whoever answered declined; nobody has signed it'])
  })

  test('hostile answers change nothing', async () => {
    const revision = await host.api.register.freeze({ project })
    const { answer } = await answered(revision.id, { name: 'Alan Turing', role: 'Auditor', meaning: 'approved' })
    const good = SignatureFile.parse(JSON.parse(Buffer.from(answer.bytes, 'base64').toString()))
    const sent = (value: unknown) => host.api.register.importSignature({ project, file: { name: 'x.json', bytes: Buffer.from(canonicalBytes(value)).toString('base64') } })
    const renamed = { ...good, signer: { ...good.signer, value: 'Eve' } }
    await expect(sent(renamed)).rejects.toMatchObject({ data: { reason: 'signature-damaged' } })
    await expect(sent({ ...good, revisionHash: '0'.repeat(64) })).rejects.toMatchObject({ data: { reason: 'signature-other-revision' } })
    const sig = good.envelope.signatures[0]?.sig ?? ''
    const flipped = `${sig.startsWith('A') ? 'B' : 'A'}${sig.slice(1)}`
    await expect(sent({ ...good, envelope: { ...good.envelope, signatures: [{ ...good.envelope.signatures[0], sig: flipped }] } })).rejects.toMatchObject({ data: { reason: 'signature-wrong' } })
    await expect(sent({ ...good, key: { ...good.key, publicKey: Buffer.alloc(32).toString('base64') } })).rejects.toMatchObject({ data: { reason: 'signature-wrong' } })
    await expect(sent({ ...good, extra: 1 })).rejects.toMatchObject({ code: 'INVALID_FILE' })
    await expect(sent({ format: 'dreadnought-sign-request/1' })).rejects.toMatchObject({ code: 'INVALID_FILE' })
    await expect(sent({ ...good, extra: 'x'.repeat(70_000) })).rejects.toMatchObject({ code: 'INVALID_FILE' })
    await expect(host.api.register.importSignature({ project, file: { name: 'x.json', bytes: Buffer.from('{').toString('base64') } })).rejects.toMatchObject({ code: 'INVALID_FILE' })
    // Over a project that holds no such revision.
    const other = (await host.api.project.create({ name: 'Another' })).id
    await expect(host.api.register.importSignature({ project: other, file: answer })).rejects.toMatchObject({ data: { reason: 'signature-other-revision' } })
    expect((await host.api.register.revisions({ project }))[0]?.signatures).toEqual([])
  })

  test('an answer made with the key of the host itself is not somebody\'s own', async () => {
    const revision = await host.api.register.freeze({ project })
    const request = await host.api.register.signRequest({ project, revision: revision.id, asked: null })
    const answer = await host.api.register.answerSignRequest({ file: request, request: { name: 'Ada', role: 'x', meaning: 'approved', scope: 'all' } })
    await expect(host.api.register.importSignature({ project, file: answer })).rejects.toMatchObject({ data: { reason: 'signature-own-key' } })
  })

  test('a request that was changed on its way is refused before anybody signs it', async () => {
    const revision = await host.api.register.freeze({ project })
    const request = await host.api.register.signRequest({ project, revision: revision.id, asked: null })
    const changed = Buffer.from(Buffer.from(request.bytes, 'base64').toString().replace('Injection', 'Injektion')).toString('base64')
    await expect(elsewhere.api.register.readSignRequest({ file: { name: 'r.json', bytes: changed } })).rejects.toMatchObject({ code: 'INVALID_FILE', data: { place: 'revisionHash' } })
    await expect(elsewhere.api.register.answerSignRequest({ file: { name: 'r.json', bytes: changed }, request: { name: 'Ada', role: 'x', meaning: 'approved', scope: 'all' } })).rejects.toMatchObject({ code: 'INVALID_FILE' })
  })

  test('H5: names that were erased take no new signatures, neither by file nor here, and no name comes back', async () => {
    await require([lead])
    const revision = await host.api.register.freeze({ project })
    const { answer } = await answered(revision.id, { name: 'Alan Turing', role: 'Auditor', meaning: 'approved' })
    await host.api.register.erase({ project, revision: revision.id })
    const erased = { data: { reason: 'revision-erased' } }
    await expect(host.api.register.importSignature({ project, file: answer })).rejects.toMatchObject(erased)
    await expect(host.api.register.sign({ project, revision: revision.id, request: { name: 'Grace', role: lead.role, meaning: 'approved', scope: 'all' } })).rejects.toMatchObject(erased)
    await expect(host.api.register.signRequest({ project, revision: revision.id, asked: lead })).rejects.toMatchObject(erased)
    expect(await host.api.register.revisions({ project })).toMatchObject([{ erased: true, signatures: [] }])
    expect(host.app.context.db.prepare('SELECT count(*) FROM revision_disclosures').pluck().get()).toBe(0)
  })

  test('H5: an erasure that comes while a signature is being checked is not overtaken by it', async () => {
    const revision = await host.api.register.freeze({ project })
    const { answer } = await answered(revision.id, { name: 'Alan Turing', role: 'Auditor', meaning: 'approved' })
    const row = readRevision(host.app.context.db, project, revision.id)
    if (!row) throw new Error('it was frozen')
    await host.api.register.erase({ project, revision: revision.id })
    const signature = SignatureFile.parse(JSON.parse(Buffer.from(answer.bytes, 'base64').toString()))
    // As it was read before the erasure.
    expect(row.erasedAt).toBeNull()
    await expect(takeSignature(host.app.context, row, signature, 'own key')).rejects.toMatchObject({ data: { reason: 'revision-erased' } })
    expect(host.app.context.db.prepare('SELECT count(*) FROM revision_disclosures').pluck().get()).toBe(0)
  })
})
