import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ProjectHeader } from '../../shared/domain/project.ts'
import { useApi } from './api.tsx'
import { useToasts } from './shell/Toasts.tsx'

/** The header of a project, null while it is read, and how to change it: at once, as one step. `change` makes the next one of what stands when it is called. */
export function useProjectHeader(project: string): { header: ProjectHeader | null; change: (change: (header: ProjectHeader) => ProjectHeader) => void } {
  const [api, queries] = [useApi(), useQueryClient()]
  const { fail } = useToasts()
  const queryKey = ['header', project]
  const header = useQuery({ queryKey, queryFn: () => api.project.header({ project }) })
  const save = useMutation({
    mutationFn: (next: ProjectHeader) => api.project.setHeader({ project, header: next }),
    onMutate: (next) => queries.setQueryData(queryKey, next),
    onError: (error) => {
      fail(error)
      void queries.invalidateQueries({ queryKey })
    },
  })
  return {
    header: header.data ?? null,
    change: (change) => {
      const current = queries.getQueryData<ProjectHeader>(queryKey)
      if (current) save.mutate(change(current))
    },
  }
}
