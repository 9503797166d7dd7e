import { z } from 'zod'
import { Look } from './diff-findings.ts'
import { Instant } from './id.ts'
import { Model } from './model.ts'

/**
 * Why the team counts as having looked: its first decision on a finding, the last open finding decided for the first time, a
 * revision frozen, a workshop prepared, or because somebody said so.
 */
export const seenCauses = ['triage-begun', 'triage-finished', 'frozen', 'workshop', 'marked'] as const
export const SeenCause = z.enum(seenCauses)
export type SeenCause = z.infer<typeof SeenCause>

/** What the team last looked at: the model, and what the rules found in it. */
export const Seen = z.object({ at: Instant, cause: SeenCause, model: Model, look: Look })
export type Seen = z.infer<typeof Seen>
