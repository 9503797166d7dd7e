import { ORPCError } from '@orpc/client'
import type { PresenterView, SeatView } from '../../shared/domain/workshop.ts'
import { createCalls, type Calls } from './calls.ts'
import { createConnection, inTime, type Connection, type SeatClient } from './connection.ts'
import { recall, remember } from './memory.ts'
import { cellKey, nextBatch, votesOf, without, type Batch, type CellKey, type Entry } from './outbox.ts'
import { createStore, type Store } from './store.ts'
import { dropToken, keepToken, keptTokens } from './tokens.ts'

export interface Room {
  workshop: string
  anonymous: boolean
  /** Nobody new gets in. */
  locked: boolean
  roles: { id: string; name: string }[]
  tables: { id: string; name: string }[]
}

export type Problem = 'wrongCode' | 'locked' | 'busy' | 'lostSeat' | 'ticket' | 'denied' | 'other'

export interface SessionState {
  /** `moved`: another device has this seat now. `watching`: an observer, without a seat. */
  place: 'arriving' | 'code' | 'join' | 'seated' | 'moved' | 'watching'
  line: 'connecting' | 'open' | 'lost'
  code: string
  room: Room | null
  view: SeatView | null
  /** What an observer sees. */
  presented: PresenterView | null
  problem: Problem | null
  /** The name under which this device waits for a seat that was its own; null where it does not. */
  claiming: string | null
  /** Votes that the room has not acknowledged yet. */
  waiting: ReadonlyMap<CellKey, Entry>
  /** Acknowledged votes that the view may not show yet, with the log's number at which it will. */
  recorded: ReadonlyMap<CellKey, Entry & { seq: number }>
  /** Votes that lost the race against the reveal. */
  notCounted: ReadonlyMap<CellKey, Entry>
}

export interface Session extends Calls {
  store: Store<SessionState>
  start(): void
  enterCode(code: string): void
  /** Asks the facilitator for a seat this device had before it lost its token. */
  reclaim(name: string): void
  cancelClaim(): void
  /** What leads another device into this seat, for two minutes; null where the room does not answer. */
  handover(): Promise<Handover | null>
  /** From a page whose seat has moved: to the door again. */
  comeBack(): void
  join(name: string, role: string | null, table: string | null): Promise<void>
  /** Looks on without a seat, or comes back to the door. */
  observe(on: boolean): void
  vote(entry: Entry): void
  raiseHand(raised: boolean): void
}

export interface Handover {
  url: string
  qrSvg: string
  expiresAt: string
}

/** Codes with which the room closes a socket whose seat is not this device's any more. */
const removed = 4001
const moved = 4002

const first: SessionState = {
  place: 'arriving',
  line: 'connecting',
  code: '',
  room: null,
  view: null,
  presented: null,
  problem: null,
  claiming: null,
  waiting: new Map(),
  recorded: new Map(),
  notCounted: new Map(),
}

function codeOf(error: unknown): string {
  return error instanceof ORPCError ? error.code : ''
}

function problemOf(error: unknown): Problem {
  const code = codeOf(error)
  if (code === 'WRONG_CODE' || code === 'NOT_FOUND') return 'wrongCode'
  if (code === 'ROOM_LOCKED') return 'locked'
  if (code === 'FORBIDDEN') return 'denied'
  return code === 'TOO_MANY_REQUESTS' ? 'busy' : 'other'
}

/** A code, and the ticket behind it where one was brought: `482913~K7QD2M4XPA`. */
function splitCode(text: string): [string, string | null] {
  const [code = '', ticket = ''] = text.trim().split('~')
  return [code.trim(), ticket.trim() === '' ? null : ticket.trim()]
}

function isOpenRound(view: SeatView, { item, round }: Entry): boolean {
  return view.items.find(({ id }) => id === item)?.round?.number === round
}

/** An answer with an error code came from a live room; anything else means the line is dead. */
function refused(error: unknown): boolean {
  return error instanceof ORPCError
}

/** One device's life in one room: it asks, joins, watches, votes, and comes back into the same seat by itself. */
export function createSession(): Session {
  const store = createStore(first)
  let client: SeatClient | null = null
  /** The client whose socket is bound to the seat; votes go nowhere else. */
  let seated: SeatClient | null = null
  let sending = false
  /** What the address brought to take a seat over from another device; tried once. */
  let ticket: string | null = null
  /** With which this page is, or was, in its seat. */
  let ownToken: string | null = null
  let seatGone = false
  let claim: AbortController | null = null
  let looking: AbortController | null = null

  const connection: Connection = createConnection({
    open(opened) {
      client = opened
      void greet(opened)
    },
    lost(code) {
      client = null
      seated = null
      if (code === moved) return moveOut()
      // Another page of this device may drop the token first, so the reason has to be kept here.
      if (code === removed) seatGone = true
      store.set({ line: store.get().line === 'connecting' ? 'connecting' : 'lost' })
    },
    awake() {
      const { code } = store.get()
      // Any answer will do, a refusal too: only silence means that the socket died in its sleep. Who has a seat does not ask by
      // the code, which may have changed since: wrong ones are counted.
      const asked = client && (seated === client && ownToken !== null ? client.resume({ token: ownToken }) : client.room({ code }))
      if (asked) inTime(asked.then(() => undefined)).catch((error: unknown) => refused(error) || connection.renew())
    },
  })

  const calls = createCalls({ client: () => client, renew: () => connection.renew() })

  async function greet(to: SeatClient): Promise<void> {
    try {
      if (ticket !== null) await takeOver(to, ticket)
      for (const kept of keptTokens()) {
        if (!(await resumes(to, kept.token))) continue
        ownToken = kept.token
        keepToken(kept.token, store.get().code)
        return await attend(to)
      }
      await atTheDoor(to)
    } catch (error) {
      if (client !== to) return
      if (codeOf(error) !== 'TOO_MANY_REQUESTS') return connection.renew()
      store.set({ problem: 'busy' })
      setTimeout(() => void (client === to && greet(to)), 1500)
    }
  }

  async function takeOver(to: SeatClient, offered: string): Promise<void> {
    const { code } = store.get()
    try {
      const { token } = await inTime(to.takeOver({ code, ticket: offered }))
      keepToken(token, code)
    } catch (error) {
      if (!refused(error) || codeOf(error) === 'TOO_MANY_REQUESTS') throw error
      store.set({ problem: 'ticket' })
    }
    ticket = null
  }

  /** Whether the token is of a seat in this room. One that was is not kept any longer. */
  async function resumes(to: SeatClient, token: string): Promise<boolean> {
    try {
      await inTime(to.resume({ token }))
      return true
    } catch (error) {
      if (!refused(error) || codeOf(error) === 'TOO_MANY_REQUESTS') throw error
      const ours = keptTokens().some((kept) => kept.token === token && kept.code === store.get().code)
      if (ours || token === ownToken) {
        seatGone = true
        dropToken(token)
      }
      return false
    }
  }

  async function atTheDoor(to: SeatClient): Promise<void> {
    const { problem, claiming } = store.get()
    store.set({ view: null, waiting: new Map() })
    await askRoom(to)
    if (client !== to || store.get().place !== 'join') return
    if (seatGone) store.set({ problem: 'lostSeat' })
    else if (problem === 'ticket') store.set({ problem })
    seatGone = false
    if (claiming !== null) void pursue(to, claiming)
  }

  /** Waits for the facilitator's word; asked again by itself where the line breaks meanwhile. */
  async function pursue(to: SeatClient, name: string): Promise<void> {
    const { code } = store.get()
    const own = new AbortController()
    claim = own
    try {
      const { token } = await to.reclaim({ code, name }, { signal: own.signal })
      keepToken(token, code)
      store.set({ claiming: null, problem: null })
      if (client === to) await greet(to)
    } catch (error) {
      if (client !== to || own.signal.aborted) return
      store.set({ claiming: null, problem: problemOf(error) })
      if (!refused(error)) connection.renew()
    }
  }

  function moveOut(): void {
    if (ownToken !== null) dropToken(ownToken)
    ownToken = null
    connection.stop()
    store.set({ place: 'moved', view: null, waiting: new Map(), line: 'open', problem: null })
  }

  async function askRoom(to: SeatClient): Promise<void> {
    const { code } = store.get()
    if (code === '') return store.set({ place: 'code', line: 'open' })
    try {
      if (recall('watching') === code) return await lookOn(to, code)
      const room = await inTime(to.room({ code }))
      if (client !== to) return
      store.set({ place: 'join', room, line: 'open', problem: null })
    } catch (error) {
      if (client !== to) return
      if (!refused(error)) return connection.renew()
      const problem = problemOf(error)
      store.set({ problem, line: 'open', place: problem === 'busy' ? 'arriving' : 'code' })
      if (problem === 'busy') setTimeout(() => void (client === to && askRoom(to)), 1500)
    }
  }

  /** Shows what the projector shows, until the line breaks or the room closes. */
  async function lookOn(to: SeatClient, code: string): Promise<void> {
    const own = new AbortController()
    looking = own
    for await (const presented of await inTime(to.observe({ code }, { signal: own.signal }))) {
      if (client !== to || own.signal.aborted) return
      if (store.get().place !== 'watching') calls.again()
      store.set({ place: 'watching', presented, line: 'open', problem: null })
      if (presented.phase === 'closed') return connection.stop()
    }
  }

  /** Follows the view until the line breaks or the seat is taken away. */
  async function attend(to: SeatClient): Promise<void> {
    const views = await inTime(to.watch())
    if (client !== to) return
    seated = to
    store.set({ place: 'seated', line: 'open', problem: null })
    void pump()
    calls.again()
    for await (const view of views) show(view)
    if (client !== to) return
    if (store.get().view?.workshop.phase === 'closed') return
    // The room ended the watch while the line stands: ask whether the seat is still ours.
    setTimeout(() => void (client === to && greet(to)), 300)
  }

  function show(view: SeatView): void {
    const recorded = new Map([...store.get().recorded].filter(([, entry]) => (entry.seat === undefined ? entry.seq > view.seq : isOpenRound(view, entry))))
    store.set({ view, recorded })
    if (view.workshop.phase === 'closed') connection.stop()
  }

  /** Sends what waits, one round at a time; each vote stays waiting until it is acknowledged. */
  async function pump(): Promise<void> {
    if (sending) return
    sending = true
    for (let batch = nextBatch(store.get().waiting); batch && seated; batch = nextBatch(store.get().waiting)) await send(seated, batch)
    sending = false
  }

  async function send(to: SeatClient, batch: Batch): Promise<void> {
    try {
      const { item, round, seat } = batch
      const cast = { item, round, votes: votesOf(batch) }
      const { seq } = await inTime(seat === undefined ? to.vote(cast) : to.voteFor({ ...cast, seat }))
      acknowledge(batch, seq)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'TOO_MANY_REQUESTS') await new Promise((resolve) => setTimeout(resolve, 500))
      else if (refused(error) && code !== 'UNAUTHORIZED') refuse(batch)
      else if (seated === to) connection.renew()
    }
  }

  function acknowledge(batch: Batch, seq: number): void {
    const recorded = new Map(store.get().recorded)
    if (batch.seat !== undefined || seq > (store.get().view?.seq ?? 0)) for (const entry of batch.entries) recorded.set(cellKey(entry), { ...entry, seq })
    store.set({ waiting: without(store.get().waiting, batch), recorded })
  }

  function refuse(batch: Batch): void {
    const notCounted = new Map(store.get().notCounted)
    for (const entry of batch.entries) notCounted.set(cellKey(entry), entry)
    store.set({ waiting: without(store.get().waiting, batch), notCounted })
  }

  function takeCode(code: string): void {
    store.set({ code, problem: null })
    remember('code', code)
    const bare = `#${code}`
    if (location.hash !== bare) history.replaceState(null, '', bare)
  }

  return {
    ...calls,
    store,
    start() {
      const [given, brought] = splitCode(decodeURIComponent(location.hash.slice(1)))
      const code = given || recall('code') || ''
      ticket = brought
      if (code !== '') takeCode(code)
      addEventListener('hashchange', () => location.reload())
      connection.start()
    },
    enterCode(text) {
      const [code, brought] = splitCode(text)
      ticket = brought
      takeCode(code)
      if (client) void greet(client)
    },
    reclaim(name) {
      store.set({ claiming: name, problem: null })
      if (client) void pursue(client, name)
    },
    cancelClaim() {
      store.set({ claiming: null })
      claim?.abort()
    },
    async handover() {
      if (!client) return null
      try {
        return await inTime(client.handover())
      } catch (error) {
        if (!refused(error)) connection.renew()
        return null
      }
    },
    comeBack() {
      store.set({ ...first, code: store.get().code })
      connection.start()
    },
    observe(on) {
      looking?.abort()
      remember('watching', on ? store.get().code : '')
      if (client) void askRoom(client)
    },
    async join(name, role, table) {
      if (!client) return
      try {
        const { token } = await inTime(client.join({ code: store.get().code, name, role, table }))
        keepToken(token, store.get().code)
        if (client) void greet(client)
      } catch (error) {
        store.set({ problem: problemOf(error) })
        if (!refused(error)) connection.renew()
      }
    },
    vote(entry) {
      const key = cellKey(entry)
      const waiting = new Map(store.get().waiting).set(key, entry)
      const notCounted = new Map(store.get().notCounted)
      notCounted.delete(key)
      store.set({ waiting, notCounted })
      void pump()
    },
    raiseHand(raised) {
      client?.hand({ raised }).catch((error: unknown) => refused(error) || connection.renew())
    },
  }
}
