import type { ModelParts } from '../../../shared/domain/blueprint.ts'
import type { Model } from '../../../shared/domain/model.ts'

/** `parts` as a model of their own, to be drawn. */
export function modelOfParts({ elements, flows, boundaries, notes }: ModelParts): Model {
  const own = <Part extends { id: string }>(part: Part) => ({ ...part, key: part.id, sourceId: null })
  const on = elements[0]?.diagram ?? boundaries[0]?.diagram ?? notes[0]?.diagram ?? ''
  return { diagrams: [{ id: on, name: '', order: 1 }], elements: elements.map(own), flows: flows.map(own), boundaries: boundaries.map(own), notes }
}
