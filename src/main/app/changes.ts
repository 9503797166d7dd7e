import { EventPublisher } from '@orpc/server'
import type { Change } from '../../shared/contract/workbench.ts'
import type { Changes } from './context.ts'

/** A page that is slower than this many changes loses the oldest. */
const buffered = 2000

/** Tells every subscriber of every change, in order, from the moment it subscribes. */
export function createChanges(): Changes {
  const publisher = new EventPublisher<{ change: Change }>({ maxBufferedEvents: buffered })
  return {
    publish: (change) => publisher.publish('change', change),
    subscribe: (signal) => publisher.subscribe('change', signal ? { signal } : {}),
  }
}
