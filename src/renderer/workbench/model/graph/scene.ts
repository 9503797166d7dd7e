import type { Box } from '../../../../shared/domain/model.ts'
import type { GraphPart } from './graph-elements.ts'
import { containerPadding } from '../layout/layout-graph.ts'
import { curveMiddle, curveOfFlow, curvePoints, type Point, type Route } from './scene-flow.ts'

/** What is drawn of a node. */
export type NodeLook = 'process' | 'store' | 'external' | 'boundary' | 'line' | 'note' | 'free'

export interface SceneNode {
  type: 'node'
  id: string
  look: NodeLook
  part: GraphPart
  parent: SceneNode | null
  children: Set<SceneNode>
  flows: Set<SceneFlow>
  /** How many parts are around it. */
  depth: number
  box: Box
  /** Of a node with content: the box it has of its own, which grows with what is in it. */
  own: Box | null
  marks: ReadonlySet<string>
  /** Wrapped label, once somebody looked. */
  lines: string[] | null
}

export interface SceneFlow {
  type: 'flow'
  id: string
  part: GraphPart
  source: SceneNode
  target: SceneNode
  /** How far it bends beside the straight line, and where its label stands off the curve's middle. */
  bend: number
  label: Point
  /** Found when it is first asked for after a change. */
  route: Route | null
  /** Around the line, its label and its badge. */
  box: Box
  marks: ReadonlySet<string>
  lines: string[] | null
}

export type SceneItem = SceneNode | SceneFlow

export const noMarks: ReadonlySet<string> = new Set()
const nowhere: Box = { x: 0, y: 0, width: 0, height: 0 }
/** How far two flows between the same nodes stand apart, in diagram pixels. */
const pairStep = 56
/** Room for a flow's label and badge around the middle of its line, in diagram pixels. */
const labelRoom = { x: 92, y: 48 }

const lookOf = (classes: string): NodeLook => {
  const names = classes.split(' ')
  if (names.includes('line')) return 'line'
  return (['boundary', 'store', 'external', 'note', 'free'] as const).find((look) => names.includes(look)) ?? 'process'
}

export function union(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y }
}

function same(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

export function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

/** All that is drawn, with where it stands: what the painter, the pointer and the minimap ask. In diagram pixels. */
export interface Scene {
  /** In the order in which they are drawn: nodes that contain others before their content. */
  containers: () => readonly SceneNode[]
  flows: () => readonly SceneFlow[]
  nodes: () => readonly SceneNode[]
  get: (id: string) => SceneItem | undefined
  /** Takes over what changed: `gone` are ids, `changed` are parts that are new or other than before. */
  change: (gone: readonly string[], changed: readonly GraphPart[]) => void
  /** Puts the middle of a node without content there. */
  move: (id: string, x: number, y: number) => void
  /** A node with content that is dragged takes its own box along; null ends that. */
  hold: (id: string | null) => void
  setRoute: (id: string, route: { bend: number; label: Point } | null) => void
  /** `ids` and no others have this mark. */
  mark: (name: string, ids: ReadonlySet<string>) => void
  markOne: (id: string, name: string, on: boolean) => void
  routeOf: (flow: SceneFlow) => Route
  /** Around all of it, or what is asked for; null where there is nothing. */
  bounds: (ids?: ReadonlySet<string>) => Box | null
  /** What is at a point, the uppermost first. `near` is how far beside a flow still counts. */
  at: (x: number, y: number, near: number) => SceneItem[]
  /** What lies wholly inside. */
  inside: (box: Box) => SceneItem[]
}

/** `dirty` hears of every item that looks different from now on, while it is still where it was and again where it is; `moving` of what is on its way, likewise. */
export function createScene(on: { dirty: (item: SceneItem) => void; moving: (item: SceneItem) => void }): Scene {
  const items = new Map<string, SceneItem>()
  let containers: SceneNode[] = []
  let flows: SceneFlow[] = []
  let nodes: SceneNode[] = []
  let sorted = true
  let held: { containers: SceneNode[]; lead: SceneNode | null } | null = null

  const nodeOf = (id: unknown): SceneNode | null => {
    const item = typeof id === 'string' ? items.get(id) : undefined
    return item?.type === 'node' ? item : null
  }

  function sort(): void {
    if (sorted) return
    sorted = true
    containers = []
    flows = []
    nodes = []
    for (const item of items.values()) {
      if (item.type === 'flow') flows.push(item)
      else if (item.look === 'boundary' || item.look === 'line' || item.children.size > 0) containers.push(item)
      else nodes.push(item)
    }
    for (const item of containers) item.depth = depthOf(item)
    containers.sort((a, b) => a.depth - b.depth)
  }

  function depthOf(node: SceneNode): number {
    let depth = 0
    for (let above = node.parent; above && depth < 100; above = above.parent) depth += 1
    return depth
  }

  function centred(part: GraphPart): Box | null {
    if (!part.position) return null
    const [width, height] = [Number(part.data['w']), Number(part.data['h'])]
    return { x: part.position.x - width / 2, y: part.position.y - height / 2, width, height }
  }

  /** Where a node with content stands: around that, and no smaller than its own box. */
  function wrap(node: SceneNode): void {
    let box: Box | null = null
    for (const child of node.children) {
      if (child.children.size > 0 && child.box === nowhere) wrap(child)
      box = box ? union(box, child.box) : child.box
    }
    if (!box) return
    const around = grown(box, containerPadding)
    node.box = node.own ? union(around, node.own) : around
  }

  function touchFlows(node: SceneNode): void {
    for (const flow of node.flows) flow.route = null
  }

  function setParent(node: SceneNode, parent: SceneNode | null): void {
    if (node.parent === parent) return
    node.parent?.children.delete(node)
    node.parent = parent
    parent?.children.add(node)
    sorted = false
  }

  function drop(id: string): void {
    const item = items.get(id)
    if (!item) return
    on.dirty(item)
    items.delete(id)
    sorted = false
    if (item.type === 'flow') {
      item.source.flows.delete(item)
      item.target.flows.delete(item)
      return spread(item.source, item.target)
    }
    setParent(item, null)
    for (const child of item.children) child.parent = null
  }

  /** Lets flows between the same two nodes run beside each other. */
  function spread(a: SceneNode, b: SceneNode): void {
    const between = [...a.flows].filter((flow) => (flow.source === a && flow.target === b) || (flow.source === b && flow.target === a))
    between.forEach((flow, index) => {
      // The same side is the other one when it is seen from the other end.
      const side = flow.source === a ? 1 : -1
      flow.bend = (index - (between.length - 1) / 2) * pairStep * side
      flow.label = { x: 0, y: 0 }
      flow.route = null
    })
  }

  function addNode(part: GraphPart): SceneNode {
    const before = nodeOf(part.id)
    const box = centred(part)
    const node: SceneNode = before ?? { type: 'node', id: part.id, look: 'process', part, parent: null, children: new Set(), flows: new Set(), depth: 0, box: nowhere, own: null, marks: noMarks, lines: null }
    if (before) on.dirty(before)
    if (before && (before.part.data['label'] !== part.data['label'] || before.part.data['w'] !== part.data['w'])) node.lines = null
    node.part = part
    node.look = lookOf(part.classes)
    node.own = part.own
    node.box = box ?? part.own ?? node.box
    items.set(part.id, node)
    touchFlows(node)
    return node
  }

  function addFlow(part: GraphPart): void {
    const [source, target] = [nodeOf(part.data['source']), nodeOf(part.data['target'])]
    if (!source || !target) return
    const before = items.get(part.id)
    if (before?.type === 'flow' && before.source === source && before.target === target) {
      on.dirty(before)
      before.part = part
      before.route = null
      before.lines = null
      return on.dirty(before)
    }
    drop(part.id)
    const flow: SceneFlow = { type: 'flow', id: part.id, part, source, target, bend: 0, label: { x: 0, y: 0 }, route: null, box: nowhere, marks: noMarks, lines: null }
    items.set(part.id, flow)
    source.flows.add(flow)
    target.flows.add(flow)
    sorted = false
    if (source.flows.size > 1 && target.flows.size > 1) spread(source, target)
  }

  function change(gone: readonly string[], changed: readonly GraphPart[]): void {
    if (gone.length + changed.length === 0) return
    for (const id of gone) drop(id)
    sorted = false
    const fresh = changed.filter((part) => part.group === 'nodes').map(addNode)
    for (const node of fresh) setParent(node, node.part.parent === node.id ? null : nodeOf(node.part.parent))
    for (const part of changed) if (part.group === 'edges') addFlow(part)
    sort()
    // From the inside out.
    for (const node of containers.toReversed()) {
      const was = node.box
      wrap(node)
      if (!same(was, node.box)) changedBox(node, was)
    }
    for (const node of fresh) {
      touchFlows(node)
      on.dirty(node)
      for (const flow of node.flows) on.dirty(flow)
    }
    for (const part of changed) {
      const item = items.get(part.id)
      if (item?.type === 'flow') on.dirty(item)
    }
  }

  /** A node stands elsewhere than it did at `was`: both places look different now, and its flows run otherwise. */
  function changedBox(node: SceneNode, was: Box): void {
    const now = node.box
    node.box = was
    on.dirty(node)
    node.box = now
    on.dirty(node)
    touchFlows(node)
    for (const flow of node.flows) on.dirty(flow)
  }

  function moved(node: SceneNode): void {
    touchFlows(node)
    on.moving(node)
    for (const flow of node.flows) on.moving(flow)
  }

  function rewrap(from: SceneNode | null): void {
    for (let above = from, steps = 0; above && steps < 100; above = above.parent, steps += 1) {
      const was = above.box
      wrap(above)
      if (same(was, above.box)) continue
      const now = above.box
      above.box = was
      on.moving(above)
      above.box = now
      moved(above)
    }
  }

  function move(id: string, x: number, y: number): void {
    const node = nodeOf(id)
    if (!node || node.children.size > 0) return
    const { width, height } = node.box
    const [dx, dy] = [x - width / 2 - node.box.x, y - height / 2 - node.box.y]
    if (dx === 0 && dy === 0) return
    on.moving(node)
    node.box = { x: node.box.x + dx, y: node.box.y + dy, width, height }
    moved(node)
    if (held?.lead === node) {
      for (const container of held.containers) if (container.own) container.own = { ...container.own, x: container.own.x + dx, y: container.own.y + dy }
    }
    rewrap(node.parent)
  }

  function hold(id: string | null): void {
    held = null
    const root = nodeOf(id)
    if (!root || root.children.size === 0) return
    const found: SceneNode[] = []
    let lead: SceneNode | null = null
    const open = [root]
    for (let next = open.pop(); next && found.length < 100_000; next = open.pop()) {
      if (next.children.size > 0) found.push(next)
      else lead ??= next
      open.push(...next.children)
    }
    held = { containers: found, lead }
  }

  function routeOf(flow: SceneFlow): Route {
    if (flow.route) return flow.route
    const route = curveOfFlow(flow.source.box, flow.target.box, flow.bend, flow.part.bends)
    const middle = curveMiddle(route)
    const points = route.type === 'curve' ? [route.from, route.control, route.to] : route.points
    let box: Box = { x: middle.x - labelRoom.x, y: middle.y - labelRoom.y, width: 2 * labelRoom.x, height: 2 * labelRoom.y }
    if (flow.label.x !== 0 || flow.label.y !== 0) box = union(box, { ...box, x: box.x + flow.label.x, y: box.y + flow.label.y })
    for (const { x, y } of points) box = union(box, { x, y, width: 0, height: 0 })
    flow.box = box
    flow.route = route
    return route
  }

  function bounds(ids?: ReadonlySet<string>): Box | null {
    let all: Box | null = null
    for (const item of items.values()) {
      if (item.type === 'flow' && !ids) continue
      if (ids && !ids.has(item.id)) continue
      if (item.type === 'flow') routeOf(item)
      all = all ? union(all, item.box) : item.box
    }
    return all
  }

  function setMark(item: SceneItem, name: string, marked: boolean): void {
    if (item.marks.has(name) === marked) return
    const marks = new Set(item.marks)
    if (marked) marks.add(name)
    else marks.delete(name)
    item.marks = marks.size === 0 ? noMarks : marks
    on.dirty(item)
  }

  const holds = (box: Box, x: number, y: number, by = 0) => x >= box.x - by && x <= box.x + box.width + by && y >= box.y - by && y <= box.y + box.height + by

  function at(x: number, y: number, near: number): SceneItem[] {
    sort()
    const found: SceneItem[] = []
    const node = nodes.findLast((candidate) => holds(candidate.box, x, y, near / 4))
    if (node) found.push(node)
    let best: { flow: SceneFlow; off: number } | null = null
    for (const flow of flows) {
      routeOf(flow)
      if (!holds(flow.box, x, y, near)) continue
      const off = distanceTo(flow, x, y)
      if (off <= near && (!best || off < best.off)) best = { flow, off }
    }
    if (best) found.push(best.flow)
    const container = containers.findLast((candidate) => holds(candidate.box, x, y, candidate.look === 'line' ? near / 2 : 0))
    if (container) found.push(container)
    return found
  }

  function distanceTo(flow: SceneFlow, x: number, y: number): number {
    const points = curvePoints(routeOf(flow))
    let best = Infinity
    for (let index = 1; index < points.length; index += 1) {
      const [a, b] = [points[index - 1], points[index]]
      if (!a || !b) continue
      const [dx, dy] = [b.x - a.x, b.y - a.y]
      const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)))
      best = Math.min(best, Math.hypot(x - a.x - dx * along, y - a.y - dy * along))
    }
    return best
  }

  return {
    containers: () => (sort(), containers),
    flows: () => (sort(), flows),
    nodes: () => (sort(), nodes),
    get: (id) => items.get(id),
    change,
    move,
    hold,
    setRoute: (id, route) => {
      const flow = items.get(id)
      if (flow?.type !== 'flow') return
      if (!route) return spread(flow.source, flow.target)
      if (flow.bend === route.bend && flow.label.x === route.label.x && flow.label.y === route.label.y) return
      on.dirty(flow)
      flow.bend = route.bend
      flow.label = route.label
      flow.route = null
      on.dirty(flow)
    },
    mark: (name, ids) => {
      for (const item of items.values()) setMark(item, name, ids.has(item.id))
    },
    markOne: (id, name, marked) => {
      const item = items.get(id)
      if (item) setMark(item, name, marked)
    },
    routeOf,
    bounds,
    at,
    inside: (box) => {
      const within = (inner: Box) => inner.x >= box.x && inner.y >= box.y && inner.x + inner.width <= box.x + box.width && inner.y + inner.height <= box.y + box.height
      return [...items.values()].filter((item) => (item.type === 'node' ? within(item.box) : within(item.source.box) && within(item.target.box)))
    },
  }
}
