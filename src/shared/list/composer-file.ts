import { z } from 'zod'

/** The parts of a Threat Composer file that both directions need. Whatever else an object has is kept; what has another type than promised is absent. */
const Text = z.string().optional().catch(undefined)
const Texts = z.array(z.string().catch('')).optional().catch(undefined)
const Whole = z.number().optional().catch(undefined)
const Metadata = z.array(z.looseObject({ key: z.string(), value: z.union([z.string(), z.array(z.string())]) })).optional().catch(undefined)

export const ComposerThreat = z.looseObject({
  id: z.string().catch(''),
  numericId: Whole,
  metadata: Metadata,
  tags: Texts,
  threatSource: Text,
  prerequisites: Text,
  threatAction: Text,
  threatImpact: Text,
  impactedGoal: Texts,
  impactedAssets: Texts,
  statement: Text,
  status: Text,
})
export type ComposerThreat = z.infer<typeof ComposerThreat>

export const ComposerItem = z.looseObject({ id: z.string().catch(''), numericId: Whole, metadata: Metadata, tags: Texts, content: z.string().catch(''), status: Text })
export type ComposerItem = z.infer<typeof ComposerItem>
export const ComposerLink = z.looseObject({ type: Text, assumptionId: Text, mitigationId: Text, linkedId: z.string().catch('') })
export type ComposerLink = z.infer<typeof ComposerLink>

/** A file without its threats, and the ids that these had. */
export const ComposerDocument = z.looseObject({
  assumptions: z.array(ComposerItem).optional(),
  mitigations: z.array(ComposerItem).optional(),
  assumptionLinks: z.array(ComposerLink).optional(),
  mitigationLinks: z.array(ComposerLink).optional(),
})
export type ComposerDocument = z.infer<typeof ComposerDocument>

/** The value of a metadata entry as text; empty where there is none. */
export function metadataText(item: Pick<ComposerThreat, 'metadata'>, key: string): string {
  const value = item.metadata?.find((entry) => entry.key === key)?.value ?? ''
  return typeof value === 'string' ? value : value.join(', ')
}
