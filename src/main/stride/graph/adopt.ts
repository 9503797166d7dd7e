import type { Facts } from '../../../shared/domain/fact.ts'
import type { BoundaryNode, ElementNode, FlowNode, Graph, GraphNode } from './graph.ts'

/** How one graph differs from the one before it. */
export interface GraphChange {
  /** The new graph. A node that was there before is the same object as before, whatever changed about it. */
  graph: Graph
  /** Nodes that are new, or about which something changed that a rule or a text may read. */
  changed: GraphNode[]
  gone: GraphNode[]
  /** Whether anything changed about how parts hang together, what they are, or in which order they stand. */
  restructured: boolean
}

/**
 * Brings `old` to the state of `fresh`, a graph that was just built: its nodes live on, so that what holds them needs no mending.
 * Null where objects changed their order, which nothing that was worked out before would survive; `old` is then as it was.
 */
export function adoptGraph(old: Graph, fresh: Graph, newSerial: () => number): GraphChange | null {
  if (!keepsOrder(old, fresh.elements) || !keepsOrder(old, fresh.flows)) return null
  const own = survivors(old)
  const changed: GraphNode[] = []
  let restructured = old.elements.length !== fresh.elements.length || old.flows.length !== fresh.flows.length || old.boundaries.length !== fresh.boundaries.length
  const boundaries = fresh.boundaries.map((next) => {
    const node = own.boundary(next)
    if (node !== next && sameSaid(node, next)) node.object = next.object
    else changed.push(Object.assign(node, next))
    return node
  })
  const elements = fresh.elements.map((next) => {
    const node = own.element(next)
    const serial = node === next ? newSerial() : node.serial
    const stays = node !== next && sameElement(node, next)
    if (!stays) restructured = true
    if (stays && sameSaid(node, next)) {
      node.index = next.index
      node.object = next.object
    } else changed.push(Object.assign(node, next, { serial, incoming: next.incoming.map(own.flow), outgoing: next.outgoing.map(own.flow), inside: next.inside.map(own.boundary) }))
    return node
  })
  const flows = fresh.flows.map((next) => {
    const node = own.flow(next)
    const serial = node === next ? newSerial() : node.serial
    const stays = node !== next && sameFlow(node, next)
    if (!stays) restructured = true
    if (stays && sameSaid(node, next)) {
      node.index = next.index
      node.object = next.object
    } else changed.push(Object.assign(node, next, { serial, source: own.element(next.source), target: own.element(next.target), crosses: next.crosses.map(own.boundary) }))
    return node
  })
  if (sameNodes(old.boundaries, boundaries) && sameNodes(old.elements, elements) && sameNodes(old.flows, flows)) {
    return { graph: { elements, flows, boundaries, byId: old.byId }, changed, gone: [], restructured }
  }
  const byId = new Map<string, GraphNode>()
  for (const node of [...boundaries, ...elements, ...flows]) byId.set(node.id, node)
  const gone = [...old.byId.values()].filter((node) => byId.get(node.id) !== node)
  return { graph: { elements, flows, boundaries, byId }, changed, gone, restructured: restructured || gone.length > 0 }
}

function sameNodes(a: readonly GraphNode[], b: readonly GraphNode[]): boolean {
  return a.length === b.length && a.every((node, place) => node === b[place])
}

/** The node of `old` with the same id and of the same type, else the new one itself. */
function survivors(old: Graph) {
  const before = (id: string): GraphNode | undefined => old.byId.get(id)
  return {
    boundary: (next: BoundaryNode): BoundaryNode => {
      const node = before(next.id)
      return node?.type === 'boundary' ? node : next
    },
    element: (next: ElementNode): ElementNode => {
      const node = before(next.id)
      return node?.type === 'element' ? node : next
    },
    flow: (next: FlowNode): FlowNode => {
      const node = before(next.id)
      return node?.type === 'flow' ? node : next
    },
  }
}

function keepsOrder(old: Graph, nodes: readonly (ElementNode | FlowNode)[]): boolean {
  let last = -1
  for (const { id, type } of nodes) {
    const before = old.byId.get(id)
    if (before === undefined || before.type === 'boundary' || before.type !== type) continue
    if (before.index < last) return false
    last = before.index
  }
  return true
}

function sameElement(a: ElementNode, b: ElementNode): boolean {
  return a.subject === b.subject && a.technology === b.technology && sameIds(a.incoming, b.incoming) && sameIds(a.outgoing, b.outgoing) && sameIds(a.inside, b.inside)
}

function sameFlow(a: FlowNode, b: FlowNode): boolean {
  return a.source.id === b.source.id && a.target.id === b.target.id && sameIds(a.crosses, b.crosses)
}

/** Nothing else is said of a node than its label and its facts. */
function sameSaid(a: GraphNode, b: GraphNode): boolean {
  return a.label === b.label && sameFacts(a.facts, b.facts)
}

function sameIds(a: readonly GraphNode[], b: readonly GraphNode[]): boolean {
  if (a.length !== b.length) return false
  for (let place = 0; place < a.length; place++) if (a[place]?.id !== b[place]?.id) return false
  return true
}

/** Also in their order: it is the order in which an analysis lists them. */
function sameFacts(a: Facts, b: Facts): boolean {
  if (a === b) return true
  const names = Object.keys(a)
  const others = Object.keys(b)
  if (names.length !== others.length) return false
  for (let place = 0; place < names.length; place++) {
    const name = names[place] ?? ''
    const [one, other] = [a[name], b[name]]
    if (name !== others[place] || one === undefined || other === undefined) return false
    if (one !== other && (one.value !== other.value || one.origin.by !== other.origin.by || one.origin.detail !== other.origin.detail)) return false
  }
  return true
}
