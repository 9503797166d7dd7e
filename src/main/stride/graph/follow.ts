import type { Facts } from '../../../shared/domain/fact.ts'
import type { Boundary, Element, Flow, Model } from '../../../shared/domain/model.ts'
import { outOfScope } from '../../../shared/domain/scope.ts'
import type { Technology } from '../vocabulary/technologies.ts'
import { isMarked, readAlike, samePlace, sameText } from './alike.ts'
import { changeTo, type ModelChange, type NodeMaker } from './change.ts'
import { crossedBy, linesByDiagram } from './crossing.ts'
import type { BoundaryNode, ElementNode, FlowNode, Graph, GraphNode } from './graph.ts'
import { nestingOf } from './nesting.ts'

/** How a graph differs from what it was. */
export interface GraphChange {
  /** Nodes that are new, or about which something changed that a rule, inference or a text may read. */
  changed: ReadonlySet<GraphNode>
  gone: readonly GraphNode[]
  /** Whether anything changed about how parts hang together or what they are. */
  restructured: boolean
}

/** A graph that goes along with a model. */
export interface LivingGraph {
  graph: Graph
  /**
   * Brings the graph to the state of `model`. Nodes live on with their objects, so that what holds them needs no mending, and what an edit does not
   * touch is not looked at: it stands for the same object, or for one that reads alike. Null where objects changed their order, which
   * nothing that was worked out before would survive; the graph is then as it was.
   */
  follow: (model: Model) => GraphChange | null
}

/** The graph of `model`. Facts are copies of the objects' own. */
export function buildGraph(model: Model, technologies: ReadonlyMap<string, Technology>): Graph {
  return createGraph(model, technologies).graph
}

/** The last one of those with the same id: nothing tells them apart. */
function eachOnce<Item extends { id: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}

/** What comes of an edit, bit by bit. */
interface Draft {
  graph: { boundaries: readonly BoundaryNode[]; elements: readonly ElementNode[]; flows: readonly FlowNode[]; byId: Map<string, GraphNode> }
  technologies: ReadonlyMap<string, Technology>
  changed: Set<GraphNode>
  restructured: boolean
  /** What lies inside what may be another. */
  renested: boolean
  /** A line is new, gone, or elsewhere. */
  relined: boolean
  /** What is marked as out of scope may be other parts. */
  rescoped: boolean
  /** Elements that stand elsewhere. */
  moved: Set<ElementNode>
  /** Elements with other flows than before. */
  rewired: Set<ElementNode>
}

/** The graph of `model`, to go along with it from then on. */
export function createGraph(model: Model, technologies: ReadonlyMap<string, Technology>): LivingGraph {
  const graph: Draft['graph'] = { boundaries: [], elements: [], flows: [], byId: new Map() }
  const make = nodeMaker(technologies)

  function follow(next: Model): GraphChange | null {
    const change = changeTo(graph, next, make)
    if (change === null) return null
    const draft: Draft = { graph, technologies, changed: new Set(), restructured: false, renested: false, relined: false, rescoped: false, moved: new Set(), rewired: new Set() }
    comeAndGo(draft, change)
    for (const { node, object } of change.boundaries.edited) editBoundary(draft, node, object)
    for (const { node, object } of change.elements.edited) editElement(draft, node, object)
    for (const { node, object } of change.flows.edited) editFlow(draft, node, object, change.element)
    if (draft.renested) renest(draft)
    if (draft.rewired.size > 0) rewire(draft)
    readFlows(draft, change)
    if (draft.rescoped || draft.renested || draft.rewired.size > 0) rescope(draft, next)
    const gone = [...change.boundaries.gone, ...change.elements.gone, ...change.flows.gone]
    return { changed: draft.changed, gone, restructured: draft.restructured }
  }
  follow({ ...model, boundaries: eachOnce(model.boundaries), elements: eachOnce(model.elements), flows: eachOnce(model.flows) })
  return { graph, follow }
}

function nodeMaker(technologies: ReadonlyMap<string, Technology>): NodeMaker {
  let serials = 0
  return {
    boundary: (object) => {
      const own = ownFacts(object.facts)
      return { type: 'boundary', subject: 'boundary', id: object.id, index: 0, serial: serials++, label: labelOf(object), object, outOfScope: false, own, facts: own, told: [] }
    },
    element: (object) => {
      const own = ownFacts(object.facts)
      const technology = technologyOf(object, technologies)
      return { type: 'element', subject: object.kind, id: object.id, index: 0, serial: serials++, label: labelOf(object), object, outOfScope: false, technology, own, facts: own, told: [], incoming: [], outgoing: [], inside: [], host: null, hosted: [] }
    },
    flow: (object, source, target) => {
      const own = ownFacts(object.facts)
      return { type: 'flow', subject: 'flow', id: object.id, index: 0, serial: serials++, label: '', object, outOfScope: false, source, target, own, facts: own, told: [], crosses: [] }
    },
  }
}

function labelOf({ label, key }: Boundary | Element): string {
  return label || key
}

function technologyOf({ technology }: Element, technologies: ReadonlyMap<string, Technology>): Technology | null {
  return technology === null ? null : (technologies.get(technology) ?? null)
}

/** A copy, by name. */
function ownFacts(facts: Facts): Facts {
  const names = Object.keys(facts)
  if (names.length < 2) return { ...facts }
  const own: Facts = {}
  for (const name of names.sort()) {
    const fact = facts[name]
    if (fact !== undefined) own[name] = fact
  }
  return own
}

/** Takes in what is new and lets go of what is gone. */
function comeAndGo(draft: Draft, { boundaries, elements, flows }: ModelChange): void {
  const { graph, changed, rewired } = draft
  graph.boundaries = numbered(boundaries.nodes)
  graph.elements = numbered(elements.nodes)
  graph.flows = numbered(flows.nodes)
  for (const { gone, fresh } of [boundaries, elements, flows]) {
    for (const node of gone) if (graph.byId.get(node.id) === node) graph.byId.delete(node.id)
    if (gone.length > 0 || fresh.length > 0) draft.restructured = true
  }
  for (const { fresh } of [boundaries, elements, flows]) {
    for (const node of fresh) {
      graph.byId.set(node.id, node)
      changed.add(node)
    }
  }
  draft.renested = [boundaries, elements].some(({ fresh, gone }) => fresh.length > 0 || gone.length > 0)
  draft.relined = [...boundaries.fresh, ...boundaries.gone].some(({ object }) => object.kind === 'line')
  for (const { source, target } of [...flows.fresh, ...flows.gone]) rewired.add(source).add(target)
}

function numbered<Node extends { index: number }>(nodes: readonly Node[]): readonly Node[] {
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]
    if (node !== undefined) node.index = index
  }
  return nodes
}

function editBoundary(draft: Draft, node: BoundaryNode, object: Boundary): void {
  const before = node.object
  const alike = readAlike(before, object)
  node.object = object
  if ((before.kind === 'line' || object.kind === 'line') && !(alike && samePlace(before, object))) draft.relined = true
  if (alike) return
  if (isMarked(before) !== isMarked(object)) draft.rescoped = true
  if (before.parent !== object.parent || before.kind !== object.kind) draft.renested = true
  node.label = labelOf(object)
  if (!sameText(before.facts, object.facts)) {
    node.own = ownFacts(object.facts)
    node.facts = node.own
  }
  draft.changed.add(node)
}

function editElement(draft: Draft, node: ElementNode, object: Element): void {
  const before = node.object
  node.object = object
  if (!samePlace(before, object)) draft.moved.add(node)
  if (readAlike(before, object)) return
  if (isMarked(before) !== isMarked(object)) draft.rescoped = true
  if (before.parent !== object.parent) draft.renested = true
  if (before.kind !== object.kind || before.technology !== object.technology) draft.restructured = true
  node.subject = object.kind
  node.label = labelOf(object)
  node.technology = technologyOf(object, draft.technologies)
  if (!sameText(before.facts, object.facts)) node.own = ownFacts(object.facts)
  draft.changed.add(node)
}

function editFlow(draft: Draft, node: FlowNode, object: Flow, element: ModelChange['element']): void {
  const { changed, rewired } = draft
  const before = node.object
  node.object = object
  if (readAlike(before, object)) return
  if (isMarked(before) !== isMarked(object)) draft.rescoped = true
  if (!sameText(before.facts, object.facts)) node.own = ownFacts(object.facts)
  changed.add(node)
  if (before.source === object.source && before.target === object.target && before.bidirectional === object.bidirectional) return
  rewired.add(node.source).add(node.target)
  node.source = element(object.source) ?? node.source
  node.target = element(object.target) ?? node.target
  rewired.add(node.source).add(node.target)
}

/** Says again what lies inside what. An element that contains others, or stands in another place among boundaries, has changed. */
function renest(draft: Draft): void {
  const { around, hostOf, hostedBy } = nestingOf(draft.graph)
  for (const element of draft.graph.elements) {
    const [inside, hosted] = [around(element), hostedBy(element)]
    if (!sameNodes(element.inside, inside)) {
      draft.restructured = true
      draft.changed.add(element)
    }
    if (!sameNodes(element.hosted, hosted)) draft.changed.add(element)
    element.inside = inside
    element.host = hostOf(element)
    element.hosted = hosted
  }
}

/** Says again what is out of scope. Whatever comes to be so, or is no more, has changed. */
function rescope({ graph, changed }: Draft, model: Model): void {
  const out = outOfScope(model)
  for (const nodes of [graph.boundaries, graph.elements, graph.flows]) {
    for (const node of nodes) {
      const is = out.has(node.id)
      if (node.outOfScope === is) continue
      node.outOfScope = is
      changed.add(node)
    }
  }
}

/** Lists again the flows of elements that have others than before, in the model's order. */
function rewire({ graph, changed, rewired }: Draft): void {
  for (const element of rewired) {
    element.incoming = []
    element.outgoing = []
    if (graph.byId.get(element.id) === element) changed.add(element)
  }
  for (const flow of graph.flows) {
    const { source, target } = flow
    const [ofSource, ofTarget] = [rewired.has(source), rewired.has(target)]
    if (ofSource) source.outgoing.push(flow)
    if (ofTarget) target.incoming.push(flow)
    if (!flow.object.bidirectional || source === target) continue
    if (ofTarget) target.outgoing.push(flow)
    if (ofSource) source.incoming.push(flow)
  }
}

/** What a flow is called may come from its ends, and what it crosses always does. */
function readFlows(draft: Draft, { flows }: ModelChange): void {
  const lines = linesByDiagram(draft.graph.boundaries)
  for (const flow of flowsToRead(draft, flows, lines.size > 0)) {
    const { object, source, target } = flow
    const label = object.label || `${source.label} -> ${target.label}`
    const crosses = crossedBy(source, target, lines.get(object.diagram))
    const same = sameNodes(flow.crosses, crosses)
    if (!same) draft.restructured = true
    if (!same || label !== flow.label) draft.changed.add(flow)
    flow.label = label
    flow.crosses = crosses
  }
  if (draft.rewired.size > 0) draft.restructured = true
}

function flowsToRead({ graph, changed, moved, relined }: Draft, { fresh }: ModelChange['flows'], lined: boolean): Iterable<FlowNode> {
  if (relined || fresh.length === graph.flows.length) return graph.flows
  const flows = new Set<FlowNode>()
  const read = ({ incoming, outgoing }: ElementNode): void => {
    for (const flow of incoming) flows.add(flow)
    for (const flow of outgoing) flows.add(flow)
  }
  if (lined) for (const element of moved) read(element)
  for (const node of changed) {
    if (node.type === 'flow') flows.add(node)
    else if (node.type === 'element') read(node)
  }
  return flows
}

function sameNodes(a: readonly GraphNode[], b: readonly GraphNode[]): boolean {
  return a === b || (a.length === b.length && a.every((node, place) => node === b[place]))
}
