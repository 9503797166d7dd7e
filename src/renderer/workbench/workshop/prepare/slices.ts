import type { WorkshopTable } from '../../../../shared/domain/workshop.ts'

/** `ids` in `count` slices, in order; their sizes differ by one at most, the larger ones first. Of fewer ids than slices some stay empty. */
export function slicedEvenly(ids: readonly string[], count: number): string[][] {
  const size = Math.floor(ids.length / count)
  const larger = ids.length % count
  let from = 0
  return Array.from({ length: count }, (_, place) => {
    const slice = ids.slice(from, from + size + (place < larger ? 1 : 0))
    from += slice.length
    return slice
  })
}

export function slicedTables(tables: readonly WorkshopTable[], agenda: readonly string[]): WorkshopTable[] {
  const slices = tables.length === 0 ? [] : slicedEvenly(agenda, tables.length)
  return tables.map((table, place) => ({ ...table, items: slices[place] ?? [] }))
}

/**
 * The tables over another agenda: what is still on it stays where it was, what is new goes to the table that has least (the
 * first of those). Each slice is in the agenda's order.
 */
export function fittedTables(tables: readonly WorkshopTable[], agenda: readonly string[]): WorkshopTable[] {
  if (tables.length === 0) return []
  const taken = new Set<string>()
  const kept = tables.map((table) => {
    const own = new Set(table.items.filter((item) => !taken.has(item)))
    for (const item of own) taken.add(item)
    return { table, own }
  })
  const live = new Set(agenda)
  for (const entry of kept) entry.own = new Set([...entry.own].filter((item) => live.has(item)))
  for (const item of agenda) {
    if (taken.has(item)) continue
    kept.reduce((least, entry) => (entry.own.size < least.own.size ? entry : least)).own.add(item)
  }
  return kept.map(({ table, own }) => ({ ...table, items: agenda.filter((item) => own.has(item)) }))
}

/** The item at `to`, and at no other table. */
export function movedToTable(tables: readonly WorkshopTable[], agenda: readonly string[], item: string, to: string): WorkshopTable[] {
  const moved = tables.map((table) => ({ ...table, items: table.id === to ? [...table.items, item] : table.items.filter((other) => other !== item) }))
  return fittedTables(moved, agenda)
}

/** Whether the room can open with these tables: two or more, each with a name and a threat. */
export function tablesReady(tables: readonly WorkshopTable[]): boolean {
  return tables.length >= 2 && tables.every((table) => table.items.length > 0 && table.name.trim() !== '')
}
