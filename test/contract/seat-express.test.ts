import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SeatDoor, SeatListener } from '../../src/main/app/room/room-listener.ts'
import { createRooms, type Rooms } from '../../src/main/app/room/rooms.ts'
import type { SeatSocket } from '../../src/main/app/room/seats.ts'
import { workshopHandlers } from '../../src/main/app/room/workshops.ts'
import { createLibraryHandler, createSeatHandler, type SeatHandler, type SeatLine } from '../../src/main/http/seat-handler.ts'
import { listThreats } from '../../src/main/store/threats.ts'
import { defaultWorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { fiveVotes, makeProject, removeData, startHost, type Host } from '../support/workshop-room.ts'

const hosts: { host: Host; rooms: Rooms }[] = []
let library: Room
let express: Room
beforeEach(async () => {
  library = await openRoom((door) => createLibraryHandler(door.router, {}))
  express = await openRoom((door) => createSeatHandler(door.router, {}, door.express))
})
afterEach(async () => {
  for (const { host, rooms } of hosts.splice(0)) {
    await rooms.close()
    await host.stop()
    removeData(host.dataDir)
  }
})

interface Room {
  device: () => Device
  command: (command: { type: 'reveal' } | { type: 'remove-seat'; seat: string }) => Promise<void>
}

interface Device {
  /** What was sent to it so far. */
  heard: string[]
  /** Says one message; resolves when it has been taken. */
  say: (message: string) => Promise<void>
  socket: SeatSocket
  /** Its socket closes. */
  leave: () => void
}

/** A room of two threats with `handler` between it and devices that are nothing but a list of what they heard. */
async function openRoom(handler: (door: SeatDoor) => SeatHandler): Promise<Room> {
  const host = await startHost()
  host.context.log = () => undefined
  let opened: SeatDoor | undefined
  const listen = (door: SeatDoor): Promise<SeatListener> => {
    opened = door
    return Promise.resolve({ port: 1, drop: () => undefined, devices: () => 0, close: () => Promise.resolve() })
  }
  const options = { listen, seatPage: '', ballotPage: '', seatHost: '127.0.0.1' }
  const rooms = createRooms(host.context, options)
  hosts.push({ host, rooms })
  const workbench = createRouterClient(workshopHandlers(rooms, () => undefined))
  const project = makeProject(host, 2)
  const agenda = listThreats(host.context.db, project).map(({ id }) => id)
  const settings = { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false }
  const { id: workshop } = await workbench.create({ project, name: 'First', agenda, settings })
  const { code } = await workbench.openRoom({ workshop })
  await workbench.command({ workshop, command: { type: 'start' } })
  await workbench.command({ workshop, command: { type: 'open', items: agenda } })
  if (!opened) throw new Error('the room was not opened')
  const calls = handler(opened)
  return {
    device() {
      const heard: string[] = []
      const socket: SeatSocket = { address: '127.0.0.1', origin: 'http://127.0.0.1', seat: null, leave: null, watching: 0 }
      const line: SeatLine = { addEventListener: () => undefined, send: (data) => void heard.push(String(data)) }
      return { heard, socket, leave: () => calls.close(line), say: (message) => calls.message(line, message.replace('CODE', code), { context: { socket } }) }
    },
    command: async (command) => {
      await workbench.command({ workshop, command: command.type === 'reveal' ? { type: 'reveal', items: agenda } : command })
    },
  }
}

/** The same conversation in both rooms; ids and tokens differ, and stand as the number of their first mention. */
async function both(conversation: (room: Room) => Promise<Device>): Promise<[library: string[], express: string[]]> {
  return [told(await conversation(library)), told(await conversation(express))]
}

function told({ heard }: Device): string[] {
  const names = new Map<string, string>()
  const named = (id: string) => {
    const name = names.get(id) ?? `id-${String(names.size)}`
    names.set(id, name)
    return name
  }
  return heard.map((message) => message.replaceAll(/[\w-]{43}|[\da-f]{8}-[\da-f-]{27}/g, named))
}

const join = '{"i":"1","p":{"u":"/join","b":{"json":{"code":"CODE","name":"Ada \\"A\\" Ö😀","role":null}}}}'
const vote = (id: string, input: unknown) => `{"i":"${id}","p":{"u":"/vote","b":{"json":${JSON.stringify(input)}}}}`
const watch = (id: string) => `{"i":"${id}","p":{"u":"/watch","b":{}}}`
const all = { item: 'threat-1', round: 1, votes: fiveVotes([1, 2, 3, 4, 10]) }

const messages: [what: string, message: string][] = [
  ['five votes', vote('2', all)],
  ['one vote', vote('abc_-9', { item: 'threat-2', round: 1, votes: { damage: { value: 7 } } })],
  ['abstentions, in any writing', vote('2', { item: 'threat-2', round: 1, votes: { damage: { abstained: 'ξέρω "nichts" }}}} 😀' }, exploitability: { abstained: '' } } })],
  ['a vote with properties that nobody asked for', vote('2', { ...all, seat: 'somebody', by: 'facilitator' })],
  ['a round that is not open', vote('2', { ...all, round: 2 })],
  ['an item that is none', vote('2', { ...all, item: 'nowhere' })],
  ['no votes', vote('2', { ...all, votes: {} })],
  ['a value out of range', vote('2', { ...all, votes: { damage: { value: 11 } } })],
  ['a factor that is none', vote('2', { ...all, votes: { glory: { value: 1 } } })],
  ['half a character', '{"i":"2","p":{"u":"/vote","b":{"json":{"item":"threat-1","round":1,"votes":{"damage":{"abstained":"\\ud800"}}}}}}'],
  ['no input', '{"i":"2","p":{"u":"/vote","b":{}}}'],
  ['another order of properties', `{"p":{"b":{"json":${JSON.stringify(all)}},"u":"/vote"},"i":"2"}`],
  ['white space', ` ${vote('2', all)}`],
  ['another call', '{"i":"2","p":{"u":"/hand","b":{"json":{"raised":true}}}}'],
  ['a call that is none', '{"i":"2","p":{"u":"/votes","b":{"json":{}}}}'],
  ['the end of a call that is none', '{"i":"2","t":4}'],
]

describe('the short way of votes and views is the library’s, to the letter', () => {
  it('in the answer to every message, well-formed or not', async () => {
    const device = { long: library.device(), short: express.device() }
    await Promise.all([device.long.say(join), device.short.say(join)])
    for (const [what, message] of messages) {
      await Promise.all([device.long.say(message), device.short.say(message)])
      expect(told(device.short), what).toEqual(told(device.long))
    }
    expect(told(device.short).filter((message) => message.includes('"recorded"'))).toHaveLength(6)
  })

  it('in closing on what is no call at all', async () => {
    for (const message of ['{"i":"2","p":{"u":"/vote","b":{"json":{}}}}}', '{"i":"2","p":{"u":"/vote","b":{"json":{', vote('2', all).slice(0, -1)]) {
      for (const room of [library, express]) await expect(room.device().say(message), message).rejects.toThrow()
    }
  })

  it('who has no seat neither votes nor watches', async () => {
    const [long, short] = await both(async (room) => {
      const device = room.device()
      await device.say(vote('1', all))
      await device.say(watch('2'))
      return device
    })
    expect(short).toEqual(long)
    expect(short.join()).toContain('UNAUTHORIZED')
  })

  it('votes of one turn are all answered, each with its number', async () => {
    const [long, short] = await both(async (room) => {
      const device = room.device()
      await device.say(join)
      await Promise.all([vote('2', all), vote('3', all), vote('4', { ...all, round: 7 }), vote('5', all)].map(device.say))
      device.heard.sort()
      return device
    })
    expect(short).toEqual(long)
    expect(short.filter((message) => message.includes('"recorded"'))).toHaveLength(3)
  })

  it('views come at once and after a reveal; the fifth watch is refused, and one ends when it is asked to', async () => {
    const [long, short] = await both(async (room) => {
      const device = room.device()
      await device.say(join)
      await device.say(vote('2', all))
      // The library answers a watch for as long as it lasts.
      for (const id of ['3', '4', '5', '6']) void device.say(watch(id))
      await vi.waitFor(() => expect(device.heard.filter((message) => message.includes('"items"'))).toHaveLength(4), 5000)
      await device.say(watch('7'))
      for (const id of ['4', '5', '6']) await device.say(`{"i":"${id}","t":4}`)
      await room.command({ type: 'reveal' })
      await vi.waitFor(() => expect(device.heard.filter((message) => message.includes('histogram'))).toHaveLength(1), 5000)
      await room.command({ type: 'remove-seat', seat: device.socket.seat ?? '' })
      await vi.waitFor(() => expect(device.heard.at(-1)).toContain('"done"'), 5000)
      await vi.waitFor(() => expect(device.socket.watching).toBe(0), 5000)
      device.heard.sort()
      return device
    })
    expect(short).toEqual(long)
    expect(short.join()).toContain('watching-already')
  })

  it('a socket that is gone watches nothing any more', async () => {
    const device = express.device()
    await device.say(join)
    await device.say(watch('2'))
    expect(device.socket.watching).toBe(1)
    device.leave()
    expect(device.socket.watching).toBe(0)
    const heard = device.heard.length
    const other = express.device()
    await other.say(join)
    await other.say(watch('2'))
    await express.command({ type: 'reveal' })
    await vi.waitFor(() => expect(other.heard.at(-1)).toContain('histogram'), 5000)
    expect(device.heard).toHaveLength(heard)
  })
})
