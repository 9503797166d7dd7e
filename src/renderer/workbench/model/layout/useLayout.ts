import { useCallback, useEffect, useRef, useState } from 'react'
import type { Box, Model } from '../../../../shared/domain/model.ts'
import { arrangeByForce } from './force.ts'
import { arrange } from './layout.ts'
import { createMeasure } from '../graph/node-size.ts'

export interface Layout {
  /** When the running layout began, in milliseconds of `performance.now()`; null while none runs. */
  since: number | null
  /** How far it is, 0 to 1; null where it does not say. */
  share: number | null
  /** Boxes of all parts; null where it was cancelled or overtaken by a newer one. */
  run: (model: Model, how?: 'layers' | 'force') => Promise<Map<string, Box> | null>
  cancel: () => void
}

/** Runs layouts one at a time: a newer one ends the older. */
export function useLayout(): Layout {
  const [since, setSince] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const [share, setShare] = useState<number | null>(null)
  const run = useCallback(async (model: Model, how: 'layers' | 'force' = 'layers') => {
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    setSince(performance.now())
    setShare(null)
    try {
      return await (how === 'force' ? arrangeByForce(model, createMeasure(), abort.signal, setShare) : arrange(model, createMeasure(), abort.signal))
    } catch (error) {
      if (abort.signal.aborted) return null
      throw error
    } finally {
      if (running.current === abort) setSince(null)
    }
  }, [])
  const cancel = useCallback(() => {
    running.current?.abort()
    setSince(null)
  }, [])
  return { since, share, run, cancel }
}

/** Whether anything of the model still stands nowhere, so that it wants a layout. Containers follow their children. */
export function wantsLayout(model: Model): boolean {
  const parents = new Set([...model.elements, ...model.boundaries].map((part) => part.parent))
  return [...model.elements, ...model.boundaries].some((part) => part.position === null && !parents.has(part.id))
}
