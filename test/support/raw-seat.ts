import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/**
 * A participant's device that costs next to nothing: a bare socket that speaks just enough WebSocket. Load is measured with these, so that
 * the figures are the host's and not those of hundreds of clients on the same processors. What it sends is what the page's library sends.
 */
export interface RawSeat {
  seat: string
  /** Calls and resolves with the answer's body; rejects where the answer is an error. */
  call: (path: string, input: unknown) => Promise<unknown>
  /** A call made ready, to be sent later with {@link RawSeat.sendFrame}. */
  prepare: (path: string, input: unknown) => RawCall
  /** Sends at once; `answered` is told the text of the answer's frame, and nothing of it is read. */
  sendFrame: (call: RawCall, answered: (frame: Buffer) => void) => void
  /** Opens the seat's watch; `viewed` is told each frame with a view in it. */
  watch: (viewed: (frame: Buffer) => void) => void
  close: () => void
}

export interface RawCall {
  id: string
  frame: Buffer
}

/** Opens a socket to the room at `url` (an origin) as its page does. */
export async function openRaw(url: string): Promise<RawSeat> {
  const { hostname, port, host } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  const waiting = new Map<string, (frame: Buffer) => void>()
  let watching: { id: string; viewed: (frame: Buffer) => void } | null = null
  let ids = 0
  await upgrade(socket, host, url)
  readFrames(socket, (payload) => {
    const id = idOf(payload)
    if (id === null) return
    if (watching?.id === id) return watching.viewed(payload)
    const answered = waiting.get(id)
    waiting.delete(id)
    answered?.(payload)
  })

  const prepare = (path: string, input: unknown): RawCall => {
    const id = String((ids += 1))
    return { id, frame: textFrame(JSON.stringify({ i: id, p: { u: `/${path}`, b: input === undefined ? {} : { json: input } } })) }
  }
  const raw: RawSeat = {
    seat: '',
    prepare,
    sendFrame(call, answered) {
      waiting.set(call.id, answered)
      socket.write(call.frame)
    },
    call: (path, input) =>
      new Promise((resolve, reject) => {
        raw.sendFrame(prepare(path, input), (frame) => {
          const { p } = JSON.parse(frame.toString()) as { p: { s?: number; b?: { json?: unknown } } }
          if (p.s === undefined) resolve(p.b?.json)
          else reject(new Error(JSON.stringify(p)))
        })
      }),
    watch(viewed) {
      const call = prepare('watch', undefined)
      watching = { id: call.id, viewed }
      socket.write(call.frame)
    },
    close: () => socket.destroy(),
  }
  return raw
}

/** A new seat in the room, as the page takes it: what the room is, then the join. */
export async function joinRaw(url: string, code: string, name: string): Promise<RawSeat & { token: string }> {
  const raw = await openRaw(url)
  await raw.call('room', { code })
  const { seat, token } = (await raw.call('join', { code, name, role: null })) as { seat: string; token: string }
  return Object.assign(raw, { seat, token })
}

function upgrade(socket: Socket, host: string, origin: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.on('error', () => undefined)
    socket.write(
      `GET /seat HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    )
    socket.once('data', (answer: Buffer) => {
      if (answer.toString('latin1').startsWith('HTTP/1.1 101')) resolve()
      else reject(new Error(answer.toString('latin1').split('\r\n')[0]))
    })
  })
}

/** One text message as a client must send it: masked (RFC 6455, section 5). */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const long = payload.length > 125
  const head = Buffer.alloc(long ? 8 : 6)
  head[0] = 0x81
  head[1] = 0x80 | (long ? 126 : payload.length)
  if (long) head.writeUInt16BE(payload.length, 2)
  const mask = randomBytes(4)
  mask.copy(head, head.length - 4)
  for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0)
  return Buffer.concat([head, payload])
}

const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])

/** Hands over whole text messages, and answers pings. */
function readFrames(socket: Socket, received: (payload: Buffer) => void): void {
  let parts: Buffer[] = []
  let held = 0
  let needed = 2
  socket.on('data', (chunk: Buffer) => {
    parts.push(chunk)
    held += chunk.length
    if (held < needed) return
    let buffer = parts.length === 1 ? chunk : Buffer.concat(parts)
    for (;;) {
      needed = frameLength(buffer)
      if (buffer.length < needed) break
      const start = needed - payloadLength(buffer)
      const kind = (buffer[0] ?? 0) & 0x0f
      if (kind === 1) received(buffer.subarray(start, needed))
      else if (kind === 9) socket.write(pong)
      buffer = buffer.subarray(needed)
    }
    parts = [buffer]
    held = buffer.length
  })
}

/** Length of the frame at the start of `buffer` with its head; as much as is needed to know it where that is not there yet. */
function frameLength(buffer: Buffer): number {
  if (buffer.length < 2) return 2
  const short = (buffer[1] ?? 0) & 0x7f
  const head = short < 126 ? 2 : short === 126 ? 4 : 10
  return buffer.length < head ? head : head + payloadLength(buffer)
}

function payloadLength(buffer: Buffer): number {
  const short = (buffer[1] ?? 0) & 0x7f
  if (short < 126) return short
  return short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2))
}

const idStart = Buffer.from('{"i":"')

/** The number of the call that a message belongs to. */
function idOf(payload: Buffer): string | null {
  if (payload.compare(idStart, 0, idStart.length, 0, idStart.length) !== 0) return null
  return payload.toString('latin1', idStart.length, payload.indexOf(0x22, idStart.length))
}
