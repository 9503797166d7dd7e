import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi } from '../api.tsx'

/** Labels of a model's elements and flows by id; a flow without a label reads `source → target`. */
export function usePartLabels(project: string): ReadonlyMap<string, string> {
  const api = useApi()
  const model = useQuery({ queryKey: ['model', project], queryFn: () => api.model.get({ project }) })
  return useMemo(() => {
    const labels = new Map<string, string>()
    for (const element of model.data?.elements ?? []) labels.set(element.id, element.label)
    for (const boundary of model.data?.boundaries ?? []) labels.set(boundary.id, boundary.label)
    for (const flow of model.data?.flows ?? []) {
      const ends = `${labels.get(flow.source ?? '') ?? '…'} → ${labels.get(flow.target ?? '') ?? '…'}`
      labels.set(flow.id, flow.label === '' ? ends : `${ends}: ${flow.label}`)
    }
    return labels
  }, [model.data])
}
