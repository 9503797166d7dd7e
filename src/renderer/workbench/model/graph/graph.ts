import cytoscape, { type Core, type SingularElementArgument } from 'cytoscape'
import type { Box, Model } from '../../../../shared/domain/model.ts'
import { createFill } from './graph-fill.ts'
import { definition, type GraphPart, graphParts, type KnownParts } from './graph-elements.ts'
import { paintedBy, type SelectionBox } from './graph-renderer.ts'
import { graphStyle } from './graph-style.ts'
import { createMeasure } from './node-size.ts'
import type { Look } from './paint-look.ts'
import { routeScene } from './route-scene.ts'
import { createScene, type NodeLook, type SceneItem } from './scene.ts'
import { curveMiddle, type Point } from './scene-flow.ts'
import { createSheet } from './sheet.ts'

/** Above this many parts Cytoscape gets them in idle moments, and bringing a part into view comes nearer to it. */
const many = 600
/** Zoom from which a part that is brought into view is looked at from nearer. */
const farZoom = 0.42
/** Above this many parts nothing glides into place: it would stutter. */
const glidingParts = 750
const glideMs = 140
/** How near the pointer must be to a flow, in CSS pixels. */
const reachOf = { mouse: 8, touch: 24 }
/** Classes of Cytoscape that are seen. */
const seenClasses = ['chosen', 'drop', 'source-end'] as const

export interface GraphOptions {
  look: Look
  reducedMotion: boolean
  /** The first picture of a model is there. */
  onPainted: () => void
}

/** A Cytoscape graph that follows a model. Screen coordinates are CSS pixels from the container's top left. */
export interface Graph {
  /** Gestures, events and positions. It does not paint, and of a large model not every part is in it at once. */
  cy: Core
  /** Shows `model`; parts that it has no position for stand where `placed` says. `glide` moves what is already there. */
  show: (model: Model, placed: ReadonlyMap<string, Box>, glide?: boolean) => void
  choose: (ids: string | null | ReadonlySet<string>) => void
  mark: (className: 'drop' | 'source-end', id: string | null) => void
  /** How everything looks: colours, badges, what is lit. */
  setLook: (look: Partial<Look>) => void
  fit: (ids?: ReadonlySet<string>) => void
  /** Takes the size of its place anew. What was in view as a whole stays so. */
  resize: () => void
  zoomBy: (factor: number) => void
  /** Brings a part into the middle, unless it is well in view already. */
  reveal: (id: string) => void
  centreOfView: () => Point
  /** A point of the diagram on the screen. */
  toScreen: (point: Point) => Point
  /** Where a node stands, in diagram pixels. */
  boxOf: (id: string) => Box | null
  /** The points that a flow runs through on the diagram, and the middle of its line; null where there is none. */
  routeOf: (id: string) => { points: Point[]; middle: Point } | null
  /** Every node that is drawn, those that contain others first: for the whole from far away. */
  overview: () => { id: string; box: Box; contains: boolean; look: NodeLook }[]
  /** Middle and width of a part on the screen; null where there is none. */
  screenBox: (id: string) => { x: number; y: number; width: number; height: number } | null
  destroy: () => void
}

/** Whether an element of Cytoscape has to be another object for `now`: one that changes ends does. */
function isOther(old: GraphPart, now: GraphPart): boolean {
  return old.group !== now.group || old.data['source'] !== now.data['source'] || old.data['target'] !== now.data['target']
}

export function createGraph(container: HTMLElement, options: GraphOptions): Graph {
  const measure = createMeasure()
  const known: KnownParts = new WeakMap()
  let look = options.look
  let painted = false
  /** Something was shown that no frame has painted yet. */
  let fresh = false
  let asked = false
  const scene = createScene({
    dirty: (item) => {
      sheet.dirty(item)
      ask()
    },
    moving: (item) => {
      sheet.moving(item)
      ask()
    },
  })
  const sheet = createSheet(scene, measure, look)
  const canvas = container.ownerDocument.createElement('canvas')
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%'
  container.append(canvas)
  const pen = canvas.getContext('2d')
  const elementsOf = (items: SceneItem[]): SingularElementArgument[] => items.map(fillOf).filter((element) => element.nonempty())
  const cy: Core = cytoscape({
    container,
    style: graphStyle(),
    layout: { name: 'preset' },
    minZoom: 0.03,
    maxZoom: 3,
    boxSelectionEnabled: false,
    autounselectify: true,
    multiClickDebounceTime: 260,
    ...paintedBy(container, {
      paint,
      at: (x, y, touch) => elementsOf(scene.at(x, y, reachOf[touch ? 'touch' : 'mouse'] / cy.zoom())),
      inside: (x1, y1, x2, y2) => elementsOf(scene.inside({ x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) })),
    }),
  })
  const fill = createFill(cy)
  // An empty diagram begins in the middle of its place.
  cy.pan({ x: cy.width() / 2, y: cy.height() / 2 })
  let shown = new Map<string, GraphPart>()

  function fillOf(item: SceneItem): SingularElementArgument {
    return fill.elementOf(item)
  }

  /** Many changes at once are one frame. */
  function ask(): void {
    if (asked) return
    asked = true
    queueMicrotask(() => {
      asked = false
      if (!cy.destroyed()) cy.forceRender()
    })
  }

  function paint(selection: SelectionBox | null): boolean {
    if (!pen || cy.destroyed()) return false
    const ratio = window.devicePixelRatio
    const [width, height] = [cy.width(), cy.height()]
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide
      canvas.height = high
    }
    const more = sheet.draw(pen, { zoom: cy.zoom(), pan: cy.pan(), width, height, ratio })
    if (selection) {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0)
      const [from, to] = [toScreen({ x: selection.x1, y: selection.y1 }), toScreen({ x: selection.x2, y: selection.y2 })]
      pen.fillStyle = look.palette.accent
      pen.globalAlpha = 0.12
      pen.fillRect(from.x, from.y, to.x - from.x, to.y - from.y)
      pen.globalAlpha = 1
      pen.strokeStyle = look.palette.accent
      pen.lineWidth = 1
      pen.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y)
    }
    markPainted()
    return more
  }

  /** For benchmarks: when people see their model, and what they changed. */
  function markPainted(): void {
    if (!fresh || shown.size === 0) return
    fresh = false
    performance.mark(painted ? 'model-shown' : 'model-painted')
    if (!painted) options.onPainted()
    painted = true
  }

  /** Shows all of `box` with a margin, in the middle. */
  function fitBox(box: Box): void {
    const [width, height] = [cy.width(), cy.height()]
    // A handful of parts should not fill the screen.
    const zoom = Math.max(cy.minZoom(), Math.min(1.25, (width - 96) / Math.max(1, box.width), (height - 96) / Math.max(1, box.height)))
    cy.viewport({ zoom, pan: { x: width / 2 - (box.x + box.width / 2) * zoom, y: height / 2 - (box.y + box.height / 2) * zoom } })
  }

  function show(model: Model, placed: ReadonlyMap<string, Box>, glide = false): void {
    const parts = new Map(graphParts(model, placed, measure, known).map((part) => [part.id, part]))
    const before = shown
    shown = parts
    fresh = true
    const gliding = glide && !options.reducedMotion && parts.size < glidingParts
    const gone = [...before.keys()].filter((id) => !parts.has(id))
    const changed = [...parts.values()].filter((part) => before.get(part.id) !== part)
    // What glides is still where it was.
    const wayOf = (part: GraphPart) => (gliding ? (before.get(part.id)?.position ?? null) : null)
    scene.change(gone, changed.map((part) => (part.position && wayOf(part) ? { ...part, position: wayOf(part) } : part)))
    if (before.size === 0 && parts.size > many) fit()
    cy.batch(() => {
      for (const part of changed) {
        const old = before.get(part.id)
        if (old && !isOther(old, part) && old.parent !== part.parent && !fill.waits(part)) cy.getElementById(part.id).move({ parent: part.parent })
      }
      for (const id of gone) if (!fill.take(id)) cy.getElementById(id).remove()
      const added: GraphPart[] = []
      for (const part of changed) {
        const old = before.get(part.id)
        if (old && !isOther(old, part)) update(old, part, gliding)
        else {
          if (old && !fill.take(part.id)) cy.getElementById(part.id).remove()
          added.push(part)
        }
      }
      fill.add(added, parts.size > many)
    })
    if (gliding) setTimeout(route, glideMs + 20)
    else route()
  }

  function update(old: GraphPart, now: GraphPart, gliding: boolean): void {
    if (fill.waits(now)) return
    const part = cy.getElementById(now.id)
    // A node whose container went is gone with it.
    if (part.empty()) return void cy.add(definition(now))
    part.data(now.data)
    if (old.classes !== now.classes) part.removeClass(old.classes).addClass(now.classes)
    if (!now.position || now.group === 'edges') return
    const at = part.position()
    if (Math.abs(at.x - now.position.x) < 0.5 && Math.abs(at.y - now.position.y) < 0.5) return scene.move(now.id, now.position.x, now.position.y)
    if (gliding) part.animate({ position: { ...now.position } }, { duration: glideMs })
    else part.position({ ...now.position })
  }

  function route(): void {
    if (!cy.destroyed()) routeScene(scene, measure)
  }

  cy.on('position', 'node', ({ target }) => {
    const { x, y } = target.position()
    scene.move(target.id(), x, y)
  })
  cy.on('class', ({ target }) => {
    for (const name of seenClasses) scene.markOne(target.id(), name, target.hasClass(name))
  })
  cy.on('grab', 'node', ({ target }) => {
    scene.hold(target.id())
    sheet.hold(true)
  })
  cy.on('free', 'node', () => {
    scene.hold(null)
    sheet.hold(false)
    ask()
  })
  cy.on('dragfree', 'node', route)

  const toScreen = ({ x, y }: Point): Point => ({ x: x * cy.zoom() + cy.pan().x, y: y * cy.zoom() + cy.pan().y })

  function routeOf(id: string): { points: Point[]; middle: Point } | null {
    const flow = scene.get(id)
    if (flow?.type !== 'flow') return null
    const route = scene.routeOf(flow)
    return { points: route.type === 'line' ? route.points : [route.from, route.control, route.to], middle: curveMiddle(route) }
  }

  function screenBox(id: string) {
    const item = scene.get(id)
    if (!item) return null
    const zoom = cy.zoom()
    if (item.type === 'flow') {
      const middle = toScreen(curveMiddle(scene.routeOf(item)))
      return { ...middle, width: 132 * zoom, height: 24 * zoom }
    }
    const { x, y, width, height } = item.box
    return { ...toScreen({ x: x + width / 2, y: y + height / 2 }), width: width * zoom, height: height * zoom }
  }

  function fit(ids?: ReadonlySet<string>): void {
    const box = scene.bounds(ids ?? (shown.size > many ? undefined : new Set(shown.keys())))
    if (box) fitBox(box)
  }

  /** Whether all that is drawn is in view. */
  function isWhole(): boolean {
    const box = scene.bounds()
    if (!box) return false
    const { x1, y1, x2, y2 } = cy.extent()
    return box.x >= x1 && box.y >= y1 && box.x + box.width <= x2 && box.y + box.height <= y2
  }

  return {
    cy,
    show,
    choose: (ids) => scene.mark('chosen', ids === null ? new Set() : typeof ids === 'string' ? new Set([ids]) : ids),
    mark: (className, id) => scene.mark(className, new Set(id === null ? [] : [id])),
    setLook: (next) => {
      look = { ...look, ...next }
      sheet.repaint(look)
      ask()
    },
    fit,
    resize: () => {
      const whole = isWhole()
      cy.resize()
      if (whole && !isWhole()) fit()
    },
    zoomBy: (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
    reveal: (id) => {
      const at = screenBox(id)
      if (!at) return
      const margin = 60
      const inView = at.x > margin && at.y > margin && at.x < cy.width() - margin && at.y < cy.height() - margin
      const comesNear = shown.size > many && cy.zoom() < farZoom
      if (inView && !comesNear) return
      const zoom = comesNear ? 0.9 : cy.zoom()
      const middle = { x: (at.x - cy.pan().x) / cy.zoom(), y: (at.y - cy.pan().y) / cy.zoom() }
      const pan = { x: cy.width() / 2 - middle.x * zoom, y: cy.height() / 2 - middle.y * zoom }
      if (options.reducedMotion || comesNear) cy.viewport({ zoom, pan })
      else cy.animate({ pan }, { duration: glideMs })
    },
    centreOfView: () => {
      const extent = cy.extent()
      return { x: (extent.x1 + extent.x2) / 2, y: (extent.y1 + extent.y2) / 2 }
    },
    toScreen,
    boxOf: (id) => {
      const node = scene.get(id)
      if (node?.type !== 'node') return null
      const { x, y, width, height } = node.box
      return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
    },
    routeOf,
    overview: () => [...scene.containers().map(({ id, box, look: kind }) => ({ id, box, look: kind, contains: true })), ...scene.nodes().map(({ id, box, look: kind }) => ({ id, box, look: kind, contains: false }))],
    screenBox,
    destroy: () => {
      fill.stop()
      cy.destroy()
      canvas.remove()
    },
  }
}
