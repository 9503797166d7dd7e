import { z } from 'zod'
import { DreadFactor } from './dread.ts'
import { Id, Instant } from './id.ts'
import { Language } from './language.ts'
import { Rubric } from './rubric.ts'
import { ItemThreat, Vote } from './workshop.ts'

/** What a sealed answer says it is. A later format has another number, and is refused by name. */
export const sealedFormat = 'dreadnought-sealed-ballot/1'

/** A threat as a ballot file asks about it. */
export const BallotItem = ItemThreat.omit({ evidence: true }).extend({ factors: z.array(DreadFactor).min(1) })
export type BallotItem = z.infer<typeof BallotItem>

/** All that a ballot file holds besides its page: what it asks, for whom, and under which key the answer is sealed. */
export const BallotFile = z.object({
  workshop: Id,
  workshopName: z.string(),
  project: z.string(),
  seat: Id,
  /** Empty in an anonymous workshop. */
  name: z.string(),
  language: Language,
  items: z.array(BallotItem).min(1),
  /** Whole: where the project has no text of its own, the built-in one in the file's language. */
  rubric: Rubric,
  /** The workshop's P-256 public key, uncompressed, in base64url. */
  key: z.string(),
  /** Known to this file and to the application only: says that an answer was made from this seat's file. In base64url. */
  ticket: z.string(),
})
export type BallotFile = z.infer<typeof BallotFile>

const Sealed = z.string().max(3_000_000)

/** What comes back: nothing in clear but where it belongs. Bytes are in base64url. */
export const SealedAnswer = z.strictObject({
  format: z.literal(sealedFormat),
  workshop: Id,
  seat: Id,
  /** Digest over the content's `agenda`. */
  agenda: z.string().max(100),
  /** Digest of the public key that it is sealed for. */
  key: z.string().max(100),
  /** The author's P-256 public key of this one answer, uncompressed. */
  ephemeral: z.string().max(100),
  /** AES-256-GCM: ciphertext and tag. */
  sealed: Sealed,
})
export type SealedAnswer = z.infer<typeof SealedAnswer>

const SealedVotes = z.strictObject({
  damage: Vote.exactOptional(),
  reproducibility: Vote.exactOptional(),
  exploitability: Vote.exactOptional(),
  affectedUsers: Vote.exactOptional(),
  discoverability: Vote.exactOptional(),
})

/** What is sealed. */
export const AnswerContent = z.strictObject({
  ticket: z.string().max(100),
  sealedAt: Instant,
  /** Every threat of the file, with the digest of what its author read. */
  agenda: z.array(z.strictObject({ item: Id, digest: z.string().max(100) })).min(1),
  votes: z.array(z.strictObject({ item: Id, votes: SealedVotes })),
})
export type AnswerContent = z.infer<typeof AnswerContent>

/** What became of an answer, in display ids of threats. No value is in it. */
export const AnswerReport = z.object({
  seat: Id,
  sealedAt: Instant,
  /** Recorded in open rounds. */
  entered: z.array(z.string()),
  /** Kept sealed until their first round opens. */
  waiting: z.array(z.string()),
  /** Revealed before the answer came: not counted. */
  notCounted: z.array(z.string()),
  /** Worded otherwise since the file was made, or no longer asked of this seat: not counted. */
  outdated: z.array(z.string()),
  /** An earlier answer of the same seat was replaced. */
  replaced: z.boolean(),
})
export type AnswerReport = z.infer<typeof AnswerReport>
