import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Part } from './parts.ts'

/** Puts parts out of scope for a reason, which may be empty, or in scope again (null); those that say so already are left alone. */
export function scopeEdits(parts: readonly Part[], reason: string | null): ModelEdit[] {
  return parts.flatMap(({ type, part }): ModelEdit[] => {
    if ((part.outOfScope ?? null) === reason) return []
    const set = { outOfScope: reason }
    return [type === 'element' ? { type: 'update-element', id: part.id, set } : type === 'flow' ? { type: 'update-flow', id: part.id, set } : { type: 'update-boundary', id: part.id, set }]
  })
}
