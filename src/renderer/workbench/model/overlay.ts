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

/** A badge's right end and middle in diagram pixels. */
interface Spot {
  badge: Badge
  alpha: number
  flow: boolean
  x: number
  y: number
}

/** Keeps `canvas` in step with the graph. It has its own canvas because badges as nodes would cost a node each. */
export function createOverlay(graph: Graph, canvas: HTMLCanvasElement, first: OverlayLook): Overlay {
  const context = canvas.getContext('2d')
  let badges: ReadonlyMap<string, Badge> = new Map()
  let look = first
  let line: { from: string; x: number; y: number } | null = null
  let spots: Spot[] = []
  let stale = true

  function fitCanvas(): void {
    const ratio = window.devicePixelRatio
    const width = Math.round(graph.cy.width() * ratio)
    const height = Math.round(graph.cy.height() * ratio)
    if (canvas.width === width && canvas.height === height) return
    canvas.width = width
    canvas.height = height
  }

  /** Where badges stand, in diagram pixels: asking the graph for every one of them on every frame would take longer than the frame. */
  function refresh(): void {
    stale = false
    spots = []
    for (const [id, badge] of badges) {
      const part = graph.cy.getElementById(id)
      if (part.empty()) continue
      const alpha = part.hasClass('dim') ? 0.25 : 1
      if (part.group() === 'nodes') {
        const { x, y } = part.position()
        spots.push({ badge, alpha, flow: false, x: x + part.outerWidth() / 2, y: y - part.outerHeight() / 2 })
      } else {
        const box = part.boundingBox({ includeLabels: false })
        spots.push({ badge, alpha, flow: true, x: (box.x1 + box.x2) / 2 + 66, y: (box.y1 + box.y2) / 2 - 12 })
      }
    }
  }

  function drawBadges(pen: CanvasRenderingContext2D): void {
    if (stale) refresh()
    const zoom = graph.cy.zoom()
    const pan = graph.cy.pan()
    const scale = Math.min(1.15, Math.max(0.72, zoom))
    const [right, bottom] = [graph.cy.width() + 80, graph.cy.height() + 20]
    for (const { badge, alpha, flow, ...at } of spots) {
      const [x, y] = [at.x * zoom + pan.x, at.y * zoom + pan.y]
      if (x < 0 || y < -20 || x > right || y > bottom) continue
      pen.globalAlpha = alpha
      if (zoom >= countZoom) drawBadge(pen, badge, look.severity[badge.band], look, x + 6 * scale, y, scale)
      else if (!flow && (badge.band === 'Critical' || badge.band === 'High')) drawMark(pen, badge, x + 6 * scale, y)
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

  graph.cy.on('position bounds class data add remove', () => {
    stale = true
  })
  graph.cy.on('render', draw)
  return {
    setBadges: (next) => {
      badges = next
      stale = true
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
