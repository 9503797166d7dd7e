import Box from '@mui/material/Box'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../shared/domain/model.ts'
import { createGraph, type Graph } from './graph.ts'
import { useLayout, wantsLayout } from './useLayout.ts'
import { usePalette } from './usePalette.ts'

const nowhere = new Map()

/**
 * A still picture of the model that fits its place, with the parts in `highlight` lit up and the rest dimmed.
 * Give the surrounding element a height. `label` names the picture for screen readers.
 */
export function EvidenceGraph({ model, highlight, label }: { model: Model; highlight: readonly string[]; label?: string }) {
  const { t } = useTranslation('model')
  const { palette } = usePalette()
  const place = useRef<HTMLDivElement>(null)
  const graph = useRef<Graph | null>(null)
  const { run } = useLayout()
  useEffect(() => {
    if (!place.current) return
    const created = createGraph(place.current, { palette, still: true, reducedMotion: true })
    graph.current = created
    const resized = new ResizeObserver(() => {
      created.cy.resize()
      created.fit()
    })
    resized.observe(place.current)
    return () => {
      resized.disconnect()
      created.destroy()
      graph.current = null
    }
  }, [palette])
  useEffect(() => {
    const shown = graph.current
    if (!shown) return
    let stale = false
    const draw = (placed: Parameters<Graph['show']>[1]) => {
      shown.show(model, placed)
      shown.lightUp(highlight.length > 0 ? new Set(highlight) : null)
      shown.fit()
    }
    if (!wantsLayout(model)) draw(nowhere)
    else void run(model).then((boxes) => (stale || !boxes ? undefined : draw(boxes)), () => draw(nowhere))
    return () => {
      stale = true
    }
  }, [model, highlight, palette, run])
  return <Box ref={place} role="img" aria-label={label ?? t('evidencePicture')} sx={{ width: '100%', height: '100%', minHeight: 160, overflow: 'hidden' }} />
}
