import type { Id } from '../../shared/domain/id.ts'
import type { Flow, Model } from '../../shared/domain/model.ts'

interface Part {
  id: Id
  key: string
  sourceId: string | null
}

/**
 * Which object of `old` each object of a newer file is: by its id in the source, then by its key. Flows without a source id
 * go by their ends and label, then by their ends alone. Answers old ids by new ids; what is not in it is new.
 */
export function matchModels(old: Model, newer: Model): Map<Id, Id> {
  const ids = new Map<Id, Id>()
  match(newer.diagrams.map((diagram) => ({ id: diagram.id, key: diagram.name, sourceId: null })), old.diagrams.map((diagram) => ({ id: diagram.id, key: diagram.name, sourceId: null })), ids)
  const [onlyOld, onlyNew] = [old.diagrams[0], newer.diagrams[0]]
  if (old.diagrams.length === 1 && newer.diagrams.length === 1 && onlyOld && onlyNew) ids.set(onlyNew.id, onlyOld.id)
  match(newer.boundaries, old.boundaries, ids)
  match(newer.elements, old.elements, ids)
  matchFlows(newer.flows, old.flows, ids)
  return ids
}

function match(newer: readonly Part[], old: readonly Part[], ids: Map<Id, Id>): void {
  const free = new Set(old.map((part) => part.id))
  const pair = (part: Part, found: Part | undefined) => {
    if (!found || !free.has(found.id) || ids.has(part.id)) return
    ids.set(part.id, found.id)
    free.delete(found.id)
  }
  const bySource = new Map(old.flatMap((part) => (part.sourceId === null ? [] : [[part.sourceId, part] as const])))
  for (const part of newer) if (part.sourceId !== null) pair(part, bySource.get(part.sourceId))
  const byKey = new Map(old.filter((part) => free.has(part.id)).map((part) => [part.key, part]))
  for (const part of newer) pair(part, byKey.get(part.key))
}

function matchFlows(newer: readonly Flow[], old: readonly Flow[], ids: Map<Id, Id>): void {
  const mapped = (end: Id | null) => (end === null ? '' : (ids.get(end) ?? `new ${end}`))
  match(newer.map((flow) => ({ ...flow, key: '' })), old.filter((flow) => flow.sourceId !== null).map((flow) => ({ ...flow, key: `old ${flow.id}` })), ids)
  const taken = new Set(ids.values())
  for (const withLabel of [true, false]) {
    const name = (flow: Flow, source: string, target: string) => JSON.stringify([source, target, withLabel ? flow.label : ''])
    const free = new Map<string, Flow[]>()
    for (const flow of old) {
      if (taken.has(flow.id)) continue
      const at = name(flow, flow.source ?? '', flow.target ?? '')
      free.set(at, [...(free.get(at) ?? []), flow])
    }
    for (const flow of newer) {
      if (ids.has(flow.id)) continue
      const found = free.get(name(flow, mapped(flow.source), mapped(flow.target)))?.shift()
      if (!found) continue
      ids.set(flow.id, found.id)
      taken.add(found.id)
    }
  }
}
