import type { Model } from '../../../../shared/domain/model.ts'

/** What to light up for a part: a flow with its ends; of a boundary, what is in it. */
export function litBy(model: Model, part: string): string[] {
  const flow = model.flows.find(({ id }) => id === part)
  if (flow) return [flow.id, flow.source, flow.target].filter((id) => id !== null)
  if (model.elements.some(({ id }) => id === part)) return [part]
  return model.elements.filter(({ parent }) => parent === part).map(({ id }) => id)
}
