import type { Diagram, Model } from '../../../shared/domain/model.ts'
import { flowName, type Part, type PartKind } from './parts.ts'

/** Something of a model that a search can find. */
export interface Hit {
  id: string
  kind: PartKind | 'note'
  label: string
  /** Of a flow with a name: from where to where. Else empty. */
  ends: string
  /** From the diagram, where there are several, through what it stands in; empty at the top of the only diagram. */
  place: readonly string[]
  /** What was written about it; of a note all of it. */
  notes: string
  /** The label, to be compared. */
  name: string
  /** All that it is found by, to be compared. */
  text: string
}

export interface HitWords {
  unnamed: string
  freeEnd: string
  diagram: (diagram: Diagram) => string
  technology: (id: string) => string
}

/** More hits nobody reads; whoever has so many types another word. */
export const mostHits = 40
/** Letters of a note that are shown around what was found in it. */
const around = 28

/** As it is compared: neither case nor accents make a difference. */
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}+/gu, '').toLowerCase()
}

/** All that can be found, on every diagram: elements and boundaries, then flows, then notes, in the model's order. */
export function hitsOf(model: Model, parts: ReadonlyMap<string, Part>, words: HitWords): Hit[] {
  const diagrams = new Map(model.diagrams.length > 1 ? model.diagrams.map((diagram) => [diagram.id, words.diagram(diagram)]) : [])
  const placeOf = (diagram: string, parent: string | null): string[] => {
    const within: string[] = []
    const seen = new Set<string>()
    for (let at = parent === null ? undefined : parts.get(parent); at && at.type !== 'flow' && !seen.has(at.part.id); at = at.part.parent === null ? undefined : parts.get(at.part.parent)) {
      seen.add(at.part.id)
      within.unshift(at.part.label || words.unnamed)
    }
    const name = diagrams.get(diagram)
    return name === undefined ? within : [name, ...within]
  }
  const hit = (found: Omit<Hit, 'name' | 'text'>, technology: string): Hit => ({ ...found, name: folded(found.label), text: folded([found.label, found.ends, technology, ...found.place, found.notes].join('\n')) })
  return [
    ...model.elements.map(({ id, kind, label, technology, notes, diagram, parent }) => hit({ id, kind, label: label || words.unnamed, ends: '', place: placeOf(diagram, parent), notes }, technology === null ? '' : `${technology} ${words.technology(technology)}`)),
    ...model.boundaries.map(({ id, label, notes, diagram, parent }) => hit({ id, kind: 'boundary', label: label || words.unnamed, ends: '', place: placeOf(diagram, parent), notes }, '')),
    ...model.flows.map((flow) => {
      const { label, ends } = flowName(flow, parts, words.freeEnd)
      return hit({ id: flow.id, kind: 'flow', label, ends: label === ends ? '' : ends, place: placeOf(flow.diagram, null), notes: flow.notes }, '')
    }),
    ...(model.notes ?? []).map(({ id, text, diagram }) => hit({ id, kind: 'note', label: text.trim().split('\n')[0] || words.unnamed, ends: '', place: placeOf(diagram, null), notes: text }, '')),
  ]
}

function wordsOf(typed: string): string[] {
  return folded(typed).split(/\s+/).filter((word) => word !== '')
}

/**
 * What holds every typed word, at most `mostHits`: first what is called just so, then what begins so, then what is called so among other
 * words, and last what only stands, says or is made so. Nothing typed finds nothing.
 */
export function foundHits(hits: readonly Hit[], typed: string): Hit[] {
  const words = wordsOf(typed)
  if (words.length === 0) return []
  const whole = words.join(' ')
  const ranks: [Hit[], Hit[], Hit[], Hit[]] = [[], [], [], []]
  for (const hit of hits) {
    if (!words.every((word) => hit.text.includes(word))) continue
    const rank = hit.name === whole ? 0 : hit.name.startsWith(whole) ? 1 : words.every((word) => hit.name.includes(word)) ? 2 : 3
    ranks[rank].push(hit)
  }
  return ranks.flat().slice(0, mostHits)
}

/** The piece of a hit's notes that made it one; null where all that was typed can be seen in its other words. */
export function foundNote({ label, ends, place, notes, kind }: Hit, typed: string): string | null {
  const seen = folded([label, ends, ...place].join('\n'))
  const plain = notes.replaceAll(/\s+/g, ' ').trim()
  const lower = plain.toLowerCase()
  const at = wordsOf(typed).flatMap((word) => {
    const index = seen.includes(word) ? -1 : lower.indexOf(word)
    return index < 0 ? [] : [index]
  })[0]
  if (at === undefined || (kind === 'note' && plain === label)) return null
  const from = Math.max(0, at - around)
  const to = Math.min(plain.length, at + 2 * around)
  return `${from > 0 ? '…' : ''}${plain.slice(from, to)}${to < plain.length ? '…' : ''}`
}
