import { z } from 'zod'
import { Decision } from './decision.ts'
import { DreadValues } from './dread.ts'
import { ImportedMitigation } from './mitigation.ts'
import { Reference } from './reference.ts'
import { Concern, ThreatStatement } from './statement.ts'
import { Stride } from './stride.ts'

/** The neutral tri-state that a list's `+` / `-` stands for; each project chooses its name. */
export const Marker = z.enum(['plus', 'minus', 'none'])
export type Marker = z.infer<typeof Marker>

/** What an imported row said of its own score. Whatever it did not say is null. */
export const ImportedScore = z.object({
  dread: DreadValues.nullable(),
  /** The total as stated, even where it is not the sum of the values. */
  total: z.number().nullable(),
  /** Verbatim, such as `High`. */
  severity: z.string().max(60).nullable(),
  /** Verbatim score cell, such as `8`. */
  score: z.string().max(60).nullable(),
})
export type ImportedScore = z.infer<typeof ImportedScore>

/** A row of an imported threat list, before it becomes a threat of a project. */
export const ImportedThreat = z.object({
  displayId: z.string().max(60),
  title: z.string().max(1000),
  description: z.string().max(20_000),
  stride: z.array(Stride).min(1),
  marker: Marker,
  confidence: z.enum(['confirmed', 'possible']),
  /** Verbatim names of what is affected. */
  affectedLabels: z.array(z.string()),
  /** Verbatim keys of the evidence; resolved against a project's model when there is one. */
  evidenceKeys: z.array(z.string()),
  references: z.array(Reference),
  mitigations: z.array(z.string()),
  score: ImportedScore,
  /** What the file says was decided; absent where it says nothing. */
  decision: Decision.optional(),
  /** Absent where the file says nothing, as are the marks. */
  statement: ThreatStatement.optional(),
  concerns: z.array(Concern).min(1).optional(),
  /** What the file says is done about it, as things that may cover others too; what it only recommends is in `mitigations`. */
  covering: z.array(ImportedMitigation).min(1).optional(),
  /** How the row was written, by names the format chooses, so that it exports as it came. */
  layout: z.record(z.string(), z.string()),
  /** What was odd about the row, such as a stated total that is not the sum. */
  flags: z.array(z.string()),
})
export type ImportedThreat = z.infer<typeof ImportedThreat>

/** What a row says that a threat has in the same words. Its score, decision and mitigations become something else. */
export function importedWords({ title, description, stride, marker, confidence, affectedLabels, evidenceKeys, references, mitigations, statement, concerns, layout, flags }: ImportedThreat) {
  return { title, description, stride, marker, confidence, affectedLabels, evidenceKeys, references, mitigations, layout, flags, ...(statement ? { statement } : {}), ...(concerns ? { concerns } : {}) }
}
