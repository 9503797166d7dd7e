import { z } from 'zod'

/** The ways to arrange a diagram: in layers along the flows, what is connected together, or only what has no place yet. */
export const arrangements = ['layers', 'force', 'new'] as const
export const Arrangement = z.enum(arrangements)
export type Arrangement = z.infer<typeof Arrangement>

const storageKey = 'dreadnought.arrangement'

/** The way that was chosen last on this machine. */
export function rememberedArrangement(): Arrangement {
  return Arrangement.catch('layers').parse(localStorage.getItem(storageKey))
}

export function rememberArrangement(how: Arrangement): void {
  localStorage.setItem(storageKey, how)
}
