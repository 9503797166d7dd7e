import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SeatView } from '../../src/shared/domain/workshop.ts'
import { joinRaw, type RawSeat } from '../support/raw-seat.ts'
import { startHostProcess, type HostProcess } from '../support/workshop-process.ts'
import { fiveVotes, removeData } from '../support/workshop-room.ts'
import { report, share } from './report.ts'

const threats = 17
/** Budgets in milliseconds by number of seats. */
const budgets: Record<number, string> = { 50: 'p95 20 ms', 200: 'p95 50 ms', 500: 'p95 100 ms' }
/** The first votes warm both processes up. */
const warmUp = 3

interface Device {
  raw: RawSeat
  /** The newest frame with a view. */
  view: Buffer | null
  /** Called at each view. */
  viewed: () => void
}

/** Joins in waves, as phones do that scan one code; each then watches. */
async function seatDevices(host: HostProcess, seats: number): Promise<Device[]> {
  const { url, code } = host.place
  const devices: Device[] = []
  while (devices.length < seats) {
    const wave = Array.from({ length: Math.min(30, seats - devices.length) }, (_, number) => joinRaw(url, code, `P${String(devices.length + number)}`))
    for (const raw of await Promise.all(wave)) devices.push({ raw, view: null, viewed: () => undefined })
  }
  await Promise.all(
    devices.map(
      (device) =>
        new Promise<void>((resolve) => {
          device.viewed = resolve
          device.raw.watch((frame) => {
            device.view = frame
            device.viewed()
          })
        }),
    ),
  )
  return devices
}

const valueOf = (index: number, item: number) => 1 + ((index + item) % 10)

/** Everybody votes on `item` at once; milliseconds from sending to the acknowledgement, device by device. */
async function voteAtOnce(devices: readonly Device[], item: string, number: number): Promise<number[]> {
  // Made before the clock starts: a phone has its own processor to do it.
  const calls = devices.map(({ raw }, index) => {
    const value = valueOf(index, number)
    return { raw, call: raw.prepare('vote', { item, round: 1, votes: fiveVotes([value, value, value, value, value]) }) }
  })
  const answers = calls.map(
    ({ raw, call }) =>
      new Promise<{ took: number; frame: Buffer }>((resolve) => {
        const start = performance.now()
        raw.sendFrame(call, (frame) => resolve({ took: performance.now() - start, frame }))
      }),
  )
  const all = await Promise.all(answers)
  const refused = all.find(({ frame }) => !frame.includes('"recorded":["damage","reproducibility","exploitability","affectedUsers","discoverability"]'))
  if (refused) throw new Error(`a vote was not acknowledged: ${refused.frame.toString()}`)
  return all.map(({ took }) => took)
}

const revealedAll = (frame: Buffer | null) => frame !== null && frame.includes('histogram') && !frame.includes('"revealed":null')

/** Resolves once every device was sent a view in which everything is revealed. */
async function seenByAll(devices: readonly Device[]): Promise<void> {
  await Promise.all(
    devices.map(
      (device) =>
        new Promise<void>((resolve) => {
          device.viewed = () => {
            if (revealedAll(device.view)) resolve()
          }
        }),
    ),
  )
}

/** Every last view is one of the contract's and holds the seat's own votes. */
function checkViews(devices: readonly Device[]): void {
  for (const [index, { view, raw }] of devices.entries()) {
    const { seat, items } = SeatView.parse(JSON.parse(view?.toString() ?? '').p.d.json)
    const own = items.every(({ revealed }, number) => JSON.stringify(revealed?.mine.affectedUsers) === JSON.stringify({ value: valueOf(index, number) }))
    if (seat.id !== raw.seat || items.length !== threats || !own) throw new Error(`seat ${String(index)} sees another's votes, or not its own`)
  }
}

async function measureVotes(seats: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'workshop-bench-'))
  const profile = process.env['VOTES_PROFILE']
  const host = await startHostProcess(dataDir, threats, {
    nodeOptions: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
    words: ['auto-reveal'],
  })
  try {
    host.send('watch')
    // One who is there and never votes: without them, the room would reveal by itself once all are in.
    await joinRaw(host.place.url, host.place.code, 'Late')
    const devices = await seatDevices(host, seats)
    const times: number[] = []
    const before = await host.figures()
    for (const [number, item] of host.place.agenda.entries()) {
      const took = await voteAtOnce(devices, item, number)
      if (number >= warmUp) times.push(...took)
    }
    const voted = await host.figures()
    const each = (voted.cpu - before.cpu) / (seats * threats)
    report(`${String(seats)} seats vote at once, acknowledged`, { median: share(times, 0.5), p95: share(times, 0.95), cpu: each }, budgets[seats] ?? '', 'cpu: a vote, with all views it causes')
    await new Promise((resolve) => setTimeout(resolve, 1500))

    const quiet = await host.figures()
    const all = seenByAll(devices)
    const start = performance.now()
    host.send('reveal')
    await all
    const took = performance.now() - start
    const revealed = await host.figures()
    checkViews(devices)
    report(`${String(threats)} revealed, seen by ${String(seats)} seats`, { median: took, p95: took, cpu: revealed.cpu - quiet.cpu }, seats === 200 ? '100 ms' : '')
    report(`memory of the host with ${String(seats)} seats watching`, { median: Number.NaN, p95: Number.NaN, cpu: null }, seats === 500 ? '300 MB' : '', `${revealed.memory.toFixed(0)} MB`)
  } finally {
    if (profile) await host.end()
    await host.kill()
    removeData(dataDir)
  }
}

/** Ninety phones behind one access point, with the limits that users have. */
async function measureJoins(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'workshop-bench-'))
  const host = await startHostProcess(dataDir, threats, { words: ['default-limits', 'auto-reveal'] })
  try {
    host.send('watch')
    const start = performance.now()
    const devices = await seatDevices(host, 90)
    const took = performance.now() - start
    report('90 joins from one address, each with its view', { median: took, p95: took, cpu: null }, '60000 ms', `${String(devices.length)} seated, none refused`)
  } finally {
    await host.kill()
    removeData(dataDir)
  }
}

/**
 * A room under load. The host is a process of its own, with the facilitator's window and the presenter's open; the devices are bare sockets
 * of this process with their messages made ready beforehand, so that the figures are the host's.
 */
export async function bench(): Promise<void> {
  const asked = process.argv.slice(2).map(Number).filter((seats) => seats > 0)
  for (const seats of asked.length > 0 ? asked : [50, 200, 500]) await measureVotes(seats)
  await measureJoins()
}
