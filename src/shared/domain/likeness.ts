import type { Id } from './id.ts'
import type { Boundary, Element, Model } from './model.ts'

/** What two parts are compared by, with every other part under one set of ids. */
export interface Look {
  kind: string
  technology: string | null
  parent: Id | null
  /** What it is connected to, of an element; what it contains, of a boundary. */
  around: ReadonlySet<Id>
  /** Pairs of neighbouring letters of its label. */
  letters: ReadonlySet<string>
}

/** How the elements and boundaries of a model look, by id. */
export function looksOf(model: Model): Map<Id, Look> {
  const around = new Map<Id, Set<Id>>()
  const note = (at: Id | null, what: Id | null) => {
    if (at === null || what === null) return
    const known = around.get(at)
    if (known) known.add(what)
    else around.set(at, new Set([what]))
  }
  for (const { source, target } of model.flows) {
    note(source, target)
    note(target, source)
  }
  for (const { id, parent } of [...model.elements, ...model.boundaries]) note(parent, id)
  const look = (part: Element | Boundary, technology: string | null): Look => ({ kind: part.kind, technology, parent: part.parent, around: around.get(part.id) ?? new Set(), letters: pairsOf(part.label) })
  return new Map([...model.elements.map((one) => [one.id, look(one, one.technology)] as const), ...model.boundaries.map((one) => [one.id, look(one, null)] as const)])
}

function pairsOf(label: string): Set<string> {
  const text = label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
}

/** Twice what both have by what each has (Sørensen and Dice's coefficient): 0 to 1. */
function overlap<One>(a: ReadonlySet<One>, b: ReadonlySet<One>): number {
  const both = [...a].filter((one) => b.has(one)).length
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size)
}

/** The same for what stands around: one thing in common says less than five. */
function company(a: ReadonlySet<Id>, b: ReadonlySet<Id>): number {
  const both = [...a].filter((one) => b.has(one)).length
  return (overlap(a, b) * both) / (both + 1)
}

/** From here on two parts are taken for one and the same unless somebody says otherwise. */
export const probablySame = 0.45

/**
 * How alike two parts are, 0 to 1: what stands around them, which a change of name leaves as it is, and the letters of the
 * label count most; the rest is kind, technology and the place that contains them.
 */
export function likeness(a: Look, b: Look): number {
  const same = (one: string | null, other: string | null) => (one !== null && one === other ? 1 : 0)
  return 0.4 * company(a.around, b.around) + 0.4 * overlap(a.letters, b.letters) + 0.1 * same(a.kind, b.kind) + 0.05 * same(a.technology, b.technology) + 0.05 * same(a.parent, b.parent)
}
