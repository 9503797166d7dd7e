import type { WorkshopSettings, WorkshopTable } from '../../../../shared/domain/workshop.ts'

/** Minutes a threat takes, from workshops in practice: voting at once, or one by one. */
const minutesPerThreat = { 'silent-ballot': 1.5, 'before-meeting': 1.5, tables: 1.5, 'one-by-one': 4.5 }
const practiceMinutes = 5

/** About how long a workshop takes, in minutes, to the next five. Tables work side by side, so the longest slice counts. */
export function minutesFor(way: WorkshopSettings['way'], threats: number, tables: readonly WorkshopTable[], practise: boolean): number {
  const longest = tables.length === 0 ? threats : Math.max(...tables.map((table) => table.items.length))
  const minutes = longest * minutesPerThreat[way] + (practise ? practiceMinutes : 0)
  return Math.max(5, Math.round(minutes / 5) * 5)
}
