import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createSession, type Session, type SessionState } from '../../../src/renderer/seat/session.ts'
import { type Host, removeData, startHost, startWorkshop } from '../../support/workshop-room.ts'

/** The session as a phone runs it, against a real room over real sockets; only the browser around it is missing. */
let host: Host
let sockets: WebSocket[]
beforeEach(async () => {
  host = await startHost()
  sockets = []
})
afterEach(async () => {
  await retire()
  await host.stop()
  removeData(host.dataDir)
})

/** Ends every session's line for good: each comes back once, to a socket that stays silent. */
function retire(): Promise<void> {
  const live = sockets.filter((socket) => socket.readyState === WebSocket.OPEN)
  return new Promise((resolve) => {
    let back = 0
    class SilentSocket {
      constructor() {
        back += 1
        if (back === live.length) resolve()
      }
      addEventListener(): void {
        /* Nothing ever happens here. */
      }
      close(): void {
        /* It was never open. */
      }
    }
    vi.stubGlobal('WebSocket', SilentSocket)
    for (const socket of live) socket.terminate()
    if (live.length === 0) resolve()
  })
}

function openPage(url: string, code: string, kept = new Map<string, string>()): Session {
  class OwnSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { origin: url } })
      this.on('error', () => undefined)
      sockets.push(this)
    }
  }
  const silent = { addEventListener: () => undefined, removeEventListener: () => undefined }
  vi.stubGlobal('WebSocket', OwnSocket)
  vi.stubGlobal('location', { href: `${url}/#${code}`, hash: `#${code}`, reload: () => undefined })
  vi.stubGlobal('history', { replaceState: () => undefined })
  vi.stubGlobal('document', { ...silent, visibilityState: 'visible' })
  vi.stubGlobal('addEventListener', silent.addEventListener)
  vi.stubGlobal('removeEventListener', silent.removeEventListener)
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) })
  const session = createSession()
  session.start()
  return session
}

function until(session: Session, what: (state: SessionState) => boolean): Promise<SessionState> {
  return new Promise((resolve) => {
    const stop = session.store.subscribe(() => {
      const state = session.store.get()
      if (!what(state)) return
      resolve(state)
      queueMicrotask(() => stop())
    })
  })
}

async function takeSeat(session: Session): Promise<void> {
  await until(session, (state) => state.place === 'join')
  await session.join('Ana', null, null)
  await until(session, (state) => state.place === 'seated' && state.view !== null)
}

it('asks the room, joins, votes, and drops the vote from what waits only when it is acknowledged', async () => {
  const { url, code, agenda } = await startWorkshop(host)
  const session = openPage(url, code)
  await takeSeat(session)
  session.vote({ item: agenda[0] ?? '', round: 1, factor: 'damage', vote: { value: 8 } })
  expect(session.store.get().waiting.size).toBe(1)
  const done = await until(session, (state) => state.waiting.size === 0)
  expect(done.notCounted.size).toBe(0)
  const seen = await until(session, (state) => state.view?.items[0]?.round?.mine.damage !== undefined)
  expect(seen.view?.items[0]?.round?.mine).toEqual({ damage: { value: 8 } })
})

it('I7 votes made while the line is dead go out by themselves when it is back, into the same seat, each once', async () => {
  const { url, code, workshop, agenda } = await startWorkshop(host)
  const session = openPage(url, code)
  await takeSeat(session)
  const seat = session.store.get().view?.seat.id
  sockets.at(-1)?.terminate()
  const factors = ['damage', 'reproducibility', 'exploitability'] as const
  for (const factor of factors) session.vote({ item: agenda[0] ?? '', round: 1, factor, vote: { value: 7 } })
  await until(session, (state) => state.line === 'open' && state.waiting.size === 0)
  const { seats, items } = await host.workbench.get({ workshop })
  expect(seats.map(({ id }) => id)).toEqual([seat])
  expect(items[0]?.rounds[0]?.progress).toEqual([{ seat, state: 'partly' }])
  await host.workbench.command({ workshop, command: { type: 'reveal', items: [agenda[0] ?? ''] } })
  const revealed = await host.workbench.get({ workshop })
  expect(revealed.items[0]?.rounds[0]?.votes?.map(({ factor, vote }) => ({ factor, vote }))).toEqual(factors.map((factor) => ({ factor, vote: { value: 7 } })))
})

it('I3 says of a vote after the reveal that it is not counted', async () => {
  const { url, code, workshop, agenda } = await startWorkshop(host)
  const session = openPage(url, code)
  await takeSeat(session)
  await host.workbench.command({ workshop, command: { type: 'reveal', items: [agenda[0] ?? ''] } })
  session.vote({ item: agenda[0] ?? '', round: 1, factor: 'damage', vote: { value: 8 } })
  const state = await until(session, ({ notCounted }) => notCounted.size > 0)
  expect(state.waiting.size).toBe(0)
})

it('a wrong code is said, and the right one then leads to the door', async () => {
  const { url, code } = await startWorkshop(host)
  const session = openPage(url, code === '111111' ? '222222' : '111111')
  expect((await until(session, (state) => state.problem !== null)).problem).toBe('wrongCode')
  session.enterCode(code)
  expect((await until(session, (state) => state.place === 'join')).room?.workshop).toBe('First')
})

it('a page that is opened again comes back into the seat of its device; one whose seat was removed is told so', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const kept = new Map<string, string>()
  const first = openPage(url, code, kept)
  await takeSeat(first)
  const seat = first.store.get().view?.seat.id ?? ''
  // Closed for good: two pages of one device would take the kept token from each other.
  await retire()
  const again = openPage(url, code, kept)
  expect((await until(again, (state) => state.view !== null)).view?.seat.id).toBe(seat)
  await host.workbench.command({ workshop, command: { type: 'remove-seat', seat } })
  expect((await until(again, (state) => state.problem === 'lostSeat')).place).toBe('join')
})

it('one token for the address: after a new code the device that scans it is in its old seat', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const kept = new Map<string, string>()
  const first = openPage(url, code, kept)
  await takeSeat(first)
  const seat = first.store.get().view?.seat.id
  const { code: fresh } = await host.workbench.rotateCode({ workshop })
  await retire()
  const again = openPage(url, fresh, kept)
  expect((await until(again, (state) => state.view !== null)).view?.seat.id).toBe(seat)
  // Without the new code as well: a page that is only reloaded has the old one in its address.
  await retire()
  const reloaded = openPage(url, code, kept)
  expect((await until(reloaded, (state) => state.view !== null)).view?.seat.id).toBe(seat)
  expect((await host.workbench.get({ workshop })).seats).toHaveLength(1)
})

it('both pages of a device are told when its seat was removed', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const kept = new Map<string, string>()
  const first = openPage(url, code, kept)
  await takeSeat(first)
  const second = openPage(url, code, kept)
  const seat = (await until(second, (state) => state.view !== null)).view?.seat.id ?? ''
  await host.workbench.command({ workshop, command: { type: 'remove-seat', seat } })
  await until(first, (state) => state.problem === 'lostSeat')
  expect((await until(second, (state) => state.problem === 'lostSeat')).place).toBe('join')
})

it('a ticket in the address takes the seat over; the old page says where it went and does not come back by itself', async () => {
  const { url, code, workshop, agenda } = await startWorkshop(host)
  const phone = openPage(url, code)
  await takeSeat(phone)
  phone.vote({ item: agenda[0] ?? '', round: 1, factor: 'damage', vote: { value: 8 } })
  await until(phone, (state) => state.waiting.size === 0)
  const offer = await phone.handover()
  const laptop = openPage(url, new URL(offer?.url ?? '').hash.slice(1))
  const seen = await until(laptop, (state) => state.view !== null)
  expect(seen.view?.seat.name).toBe('Ana')
  expect(seen.view?.items[0]?.round?.mine).toEqual({ damage: { value: 8 } })
  await until(phone, (state) => state.place === 'moved')
  expect((await host.workbench.get({ workshop })).seats).toHaveLength(1)
})

it('a used ticket is said to be one, at the door', async () => {
  const { url, code } = await startWorkshop(host)
  const page = openPage(url, `${code}~AAAAAAAAAA`)
  await until(page, (state) => state.place === 'join' && state.problem === 'ticket')
  expect(page.store.get().code).toBe(code)
})

it('a claim waits over a lost line, and the facilitator’s yes brings the seat back', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const first = openPage(url, code)
  await takeSeat(first)
  const seat = first.store.get().view?.seat.id ?? ''
  await retire()
  const fresh = openPage(url, code)
  await until(fresh, (state) => state.place === 'join')
  fresh.reclaim('Ana')
  await expect.poll(() => host.workbench.claims({ workshop })).toHaveLength(1)
  const [before] = await host.workbench.claims({ workshop })
  sockets.at(-1)?.terminate()
  await expect.poll(async () => (await host.workbench.claims({ workshop })).map(({ id }) => id), { timeout: 5000 }).not.toContain(before?.id)
  await expect.poll(() => host.workbench.claims({ workshop }), { timeout: 5000 }).toHaveLength(1)
  const [claim] = await host.workbench.claims({ workshop })
  await host.workbench.answerClaim({ workshop, claim: claim?.id ?? '', seat: claim?.seats[0] ?? '' })
  expect((await until(fresh, (state) => state.view !== null)).view?.seat.id).toBe(seat)
})

it('an observer takes no seat, sees what is presented, comes back after a lost line, and can still join', async () => {
  const { url, code, workshop, agenda } = await startWorkshop(host)
  const kept = new Map<string, string>()
  const session = openPage(url, code, kept)
  await until(session, (state) => state.place === 'join')
  session.observe(true)
  await until(session, (state) => state.place === 'watching' && state.presented !== null)
  await host.workbench.command({ workshop, command: { type: 'present', item: agenda[0] ?? '' } })
  await until(session, ({ presented }) => presented?.presented?.item === agenda[0])
  sockets.at(-1)?.terminate()
  await until(session, (state) => state.line === 'lost')
  await until(session, (state) => state.line === 'open' && state.place === 'watching')
  await host.workbench.command({ workshop, command: { type: 'present', item: null } })
  await until(session, ({ presented }) => presented !== null && presented.presented === null)
  expect((await host.workbench.get({ workshop })).seats).toEqual([])
  const again = openPage(url, code, kept)
  await until(again, (state) => state.place === 'watching')
  again.observe(false)
  await takeSeat(again)
  expect((await host.workbench.get({ workshop })).seats.map(({ name }) => name)).toEqual(['Ana'])
})

it('an observer with a code that is none any more is told so', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const session = openPage(url, code)
  await until(session, (state) => state.place === 'join')
  await host.workbench.rotateCode({ workshop })
  session.observe(true)
  expect((await until(session, (state) => state.place === 'code')).problem).toBe('wrongCode')
})

it('a stream that is followed goes on over a new line, and what the room refuses is said as a text', async () => {
  const { url, code, workshop } = await startWorkshop(host)
  const session = openPage(url, code)
  await takeSeat(session)
  expect(await session.ask((room) => room.facilitate({ command: { type: 'pause' } }))).toEqual({ refusal: 'refused.forbidden' })
  const seat = session.store.get().view?.seat.id ?? ''
  await host.workbench.command({ workshop, command: { type: 'set-seat', seat, coFacilitator: true } })
  const phases: string[] = []
  let seen: (phase: string) => void = () => undefined
  const stop = session.follow((room, signal) => room.desk(undefined, { signal }), ({ phase }) => {
    phases.push(phase)
    seen(phase)
  })
  const phase = (wanted: string): Promise<void> => new Promise((resolve) => (seen = (now) => now === wanted && resolve()))
  const paused = phase('paused')
  expect(await session.ask((room) => room.facilitate({ command: { type: 'pause' } }))).toHaveProperty('answer')
  await paused
  const resumed = phase('running')
  sockets.at(-1)?.terminate()
  await until(session, (state) => state.line === 'lost')
  await host.workbench.command({ workshop, command: { type: 'resume' } })
  await resumed
  stop()
  expect(new Set(phases)).toEqual(new Set(['running', 'paused']))
})
