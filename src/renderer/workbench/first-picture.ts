import { useSyncExternalStore } from 'react'

let seen = false
const listeners = new Set<() => void>()

/** Says that the diagram was seen, or that another one is about to be opened. */
export function setPictureSeen(now: boolean): void {
  if (seen === now) return
  seen = now
  for (const listener of listeners) listener()
}

function follow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Whether the diagram that is being opened was seen. The analysis of a large model is ten times as large as the model: fetched first, it
 * would keep people from their diagram, so it waits for the first picture.
 */
export function usePictureSeen(): boolean {
  return useSyncExternalStore(follow, () => seen)
}
