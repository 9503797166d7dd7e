import type { PartDiff } from './diff.ts'

/** How many parts of a model a newer file adds, renames, moves elsewhere, changes otherwise, and lacks. A part may be of several. */
export interface UpdateTally {
  added: number
  renamed: number
  moved: number
  changed: number
  gone: number
}

const places = new Set(['parent', 'diagram'])

export function tallyOf(diffs: readonly PartDiff[]): UpdateTally {
  const fields = diffs.flatMap(({ changed }) => changed.map((part) => part.fields.map(({ field }) => field)))
  const having = (holds: (field: string) => boolean) => fields.filter((names) => names.some(holds)).length
  return {
    added: diffs.reduce((sum, { added }) => sum + added.length, 0),
    renamed: having((field) => field === 'label'),
    moved: having((field) => places.has(field)),
    changed: having((field) => field !== 'label' && !places.has(field)),
    gone: diffs.reduce((sum, { removed }) => sum + removed.length, 0),
  }
}
