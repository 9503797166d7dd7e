import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard'
import { StandardHandler, StandardRPCCodec, StandardRPCMatcher, type StandardHandlerOptions } from '@orpc/server/standard'
import { WebsocketHandler } from '@orpc/server/websocket'
import { isPlainJson } from '../app/room/plain-json.ts'
import type { SeatExpress } from '../app/room/seat-express.ts'
import type { SeatCall, SeatRouter } from '../app/room/seats.ts'
import type { SignRouter } from '../app/room/sign-router.ts'

type Library = WebsocketHandler<SeatCall>
export type SeatLine = Parameters<Library['message']>[0]

export interface SeatHandler {
  /** Takes one message of a device. Rejects only where it can not be read as a call; a call that is refused is answered. */
  message: (line: SeatLine, text: string, options: { context: SeatCall }) => Promise<void>
  close: (line: SeatLine) => void
}

/** The messages that the page's library sends for these calls, to the letter; anything else goes the long way. */
const voteMessage = /^\{"i":"([\w-]{1,20})","p":\{"u":"\/vote","b":\{"json":(\{.*\})\}\}\}$/s
const watchMessage = /^\{"i":"([\w-]{1,20})","p":\{"u":"\/watch","b":\{\}\}\}$/
const endMessage = /^\{"i":"([\w-]{1,20})","t":4\}$/

/**
 * The library's own handler, but for what a whole room does at once: votes, and views after a reveal. Those cost the library many times what
 * they cost here; the messages are the same to the letter, which a contract test holds against the library's own.
 */
export function createSeatHandler(router: SeatRouter | SignRouter, options: StandardHandlerOptions<SeatCall>, express: SeatExpress | null = null): SeatHandler {
  const library = createLibraryHandler(router, options)
  return express ? besideLibrary(library, express) : library
}

function besideLibrary(library: Library, express: SeatExpress): SeatHandler {
  const watches = new WeakMap<SeatLine, Map<string, () => void>>()

  function vote(line: SeatLine, text: string, call: { context: SeatCall }): Promise<void> | null {
    const [, id, json] = voteMessage.exec(text) ?? []
    if (id === undefined || json === undefined) return null
    const input = parsed(json)
    const answer = input === undefined ? null : express.vote(call.context.socket, input)
    if (!answer) return null
    return answer.then(
      (said) => line.send(`{"i":"${id}","p":{"b":{"json":${JSON.stringify(said)}}}}`),
      // Nothing of it was taken, so it may be asked once more: the library's answer says why not.
      () => library.message(line, text, call),
    )
  }

  function watch(line: SeatLine, text: string, { context }: { context: SeatCall }): boolean {
    const [, id] = watchMessage.exec(text) ?? []
    if (id === undefined) return false
    const own = watches.get(line) ?? new Map<string, () => void>()
    watches.set(line, own)
    if (own.has(id)) return true
    let announced = false
    const stop = express.watch(
      context.socket,
      (view) => {
        if (!announced) line.send(`{"i":"${id}","p":{"h":{"content-type":"text/event-stream"}}}`)
        announced = true
        line.send(`{"i":"${id}","t":3,"p":{"e":"message","d":{"json":${view}}}}`)
      },
      () => {
        own.delete(id)
        line.send(`{"i":"${id}","t":3,"p":{"e":"done","d":{}}}`)
      },
    )
    if (stop) own.set(id, stop)
    return stop !== null
  }

  function end(line: SeatLine, text: string): boolean {
    const [, id] = endMessage.exec(text) ?? []
    const stop = id === undefined ? undefined : watches.get(line)?.get(id)
    if (id === undefined || !stop) return false
    watches.get(line)?.delete(id)
    stop()
    return true
  }

  return {
    async message(line, text, call) {
      const voted = vote(line, text, call)
      if (voted) return voted
      if (!watch(line, text, call) && !end(line, text)) await library.message(line, text, call)
    },
    close(line) {
      for (const stop of watches.get(line)?.values() ?? []) stop()
      watches.delete(line)
      library.close(line)
    },
  }
}

/** The library's handler. A view that is known to be plain JSON is not copied value by value in search of dates and files. */
export function createLibraryHandler(router: SeatRouter | SignRouter, options: StandardHandlerOptions<SeatCall>): Library {
  const json = new StandardRPCJsonSerializer()
  const serialize = json.serialize.bind(json)
  json.serialize = (data, ...rest) => (isPlainJson(data) ? [data, [], [], []] : serialize(data, ...rest))
  const codec = new StandardRPCCodec(new StandardRPCSerializer(json))
  return new WebsocketHandler(new StandardHandler(router, new StandardRPCMatcher(), codec, options))
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
