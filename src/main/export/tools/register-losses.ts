import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import type { ExportInput } from '../input.ts'

/** How many there are of each thing that formats of the register alone have no place for. */
const counts = {
  'parts of the model': ({ model }) => model.elements.length + model.flows.length + model.boundaries.length,
  assumptions: ({ header }) => header.assumptions.length,
  assets: ({ header }) => header.assets.length,
  'the release': ({ header }) => (header.release === '' ? 0 : 1),
  'the exclusions': ({ header }) => (header.exclusions === '' ? 0 : 1),
  'the acceptance criteria': ({ header }) => (header.acceptanceCriteria === '' ? 0 : 1),
  "a workshop's rationale and dissent": ({ rows }) => rows.filter(({ threat }) => isReasoned(threat)).length,
  'why a finding is gone': ({ rows }) => rows.filter(({ threat }) => threat.gone !== null).length,
} satisfies Partial<Record<NotCarried['what'], (input: Pick<ExportInput, 'rows' | 'header' | 'model'>) => number>>

/** Whether a workshop that settled it said why, or who saw it otherwise. */
export function isReasoned({ settled }: Threat): boolean {
  return settled !== null && settled.rationale + settled.dissent !== ''
}

export type RegisterLoss = keyof typeof counts

/** What a format leaves behind that has no place for `things`, in their order; nothing of what there is none of. */
export function registerLosses(input: Pick<ExportInput, 'rows' | 'header' | 'model'>, things: readonly RegisterLoss[]): NotCarried[] {
  return things.map((what) => ({ what, count: counts[what](input) })).filter(({ count }) => count > 0)
}
