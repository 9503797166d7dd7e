import { hostname } from 'node:os'
import type { Id } from '../../../shared/domain/id.ts'
import { isHostName, type NetworkCard, type RoomClaim, type RoomNetwork, type RoomNetworkSettings } from '../../../shared/domain/room.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import type { RoomAddress, WorkshopSummary } from '../../../shared/domain/workshop.ts'
import { brokenLink } from '../../../shared/proof/log.ts'
import { readModel } from '../../store/models.ts'
import { readProject } from '../../store/projects.ts'
import { readThreat, writeThreat } from '../../store/threats.ts'
import { countDisclosures, lastRoomNetwork, listWorkshops, openRooms, openWorkshopOf, readLog, readWorkshop, setRoomNetwork, type StoredNetwork, type WorkshopRow } from '../../store/workshops.ts'
import { entriesOf, type Entry, type EventBody } from '../../../shared/workshop/events.ts'
import { replay } from '../../../shared/workshop/reduce.ts'
import { agendaOf, type WorkshopState } from '../../../shared/workshop/state.ts'
import type { AppContext } from '../context.ts'
import { sha256 } from '../crypto.ts'
import { createLiveRoom, type LiveRoom, type RoomSurroundings } from './live-room.ts'
import { createWorkshop, itemThreat, labelledItem, labelsOf, type NewWorkshop } from './new-workshop.ts'
import { createHotSeat, type HotSeat } from './hot-seat.ts'
import { notFound, refused } from '../problems.ts'
import { blankThreat } from '../threats/threats.ts'
import { readCards } from './network-cards.ts'
import { shownHost } from './room-address.ts'
import { roomChecks } from './room-checks.ts'
import { chosenNetwork, newCode, nothingChosen, openDoor, type DoorOptions, type RoomDoor } from './room-door.ts'
import type { ListenSeats } from './room-listener.ts'
import { problemOf } from './room-problems.ts'
import { createSealedBallots, type SealedBallots } from './sealed-ballots.ts'
import { defaultSeatLimits, type SeatLimits } from './seat-limits.ts'
import { needProject } from '../step.ts'

export interface RoomOptions {
  listen: ListenSeats
  /** Folder with the built seat page. */
  seatPage: string
  /** Address to listen on; every one of the machine unless given. */
  seatHost?: string
  /** Port of a room's first opening; a taken one gives way to any free one. */
  seatPort?: number
  limits?: Partial<SeatLimits>
  /** The built page of ballot files. */
  ballotPage: string
  /** Own network cards, read anew whenever they are needed; the system's unless given. */
  cards?: () => NetworkCard[]
}

export interface Rooms {
  list: (project: Id) => WorkshopSummary[]
  /** The workshop of a project that is not closed, or null. */
  openWorkshop: (project: Id) => Id | null
  create: (workshop: NewWorkshop) => WorkshopSummary
  /** The workshop in memory, loaded where it was not. Throws NOT_FOUND. */
  live: (workshop: Id) => LiveRoom
  open: (workshop: Id) => Promise<RoomAddress>
  address: (workshop: Id) => RoomAddress | null
  /** The room while it is open. Throws NOT_FOUND for a workshop that is not there, REFUSED for a room that is not open. */
  door: (workshop: Id) => RoomDoor
  network: (workshop: Id) => Promise<RoomNetwork>
  setNetwork: (workshop: Id, settings: RoomNetworkSettings) => Promise<RoomNetwork>
  claims: (workshop: Id) => RoomClaim[]
  /** Ends the rooms of a project that was deleted. Should it be restored, they can be opened again. */
  shut: (project: Id) => Promise<void>
  hotSeat: HotSeat
  ballots: SealedBallots
  /** Opens every room again that was open when the application last ran. */
  restore: () => Promise<void>
  close: () => Promise<void>
}

interface About {
  at: number
  name: string
  elements: { id: Id; label: string }[]
}

/** Events for those who watch the room; the rest of the workbench does not show what they change. */
const quiet: ReadonlySet<EventBody['type']> = new Set(['voted', 'hand', 'commented', 'walked', 'timer-set', 'polled'])
/** Events that change the register. */
const registered: ReadonlySet<EventBody['type']> = new Set(['settled', 'proposal-kept', 'items-added', 'reworded'])
/** How long the closed room's last view may take to reach the seats, in milliseconds. */
const farewellMs = 1500

/** What every listener for devices is opened with. */
export function doorOptionsOf({ listen, seatPage, seatHost, seatPort, limits, cards }: RoomOptions): DoorOptions {
  return { listen, seatPage, seatHost, seatPort, limits: { ...defaultSeatLimits, ...limits }, cards: cards ?? readCards }
}

/** The live rooms of the library. `restore` is called once after the start. */
export function createRooms(context: AppContext, options: RoomOptions): Rooms {
  const { db } = context
  const live = new Map<Id, { room: LiveRoom; sealed: number | null }>()
  const open = new Map<Id, RoomDoor>()
  const opening = new Map<Id, Promise<RoomDoor>>()
  const farewells = new Map<Id, { timer: NodeJS.Timeout; door: RoomDoor }>()
  const about = new Map<Id, About>()
  const hotSeat = createHotSeat(context, liveRoom)
  const ballots = createSealedBallots(context, liveRoom, options.ballotPage)
  const doorOptions = doorOptionsOf(options)
  const readNetworkCards = doorOptions.cards

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
    // The last run may have ended between a commit and what follows from it.
    if (row.phase === 'closed') ballots.forget(workshop)
    else enterKeptBallots(workshop)
    return room
  }

  function replayLog(row: WorkshopRow): WorkshopState {
    const log = readLog(db, row.id)
    const broken = brokenLink(
      log.map(({ event }) => event),
      sha256,
    )
    const state = broken === null ? replay(entriesOf(log)) : null
    if (state === null) throw refused('log-damaged', broken === null ? '' : String(broken))
    return state
  }

  function surroundingsOf(row: WorkshopRow): RoomSurroundings {
    return {
      projectName: () => aboutProject(row.project).name,
      elements: () => aboutProject(row.project).elements,
      threatOf: (proposal) => {
        const element = aboutProject(row.project).elements.find(({ id }) => id === proposal.element)
        const about = element ? [element.id] : []
        const threat: Threat = {
          ...blankThreat(context, row.project, { title: proposal.title, stride: [proposal.stride] }),
          description: proposal.text,
          affected: about,
          evidence: about,
          source: proposal.seat === null ? { kind: 'hand' } : { kind: 'seat', workshop: row.id, seat: proposal.seat },
        }
        return { item: itemThreat(threat, element ? [element.label] : []), write: () => writeThreat(db, row.project, threat) }
      },
      knownThreat: (id) => {
        const threat = readThreat(db, row.project, id)
        return threat && labelledItem(threat, labelsOf(db, row.project))
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
      if (body.type === 'seat-removed') open.get(row.id)?.removed(body.payload.seat)
    }
    if (types.has('closed')) {
      sayFarewell(row)
      ballots.forget(row.id)
    }
    if (types.has('rounds-opened') || types.has('resumed')) enterKeptBallots(row.id)
    if ([...types].every((type) => quiet.has(type))) return
    context.changes.publish({ project: row.project, topics: [...types].some((type) => registered.has(type)) ? ['workshops', 'projects', 'threats', 'register'] : ['workshops', 'projects'] })
  }

  /** Not within the commit that it follows. */
  function enterKeptBallots(workshop: Id): void {
    setImmediate(() => {
      if (!db.open || !live.has(workshop)) return
      try {
        ballots.enterKept(workshop)
      } catch (error) {
        context.log(`sealed ballots could not be entered: ${String(error)}`)
      }
    })
  }

  function sayFarewell(row: WorkshopRow): void {
    const door = open.get(row.id)
    if (!door) return
    door.end()
    open.delete(row.id)
    const timer = setTimeout(() => {
      farewells.delete(row.id)
      void door.close()
    }, farewellMs)
    farewells.set(row.id, { timer, door })
  }

  async function openRoom(workshop: Id): Promise<RoomAddress> {
    const known = open.get(workshop)
    if (known) return known.address()
    const row = rowOf(workshop)
    if (row.phase === 'closed') throw problemOf({ code: 'WRONG_PHASE', phase: row.phase })
    // Two windows may ask at once.
    const underWay = opening.get(workshop) ?? openFor(row).finally(() => opening.delete(workshop))
    opening.set(workshop, underWay)
    return (await underWay).address()
  }

  async function openFor(row: WorkshopRow): Promise<RoomDoor> {
    const door = await openDoor(context, doorOptions, {
      id: row.id,
      room: liveRoom(row.id),
      elements: () => aboutProject(row.project).elements,
      code: row.roomCode ?? newCode(context, null),
      locked: row.roomLocked,
      port: row.roomPort,
      chosen: networkOf(row),
      changed: () => context.changes.publish({ project: row.project, topics: ['workshops'] }),
    })
    // While it was opening, the workshop may have been closed, or its project deleted.
    const now = readWorkshop(db, row.id)
    if (now && now.phase !== 'closed') {
      open.set(row.id, door)
      return door
    }
    door.end()
    await door.close()
    throw now ? problemOf({ code: 'WRONG_PHASE', phase: now.phase }) : notFound('workshop')
  }

  function rowOf(workshop: Id): WorkshopRow {
    const row = readWorkshop(db, workshop)
    if (!row) throw notFound('workshop')
    return row
  }

  function doorOf(workshop: Id): RoomDoor {
    rowOf(workshop)
    const door = open.get(workshop)
    if (!door) throw refused('room-not-open')
    return door
  }

  function networkOf(row: WorkshopRow): StoredNetwork {
    return row.roomNetwork ?? lastRoomNetwork(db) ?? nothingChosen
  }

  async function network(workshop: Id): Promise<RoomNetwork> {
    const chosen = networkOf(rowOf(workshop))
    const cards = readNetworkCards()
    const checks = (await open.get(workshop)?.checks()) ?? roomChecks({ cards, chosen, platform: process.platform, open: null })
    const suggested = `${hostname().split('.', 1)[0] ?? ''}.local`.toLowerCase()
    return { settings: chosen, shown: shownHost(cards, chosen), cards, suggestedName: isHostName(suggested) ? suggested : null, checks }
  }

  async function setNetwork(workshop: Id, settings: RoomNetworkSettings): Promise<RoomNetwork> {
    rowOf(workshop)
    const chosen = chosenNetwork(settings, readNetworkCards())
    await open.get(workshop)?.configure(chosen)
    // Only what could be moved to is remembered.
    setRoomNetwork(db, workshop, chosen)
    return network(workshop)
  }

  function summary(row: WorkshopRow): WorkshopSummary {
    const state = liveRoom(row.id).state()
    return {
      id: row.id,
      name: row.name,
      phase: state.phase,
      items: agendaOf(state).length,
      settled: state.items.filter((item) => item.phase === 'settled').length,
      parked: state.items.filter((item) => item.phase === 'parked').length,
      seats: state.seats.filter((seat) => !seat.removed).length,
      createdAt: row.createdAt,
    }
  }

  async function shut(project: Id): Promise<void> {
    const doors = listWorkshops(db, project).flatMap(({ id }) => {
      const door = open.get(id)
      open.delete(id)
      return door ?? []
    })
    for (const door of doors) door.end()
    await Promise.all(doors.map((door) => door.close()))
  }

  async function restoreOne(row: WorkshopRow): Promise<void> {
    try {
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
    create: (workshop) => {
      needProject(context, workshop.project)
      const id = createWorkshop(context, workshop)
      context.changes.publish({ project: workshop.project, topics: ['workshops', 'projects'] })
      return summary(rowOf(id))
    },
    live: liveRoom,
    open: openRoom,
    address: (workshop) => {
      liveRoom(workshop)
      return open.get(workshop)?.address() ?? null
    },
    door: doorOf,
    network,
    setNetwork,
    claims: (workshop) => {
      rowOf(workshop)
      return open.get(workshop)?.claims() ?? []
    },
    shut,
    hotSeat,
    ballots,
    restore: async () => {
      for (const row of openRooms(db)) await restoreOne(row)
    },
    close: async () => {
      for (const { timer } of farewells.values()) clearTimeout(timer)
      for (const { room } of live.values()) room.stop()
      // What is just opening is closed as well, once it can be.
      await Promise.allSettled(opening.values())
      const doors = [...open.values(), ...[...farewells.values()].map(({ door }) => door)]
      await Promise.all(doors.map((door) => door.close()))
      open.clear()
      farewells.clear()
      live.clear()
    },
  }
}
