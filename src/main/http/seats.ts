import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import fastifyStatic from '@fastify/static'
import { ORPCError, onError } from '@orpc/server'
import Fastify from 'fastify'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { SeatDoor, SeatListener } from '../app/room/room-listener.ts'
import type { SeatSocket } from '../app/room/seats.ts'
import { createSeatHandler, type SeatHandler } from './seat-handler.ts'

/** Largest message of a seat, in bytes. */
const maxMessage = 64 * 1024
/** What may wait to be sent to a device before it counts as dead, in bytes. */
const maxBacklog = 4 * 1024 * 1024
/** A device that does not answer a ping within this time is gone, in milliseconds. */
const heartbeatMs = 5000
/** Addresses of devices that are remembered as having come; more are not told apart. */
const mostDevices = 1000
/** Codes with which a socket is closed; those from 4000 on are free for applications. 1009 is what ws itself says of a message that is too large. */
export const closeCodes = { removed: 4001, moved: 4002, rotated: 4003, notOurs: 4007, flood: 4008 } as const
/** Calls that a socket may make above its limit, each of which is refused, before it is closed. */
const patience = 300

/** Why a request was turned away at the door, before any call: its code in the answer's body, and the status. */
const refusals = {
  WRONG_HOST: 421,
  WRONG_ORIGIN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TOO_MANY_SOCKETS: 503,
} as const
type DoorRefusal = keyof typeof refusals

type Line = Parameters<SeatHandler['message']>[0]

interface Peer extends SeatSocket {
  socket: WebSocket
  alive: boolean
  refused: number
}

/**
 * Serves one room: the built seat page, and the seat contract over WebSocket at `/seat`. Only names of this machine are
 * answered to, and only pages that came from here may open a socket.
 */
export async function listenForSeats(door: SeatDoor): Promise<SeatListener> {
  const { limits, log } = door
  let port = door.port
  const scheme = door.tls ? 'https' : 'http'
  const knowsHost = createHostList(door.hosts, scheme, () => port)
  const peers = new Set<Peer>()
  /** Addresses from which devices came, this machine's own left out. */
  const devices = new Set<string>()

  const server = Fastify({
    bodyLimit: 1024,
    forceCloseConnections: true,
    serverFactory: (answer) => {
      const made = door.tls ? createTlsServer({ key: door.tls.key, cert: door.tls.cert, minVersion: 'TLSv1.2' }, answer) : createServer(answer)
      made.requestTimeout = 10_000
      return made
    },
  })
  server.addHook('onRequest', async (request, reply) => {
    const { host } = request.headers
    if (host === undefined || !knowsHost(host)) return reply.code(refusals.WRONG_HOST).send({ error: 'WRONG_HOST' })
    // The room's own question whether it can be reached; nobody else knows the path.
    if (request.url === door.probePath) return reply.code(204).send()
    noteDevice(addressOf(request.raw))
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return reply.code(refusals.METHOD_NOT_ALLOWED).send({ error: 'METHOD_NOT_ALLOWED' })
    }
    reply.headers({
      'content-security-policy': contentSecurityPolicy(`${door.tls ? 'wss' : 'ws'}://${host}`),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cache-control': request.url.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
    })
  })
  if (existsSync(door.page)) await server.register(fastifyStatic, { root: door.page, index: ['index.html'], dotfiles: 'ignore', cacheControl: false })
  server.setNotFoundHandler((_request, reply) => reply.code(refusals.NOT_FOUND).send({ error: 'NOT_FOUND' }))

  const calls: Parameters<typeof createSeatHandler>[1] = {
    interceptors: [onError((error) => logUnexpected(error, log))],
    clientInterceptors: [
      async ({ next, context }) => {
        try {
          return await next()
        } catch (error) {
          if (error instanceof ORPCError && error.code === 'TOO_MANY_REQUESTS') countRefusal(peers, context.socket)
          throw error
        }
      },
    ],
  }
  const handler = createSeatHandler(door.router, calls, door.express)
  // Compression costs memory for each socket and could tell the length of what is hidden.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false, clientTracking: false })

  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const refusal = refusalOf(request)
    if (refusal) return refuse(socket, refusal)
    sockets.handleUpgrade(request, socket, head, (opened) => welcome(opened, request))
  })

  function refusalOf(request: IncomingMessage): DoorRefusal | null {
    const { host, origin } = request.headers
    if (host === undefined || !knowsHost(host)) return 'WRONG_HOST'
    if (request.url !== '/seat') return 'NOT_FOUND'
    if (origin !== `${scheme}://${host}`) return 'WRONG_ORIGIN'
    const address = addressOf(request)
    const fromThere = [...peers].filter((peer) => peer.address === address).length
    return peers.size >= limits.sockets || fromThere >= limits.socketsPerAddress ? 'TOO_MANY_SOCKETS' : null
  }

  function noteDevice(address: string): void {
    if (!isLoopback(address) && !door.hosts().includes(address) && devices.size < mostDevices) devices.add(address)
  }

  function welcome(socket: WebSocket, request: IncomingMessage): void {
    const address = addressOf(request)
    noteDevice(address)
    // What the upgrade was let in with: one of our own names, in the scheme we speak.
    const origin = request.headers.origin ?? ''
    const peer = createPeer(socket, address, origin)
    peers.add(peer)
    socket.on('pong', () => {
      peer.alive = true
    })
    // An oversized or malformed frame ends here; ws closes the socket with the code that says why.
    socket.on('error', () => undefined)
    const line = withBacklogLimit(socket)
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? null : textOf(data)
      if (text === null) socket.close(closeCodes.notOurs, 'no message of ours')
      // Only what cannot be read as a call rejects; a call that is refused is answered.
      else handler.message(line, text, { context: { socket: peer } }).catch(() => socket.close(closeCodes.notOurs, 'no message of ours'))
    })
    socket.on('close', () => {
      peers.delete(peer)
      peer.leave?.()
      handler.close(line)
    })
  }

  const heartbeat = setInterval(() => {
    for (const peer of peers) {
      if (!peer.alive) peer.socket.terminate()
      else {
        peer.alive = false
        peer.socket.ping()
      }
    }
  }, heartbeatMs)

  try {
    await server.listen({ host: door.host, port })
  } catch (error) {
    clearInterval(heartbeat)
    throw error
  }
  const address = server.server.address()
  if (typeof address === 'object' && address !== null) port = address.port

  return {
    port,
    drop: (seat, why) => {
      for (const peer of peers) {
        // One that is only about to take a seat goes on: cut off now, it would not learn the token of a seat that it has.
        if (peer.seat !== seat || (seat === null && peer.watching === 0)) continue
        // Calls that are on their way already are not this seat's any more.
        peer.leave?.()
        peer.leave = null
        peer.seat = null
        peer.socket.close(closeCodes[why], why)
      }
    },
    devices: () => devices.size,
    close: async () => {
      clearInterval(heartbeat)
      for (const { socket } of peers) socket.terminate()
      await server.close()
    },
  }
}

function createPeer(socket: WebSocket, address: string, origin: string): Peer {
  let leave: Peer['leave'] = null
  return {
    socket,
    address,
    origin,
    seat: null,
    get leave() {
      return leave
    },
    /** A call may seat a device that went away while it was answered: nobody would ever end that seat's attendance. */
    set leave(next) {
      leave = next
      if (socket.readyState === socket.CLOSED) next?.()
    },
    watching: 0,
    alive: true,
    refused: 0,
  }
}

/** A socket that goes on calling when it is told to wait is a flood. */
function countRefusal(peers: ReadonlySet<Peer>, caller: SeatSocket): void {
  for (const peer of peers) {
    if (peer !== caller) continue
    peer.refused += 1
    if (peer.refused > patience) peer.socket.close(closeCodes.flood, 'flood')
  }
}

function textOf(data: RawData): string | null {
  return Buffer.isBuffer(data) ? data.toString('utf8') : null
}

/** A device that takes nothing in must not fill our memory. The listener hands messages over itself, so nothing else is listened for. */
function withBacklogLimit(socket: WebSocket): Line {
  return {
    addEventListener: () => undefined,
    send: (data) => {
      if (socket.readyState !== socket.OPEN) return
      if (typeof data !== 'string' || socket.bufferedAmount > maxBacklog) socket.terminate()
      else socket.send(data)
    },
  }
}

/** Whether a `Host` header is answered to. This machine's own name for itself always is. */
function createHostList(listed: () => readonly string[], scheme: 'http' | 'https', port: () => number): (host: string) => boolean {
  const implied = scheme === 'https' ? ':443' : ':80'
  return (host) => {
    const given = `:${String(port())}`
    // Browsers leave out the port that the scheme implies.
    const name = host.endsWith(given) ? host.slice(0, -given.length) : given === implied ? host : null
    return name !== null && (name === '127.0.0.1' || name === 'localhost' || listed().includes(name))
  }
}

/** The machine's own name for itself; the rest of 127/8 counts as devices, which only tests use. */
function isLoopback(address: string): boolean {
  return address === '127.0.0.1' || address === '::1' || address === ''
}

/** Behind nothing: the address is the socket's own, never what a header claims. */
function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? ''
}

function refuse(socket: Duplex, why: DoorRefusal): void {
  const body = JSON.stringify({ error: why })
  socket.end(
    `HTTP/1.1 ${String(refusals[why])} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`,
  )
}

/** @param socket where the page's socket is, such as `ws://192.168.1.5:8080`: not every browser takes it for 'self'. */
function contentSecurityPolicy(socket: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    `connect-src 'self' ${socket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What the contract does not name is a defect: it is logged here and crosses without its text. */
function logUnexpected(error: unknown, log: (message: string) => void): void {
  if (error instanceof ORPCError) return
  if (error instanceof Error && error.name === 'AbortError') return
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
