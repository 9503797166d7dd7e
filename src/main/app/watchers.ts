import type { Id } from '../../shared/domain/id.ts'

/** Changes closer together than this are one push: a room that votes at once must not cost its square. */
const coalesceMs = 40
/** A seat's own change waits this long: it was acknowledged already, and five taps in a row are then one view. */
const ownChangeMs = 250
/** Own views go out a few at a time, so that votes which come meanwhile are not kept waiting for their acknowledgement. */
const ownAtOnce = 8
const ownPauseMs = 15

interface Watcher {
  /** A seat's id, or `host` for facilitator and presenter. */
  who: Id
  dirty: boolean
  /** Its own change waits for others of its kind. */
  soon: boolean
  wake: () => void
}

/** Those who follow a room. Each gets its view at once, and then the newest one after changes that concern it. */
export interface Watchers {
  /** Ends when `view` answers null, at `signal`, and when the room stops. */
  watch: <View>(who: Id, view: () => View | null, signal?: AbortSignal) => AsyncGenerator<View, void, void>
  /** `hosts` are facilitator and presenter; else everybody, or one seat. */
  touch: (whom: Id) => void
  stop: () => void
}

export function createWatchers(): Watchers {
  const watchers = new Set<Watcher>()
  let stopped = false
  let scheduled = false
  let lastPush = 0
  let ownScheduled = false

  function touch(whom: Id): void {
    if (whom !== 'everybody' && whom !== 'hosts') return touchSeat(whom)
    for (const watcher of watchers) if (whom === 'everybody' || watcher.who === 'host') watcher.dirty = true
    if (scheduled) return
    scheduled = true
    const rest = lastPush + coalesceMs - performance.now()
    if (rest <= 0) setImmediate(push)
    else setTimeout(push, rest)
  }

  function push(): void {
    scheduled = false
    lastPush = performance.now()
    for (const watcher of watchers) if (watcher.dirty) watcher.wake()
  }

  function touchSeat(seat: Id): void {
    for (const watcher of watchers) if (watcher.who === seat) watcher.soon = true
    if (ownScheduled) return
    ownScheduled = true
    setTimeout(pushOwn, ownChangeMs)
  }

  function pushOwn(): void {
    const due = [...watchers].filter((watcher) => watcher.soon)
    for (const watcher of due.slice(0, ownAtOnce)) {
      watcher.dirty = true
      watcher.soon = false
      watcher.wake()
    }
    ownScheduled = due.length > ownAtOnce
    if (ownScheduled) setTimeout(pushOwn, ownPauseMs)
  }

  async function* watch<View>(who: Id, view: () => View | null, signal?: AbortSignal): AsyncGenerator<View, void, void> {
    const watcher: Watcher = { who, dirty: true, soon: false, wake: () => undefined }
    const onAbort = () => watcher.wake()
    watchers.add(watcher)
    signal?.addEventListener('abort', onAbort)
    try {
      while (!stopped && !signal?.aborted) {
        if (watcher.dirty) {
          watcher.dirty = false
          watcher.soon = false
          const next = view()
          if (next === null) return
          yield next
        } else {
          await new Promise<void>((resolve) => {
            watcher.wake = resolve
          })
        }
      }
      // The last change before the end, such as the close itself, must not be lost.
      if (stopped && (watcher.dirty || watcher.soon) && !signal?.aborted) {
        const last = view()
        if (last !== null) yield last
      }
    } finally {
      signal?.removeEventListener('abort', onAbort)
      watchers.delete(watcher)
    }
  }

  return {
    watch,
    touch,
    stop() {
      stopped = true
      for (const watcher of watchers) watcher.wake()
    },
  }
}
