import { request } from 'node:http'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { codeOf, fiveVotes, joinDevice, openDevice, removeData, startHost, startWorkshop, type Host } from '../support/workshop-room.ts'

let host: Host
beforeEach(async () => {
  host = await startHost()
})
afterEach(async () => {
  await host.stop()
  removeData(host.dataDir)
})

async function roomWithAda() {
  const room = await startWorkshop(host)
  const ada = await joinDevice(room.url, room.code, 'Ada')
  const item = room.agenda[0] ?? ''
  /** The room still works, and nothing but what was acknowledged is in it. */
  const undisturbed = async (votes: number) => {
    await ada.calls.vote({ item, round: 1, votes: { damage: { value: 5 } } })
    const { seats, items } = await host.workbench.get({ workshop: room.workshop })
    expect(items[0]?.rounds[0]?.progress.filter(({ state }) => state !== 'not-yet' && state !== 'absent')).toHaveLength(votes)
    return seats
  }
  return { ...room, ada, item, undisturbed }
}

interface Answer {
  status: number
  body: string
  headers: Record<string, unknown>
}

function get(url: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, method }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** The status that an upgrade is refused with. */
function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    // Rooms with TLS sign for themselves.
    const socket = new WebSocket(url, { headers, rejectUnauthorized: false })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('error', () => undefined)
  })
}

describe('at the door', () => {
  it('refuses a wrong Host with its own code, for pages and for sockets', async () => {
    const { url } = await roomWithAda()
    expect(await get(url, { host: 'evil.example' })).toMatchObject({ status: 421, body: '{"error":"WRONG_HOST"}' })
    const socket = `${url.replace('http', 'ws')}/seat`
    expect(await upgradeStatus(socket, { host: 'evil.example', origin: 'http://evil.example' })).toBe(421)
  })

  it('answers to a name the facilitator added, and to no other', async () => {
    const { url, workshop, undisturbed } = await roomWithAda()
    const { port } = new URL(url)
    const named = `ada-laptop.local:${port}`
    const socket = `${url.replace('http', 'ws')}/seat`
    expect(await get(url, { host: named })).toMatchObject({ status: 421 })
    await host.workbench.setNetwork({ workshop, settings: { shown: null, onlyShown: false, names: ['ada-laptop.local'], tls: false } })
    expect(await get(url, { host: named })).not.toMatchObject({ status: 421 })
    expect(await upgradeStatus(socket, { host: named, origin: `http://${named}` })).toBe(101)
    expect(await upgradeStatus(socket, { host: named, origin: url })).toBe(403)
    expect(await get(url, { host: `evil-laptop.local:${port}` })).toMatchObject({ status: 421, body: '{"error":"WRONG_HOST"}' })
    expect(await get(url, { host: 'ada-laptop.local' })).toMatchObject({ status: 421 })
    await undisturbed(1)
  })

  it('refuses over TLS a page that came over plain HTTP, and one of another origin', async () => {
    const { workshop } = await roomWithAda()
    await host.workbench.setNetwork({ workshop, settings: { shown: null, onlyShown: false, names: [], tls: true } })
    const address = await host.workbench.room({ workshop })
    const url = new URL(address?.urls[0] ?? '').origin
    const socket = `${url.replace('https', 'wss')}/seat`
    expect(await upgradeStatus(socket, { origin: url })).toBe(101)
    expect(await upgradeStatus(socket, { origin: url.replace('https', 'http') })).toBe(403)
    expect(await upgradeStatus(socket, { origin: 'https://evil.example' })).toBe(403)
    expect(await upgradeStatus(socket, { host: 'evil.example', origin: 'https://evil.example' })).toBe(421)
  })

  it('a locked room and an old code each refuse with a code of their own, and the seats go on', async () => {
    const { url, code, workshop, undisturbed } = await roomWithAda()
    const eve = await openDevice(url)
    await host.workbench.lockRoom({ workshop, locked: true })
    expect(await codeOf(eve.calls.join({ code, name: 'Eve', role: null }))).toBe('ROOM_LOCKED')
    await host.workbench.lockRoom({ workshop, locked: false })
    await host.workbench.rotateCode({ workshop })
    expect(await codeOf(eve.calls.join({ code, name: 'Eve', role: null }))).toBe('WRONG_CODE')
    expect(await codeOf(eve.calls.takeOver({ code, ticket: 'AAAAAAAAAA' }))).toBe('WRONG_CODE')
    expect(await undisturbed(1)).toHaveLength(1)
  })

  it('a forged ticket takes no seat, and nobody learns a name by claiming one', async () => {
    const { url, code, workshop, undisturbed } = await roomWithAda()
    const eve = await openDevice(url)
    const heard: string[] = []
    eve.socket.on('message', (data: Buffer) => heard.push(data.toString()))
    expect(await codeOf(eve.calls.takeOver({ code, ticket: 'AAAAAAAAAA' }))).toBe('REFUSED')
    for (const name of ['Ada', 'Nobody at all']) {
      const asked = codeOf(eve.calls.reclaim({ code, name }))
      await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(1)
      const [claim] = await host.workbench.claims({ workshop })
      await host.workbench.answerClaim({ workshop, claim: claim?.id ?? '', seat: null })
      expect(await asked).toBe('FORBIDDEN')
    }
    expect(heard.join('')).not.toContain('Ada')
    expect(await undisturbed(1)).toHaveLength(1)
  })

  it('refuses a socket from another origin, or from none', async () => {
    const { url, undisturbed } = await roomWithAda()
    const socket = `${url.replace('http', 'ws')}/seat`
    expect(await upgradeStatus(socket, { origin: 'http://evil.example' })).toBe(403)
    expect(await upgradeStatus(socket, {})).toBe(403)
    expect(await upgradeStatus(socket, { origin: 'null' })).toBe(403)
    expect(await upgradeStatus(`${url.replace('http', 'ws')}/rpc`, { origin: url })).toBe(404)
    expect(await upgradeStatus(socket, { origin: url })).toBe(101)
    await undisturbed(1)
  })

  it('serves the page with a policy that allows nothing foreign, and takes no other method', async () => {
    await host.stop()
    const page = path.join(host.dataDir, 'page')
    mkdirSync(page)
    writeFileSync(path.join(page, 'index.html'), '<!doctype html><title>Seat</title>')
    host = await startHost({ dataDir: host.dataDir, seatPage: page })
    const { url } = await startWorkshop(host)
    const answer = await get(url, {})
    expect(answer).toMatchObject({ status: 200, body: '<!doctype html><title>Seat</title>' })
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(await get(url, {}, 'POST')).toMatchObject({ status: 405 })
    expect(await get(`${url}/../library.sqlite`, {})).toMatchObject({ status: 404 })
    expect(await get(`${url}/%2e%2e/library.sqlite`, {})).not.toMatchObject({ status: 200 })
  })
})

describe('hostile seats', () => {
  it('refuses a forged token, and everything without a seat', async () => {
    const { url, item, undisturbed } = await roomWithAda()
    const device = await openDevice(url)
    expect(await codeOf(device.calls.resume({ token: 'A'.repeat(43) }))).toBe('UNAUTHORIZED')
    expect(await codeOf(device.calls.vote({ item, round: 1, votes: fiveVotes([1, 1, 1, 1, 1]) }))).toBe('UNAUTHORIZED')
    expect(await codeOf(device.calls.hand({ raised: true }))).toBe('UNAUTHORIZED')
    const watching = device.calls.watch().then((views) => views.next())
    expect(await codeOf(watching)).toBe('UNAUTHORIZED')
    await undisturbed(1)
  })

  it('a seat named in a message is not believed: the vote is the sender’s', async () => {
    const { url, code, item, ada, workshop } = await roomWithAda()
    const eve = await joinDevice(url, code, 'Eve')
    await eve.calls.vote(Object.assign({ item, round: 1, votes: { damage: { value: 1 } } }, { seat: ada.seat, by: 'facilitator' }))
    const { items } = await host.workbench.get({ workshop })
    expect(items[0]?.rounds[0]?.progress).toEqual([
      { seat: ada.seat, state: 'not-yet' },
      { seat: eve.seat, state: 'partly' },
    ])
  })

  it('refuses values out of range or of another type, and factors that are none', async () => {
    const { ada, item, undisturbed } = await roomWithAda()
    for (const value of [0, 11, 5.5, -1, '7', null, Number.NaN, [7], { value: 7 }]) {
      const votes = JSON.parse(JSON.stringify({ damage: { value } }))
      expect(await codeOf(ada.calls.vote({ item, round: 1, votes })), String(value)).toBe('BAD_REQUEST')
    }
    expect(await codeOf(ada.calls.vote({ item, round: 1, votes: JSON.parse('{"glory":{"value":7}}') }))).toBe('BAD_REQUEST')
    expect(await codeOf(ada.calls.vote({ item, round: 1, votes: { damage: { abstained: '\ud800' } } }))).toBe('REFUSED')
    expect(await codeOf(ada.calls.vote({ item, round: 1, votes: {} }))).toBe('REFUSED')
    await undisturbed(1)
  })

  it('refuses a vote in the wrong phase or round, or on no item', async () => {
    const { ada, item, workshop, undisturbed } = await roomWithAda()
    const votes = fiveVotes([1, 1, 1, 1, 1])
    expect(await codeOf(ada.calls.vote({ item, round: 2, votes }))).toBe('WRONG_PHASE')
    expect(await codeOf(ada.calls.vote({ item: 'nowhere', round: 1, votes }))).toBe('NOT_FOUND')
    await host.workbench.command({ workshop, command: { type: 'pause' } })
    expect(await codeOf(ada.calls.vote({ item, round: 1, votes }))).toBe('WRONG_PHASE')
    await host.workbench.command({ workshop, command: { type: 'resume' } })
    await undisturbed(1)
  })

  it('lets nobody guess the code, and the seats go on meanwhile', async () => {
    const { url, code, undisturbed } = await roomWithAda()
    const device = await openDevice(url)
    const answers: string[] = []
    for (let guess = 0; guess < 40; guess += 1) answers.push(await codeOf(device.calls.room({ code: `x${String(guess)}` })))
    expect(answers.slice(0, 20).every((answer) => answer === 'WRONG_CODE')).toBe(true)
    expect(answers.at(-1)).toBe('TOO_MANY_REQUESTS')
    expect(await codeOf(device.calls.room({ code }))).toBe('TOO_MANY_REQUESTS')
    await undisturbed(1)
  })

  it('takes ninety joins from one address at once, and refuses the thousandth', { timeout: 60_000 }, async () => {
    const { url, code, undisturbed } = await roomWithAda()
    const join = async (name: string): Promise<string> => {
      const device = await openDevice(url)
      try {
        await device.calls.join({ code, name, role: null })
        return 'in'
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : 'broken'
      }
    }
    const ninety = await Promise.all(Array.from({ length: 90 }, (_, number) => join(`P${String(number)}`)))
    expect(new Set(ninety)).toEqual(new Set(['in']))
    const more: string[] = []
    for (let wave = 0; wave < 8; wave += 1) more.push(...(await Promise.all(Array.from({ length: 50 }, (_, number) => join(`M${String(number)}`)))))
    expect(more).toContain('TOO_MANY_REQUESTS')
    expect(more.filter((answer) => answer === 'in').length).toBeLessThan(300)
    const seats = await undisturbed(1)
    expect(seats.length).toBeLessThan(400)
  })

  it('closes on a message that is too large, and the room goes on', async () => {
    const { url, code, undisturbed } = await roomWithAda()
    const eve = await joinDevice(url, code, 'Eve')
    eve.socket.send('x'.repeat(10 * 1024 * 1024))
    expect([1006, 1009]).toContain(await eve.closed)
    await undisturbed(1)
  })

  it('closes on what is no message of ours, and the room goes on', async () => {
    const { url, code, undisturbed } = await roomWithAda()
    for (const frame of ['', '{', 'null', '[]', '{"i":1}', '{"__proto__":{"seat":1}}', new Uint8Array([0xff, 0xfe, 0, 0x80])]) {
      const eve = await joinDevice(url, code, 'Eve')
      eve.socket.send(frame)
      expect(await eve.closed, String(frame)).toBe(4007)
    }
    await undisturbed(1)
  })

  it('slows a flood down, then closes it', async () => {
    const { url, code, undisturbed } = await roomWithAda()
    const eve = await joinDevice(url, code, 'Eve')
    const raise = () => eve.calls.hand({ raised: true }).then(() => 'taken', (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'closed'))
    const flood = (length: number) => Promise.all(Array.from({ length }, raise))
    // Twice what may come at once: the rest is told to wait, but not yet thrown out.
    expect(await flood(500)).toContain('TOO_MANY_REQUESTS')
    // However slow the machine, ten times that is more than its patience.
    for (let round = 0; round < 10 && !(await flood(500)).includes('closed'); round++);
    expect(await eve.closed).toBe(4008)
    await undisturbed(1)
  })

  it('takes a replayed message for what it says once more: nothing new', async () => {
    const { ada, item, workshop, undisturbed } = await roomWithAda()
    await ada.calls.vote({ item, round: 1, votes: { damage: { value: 2 } } })
    await ada.calls.vote({ item, round: 1, votes: { damage: { value: 2 } } })
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [item] } })
    expect(await codeOf(ada.calls.vote({ item, round: 1, votes: { damage: { value: 2 } } }))).toBe('NOT_COUNTED')
    const { items } = await host.workbench.get({ workshop })
    expect(items[0]?.rounds[0]?.result?.factors.damage?.n).toBe(1)
    expect(undisturbed).toBeTypeOf('function')
  })
})
