import { useQuery } from '@tanstack/react-query'
import type { EntryState } from '../../../../shared/contract/entry.ts'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'

const nothing: EntryState = { pins: [], answers: [] }

/** What the log does not say about seats without a device: who has a PIN, whose answer is here. */
export function useEntry(view: Pick<FacilitatorView, 'id' | 'project'>): EntryState {
  const api = useApi()
  const queryKey = ['workshops', view.project, 'entry', view.id]
  return useQuery({ queryKey, queryFn: () => api.entry.state({ workshop: view.id }) }).data ?? nothing
}
