import type { ModelEdit } from '../../../../shared/contract/workbench.ts'
import { newLabels, planEntry } from '../../../../shared/domain/entry-plan.ts'
import type { Box, ElementKind, Model } from '../../../../shared/domain/model.ts'
import { type EntryLine, sameName } from '../../../../shared/domain/quick-entry.ts'
import type { Api } from '../../api.tsx'
import { withPlaces } from './entry-places.ts'
import { createMeasure } from '../graph/node-size.ts'
import type { NewKind } from '../parts.ts'

const newId = (): string => crypto.randomUUID()

async function kindsOf(api: Api, labels: readonly string[]): Promise<(label: string) => ElementKind | null> {
  if (labels.length === 0) return () => null
  const asked = labels.slice(0, 2000)
  const { elements } = await api.model.readLabels({ elements: asked, flows: [] })
  const kinds = new Map(asked.map((label, index) => [sameName(label), elements[index]?.kind ?? null]))
  return (label) => kinds.get(sameName(label)) ?? null
}

/** The edits that draw typed lines into the model as it is once their words are known. */
async function lines(api: Api, typed: readonly EntryLine[], { latest, diagram, boxes }: { latest: () => Model; diagram: string; boxes: (model: Model) => ReadonlyMap<string, Box> }): Promise<ModelEdit[]> {
  const kindOf = await kindsOf(api, newLabels(typed, latest()))
  // Read only now: an entry before this one may have come in between.
  const model = latest()
  const { edits } = planEntry(typed, { model, diagram, newId, kindOf })
  return withPlaces(edits, model, boxes(model), createMeasure())
}

/** A new element that a flow from `source` goes to. */
async function element(api: Api, label: string, kind: NewKind | null, { model, diagram, boxes, source }: { model: Model; diagram: string; boxes: ReadonlyMap<string, Box>; source: string }): Promise<{ id: string; edits: ModelEdit[] }> {
  const said = kind === 'boundary' ? null : kind
  const kinds = said === null ? await kindsOf(api, [label]) : () => said
  const [id, flow] = [newId(), newId()]
  const edits: ModelEdit[] = [
    { type: 'add-element', id, diagram, label, kind: kinds(label) ?? 'process', technology: null, parent: null, position: null },
    { type: 'add-flow', id: flow, diagram, label: '', source, target: id, bidirectional: false },
  ]
  return { id, edits: withPlaces(edits, model, boxes, createMeasure()).filter((edit) => edit.type === 'add-element') }
}

export const drawEntry = { lines, element }
