import { createServer } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { connect, type PeerCertificate } from 'node:tls'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { readLog } from '../../src/main/store/workshops.ts'
import type { NetworkCard, RoomNetworkSettings } from '../../src/shared/domain/room.ts'
import { defaultWorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { codeOf, joinDevice, makeProject, openDevice, removeData, startHost, startWorkshop, type Host, type HostOptions, type SeatCalls } from '../support/workshop-room.ts'

const wifi: NetworkCard = { address: '192.168.7.7', name: 'wlan0', kind: 'wifi' }
const plain: RoomNetworkSettings = { shown: null, onlyShown: false, names: [], tls: false }

let host: Host
let now = 0
/** Moves when a test says so. */
const clock = (): string => new Date(Date.UTC(2026, 4, 4) + now).toISOString()

async function begin(options: HostOptions = {}): Promise<void> {
  host = await startHost({ clock, cards: () => [wifi], ...options })
}

/** Stops the host and starts it again over the same library. */
async function restart(): Promise<void> {
  const { dataDir } = host
  await host.stop()
  await begin({ dataDir })
}

beforeEach(async () => {
  now = 0
  await begin()
})
afterEach(async () => {
  await host.stop()
  removeData(host.dataDir)
})

async function room() {
  const started = await startWorkshop(host)
  const ada = await joinDevice(started.url, started.code, 'Ada')
  const item = started.agenda[0] ?? ''
  await ada.calls.vote({ item, round: 1, votes: { damage: { value: 7 } } })
  return { ...started, ada, item }
}

async function myVotes(calls: SeatCalls): Promise<unknown> {
  for await (const view of await calls.watch()) return view.items[0]?.round?.mine
  return null
}

async function levels(workshop: string): Promise<Record<string, string>> {
  const { checks } = await host.workbench.network({ workshop })
  return Object.fromEntries(checks.map(({ code, level }) => [code, level]))
}

describe('the code', () => {
  it('D2 a new code is in force at once and after a restart; who has a seat comes back with the token', async () => {
    const { workshop, url, code, ada } = await room()
    const fresh = await host.workbench.rotateCode({ workshop })
    expect(fresh.code).toMatch(/^\d{6}$/)
    expect(fresh.code).not.toBe(code)
    expect(fresh.urls[0]).toContain(`#${fresh.code}`)
    const late = await openDevice(url)
    expect(await codeOf(late.calls.join({ code, name: 'Eve', role: null }))).toBe('WRONG_CODE')
    expect(await codeOf(late.calls.room({ code }))).toBe('WRONG_CODE')
    expect(await late.calls.room({ code: fresh.code })).toMatchObject({ workshop: 'First' })
    await restart()
    expect((await host.workbench.room({ workshop }))?.code).toBe(fresh.code)
    const again = await openDevice(url)
    expect(await again.calls.resume({ token: ada.token })).toEqual({ seat: ada.seat })
    expect(await myVotes(again.calls)).toEqual({ damage: { value: 7 } })
  })

  it('D3 a locked room takes nobody new, says so before anybody asks, and knows its seats; also after a restart', async () => {
    const { workshop, url, code, ada } = await room()
    expect(await host.workbench.lockRoom({ workshop, locked: true })).toMatchObject({ locked: true, code })
    await restart()
    const late = await openDevice(url)
    expect(await late.calls.room({ code })).toMatchObject({ locked: true })
    expect(await codeOf(late.calls.join({ code, name: 'Eve', role: null }))).toBe('ROOM_LOCKED')
    expect(await late.calls.resume({ token: ada.token })).toEqual({ seat: ada.seat })
    await host.workbench.lockRoom({ workshop, locked: false })
    await joinDevice(url, code, 'Eve')
    expect((await host.workbench.get({ workshop })).seats.map(({ name }) => name)).toEqual(['Ada', 'Eve'])
  })

  it('D1 neither can be done to a room that is not open', async () => {
    const { workshop } = await room()
    await host.workbench.command({ workshop, command: { type: 'close' } })
    expect(await codeOf(host.workbench.rotateCode({ workshop }))).toBe('REFUSED')
    expect(await codeOf(host.workbench.lockRoom({ workshop, locked: true }))).toBe('REFUSED')
  })
})

describe('another device', () => {
  it('D4 neither tokens nor tickets can be read from the file, and a seat that moved has one token', async () => {
    const { url, code, ada, workshop } = await room()
    const { ticket } = await ada.calls.handover()
    const laptop = await openDevice(url)
    const { token } = await laptop.calls.takeOver({ code, ticket })
    const last = await laptop.calls.handover()
    const { db } = host.context
    db.pragma('wal_checkpoint(TRUNCATE)')
    const bytes = readFileSync(path.join(host.dataDir, 'library.sqlite'))
    for (const secret of [ada.token, token, ticket, last.ticket]) expect(bytes.includes(secret)).toBe(false)
    expect(db.prepare('SELECT count(*) FROM seat_tokens WHERE workshop = ?').pluck().get(workshop)).toBe(1)
  })

  it('D4 D5 takes the seat with a ticket, once: the votes stay, the old token is worth nothing, and the old device is told', async () => {
    const { workshop, url, code, ada } = await room()
    const { ticket, url: link, qrSvg } = await ada.calls.handover()
    expect(link).toBe(`${url}/#${code}~${ticket}`)
    expect(qrSvg).toContain('<svg')
    const laptop = await openDevice(url)
    const taken = await laptop.calls.takeOver({ code, ticket })
    expect(taken.seat).toBe(ada.seat)
    expect(await ada.closed).toBe(4002)
    expect(await myVotes(laptop.calls)).toEqual({ damage: { value: 7 } })
    const third = await openDevice(url)
    expect(await codeOf(third.calls.resume({ token: ada.token }))).toBe('UNAUTHORIZED')
    expect(await codeOf(third.calls.takeOver({ code, ticket }))).toBe('REFUSED')
    expect(await third.calls.resume({ token: taken.token })).toEqual({ seat: ada.seat })
    const log = readLog(host.context.db, workshop).map(({ event }) => event)
    expect(log.at(-1)).toMatchObject({ type: 'seat-taken-over', payload: { seat: ada.seat, how: 'ticket' } })
    expect((await host.workbench.get({ workshop })).seats).toHaveLength(1)
  })

  it('D5 a ticket is good for two minutes, needs the room’s code, and only the last one of a seat counts', async () => {
    const { url, code, ada } = await room()
    const first = await ada.calls.handover()
    const { ticket } = await ada.calls.handover()
    const laptop = await openDevice(url)
    expect(await codeOf(laptop.calls.takeOver({ code, ticket: first.ticket }))).toBe('REFUSED')
    expect(await codeOf(laptop.calls.takeOver({ code: '000000x', ticket }))).toBe('WRONG_CODE')
    now += 120_000
    expect(await codeOf(laptop.calls.takeOver({ code, ticket }))).toBe('REFUSED')
    expect(await codeOf(laptop.calls.handover())).toBe('UNAUTHORIZED')
    expect(await ada.calls.hand({ raised: true })).toBeUndefined()
  })

  it('D5 a ticket that was typed in small letters is the same', async () => {
    const { url, code, ada } = await room()
    const { ticket } = await ada.calls.handover()
    const laptop = await openDevice(url)
    expect(await laptop.calls.takeOver({ code, ticket: ticket.toLowerCase() })).toMatchObject({ seat: ada.seat })
  })
})

describe('a device that lost its token', () => {
  it('D6 waits for the facilitator, who sees the name and whose seat it may be, and gets the seat', async () => {
    const { workshop, url, code, ada } = await room()
    const ben = await joinDevice(url, code, 'Ben')
    const phone = await openDevice(url)
    const asked = phone.calls.reclaim({ code, name: ' ada ' })
    await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(1)
    const [claim] = await host.workbench.claims({ workshop })
    expect(claim).toMatchObject({ name: 'ada', address: '127.0.0.1', seats: [ada.seat] })
    expect(await host.workbench.answerClaim({ workshop, claim: claim?.id ?? '', seat: ada.seat })).toEqual([])
    const { token, seat } = await asked
    expect(seat).toBe(ada.seat)
    expect(await ada.closed).toBe(4002)
    expect(await myVotes(phone.calls)).toEqual({ damage: { value: 7 } })
    const next = await openDevice(url)
    expect(await next.calls.resume({ token })).toEqual({ seat: ada.seat })
    expect(await codeOf(next.calls.resume({ token: ben.token }))).toBe('FORBIDDEN')
    const log = readLog(host.context.db, workshop).map(({ event }) => event)
    expect(log.at(-1)).toMatchObject({ type: 'seat-taken-over', payload: { seat: ada.seat, how: 'confirmed' } })
  })

  it('D6 is turned down, or goes away, and nothing has changed; a locked room lets it ask', async () => {
    const { workshop, url, code, ada } = await room()
    await host.workbench.lockRoom({ workshop, locked: true })
    const phone = await openDevice(url)
    const asked = codeOf(phone.calls.reclaim({ code, name: 'Ada' }))
    await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(1)
    const [claim] = await host.workbench.claims({ workshop })
    await host.workbench.answerClaim({ workshop, claim: claim?.id ?? '', seat: null })
    expect(await asked).toBe('FORBIDDEN')
    expect(await codeOf(host.workbench.answerClaim({ workshop, claim: claim?.id ?? '', seat: ada.seat }))).toBe('NOT_FOUND')

    const other = await openDevice(url)
    other.calls.reclaim({ code, name: 'Ada' }).catch(() => undefined)
    await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(1)
    other.socket.terminate()
    await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(0)
    expect(await ada.calls.hand({ raised: true })).toBeUndefined()
  })

  it('D6 asks in vain in an anonymous workshop, without a name, and with a wrong code', async () => {
    const { url, code, workshop } = await startWorkshop(host, { settings: { anonymous: true } })
    const phone = await openDevice(url)
    expect(await codeOf(phone.calls.reclaim({ code, name: 'Ada' }))).toBe('REFUSED')
    expect(await codeOf(phone.calls.reclaim({ code: '1', name: 'Ada' }))).toBe('WRONG_CODE')
    expect(await host.workbench.claims({ workshop })).toEqual([])
  })

  it('D6 twenty wait at once and no more; the room goes on', async () => {
    const { workshop, url, code, ada } = await room()
    const phones = await Promise.all(Array.from({ length: 20 }, (_, index) => openDevice(url, `127.0.0.${String(2 + Math.floor(index / 3))}`)))
    for (const phone of phones) phone.calls.reclaim({ code, name: 'Ada' }).catch(() => undefined)
    await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(20)
    const late = await openDevice(url, '127.0.0.99')
    expect(await codeOf(late.calls.reclaim({ code, name: 'Ada' }))).toBe('TOO_MANY_REQUESTS')
    expect(await ada.calls.hand({ raised: true })).toBeUndefined()
  })

  it('D6 three wait at one address and no more; others are let in', async () => {
    const { workshop, url, code } = await room()
    const phones = await Promise.all(Array.from({ length: 3 }, () => openDevice(url, '127.0.0.2')))
    for (const phone of phones) phone.calls.reclaim({ code, name: 'Ada' }).catch(() => undefined)
    await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(3)
    const late = await openDevice(url, '127.0.0.2')
    // A claim that is let in waits for its answer.
    const answer = await Promise.race([codeOf(late.calls.reclaim({ code, name: 'Ada' })), expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(4).then(() => 'waits', () => 'neither')])
    expect(answer).toBe('TOO_MANY_REQUESTS')
    const other = await openDevice(url, '127.0.0.3')
    other.calls.reclaim({ code, name: 'Ada' }).catch(() => undefined)
    await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(4)
  })
})

describe('the network', () => {
  it('D7 added names are answered to, shown where chosen, remembered over a restart and for the next workshop', async () => {
    const { workshop, url, project, agenda, ada } = await room()
    const { port } = new URL(url)
    const named = { ...plain, names: ['ada-laptop.local', 'vpn.example'], shown: 'ada-laptop.local' }
    const network = await host.workbench.setNetwork({ workshop, settings: named })
    expect(network).toMatchObject({ settings: named, shown: 'ada-laptop.local', cards: [wifi] })
    const address = await host.workbench.room({ workshop })
    expect(address?.urls.map((one) => new URL(one).host)).toEqual([`ada-laptop.local:${port}`, `127.0.0.1:${port}`, `vpn.example:${port}`])
    // The seats stay connected: nothing but a list changed.
    expect(ada.socket.readyState).toBe(WebSocket.OPEN)
    await restart()
    expect((await host.workbench.network({ workshop })).settings).toEqual(named)
    await host.workbench.command({ workshop, command: { type: 'close' } })
    const next = await host.workbench.create({ project, name: 'Second', agenda, settings: (await host.workbench.get({ workshop })).settings })
    expect((await host.workbench.network({ workshop: next.id })).settings).toEqual(named)
  })

  it.each(['http://a.local', 'a.local:80', 'a/b', 'a b', '', '.', '-a', '999.1', '1.2.3', 'a_b', `${'a'.repeat(64)}.local`])('D7 refuses %j as a name', async (name) => {
    const { workshop } = await startWorkshop(host)
    expect(await codeOf(host.workbench.setNetwork({ workshop, settings: { ...plain, names: [name] } }))).toBe('BAD_REQUEST')
  })

  it('D9 tells what is wrong, from the ground up, also before the room is open', async () => {
    await host.stop()
    let cards: NetworkCard[] = []
    await begin({ dataDir: host.dataDir, cards: () => cards })
    const { workshop } = await startWorkshop(host)
    expect(await levels(workshop)).toMatchObject({ 'no-network': 'problem', answers: 'ok' })
    cards = [{ address: '169.254.3.4', name: 'eth0', kind: 'cable' }]
    expect(await levels(workshop)).toMatchObject({ 'link-local': 'problem' })
    cards = [{ address: '172.17.0.1', name: 'docker0', kind: 'virtual' }]
    expect(await levels(workshop)).toMatchObject({ 'only-virtual': 'warning' })
    cards = [wifi]
    expect(await levels(workshop)).toMatchObject({ 'network-ok': 'ok' })
    await host.workbench.setNetwork({ workshop, settings: { ...plain, shown: wifi.address } })
    cards = [{ ...wifi, name: 'eth0', address: '10.0.0.3' }]
    expect(await levels(workshop)).toMatchObject({ 'shown-gone': 'warning' })
    await host.workbench.command({ workshop, command: { type: 'close' } })
    expect(await levels(workshop)).toMatchObject({ 'network-ok': 'ok', 'not-open': 'unknown' })
  })

  it('D9 asks the listener itself, over the real port, and hears whether phones come', async () => {
    const { workshop, url, code } = await startWorkshop(host)
    expect(await levels(workshop)).toEqual({ 'network-ok': 'ok', 'port-ok': 'ok', answers: 'ok', 'waiting-for-phones': 'unknown' })
    // This machine is no phone.
    await joinDevice(url, code, 'Ada')
    now += 45_000
    expect(await levels(workshop)).toMatchObject({ 'nobody-yet': 'warning', isolation: 'warning' })
    const far = new WebSocket(`${url.replace('http', 'ws')}/seat`, { headers: { origin: url }, localAddress: '127.0.0.2' })
    await new Promise((resolve) => far.on('open', resolve))
    expect(await levels(workshop)).toMatchObject({ 'phones-came': 'ok' })
    far.terminate()
  })

  it('D9 takes the next port where the wanted one is taken, and says so', async () => {
    const other = createServer((_request, response) => response.end('somebody else'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await host.stop()
    host.context.log = () => undefined
    await begin({ dataDir: host.dataDir, seatPort: port })
    host.context.log = () => undefined
    const { workshop, url } = await startWorkshop(host)
    expect(Number(new URL(url).port)).not.toBe(port)
    expect((await host.workbench.network({ workshop })).checks).toContainEqual({ level: 'ok', code: 'port-taken', values: { port: new URL(url).port, wanted: String(port) } })
    await new Promise((resolve) => other.close(resolve))
  })

  it('D1 two windows that open the room at once get the same one', async () => {
    const project = makeProject(host, 1)
    const { id: workshop } = await host.workbench.create({ project, name: 'First', agenda: ['threat-1'], settings: defaultWorkshopSettings })
    const [one, other] = await Promise.all([host.workbench.openRoom({ workshop }), host.workbench.openRoom({ workshop })])
    expect(one).toEqual(other)
  })

  it('D1 nothing listens before the room is open, nor after the workshop is closed or the application has ended', async () => {
    const { workshop, url, ada } = await room()
    await host.workbench.command({ workshop, command: { type: 'close' } })
    await ada.closed
    await expect(openDevice(url)).rejects.toThrow('ECONNREFUSED')
    await restart()
    await expect(openDevice(url)).rejects.toThrow('ECONNREFUSED')
    expect(await host.workbench.room({ workshop })).toBeNull()
  })
})

describe('TLS', () => {
  /** The certificate that the listener really shows. */
  function certificateAt(url: string): Promise<PeerCertificate> {
    const { hostname, port } = new URL(url)
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate())
        socket.end()
      })
      socket.on('error', reject)
    })
  }

  async function overTls(url: string, origin = url): Promise<{ calls: SeatCalls; socket: WebSocket }> {
    const socket = new WebSocket(`${url.replace('https', 'wss')}/seat`, { headers: { origin }, rejectUnauthorized: false })
    await new Promise<void>((resolve, reject) => {
      socket.on('open', () => resolve())
      socket.on('error', reject)
    })
    const calls: SeatCalls = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
    return { calls, socket }
  }

  it('D8 shows a certificate with the fingerprint that the desk shows, for own addresses and added names; seats vote over it', async () => {
    const { workshop, code, item } = await room()
    await host.workbench.setNetwork({ workshop, settings: { ...plain, tls: true, names: ['ada-laptop.local'] } })
    const address = await host.workbench.room({ workshop })
    const url = new URL(address?.urls[0] ?? '').origin
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const shown = await certificateAt(url)
    expect(shown.fingerprint256).toBe(address?.fingerprint)
    expect(shown.subjectaltname?.split(', ').sort()).toEqual(['DNS:ada-laptop.local', 'DNS:localhost', 'IP Address:127.0.0.1'])
    const { calls, socket } = await overTls(url)
    await calls.join({ code, name: 'Ben', role: null })
    expect((await calls.vote({ item, round: 1, votes: { damage: { value: 3 } } })).recorded).toEqual(['damage'])
    expect(await levels(workshop)).toMatchObject({ answers: 'ok' })
    socket.terminate()
  })

  it('D8 keeps key and certificate for their owner only, and shows the same certificate after a restart', async () => {
    const { workshop } = await room()
    await host.workbench.setNetwork({ workshop, settings: { ...plain, tls: true } })
    const before = await host.workbench.room({ workshop })
    for (const file of ['room-tls-key.pem', 'room-tls-cert.pem']) {
      const at = path.join(host.dataDir, 'keys', file)
      expect(existsSync(at)).toBe(true)
      if (process.platform !== 'win32') expect(statSync(at).mode & 0o777).toBe(0o600)
    }
    await restart()
    const after = await host.workbench.room({ workshop })
    expect(after).toEqual(before)
    expect((await certificateAt(new URL(after?.urls[0] ?? '').origin)).fingerprint256).toBe(before?.fingerprint)
  })

  it('D8 is given up again: plain HTTP on the same port', async () => {
    const { workshop, url, ada } = await room()
    await host.workbench.setNetwork({ workshop, settings: { ...plain, tls: true } })
    await host.workbench.setNetwork({ workshop, settings: plain })
    const device = await openDevice(url)
    expect(await device.calls.resume({ token: ada.token })).toEqual({ seat: ada.seat })
    expect((await host.workbench.room({ workshop }))?.fingerprint).toBeNull()
  })
})
