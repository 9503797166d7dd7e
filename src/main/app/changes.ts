import { randomUUID } from 'node:crypto'
import { EventPublisher } from '@orpc/server'
import type { Change } from '../../shared/contract/workbench.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { Changes } from './context.ts'

/** A page that is slower than this many changes loses the oldest. */
const buffered = 2000

/** Tells every subscriber of every change, in order, from the moment it subscribes. */
export function createChanges(): Changes {
  const publisher = new EventPublisher<{ change: Change }>({ maxBufferedEvents: buffered })
  // A page may have known a model since before the application was started anew.
  const run = randomUUID()
  const counts = new Map<Id, number>()
  const modelStamp = (project: Id) => `${run}.${String(counts.get(project) ?? 0)}`
  return {
    publish: ({ project, topics }, told) => {
      if (project === null || !topics.includes('model')) return publisher.publish('change', { project, topics })
      const from = modelStamp(project)
      counts.set(project, (counts.get(project) ?? 0) + 1)
      return publisher.publish('change', { project, topics, model: { from, to: modelStamp(project), change: null, ...told } })
    },
    subscribe: (signal) => publisher.subscribe('change', signal ? { signal } : {}),
    modelStamp,
  }
}
