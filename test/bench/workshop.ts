import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { SeatView } from '../../src/shared/domain/workshop.ts'
import { type KillFigures, killRuns } from '../support/kill-runs.ts'
import { joinRaw, type RawSeat } from '../support/raw-seat.ts'
import { startHostProcess, type HostProcess } from '../support/workshop-process.ts'
import { fiveVotes, removeData } from '../support/workshop-room.ts'
import { report, share } from './report.ts'

const root = path.resolve(import.meta.dirname, '../..')
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
    const empty = await host.figures()
    const devices = await seatDevices(host, seats)
    const times: number[] = []
    const before = await host.figures()
    report(`${String(seats)} joins, each with its view`, { median: Number.NaN, p95: Number.NaN, cpu: (before.cpu - empty.cpu) / seats }, '', 'cpu: a join')
    const own = process.cpuUsage()
    for (const [number, item] of host.place.agenda.entries()) {
      const took = await voteAtOnce(devices, item, number)
      if (number >= warmUp) times.push(...took)
    }
    const { user, system } = process.cpuUsage(own)
    const clients = (user + system) / 1000 / (seats * threats)
    const voted = await host.figures()
    const each = (voted.cpu - before.cpu) / (seats * threats)
    report(`${String(seats)} seats vote at once, acknowledged`, { median: share(times, 0.5), p95: share(times, 0.95), cpu: each }, budgets[seats] ?? '', `cpu: a vote, with all views it causes; ${clients.toFixed(2)} ms more are the clients’`)
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

/** A log of so many kills is a long workshop's: some ten thousand votes. */
const killsARoom = 20

/** `kill -9` at random moments while the room votes; room after room, each with its own run of chance. */
async function measureKills(kills: number): Promise<void> {
  const start = performance.now()
  const rooms: KillFigures[] = []
  for (let done = 0; done < kills; done += killsARoom) rooms.push(await killRuns({ kills: Math.min(killsARoom, kills - done), seats: 12, seed: done + 1 }))
  const sum = (count: (room: KillFigures) => number) => rooms.reduce((all, room) => all + count(room), 0)
  const acknowledged = sum((room) => room.acknowledged)
  const lost = sum((room) => room.lost)
  const invented = sum((room) => room.invented)
  const reattach = rooms.flatMap((room) => room.reattach)
  const most = Math.max(...reattach)
  report(
    `${String(kills)} kills under load, until seats are back`,
    { median: share(reattach, 0.5), p95: share(reattach, 0.95), cpu: null },
    '3000 ms',
    `longest ${most.toFixed(0)}; ${String(acknowledged)} votes acknowledged, ${String(lost)} lost, ${String(invented)} invented; took ${seconds(start)}`,
  )
  if (lost + invented > 0) throw new Error('votes were lost or invented')
}

/** The property tests of the workshop, longer than CI has time for. */
async function longProperties(runs: number): Promise<void> {
  const start = performance.now()
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
  const folder = mkdtempSync(path.join(tmpdir(), 'stories-'))
  const file = path.join(folder, 'report.json')
  const child = spawn(process.execPath, [vitest, 'run', 'test/unit/workshop/invariants.test.ts', '--reporter=json', `--outputFile.json=${file}`, '--testTimeout=7200000'], {
    cwd: root,
    env: { ...process.env, WORKSHOP_RUNS: String(runs) },
    stdio: 'ignore',
  })
  await new Promise((resolve) => child.once('close', resolve))
  const { numPassedTests, numTotalTests } = z.object({ numPassedTests: z.number(), numTotalTests: z.number() }).parse(JSON.parse(readFileSync(file, 'utf8')))
  removeData(folder)
  report(`${String(runs)} random stories for each property`, { median: Number.NaN, p95: Number.NaN, cpu: null }, 'all hold', `${String(numPassedTests)} of ${String(numTotalTests)} hold; took ${seconds(start)}`)
  if (numPassedTests !== numTotalTests) throw new Error('a property does not hold')
}

const seconds = (start: number) => `${((performance.now() - start) / 1000).toFixed(0)} s`

/**
 * A room under load. The host is a process of its own, with the facilitator's window and the presenter's open; the devices are bare sockets
 * of this process with their messages made ready beforehand, so that the figures are the host's. Every wave of votes follows the last one at
 * once, so that it also meets the views that the last one caused. Then what CI has no time for: long runs of the properties, and many kills.
 * `npm run bench:workshop -- 200` measures a room of 200 seats only, `-- long` the long runs alone; WORKSHOP_RUNS and WORKSHOP_KILLS make the long runs shorter.
 */
export async function bench(): Promise<void> {
  const asked = process.argv.slice(2).map(Number).filter((seats) => seats > 0)
  if (process.argv.includes('long')) return longRuns()
  for (const seats of asked.length > 0 ? asked : [50, 200, 500]) await measureVotes(seats)
  if (asked.length > 0) return
  await measureJoins()
  // Among all benchmarks they would take longer than the rest together.
  if (!process.argv.includes('workshop')) return
  await longRuns()
}

async function longRuns(): Promise<void> {
  await longProperties(Number(process.env['WORKSHOP_RUNS'] ?? 10_000))
  await measureKills(Number(process.env['WORKSHOP_KILLS'] ?? 200))
}
