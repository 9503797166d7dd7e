import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHotSeat } from '../../src/main/app/room/hot-seat.ts'
import { listPins, readPin, writePin } from '../../src/main/store/seat-pins.ts'
import { readLog } from '../../src/main/store/workshops.ts'
import { codeOf, fiveVotes, removeData, startHost, startWorkshop, type Host } from '../support/workshop-room.ts'

let host: Host
/** The host's own clock, so that a wait is over when the test says so. */
let now: number
beforeEach(async () => {
  now = Date.parse('2026-02-03T04:05:06.000Z')
  host = await startHost({ clock: () => new Date(now).toISOString() })
})
afterEach(async () => {
  await host.stop()
  removeData(host.dataDir)
})

async function setUp(names: readonly string[] = ['Ana', 'Ben']) {
  const { workshop, agenda } = await startWorkshop(host)
  const seats: string[] = []
  for (const name of names) {
    const view = await host.workbench.command({ workshop, command: { type: 'add-seat', name, role: null } })
    seats.push(view.seats.at(-1)?.id ?? '')
  }
  const [ana = '', ben = ''] = seats
  return { workshop, item: agenda[0] ?? '', ana, ben }
}

async function reasonOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && 'data' in error && typeof error.data === 'object' && error.data !== null && 'reason' in error.data) return String(error.data.reason)
    throw error
  }
  throw new Error('the call was not refused')
}

describe('the hot-seat', () => {
  it('H1 a turn votes for its own seat only, and says hot-seat; the next turn ends it', async () => {
    const { workshop, item, ana, ben } = await setUp()
    const { turn } = await host.entry.beginTurn({ workshop, seat: ana, pin: null })
    await host.entry.vote({ workshop, turn, item, votes: fiveVotes([8, 7, 7, 9, 8]) })
    await host.entry.beginTurn({ workshop, seat: ben, pin: null })
    expect(await reasonOf(host.entry.vote({ workshop, turn, item, votes: { damage: { value: 1 } } }))).toBe('turn-over')
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [item] } })
    const votes = (await host.workbench.get({ workshop })).items[0]?.rounds[0]?.votes ?? []
    expect(votes.map(({ seat, via, vote }) => [seat, via, 'value' in vote && vote.value])).toEqual([8, 7, 7, 9, 8].map((value) => [ana, 'hot-seat', value]))
  })

  it('H2 a seat with a PIN takes no hot-seat vote without its turn, and no turn without its PIN', async () => {
    const { workshop, item, ana } = await setUp()
    await host.entry.setPin({ workshop, seat: ana, pin: '4711', turn: null })
    const past = host.workbench.command({ workshop, command: { type: 'enter-votes', item, seat: ana, via: 'hot-seat', votes: { damage: { value: 3 } } } })
    expect(await reasonOf(past)).toBe('pin-needed')
    expect(await reasonOf(host.entry.beginTurn({ workshop, seat: ana, pin: null }))).toBe('pin-needed')
    const { turn } = await host.entry.beginTurn({ workshop, seat: ana, pin: '4711' })
    await host.entry.vote({ workshop, turn, item, votes: { damage: { value: 3 } } })
    await host.entry.endTurn({ workshop, turn })
    expect(await reasonOf(host.entry.vote({ workshop, turn, item, votes: { damage: { value: 4 } } }))).toBe('turn-over')
  })

  it('H3 a wrong PIN waits twice as long each time, over a restart too; the right one forgets them', async () => {
    const { workshop, ana } = await setUp()
    await host.entry.setPin({ workshop, seat: ana, pin: '12345678', turn: null })
    const wrong = () => host.entry.beginTurn({ workshop, seat: ana, pin: '0000' })
    for (const seconds of [1, 2, 4, 8]) {
      expect(await reasonOf(wrong())).toBe('wrong-pin')
      now += seconds * 1000 - 1
      // The right one has to wait as well, or waiting would tell which one it is.
      expect(await codeOf(host.entry.beginTurn({ workshop, seat: ana, pin: '12345678' }))).toBe('TOO_MANY_REQUESTS')
      now += 1
    }
    expect(await reasonOf(wrong())).toBe('wrong-pin')
    const { dataDir } = host
    await host.stop()
    host = await startHost({ dataDir, clock: () => new Date(now).toISOString() })
    now += 15_999
    expect(await codeOf(wrong())).toBe('TOO_MANY_REQUESTS')
    now += 1
    await host.entry.beginTurn({ workshop, seat: ana, pin: '12345678' })
    expect(await reasonOf(wrong())).toBe('wrong-pin')
    now += 1000
    await host.entry.beginTurn({ workshop, seat: ana, pin: '12345678' })
  })

  it('H3 many tries at once are one try', async () => {
    const { workshop, ana } = await setUp()
    await host.entry.setPin({ workshop, seat: ana, pin: '0042', turn: null })
    const codes = await Promise.all(Array.from({ length: 20 }, (_, number) => codeOf(host.entry.beginTurn({ workshop, seat: ana, pin: String(1000 + number) }))))
    expect(codes.filter((code) => code === 'REFUSED')).toHaveLength(1)
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(19)
  })

  it('H4 a PIN changes only in its own turn; the facilitator may take it away', async () => {
    const { workshop, ana, ben } = await setUp()
    await host.entry.setPin({ workshop, seat: ana, pin: '1111', turn: null })
    expect(await reasonOf(host.entry.setPin({ workshop, seat: ana, pin: '2222', turn: null }))).toBe('pin-set-already')
    const other = await host.entry.beginTurn({ workshop, seat: ben, pin: null })
    expect(await reasonOf(host.entry.setPin({ workshop, seat: ana, pin: '2222', turn: other.turn }))).toBe('pin-set-already')
    const { turn } = await host.entry.beginTurn({ workshop, seat: ana, pin: '1111' })
    await host.entry.setPin({ workshop, seat: ana, pin: '2222', turn })
    await host.entry.beginTurn({ workshop, seat: ana, pin: '2222' })
    expect((await host.entry.clearPin({ workshop, seat: ana })).pins).toEqual([])
    await host.entry.beginTurn({ workshop, seat: ana, pin: null })
  })

  it('H4 a PIN that was taken away or changed while a try was being worked out stays so', async () => {
    const { workshop, ana } = await setUp()
    const hotSeat = createHotSeat(host.context, host.rooms.live)
    await hotSeat.setPin(workshop, ana, '1111', null)
    const cleared = hotSeat.begin(workshop, ana, '1111')
    hotSeat.clearPin(workshop, ana)
    await cleared
    expect(hotSeat.hasPin(workshop, ana)).toBe(false)
    await hotSeat.setPin(workshop, ana, '2222', null)
    const other = readPin(host.context.db, workshop, ana)
    hotSeat.clearPin(workshop, ana)
    await hotSeat.setPin(workshop, ana, '3333', null)
    const changed = hotSeat.begin(workshop, ana, '3333')
    if (other) writePin(host.context.db, workshop, ana, other)
    expect(await reasonOf(changed)).toBe('wrong-pin')
    expect(readPin(host.context.db, workshop, ana)?.hash).toBe(other?.hash)
    now += 1000
    await hotSeat.begin(workshop, ana, '2222')
  })

  it('H5 only a salted slow hash is kept, outside of the log, and it goes when the workshop closes', async () => {
    const { workshop, ana, ben } = await setUp()
    await host.entry.setPin({ workshop, seat: ana, pin: '4711', turn: null })
    await host.entry.setPin({ workshop, seat: ben, pin: '4711', turn: null })
    const [one, other] = [readPin(host.context.db, workshop, ana), readPin(host.context.db, workshop, ben)]
    expect(one?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(one?.hash).not.toBe(other?.hash)
    // What people and the room said: a hash may hold any four digits.
    const said = readLog(host.context.db, workshop).map(({ event: { type, payload } }) => JSON.stringify({ type, payload }).replaceAll(/[\w-]{16,}/g, ''))
    expect(said.length).toBeGreaterThan(0)
    expect(said.join()).not.toMatch(/4711|pin/i)
    expect((await host.entry.state({ workshop })).pins).toHaveLength(2)
    await host.workbench.command({ workshop, command: { type: 'close' } })
    expect(listPins(host.context.db, workshop)).toEqual([])
  })

  it('H6 a PIN has four to eight digits, and is for seats of this computer', async () => {
    const { workshop, ana } = await setUp()
    for (const pin of ['123', '123456789', '12a4', ' 1234', '１２３４']) expect(await codeOf(host.entry.setPin({ workshop, seat: ana, pin, turn: null }))).toBe('BAD_REQUEST')
    const view = await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Far', role: null, kind: 'file' } })
    expect(await reasonOf(host.entry.beginTurn({ workshop, seat: view.seats.at(-1)?.id ?? '', pin: null }))).toBe('needs-a-host-seat')
    expect(await codeOf(host.entry.beginTurn({ workshop, seat: 'nobody', pin: null }))).toBe('NOT_FOUND')
  })

  it('H7 a proxy votes at the hot-seat as anybody, and stays marked as one', async () => {
    const { workshop, item } = await setUp()
    const view = await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Far away', role: null, kind: 'proxy' } })
    const seat = view.seats.at(-1)?.id ?? ''
    const { turn } = await host.entry.beginTurn({ workshop, seat, pin: null })
    await host.entry.vote({ workshop, turn, item, votes: fiveVotes([1, 2, 3, 4, 5]) })
    expect((await host.workbench.get({ workshop })).seats.at(-1)).toMatchObject({ kind: 'proxy', name: 'Far away' })
    expect(readLog(host.context.db, workshop).find(({ event }) => event.type === 'seat-joined' && event.payload['seat'] === seat)?.event.payload['kind']).toBe('proxy')
  })

  it('H8 a turn in which nobody votes for a quarter of an hour is over', async () => {
    const { workshop, item, ana } = await setUp()
    const { turn } = await host.entry.beginTurn({ workshop, seat: ana, pin: null })
    now += 14 * 60_000
    await host.entry.vote({ workshop, turn, item, votes: { damage: { value: 4 } } })
    now += 15 * 60_000 + 1
    expect(await reasonOf(host.entry.vote({ workshop, turn, item, votes: { damage: { value: 5 } } }))).toBe('turn-over')
  })
})
