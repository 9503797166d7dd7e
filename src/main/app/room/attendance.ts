import type { Id } from '../../../shared/domain/id.ts'

/** Phones sleep and wake all the time; only one that stays away is not waited for, in milliseconds. */
const goneAfterMs = 60_000

/** Which seats have a device that is there. */
export interface Attendance {
  /** Seats with a living connection. */
  connected: ReadonlySet<Id>
  /** Seats whose device has stayed away: nobody waits for them. */
  gone: ReadonlySet<Id>
  /** One more living connection of a seat. Call the answer once when it is gone. */
  attend: (seat: Id) => () => void
  /** The seat's device is away as of now, but may come back. */
  expect: (seat: Id) => void
  stop: () => void
}

/** `changed` is called when somebody comes or goes, `gone` when somebody is waited for no more. */
export function createAttendance(on: { changed: () => void; gone: () => void }): Attendance {
  const connections = new Map<Id, number>()
  const connected = new Set<Id>()
  const gone = new Set<Id>()
  const leaving = new Map<Id, NodeJS.Timeout>()

  function expect(seat: Id): void {
    const leave = () => {
      leaving.delete(seat)
      gone.add(seat)
      on.gone()
    }
    leaving.set(seat, setTimeout(leave, goneAfterMs).unref())
  }

  function attend(seat: Id): () => void {
    connections.set(seat, (connections.get(seat) ?? 0) + 1)
    connected.add(seat)
    gone.delete(seat)
    clearTimeout(leaving.get(seat))
    leaving.delete(seat)
    on.changed()
    let left = false
    return () => {
      if (left) return
      left = true
      leave(seat)
    }
  }

  /** A page that renews its line has two for a moment: the seat leaves with the last. */
  function leave(seat: Id): void {
    const others = (connections.get(seat) ?? 1) - 1
    if (others > 0) connections.set(seat, others)
    else {
      connections.delete(seat)
      connected.delete(seat)
      expect(seat)
    }
    on.changed()
  }

  return {
    connected,
    gone,
    attend,
    expect,
    stop: () => {
      for (const timer of leaving.values()) clearTimeout(timer)
    },
  }
}
