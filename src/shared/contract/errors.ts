import { z } from 'zod'

/** Where and why a file was refused: for people, at most one line each. */
const FileProblem = z.object({ file: z.string(), place: z.string(), expected: z.string() })

/** Why something well-formed was refused. What the user reads stands in the locale files, under the same names. */
export const refusalReasons = [
  'not-a-fact',
  'fact-without-value',
  'last-diagram',
  'opens-already',
  'id-taken',
  'inside-itself',
  'inside-a-line',
  'inside-elsewhere',
  'nothing-to-undo',
  'nothing-to-redo',
  'on-agenda',
  'nothing-to-freeze',
  'signed-already',
  'scope-unknown',
  'scope-twice',
  'signature-damaged',
  'signature-other-revision',
  'signature-wrong',
  'signature-no-reason',
  'signature-own-key',
  'key-locked',
  'key-damaged',
  'key-no-place',
  'key-not-sealed',
  'not-a-fingerprint',
  'revision-erased',
  'draft-unsigned',
  'no-page',
  'merge-into-itself',
  'accepted-already',
  'not-text',
  'no-rooms-here',
  'log-damaged',
  'workshop-open',
  'seated-already',
  'room-not-open',
  'ticket-spent',
  'anonymous-room',
  'watching-already',
  'no-votes',
  'not-asked',
  'no-name',
  'no-rationale',
  'no-reveal-pending',
  'too-many-proposals',
  'disputed',
  'factors-missing',
  'practice',
  'not-a-co-facilitator',
  'needs-a-device',
  'too-many-comments',
  'nothing-to-reveal',
  'unfit-tables',
  'needs-a-host-seat',
  'wrong-pin',
  'pin-needed',
  'pin-set-already',
  'turn-over',
  'needs-a-file-seat',
  'nothing-to-ask',
  'no-ballots',
  'ballot-damaged',
  'ballot-too-large',
  'ballot-version',
  'ballot-other-workshop',
  'ballot-other-seat',
  'ballot-other-key',
  'ballot-older-agenda',
  'ballot-older-answer',
  'ballot-too-late',
  'pack-exists',
  'project-exists',
  'passphrase-needed',
  'passphrase-wrong',
  'pack-changed',
  'rules-too-slow',
  'picture-too-large',
  'no-response',
] as const
export const RefusalReason = z.enum(refusalReasons)
export type RefusalReason = z.infer<typeof RefusalReason>

/** The kinds of thing that can be missing. */
export const missingThings = ['project', 'diagram', 'element', 'flow', 'boundary', 'object', 'parent', 'end of the flow', 'finding', 'threat', 'revision', 'step', 'workshop', 'item', 'seat', 'role', 'proposal', 'claim', 'table', 'action', 'pack', 'rule', 'blueprint', 'mitigation', 'view'] as const
export const MissingThing = z.enum(missingThings)
export type MissingThing = z.infer<typeof MissingThing>

/**
 * The closed set of error codes. Anything else that goes wrong is logged and becomes `INTERNAL_SERVER_ERROR`.
 * `data` carries what a message in the user's language needs.
 */
export const errors = {
  NOT_FOUND: { status: 404, data: z.object({ what: MissingThing }) },
  /** The input is well-formed but breaks a rule of the domain; `detail` names what it is about, or is empty. */
  REFUSED: { status: 422, data: z.object({ reason: RefusalReason, detail: z.string() }) },
  /** A file that is truncated, hostile, too large, or not what it says. */
  INVALID_FILE: { status: 422, data: FileProblem },
  /** Long work that was cancelled; nothing was changed. */
  CANCELLED: { status: 499 },
  /** The workshop, item or round is not in a phase that allows this. */
  WRONG_PHASE: { status: 409, data: z.object({ phase: z.string() }) },
  /** A vote that lost the race against the reveal. */
  NOT_COUNTED: { status: 409, data: z.object({ item: z.string(), round: z.number() }) },
  /** The caller's seat or role may not do this. */
  FORBIDDEN: { status: 403 },
  UNAUTHORIZED: { status: 401 },
  WRONG_CODE: { status: 401 },
  ROOM_LOCKED: { status: 423 },
  /** The room has as many seats as it can carry. */
  ROOM_FULL: { status: 503 },
  TOO_MANY_REQUESTS: { status: 429, data: z.object({ retryAfterMs: z.number() }) },
} as const

export type ErrorCode = keyof typeof errors
