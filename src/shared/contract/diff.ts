import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Comparison } from '../domain/comparison.ts'
import { DrawnChanges } from '../domain/drawn-changes.ts'
import { FindingChange } from '../domain/diff-findings.ts'
import { Id, Instant } from '../domain/id.ts'
import { seenCauses } from '../domain/seen.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfProject = z.object({ project: Id })
const File = z.object({ name: z.string().max(500), bytes: z.base64().max(45_000_000) })

/** One side of a comparison. */
export const DiffSide = z.discriminatedUnion('kind', [
  /** The model and register as they are. */
  z.object({ kind: z.literal('now') }),
  /** The model as the team last saw it. */
  z.object({ kind: z.literal('seen') }),
  z.object({ kind: z.literal('revision'), revision: Id }),
  /** The model as it was before an undoable step that stands. */
  z.object({ kind: z.literal('before-step'), step: z.number().int().min(1) }),
  /** A diagram, a register file, or a project file (.dread). */
  z.object({ kind: z.literal('file'), file: File }),
])
export type DiffSide = z.infer<typeof DiffSide>

const Compared = OfProject.extend({ before: DiffSide, after: DiffSide, job: z.string() })

/** What changed: since the team last looked, and between any two states. */
export const diffContract = {
  /** What became of the findings since the team last looked; `seen` is null where nobody ever did, and then nothing is a change. */
  since: op.input(OfProject).output(z.object({ seen: z.object({ at: Instant, cause: z.enum(seenCauses) }).nullable(), changes: z.array(FindingChange) })),
  /** Says that the team has seen all there is now. */
  markSeen: op.input(OfProject).output(z.object({ at: Instant })),
  /** Takes the mark of that instant back; what was seen before then counts again. */
  forgetSeen: op.input(OfProject.extend({ at: Instant })).output(z.void()),
  compare: op.input(Compared).output(Comparison),
  /** Both sides in one model, for a picture of what changed. */
  drawing: op.input(Compared).output(DrawnChanges),
  export: op.input(Compared.extend({ format: z.enum(['json', 'md']) })).output(z.object({ name: z.string(), mime: z.string(), bytes: z.base64() })),
}
