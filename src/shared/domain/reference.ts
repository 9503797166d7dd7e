import { z } from 'zod'

/** A reference of a threat, kept verbatim, with what the shipped catalogue says of it. */
export const Reference = z.object({
  /** As the rule or the imported file wrote it, such as `CWE-319` or `ASVS V9.1.1`. */
  text: z.string().max(200),
  /** What is wrong with it; null where the catalogue knows it and nothing is. `mismatch`: it is about another weakness than those cited beside it. */
  flag: z.enum(['missing', 'deprecated', 'not-a-weakness', 'unknown-scheme', 'mismatch']).nullable(),
  /** How an unversioned id was read, such as `ASVS 4.0.3 V9.1.1`; null where `text` says it all. */
  readAs: z.string().max(200).nullable(),
})
export type Reference = z.infer<typeof Reference>
