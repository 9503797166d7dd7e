import type { Id } from '../../../shared/domain/id.ts'

/** Changes closer together than this are one push: a room that votes at once must not cost its square. */
const coalesceMs = 40
/** What only facilitator and presenter see may come later where their views are long: they take at most one part in this many of the time. */
const hostShare = 8
/** However long their views are, they are never older than this. */
const hostsAtLatestMs = 1000
/** A change of one seat's own waits this long. */
const ownChangeMs = 60
/** While many vote at the same moment, a change of a seat's own waits at most this much longer. */
const ownLaterMs = 250
/** So do views for facilitator and presenter, looking at such intervals whether it is over. */
const busyLookMs = 15
/** Its votes wait this long: they were acknowledged already, and all taps on a threat are then one view. */
const ownVotesMs = 1000
/** Views go out for this long at a time, so that votes which come meanwhile are not kept waiting for their acknowledgement. */
const sliceMs = 4
/** What everybody sees is waited for by everybody, and rare. */
const sharedSliceMs = 40
/** Own views wait this long between two slices; those that everybody waits for do not. */
const ownPauseMs = 12

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
  /**
   * The same without a promise for each view: `send` is called at once and after changes, and answers false where there is nothing more
   * to see. `ended` is called when it ends by itself; not where the answer of this function was called to end it.
   */
  follow: (who: Id, send: () => boolean, ended: () => void) => () => void
  /** `hosts` are facilitator and presenter; else everybody, or one seat. */
  touch: (whom: Id) => void
  /** What one seat did was acknowledged to it, so that its view has time. */
  touchLater: (seat: Id) => void
  stop: () => void
}

/**
 * @param busy whether many wait for their votes to be acknowledged at this moment: what only shows how far they are can wait for a while then,
 * and so can what they know already.
 */
export function createWatchers(busy: () => boolean): Watchers {
  const watchers = new Map<Id, Set<Watcher>>()
  /** Watchers of seats with a change of their own, and when it is due. */
  const own = new Map<Watcher, number>()
  let stopped = false
  let scheduled: { forAll: boolean; timer: NodeJS.Timeout | undefined } | undefined
  let lastPush = Number.NEGATIVE_INFINITY
  let hostCost = 0
  /** Since when facilitator and presenter have something to see. */
  let hostsWaitSince: number | undefined
  let ownScheduled: { at: number; timer: NodeJS.Timeout } | undefined

  function touch(whom: Id): void {
    if (whom !== 'everybody' && whom !== 'hosts') return touchSeat(whom, ownChangeMs)
    if (whom === 'everybody') for (const watcher of all()) watcher.dirty = true
    else for (const watcher of watchers.get('host') ?? []) watcher.dirty = true
    hostsWaitSince ??= performance.now()
    schedulePush(whom === 'everybody')
  }

  function* all(): Generator<Watcher> {
    for (const some of watchers.values()) yield* some
  }

  function schedulePush(forAll: boolean): void {
    if (scheduled && (scheduled.forAll || !forAll)) return
    clearTimeout(scheduled?.timer)
    const apart = forAll ? coalesceMs : Math.min(hostsAtLatestMs, Math.max(coalesceMs, hostCost * hostShare))
    const rest = lastPush + apart - performance.now()
    // Before the facilitator's command is answered, which takes a while where the room is large.
    if (forAll && rest <= 0) queueMicrotask(push)
    scheduled = { forAll, timer: forAll && rest <= 0 ? undefined : setTimeout(forAll ? push : pushToHosts, Math.max(0, rest)) }
  }

  function pushToHosts(): void {
    const waited = performance.now() - (hostsWaitSince ?? 0)
    if (busy() && waited < hostsAtLatestMs) scheduled = { forAll: false, timer: setTimeout(pushToHosts, busyLookMs) }
    else push()
  }

  function push(): void {
    scheduled = undefined
    hostsWaitSince = undefined
    lastPush = performance.now()
    const due = [...all()].filter((watcher) => watcher.dirty)
    // The room's many small views go first, the facilitator's few long ones last.
    inSlices([...due.filter(({ who }) => who !== 'host'), ...due.filter(({ who }) => who === 'host')])
  }

  function inSlices(due: Watcher[]): void {
    const start = performance.now()
    for (const [index, watcher] of due.entries()) {
      watcher.wake()
      if (performance.now() - start < sharedSliceMs) continue
      setImmediate(inSlices, due.slice(index + 1))
      return
    }
  }

  function touchSeat(seat: Id, waits: number): void {
    const due = performance.now() + waits
    for (const watcher of watchers.get(seat) ?? []) {
      watcher.soon = true
      own.set(watcher, Math.min(due, own.get(watcher) ?? due))
    }
    scheduleOwn(waits)
  }

  function scheduleOwn(waits: number): void {
    const at = performance.now() + waits
    if (own.size === 0 || (ownScheduled && ownScheduled.at <= at)) return
    clearTimeout(ownScheduled?.timer)
    ownScheduled = { at, timer: setTimeout(pushOwn, waits) }
  }

  function pushOwn(): void {
    ownScheduled = undefined
    const start = performance.now()
    let next = Number.POSITIVE_INFINITY
    const later = busy() ? ownLaterMs : 0
    for (const [watcher, due] of own) {
      if (due + later > start) {
        next = Math.min(next, due > start ? due - start : ownPauseMs)
        continue
      }
      own.delete(watcher)
      if (!watcher.soon) continue
      watcher.dirty = true
      watcher.wake()
      if (performance.now() - start < sliceMs) continue
      next = ownPauseMs
      break
    }
    if (Number.isFinite(next)) scheduleOwn(next)
  }

  function add(who: Id): Watcher {
    const watcher: Watcher = { who, dirty: true, soon: false, wake: () => undefined }
    const others = watchers.get(who)
    if (others) others.add(watcher)
    else watchers.set(who, new Set([watcher]))
    return watcher
  }

  /** It may still stand in a list of those to wake. */
  function remove(watcher: Watcher): boolean {
    watcher.wake = () => undefined
    own.delete(watcher)
    const others = watchers.get(watcher.who)
    const known = others?.delete(watcher) ?? false
    if (others?.size === 0) watchers.delete(watcher.who)
    return known
  }

  /** Whether there is something to send; what is sent next says all of it. */
  function takeDue(watcher: Watcher): boolean {
    // The last change before the end, such as the close itself, must not be lost.
    const due = watcher.dirty || (stopped && watcher.soon)
    if (due) {
      watcher.dirty = false
      watcher.soon = false
    }
    return due
  }

  async function* watch<View>(who: Id, view: () => View | null, signal?: AbortSignal): AsyncGenerator<View, void, void> {
    const watcher = add(who)
    const onAbort = () => watcher.wake()
    signal?.addEventListener('abort', onAbort)
    try {
      while (!signal?.aborted) {
        if (takeDue(watcher)) {
          const start = performance.now()
          const next = view()
          if (next === null) return
          yield next
          // Making a long view is half of it: who asked for the next one has put this one into text and sent it.
          if (who === 'host') hostCost = (hostCost + performance.now() - start) / 2
        } else if (stopped) {
          return
        } else {
          await new Promise<void>((resolve) => {
            watcher.wake = resolve
          })
        }
      }
    } finally {
      signal?.removeEventListener('abort', onAbort)
      remove(watcher)
    }
  }

  function follow(who: Id, send: () => boolean, ended: () => void): () => void {
    const watcher = add(who)
    watcher.wake = () => {
      const more = !takeDue(watcher) || send()
      if ((!more || stopped) && remove(watcher)) ended()
    }
    watcher.wake()
    return () => void remove(watcher)
  }

  return {
    watch,
    follow,
    touch,
    touchLater: (seat) => touchSeat(seat, ownVotesMs),
    stop() {
      stopped = true
      clearTimeout(scheduled?.timer)
      clearTimeout(ownScheduled?.timer)
      for (const watcher of [...all()]) watcher.wake()
    },
  }
}
