import { useCallback, useEffect, useState } from 'react'
import type { FacilitatorView, PresenterView } from '../../../shared/domain/workshop.ts'
import { type Api, useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import type { Send } from './send.ts'

/** Milliseconds between tries to follow a workshop again. */
const retryAfter = 500

/** The newest value of a stream that is followed for as long as the component is mounted; null before the first. */
function useStream<View>(open: (signal: AbortSignal) => Promise<AsyncIterable<View>>): { view: View | null; lost: boolean; put: (view: View) => void } {
  const [view, setView] = useState<View | null>(null)
  const [lost, setLost] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    async function follow() {
      for await (const next of await open(abort.signal)) {
        setView(next)
        setLost(false)
      }
    }
    async function followForEver() {
      while (!abort.signal.aborted) {
        await follow().catch(() => undefined)
        if (abort.signal.aborted) return
        setLost(true)
        await new Promise((resolve) => setTimeout(resolve, retryAfter))
      }
    }
    void followForEver()
    return () => abort.abort()
  }, [open])
  return { view, lost, put: setView }
}

/** A workshop as its facilitator sees it, and the way to act on it. */
export function useWorkshop(workshop: string): { view: FacilitatorView | null; lost: boolean; send: Send } {
  const api = useApi()
  const toasts = useToasts()
  const open = useCallback((signal: AbortSignal) => watch(api, workshop, signal), [api, workshop])
  const { view, lost, put } = useStream<FacilitatorView>(open)
  const send = useCallback<Send>(
    async (command) => {
      try {
        put(await api.workshop.command({ workshop, command }))
        return true
      } catch (error) {
        toasts.fail(error)
        return false
      }
    },
    [api, workshop, put, toasts],
  )
  return { view, lost, send }
}

function watch(api: Api, workshop: string, signal: AbortSignal): Promise<AsyncIterable<FacilitatorView>> {
  return api.workshop.watch({ workshop }, { signal })
}

/** A workshop as the projector shows it. */
export function usePresented(workshop: string): { view: PresenterView | null; lost: boolean } {
  const api = useApi()
  const open = useCallback((signal: AbortSignal) => api.workshop.present({ workshop }, { signal }), [api, workshop])
  return useStream<PresenterView>(open)
}
