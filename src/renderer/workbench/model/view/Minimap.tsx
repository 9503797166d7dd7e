import Box from '@mui/material/Box'
import { type PointerEvent, useCallback, useEffect, useRef } from 'react'
import type { Box as Area, Model } from '../../../../shared/domain/model.ts'
import type { Graph } from '../graph/graph.ts'
import type { HeatLook } from '../graph/paint-look.ts'
import { usePalette } from '../usePalette.ts'

const [width, height, margin] = [180, 116, 6]
/** In less room than this the map would cover what it is a map of. */
const least = { width: 460, height: 340 }
/** After a layout or an undo the parts glide for a moment; the map shows them where they end. */
const afterGlideMs = 200

interface MinimapProps {
  graph: Graph
  model: Model
  placed: ReadonlyMap<string, Area>
  shown: ReadonlySet<string> | null
  heat: ReadonlyMap<string, HeatLook> | null
}

/** The map's scale and the diagram's point at its upper left corner. */
interface Fit {
  scale: number
  x: number
  y: number
  bounds: Area
}

function fitOf(boxes: readonly Area[]): Fit | null {
  if (boxes.length === 0) return null
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width: wide, height: high } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + wide)
    bottom = Math.max(bottom, y + high)
  }
  const bounds = { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
  const scale = Math.min((width - 2 * margin) / bounds.width, (height - 2 * margin) / bounds.height)
  return { scale, x: left - (width / scale - bounds.width) / 2, y: top - (height / scale - bounds.height) / 2, bounds }
}

/**
 * All of the diagram at a corner, with what is in view; a drag moves that. It is painted when the model changes; a frame of panning only
 * moves the frame on it. Not there while all is in view. For the pointer only: keys have Fit, search and the arrows.
 */
export function Minimap({ graph, model, placed, shown, heat }: MinimapProps) {
  const { palette } = usePalette()
  const place = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLElement>(null)
  const fit = useRef<Fit | null>(null)

  const follow = useCallback(() => {
    const [on, at, whole] = [place.current, frame.current, fit.current]
    if (!on || !at) return
    const { x1, y1, x2, y2 } = graph.cy.extent()
    const small = graph.cy.width() < least.width || graph.cy.height() < least.height
    const all = small || whole === null || (x1 <= whole.bounds.x && y1 <= whole.bounds.y && x2 >= whole.bounds.x + whole.bounds.width && y2 >= whole.bounds.y + whole.bounds.height)
    on.style.visibility = all ? 'hidden' : 'visible'
    if (all) return
    const left = Math.max(0, (x1 - whole.x) * whole.scale)
    const top = Math.max(0, (y1 - whole.y) * whole.scale)
    at.style.transform = `translate(${left}px, ${top}px)`
    at.style.width = `${Math.max(4, Math.min(width, (x2 - whole.x) * whole.scale) - left)}px`
    at.style.height = `${Math.max(4, Math.min(height, (y2 - whole.y) * whole.scale) - top)}px`
  }, [graph])

  useEffect(() => {
    function paint(): void {
      const pen = canvas.current?.getContext('2d')
      if (!pen || graph.cy.destroyed()) return
      const parts = graph.overview()
      const now = fitOf(parts.map(({ box }) => box))
      fit.current = now
      const ratio = window.devicePixelRatio
      pen.canvas.width = width * ratio
      pen.canvas.height = height * ratio
      if (now) {
        pen.setTransform(ratio * now.scale, 0, 0, ratio * now.scale, -now.x * now.scale * ratio, -now.y * now.scale * ratio)
        const hair = 1 / now.scale
        pen.lineWidth = hair
        for (const { id, box, contains } of parts) {
          pen.globalAlpha = shown === null || shown.has(id) ? 1 : 0.25
          if (contains) {
            pen.strokeStyle = palette.lineStrong
            pen.strokeRect(box.x, box.y, box.width, box.height)
          } else {
            pen.fillStyle = heat?.get(id)?.fill ?? palette.muted
            pen.fillRect(box.x, box.y, Math.max(box.width, 1.5 * hair), Math.max(box.height, 1.5 * hair))
          }
        }
      }
      follow()
    }
    paint()
    const later = setTimeout(paint, afterGlideMs)
    graph.cy.on('dragfree', 'node', paint)
    return () => {
      clearTimeout(later)
      if (!graph.cy.destroyed()) graph.cy.off('dragfree', 'node', paint)
    }
  }, [graph, model, placed, shown, heat, palette, follow])
  useEffect(() => {
    graph.cy.on('render', follow)
    return () => void (graph.cy.destroyed() ? undefined : graph.cy.off('render', follow))
  }, [graph, follow])

  function goTo(event: PointerEvent<HTMLElement>): void {
    const whole = fit.current
    if (!whole) return
    const on = event.currentTarget.getBoundingClientRect()
    const at = { x: (event.clientX - on.left) / whole.scale + whole.x, y: (event.clientY - on.top) / whole.scale + whole.y }
    const zoom = graph.cy.zoom()
    graph.cy.pan({ x: graph.cy.width() / 2 - at.x * zoom, y: graph.cy.height() / 2 - at.y * zoom })
  }
  return (
    <Box
      ref={place}
      aria-hidden
      data-testid="minimap"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        goTo(event)
      }}
      onPointerMove={(event) => (event.currentTarget.hasPointerCapture(event.pointerId) ? goTo(event) : undefined)}
      sx={{ position: 'absolute', right: 12, bottom: 58, zIndex: 2, width, height, visibility: 'hidden', overflow: 'hidden', cursor: 'move', touchAction: 'none', bgcolor: 'background.paper', outline: '1px solid', outlineColor: 'var(--mui-palette-divider)', borderRadius: '9px' }}
    >
      <Box component="canvas" ref={canvas} sx={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }} />
      <Box ref={frame} sx={{ position: 'absolute', left: 0, top: 0, border: '2px solid', borderColor: 'primary.main', borderRadius: '3px', bgcolor: 'color-mix(in srgb, var(--mui-palette-primary-main) 10%, transparent)' }} />
    </Box>
  )
}
