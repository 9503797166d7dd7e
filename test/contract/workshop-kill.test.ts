import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { sha256 } from '../../src/main/app/crypto.ts'
import { readLog } from '../../src/main/store/workshops.ts'
import { EventBody, entryOf } from '../../src/main/workshop/events.ts'
import { replay } from '../../src/main/workshop/reduce.ts'
import { dreadFactors } from '../../src/shared/domain/dread.ts'
import { opens } from '../../src/shared/proof/disclosure.ts'
import { brokenLink } from '../../src/shared/proof/log.ts'
import { startHostProcess } from '../support/workshop-process.ts'
import { joinDevice, openDevice, removeData, type SeatCalls } from '../support/workshop-room.ts'

const kills = Number(process.env['WORKSHOP_KILLS'] ?? 5)
const seatCount = 6

interface Voter {
  seat: string
  token: string
  calls: SeatCalls
  /** Values by item and factor in the order of their acknowledgement; the one that was on its way at a kill may or may not be there. */
  acknowledged: Map<string, number[]>
  onItsWay: { key: string; value: number } | null
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

/** What the log on disk says this seat voted, by item and factor, in order. */
function votesInLog(log: ReturnType<typeof readLog>, seat: string): Map<string, unknown[]> {
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

it(`I2 I7 ${String(kills)} kills under load: no acknowledged vote is lost, none is invented, every seat comes back`, { timeout: 60_000 + kills * 10_000 }, async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'workshop-kill-'))
  // A small generator with a fixed start, so that a failure can be told again.
  let seed = 20_260_301
  const random = () => ((seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648)
  let host = await startHostProcess(dataDir, 3)
  const first = host.place
  try {
    const voters: Voter[] = []
    for (let number = 0; number < seatCount; number += 1) {
      const { seat, token, calls } = await joinDevice(first.url, first.code, `P${String(number)}`)
      voters.push({ seat, token, calls, acknowledged: new Map(), onItsWay: null })
    }
    for (let kill = 0; kill < kills; kill += 1) {
      const voting = voters.map((voter) => voteAway(voter, first.agenda, random))
      await new Promise((resolve) => setTimeout(resolve, 50 + random() * 400))
      await host.kill()
      await Promise.all(voting)

      const db = new Database(path.join(dataDir, 'library.sqlite'), { readonly: true })
      const log = readLog(db, first.workshop)
      db.close()
      expect(brokenLink(log.map(({ event }) => event), sha256)).toBeNull()
      expect(log.every(({ disclosures }) => disclosures.every((disclosure) => opens(disclosure, sha256)))).toBe(true)
      expect(replay(log.map(({ event, disclosures }) => entryOf(event, disclosures)))?.seats).toHaveLength(seatCount)
      for (const voter of voters) settleAccounts(voter, votesInLog(log, voter.seat))

      host = await startHostProcess(dataDir, 3)
      expect(host.place).toEqual(first)
      for (const voter of voters) {
        const { calls } = await openDevice(first.url)
        expect(await calls.resume({ token: voter.token })).toEqual({ seat: voter.seat })
        voter.calls = calls
      }
    }
    const all = voters.reduce((sum, { acknowledged }) => sum + [...acknowledged.values()].flat().length, 0)
    expect(all).toBeGreaterThan(kills * seatCount)
  } finally {
    await host.kill()
    removeData(dataDir)
  }
})

/** The log holds what was acknowledged, in order, and at most the one vote that was on its way. */
function settleAccounts(voter: Voter, found: Map<string, unknown[]>): void {
  const { onItsWay, acknowledged } = voter
  if (onItsWay) {
    const before = acknowledged.get(onItsWay.key) ?? []
    if ((found.get(onItsWay.key)?.length ?? 0) > before.length) acknowledged.set(onItsWay.key, [...before, onItsWay.value])
    voter.onItsWay = null
  }
  const expected = [...acknowledged].map(([key, values]) => [key, values.map((value) => ({ value }))])
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
}
