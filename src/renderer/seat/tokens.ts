import { recall, remember } from './memory.ts'

/** A seat's token, and the room code with which it was last used. */
export interface KeptToken {
  token: string
  code: string
}

const key = 'tokens'
/** The seats of the last few workshops at this address. */
const mostTokens = 5

function isKept(value: unknown): value is KeptToken {
  return typeof value === 'object' && value !== null && 'token' in value && 'code' in value && typeof value.token === 'string' && typeof value.code === 'string'
}

/**
 * The tokens of this device, the newest first. They are kept for the room's address and not for its code: a code is changed to
 * keep others out, and who scans the new one has a seat already.
 */
export function keptTokens(): KeptToken[] {
  try {
    const kept: unknown = JSON.parse(recall(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isKept) : []
  } catch {
    return []
  }
}

export function keepToken(token: string, code: string): void {
  const others = keptTokens().filter((kept) => kept.token !== token)
  remember(key, JSON.stringify([{ token, code }, ...others].slice(0, mostTokens)))
}

export function dropToken(token: string): void {
  remember(key, JSON.stringify(keptTokens().filter((kept) => kept.token !== token)))
}
