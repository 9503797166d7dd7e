import { z } from 'zod'

/** What a signer agrees to by signing. */
export const agreements = ['reviewed', 'approved', 'accepts the risk'] as const

/** What a signed statement over a revision says: an agreement, or that somebody declines, for a reason. */
export const signatureMeanings = [...agreements, 'declined'] as const

/** Which threats somebody has to sign for at least: all, those above the treatment line, or those whose risk was accepted. */
export const requiredScopes = ['all', 'must-treat', 'accepted'] as const
export type RequiredScope = (typeof requiredScopes)[number]

/** Somebody who has to sign, by role. It is part of what is frozen, so a copy can not forget it. */
export const RequiredSigner = z.object({
  id: z.string().min(1).max(64),
  role: z.string().max(200),
  meaning: z.enum(agreements),
  scope: z.enum(requiredScopes),
})
export type RequiredSigner = z.infer<typeof RequiredSigner>

/** How far a required signature is. `partly`: signed, but not for all threats that it has to be for. */
export const requiredStates = ['open', 'partly', 'declined', 'signed'] as const
export const RequiredSignature = RequiredSigner.extend({ state: z.enum(requiredStates), names: z.array(z.string()) })
export type RequiredSignature = z.infer<typeof RequiredSignature>
