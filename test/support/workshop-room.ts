import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { WebSocket } from 'ws'
import type { AppContext } from '../../src/main/app/context.ts'
import { createChanges } from '../../src/main/app/changes.ts'
import { entryHandlers } from '../../src/main/app/room/entry.ts'
import { createRooms, type Rooms } from '../../src/main/app/room/rooms.ts'
import type { SeatLimits } from '../../src/main/app/room/seat-limits.ts'
import { workshopReportHandlers } from '../../src/main/app/room/workshop-reports.ts'
import { workshopHandlers } from '../../src/main/app/room/workshops.ts'
import { listenForSeats } from '../../src/main/http/seats.ts'
import { openStore } from '../../src/main/store/open.ts'
import { addModel } from '../../src/main/store/models.ts'
import { insertProject } from '../../src/main/store/projects.ts'
import { listThreats, writeThreat } from '../../src/main/store/threats.ts'
import type { SeatContract } from '../../src/shared/contract/seat.ts'
import type { WorkbenchContract } from '../../src/shared/contract/workbench.ts'
import { emptyModel } from '../../src/shared/domain/model.ts'
import type { NetworkCard } from '../../src/shared/domain/room.ts'
import type { Threat } from '../../src/shared/domain/threat.ts'
import { defaultWorkshopSettings, type Votes, type WorkshopSettings } from '../../src/shared/domain/workshop.ts'

/** One clock for all, so that log times are plain. */
const clock = () => new Date().toISOString()

export function threatFixture(number: number): Threat {
  return {
    id: `threat-${String(number)}`,
    displayId: `SS${String(number)}`,
    title: `Threat number ${String(number)}`,
    description: 'Somebody does something they should not.',
    stride: ['Spoofing'],
    affected: ['element-api'],
    evidence: ['element-api'],
    affectedLabels: [],
    evidenceKeys: [],
    references: [],
    mitigations: [],
    marker: 'none',
    confidence: 'confirmed',
    source: { kind: 'hand' },
    // Odd values that no test votes, so that a leak into a view would be found.
    suggested: { damage: 9, reproducibility: 9, exploitability: 9, affectedUsers: 9, discoverability: 9 },
    imported: null,
    settled: null,
    decision: null,
    gone: null,
    layout: {},
    flags: [],
    order: number,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  }
}

export interface Host {
  dataDir: string
  context: AppContext
  rooms: Rooms
  /** The facilitator's own calls, validated as over any transport. */
  workbench: ContractRouterClient<WorkbenchContract['workshop']>
  entry: ContractRouterClient<WorkbenchContract['entry']>
  stop: () => Promise<void>
}

export interface HostOptions {
  dataDir?: string
  limits?: Partial<SeatLimits>
  seatPage?: string
  ballotPage?: string
  /** Any free one unless given. */
  seatPort?: number
  cards?: () => NetworkCard[]
  clock?: () => string
}

/** The parts of the application that a workshop needs, over a real database. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'workshop-'))
  const { db } = openStore(dataDir, clock)
  const context: AppContext = {
    db,
    clock: options.clock ?? clock,
    newId: () => v7(),
    randomBytes: (length) => randomBytes(length),
    changes: createChanges(),
    jobs: { run: () => Promise.reject(new Error('no jobs here')), progress: async function* () {}, close: async () => undefined },
    resources: '',
    keyPlace: { dataDir, host: 'browser', protection: () => null, clock },
    dataDir,
    host: 'browser',
    version: '0',
    log: (message) => console.error(message),
  }
  const rooms = createRooms(context, {
    listen: listenForSeats,
    seatPage: options.seatPage ?? path.join(dataDir, 'no-page'),
    ballotPage: options.ballotPage ?? path.join(dataDir, 'no-page.json'),
    seatHost: '127.0.0.1',
    seatPort: options.seatPort ?? 0,
    ...(options.cards ? { cards: options.cards } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
  })
  await rooms.restore()
  return {
    dataDir,
    context,
    rooms,
    workbench: createRouterClient({ ...workshopHandlers(rooms, () => undefined), ...workshopReportHandlers(context, rooms) }),
    entry: createRouterClient(entryHandlers(context, rooms)),
    stop: async () => {
      await rooms.close()
      db.close()
    },
  }
}

/** A project with `threats` threats and one element; answers its id. */
export function makeProject(host: Host, threats: number): string {
  const { db } = host.context
  insertProject(db, { id: 'project-1', name: 'Payment', at: clock() })
  addModel(db, 'project-1', {
    ...emptyModel,
    diagrams: [{ id: 'diagram-1', name: 'Main', order: 1 }],
    elements: [
      { id: 'element-api', diagram: 'diagram-1', key: 'api', label: 'API', kind: 'process', technology: null, parent: null, facts: {}, position: null, sourceId: null, notes: '' },
    ],
  })
  for (let number = 1; number <= threats; number += 1) writeThreat(db, 'project-1', threatFixture(number))
  return 'project-1'
}

/** A workshop over all threats of a new project, its room open, started, and a first round open on each item. */
export async function startWorkshop(host: Host, options: { threats?: number; settings?: Partial<WorkshopSettings>; open?: boolean } = {}) {
  const project = makeProject(host, options.threats ?? 2)
  const agenda = listThreats(host.context.db, project).map((threat) => threat.id)
  const settings = { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false, ...options.settings }
  const { id: workshop } = await host.workbench.create({ project, name: 'First', agenda, settings })
  const address = await host.workbench.openRoom({ workshop })
  await host.workbench.command({ workshop, command: { type: 'start' } })
  if (options.open !== false) await host.workbench.command({ workshop, command: { type: 'open', items: agenda } })
  return { project, workshop, agenda, address, url: urlOf(address.urls), code: address.code }
}

function urlOf(urls: readonly string[]): string {
  const [first] = urls
  if (first === undefined) throw new Error('the room has no address')
  return new URL(first).origin
}

export type SeatCalls = ContractRouterClient<SeatContract>

export interface Device {
  calls: SeatCalls
  socket: WebSocket
  closed: Promise<number>
}

/** Opens a socket as a page of the room's own would; from another address of this machine where one is given. */
export async function openDevice(url: string, localAddress?: string): Promise<Device> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/seat`, { headers: { origin: url }, ...(localAddress === undefined ? {} : { localAddress }) })
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve())
    socket.on('error', reject)
  })
  socket.on('error', () => undefined)
  const calls: SeatCalls = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
  return { calls, socket, closed }
}

export interface JoinedDevice extends Device {
  seat: string
  token: string
}

export async function joinDevice(url: string, code: string, name: string, role: string | null = null): Promise<JoinedDevice> {
  const device = await openDevice(url)
  const { seat, token } = await device.calls.join({ code, name, role })
  return { ...device, seat, token }
}

export function fiveVotes(values: readonly [number, number, number, number, number]): Votes {
  const [damage, reproducibility, exploitability, affectedUsers, discoverability] = values
  return {
    damage: { value: damage },
    reproducibility: { value: reproducibility },
    exploitability: { value: exploitability },
    affectedUsers: { value: affectedUsers },
    discoverability: { value: discoverability },
  }
}

export function removeData(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
}

/** The code of the error that `call` is refused with; fails where it is not refused. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
    throw error
  }
  throw new Error('the call was not refused')
}
