import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi } from '../api.tsx'
import { useToasts } from './Toasts.tsx'

export interface History {
  undo: () => void
  redo: () => void
}

/** Undo and redo of a project's one linear stack. */
export function useHistory(project: string): History {
  const api = useApi()
  const { fail } = useToasts()
  // After the edits that are on their way: otherwise it would take back what came before them.
  const scope = { id: `edits/${project}` }
  const undo = useMutation({ scope, mutationFn: () => api.history.undo({ project }), onError: fail }).mutate
  const redo = useMutation({ scope, mutationFn: () => api.history.redo({ project }), onError: fail }).mutate
  return useMemo(() => ({ undo: () => undo(), redo: () => redo() }), [undo, redo])
}
