import { z } from 'zod'
import { DreadValues } from '../domain/dread.ts'
import { registerRows } from '../domain/register-rows.ts'
import type { RegisterRow } from '../domain/register.ts'
import { canonicalText } from './canonical.ts'
import type { RegisterDocument, SignedThreat, SignedWorkshop, StatedScore } from './register-document.ts'
import { plainThreat } from './plain-threat.ts'

/** What a register states of a row's score; null where nothing gives all five values. */
export function statedScore(row: RegisterRow): StatedScore | null {
  const { threat, origin, total, band, rank, tied, interval, severeDamage, mustTreat } = row
  const values = origin === null ? null : origin === 'imported' ? threat.imported?.dread : origin === 'suggested' ? threat.suggested : threat.settled?.values
  if (!values || origin === null || total === null || band === null || rank === null) return null
  return { values, origin, total, band, rank, tied, interval, severeDamage, mustTreat }
}

/** Threats whose stated score does not follow from their values and the header's scheme, by display id. */
export function wrongScores(register: RegisterDocument): string[] {
  const plain = register.threats.map((threat) => plainThreat(threat, () => null))
  const rows = registerRows(plain, register.header, () => [], () => [])
  return register.threats.filter((threat, index) => !statesWhatFollows(threat, rows[index])).map((threat) => threat.displayId)
}

function statesWhatFollows(threat: SignedThreat, row: RegisterRow | undefined): boolean {
  if (!row) return false
  const expected = statedScore(row)
  if (expected === null || threat.score === null) return expected === threat.score
  // Votes may be cut, so the interval can not be worked out again; it is under the revision's hash.
  return canonicalText({ ...threat.score, interval: null }) === canonicalText({ ...expected, interval: null })
}

const Settled = z.object({
  item: z.string(),
  values: DreadValues,
  method: z.enum(['rule', 'override']),
  rationale: z.string(),
  dissent: z.string(),
})

/** How many threats were settled in a workshop whose log is not in the register. */
export function settledElsewhere(register: RegisterDocument): number {
  const here = new Set(register.workshops.map((workshop) => workshop.id))
  return register.threats.filter((threat) => threat.settled && !here.has(threat.settled.workshop)).length
}

interface UnsupportedScore {
  displayId: string
  why: 'score-left-out' | 'score-never' | 'score-otherwise'
}

/** Threats whose settled score is not the last one that the log of the named workshop settled, by display id, and why. */
export function unsupportedScores(register: RegisterDocument): UnsupportedScore[] {
  const settled = new Map(register.workshops.map((workshop) => [workshop.id, lastSettled(workshop)]))
  return register.threats.flatMap((threat): UnsupportedScore[] => {
    if (!threat.settled) {
      const dropped = [...settled.values()].some((log) => log.has(threat.id))
      return dropped ? [{ displayId: threat.displayId, why: 'score-left-out' }] : []
    }
    const { values, method, rationale, dissent, workshop } = threat.settled
    const log = settled.get(workshop)
    // A copied project keeps the scores of a workshop that is the original's; signers sign them as they stand.
    if (!log) return []
    const found = log.get(threat.id)
    if (!found) return [{ displayId: threat.displayId, why: 'score-never' }]
    const same = canonicalText({ ...found, item: threat.id }) === canonicalText({ item: threat.id, values, method, rationale, dissent })
    return same ? [] : [{ displayId: threat.displayId, why: 'score-otherwise' }]
  })
}

function lastSettled(workshop: SignedWorkshop): Map<string, z.infer<typeof Settled>> {
  const last = new Map<string, z.infer<typeof Settled>>()
  for (const event of workshop.log) {
    if (event.type !== 'settled') continue
    const read = Settled.safeParse(event.payload)
    if (read.success) last.set(read.data.item, read.data)
  }
  return last
}
