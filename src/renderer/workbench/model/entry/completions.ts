import type { Model } from '../../../../shared/domain/model.ts'
import { type EntryFragment, sameName } from '../../../../shared/domain/quick-entry.ts'

const most = 6

/** Names that `fragment` can become, the likeliest first; none where it is empty, or is one already. */
export function completionsFor(wants: EntryFragment['wants'], fragment: string, model: Model): string[] {
  const typed = sameName(fragment)
  if (typed === '') return []
  const labels = (wants === 'element' ? model.elements : wants === 'boundary' ? model.boundaries : model.flows).map(({ label }) => label)
  const found = new Map<string, { label: string; rank: number }>()
  for (const label of labels) {
    const name = sameName(label)
    if (name === typed) return []
    const rank = name.startsWith(typed) ? 0 : name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed)) ? 1 : -1
    if (rank >= 0 && !found.has(name)) found.set(name, { label, rank })
  }
  return [...found.values()].toSorted((a, b) => a.rank - b.rank).slice(0, most).map(({ label }) => label)
}
