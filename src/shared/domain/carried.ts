import { z } from 'zod'
import { Decision } from './decision.ts'
import { DreadValues } from './dread.ts'
import { Facts } from './fact.ts'
import { ImportedMitigation } from './mitigation.ts'
import { Box, ElementKind } from './model.ts'
import { Concern, ThreatStatement } from './statement.ts'
import { Stride } from './stride.ts'
import { Marker } from './threat-list.ts'

/** The free field of other tools' files in which ours travels. */
export const carriedName = 'custom:dreadnought'

/** What a part has that the format of the file has no place for. Ids are the file's. Absent: the file itself says it. */
export const CarriedPart = z.object({
  /** What it is, where the drawing does not say. */
  role: z.enum(['element', 'boundary']).optional(),
  kind: ElementKind.optional(),
  technology: z.string().max(80).nullable().optional(),
  facts: Facts.optional(),
  /** What it stands in, where that is not what the drawing says, as long as it is still drawn at `drawn`. */
  parent: z.string().max(500).nullable().optional(),
  /** Where it stands, as long as it is still drawn at `drawn`. */
  box: Box.nullable().optional(),
  drawn: Box.optional(),
  /** Why it is out of scope. */
  outOfScope: z.string().max(2000).optional(),
  /** Notes with characters that the format can not hold. */
  notes: z.string().max(20_000).optional(),
  /** Of a boundary where the format knows boxes only. */
  line: z.literal(true).optional(),
  /** A box that is there only because the format wants one around everything. */
  outside: z.literal(true).optional(),
  /** Properties that the writer made of facts, with what it wrote; as long as they say that, they are no notes. */
  wrote: z.record(z.string(), z.string()).optional(),
})
export type CarriedPart = z.infer<typeof CarriedPart>

/** What a threat has that the format of the file has no place for. */
export const CarriedThreat = z.object({
  displayId: z.string().max(60).optional(),
  stride: z.array(Stride).min(1).optional(),
  marker: Marker.optional(),
  confidence: z.enum(['confirmed', 'possible']).optional(),
  dread: DreadValues.optional(),
  total: z.number().nullable().optional(),
  severity: z.string().max(60).nullable().optional(),
  score: z.string().max(60).nullable().optional(),
  /** Ids in the file, or keys of what the file does not hold. */
  evidence: z.array(z.string().max(1100)).max(1000).optional(),
  affected: z.array(z.string().max(1100)).max(1000).optional(),
  references: z.array(z.string().max(200)).max(1000).optional(),
  mitigations: z.array(z.string().max(20_000)).max(1000).optional(),
  decision: Decision.optional(),
  statement: ThreatStatement.optional(),
  concerns: z.array(Concern).min(1).optional(),
  covering: z.array(ImportedMitigation).max(1000).optional(),
  /** What the file's own fields said when this was written: where they say something else by now, they are right. */
  as: z.record(z.string(), z.string()).optional(),
})
export type CarriedThreat = z.infer<typeof CarriedThreat>

/** What a free field carries; nothing where it is absent, or was damaged on its way. */
export function carriedPart(value: unknown): CarriedPart {
  return CarriedPart.safeParse(value).data ?? {}
}

export function carriedThreat(value: unknown): CarriedThreat {
  return CarriedThreat.safeParse(value).data ?? {}
}

/**
 * The facts of a part: what the file states, and what it carries beside. A carried fact is used where the file says the same or nothing;
 * `lost` are facts that the file would state if they were still so.
 */
export function mergedFacts(stated: Facts, carried: Facts | undefined, lost: (fact: string, value: string) => boolean): Facts {
  const facts = { ...stated }
  for (const [name, fact] of Object.entries(carried ?? {})) {
    const own = Object.hasOwn(stated, name) ? stated[name] : undefined
    if (own ? own.value === fact.value : !lost(name, fact.value)) facts[name] = fact
  }
  // By name, so that the same facts are written in the same order, whichever way they came.
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
