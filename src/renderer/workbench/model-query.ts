import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Model } from '../../shared/domain/model.ts'
import { type Api, useApi } from './api.tsx'
import { modelKey, readingModel } from './model-follow.ts'

/**
 * The model of a project, as everything that shows it asks for it: read whole once, and brought on by what changes tell. Parts that did not
 * change stay the same objects.
 */
export function modelQuery(api: Api, queries: QueryClient, project: string) {
  return queryOptions({
    queryKey: modelKey(project),
    queryFn: async (): Promise<Model> => {
      const read = readingModel(queries, project)
      return read(await api.model.stamped({ project }))
    },
    structuralSharing: false,
  })
}

/** See {@link modelQuery}. */
export function useModelQuery(project: string) {
  return useQuery(modelQuery(useApi(), useQueryClient(), project))
}
