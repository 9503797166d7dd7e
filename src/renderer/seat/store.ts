import { useEffect, useState } from 'preact/hooks'

/** One value that changes over time, and those who want to know. */
export interface Store<State> {
  get(): State
  set(change: Partial<State>): void
  subscribe(listener: () => void): () => void
}

export function createStore<State extends object>(first: State): Store<State> {
  let state = first
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      listener()
      return () => listeners.delete(listener)
    },
  }
}

export function useStore<State>(store: Store<State>): State {
  const [state, setState] = useState(store.get())
  useEffect(() => store.subscribe(() => setState(() => store.get())), [store])
  return state
}
