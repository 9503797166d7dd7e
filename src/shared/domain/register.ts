import { z } from 'zod'
import { Band } from './dread.ts'
import { Id, Instant } from './id.ts'
import { Response } from './decision.ts'
import { KnownKey } from './signing-key.ts'
import { agreements, RequiredSignature, signatureMeanings } from './sign-off.ts'
import { Threat } from './threat.ts'
import { VerifyText } from './verify-phrases.ts'

/** A threat with what the register derives from it. Totals and bands are under the project's band scheme. */
export const RegisterRow = z.object({
  threat: Threat,
  affected: z.array(z.string()),
  origin: z.enum(['voted', 'override', 'imported', 'suggested']).nullable(),
  /** Null where nothing gives all five values. */
  total: z.number().nullable(),
  mean: z.number().nullable(),
  band: Band.nullable(),
  /** 1 is the highest total; threats with the same total share a rank (1, 2, 2, 4). */
  rank: z.number().int().nullable(),
  tied: z.boolean(),
  /** Quartiles of the seats' totals, from the votes that the settled score rests on; null where nobody voted. */
  interval: z.object({ q1: z.number(), q3: z.number() }).nullable(),
  /** Damage is 9 or 10. */
  severeDamage: z.boolean(),
  /** Above the project's treatment line, so it must be treated; null without a line or a total. */
  mustTreat: z.boolean().nullable(),
})
export type RegisterRow = z.infer<typeof RegisterRow>

export const exportFormats = ['json', 'csv', 'xlsx', 'pdf', 'html', 'md', 'threat-table', 'stride-list', 'threat-composer', 'threat-dragon', 'otm', 'drawio', 'mermaid', 'svg', 'png', 'sarif', 'jira-csv', 'github-csv', 'gitlab-csv', 'dsse', 'dread'] as const
export const ExportFormat = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof ExportFormat>

export const assurances = ['own key', 'seat key', 'attested by the host'] as const

/** What a signer puts a name to. */
export const SignatureRequest = z.object({
  name: z.string().min(1).max(200),
  role: z.string().min(1).max(200),
  meaning: z.enum(signatureMeanings),
  /** All threats, or the ids of some. */
  scope: z.union([z.literal('all'), z.array(Id).min(1)]),
  /** Signed as it is written; the reason where somebody declines. */
  comment: z.string().max(2000).default(''),
})
export type SignatureRequest = z.infer<typeof SignatureRequest>

/** A signature as a person reads it. */
export const SignatureInfo = SignatureRequest.extend({
  id: Id,
  assurance: z.enum(assurances),
  at: Instant,
  /** SHA-256 fingerprint of the public key, in hexadecimal groups. */
  fingerprint: z.string(),
  valid: z.boolean(),
})
export type SignatureInfo = z.infer<typeof SignatureInfo>

/** A signature with how its key is known in this library. */
export const KnownSignature = SignatureInfo.extend({ known: KnownKey })
export type KnownSignature = z.infer<typeof KnownSignature>

/** A frozen register. */
export const RevisionSummary = z.object({
  id: Id,
  number: z.number().int(),
  /** SHA-256 of the canonical register, in hexadecimal. */
  hash: z.string(),
  createdAt: Instant,
  threats: z.number().int(),
  signatures: z.array(KnownSignature),
  /** Who had to sign when it was frozen, and how far each is. */
  required: z.array(RequiredSignature),
  /** Whether the draft still says the same, as far as what was erased lets one know. */
  current: z.boolean(),
  /** Names and votes were erased for good. */
  erased: z.boolean(),
})
export type RevisionSummary = z.infer<typeof RevisionSummary>

/** A threat of a revision, as whoever signs for it knows it. */
export const SignableThreat = z.object({ id: Id, displayId: z.string(), title: z.string() })
export type SignableThreat = z.infer<typeof SignableThreat>

/** What a sign request shows to whoever is to sign. */
export const SignRequestInfo = z.object({
  project: z.string(),
  system: z.string(),
  release: z.string(),
  number: z.number().int(),
  frozenAt: Instant,
  hash: z.string(),
  asked: z.object({ role: z.string(), meaning: z.enum(agreements), scope: z.union([z.literal('all'), z.array(Id)]) }).nullable(),
  threats: z.array(SignableThreat.extend({ total: z.number().nullable(), band: Band.nullable(), response: Response.nullable(), mustTreat: z.boolean().nullable() })),
})
export type SignRequestInfo = z.infer<typeof SignRequestInfo>

/** One thing that verification looked at. */
export const VerifyCheck = z.object({
  ok: z.boolean(),
  /** In English, made from `said`. */
  what: z.string(),
  detail: z.string(),
  said: z.object({ what: VerifyText, detail: z.array(VerifyText) }),
})
export type VerifyCheck = z.infer<typeof VerifyCheck>

export const VerifyReport = z.object({
  ok: z.boolean(),
  checks: z.array(VerifyCheck),
  signers: z.array(
    z.object({
      /** The name, or a text that says it was cut. */
      name: z.string(),
      role: z.string(),
      meaning: z.string(),
      scope: z.string(),
      assurance: z.string(),
      /** Empty where the signer wrote none. */
      comment: z.string(),
      at: z.string(),
      fingerprint: z.string(),
      ok: z.boolean(),
      trusted: z.boolean().nullable(),
    }),
  ),
  /** What the signatures do not prove, in English, made from `notProvenSaid`. */
  notProven: z.array(z.string()),
  notProvenSaid: z.array(VerifyText),
})
export type VerifyReport = z.infer<typeof VerifyReport>

/** What verification found, signer by signer with how the key is known in this library. */
export const VerifiedHere = VerifyReport.extend({ signers: z.array(VerifyReport.shape.signers.element.extend({ known: KnownKey })) })
export type VerifiedHere = z.infer<typeof VerifiedHere>
