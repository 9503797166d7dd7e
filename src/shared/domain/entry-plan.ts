import type { ModelEdit } from '../contract/workbench.ts'
import type { Id, NewId } from './id.ts'
import type { ElementKind, Model } from './model.ts'
import { type EntryLine, type EntryName, sameName } from './quick-entry.ts'

/** What an entry adds or changes, in the order it was said. */
export type PlannedPart =
  | { type: 'boundary'; id: Id; label: string; within: string }
  /** `guessed`: nothing said its kind. */
  | { type: 'element'; id: Id; label: string; kind: ElementKind; guessed: boolean; within: string }
  | { type: 'moved'; id: Id; label: string; within: string }
  | { type: 'flow'; id: Id; label: string; from: string; to: string; bidirectional: boolean; known: boolean }

export interface EntryPlan {
  edits: ModelEdit[]
  parts: PlannedPart[]
}

export interface EntryContext {
  /** The parts of the diagram that is drawn on. */
  model: Model
  diagram: Id
  newId: NewId
  /** What a new label's technology is by its words; null where they say nothing. */
  kindOf: (label: string) => ElementKind | null
}

interface Known {
  id: Id
  label: string
  parent: Id | null
}

/**
 * The edits that draw what was typed: what is there already is used and not drawn again, so that the same entry twice adds nothing.
 * A new element's kind is what the line says, else what its words say, else an external entity where it only sends, a process otherwise.
 */
export function planEntry(lines: readonly EntryLine[], { model, diagram, newId, kindOf }: EntryContext): EntryPlan {
  const elements = new Map<string, Known>(model.elements.toReversed().map((element) => [sameName(element.label), element]))
  const boundaries = new Map<string, Known>(model.boundaries.toReversed().map((boundary) => [sameName(boundary.label), boundary]))
  const flows = new Set(model.flows.map((flow) => flowKey(flow.source, flow.target, flow.label, flow.bidirectional)))
  const said = kindsSaid(lines)
  const receives = new Set(lines.flatMap(receivers))
  const plan: EntryPlan = { edits: [], parts: [] }

  function boundaryOf(labels: readonly string[]): Known | null {
    const [label, ...outer] = labels
    if (label === undefined) return null
    const around = boundaryOf(outer)
    const known = boundaries.get(sameName(label))
    if (known) {
      if (around && around.id !== known.parent && !isAround(known.id, around.id)) move('boundary', known, around)
      return known
    }
    const made: Known = { id: newId(), label, parent: around?.id ?? null }
    boundaries.set(sameName(label), made)
    plan.edits.push({ type: 'add-boundary', id: made.id, diagram, label, kind: 'box', parent: made.parent, position: null })
    plan.parts.push({ type: 'boundary', id: made.id, label, within: around?.label ?? '' })
    return made
  }

  /** Whether `inner` is `outer`, or somewhere inside of it. */
  function isAround(outer: Id, inner: Id): boolean {
    const all = new Map([...boundaries.values(), ...elements.values()].map((part) => [part.id, part]))
    for (let at: Id | null = inner, steps = 0; at !== null && steps < 10_000; at = all.get(at)?.parent ?? null, steps += 1) if (at === outer) return true
    return false
  }

  function move(type: 'element' | 'boundary', known: Known, around: Known): void {
    const all = type === 'element' ? elements : boundaries
    all.set(sameName(known.label), { ...known, parent: around.id })
    plan.edits.push(type === 'element' ? { type: 'update-element', id: known.id, set: { parent: around.id } } : { type: 'update-boundary', id: known.id, set: { parent: around.id } })
    plan.parts.push({ type: 'moved', id: known.id, label: known.label, within: around.label })
  }

  function elementOf({ label, within }: EntryName): Known {
    const around = boundaryOf(within)
    const known = elements.get(sameName(label))
    if (known) {
      if (around && around.id !== known.parent) move('element', known, around)
      return elements.get(sameName(label)) ?? known
    }
    const stated = said.get(sameName(label)) ?? kindOf(label)
    const kind = stated ?? (receives.has(sameName(label)) || !sends(lines, label) ? 'process' : 'external-entity')
    const made: Known = { id: newId(), label, parent: around?.id ?? null }
    elements.set(sameName(label), made)
    plan.edits.push({ type: 'add-element', id: made.id, diagram, label, kind, technology: null, parent: made.parent, position: null })
    plan.parts.push({ type: 'element', id: made.id, label, kind, guessed: stated === null, within: around?.label ?? '' })
    return made
  }

  for (const line of lines) {
    const [only] = line.parts
    if (line.arrows.length === 0 && only && (only.kind === 'boundary' || (only.kind === null && !elements.has(sameName(only.label)) && boundaries.has(sameName(only.label))))) {
      boundaryOf([only.label, ...only.within])
      continue
    }
    const ends = line.parts.map(elementOf)
    for (const [index, arrow] of line.arrows.entries()) {
      const [before, after] = [ends[index], ends[index + 1]]
      if (!before || !after) continue
      const [from, to] = arrow === 'back' ? [after, before] : [before, after]
      const bidirectional = arrow === 'both'
      const key = flowKey(from.id, to.id, line.label, bidirectional)
      const known = flows.has(key)
      const id = newId()
      plan.parts.push({ type: 'flow', id, label: line.label, from: from.label, to: to.label, bidirectional, known })
      if (known) continue
      flows.add(key).add(bidirectional ? flowKey(to.id, from.id, line.label, true) : key)
      plan.edits.push({ type: 'add-flow', id, diagram, label: line.label, source: from.id, target: to.id, bidirectional })
    }
  }
  return plan
}

function flowKey(source: Id | null, target: Id | null, label: string, bidirectional: boolean): string {
  return JSON.stringify([source, target, sameName(label), bidirectional])
}

/** A kind that any line says of a name holds in all of them. */
function kindsSaid(lines: readonly EntryLine[]): Map<string, ElementKind> {
  const said = new Map<string, ElementKind>()
  for (const { parts } of lines) for (const { label, kind } of parts) if (kind !== null && kind !== 'boundary' && !said.has(sameName(label))) said.set(sameName(label), kind)
  return said
}

function receivers({ parts, arrows }: EntryLine): string[] {
  return arrows.flatMap((arrow, index) => {
    const [before, after] = [parts[index], parts[index + 1]]
    const names = arrow === 'there' ? [after] : arrow === 'back' ? [before] : [before, after]
    return names.flatMap((name) => (name ? [sameName(name.label)] : []))
  })
}

function sends(lines: readonly EntryLine[], label: string): boolean {
  return lines.some(({ parts, arrows }) => arrows.length > 0 && parts.some((part) => sameName(part.label) === sameName(label)))
}

/** Labels of new elements, whose words may say what they are. */
export function newLabels(lines: readonly EntryLine[], model: Model): string[] {
  const known = new Set(model.elements.map(({ label }) => sameName(label)))
  const labels = new Map<string, string>()
  for (const { parts } of lines) for (const { label, kind } of parts) if (kind !== 'boundary' && !known.has(sameName(label))) labels.set(sameName(label), label)
  return [...labels.values()]
}
