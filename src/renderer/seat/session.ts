import { ORPCError } from '@orpc/client'
import type { Stride } from '../../shared/domain/stride.ts'
import type { SeatView } from '../../shared/domain/workshop.ts'
import { createConnection, inTime, type Connection, type SeatClient } from './connection.ts'
import { forget, recall, remember } from './memory.ts'
import { cellKey, nextBatch, votesOf, without, type Batch, type CellKey, type Entry } from './outbox.ts'
import { createStore, type Store } from './store.ts'

export interface Room {
  workshop: string
  anonymous: boolean
  roles: { id: string; name: string }[]
}

export type Problem = 'wrongCode' | 'locked' | 'busy' | 'lostSeat' | 'other'

export interface SessionState {
  place: 'arriving' | 'code' | 'join' | 'seated'
  line: 'connecting' | 'open' | 'lost'
  code: string
  room: Room | null
  view: SeatView | null
  problem: Problem | null
  /** Votes that the room has not acknowledged yet. */
  waiting: ReadonlyMap<CellKey, Entry>
  /** Acknowledged votes that the view may not show yet, with the log's number at which it will. */
  recorded: ReadonlyMap<CellKey, Entry & { seq: number }>
  /** Votes that lost the race against the reveal. */
  notCounted: ReadonlyMap<CellKey, Entry>
}

export interface Session {
  store: Store<SessionState>
  start(): void
  enterCode(code: string): void
  join(name: string, role: string | null): Promise<void>
  vote(entry: Entry): void
  raiseHand(raised: boolean): void
  propose(element: string | null, stride: Stride, text: string): Promise<boolean>
}

const first: SessionState = {
  place: 'arriving',
  line: 'connecting',
  code: '',
  room: null,
  view: null,
  problem: null,
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
  return code === 'TOO_MANY_REQUESTS' ? 'busy' : 'other'
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

  const connection: Connection = createConnection({
    open(opened) {
      client = opened
      void greet(opened)
    },
    lost() {
      client = null
      seated = null
      store.set({ line: store.get().line === 'connecting' ? 'connecting' : 'lost' })
    },
    awake() {
      const { code } = store.get()
      // Any answer will do, a refusal too: only silence means that the socket died in its sleep.
      if (client) inTime(client.room({ code })).catch((error: unknown) => refused(error) || connection.renew())
    },
  })

  const tokenKey = (): string => `token:${store.get().code}`

  async function greet(to: SeatClient): Promise<void> {
    const token = recall(tokenKey())
    if (token === null) return askRoom(to)
    try {
      await inTime(to.resume({ token }))
      await attend(to)
    } catch (error) {
      if (client !== to) return
      if (refused(error)) await leave(to, error)
      else connection.renew()
    }
  }

  async function leave(to: SeatClient, error: unknown): Promise<void> {
    if (codeOf(error) === 'TOO_MANY_REQUESTS') {
      store.set({ problem: 'busy' })
      setTimeout(() => void (client === to && greet(to)), 1500)
      return
    }
    forget(tokenKey())
    store.set({ view: null, waiting: new Map() })
    await askRoom(to)
    store.set({ problem: 'lostSeat' })
  }

  async function askRoom(to: SeatClient): Promise<void> {
    const { code } = store.get()
    if (code === '') return store.set({ place: 'code', line: 'open' })
    try {
      const room = await inTime(to.room({ code }))
      store.set({ place: 'join', room, line: 'open', problem: null })
    } catch (error) {
      if (client !== to) return
      if (!refused(error)) return connection.renew()
      const problem = problemOf(error)
      store.set({ problem, line: 'open', place: problem === 'busy' ? 'arriving' : 'code' })
      if (problem === 'busy') setTimeout(() => void (client === to && askRoom(to)), 1500)
    }
  }

  /** Follows the view until the line breaks or the seat is taken away. */
  async function attend(to: SeatClient): Promise<void> {
    const views = await inTime(to.watch())
    if (client !== to) return
    seated = to
    store.set({ place: 'seated', line: 'open', problem: null })
    void pump()
    for await (const view of views) show(view)
    if (client !== to) return
    if (store.get().view?.workshop.phase === 'closed') return
    // The room ended the watch while the line stands: ask whether the seat is still ours.
    setTimeout(() => void (client === to && greet(to)), 300)
  }

  function show(view: SeatView): void {
    const recorded = new Map([...store.get().recorded].filter(([, entry]) => entry.seq > view.seq))
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
      const { seq } = await inTime(to.vote({ item: batch.item, round: batch.round, votes: votesOf(batch) }))
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
    if (seq > (store.get().view?.seq ?? 0)) for (const entry of batch.entries) recorded.set(cellKey(entry), { ...entry, seq })
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
    store,
    start() {
      const code = decodeURIComponent(location.hash.slice(1)).trim() || recall('code') || ''
      if (code !== '') takeCode(code)
      addEventListener('hashchange', () => location.reload())
      connection.start()
    },
    enterCode(code) {
      takeCode(code)
      if (client) void greet(client)
    },
    async join(name, role) {
      if (!client) return
      try {
        const { token } = await inTime(client.join({ code: store.get().code, name, role }))
        remember(tokenKey(), token)
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
    async propose(element, stride, text) {
      if (!client) return false
      try {
        await inTime(client.propose({ element, stride, text }))
        return true
      } catch (error) {
        if (!refused(error)) connection.renew()
        return false
      }
    },
  }
}
