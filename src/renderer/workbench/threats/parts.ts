import { useMemo } from 'react'
import { useModelQuery } from '../model-query.ts'

/** Labels of a model's elements and flows by id; a flow without a label reads `source → target`. */
export function usePartLabels(project: string): ReadonlyMap<string, string> {
  const model = useModelQuery(project)
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
