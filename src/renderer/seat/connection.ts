import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { SeatContract } from '../../shared/contract/seat.ts'

export type SeatClient = ContractRouterClient<SeatContract>

/** Milliseconds. Short enough that a room is back within 3 s of a restart, jittered so that 90 phones don't come at once. */
const firstWait = 250
const longestWait = 2000
const answerWithin = 6000

export interface Connection {
  /** Starts connecting, and keeps at it until {@link Connection.stop}. */
  start(): void
  stop(): void
  /** The socket is believed dead: drop it and connect anew at once. */
  renew(): void
}

export interface ConnectionEvents {
  open(client: SeatClient): void
  /** `code` is what the room closed the socket with; null where it did not say. */
  lost(code: number | null): void
  /** The page came back from sleep with a socket that says it is open; the session asks it something to find out. */
  awake(): void
}

function socketUrl(): string {
  const url = new URL('/seat', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.hash = ''
  return url.href
}

function clientOver(websocket: WebSocket): SeatClient {
  return createORPCClient(new RPCLink({ websocket }))
}

/** A connection to the room that comes back by itself after sleep, lost Wi-Fi or a restart of the host. */
export function createConnection(events: ConnectionEvents): Connection {
  let socket: WebSocket | null = null
  let wait = firstWait
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = true

  function connect(): void {
    clearTimeout(timer)
    if (stopped) return
    const own = new WebSocket(socketUrl())
    socket = own
    const tooLong = setTimeout(() => own.close(), answerWithin)
    own.addEventListener('open', () => {
      clearTimeout(tooLong)
      if (socket !== own) return
      wait = firstWait
      events.open(clientOver(own))
    })
    own.addEventListener('close', ({ code }) => {
      clearTimeout(tooLong)
      if (socket === own) again(code)
    })
  }

  function again(code: number): void {
    socket = null
    events.lost(code)
    clearTimeout(timer)
    timer = setTimeout(connect, wait * (0.75 + Math.random() / 2))
    wait = Math.min(longestWait, wait * 1.7)
  }

  function renew(): void {
    if (stopped) return
    const old = socket
    socket = null
    old?.close()
    events.lost(null)
    wait = firstWait
    connect()
  }

  function wake(): void {
    if (stopped || document.visibilityState === 'hidden') return
    if (socket?.readyState === WebSocket.OPEN) events.awake()
    else if (socket?.readyState !== WebSocket.CONNECTING) renew()
  }

  return {
    start() {
      if (!stopped) return
      stopped = false
      document.addEventListener('visibilitychange', wake)
      addEventListener('pageshow', wake)
      addEventListener('online', wake)
      connect()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
      removeEventListener('pageshow', wake)
      removeEventListener('online', wake)
      socket?.close()
      socket = null
    },
    renew,
  }
}

/** Rejects when `answer` takes longer than a live room ever does. */
export function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), answerWithin)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
