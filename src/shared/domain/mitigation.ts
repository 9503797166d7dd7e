import { z } from 'zod'
import { Id, Instant, PlainDate } from './id.ts'

export const mitigationStatuses = ['planned', 'implemented', 'verified'] as const
export const MitigationStatus = z.enum(mitigationStatuses)
export type MitigationStatus = z.infer<typeof MitigationStatus>

const Text = z.string().max(20_000)

/** Something that is done about threats: a thing of its own, since one may cover several. */
export const Mitigation = z.object({
  id: Id,
  title: z.string().min(1).max(1000),
  /** What has to hold once it is done. */
  requirement: Text,
  status: MitigationStatus,
  /** How it is verified, what came out, and when; of a verified one. */
  test: Text,
  result: Text,
  verifiedOn: PlainDate.nullable(),
  owner: z.string().max(200),
  due: PlainDate.nullable(),
  /** Where it is tracked: an address or a key. It is shown, never opened. */
  ticket: z.string().max(2000),
  /** Ids of the threats that it covers. */
  threats: z.array(Id),
  /** Place among the mitigations of the project. */
  order: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Mitigation = z.infer<typeof Mitigation>

/** What a person writes of a mitigation. */
export const MitigationDraft = Mitigation.omit({ id: true, order: true, createdAt: true, updatedAt: true })
export type MitigationDraft = z.infer<typeof MitigationDraft>

/** What is changed of mitigations; what is absent stays. */
export const MitigationChange = MitigationDraft.partial()
export type MitigationChange = z.infer<typeof MitigationChange>

export const emptyMitigation: Omit<MitigationDraft, 'title' | 'threats'> = { requirement: '', status: 'planned', test: '', result: '', verifiedOn: null, owner: '', due: null, ticket: '' }

/** Mitigations by the threats that they cover. */
export function byThreat<One extends Pick<Mitigation, 'threats'>>(mitigations: readonly One[]): Map<Id, One[]> {
  const covering = new Map<Id, One[]>()
  for (const mitigation of mitigations) {
    for (const threat of mitigation.threats) {
      const known = covering.get(threat)
      if (known) known.push(mitigation)
      else covering.set(threat, [mitigation])
    }
  }
  return covering
}

/** Whether it is there by now. */
export function isInPlace({ status }: Pick<Mitigation, 'status'>): boolean {
  return status !== 'planned'
}
