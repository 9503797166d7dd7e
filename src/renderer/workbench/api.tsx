import type { ContractRouterClient } from '@orpc/contract'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import type { WorkbenchContract } from '../../shared/contract/workbench.ts'
import { followModel } from './model-follow.ts'

export type Api = ContractRouterClient<WorkbenchContract>

const ApiContext = createContext<Api | null>(null)

export function ApiProvider({ api, children }: { api: Api; children: ReactNode }) {
  return <ApiContext value={api}>{children}</ApiContext>
}

/** The typed client of the application. */
export function useApi(): Api {
  const api = useContext(ApiContext)
  if (!api) throw new Error('useApi outside of ApiProvider')
  return api
}

/**
 * Keeps every query fresh: a change of any window's making invalidates the queries whose key is
 * `[topic]` or `[topic, project, ...]`. So every query's key starts with one of the contract's change topics.
 */
export function useLiveQueries(): void {
  const api = useApi()
  const queries = useQueryClient()
  useEffect(() => {
    const abort = new AbortController()
    async function follow() {
      for await (const change of await api.app.changes(undefined, { signal: abort.signal })) {
        const { project, topics, model } = change
        const told = project !== null && model !== undefined && followModel(queries, project, model)
        for (const topic of topics) {
          const queryKey = project === null ? [topic] : [topic, project]
          // What the change itself told is not asked for again.
          void queries.invalidateQueries({ queryKey, ...(told && topic === 'model' ? { predicate: (query) => query.queryKey.length > queryKey.length } : {}) })
          if (project !== null) void queries.invalidateQueries({ queryKey: [topic, null] })
          // Whether the last revision still says what the register says hangs on both.
          if (project !== null && topic === 'register') void queries.invalidateQueries({ queryKey: ['revisions', project], exact: true })
        }
      }
    }
    async function followForEver() {
      while (!abort.signal.aborted) {
        await follow().catch(() => undefined)
        // What changed while the connection was away is not known, so everything is fetched anew.
        if (!abort.signal.aborted) {
          await new Promise((resolve) => setTimeout(resolve, 500))
          void queries.invalidateQueries()
        }
      }
    }
    void followForEver()
    return () => abort.abort()
  }, [api, queries])
}
