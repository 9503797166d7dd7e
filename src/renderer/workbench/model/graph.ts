import cytoscape, { type Core, type NodeSingular } from 'cytoscape'
import type { Box, Model } from '../../../shared/domain/model.ts'
import type { Palette } from '../../ui/tokens.ts'
import { definition, type GraphPart, graphParts } from './graph-elements.ts'
import { graphStyle } from './graph-style.ts'
import { type FlowLine, routeFlows } from './flow-routes.ts'
import { containerPadding, flowLabelSize } from './layout-graph.ts'
import { createMeasure } from './node-size.ts'
import { quickStyleCache } from './style-cache.ts'

/** Above this many parts the far view drops arrows and curves, and panning moves a picture instead of drawing anew. */
const many = 600
/** Zoom below which a large graph shows outlines only. */
const farZoom = 0.42
/** Above this many nodes nothing glides into place: it would stutter. */
const glidingNodes = 250
const glideMs = 140
/** Above this many flows they run straight: going around everything is for diagrams that people read as a whole. */
const routedFlows = 160

export interface GraphOptions {
  palette: Palette
  reducedMotion: boolean
}

/** A Cytoscape graph that follows a model. Screen coordinates are CSS pixels from the container's top left. */
export interface Graph {
  cy: Core
  /** Shows `model`; parts that it has no position for stand where `placed` says. `glide` moves what is already there. */
  show: (model: Model, placed: ReadonlyMap<string, Box>, glide?: boolean) => void
  choose: (id: string | null) => void
  /** Lights up `ids` and dims the rest; null shows everything alike. */
  lightUp: (ids: ReadonlySet<string> | null) => void
  mark: (className: 'drop' | 'source-end', id: string | null) => void
  setPalette: (palette: Palette) => void
  fit: (ids?: ReadonlySet<string>) => void
  zoomBy: (factor: number) => void
  /** Brings a part into the middle, unless it is well in view already. */
  reveal: (id: string) => void
  centreOfView: () => { x: number; y: number }
  /** A point of the diagram on the screen. */
  toScreen: (point: { x: number; y: number }) => { x: number; y: number }
  /** Where a node stands, in diagram pixels. */
  boxOf: (id: string) => Box | null
  /** Middle and width of a part on the screen; null where there is none. */
  screenBox: (id: string) => { x: number; y: number; width: number; height: number } | null
  destroy: () => void
}

function boxOfNode(node: NodeSingular): Box {
  const { x, y } = node.position()
  const width = Math.round(node.outerWidth())
  const height = Math.round(node.outerHeight())
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height }
}

/** The box around all that has a place of its own, with room for the boundaries around it. */
function boundsOf(parts: Iterable<GraphPart>): Box {
  let box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { position, data } of parts) {
    if (!position) continue
    const [w, h] = [Number(data['w']) / 2, Number(data['h']) / 2]
    box = { left: Math.min(box.left, position.x - w), top: Math.min(box.top, position.y - h), right: Math.max(box.right, position.x + w), bottom: Math.max(box.bottom, position.y + h) }
  }
  const room = containerPadding
  return { x: box.left - room, y: box.top - room, width: box.right - box.left + 2 * room, height: box.bottom - box.top + 2 * room }
}

export function createGraph(container: HTMLElement, options: GraphOptions): Graph {
  const measure = createMeasure()
  const cy = cytoscape({
    container,
    style: graphStyle(options.palette),
    layout: { name: 'preset' },
    minZoom: 0.03,
    maxZoom: 3,
    boxSelectionEnabled: false,
    autounselectify: true,
    textureOnViewport: false,
    multiClickDebounceTime: 260,
  })
  quickStyleCache(cy)
  // An empty diagram begins in the middle of its place.
  cy.pan({ x: cy.width() / 2, y: cy.height() / 2 })
  let shown = new Map<string, GraphPart>()
  let far = false
  let painted = false
  let current = options.palette

  function followZoom(): void {
    const wanted = shown.size > many && cy.zoom() < farZoom
    if (wanted === far) return
    far = wanted
    cy.batch(() => (far ? cy.elements().addClass('far') : cy.elements().removeClass('far')))
  }
  cy.on('zoom', followZoom)
  // For benchmarks: how long it takes until people see their model.
  cy.on('render', () => {
    if (painted || shown.size === 0) return
    painted = true
    performance.mark('model-painted')
  })

  /** Shows all of `box` with a margin, in the middle. */
  function fitBox(box: Box): void {
    const [width, height] = [cy.width(), cy.height()]
    const zoom = Math.max(cy.minZoom(), Math.min(1.25, (width - 96) / box.width, (height - 96) / box.height))
    cy.viewport({ zoom, pan: { x: width / 2 - (box.x + box.width / 2) * zoom, y: height / 2 - (box.y + box.height / 2) * zoom } })
  }

  function show(model: Model, placed: ReadonlyMap<string, Box>, glide = false): void {
    const parts = new Map(graphParts(model, placed, measure).map((part) => [part.id, part]))
    const before = shown
    const gliding = glide && !options.reducedMotion && parts.size < glidingNodes * 3
    const added: GraphPart[] = []
    if (before.size === 0 && parts.size > many) {
      // A large graph begins as a whole and far away, so that nothing is styled and measured for a view that nobody sees.
      fitBox(boundsOf(parts.values()))
      far = cy.zoom() < farZoom
    }
    cy.batch(() => {
      for (const [id, old] of before) {
        const now = parts.get(id)
        // An edge that changes ends, or a node that starts or ends to contain others, is another object to Cytoscape.
        if (!now || now.group !== old.group || now.data['source'] !== old.data['source'] || now.data['target'] !== old.data['target']) continue
        if (now.parent !== old.parent) cy.getElementById(id).move({ parent: now.parent })
      }
      for (const [id, old] of before) {
        const now = parts.get(id)
        if (now && now.data['source'] === old.data['source'] && now.data['target'] === old.data['target']) update(old, now, gliding)
        else cy.getElementById(id).remove()
      }
      for (const [id, part] of parts) if (cy.getElementById(id).empty()) added.push(part)
      cy.add(added.map((part) => definition(far ? { ...part, classes: `${part.classes} far` } : part)))
    })
    shown = parts
    followZoom()
    if (gliding) setTimeout(route, glideMs + 20)
    else route()
  }

  /** Bends flows around nodes, and moves their labels to where nothing is covered. */
  function route(): void {
    if (cy.destroyed()) return
    const edges = cy.edges()
    if (edges.length > routedFlows) {
      cy.elements('edge.routed').removeClass('routed')
      return
    }
    const obstacles = new Map<string, Box>()
    const ends = new Map<string, Box>()
    cy.nodes().forEach((node) => {
      const box = boxOfNode(node)
      ends.set(node.id(), box)
      if (!node.isParent() && !node.hasClass('boundary')) obstacles.set(node.id(), box)
    })
    const lines = edges.map((edge): FlowLine => ({ id: edge.id(), source: edge.source().id(), target: edge.target().id(), label: flowLabelSize(String(edge.data('label')), measure) }))
    const routes = routeFlows(obstacles, lines, ends)
    cy.batch(() => {
      edges.forEach((edge) => {
        const found = routes.get(edge.id())
        edge.data({ bend: found?.bend ?? 0, lx: found?.label.x ?? 0, ly: found?.label.y ?? 0 })
        edge.toggleClass('routed', found !== undefined)
      })
    })
  }

  function update(old: GraphPart, now: GraphPart, gliding: boolean): void {
    const part = cy.getElementById(now.id)
    if (JSON.stringify(old.data) !== JSON.stringify(now.data)) part.data(now.data)
    if (old.classes !== now.classes) part.removeClass(old.classes).addClass(now.classes)
    if (!now.position || now.group === 'edges') return
    const at = part.position()
    if (Math.abs(at.x - now.position.x) < 0.5 && Math.abs(at.y - now.position.y) < 0.5) return
    if (gliding) part.animate({ position: { ...now.position } }, { duration: glideMs })
    else part.position({ ...now.position })
  }

  cy.on('dragfree', 'node', route)

  const swap = (className: string, ids: Iterable<string>) => {
    cy.batch(() => {
      cy.elements(`.${className}`).removeClass(className)
      for (const id of ids) cy.getElementById(id).addClass(className)
    })
  }

  function screenBox(id: string) {
    const zoom = cy.zoom()
    const pan = cy.pan()
    // Of the whole graph: `cy.nodes()` builds a collection of all nodes first.
    const part = cy.getElementById(id)
    if (part.empty()) return null
    if (part.group() === 'nodes') {
      const at = part.position()
      return { x: at.x * zoom + pan.x, y: at.y * zoom + pan.y, width: part.outerWidth() * zoom, height: part.outerHeight() * zoom }
    }
    const box = part.boundingBox({ includeLabels: false })
    return { x: ((box.x1 + box.x2) / 2) * zoom + pan.x, y: ((box.y1 + box.y2) / 2) * zoom + pan.y, width: 132 * zoom, height: 24 * zoom }
  }

  return {
    cy,
    show,
    choose: (id) => swap('chosen', id === null ? [] : [id]),
    lightUp: (ids) => {
      cy.batch(() => {
        cy.elements('.evidence').removeClass('evidence')
        cy.elements('.dim').removeClass('dim')
        if (!ids) return
        cy.elements().addClass('dim')
        for (const id of ids) cy.getElementById(id).removeClass('dim').addClass('evidence')
      })
    },
    mark: (className, id) => swap(className, id === null ? [] : [id]),
    setPalette: (palette) => {
      // Styling a large graph anew takes as long as building it.
      if (palette === current) return
      current = palette
      cy.style(graphStyle(palette))
    },
    fit: (ids) => {
      if (shown.size === 0) return
      if (!ids && shown.size > many) return fitBox(boundsOf(shown.values()))
      let wanted = cy.elements()
      if (ids) wanted = wanted.filter((part) => ids.has(part.id()))
      cy.fit(wanted, 48)
      // A handful of parts should not fill the screen.
      if (cy.zoom() > 1.25) {
        cy.zoom(1.25)
        cy.center(wanted)
      }
    },
    zoomBy: (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
    reveal: (id) => {
      const part = cy.getElementById(id)
      const at = screenBox(id)
      if (!at) return
      const margin = 60
      const inView = at.x > margin && at.y > margin && at.x < cy.width() - margin && at.y < cy.height() - margin
      if (shown.size > many && cy.zoom() < farZoom) cy.zoom(0.9)
      else if (inView) return
      if (options.reducedMotion) cy.center(part)
      else cy.animate({ center: { eles: part } }, { duration: glideMs })
    },
    centreOfView: () => {
      const extent = cy.extent()
      return { x: (extent.x1 + extent.x2) / 2, y: (extent.y1 + extent.y2) / 2 }
    },
    toScreen: ({ x, y }) => ({ x: x * cy.zoom() + cy.pan().x, y: y * cy.zoom() + cy.pan().y }),
    boxOf: (id) => {
      const part = cy.getElementById(id)
      return part.nonempty() && part.group() === 'nodes' ? boxOfNode(part) : null
    },
    screenBox,
    destroy: () => cy.destroy(),
  }
}
