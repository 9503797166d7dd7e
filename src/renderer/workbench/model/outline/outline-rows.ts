import type { Model } from '../../../../shared/domain/model.ts'
import { folded } from '../part-hits.ts'
import type { PartKind } from '../parts.ts'

/** A line of the outline. */
export interface OutlineRow {
  id: string
  kind: PartKind | 'diagram'
  /** 0 at the top. */
  depth: number
  /** What it is listed under. */
  parent: string | null
  /** Whether anything is listed under it. */
  opens: boolean
  /** Its place among those under the same row, from 1, and how many they are. */
  nth: number
  of: number
}

type Parents = Map<string, string | null>

/**
 * Where everything but flows is listed: a part in what contains it, else on its diagram where there are several; a diagram under the
 * element that opens it. A ring, as it may come from a damaged file, is cut, so that nothing is lost.
 */
function parentsOf({ diagrams, elements, boundaries }: Model): Parents {
  const several = new Set(diagrams.length > 1 ? diagrams.map(({ id }) => id) : [])
  const known = new Set([...boundaries, ...elements].map(({ id }) => id))
  const parents: Parents = new Map()
  for (const { id, opener } of diagrams) if (several.has(id)) parents.set(id, opener !== undefined && known.has(opener) ? opener : null)
  for (const { id, parent, diagram } of [...boundaries, ...elements]) parents.set(id, parent !== null && known.has(parent) ? parent : several.has(diagram) ? diagram : null)
  const checked = new Set<string>()
  for (const id of parents.keys()) {
    const way = new Set<string>()
    for (let at: string | null = id; at !== null && !checked.has(at); at = parents.get(at) ?? null) {
      if (way.has(at)) {
        parents.set(at, null)
        break
      }
      way.add(at)
    }
    for (const one of way) checked.add(one)
  }
  return parents
}

function above(parents: Parents, id: string | null): string[] {
  const way: string[] = []
  for (let at = id === null ? null : (parents.get(id) ?? null); at !== null; at = parents.get(at) ?? null) way.push(at)
  return way
}

/** The innermost that holds both ends; of a free end nothing is known. */
function flowParent(parents: Parents, source: string | null, target: string | null, diagram: string): string | null {
  const ends = [source, target].filter((end) => end !== null && parents.has(end))
  const [one, other] = [above(parents, ends[0] ?? null), new Set(above(parents, ends[1] ?? ends[0] ?? null))]
  return one.find((id) => other.has(id)) ?? (parents.has(diagram) ? diagram : null)
}

/** The whole model as a tree: diagrams where there are several, in them boundaries and elements with what they contain and open, and after these the flows between them. */
export function outlineRows(model: Model): OutlineRow[] {
  const parents = parentsOf(model)
  const under = new Map<string | null, { id: string; kind: OutlineRow['kind'] }[]>()
  const add = (parent: string | null, id: string, kind: OutlineRow['kind']) => {
    const beside = under.get(parent)
    if (beside) beside.push({ id, kind })
    else under.set(parent, [{ id, kind }])
  }
  for (const { id } of model.boundaries) add(parents.get(id) ?? null, id, 'boundary')
  for (const { id, kind } of model.elements) add(parents.get(id) ?? null, id, kind)
  for (const { id } of model.diagrams) if (parents.has(id)) add(parents.get(id) ?? null, id, 'diagram')
  for (const { id, source, target, diagram } of model.flows) add(flowParent(parents, source, target, diagram), id, 'flow')
  const rows: OutlineRow[] = []
  const walk = (parent: string | null, depth: number) => {
    const beside = under.get(parent) ?? []
    for (const [index, { id, kind }] of beside.entries()) {
      rows.push({ id, kind, depth, parent, opens: kind !== 'flow' && under.has(id), nth: index + 1, of: beside.length })
      if (kind !== 'flow') walk(id, depth + 1)
    }
  }
  walk(null, 0)
  return rows
}

/** Without what is under a closed row. */
export function shownRows(rows: readonly OutlineRow[], closed: ReadonlySet<string>): OutlineRow[] {
  const shown: OutlineRow[] = []
  let closedAt = Number.POSITIVE_INFINITY
  for (const row of rows) {
    if (row.depth > closedAt) continue
    closedAt = closed.has(row.id) ? row.depth : Number.POSITIVE_INFINITY
    shown.push(row)
  }
  return shown
}

/** What a row is listed under, from the inside out; nothing where there is no such row. */
export function rowsAbove(rows: readonly OutlineRow[], id: string | null): string[] {
  const parents = new Map(rows.map((row) => [row.id, row.parent]))
  return above(parents, id)
}

/** What a key does in the tree: goes to a row, by its place, or opens or closes the row one is at. */
export type TreeStep = { go: number } | { open: string } | { close: string }

/** Rows that Page Up and Page Down go by. */
const page = 10

/** As in every tree: to the right opens and goes in, to the left closes and goes out. `at` is -1 where one is at no row. Null for other keys, and where nothing is to be done. */
export function treeStep(rows: readonly OutlineRow[], closed: ReadonlySet<string>, at: number, key: string): TreeStep | null {
  if (rows.length === 0) return null
  const row = rows[at]
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page }[key]
  if (step !== undefined) return { go: Math.max(0, Math.min(rows.length - 1, at + step)) }
  if (key === 'Home') return { go: 0 }
  if (key === 'End') return { go: rows.length - 1 }
  if (!row) return null
  const isOpen = row.opens && !closed.has(row.id)
  if (key === 'ArrowRight') return isOpen ? { go: at + 1 } : row.opens ? { open: row.id } : null
  if (key !== 'ArrowLeft') return null
  if (isOpen) return { close: row.id }
  const out = rows.findIndex(({ id }) => id === row.parent)
  return out < 0 ? null : { go: out }
}

/** The place of the next name that begins with what was typed, from `at` on and round; the same letter again and again goes through all that begin with it. -1 where none does. */
export function typedAhead(names: readonly string[], at: number, typed: string): number {
  const wanted = folded(typed)
  if (wanted === '') return -1
  const again = [...wanted].every((letter) => letter === wanted[0])
  const plain = names.map(folded)
  const search = (start: string, from: number) => {
    const places = plain.flatMap((name, place) => (name.startsWith(start) ? [place] : []))
    return places.find((place) => place >= from) ?? places[0] ?? -1
  }
  const whole = again && wanted.length > 1 ? search(wanted, at) : -1
  if (whole >= 0) return whole
  return again ? search(wanted.slice(0, 1), at + 1) : search(wanted, Math.max(0, at))
}
