import type { Graph } from './graph.ts'

export interface OverlayLook {
  accent: string
}

/** What is drawn above the graph: the line from a part that is being connected to the pointer. */
export interface Overlay {
  setLook: (look: OverlayLook) => void
  /** From a part to a point on the screen; null ends the line. */
  setLine: (line: { from: string; x: number; y: number } | null) => void
}

/** Keeps `canvas` in step with the graph. */
export function createOverlay(graph: Graph, canvas: HTMLCanvasElement, first: OverlayLook): Overlay {
  const context = canvas.getContext('2d')
  let look = first
  let line: { from: string; x: number; y: number } | null = null
  let blank = true

  function fitCanvas(): void {
    const ratio = window.devicePixelRatio
    const width = Math.round(graph.cy.width() * ratio)
    const height = Math.round(graph.cy.height() * ratio)
    if (canvas.width === width && canvas.height === height) return
    canvas.width = width
    canvas.height = height
  }

  function draw(): void {
    const from = line && graph.screenBox(line.from)
    // An empty layer that nobody touches costs no frame anything.
    if (!context || (blank && !from)) return
    fitCanvas()
    const ratio = window.devicePixelRatio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, graph.cy.width(), graph.cy.height())
    blank = true
    if (!line || !from) return
    blank = false
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
