import { createHash, createPublicKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plainKeyFile, sealedKeyFile } from '../../src/main/store/keys/own-key.ts'
import { nodeCrypto } from '../../src/main/app/crypto.ts'
import { Envelope } from '../../src/shared/proof/dsse.ts'
import { fileExpectations } from '../../src/shared/domain/import-phrases.ts'
import { verifyRegister } from '../../src/shared/proof/verify.ts'
import { startTestApp, transports, type TestApp } from '../support/app.ts'

let host: TestApp
let elsewhere: TestApp
let project: string

beforeEach(async () => {
  host = await startTestApp()
  elsewhere = await startTestApp()
  project = (await host.api.project.create({ name: 'Order service' })).id
  const draft = { title: 'Injection', description: '', stride: ['Tampering' as const], affected: [], mitigations: [], marker: 'none' as const, references: [] }
  await host.api.threat.create({ project, draft })
})

afterEach(async () => {
  const logged = [...host.logged, ...elsewhere.logged]
  await host.close()
  await elsewhere.close()
  expect(logged).toEqual([])
})

const ada = { name: 'Ada', role: 'Risk owner', meaning: 'approved', scope: 'all' } as const

async function current(app: TestApp) {
  const { current: key } = await app.api.key.own()
  if (!key) throw new Error('there is a key')
  return key
}

async function exported(revision: string) {
  return (await host.api.register.export({ project, format: 'json', revision, cut: 'nothing', job: 'j' })).bytes
}

async function verified(bytes: string, onlyTrusted = false, by = host) {
  return by.api.register.verify({ file: { name: 'register.json', bytes }, onlyTrusted })
}

/** A signature by somebody's own key, made elsewhere and taken in. */
async function signedElsewhere(revision: string, name: string) {
  const request = await host.api.register.signRequest({ project, revision, asked: null })
  const answer = await elsewhere.api.register.answerSignRequest({ file: request, request: { name, role: 'Auditor', meaning: 'reviewed', scope: 'all' } })
  return host.api.register.importSignature({ project, file: answer })
}

async function filed(app: TestApp, of: string) {
  return (await app.api.register.export({ project: of, format: 'dread', revision: null, cut: 'nothing', job: 'j' })).bytes
}

/** A project of another library, with a revision. */
async function frozen(app: TestApp) {
  const own = (await app.api.project.create({ name: 'Payments' })).id
  await app.api.threat.create({ project: own, draft: { title: 'Replay', description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })
  return { own, revision: (await app.api.register.freeze({ project: own })).id }
}

/** Ada's signature by the key of `signer`, over a revision in the library of `asker`. */
async function answeredBy(signer: TestApp, asker: TestApp, of: string, revision: string) {
  const request = await asker.api.register.signRequest({ project: of, revision, asked: null })
  return signer.api.register.answerSignRequest({ file: request, request: ada })
}

describe('the key of an installation', () => {
  test('has the fingerprint that signatures carry, hands out its public part alone, and is another one elsewhere', async () => {
    const { fingerprint, file, kept, signed: before } = await current(host)
    expect([kept, before]).toEqual(['file', []])
    const revision = await host.api.register.freeze({ project })
    const signed = await host.api.register.sign({ project, revision: revision.id, request: ada })
    expect(signed.fingerprint).toBe(fingerprint)
    expect((await current(host)).signed).toEqual([{ project: 'Order service', revision: 1 }])
    const pem = Buffer.from(file.bytes, 'base64').toString()
    expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----/)
    expect(pem).not.toContain('PRIVATE')
    expect(createHash('sha256').update(Buffer.from(createPublicKey(pem).export({ format: 'jwk' }).x ?? '', 'base64url')).digest('hex')).toBe(fingerprint.replaceAll(':', ''))
    expect((await current(elsewhere)).fingerprint).not.toBe(fingerprint)
  })

  test('K6: after a renewal, what the old key signed verifies as before, here and without the library, and says whose it was', async () => {
    const first = await host.api.register.freeze({ project })
    await host.api.register.sign({ project, revision: first.id, request: ada })
    const bytes = await exported(first.id)
    const old = await current(host)
    const { current: key, earlier } = await host.api.key.renew()
    expect(key?.fingerprint).not.toBe(old.fingerprint)
    expect(earlier).toMatchObject([{ fingerprint: old.fingerprint, from: old.from, to: key?.from, signed: [{ project: 'Order service', revision: 1 }] }])
    expect(earlier[0]?.file.bytes).toBe(old.file.bytes)
    expect(await exported(first.id)).toBe(bytes)
    expect((await verifyRegister(new Uint8Array(Buffer.from(bytes, 'base64')), nodeCrypto, { trust: [old.fingerprint] })).ok).toBe(true)
    const report = await verified(bytes, true)
    expect(report.ok).toBe(true)
    expect(report.signers.map(({ known }) => known)).toEqual([{ as: 'earlier', name: '' }])
    const again = await host.api.register.sign({ project, revision: first.id, request: { ...ada, name: 'Grace' } })
    expect(again.fingerprint).toBe(key?.fingerprint)
    const [listed] = await host.api.register.revisions({ project })
    expect(listed?.signatures.map(({ name, known, valid }) => [name, known.as, valid])).toEqual([['Ada', 'earlier', true], ['Grace', 'own', true]])
  })

  test('K6: what an earlier key signed is not taken in as somebody\'s own', async () => {
    const revision = await host.api.register.freeze({ project })
    const request = await host.api.register.signRequest({ project, revision: revision.id, asked: null })
    const answer = await host.api.register.answerSignRequest({ file: request, request: ada })
    await host.api.key.renew()
    await expect(host.api.register.importSignature({ project, file: answer })).rejects.toMatchObject({ data: { reason: 'signature-own-key' } })
  })

  test('K5: a key that can not be read is said and left; checking and taking in signatures go on, and a new key makes signing possible', async () => {
    const revision = await host.api.register.freeze({ project })
    await host.api.register.sign({ project, revision: revision.id, request: ada })
    writeFileSync(plainKeyFile(host.dataDir), 'not a key')
    await expect(host.api.register.sign({ project, revision: revision.id, request: { ...ada, name: 'Grace' } })).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'key-damaged', detail: plainKeyFile(host.dataDir) } })
    expect(await host.api.key.own()).toMatchObject({ current: null, trouble: { reason: 'key-damaged', file: plainKeyFile(host.dataDir) } })
    expect((await verified(await exported(revision.id))).ok).toBe(true)
    expect(await signedElsewhere(revision.id, 'Alan')).toMatchObject({ valid: true })
    expect(readFileSync(plainKeyFile(host.dataDir), 'utf8')).toBe('not a key')
    expect(await host.api.key.renew()).toMatchObject({ trouble: null, current: { kept: 'file' } })
    await host.api.register.sign({ project, revision: revision.id, request: { ...ada, name: 'Grace' } })
  })
})

test('K9: a project file with a signature that says nothing is refused; one that is in a library already keeps nobody from the others', async () => {
  const revision = await host.api.register.freeze({ project })
  await signedElsewhere(revision.id, 'Alan')
  const { own, revision: theirs } = await frozen(elsewhere)
  await elsewhere.api.register.sign({ project: own, revision: theirs, request: ada })
  const { db } = elsewhere.app.context
  db.exec('DROP TRIGGER signatures_never_change')
  const envelope = Envelope.parse(JSON.parse(String(db.prepare('SELECT envelope FROM signatures').pluck().get())))
  for (const payload of ['no json', '{}', '']) {
    db.prepare('UPDATE signatures SET envelope = ?').run(JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') }))
    const file = { name: 'theirs.dread', bytes: await filed(elsewhere, own) }
    await expect(host.api.model.importFile({ project: null, file, job: 'i' })).rejects.toMatchObject({ code: 'INVALID_FILE', data: { expected: fileExpectations.say('project-signatures') } })
    expect(await elsewhere.api.key.seen()).toEqual([])
  }
  expect((await host.api.register.revisions({ project }))[0]?.signatures).toMatchObject([{ name: 'Alan', valid: true }])
})

test('K10: a renewal that the system leaves no place for is refused in words, and the key stays', async () => {
  // Electron's, on a machine whose key store opens what it has and takes nothing more.
  let full = false
  const refuses = () => { throw new Error('full') }
  const desktop = await startTestApp('MessagePort', { host: 'electron', keyProtection: () => ({ seal: full ? refuses : (text) => Buffer.from(text), open: (sealed) => Buffer.from(sealed).toString() }) })
  try {
    const before = await desktop.api.key.own()
    expect(before.current?.kept).toBe('system')
    full = true
    await expect(desktop.api.key.renew()).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'key-not-sealed', detail: sealedKeyFile(desktop.dataDir) } })
    expect(await desktop.api.key.own()).toEqual(before)
    full = false
    expect((await desktop.api.key.renew()).earlier.map(({ fingerprint }) => fingerprint)).toEqual([before.current?.fingerprint])
    expect(desktop.logged).toEqual([])
  } finally {
    await desktop.close()
  }
})

describe('a key under another one\'s fingerprint', () => {
  const spoil = (app: TestApp) => app.app.context.db.prepare('UPDATE signing_keys SET public_key = randomblob(32)').run()

  test('K9: a project file that holds one is refused, and changes nothing for what its true holder signs later', async () => {
    const mallory = await startTestApp()
    const theirs = await frozen(mallory)
    await mallory.api.register.importSignature({ project: theirs.own, file: await answeredBy(elsewhere, mallory, theirs.own, theirs.revision) })
    const whole = await filed(mallory, theirs.own)
    spoil(mallory)
    const bytes = await filed(mallory, theirs.own)
    await mallory.close()
    expect(bytes).not.toBe(whole)
    const file = { name: 'theirs.dread', bytes }
    const expected = fileExpectations.say('project-keys')
    await expect(host.api.model.importFile({ project: null, file, job: 'i' })).rejects.toMatchObject({ code: 'INVALID_FILE', data: { file: 'theirs.dread', expected } })
    expect((await host.api.project.list({ search: '' })).map(({ id }) => id)).toEqual([project])
    const revision = await host.api.register.freeze({ project })
    await signedElsewhere(revision.id, 'Alan')
    expect((await host.api.register.revisions({ project }))[0]?.signatures).toMatchObject([{ name: 'Alan', valid: true }])
    expect(await host.api.model.importFile({ project: null, file: { name: 'theirs.dread', bytes: whole }, job: 'i' })).toMatchObject({ project: theirs.own })
  })

  test('K9: one that is in a library already gets its own bytes with the next signature by it, or the next project that holds it', async () => {
    const revision = await host.api.register.freeze({ project })
    await signedElsewhere(revision.id, 'Alan')
    const { own, revision: theirs } = await frozen(elsewhere)
    await elsewhere.api.register.sign({ project: own, revision: theirs, request: ada })
    const valid = async () => (await host.api.register.revisions({ project }))[0]?.signatures.map((one) => one.valid)
    spoil(host)
    expect(await valid()).toEqual([false])
    await signedElsewhere(revision.id, 'Grace')
    expect(await valid()).toEqual([true, true])
    spoil(host)
    await host.api.model.importFile({ project: null, file: { name: 'theirs.dread', bytes: await filed(elsewhere, own) }, job: 'i' })
    expect(await valid()).toEqual([true, true])
  })
})

describe('whom to trust', () => {
  test('K8: signer by signer it says how the key is known: own, by name, seen before, or not at all', async () => {
    const revision = await host.api.register.freeze({ project })
    await host.api.register.sign({ project, revision: revision.id, request: ada })
    const { fingerprint } = await signedElsewhere(revision.id, 'Alan')
    const bytes = await exported(revision.id)
    const standing = async (by = host) => Object.fromEntries((await verified(bytes, false, by)).signers.map(({ name, known }) => [name, known]))
    expect(await standing()).toEqual({ Ada: { as: 'own', name: '' }, Alan: { as: 'seen', name: 'Alan' } })
    expect(await host.api.key.seen()).toMatchObject([{ fingerprint, name: 'Alan', role: 'Auditor', signatures: 1 }])
    expect(await host.api.key.trust({ fingerprint: ` SHA256:${fingerprint.replaceAll(':', ' ').toUpperCase()}`, name: 'Alan T.' })).toMatchObject({ fingerprint, name: 'Alan T.' })
    expect(await standing()).toEqual({ Ada: { as: 'own', name: '' }, Alan: { as: 'trusted', name: 'Alan T.' } })
    expect(await host.api.key.seen()).toEqual([])
    expect((await host.api.register.revisions({ project }))[0]?.signatures.map(({ known }) => known.as)).toEqual(['own', 'trusted'])
    // To the other installation the host's key is a stranger.
    expect(await standing(elsewhere)).toEqual({ Ada: { as: 'unknown', name: '' }, Alan: { as: 'own', name: '' } })
  })

  test('K8: asked for trusted keys only, it fails until every signer\'s key is vouched for, and names the one that is not', async () => {
    const revision = await host.api.register.freeze({ project })
    await host.api.register.sign({ project, revision: revision.id, request: ada })
    const { fingerprint } = await signedElsewhere(revision.id, 'Alan')
    const bytes = await exported(revision.id)
    expect((await verified(bytes)).ok).toBe(true)
    const report = await verified(bytes, true)
    expect(report.checks.filter(({ ok }) => !ok).map(({ what, detail }) => `${what}: ${detail}`)).toEqual([`Every signature is by a trusted key: Alan: ${fingerprint} is not among them`])
    const { keyId } = await host.api.key.trust({ fingerprint, name: 'Alan' })
    expect((await verified(bytes, true)).ok).toBe(true)
    await host.api.key.distrust({ keyId })
    expect((await verified(bytes, true)).ok).toBe(false)
    expect(await host.api.key.trusted()).toEqual([])
  })

  test('K8: a text that is no fingerprint is refused and changes nothing; a key that is trusted already gets the new name', async () => {
    for (const fingerprint of ['', 'abc', 'g'.repeat(64), '0'.repeat(63), '0'.repeat(65)]) {
      await expect(host.api.key.trust({ fingerprint, name: 'Ada' })).rejects.toMatchObject({ data: { reason: 'not-a-fingerprint', detail: fingerprint } })
    }
    await expect(host.api.key.trust({ fingerprint: '0'.repeat(64), name: '  ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await host.api.key.trust({ fingerprint: '0'.repeat(64), name: 'Ada' })
    await host.api.key.trust({ fingerprint: '0'.repeat(64), name: 'Ada Lovelace' })
    expect((await host.api.key.trusted()).map(({ name }) => name)).toEqual(['Ada Lovelace'])
  })

  test('K8: the key of another installation, first known from a project of it, has been seen once somebody there signs with it', async () => {
    const first = await host.api.register.freeze({ project })
    const { fingerprint } = await host.api.register.sign({ project, revision: first.id, request: ada })
    await elsewhere.api.model.importFile({ project: null, file: { name: 'order.dread', bytes: await filed(host, project) }, job: 'i' })
    // The host attested then; nobody's own signature was taken in.
    expect(await elsewhere.api.key.seen()).toEqual([])
    const { own, revision } = await frozen(elsewhere)
    await elsewhere.api.register.importSignature({ project: own, file: await answeredBy(host, elsewhere, own, revision) })
    expect(await elsewhere.api.key.seen()).toMatchObject([{ fingerprint, name: 'Ada', role: 'Risk owner', signatures: 1 }])
    expect((await elsewhere.api.register.revisions({ project: own }))[0]?.signatures).toMatchObject([{ known: { as: 'seen', name: 'Ada' }, valid: true }])
  })

  test.each(transports)('K8: the list is of the library: it outlives its projects, over %s', async (transport) => {
    const app = await startTestApp(transport)
    const { id } = await app.api.project.create({ name: 'Short' })
    await app.api.key.trust({ fingerprint: 'f'.repeat(64), name: 'Ada' })
    await app.api.project.remove({ project: id })
    expect(await app.api.key.trusted()).toMatchObject([{ keyId: 'f'.repeat(64), name: 'Ada' }])
    await app.close()
  })
})
