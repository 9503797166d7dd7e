import { z } from 'zod'
import type { Facts } from './fact.ts'
import { Id } from './id.ts'
import { baseFlowKey, baseKey, uniqueKeys } from './key.ts'
import { likeness, looksOf, probablySame } from './likeness.ts'
import { matchModels, underOldIds } from './match-model.ts'
import type { Boundary, Element, Flow, Model } from './model.ts'

const lists = ['elements', 'boundaries'] as const

/**
 * Somebody's word that a part of a newer file is the part `old` of the project. The file's part goes by its key, because
 * reading a file again gives its parts new ids.
 */
export const SamePart = z.object({ list: z.enum(lists), key: z.string().max(1100), old: Id })
export type SamePart = z.infer<typeof SamePart>

/** A part of the project that an open one of the file may be, and how alike they are, 0 to 1. */
export interface Candidate {
  id: Id
  label: string
  likeness: number
}

/** A part of the file that nothing in the project answers to, while others of its list are gone from the file. */
export interface OpenPart {
  list: (typeof lists)[number]
  key: string
  label: string
  /** The most alike first. */
  candidates: Candidate[]
}

/** What a newer file makes of a project's model. */
export interface ModelUpdate {
  /** The model as it will be: what the file says, with the places, notes, answers and own drawings of the project. */
  model: Model
  /** The file's model under the project's ids: what facts the file itself states. */
  newer: Model
  removed: ReadonlySet<Id>
  /** What the file does not have, and what stays because it was drawn here. */
  kept: (Element | Flow | Boundary)[]
  open: OpenPart[]
}

/**
 * Brings a model up to a newer file. Parts match by {@link matchModels} and by what `same` says. What came from a file and is
 * not in this one goes; what was drawn here stays. Says what is open; applying it then takes an open part for a new one.
 */
export function updateModel(old: Model, imported: Model, same: readonly SamePart[] = []): ModelUpdate {
  const ids = matchModels(old, imported, { agreed: agreedPairs(old, imported, same) })
  const newer = underOldIds(imported, ids)
  const { removed, kept } = leftovers(old, newer)
  return { model: withKeys(merged(old, newer, removed)), newer, removed, kept, open: openParts(old, newer, removed) }
}

/** Of one part of either side, only the first word counts; a word about a part that is not there counts for nothing. */
function agreedPairs(old: Model, imported: Model, same: readonly SamePart[]): Map<Id, Id> {
  const pairs = new Map<Id, Id>()
  const taken = new Set<Id>()
  // An export of the project names its own parts by the ids that they have here.
  for (const list of [...lists, 'flows'] as const) {
    const drawn = new Set(old[list].flatMap(({ id, sourceId }) => (sourceId === null ? [id] : [])))
    for (const { id, sourceId } of imported[list]) {
      if (sourceId === null || !drawn.has(sourceId) || taken.has(sourceId)) continue
      pairs.set(id, sourceId)
      taken.add(sourceId)
    }
  }
  for (const list of lists) {
    const known = new Set(old[list].map(({ id }) => id))
    const ofKey = new Map(imported[list].map(({ key, id }) => [key, id]))
    for (const word of same) {
      const part = word.list === list && known.has(word.old) ? ofKey.get(word.key) : undefined
      if (part === undefined || pairs.has(part) || taken.has(word.old)) continue
      pairs.set(part, word.old)
      taken.add(word.old)
    }
  }
  return pairs
}

function leftovers(old: Model, newer: Model): Pick<ModelUpdate, 'kept'> & { removed: Set<Id> } {
  const inFile = new Set([...newer.elements, ...newer.flows, ...newer.boundaries].map(({ id }) => id))
  const gone = [...old.elements, ...old.boundaries].filter(({ id }) => !inFile.has(id))
  const removed = new Set(gone.filter(({ sourceId }) => sourceId !== null).map(({ id }) => id))
  const kept: ModelUpdate['kept'] = gone.filter(({ sourceId }) => sourceId === null)
  for (const flow of old.flows) {
    if (inFile.has(flow.id)) continue
    const loose = [flow.source, flow.target].some((end) => end !== null && removed.has(end))
    if (flow.sourceId === null && !loose) kept.push(flow)
    else removed.add(flow.id)
  }
  return { removed, kept }
}

function merged(old: Model, newer: Model, removed: ReadonlySet<Id>): Model {
  const lastOrder = Math.max(0, ...old.diagrams.map(({ order }) => order))
  const known = new Set(old.diagrams.map(({ id }) => id))
  const added = newer.diagrams.flatMap((diagram, index) => (known.has(diagram.id) ? [] : [{ ...diagram, order: lastOrder + index + 1 }]))
  const inside = <Part extends { parent: Id | null }>(part: Part): Part => (part.parent !== null && removed.has(part.parent) ? { ...part, parent: null } : part)
  return {
    diagrams: [...old.diagrams.map(({ opener, ...diagram }) => (opener === undefined || removed.has(opener) ? diagram : { ...diagram, opener })), ...added],
    elements: mergedList(old.elements, newer.elements, removed, (is, was) => ({ ...is, position: was.position ?? is.position, technology: is.technology ?? was.technology })).map(inside),
    boundaries: mergedList(old.boundaries, newer.boundaries, removed, (is, was) => ({ ...is, position: was.position ?? is.position })).map(inside),
    flows: mergedList(old.flows, newer.flows, removed, (is, was) => (was.bends && is.source === was.source && is.target === was.target ? { ...is, bends: was.bends } : is)),
    ...(old.notes ? { notes: old.notes } : {}),
  }
}

/** The project's parts in their order, as the file has them now, then the new ones. Notes and answers stay. */
function mergedList<Part extends { id: Id; key: string; sourceId: string | null; notes: string; facts: Facts; outOfScope?: string | undefined }>(old: readonly Part[], newer: readonly Part[], removed: ReadonlySet<Id>, stay: (is: Part, was: Part) => Part): Part[] {
  const inFile = new Map(newer.map((part) => [part.id, part]))
  const known = new Set(old.map(({ id }) => id))
  const after = old.filter(({ id }) => !removed.has(id)).map((was) => {
    const is = inFile.get(was.id)
    return is ? { ...stay(is, was), sourceId: isOwnName(is.sourceId, was) ? was.sourceId : is.sourceId, notes: was.notes, ...scopeAfter(is, was), facts: { ...is.facts, ...answers(was.facts) } } : was
  })
  return [...after, ...newer.filter(({ id }) => !known.has(id))]
}

/** A file that says nothing of the scope, as most cannot, leaves it as it is. */
function scopeAfter(is: { outOfScope?: string | undefined }, was: { outOfScope?: string | undefined }): { outOfScope?: string } {
  const reason = is.outOfScope === undefined || is.outOfScope === '' ? (was.outOfScope ?? is.outOfScope) : is.outOfScope
  return reason === undefined ? {} : { outOfScope: reason }
}

/** Whether a file calls a part by a name of ours, as our exports do: by its id, or in Mermaid by its key. Where it came from stays what it was. */
function isOwnName(name: string | null, { id, key }: { id: Id; key: string }): boolean {
  return name === id || name === `_${key}` || name === `__${key}`
}

function answers(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, { origin }]) => origin.by === 'user'))
}

/** Keys are given anew over the whole model: a newer file may have swapped two labels. Nothing hangs on them. */
function withKeys(model: Model): Model {
  const [elementKey, boundaryKey, flowKey] = [uniqueKeys(), uniqueKeys(), uniqueKeys([], '#')]
  const elements = model.elements.map((one) => ({ ...one, key: elementKey(baseKey(one.label, one.sourceId, one.kind)) }))
  const boundaries = model.boundaries.map((one) => ({ ...one, key: boundaryKey(baseKey(one.label, one.sourceId, 'boundary')) }))
  const keys = new Map([...elements, ...boundaries].map(({ id, key }) => [id, key]))
  const end = (id: Id | null): string | null => (id === null ? null : (keys.get(id) ?? null))
  return { ...model, elements, boundaries, flows: model.flows.map((one) => ({ ...one, key: flowKey(baseFlowKey(end(one.source), end(one.target))) })) }
}

/** More candidates than this nobody reads. */
const mostCandidates = 20
/** Where more pairs than this would have to be compared, the file is of another system, and nobody answers that many questions. */
const mostPairs = 100_000

function openParts(old: Model, newer: Model, removed: ReadonlySet<Id>): OpenPart[] {
  const [was, is] = [looksOf(old), looksOf(newer)]
  return lists.flatMap((list) => {
    const known = new Set(old[list].map(({ id }) => id))
    const gone = old[list].filter(({ id }) => removed.has(id))
    const added = newer[list].filter(({ id }) => !known.has(id))
    if (gone.length === 0 || gone.length * added.length > mostPairs) return []
    return added.map(({ id, key, label }) => {
      const look = is.get(id)
      const candidates = gone.flatMap((part) => {
        const other = was.get(part.id)
        return look && other ? [{ id: part.id, label: part.label, likeness: likeness(look, other) }] : []
      })
      return { list, key, label, candidates: candidates.sort((a, b) => b.likeness - a.likeness).slice(0, mostCandidates) }
    })
  })
}

/**
 * What most probably is the same under another name: of the open parts the most alike pairs first, each part once. What is
 * settled makes its neighbours more alike, so that it is asked again until nothing more comes of it.
 */
export function probablePairs(old: Model, imported: Model): SamePart[] {
  const same: SamePart[] = []
  for (;;) {
    const more = bestPairs(updateModel(old, imported, same).open)
    if (more.length === 0) return same
    same.push(...more)
  }
}

function bestPairs(open: readonly OpenPart[]): SamePart[] {
  const pairs = open.flatMap(({ list, key, candidates }) => candidates.map((candidate) => ({ list, key, old: candidate.id, likeness: candidate.likeness })))
  const chosen: SamePart[] = []
  for (const { list, key, old, likeness: alike } of pairs.sort((a, b) => b.likeness - a.likeness)) {
    if (alike < probablySame || chosen.some((one) => one.old === old || (one.list === list && one.key === key))) continue
    chosen.push({ list, key, old })
  }
  return chosen
}
