import type { SeverityLook } from '../../ui/tokens.ts'
import type { Band } from '../../../shared/domain/dread.ts'
import { type Badge, drawBadge } from './badges.ts'
import type { Graph } from './graph.ts'

/** Zoom below which badges are marks without a count. */
const countZoom = 0.4

export interface OverlayLook {
  surface: string
  text: string
  accent: string
  severity: Record<Band, SeverityLook>
}

/** What is drawn above the graph: badges, and the line from a part that is being connected to the pointer. */
export interface Overlay {
  setBadges: (badges: ReadonlyMap<string, Badge>) => void
  setLook: (look: OverlayLook) => void
  /** From a part to a point on the screen; null ends the line. */
  setLine: (line: { from: string; x: number; y: number } | null) => void
}

/** Keeps `canvas` in step with the graph. It has its own canvas because badges as nodes would cost a node each. */
export function createOverlay(graph: Graph, canvas: HTMLCanvasElement, first: OverlayLook): Overlay {
  const context = canvas.getContext('2d')
  let badges: ReadonlyMap<string, Badge> = new Map()
  let look = first
  let line: { from: string; x: number; y: number } | null = null

  function fitCanvas(): void {
    const ratio = window.devicePixelRatio
    const width = Math.round(graph.cy.width() * ratio)
    const height = Math.round(graph.cy.height() * ratio)
    if (canvas.width === width && canvas.height === height) return
    canvas.width = width
    canvas.height = height
  }

  function drawBadges(pen: CanvasRenderingContext2D): void {
    const zoom = graph.cy.zoom()
    const scale = Math.min(1.15, Math.max(0.72, zoom))
    const [right, bottom] = [graph.cy.width(), graph.cy.height()]
    for (const [id, badge] of badges) {
      const at = graph.screenBox(id)
      if (!at || at.x + at.width < 0 || at.y + at.height < 0 || at.x - at.width > right || at.y - at.height > bottom) continue
      const node = graph.cy.getElementById(id)
      pen.globalAlpha = node.hasClass('dim') ? 0.25 : 1
      const [x, y] = [at.x + at.width / 2 + 6 * scale, at.y - at.height / 2]
      if (zoom >= countZoom) drawBadge(pen, badge, look.severity[badge.band], look, x, y, scale)
      else if (badge.band === 'Critical' || badge.band === 'High') drawMark(pen, badge, x, y)
    }
    pen.globalAlpha = 1
  }

  function drawMark(pen: CanvasRenderingContext2D, badge: Badge, x: number, y: number): void {
    const size = badge.band === 'Critical' ? 6 : 4
    pen.fillStyle = look.severity[badge.band].fill
    pen.fillRect(x - size, y - size / 2, size, size)
  }

  function draw(): void {
    if (!context) return
    fitCanvas()
    const ratio = window.devicePixelRatio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, graph.cy.width(), graph.cy.height())
    drawBadges(context)
    const from = line && graph.screenBox(line.from)
    if (!line || !from) return
    context.strokeStyle = look.accent
    context.lineWidth = 2
    context.setLineDash([6, 4])
    context.beginPath()
    context.moveTo(from.x, from.y)
    context.lineTo(line.x, line.y)
    context.stroke()
    context.setLineDash([])
  }

  graph.cy.on('render', draw)
  return {
    setBadges: (next) => {
      badges = next
      draw()
    },
    setLook: (next) => {
      look = next
      draw()
    },
    setLine: (next) => {
      line = next
      draw()
    },
  }
}
