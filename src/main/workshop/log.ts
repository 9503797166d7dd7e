import type { Instant } from '../../shared/domain/id.ts'
import type { WorkshopEvent } from '../../shared/domain/workshop.ts'
import { eventHash, type Sha256 } from '../../shared/proof/log.ts'
import type { EventBody } from '../../shared/workshop/events.ts'

/** The end of a log: what the next event links to. */
export interface LogEnd {
  seq: number
  hash: string
}

/** `bodies` as the next events of the log that ends at `end`. */
export function chain(end: LogEnd, bodies: readonly EventBody[], by: { at: Instant; actor: string }, sha256: Sha256): WorkshopEvent[] {
  return chainWith(end, bodies, by, (event) => eventHash(event, sha256))
}

/** As {@link chain}; `hashOf` gives what `eventHash` of the proof would. */
export function chainWith(
  end: LogEnd,
  bodies: readonly EventBody[],
  by: { at: Instant; actor: string },
  hashOf: (event: Omit<WorkshopEvent, 'hash'>) => string,
): WorkshopEvent[] {
  const events: WorkshopEvent[] = []
  let { seq, hash: prevHash } = end
  for (const { type, payload } of bodies) {
    seq += 1
    const event = { seq, at: by.at, actor: by.actor, type, payload, prevHash }
    const hash = hashOf(event)
    events.push({ ...event, hash })
    prevHash = hash
  }
  return events
}
