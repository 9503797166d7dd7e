import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { listenForSeats } from '../../src/main/http/seats.ts'
import type { SignSeatContract } from '../../src/shared/contract/sign-seat.ts'
import type { Signoff } from '../../src/shared/proof/signoff.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { newKey, signedBy } from '../support/register-fixture.ts'

let running: TestApp
let project: string
let revision: string
let hash: string

beforeEach(async () => {
  running = await startTestApp('MessagePort', { rooms: { listen: listenForSeats, seatHost: '127.0.0.1', seatPort: 0, limits: { wrongCodes: { burst: 3, rate: 0.001 } } } })
  const { api } = running
  project = (await api.project.create({ name: 'Order service' })).id
  await api.threat.create({ project, draft: { title: 'Replay', description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })
  const header = await api.project.header({ project })
  await api.project.setHeader({ project, header: { ...header, requiredSigners: [{ id: 'r', role: 'Auditor', meaning: 'approved', scope: 'all' }] } })
  const made = await api.register.freeze({ project })
  revision = made.id
  hash = made.hash
})

afterEach(async () => {
  const { logged } = running
  await running.close()
  expect(logged).toEqual([])
})

function device(url: string): { room: ContractRouterClient<SignSeatContract>; close: () => void } {
  const { host, origin } = new URL(url)
  const socket = new WebSocket(`ws://${host}/seat`, { origin })
  socket.on('error', () => undefined)
  return { room: createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })), close: () => socket.close() }
}

/** What a device hands in, signed with a key of its own. */
function handedIn(set: Partial<Signoff> = {}, name = 'Alan Turing') {
  const key = newKey()
  const { envelope, disclosure } = signedBy(key, name, hash, { role: 'Auditor', assurance: 'seat key', ...set })
  return { envelope, signer: disclosure, key: { keyId: key.keyId, algorithm: 'ed25519' as const, publicKey: Buffer.from(key.raw).toString('base64') } }
}

describe('a room for signing', () => {
  test('shows what is signed and no names, takes a signature once, and the register then verifies', async () => {
    const { api } = running
    const { urls, code } = await api.register.openSignRoom({ project, revision })
    expect(code).toMatch(/^s\d{6}$/)
    expect(urls[0]).toContain(`/#${code}`)
    expect(await api.register.signRoom({ project })).toMatchObject({ revision })
    const { room, close } = device(urls[0] ?? '')
    const view = await room.about({ code: code.slice(1) })
    expect(view).toMatchObject({ project: 'Order service', number: 1, hash, required: [{ role: 'Auditor', meaning: 'approved', scope: 'all', state: 'open' }] })
    expect(view.threats.map(({ title }) => title)).toEqual(['Replay'])
    const signature = handedIn()
    expect(await room.sign({ code: code.slice(1), ...signature })).toMatchObject({ name: 'Alan Turing' })
    await expect(room.sign({ code: code.slice(1), ...signature })).rejects.toMatchObject({ data: { reason: 'signed-already' } })
    const [listed] = await api.register.revisions({ project })
    expect(listed?.signatures).toMatchObject([{ name: 'Alan Turing', assurance: 'seat key', valid: true }])
    expect(listed?.required[0]?.state).toBe('signed')
    expect(JSON.stringify(await room.about({ code: code.slice(1) }))).not.toContain('Alan')
    const { bytes } = await api.register.export({ project, format: 'json', revision, cut: 'nothing', job: 'j' })
    expect((await api.register.verify({ file: { name: 'r.json', bytes } })).checks.filter(({ ok }) => !ok)).toEqual([])
    close()
  })

  test('what does not hold, or claims another assurance, is not taken; guessing the code ends soon', async () => {
    const { api } = running
    const { urls, code } = await api.register.openSignRoom({ project, revision })
    const { room, close } = device(urls[0] ?? '')
    const right = code.slice(1)
    const good = handedIn()
    await expect(room.sign({ code: right, ...good, key: handedIn().key })).rejects.toMatchObject({ data: { reason: 'signature-wrong' } })
    await expect(room.sign({ code: right, ...good, signer: { ...good.signer, value: 'Eve' } })).rejects.toMatchObject({ data: { reason: 'signature-damaged' } })
    await expect(room.sign({ code: right, ...handedIn({ revisionHash: 'a'.repeat(64) }) })).rejects.toMatchObject({ data: { reason: 'signature-other-revision' } })
    await expect(room.sign({ code: right, ...handedIn({ assurance: 'attested by the host' }) })).rejects.toMatchObject({ data: { reason: 'signature-damaged' } })
    await expect(room.sign({ code: right, ...handedIn({ scope: ['nobody'] }) })).rejects.toMatchObject({ data: { reason: 'scope-unknown' } })
    await expect(room.sign({ code: right, ...handedIn({ meaning: 'declined' }) })).rejects.toMatchObject({ data: { reason: 'signature-no-reason' } })
    for (let guess = 0; guess < 3; guess += 1) await expect(room.about({ code: 'nothing' })).rejects.toMatchObject({ code: 'WRONG_CODE' })
    await expect(room.about({ code: right })).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
    expect((await api.register.revisions({ project }))[0]?.signatures).toEqual([])
    close()
  })

  test('the listener is there only while the room is open', async () => {
    const { api } = running
    const { urls } = await api.register.openSignRoom({ project, revision })
    const page = new URL(urls[0] ?? '').origin
    expect((await fetch(`${page}/seat`)).status).toBe(404)
    await api.register.shutSignRoom({ project })
    await expect(fetch(`${page}/seat`)).rejects.toThrow()
    expect(await api.register.signRoom({ project })).toBeNull()
    // Nor does it outlive its project.
    await api.register.openSignRoom({ project, revision })
    await api.project.remove({ project })
    await api.project.restore({ project })
    expect(await api.register.signRoom({ project })).toBeNull()
  })

  test('H5: an erasure shuts the room of what it erased, takes nothing from a phone that was in it, and leaves other rooms open', async () => {
    const { api } = running
    const { urls, code } = await api.register.openSignRoom({ project, revision })
    const { room, close } = device(urls[0] ?? '')
    await room.about({ code: code.slice(1) })
    await api.register.erase({ project, revision })
    expect(await api.register.signRoom({ project })).toBeNull()
    await expect(room.sign({ code: code.slice(1), ...handedIn() })).rejects.toThrow()
    close()
    await expect(fetch(new URL(urls[0] ?? '').origin)).rejects.toThrow()
    await expect(api.register.openSignRoom({ project, revision })).rejects.toMatchObject({ data: { reason: 'revision-erased' } })
    expect((await api.register.revisions({ project }))[0]?.signatures).toEqual([])
    expect(running.app.context.db.prepare('SELECT count(*) FROM revision_disclosures').pluck().get()).toBe(0)
    await api.threat.create({ project, draft: { title: 'Injection', description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })
    const next = await api.register.freeze({ project })
    const open = await api.register.openSignRoom({ project, revision: next.id })
    await api.register.erase({ project, revision })
    expect(await api.register.signRoom({ project })).toMatchObject({ revision: next.id, address: { code: open.code } })
  })
})
