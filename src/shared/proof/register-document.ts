import { z } from 'zod'
import { Decision } from '../domain/decision.ts'
import { Band, DreadValues } from '../domain/dread.ts'
import { Id, Instant } from '../domain/id.ts'
import { Model } from '../domain/model.ts'
import { Mitigation } from '../domain/mitigation.ts'
import { Assumption, ProjectHeader } from '../domain/project.ts'
import { Threat } from '../domain/threat.ts'
import { RoundResult, WorkshopEvent, WorkshopSettings } from '../domain/workshop.ts'
import { digestPattern } from './disclosure.ts'
import { PartDigests } from './part-digests.ts'

/** Names the shape of the signed part. A change that old programs would misread gets a new number. */
export const registerSchema = 'dreadnought-register/1'

/** What stands for a sealed value; null where there was nothing to seal. */
const Sealed = z.string().regex(digestPattern).nullable()

/** A threat's score as the register states it, under the header's band scheme. */
export const StatedScore = z.object({
  values: DreadValues,
  origin: z.enum(['voted', 'override', 'imported', 'suggested']),
  total: z.number(),
  band: Band,
  rank: z.number().int(),
  tied: z.boolean(),
  interval: z.object({ q1: z.number(), q3: z.number() }).nullable(),
  severeDamage: z.boolean(),
  mustTreat: z.boolean().nullable(),
})
export type StatedScore = z.infer<typeof StatedScore>

/** A threat as it is signed: no name stands in it. When it was last touched is left out, so that an edit taken back leaves no trace. */
export const SignedThreat = Threat.omit({ decision: true, updatedAt: true }).extend({
  decision: Decision.omit({ owner: true, riskOwner: true, approver: true }).extend({ owner: Sealed, riskOwner: Sealed.optional(), approver: Sealed.optional() }).nullable(),
  /** What is affected, as people read it. */
  affectedNames: z.array(z.string()),
  score: StatedScore.nullable(),
  /** What the room voted, round by round, without who. */
  rounds: z.array(RoundResult),
})
export type SignedThreat = z.infer<typeof SignedThreat>

/** A mitigation as it is signed, without the name of who does it. */
export const SignedMitigation = Mitigation.omit({ owner: true, updatedAt: true }).extend({ owner: Sealed })
export type SignedMitigation = z.infer<typeof SignedMitigation>

export const SignedHeader = ProjectHeader.omit({ assumptions: true }).extend({
  assumptions: z.array(Assumption.omit({ owner: true }).extend({ owner: Sealed })),
})
export type SignedHeader = z.infer<typeof SignedHeader>

/** A workshop with its whole log. Names and votes stand in the log as digests. */
export const SignedWorkshop = z.object({
  id: Id,
  name: z.string(),
  settings: WorkshopSettings,
  log: z.array(WorkshopEvent),
  /** Hash of the log's last event. */
  head: z.string(),
})
export type SignedWorkshop = z.infer<typeof SignedWorkshop>

/** A threat list as it was imported, so that it can be written back as it came. */
export const SignedList = z.object({ id: Id, format: z.string(), file: z.string(), layout: z.record(z.string(), z.string()) })
export type SignedList = z.infer<typeof SignedList>

/** The signed part of a register: what a revision's hash is over. */
export const RegisterDocument = z.object({
  schema: z.literal(registerSchema),
  /** How and when it was frozen. Everything else is the register's content. */
  revision: z.object({
    number: z.number().int().min(1),
    frozenAt: Instant,
    program: z.string(),
    rulePacks: z.array(z.string()),
    catalogue: z.string(),
    /** Absent in registers that were frozen before there were any. */
    digests: PartDigests.optional(),
  }),
  project: z.object({ id: Id, name: z.string() }),
  header: SignedHeader,
  model: Model,
  lists: z.array(SignedList),
  threats: z.array(SignedThreat),
  /** Absent where there is none, as in registers that were signed before there were any. */
  mitigations: z.array(SignedMitigation).min(1).optional(),
  workshops: z.array(SignedWorkshop),
})
export type RegisterDocument = z.infer<typeof RegisterDocument>
