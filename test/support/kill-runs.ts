import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { sha256 } from '../../src/main/app/crypto.ts'
import { readLog } from '../../src/main/store/workshops.ts'
import { EventBody, entryOf } from '../../src/shared/workshop/events.ts'
import { replay } from '../../src/shared/workshop/reduce.ts'
import { dreadFactors } from '../../src/shared/domain/dread.ts'
import { opens } from '../../src/shared/proof/disclosure.ts'
import { brokenLink } from '../../src/shared/proof/log.ts'
import { startHostProcess } from './workshop-process.ts'
import { joinDevice, openDevice, removeData, type SeatCalls } from './workshop-room.ts'

interface Voter {
  seat: string
  token: string
  calls: SeatCalls
  /** Values by item and factor in the order of their acknowledgement. */
  acknowledged: Map<string, number[]>
  /** The one that was on its way at a kill may or may not be there. */
  onItsWay: { key: string; value: number } | null
}

export interface KillFigures {
  acknowledged: number
  /** Acknowledged votes that the log does not hold, or not in their order. */
  lost: number
  /** Votes in the log that nobody cast. */
  invented: number
  /** Milliseconds from each kill until a seat had its view again, seat by seat. The host is started again at once. */
  reattach: number[]
}

/** As the seat's page tries again: milliseconds, the waits grow, and no two devices come at once. */
const page = { firstWait: 250, grows: 1.7, longestWait: 2000 }

/** Kills a host with `kill -9` at random moments while `seats` devices vote, restarts it, and counts; `seed` draws the moments. Throws where the log is not sound. */
export async function killRuns({ kills, seats, seed = 20_260_301 }: { kills: number; seats: number; seed?: number }): Promise<KillFigures> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'workshop-kill-'))
  // A small generator with a fixed start, so that a failure can be told again.
  let drawn = seed
  const random = () => ((drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648)
  const figures: KillFigures = { acknowledged: 0, lost: 0, invented: 0, reattach: [] }
  let host = await startHostProcess(dataDir, 3)
  const first = host.place
  try {
    const voters: Voter[] = []
    for (let number = 0; number < seats; number += 1) {
      const { seat, token, calls } = await joinDevice(first.url, first.code, `P${String(number)}`)
      voters.push({ seat, token, calls, acknowledged: new Map(), onItsWay: null })
    }
    for (let kill = 0; kill < kills; kill += 1) {
      const voting = voters.map((voter) => voteAway(voter, first.agenda, random))
      await new Promise((resolve) => setTimeout(resolve, 50 + random() * 400))
      await host.kill()
      const killed = performance.now()
      const restarted = startHostProcess(dataDir, 3)
      await Promise.all(voting)
      const back = voters.map((voter) => comeBack(voter, first.url, random).then(() => figures.reattach.push(performance.now() - killed)))
      host = await restarted
      if (JSON.stringify(host.place) !== JSON.stringify(first)) throw new Error('the room came back elsewhere')
      await Promise.all(back)
      const log = soundLog(dataDir, first.workshop, seats)
      for (const voter of voters) settleAccounts(voter, votesInLog(log, voter.seat), figures)
    }
    figures.acknowledged = voters.reduce((sum, { acknowledged }) => sum + [...acknowledged.values()].flat().length, 0)
    return figures
  } finally {
    await host.kill()
    removeData(dataDir)
  }
}

/** Votes one after the other until the line dies. */
async function voteAway(voter: Voter, agenda: readonly string[], random: () => number): Promise<void> {
  for (;;) {
    const item = agenda[Math.floor(random() * agenda.length)] ?? ''
    const factor = dreadFactors[Math.floor(random() * dreadFactors.length)] ?? 'damage'
    const value = 1 + Math.floor(random() * 10)
    const key = `${item} ${factor}`
    voter.onItsWay = { key, value }
    try {
      await voter.calls.vote({ item, round: 1, votes: { [factor]: { value } } })
    } catch {
      return
    }
    voter.acknowledged.set(key, [...(voter.acknowledged.get(key) ?? []), value])
    voter.onItsWay = null
  }
}

/** Tries until the seat has its view again. */
async function comeBack(voter: Voter, url: string, random: () => number): Promise<void> {
  for (let wait = page.firstWait; ; wait = Math.min(page.longestWait, wait * page.grows)) {
    await new Promise((resolve) => setTimeout(resolve, wait * (0.75 + random() / 2)))
    try {
      const { calls } = await openDevice(url)
      const { seat } = await calls.resume({ token: voter.token })
      if (seat !== voter.seat) throw new Error('another seat')
      const views = await calls.watch()
      await views.next()
      await views.return()
      voter.calls = calls
      return
    } catch (error) {
      if (error instanceof Error && error.message === 'another seat') throw error
    }
  }
}

type Log = ReturnType<typeof readLog>

function soundLog(dataDir: string, workshop: string, seats: number): Log {
  const db = new Database(path.join(dataDir, 'library.sqlite'), { readonly: true })
  const log = readLog(db, workshop)
  db.close()
  const broken = brokenLink(log.map(({ event }) => event), sha256)
  if (broken !== null) throw new Error(broken)
  if (!log.every(({ disclosures }) => disclosures.every((disclosure) => opens(disclosure, sha256)))) throw new Error('a vote does not open its digest')
  if (replay(log.map(({ event, disclosures }) => entryOf(event, disclosures)))?.seats.length !== seats) throw new Error('a seat is missing')
  return log
}

/** What the log on disk says this seat voted, by item and factor, in order. */
function votesInLog(log: Log, seat: string): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>()
  for (const { event, disclosures } of log) {
    const body = EventBody.parse({ type: event.type, payload: event.payload })
    if (body.type !== 'voted' || body.payload.seat !== seat) continue
    for (const { factor, vote } of body.payload.votes) {
      const key = `${body.payload.item} ${factor}`
      const value = disclosures.find(({ digest }) => digest === vote)?.value
      found.set(key, [...(found.get(key) ?? []), value])
    }
  }
  return found
}

/** The log holds what was acknowledged, in order, and at most the one vote that was on its way. */
function settleAccounts(voter: Voter, found: ReadonlyMap<string, unknown[]>, figures: KillFigures): void {
  const { onItsWay, acknowledged } = voter
  for (const key of new Set([...acknowledged.keys(), ...found.keys()])) {
    const inLog = (found.get(key) ?? []).map((vote) => JSON.stringify(vote))
    const said = acknowledged.get(key) ?? []
    figures.lost += said.filter((value, place) => inLog[place] !== JSON.stringify({ value })).length
    const more = inLog.slice(said.length)
    const arrived = onItsWay?.key === key && more[0] === JSON.stringify({ value: onItsWay.value })
    // It was taken, so it must stay from now on.
    if (arrived && onItsWay) acknowledged.set(key, [...said, onItsWay.value])
    figures.invented += more.length - (arrived ? 1 : 0)
  }
  voter.onItsWay = null
}
