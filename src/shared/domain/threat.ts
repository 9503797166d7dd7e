import { z } from 'zod'
import { Decision } from './decision.ts'
import { DreadValues } from './dread.ts'
import { Id, Instant } from './id.ts'
import { phrasebook } from './phrasebook.ts'
import { Reference } from './reference.ts'
import { Concern, concerns, ThreatStatement } from './statement.ts'
import { Stride } from './stride.ts'
import { ImportedScore, Marker } from './threat-list.ts'

/** Where a threat comes from. */
export const ThreatSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finding'), finding: Id, rule: z.string() }),
  z.object({ kind: z.literal('import'), list: Id, format: z.string(), file: z.string() }),
  z.object({ kind: z.literal('seat'), workshop: Id, seat: Id }),
  z.object({ kind: z.literal('hand') }),
])
export type ThreatSource = z.infer<typeof ThreatSource>

/** A score that a workshop settled: the values that stand for the threat, and how they came about. */
export const SettledScore = z.object({
  values: DreadValues,
  method: z.enum(['rule', 'override']),
  rationale: z.string().max(20_000),
  dissent: z.string().max(20_000),
  workshop: Id,
  at: Instant,
})
export type SettledScore = z.infer<typeof SettledScore>

/** A row of the register. Its identity survives re-analysis, rename and re-import. */
export const Threat = z.object({
  id: Id,
  /** Such as `SS4`: counts up per primary category and is never reused; imported ids are kept. */
  displayId: z.string().min(1).max(60),
  title: z.string().min(1).max(1000),
  description: z.string().max(20_000),
  /** One or more; the first is the primary one. */
  stride: z.array(Stride).min(1),
  /** Ids of elements and flows of the model. */
  affected: z.array(Id),
  evidence: z.array(Id),
  /** Verbatim names and keys of an imported row, kept even where the model has no such part. */
  affectedLabels: z.array(z.string()),
  evidenceKeys: z.array(z.string()),
  references: z.array(Reference),
  mitigations: z.array(z.string()),
  marker: Marker,
  confidence: z.enum(['confirmed', 'possible']),
  source: ThreatSource,
  /** What the rule suggested. Never shown in a workshop before the threat's reveal. */
  suggested: DreadValues.nullable(),
  imported: ImportedScore.nullable(),
  settled: SettledScore.nullable(),
  decision: Decision.nullable(),
  /** Why its finding no longer fires, such as `encrypted of "api -> db" is now yes`; null while it does. */
  gone: z.string().nullable(),
  /** How an imported row was written. */
  layout: z.record(z.string(), z.string()),
  flags: z.array(z.string()),
  /** Absent where nothing was said, as are the marks: a register that was signed before they were there keeps its bytes. */
  statement: ThreatStatement.optional(),
  /** What it may harm besides security. */
  concerns: z.array(Concern).min(1).optional(),
  /** Place in the register among all threats of the project. */
  order: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Threat = z.infer<typeof Threat>

export type ScoreOrigin = 'voted' | 'override' | 'imported' | 'suggested'

/** The five values that stand for a threat now, and where they come from; null where nothing gives all five. */
export function standingScore(threat: Threat): { values: DreadValues; origin: ScoreOrigin } | null {
  if (threat.settled) {
    return { values: threat.settled.values, origin: threat.settled.method === 'rule' ? 'voted' : 'override' }
  }
  if (threat.imported?.dread) return { values: threat.imported.dread, origin: 'imported' }
  if (threat.suggested) return { values: threat.suggested, origin: 'suggested' }
  return null
}

/** What a person may write of a threat by hand. */
export const ThreatDraft = Threat.pick({
  title: true,
  description: true,
  stride: true,
  affected: true,
  mitigations: true,
  marker: true,
}).extend({
  references: z.array(z.string().max(200)),
  statement: ThreatStatement.optional(),
  concerns: z.array(Concern).max(concerns.length).optional(),
})
export type ThreatDraft = z.infer<typeof ThreatDraft>

/** Why a threat's finding no longer fires (`gone`). */
export const gonePhrases = phrasebook([
  ['part-missing', '"{part}" is no longer in the model'],
  ['out-of-scope', '"{part}" is out of scope: {reason}'],
  ['suppressed', 'rule {rule} is silent about "{part}": {reason}'],
  ['pack-off', 'rule pack {pack} is switched off in this project'],
  ['rule-off', 'rule {rule} is switched off in this project'],
  ['pack-missing', 'rule pack {pack} is not there any more'],
  ['fact-changed', '{fact} of "{part}" is now {value}'],
  ['rule-changed', 'its rule no longer applies to the model'],
])

/** What was odd about an imported row (`flags`). */
export const flagPhrases = phrasebook([
  ['id-taken', 'The id {id} was taken, so this threat is {given} here.'],
  ['total-wrong', 'stated total {stated} is not the sum of the values, {sum}'],
  ['no-description', 'line {line}: no description'],
  ['rating-incomplete', 'line {line}: an incomplete DREAD rating'],
  ['no-rating', 'line {line}: no DREAD rating'],
  ['total-incomplete', 'line {line}: an incomplete total'],
  ['no-total', 'line {line}: no total'],
  ['category-unknown', 'its category {category} is none of the six, so it is read as {stride}'],
  ['no-category', 'it states no STRIDE category, so it is read as {stride}'],
  ['state-in-file-why', 'in the file it is {state}: {why}'],
  ['state-in-file', 'in the file it is {state}'],
  ['rating-range', 'rating out of range: values are whole numbers from 1 to 10'],
])
