import { ORPCError } from '@orpc/client'
import { inTime, type SeatClient } from './connection.ts'
import type { SeatKey } from './i18n.ts'
import { refusalKey } from './refusals.ts'

/** What the room said to a call: its answer, or why not. */
export type Said<Answer> = { answer: Answer } | { refusal: SeatKey }

export interface Calls {
  ask<Answer>(call: (room: SeatClient) => Promise<Answer>): Promise<Said<Answer>>
  /** As {@link Calls.ask} for what may take its time, such as a picture: silence says nothing about the line. */
  askPatiently<Answer>(call: (room: SeatClient) => Promise<Answer>): Promise<Said<Answer>>
  /** Shows a stream for as long as it is wanted, over as many lines as that takes. The answer ends it. */
  follow<View>(open: (room: SeatClient, signal: AbortSignal) => Promise<AsyncIterable<View>>, show: (view: View) => void): () => void
}

/** Calls over whatever line stands at the moment; `again` is for the session to say that a new one does. */
export function createCalls(line: { client: () => SeatClient | null; renew: () => void }): Calls & { again: () => void } {
  const followers = new Set<() => void>()

  async function askPatiently<Answer>(call: (room: SeatClient) => Promise<Answer>): Promise<Said<Answer>> {
    const room = line.client()
    if (!room) return { refusal: 'refused.line' }
    try {
      return { answer: await call(room) }
    } catch (error) {
      return { refusal: refusalKey(error) }
    }
  }

  return {
    again: () => followers.forEach((start) => start()),
    askPatiently,
    ask: (call) =>
      askPatiently(async (room) => {
        try {
          return await inTime(call(room))
        } catch (error) {
          if (!(error instanceof ORPCError) && line.client() === room) line.renew()
          throw error
        }
      }),
    follow(open, show) {
      let own = new AbortController()
      async function run(signal: AbortSignal): Promise<void> {
        const room = line.client()
        if (!room) return
        try {
          for await (const view of await open(room, signal)) if (!signal.aborted) show(view)
        } catch {
          // The line broke, and the next one starts anew; or this is not for us any more, and what shows it goes by itself.
        }
      }
      function start(): void {
        own.abort()
        own = new AbortController()
        void run(own.signal)
      }
      followers.add(start)
      start()
      return () => {
        followers.delete(start)
        own.abort()
      }
    },
  }
}
