import cytoscape, { type Core, type SingularElementArgument } from 'cytoscape'

/** What a renderer of Cytoscape is asked for, as far as this one answers differently from Cytoscape's own base. */
export interface Painter {
  /** Paints one frame; true where the next one has more to paint. */
  paint: (box: SelectionBox | null) => boolean
  /** What is at a point of the diagram, the uppermost first. */
  at: (x: number, y: number, touch: boolean) => SingularElementArgument[]
  inside: (x1: number, y1: number, x2: number, y2: number) => SingularElementArgument[]
}

/** The corners of a selection that is being drawn, in diagram pixels. */
export interface SelectionBox {
  x1: number
  y1: number
  x2: number
  y2: number
}

const name = 'dreadnought'
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

// Cytoscape hands a renderer none but its own options; the place that it paints in is what both sides know.
const painters = new WeakMap<HTMLElement, Painter>()

function coreOf(options: unknown): Core | null {
  return isObject(options) && hasCore(options) ? options.cy : null
}

function hasCore(options: object): options is { cy: Core } {
  return 'cy' in options && isObject(options.cy)
}

/** Cytoscape works out where each of its own lines and labels lies; nobody here asks for those. */
function stopCalculations(renderer: object): void {
  if ('bindings' in renderer && Array.isArray(renderer.bindings)) {
    for (const binding of renderer.bindings) if (isObject(binding) && 'target' in binding && 'args' in binding && Array.isArray(binding.args) && isEmitter(binding.target)) binding.target.off(...binding.args)
  }
  Object.assign(renderer, { bindings: [], beforeRenderCallbacks: [] })
}

function isEmitter(target: unknown): target is { off: (...args: unknown[]) => void } {
  return isObject(target) && 'off' in target && typeof target.off === 'function'
}

/** The box in which parts are being selected, where there is one: Cytoscape keeps it as four corners and a switch. */
function selectionOf(renderer: object): SelectionBox | null {
  if (!('selection' in renderer) || !Array.isArray(renderer.selection)) return null
  const [x1, y1, x2, y2, on] = renderer.selection.map(Number)
  return on === 1 && x1 !== undefined && y1 !== undefined && x2 !== undefined && y2 !== undefined ? { x1, y1, x2, y2 } : null
}

// Cytoscape makes renderers from a function, not from a class, and mixes its own base (gestures, the loop of frames) into it.
function SheetRenderer(this: object, options: unknown): void {
  const cy = coreOf(options)
  const painter = painters.get(cy?.container() ?? document.body)
  if (!cy || !painter) return
  stopCalculations(this)
  const nothing = () => undefined
  const none = Object.assign([], { interactive: [], drag: [], nondrag: [] })
  Object.assign(this, {
    data: {},
    redrawHint: nothing,
    matchCanvasSize: nothing,
    renderTo: nothing,
    nodeShapeImpl: nothing,
    arrowShapeImpl: nothing,
    recalculateRenderedStyle: nothing,
    flushRenderedStyleQueue: nothing,
    updateCachedGrabbedEles: nothing,
    getCachedZSortedEles: () => none,
    findNearestElements: (x: number, y: number, _interactive: boolean, touch: boolean) => painter.at(x, y, touch),
    findNearestElement: (x: number, y: number, _interactive: boolean, touch: boolean) => painter.at(x, y, touch)[0],
    getAllInBox: painter.inside,
    render: () => {
      const more = painter.paint(selectionOf(this))
      cy.emit('render')
      // Asked for in the frame itself, Cytoscape would forget it at the frame's end.
      if (more) requestAnimationFrame(() => (cy.destroyed() ? undefined : cy.forceRender()))
    },
  })
}

cytoscape('renderer', name, SheetRenderer)

/** The option that makes Cytoscape paint into `place` by `painter`. */
export function paintedBy(place: HTMLElement, painter: Painter): { renderer: { name: string } } {
  painters.set(place, painter)
  return { renderer: { name } }
}
