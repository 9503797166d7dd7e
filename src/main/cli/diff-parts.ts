import type { Facts } from '../../shared/domain/fact.ts'
import type { ImportedFile } from '../../shared/domain/import.ts'
import { uniqueKeys } from '../../shared/domain/key.ts'
import type { Model } from '../../shared/domain/model.ts'

/** One thing of one side: by what it is found on the other side, what it is called, and what it says, as texts. */
export interface Part {
  /** Null where only the name counts. */
  id: string | null
  key: string
  said: Record<string, string>
}
interface Changed {
  key: string
  fields: { field: string; before: string; after: string }[]
}
export interface PartDiff {
  added: string[]
  removed: string[]
  changed: Changed[]
}

/** Added, removed and changed parts, in the order of the files. Parts match by id, and where none does, by key. */
export function compare(before: Part[], after: Part[]): PartDiff {
  const matches = matched(before, after)
  const found = new Set(matches.values())
  return {
    added: after.filter((part) => !found.has(part)).map(({ key }) => key),
    removed: before.filter((part) => !matches.has(part)).map(({ key }) => key),
    changed: before.flatMap((was) => {
      const is = matches.get(was)
      const fields = is ? changedFields(was, is) : []
      return is && fields.length > 0 ? [{ key: is.key, fields }] : []
    }),
  }
}

function matched(before: Part[], after: Part[]): Map<Part, Part> {
  const pairs = new Map<Part, Part>()
  const byId = new Map(after.flatMap((part) => (part.id === null ? [] : [[part.id, part] as const])))
  for (const part of before) {
    const other = part.id === null ? undefined : byId.get(part.id)
    if (other) pairs.set(part, other)
  }
  const taken = new Set(pairs.values())
  const byKey = new Map(after.filter((part) => !taken.has(part)).map((part) => [part.key, part]))
  for (const part of before) {
    const other = pairs.has(part) ? undefined : byKey.get(part.key)
    if (other) pairs.set(part, other)
  }
  return pairs
}

function changedFields(was: Part, is: Part): Changed['fields'] {
  const said = (part: Part): Map<string, string> => new Map([['key', part.key], ...Object.entries(part.said)])
  const [a, b] = [said(was), said(is)]
  return [...new Set([...b.keys(), ...a.keys()])].flatMap((field) => {
    const [before, after] = [a.get(field) ?? '', b.get(field) ?? '']
    return before === after ? [] : [{ field, before, after }]
  })
}

/** The parts of a model. With `ids`, parts are the same thing where their ids are: in one project ids outlive renames. */
export function partsOfModel(model: Model, ids: boolean): Record<'elements' | 'flows' | 'boundaries', Part[]> {
  const keys = new Map([...model.elements, ...model.boundaries].map(({ id, key }) => [id, key]))
  const keyOf = (id: string | null): string => (id === null ? '' : (keys.get(id) ?? ''))
  const diagrams = new Map(model.diagrams.map(({ id, name }) => [id, model.diagrams.length > 1 ? name : '']))
  const part = ({ id, key, label, diagram, facts, notes }: { id: string; key: string; label: string; diagram: string; facts: Facts; notes: string }, more: Record<string, string>): Part => ({
    id: ids ? id : null,
    key,
    said: { label, ...more, diagram: diagrams.get(diagram) ?? '', notes, ...factTexts(facts) },
  })
  return {
    elements: model.elements.map((one) => part(one, { kind: one.kind, technology: one.technology ?? '', parent: keyOf(one.parent) })),
    flows: model.flows.map((one) => part(one, { bidirectional: one.bidirectional ? 'yes' : 'no' })),
    boundaries: model.boundaries.map((one) => part(one, { kind: one.kind, parent: keyOf(one.parent) })),
  }
}

/** Facts by name, in one order. Unknown is what a fact is that is not there. */
function factTexts(facts: Facts): Record<string, string> {
  const known = Object.entries(facts).filter(([, fact]) => fact.value !== 'unknown')
  return Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, fact]) => [`fact ${name}`, fact.value]))
}

/** The rows of a threat list. Of rows with the same id, the second is `SS1#2`. */
export function partsOfList({ threats }: ImportedFile): Part[] {
  const unique = uniqueKeys([], '#')
  return threats.map(({ displayId, title, description, stride, marker, confidence, score, affectedLabels, evidenceKeys, references }) => ({
    id: null,
    key: unique(displayId),
    said: {
      title,
      description,
      stride: stride.join(', '),
      marker,
      confidence,
      score: score.dread ? Object.values(score.dread).join(' ') : (score.score ?? ''),
      total: score.total === null ? '' : String(score.total),
      severity: score.severity ?? '',
      affected: affectedLabels.join(', '),
      evidence: evidenceKeys.join(', '),
      references: references.map(({ text }) => text).join(', '),
    },
  }))
}
