import { createHash } from 'node:crypto'
import { baseFlowKey, baseKey, uniqueKeys } from '../../shared/domain/key.ts'
import type { Facts } from '../../shared/domain/fact.ts'
import type { Id, NewId } from '../../shared/domain/id.ts'
import type { Box, ElementKind, Model } from '../../shared/domain/model.ts'

/** A diagram as a reader found it. Nodes are named by `ref`, unique in the file; their order is the file's. */
export interface DraftNode {
  ref: string
  diagram: number
  label: string
  parent: string | null
  box: Box | null
  sourceId: string | null
  /** What the file states of it. */
  facts?: Facts
  notes?: string
  outOfScope?: string
}
/** Why a part is out of scope, as a draft has it; null where it is in scope. */
export function scopeOf(reason: string | null): { outOfScope?: string } {
  return reason === null ? {} : { outOfScope: reason }
}

export interface DraftElement extends DraftNode {
  kind: ElementKind
  technology: string | null
}
export interface DraftBoundary extends DraftNode {
  kind: 'box' | 'line'
}
export interface DraftFlow {
  diagram: number
  label: string
  source: string | null
  target: string | null
  bidirectional: boolean
  sourceId: string | null
  facts?: Facts
  notes?: string
  outOfScope?: string
}
export interface Draft {
  diagrams: { name: string; sourceId: string | null }[]
  elements: DraftElement[]
  boundaries: DraftBoundary[]
  flows: DraftFlow[]
}

/** Makes the id of an object from what it is, its id in the source, and its key. */
export type MakeId = (what: 'diagram' | 'element' | 'boundary' | 'flow', sourceId: string | null, key: string) => Id

/** Ids for a project: new ones, whatever the source says. */
export function freshIds(newId: NewId): MakeId {
  return () => newId()
}

/**
 * Ids for the analysis of a bare file: they derive from the source id, else the key, so that the same file always
 * gives the same findings. Too long ones are hashed; ids are at most 80 characters.
 */
export function sourceIds(): MakeId {
  const unique = uniqueKeys([], '#')
  return (what, sourceId, key) => {
    const name = `${what}:${sourceId ?? key}`
    return unique(name.length <= 70 ? name : `${what}:${createHash('sha256').update(name).digest('hex').slice(0, 40)}`)
  }
}

/** The model of a draft: keys by the key rules, ids by `makeId`. Refs that name nothing become null. */
export function buildModel(draft: Draft, makeId: MakeId): Model {
  const diagramKey = uniqueKeys()
  const diagrams = draft.diagrams.map(({ name, sourceId }, order) => ({ id: makeId('diagram', sourceId, diagramKey(baseKey(name, sourceId, 'diagram'))), name, order }))
  const diagramId = (index: number): Id => diagrams[index]?.id ?? ''

  const elementKey = uniqueKeys()
  const boundaryKey = uniqueKeys()
  const flowKey = uniqueKeys([], '#')
  const boundaries = draft.boundaries.map((draftBoundary) => {
    const key = boundaryKey(baseKey(draftBoundary.label, draftBoundary.sourceId, 'boundary'))
    return { draft: draftBoundary, key, id: makeId('boundary', draftBoundary.sourceId, key) }
  })
  const elements = draft.elements.map((draftElement) => {
    const key = elementKey(baseKey(draftElement.label, draftElement.sourceId, draftElement.kind))
    return { draft: draftElement, key, id: makeId('element', draftElement.sourceId, key) }
  })
  const parts = new Map<string, { id: Id; key: string }>()
  for (const part of [...boundaries, ...elements]) parts.set(part.draft.ref, part)
  const idOf = (ref: string | null): Id | null => (ref === null ? null : (parts.get(ref)?.id ?? null))
  const keyOfRef = (ref: string | null): string | null => (ref === null ? null : (parts.get(ref)?.key ?? null))

  return {
    diagrams,
    elements: elements.map(({ draft: { kind, technology, label, parent, box, sourceId, diagram, facts = {}, notes = '', outOfScope = null }, key, id }) => ({
      id, diagram: diagramId(diagram), key, label, kind, technology, parent: idOf(parent), facts, position: box, sourceId, notes, ...scopeOf(outOfScope),
    })),
    boundaries: boundaries.map(({ draft: { kind, label, parent, box, sourceId, diagram, facts = {}, notes = '', outOfScope = null }, key, id }) => ({
      id, diagram: diagramId(diagram), key, label, kind, parent: idOf(parent), facts, position: box, sourceId, notes, ...scopeOf(outOfScope),
    })),
    flows: draft.flows.map(({ diagram, label, source, target, bidirectional, sourceId, facts = {}, notes = '', outOfScope = null }) => {
      const key = flowKey(baseFlowKey(keyOfRef(source), keyOfRef(target)))
      return { id: makeId('flow', sourceId, key), diagram: diagramId(diagram), key, label, source: idOf(source), target: idOf(target), bidirectional, facts, sourceId, notes, ...scopeOf(outOfScope) }
    }),
  }
}
