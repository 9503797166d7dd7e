import { statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plainKeyFile } from '../../src/main/store/keys/own-key.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

let running: TestApp
let project: string

beforeEach(async () => {
  running = await startTestApp()
  project = (await running.api.project.create({ name: 'Order service' })).id
  const [diagram] = (await running.api.model.get({ project })).diagrams
  await running.api.model.edit({
    project,
    label: 'draw',
    edits: [
      { type: 'add-element', id: 'api', diagram: diagram?.id ?? '', label: 'API', kind: 'process', technology: null, parent: null, position: null },
      { type: 'add-element', id: 'db', diagram: diagram?.id ?? '', label: 'Orders', kind: 'data-store', technology: null, parent: null, position: null },
      { type: 'add-flow', id: 'sql', diagram: diagram?.id ?? '', label: 'SQL', source: 'api', target: 'db', bidirectional: false },
    ],
  })
})

afterEach(async () => {
  const { logged } = running
  await running.close()
  expect(logged).toEqual([])
})

async function addThreat(title: string) {
  return running.api.threat.create({ project, draft: { title, description: 'How it goes.', stride: ['Tampering'], affected: ['db'], mitigations: ['Do not'], marker: 'none', references: ['CWE-89'] } })
}

async function decide(threat: string, owner: string) {
  await running.api.threat.decide({ project, threats: [threat], decision: { response: 'mitigate', rationale: 'cheap', owner, due: '2026-09-30', existingControls: '' } })
}

const signature = { name: 'Ada Lovelace', role: 'Risk owner', meaning: 'accepts the risk', scope: 'all' } as const

async function exported(format: 'json' | 'pdf' | 'dread' | 'csv' | 'stride-list' | 'threat-table', revision: string | null, cut: 'nothing' | 'names-and-votes' = 'nothing') {
  const file = await running.api.register.export({ project, format, revision, cut, job: 'j' })
  return { ...file, text: Buffer.from(file.bytes, 'base64').toString('utf8') }
}

async function verified(bytes: string) {
  return running.api.register.verify({ file: { name: 'register.json', bytes } })
}

describe('register over the contract', () => {
  test('rows name what is affected', async () => {
    await addThreat('Injection')
    const [row] = await running.api.register.rows({ project })
    expect(row).toMatchObject({ affected: ['Orders'], total: null, rank: null, mustTreat: null })
  })

  test('H3: freeze, two sign, export, verify; any later edit makes the revision no longer current and leaves its hash, and taken back leaves no trace', async () => {
    const threat = await addThreat('Injection')
    await decide(threat.id, 'Grace Hopper')
    const first = await running.api.register.freeze({ project })
    expect(first).toMatchObject({ number: 1, threats: 1, signatures: [], current: true, erased: false })
    await running.api.register.sign({ project, revision: first.id, request: signature })
    const second = await running.api.register.sign({ project, revision: first.id, request: { ...signature, name: 'Grace Hopper', meaning: 'approved', scope: [threat.id] } })
    expect(second).toMatchObject({ assurance: 'attested by the host', valid: true })

    const file = await exported('json', first.id)
    expect(file.name).toBe('order_service-r1.register.json')
    const report = await verified(file.bytes)
    expect(report.checks.filter((check) => !check.ok)).toEqual([])
    expect(report.signers.map((signer) => [signer.name, signer.scope]).sort()).toEqual([['Ada Lovelace', 'all threats'], ['Grace Hopper', 'TM1']])

    const middle = Math.floor(file.text.length / 2)
    const changed = file.text.slice(0, middle) + (file.text[middle] === 'x' ? 'y' : 'x') + file.text.slice(middle + 1)
    expect((await verified(Buffer.from(changed).toString('base64'))).ok).toBe(false)

    await running.api.threat.update({ project, threat: threat.id, set: { title: 'Injection of SQL' } })
    expect(await running.api.register.revisions({ project })).toMatchObject([{ current: false, hash: first.hash, signatures: [{ valid: true }, { valid: true }] }])
    expect((await exported('json', first.id)).bytes).toBe(file.bytes)
    await running.api.history.undo({ project })
    expect(await running.api.register.revisions({ project })).toMatchObject([{ current: true }])
    expect((await running.api.project.get({ project })).signedRevisions).toBe(1)
  })

  test('H2: freezing what did not change gives the same revision; a changed owner makes a new one', async () => {
    const threat = await addThreat('Injection')
    await decide(threat.id, 'Ada')
    const first = await running.api.register.freeze({ project })
    expect(await running.api.register.freeze({ project })).toEqual(first)
    await decide(threat.id, 'Grace')
    const second = await running.api.register.freeze({ project })
    expect(second.number).toBe(2)
    expect(second.hash).not.toBe(first.hash)
    expect((await running.api.register.revisions({ project })).map((one) => [one.number, one.current])).toEqual([[1, false], [2, true]])
  })

  test('H2: after an erasure freezing gives the next revision, which takes signatures, and then that one', async () => {
    const threat = await addThreat('Injection')
    await decide(threat.id, 'Grace Hopper')
    const first = await running.api.register.freeze({ project })
    await running.api.register.sign({ project, revision: first.id, request: signature })
    await running.api.register.erase({ project, revision: first.id })
    const second = await running.api.register.freeze({ project })
    expect(second).toMatchObject({ number: 2, current: true, erased: false, signatures: [] })
    await running.api.register.sign({ project, revision: second.id, request: signature })
    expect((await running.api.register.freeze({ project })).id).toBe(second.id)
    expect((await verified((await exported('json', second.id)).bytes)).ok).toBe(true)
    // Nothing says that the decision changed: who was erased is not brought back by the next revision.
    expect((await exported('json', second.id)).text).not.toContain('Grace')
  })

  test('H2: after an erasure a changed owner of an assumption is sealed anew, not under the digest of whoever was erased', async () => {
    await addThreat('Injection')
    const header = await running.api.project.header({ project })
    const assume = (owner: string) => running.api.project.setHeader({ project, header: { ...header, assumptions: [{ id: 'a1', text: 'TLS ends at the gateway.', owner, confirmed: 'unknown' }] } })
    const ownerIn = async (revision: string) => {
      const { register, disclosures } = JSON.parse((await exported('json', revision)).text) as { register: { header: { assumptions: { owner: string }[] } }; disclosures: { digest: string; value: unknown }[] }
      const [one] = register.header.assumptions
      return { digest: one?.owner, name: disclosures.find(({ digest }) => digest === one?.owner)?.value }
    }
    await assume('Grace Hopper')
    const first = await running.api.register.freeze({ project })
    const before = await ownerIn(first.id)
    await running.api.register.sign({ project, revision: first.id, request: signature })
    await running.api.register.erase({ project, revision: first.id })
    await assume('Ada Lovelace')
    const second = await running.api.register.freeze({ project })
    await running.api.register.sign({ project, revision: second.id, request: signature })
    const after = await ownerIn(second.id)
    expect(second.number).toBe(2)
    expect(after.digest).not.toBe(before.digest)
    expect(after.name).toBe('Ada Lovelace')
    expect((await running.api.register.freeze({ project })).id).toBe(second.id)
  })

  test('H4: what is sealed and did not change keeps its digest from one revision to the next', async () => {
    const [first, second] = [await addThreat('Injection'), await addThreat('Replay')]
    for (const { id } of [first, second]) await decide(id, 'Ada')
    const owners = async () => {
      const { register } = JSON.parse((await exported('json', (await running.api.register.freeze({ project })).id)).text) as { register: { threats: { decision: { owner: string } }[] } }
      return register.threats.map(({ decision }) => decision.owner)
    }
    const [before = '', other] = await owners()
    expect(other).not.toBe(before)
    await decide(second.id, 'Grace')
    const after = await owners()
    expect(after[0]).toBe(before)
    expect(after[1]).not.toBe(other)
  })

  test('S2: no name stands in the signed part, and a copy with names and votes cut verifies', async () => {
    const threat = await addThreat('Injection')
    await decide(threat.id, 'Grace Hopper')
    const revision = await running.api.register.freeze({ project })
    await running.api.register.sign({ project, revision: revision.id, request: signature })
    const file = await exported('json', revision.id, 'names-and-votes')
    expect(file.text).not.toMatch(/Grace|Lovelace/)
    expect(Buffer.from((JSON.parse(file.text) as { envelopes: { payload: string }[] }).envelopes[0]?.payload ?? '', 'base64').toString()).not.toContain('Lovelace')
    const report = await verified(file.bytes)
    expect(report.ok).toBe(true)
    expect(report.signers).toMatchObject([{ name: '(name cut)', ok: true }])
    for (const format of ['csv', 'dread', 'threat-table'] as const) expect((await exported(format, null, 'names-and-votes')).text).not.toMatch(/Grace|Lovelace/)
  })

  test('erasing takes names out of the library for good, and what is left verifies', async () => {
    const threat = await addThreat('Injection')
    await decide(threat.id, 'Grace Hopper')
    const revision = await running.api.register.freeze({ project })
    await running.api.register.sign({ project, revision: revision.id, request: signature })
    expect(await running.api.register.erase({ project, revision: revision.id })).toMatchObject({ erased: true, hash: revision.hash, current: true, signatures: [{ name: '(name cut)', valid: true }] })
    const file = await exported('json', revision.id)
    expect(file.text).not.toMatch(/Grace|Lovelace/)
    expect((await verified(file.bytes)).ok).toBe(true)
    expect(running.app.context.db.prepare('SELECT count(*) FROM revision_disclosures').pluck().get()).toBe(0)
  })

  test('a scope must name threats of the revision, and an empty register is not frozen', async () => {
    await expect(running.api.register.freeze({ project })).rejects.toMatchObject({ code: 'REFUSED' })
    const threat = await addThreat('Injection')
    const revision = await running.api.register.freeze({ project })
    const later = await addThreat('Later')
    for (const scope of [[later.id], ['nothing'], [threat.id, threat.id]]) {
      await expect(running.api.register.sign({ project, revision: revision.id, request: { ...signature, scope } })).rejects.toMatchObject({ code: 'REFUSED' })
    }
    await expect(running.api.register.sign({ project, revision: 'nothing', request: signature })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('the same person does not sign the same twice; another meaning is another signature', async () => {
    await addThreat('Injection')
    const { id: revision } = await running.api.register.freeze({ project })
    await running.api.register.sign({ project, revision, request: signature })
    await expect(running.api.register.sign({ project, revision, request: signature })).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'signed-already' } })
    await running.api.register.sign({ project, revision, request: { ...signature, meaning: 'approved' } })
    expect((await running.api.register.revisions({ project }))[0]?.signatures).toHaveLength(2)
  })

  test('the library refuses to change a revision or a signature', async () => {
    await addThreat('Injection')
    const revision = await running.api.register.freeze({ project })
    await running.api.register.sign({ project, revision: revision.id, request: signature })
    const { db } = running.app.context
    expect(() => db.prepare("UPDATE revisions SET hash = 'x'").run()).toThrow('a revision never changes')
    expect(() => db.prepare("UPDATE signatures SET envelope = 'x'").run()).toThrow('a signature never changes')
  })

  test('the key is made once, and only its owner can read it', async () => {
    await addThreat('Injection')
    const revision = await running.api.register.freeze({ project })
    const first = await running.api.register.sign({ project, revision: revision.id, request: signature })
    const second = await running.api.register.sign({ project, revision: revision.id, request: { ...signature, name: 'Grace' } })
    expect(second.fingerprint).toBe(first.fingerprint)
    if (process.platform !== 'win32') expect(statSync(plainKeyFile(running.dataDir)).mode & 0o777).toBe(0o600)
  })

  test('every format comes out of a draft and of a revision; the PDF is the same twice and holds the signed register', async () => {
    const threat = await addThreat('Injection')
    await decide(threat.id, 'Grace Hopper')
    const revision = await running.api.register.freeze({ project })
    await running.api.register.sign({ project, revision: revision.id, request: signature })
    for (const format of ['csv', 'threat-table', 'stride-list', 'dread', 'json'] as const) {
      expect((await exported(format, null)).text.length).toBeGreaterThan(20)
      expect((await exported(format, revision.id)).text).toContain('Injection')
    }
    const pdf = await exported('pdf', revision.id)
    expect(pdf.text.startsWith('%PDF-')).toBe(true)
    expect(Buffer.from(pdf.bytes, 'base64').toString('latin1')).toContain('register.json')
    expect((await exported('pdf', revision.id)).bytes).toBe(pdf.bytes)
    expect((await exported('pdf', null)).text.startsWith('%PDF-')).toBe(true)
  })
})
