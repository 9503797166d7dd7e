import type { Id } from '../../shared/domain/id.ts'
import type { ItemThreat, RoomAddress, WorkshopSettings, WorkshopSummary } from '../../shared/domain/workshop.ts'
import type { Threat } from '../../shared/domain/threat.ts'
import { brokenLink, zeroHash } from '../../shared/proof/log.ts'
import { readModel } from '../store/models.ts'
import { readHeader, readProject } from '../store/projects.ts'
import { listThreats, nextDisplayId, nextOrder, writeThreat } from '../store/threats.ts'
import { appendLog, countDisclosures, insertWorkshop, listWorkshops, openRooms, openWorkshopOf, readLog, readWorkshop, setRoom, type WorkshopRow } from '../store/workshops.ts'
import { chain } from '../workshop/log.ts'
import { entryOf, type Entry, type EventBody } from '../workshop/events.ts'
import { replay } from '../workshop/reduce.ts'
import type { WorkshopState } from '../workshop/state.ts'
import type { AppContext } from './context.ts'
import { sha256 } from './crypto.ts'
import { createLiveRoom, threatFromProposal, type LiveRoom, type RoomSurroundings } from './live-room.ts'
import { notFound, refused } from './problems.ts'
import { roomAddress } from './room-address.ts'
import { problemOf } from './room-problems.ts'
import { createSeatGuard, defaultSeatLimits, type SeatLimits } from './seat-limits.ts'
import { seatRouter, type SeatRouter } from './seats.ts'
import { needProject } from './step.ts'

/** What a listener serves: one room. */
export interface SeatDoor {
  router: SeatRouter
  /** Folder with the built seat page. */
  page: string
  host: string
  port: number
  limits: SeatLimits
  log: (message: string) => void
}

export interface SeatListener {
  port: number
  /** Ends the connections of one seat. */
  drop: (seat: Id) => void
  close: () => Promise<void>
}

/** Listens for seats. Rejects with EADDRINUSE where the port is taken. Lives in `http/`, which may not be imported here. */
export type ListenSeats = (door: SeatDoor) => Promise<SeatListener>

export interface RoomOptions {
  listen: ListenSeats
  /** Folder with the built seat page. */
  seatPage: string
  /** Address to listen on; every one of the machine unless given. */
  seatHost?: string
  /** Port of a room's first opening; a taken one gives way to any free one. */
  seatPort?: number
  limits?: Partial<SeatLimits>
}

export interface Rooms {
  list: (project: Id) => WorkshopSummary[]
  /** The workshop of a project that is not closed, or null. */
  openWorkshop: (project: Id) => Id | null
  create: (project: Id, name: string, agenda: readonly Id[], settings: WorkshopSettings) => WorkshopSummary
  /** The workshop in memory, loaded where it was not. Throws NOT_FOUND. */
  live: (workshop: Id) => LiveRoom
  open: (workshop: Id) => Promise<RoomAddress>
  address: (workshop: Id) => RoomAddress | null
  /** Opens every room again that was open when the application last ran. */
  restore: () => Promise<void>
  close: () => Promise<void>
}

interface About {
  at: number
  name: string
  elements: { id: Id; label: string }[]
}

interface OpenRoom {
  listener: SeatListener
  code: string
}

const defaultPort = 8443
/** How long the closed room's last view may take to reach the seats, in milliseconds. */
const farewellMs = 1500

/** The live rooms of the library. `restore` is called once after the start. */
export function createRooms(context: AppContext, options: RoomOptions): Rooms {
  const { db } = context
  const live = new Map<Id, { room: LiveRoom; sealed: number | null }>()
  const open = new Map<Id, OpenRoom>()
  const farewells = new Map<Id, NodeJS.Timeout>()
  const about = new Map<Id, About>()
  const limits: SeatLimits = { ...defaultSeatLimits, ...options.limits }

  function liveRoom(workshop: Id): LiveRoom {
    const row = readWorkshop(db, workshop)
    if (!row) throw notFound('workshop')
    const known = live.get(workshop)
    // Of a closed workshop names and votes may have been erased since; they must go from memory too.
    const sealed = row.phase === 'closed' ? countDisclosures(db, workshop) : null
    if (known && (sealed === null || sealed === known.sealed)) return known.room
    known?.room.stop()
    const room = createLiveRoom(context, replayLog(row), surroundingsOf(row))
    live.set(workshop, { room, sealed })
    return room
  }

  function replayLog(row: WorkshopRow): WorkshopState {
    const log = readLog(db, row.id)
    const broken = brokenLink(
      log.map(({ event }) => event),
      sha256,
    )
    const state = broken === null ? replay(log.map(({ event, disclosures }) => entryOf(event, disclosures))) : null
    if (state === null) throw refused('log-damaged', broken === null ? '' : String(broken))
    return state
  }

  function surroundingsOf(row: WorkshopRow): RoomSurroundings {
    return {
      projectName: () => aboutProject(row.project).name,
      elements: () => aboutProject(row.project).elements,
      threatOf: (proposal) => {
        const element = aboutProject(row.project).elements.find(({ id }) => id === proposal.element)
        const threat = threatFromProposal(proposal, {
          id: context.newId(),
          displayId: nextDisplayId(db, row.project, proposal.stride),
          order: nextOrder(db, row.project),
          at: context.clock(),
          workshop: row.id,
          element,
        })
        return { item: itemThreat(threat, element ? [element.label] : []), write: () => writeThreat(db, row.project, threat) }
      },
      committed: (entries) => afterCommit(row, entries),
    }
  }

  /** Read anew at most every two seconds: a room full of votes must not read the model at each of them. */
  function aboutProject(project: Id): About {
    const known = about.get(project)
    const now = performance.now()
    if (known && now - known.at < 2000) return known
    // A project may be deleted while its room is open; the room then keeps what it knew.
    const name = readProject(db, project)?.name ?? known?.name ?? ''
    const fresh = { at: now, name, elements: readModel(db, project).elements.map(({ id, label }) => ({ id, label })) }
    about.set(project, fresh)
    return fresh
  }

  function afterCommit(row: WorkshopRow, entries: readonly Entry[]): void {
    const types = new Set(entries.map(({ body }) => body.type))
    for (const { body } of entries) {
      if (body.type === 'seat-removed') open.get(row.id)?.listener.drop(body.payload.seat)
    }
    if (types.has('closed')) sayFarewell(row)
    // Votes are for those who watch the room; the rest of the workbench does not show them.
    const quiet: ReadonlySet<EventBody['type']> = new Set(['voted', 'hand'])
    if ([...types].every((type) => quiet.has(type))) return
    const scored = types.has('settled') || types.has('proposal-kept')
    context.changes.publish({ project: row.project, topics: scored ? ['workshops', 'projects', 'threats', 'register'] : ['workshops', 'projects'] })
  }

  function sayFarewell(row: WorkshopRow): void {
    const room = open.get(row.id)
    if (!room) return
    setRoom(db, row.id, { code: room.code, port: room.listener.port, open: false })
    open.delete(row.id)
    farewells.set(
      row.id,
      setTimeout(() => {
        farewells.delete(row.id)
        void room.listener.close()
      }, farewellMs),
    )
  }

  async function openRoom(workshop: Id): Promise<RoomAddress> {
    const room = liveRoom(workshop)
    const row = readWorkshop(db, workshop)
    if (!row) throw notFound('workshop')
    if (row.phase === 'closed') throw problemOf({ code: 'WRONG_PHASE', phase: row.phase })
    const known = open.get(workshop)
    if (known) return addressOf(known)
    const code = row.roomCode ?? newCode(context)
    const guard = createSeatGuard(limits)
    const router = seatRouter(context, room, { code: () => code, guard, elements: () => aboutProject(row.project).elements })
    const door = { router, page: options.seatPage, host: options.seatHost ?? '0.0.0.0', limits, log: context.log }
    const wanted = row.roomPort ?? options.seatPort ?? defaultPort
    const listener = await options.listen({ ...door, port: wanted }).catch((error: unknown) => {
      if (!isTaken(error)) throw error
      context.log(`port ${String(wanted)} is taken, so the room gets another one`)
      return options.listen({ ...door, port: 0 })
    })
    const opened = { listener, code }
    open.set(workshop, opened)
    setRoom(db, workshop, { code, port: listener.port, open: true })
    context.changes.publish({ project: row.project, topics: ['workshops'] })
    return addressOf(opened)
  }

  function addressOf({ listener, code }: OpenRoom): RoomAddress {
    return roomAddress(options.seatHost ?? '0.0.0.0', listener.port, code)
  }

  function summary(row: WorkshopRow): WorkshopSummary {
    const state = liveRoom(row.id).state()
    return {
      id: row.id,
      name: row.name,
      phase: state.phase,
      items: state.items.length,
      settled: state.items.filter((item) => item.phase === 'settled').length,
      parked: state.items.filter((item) => item.phase === 'parked').length,
      seats: state.seats.filter((seat) => !seat.removed).length,
      createdAt: row.createdAt,
    }
  }

  function create(project: Id, name: string, agenda: readonly Id[], settings: WorkshopSettings): WorkshopSummary {
    needProject(context, project)
    const open = openWorkshopOf(db, project)
    if (open !== null) throw refused('workshop-open', readWorkshop(db, open)?.name ?? '')
    const threats = new Map(listThreats(db, project).map((threat) => [threat.id, threat]))
    const labels = labelsOf(project)
    const items = [...new Set(agenda)].map((id) => {
      const threat = threats.get(id)
      if (!threat) throw notFound('threat')
      return itemThreat(threat, threat.affectedLabels.length > 0 ? threat.affectedLabels : threat.affected.map((part) => labels.get(part) ?? part))
    })
    const { treatmentLine, bandScheme } = readHeader(db, project)
    const id = context.newId()
    const at = context.clock()
    const body: EventBody = {
      type: 'created',
      payload: { workshop: id, project, name, settings, treatmentLine, discoverability: bandScheme.discoverability, agenda: items },
    }
    const [event] = chain({ seq: 0, hash: zeroHash }, [body], { at, actor: 'facilitator' }, sha256)
    db.transaction(() => {
      insertWorkshop(db, { id, project, name, at })
      if (event) appendLog(db, id, [{ event, disclosures: [] }])
    })()
    context.changes.publish({ project, topics: ['workshops', 'projects'] })
    const row = readWorkshop(db, id)
    if (!row) throw notFound('workshop')
    return summary(row)
  }

  function labelsOf(project: Id): Map<Id, string> {
    const model = readModel(db, project)
    const labels = new Map<Id, string>(model.elements.map(({ id, label }) => [id, label]))
    for (const { id, label, source, target } of model.flows) {
      const ends = `${labels.get(source ?? '') ?? '?'} → ${labels.get(target ?? '') ?? '?'}`
      labels.set(id, label === '' ? ends : label)
    }
    return labels
  }

  async function restoreOne(row: WorkshopRow): Promise<void> {
    try {
      await liveRoom(row.id).submit({ by: 'system', command: { type: 'recover' } })
      await openRoom(row.id)
    } catch (error) {
      context.log(`the room of workshop "${row.name}" could not be opened again: ${String(error)}`)
    }
  }

  return {
    list: (project) => {
      needProject(context, project)
      return listWorkshops(db, project).map(summary)
    },
    openWorkshop: (project) => openWorkshopOf(db, project),
    create,
    live: liveRoom,
    open: openRoom,
    address: (workshop) => {
      liveRoom(workshop)
      const room = open.get(workshop)
      return room ? addressOf(room) : null
    },
    restore: async () => {
      for (const row of openRooms(db)) await restoreOne(row)
    },
    close: async () => {
      for (const timer of farewells.values()) clearTimeout(timer)
      for (const { room } of live.values()) room.stop()
      await Promise.all([...open.values()].map(({ listener }) => listener.close()))
      open.clear()
      live.clear()
    },
  }
}

/** The text of a threat for the room: suggested and imported scores stay out of it. */
function itemThreat(threat: Threat, affected: string[]): ItemThreat {
  const { id, displayId, title, description, stride, evidence } = threat
  return { id, displayId, title, description, stride, affected, evidence }
}

/** Six digits, each as likely as any other. */
function newCode(context: AppContext): string {
  for (;;) {
    const [a = 0, b = 0, c = 0] = context.randomBytes(3)
    const number = (a << 16) | (b << 8) | c
    // The last, incomplete million is left out, so that no code comes up more often.
    if (number < 16_000_000) return String(number % 1_000_000).padStart(6, '0')
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}
