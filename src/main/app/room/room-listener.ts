import type { Id } from '../../../shared/domain/id.ts'
import type { AppContext } from '../context.ts'
import type { RoomTls } from './room-tls.ts'
import type { SeatExpress } from './seat-express.ts'
import type { SeatLimits } from './seat-limits.ts'
import type { SeatRouter } from './seats.ts'
import type { SignRouter } from './sign-router.ts'

/** What a listener serves: one room. */
export interface SeatDoor {
  router: SeatRouter | SignRouter
  /** The calls that everybody makes at once, for short. */
  express: SeatExpress | null
  /** Folder with the built seat page. */
  page: string
  host: string
  /** Names and addresses the room answers to, as they are now. */
  hosts: () => readonly string[]
  /** A path nobody else knows, with which the room asks itself whether it can be reached. */
  probePath: string
  tls: Pick<RoomTls, 'key' | 'cert'> | null
  port: number
  limits: SeatLimits
  log: AppContext['log']
}

export interface SeatListener {
  port: number
  /** Ends the connections of one seat; where it is null, of those who have none and watch. */
  drop: (seat: Id | null, why: 'removed' | 'moved' | 'rotated') => void
  /** How many devices came, counted by address, this machine left out. */
  devices: () => number
  close: () => Promise<void>
}

/** Listens for seats. Rejects with EADDRINUSE where the port is taken. Lives in `http/`, which may not be imported here. */
export type ListenSeats = (door: SeatDoor) => Promise<SeatListener>

/** Ports that are tried after a taken one: near it, because people type them. */
const neighbours = 9

/** Listens on the wanted port; where it is taken, on one of the next, and at last on any free one. */
export async function listenNear(listen: ListenSeats, door: Omit<SeatDoor, 'port'>, wanted: number): Promise<SeatListener> {
  const last = wanted === 0 ? 0 : Math.min(65_535, wanted + neighbours)
  for (let port = wanted; port <= last; port += 1) {
    try {
      return await listen({ ...door, port })
    } catch (error) {
      if (!isTaken(error)) throw error
      door.log(`port ${String(port)} is taken, so the room gets another one`)
    }
  }
  return listen({ ...door, port: 0 })
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}
