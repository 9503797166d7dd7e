import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { ConnectionStatus } from '../../transport/connect.ts'

/** Whether the application can be reached; written by the transport, read by the pages. */
export interface ConnectionState {
  set: (status: ConnectionStatus) => void
  get: () => ConnectionStatus
  subscribe: (listener: () => void) => () => void
}

export function createConnectionState(): ConnectionState {
  let now: ConnectionStatus = 'connected'
  const listeners = new Set<() => void>()
  return {
    get: () => now,
    set: (status) => {
      now = status
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const ConnectionContext = createContext<ConnectionState | null>(null)

export function ConnectionProvider({ state, children }: { state: ConnectionState; children: ReactNode }) {
  return <ConnectionContext value={state}>{children}</ConnectionContext>
}

export function useConnection(): ConnectionStatus {
  const state = useContext(ConnectionContext)
  if (!state) throw new Error('useConnection outside of ConnectionProvider')
  return useSyncExternalStore(state.subscribe, state.get)
}
