import { z } from 'zod'
import { Instant } from './id.ts'

/** How a key is known in this library; `seen`: somebody's signature by it was taken in, and nobody vouched for the key. */
export const keyStandings = ['own', 'earlier', 'trusted', 'seen', 'unknown'] as const

/** How a key is known here; `name` is what a trusted one is called, and who signed with one that was seen, else empty. */
export const KnownKey = z.object({ as: z.enum(keyStandings), name: z.string() })
export type KnownKey = z.infer<typeof KnownKey>

/** Whether a key is vouched for: this installation's own, or one that the user trusts. */
export function isVouchedFor({ as }: Pick<KnownKey, 'as'>): boolean {
  return as === 'own' || as === 'earlier' || as === 'trusted'
}

/** A key whose holder the user compared fingerprints with. */
export const TrustedKey = z.object({ keyId: z.string(), fingerprint: z.string(), name: z.string(), addedAt: Instant })
export type TrustedKey = z.infer<typeof TrustedKey>

/** A key by which somebody's signature was taken in, with who signed and how often. The name is empty where it was erased. */
export const SeenKey = z.object({ keyId: z.string(), fingerprint: z.string(), name: z.string(), role: z.string(), signatures: z.number().int() })
export type SeenKey = z.infer<typeof SeenKey>

const FileOut = z.object({ name: z.string(), mime: z.string(), bytes: z.base64() })

/** A key of this installation: its fingerprint, the revisions it signed in this library, and its public part as a file (SubjectPublicKeyInfo, PEM). */
const InstallationKey = z.object({ fingerprint: z.string(), from: Instant, signed: z.array(z.object({ project: z.string(), revision: z.number().int() })), file: FileOut })
const kept = z.enum(['system', 'file'])

/** All keys of this installation. */
export const OwnKeys = z.object({
  /** The one that signs here; null where none can be read. */
  current: InstallationKey.extend({ kept }).nullable(),
  /** Why nothing can be signed, and the file it is about. */
  trouble: z.object({ reason: z.enum(['key-locked', 'key-damaged']), file: z.string() }).nullable(),
  /** The one that the program signs with where it runs in the other host: in a browser, or as a desktop application. */
  other: InstallationKey.extend({ kept }).nullable(),
  earlier: z.array(InstallationKey.extend({ to: Instant })),
})
export type OwnKeys = z.infer<typeof OwnKeys>
export type InstallationKey = z.infer<typeof InstallationKey>
