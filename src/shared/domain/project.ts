import { z } from 'zod'
import { BandScheme, defaultBandScheme } from './dread.ts'
import { Id, Instant, PlainDate } from './id.ts'
import { RequiredSigner } from './sign-off.ts'

const Text = z.string().max(20_000)

export const Assumption = z.object({
  id: Id,
  text: Text,
  owner: z.string().max(200),
  confirmed: z.enum(['yes', 'no', 'unknown']),
})
export type Assumption = z.infer<typeof Assumption>

const Need = z.enum(['low', 'medium', 'high'])
export const classifications = ['public', 'internal', 'confidential', 'restricted'] as const
export const Classification = z.enum(classifications)
export type Classification = z.infer<typeof Classification>

/** An asset with its need for confidentiality, integrity and availability. What is absent was never said: older headers and frozen ones keep their bytes. */
export const Asset = z.object({
  id: Id,
  name: z.string().max(200),
  confidentiality: Need,
  integrity: Need,
  availability: Need,
  classification: Classification.optional(),
  /** Flows that carry it and elements that hold or handle it. Who reads it ignores parts that are gone. */
  on: z.array(Id).optional(),
})
export type Asset = z.infer<typeof Asset>

/** What the threat model is about and how it is judged. */
export const ProjectHeader = z.object({
  system: z.string().max(500),
  release: z.string().max(200),
  purpose: Text,
  environment: Text,
  exclusions: Text,
  assumptions: z.array(Assumption),
  assets: z.array(Asset),
  /** A total above which a threat must be treated, 5 to 50; null where the project has none. */
  treatmentLine: z.number().min(4).max(50).nullable(),
  acceptanceCriteria: Text,
  reviewDate: PlainDate.nullable(),
  /** What this project calls the `+` / `-` marker of its threats. */
  markerName: z.string().max(60),
  bandScheme: BandScheme,
  /** Who has to sign a revision. */
  requiredSigners: z.array(RequiredSigner).max(50).default([]),
})
export type ProjectHeader = z.infer<typeof ProjectHeader>

/** What other tools' files call a system without a name, for they want one; no name is read from it. */
export const unnamedSystem = 'Threat model'

export const defaultHeader: ProjectHeader = {
  system: '',
  release: '',
  purpose: '',
  environment: '',
  exclusions: '',
  assumptions: [],
  assets: [],
  treatmentLine: 30,
  acceptanceCriteria: '',
  reviewDate: null,
  markerName: '',
  bandScheme: defaultBandScheme,
  requiredSigners: [],
}

/** A line of the library. */
export const ProjectSummary = z.object({
  id: Id,
  name: z.string().min(1).max(200),
  createdAt: Instant,
  updatedAt: Instant,
  elements: z.number().int(),
  flows: z.number().int(),
  threats: z.number().int(),
  undecided: z.number().int(),
  signedRevisions: z.number().int(),
  openWorkshop: Id.nullable(),
})
export type ProjectSummary = z.infer<typeof ProjectSummary>
