import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import { useApi } from '../api.tsx'
import { editsMade, editsRefused, showEdits } from '../model-follow.ts'
import { useToasts } from '../shell/Toasts.tsx'

/** Makes edits as one undoable step that `label` names; with `joins`, placings of what the last step added as part of that one. */
export type EditModel = (label: string, edits: ModelEdit[], options?: { joins: boolean }) => void

/** Edits show at once and are saved at once, one after the other; where the application refuses, what it holds comes back. */
export function useModelEdit(project: string): EditModel {
  const api = useApi()
  const queries = useQueryClient()
  const { fail } = useToasts()
  const { mutate } = useMutation({
    scope: { id: `edits/${project}` },
    mutationFn: ({ label, edits, joins, by }: { label: string; edits: ModelEdit[]; joins: boolean; by: string }) => api.model.edit({ project, label: label.slice(0, 200), edits, joins, by }),
    onSuccess: ({ stamp }, { by }) => editsMade(queries, project, by, stamp),
    onError: (error, { by }) => {
      fail(error)
      editsRefused(queries, project, by)
    },
  })
  return useCallback(
    (label, edits, { joins } = { joins: false }) => {
      // A reading that is under way does not know of this edit and would take it back from the screen.
      void queries.cancelQueries({ queryKey: ['model', project] })
      mutate({ label, edits, joins, by: showEdits(queries, project, edits) })
    },
    [mutate, queries, project],
  )
}
