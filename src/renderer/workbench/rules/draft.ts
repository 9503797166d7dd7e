import { z } from 'zod'

/** A pack that is being written: into the file `file`, or into a new one. `saved` is what the file held when it was read or written here, and `revision` that text's; null for a new file. */
export const PackDraft = z.object({ file: z.string().nullable(), text: z.string(), saved: z.string(), revision: z.string().nullable().default(null) })
export type PackDraft = z.infer<typeof PackDraft>

const storageKey = 'dreadnought.pack-draft'

/** Keeps unsaved work across a change of place or a restart; none where everything is saved. */
export function keepDraft(draft: PackDraft): void {
  if (draft.text === draft.saved) localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, JSON.stringify(draft))
}

export function dropDraft(): void {
  localStorage.removeItem(storageKey)
}

export function keptDraft(): PackDraft | null {
  const text = localStorage.getItem(storageKey)
  if (text === null) return null
  try {
    return PackDraft.parse(JSON.parse(text))
  } catch {
    return null
  }
}
