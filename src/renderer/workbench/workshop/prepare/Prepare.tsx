import { useQuery } from '@tanstack/react-query'
import type { Threat } from '../../../../shared/domain/threat.ts'
import type { WorkshopSummary } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { type Draft, draftLike, freshDraft, rememberedDraft } from './draft.ts'
import type { OpenWorkshop } from './open-workshop.ts'
import { PrepareForm } from './PrepareForm.tsx'

interface Props {
  project: string
  threats: readonly Threat[]
  /** The project's workshop that was held last, to do it again as then; null for the first one. */
  last: WorkshopSummary | null
  open: OpenWorkshop | null
  number: number
  onOpened: (workshop: string) => void
  onBack: (() => void) | null
}

/** Prepares a workshop: from what was left here half-chosen, else as the last one was held, else with what is good for most. */
export function Prepare(props: Props) {
  const { project, last } = props
  const api = useApi()
  const before = useQuery({ queryKey: ['workshops', project, 'last', last?.id], queryFn: () => api.workshop.get({ workshop: last?.id ?? '' }), enabled: last !== null, staleTime: Infinity })
  if (last !== null && before.isPending) return null
  const left = rememberedDraft(project)
  const draft: Draft = left ?? (before.data ? draftLike(before.data) : freshDraft)
  return <PrepareForm {...props} key={project} start={draft} like={left === null && before.data ? before.data.name : null} />
}
