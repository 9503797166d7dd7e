import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const ConnectionContext = createContext(true)

/** Follows whether the application can be reached. `subscribe` calls back on every change and returns its own end. */
export function ConnectionProvider({ subscribe, children }: { subscribe: (listener: (connected: boolean) => void) => () => void; children: ReactNode }) {
  const [connected, setConnected] = useState(true)
  useEffect(() => subscribe(setConnected), [subscribe])
  return <ConnectionContext value={connected}>{children}</ConnectionContext>
}

export function useConnection(): boolean {
  return useContext(ConnectionContext)
}
