const storageKey = 'dreadnought.place'

/** Remembers what was open, so that the next start comes back to it. */
export function rememberPlace(project: string, stage: string): void {
  localStorage.setItem(storageKey, `/p/${project}/${stage}`)
}

export function forgetPlace(): void {
  localStorage.removeItem(storageKey)
}

export function rememberedPlace(): string | null {
  return localStorage.getItem(storageKey)
}
