import type { Id } from './id.ts'
import type { Boundary, Diagram, Element, Flow, Model, Note } from './model.ts'

/** A part as it is now. */
export interface PartNow<Part> {
  part: Part
  /** Of a part that is new in its list, or has another place in it: the id of the one before it, null where it is the first. */
  after?: Id | null
}

export interface ListChange<Part> {
  gone: Id[]
  /** In the order of the list. */
  now: PartNow<Part>[]
}

/** What a step, or its undo, made of a model. */
export interface ModelChange {
  diagrams: ListChange<Diagram>
  elements: ListChange<Element>
  flows: ListChange<Flow>
  boundaries: ListChange<Boundary>
  notes: ListChange<Note>
}

/** How open pages come from one state of a model to the next. Stamps are opaque, and none is ever given twice. */
export interface ModelNews {
  from: string
  to: string
  /** Null where the whole model has to be read again. */
  change: ModelChange | null
  /** What the page that made the edit called it. */
  by?: string
}

/** What `before` becomes: lists and parts that did not change stay the same objects. Null where the change is not one of `before`. */
export function changedModel(before: Model, change: ModelChange): Model | null {
  const diagrams = changedList(before.diagrams, change.diagrams)
  const elements = changedList(before.elements, change.elements)
  const flows = changedList(before.flows, change.flows)
  const boundaries = changedList(before.boundaries, change.boundaries)
  const notes = changedList(before.notes ?? noNotes, change.notes)
  if (!diagrams || !elements || !flows || !boundaries || !notes) return null
  const now: Model = { ...before, diagrams, elements, flows, boundaries }
  if (notes.length > 0) now.notes = notes
  else delete now.notes
  return now
}

const noNotes: Note[] = []

function changedList<Part extends { id: Id }>(before: Part[], { gone, now }: ListChange<Part>): Part[] | null {
  if (gone.length + now.length === 0) return before
  const standing = new Map(now.flatMap(({ part, after }) => (after === undefined ? [[part.id, part] as const] : [])))
  const lost = new Set([...gone, ...now.flatMap(({ part, after }) => (after === undefined ? [] : [part.id]))])
  const list: Part[] = []
  let replaced = 0
  for (const part of before) {
    if (lost.has(part.id)) continue
    const other = standing.get(part.id)
    if (other) replaced += 1
    list.push(other ?? part)
  }
  if (replaced < standing.size) return null
  const moved = now.filter((one) => one.after !== undefined)
  return moved.length === 0 ? list : withMoved(list, moved)
}

/** `moved` is in the order of the list, so the one before each is there when its turn comes. */
function withMoved<Part extends { id: Id }>(list: readonly Part[], moved: readonly PartNow<Part>[]): Part[] | null {
  const following = new Map<Id | null, Part>()
  for (const { part, after } of moved) following.set(after ?? null, part)
  if (following.size < moved.length) return null
  const result: Part[] = []
  const add = (part: Part | undefined) => {
    for (let next = part; next; next = following.get(next.id)) result.push(next)
  }
  add(following.get(null))
  for (const part of list) add(part)
  return result.length === list.length + moved.length ? result : null
}
