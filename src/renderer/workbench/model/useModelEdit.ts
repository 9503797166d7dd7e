import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { applyEdits } from './apply-edits.ts'

/** Makes edits as one undoable step that `label` names; with `joins`, placings of what the last step added as part of that one. */
export type EditModel = (label: string, edits: ModelEdit[], options?: { joins: boolean }) => void

/** Edits show at once and are saved at once, one after the other; where the application refuses, what it holds comes back. */
export function useModelEdit(project: string): EditModel {
  const api = useApi()
  const queries = useQueryClient()
  const { fail } = useToasts()
  const { mutate } = useMutation({
    scope: { id: `edits/${project}` },
    mutationFn: ({ label, edits, joins }: { label: string; edits: ModelEdit[]; joins: boolean }) => api.model.edit({ project, label: label.slice(0, 200), edits, joins }),
    onError: (error) => {
      fail(error)
      void queries.invalidateQueries({ queryKey: ['model', project] })
    },
  })
  return useCallback(
    (label, edits, { joins } = { joins: false }) => {
      // A reading that is under way does not know of this edit and would take it back from the screen.
      void queries.cancelQueries({ queryKey: ['model', project] })
      queries.setQueryData<Model>(['model', project], (before) => (before ? applyEdits(before, edits) : before))
      mutate({ label, edits, joins })
    },
    [mutate, queries, project],
  )
}
