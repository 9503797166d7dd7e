import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startHostProcess } from '../support/workshop-process.ts'
import { fiveVotes, joinDevice, removeData, type JoinedDevice } from '../support/workshop-room.ts'

const threats = 17
/** Budgets in milliseconds by number of seats. */
const votesP95: Record<number, number> = { 50: 20, 200: 50, 500: 100 }

/** Resolves once every device has been sent a view that `arrived` accepts. */
async function seen(devices: readonly JoinedDevice[], arrived: (item: unknown) => boolean): Promise<{ all: Promise<unknown> }> {
  const watching = devices.map(async ({ calls }) => {
    const views = await calls.watch()
    await views.next()
    return views
  })
  const open = await Promise.all(watching)
  const all = open.map(async (views) => {
    for await (const { items } of views) if (items.every((item) => arrived(item.revealed))) return
  })
  return { all: Promise.all(all) }
}

async function measure(seats: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'votes-'))
  const profile = process.env.VOTES_PROFILE
  const host = await startHostProcess(dataDir, threats, profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])
  try {
    const { url, code, agenda } = host.place
    const joins = performance.now()
    const devices: JoinedDevice[] = []
    while (devices.length < seats) {
      const wave = Math.min(30, seats - devices.length)
      devices.push(...(await Promise.all(Array.from({ length: wave }, (_, number) => joinDevice(url, code, `P${String(devices.length + number)}`)))))
    }
    const joined = performance.now() - joins
    const { all } = await seen(devices, (revealed) => revealed !== null)

    const times: number[] = []
    const cpuBefore = await host.cpu()
    for (const [number, item] of agenda.entries()) {
      await Promise.all(
        devices.map(async ({ calls }, index) => {
          const value = 1 + ((index + number) % 10)
          const start = performance.now()
          await calls.vote({ item, round: 1, votes: fiveVotes([value, value, value, value, value]) })
          // The first waves warm both processes up.
          if (number >= 3) times.push(performance.now() - start)
        }),
      )
    }
    const cpuEach = ((await host.cpu()) - cpuBefore) / (seats * agenda.length)
    times.sort((a, b) => a - b)
    const share = (part: number) => (times[Math.floor(times.length * part)] ?? Number.NaN).toFixed(1)
    const cpuVoted = await host.cpu()
    const start = performance.now()
    host.send('reveal')
    await all
    const fanOut = performance.now() - start
    const cpuReveal = (await host.cpu()) - cpuVoted
    console.log(
      `votes, ${String(seats)} seats all at once, five factors each: sent to acknowledged p50 ${share(0.5)} ms, p95 ${share(0.95)} ms (budget p95 ${String(votesP95[seats])} ms); ` +
        `host's processor ${cpuEach.toFixed(2)} ms a vote; ` +
        `reveal of ${String(threats)} items seen by all after ${fanOut.toFixed(0)} ms (budget 100 ms at 200 seats; host's processor ${cpuReveal.toFixed(0)} ms); joins ${(joined / 1000).toFixed(1)} s`,
    )
  } finally {
    if (profile) await host.end()
    await host.kill()
    removeData(dataDir)
  }
}

/** Prints what a vote takes from the call of a device to its durable acknowledgement, with everybody voting at once, and what a reveal takes. */
export async function bench(): Promise<void> {
  const asked = process.argv.slice(2).map(Number).filter((seats) => seats > 0)
  for (const seats of asked.length > 0 ? asked : [50, 200]) await measure(seats)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench()
