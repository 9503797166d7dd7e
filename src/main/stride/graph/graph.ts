import type { Facts } from '../../../shared/domain/fact.ts'
import type { FactOn } from '../../../shared/domain/finding.ts'
import type { Boundary, Element, Flow, Model } from '../../../shared/domain/model.ts'
import { crossedLines, linesByDiagram } from './crossing.ts'
import type { FactSubject } from '../vocabulary/facts.ts'
import type { Technology } from '../vocabulary/technologies.ts'

export interface BoundaryNode {
  type: 'boundary'
  subject: FactSubject
  id: string
  label: string
  object: Boundary
  facts: Facts
  told: FactOn[]
}

export interface ElementNode {
  type: 'element'
  /** What it is in the vocabulary's terms; decides which facts apply to it. */
  subject: FactSubject
  id: string
  /** Place in the model; makes every list below repeatable. */
  index: number
  /** Stays the same while other elements come and go; the index at first. */
  serial: number
  label: string
  object: Element
  technology: Technology | null
  facts: Facts
  /** Facts that findings tell of it, made as they are asked for. */
  told: FactOn[]
  incoming: FlowNode[]
  outgoing: FlowNode[]
  /** Boundaries around it, innermost first. */
  inside: BoundaryNode[]
}

export interface FlowNode {
  type: 'flow'
  subject: FactSubject
  id: string
  index: number
  serial: number
  label: string
  object: Flow
  source: ElementNode
  target: ElementNode
  facts: Facts
  told: FactOn[]
  /** Boundaries around exactly one of the two ends, and lines drawn across its way. */
  crosses: BoundaryNode[]
}

export type GraphNode = ElementNode | FlowNode | BoundaryNode

/** A model as the analysis walks it: only flows with an element at both ends. */
export interface Graph {
  elements: ElementNode[]
  flows: FlowNode[]
  boundaries: BoundaryNode[]
  byId: ReadonlyMap<string, GraphNode>
}

/** Builds the graph of `model`; facts are copies of the objects' own. A bidirectional flow counts as incoming and outgoing at both ends. */
export function buildGraph(model: Model, technologies: ReadonlyMap<string, Technology>): Graph {
  const byId = new Map<string, GraphNode>()
  const boundaryNodes = new Map<string, BoundaryNode>()
  for (const object of model.boundaries) {
    const node: BoundaryNode = { type: 'boundary', subject: 'boundary', id: object.id, label: object.label || object.key, object, facts: ownFacts(object.facts), told: [] }
    boundaryNodes.set(node.id, node)
    byId.set(node.id, node)
  }
  const parents = new Map<string, string | null>()
  for (const object of [...model.boundaries, ...model.elements]) parents.set(object.id, object.parent)
  const chains = new Map<string, BoundaryNode[]>()
  const elementNodes = new Map<string, ElementNode>()
  for (const object of model.elements) {
    const node: ElementNode = {
      type: 'element',
      subject: object.kind,
      id: object.id,
      index: elementNodes.size,
      serial: elementNodes.size,
      label: object.label || object.key,
      object,
      technology: object.technology === null ? null : (technologies.get(object.technology) ?? null),
      facts: ownFacts(object.facts),
      told: [],
      incoming: [],
      outgoing: [],
      inside: boundariesAround(object.parent, parents, boundaryNodes, chains),
    }
    elementNodes.set(node.id, node)
    byId.set(node.id, node)
  }
  const lines = linesByDiagram(boundaryNodes.values())
  const flows: FlowNode[] = []
  for (const object of model.flows) {
    const source = object.source === null ? undefined : elementNodes.get(object.source)
    const target = object.target === null ? undefined : elementNodes.get(object.target)
    if (source === undefined || target === undefined) continue
    const label = object.label || `${source.label} -> ${target.label}`
    const node: FlowNode = { type: 'flow', subject: 'flow', id: object.id, index: flows.length, serial: flows.length, label, object, source, target, facts: ownFacts(object.facts), told: [], crosses: crossed(source, target, lines.get(object.diagram)) }
    flows.push(node)
    byId.set(node.id, node)
    source.outgoing.push(node)
    target.incoming.push(node)
    if (object.bidirectional && source !== target) {
      target.outgoing.push(node)
      source.incoming.push(node)
    }
  }
  return { elements: [...elementNodes.values()], flows, boundaries: [...boundaryNodes.values()], byId }
}

/** A copy, by name: in which order facts were stated makes no difference to anything. */
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

/** The end of `flow` that is not `node`. */
export function otherEnd(flow: FlowNode, node: ElementNode): ElementNode {
  return flow.source === node ? flow.target : flow.source
}

function boundariesAround(
  parent: string | null,
  parents: ReadonlyMap<string, string | null>,
  boundaries: ReadonlyMap<string, BoundaryNode>,
  chains: Map<string, BoundaryNode[]>,
): BoundaryNode[] {
  if (parent === null) return []
  const known = chains.get(parent)
  if (known) return known
  const chain: BoundaryNode[] = []
  const seen = new Set<string>()
  for (let at: string | null = parent; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    seen.add(at)
    const boundary = boundaries.get(at)
    if (boundary?.object.kind === 'box') chain.push(boundary)
  }
  chains.set(parent, chain)
  return chain
}

function crossed(source: ElementNode, target: ElementNode, lines: readonly BoundaryNode[] = []): BoundaryNode[] {
  const crosses = crossedLines(lines, source.object, target.object)
  if (source.inside === target.inside) return crosses
  for (const boundary of source.inside) if (!target.inside.includes(boundary)) crosses.push(boundary)
  for (const boundary of target.inside) if (!source.inside.includes(boundary)) crosses.push(boundary)
  return crosses
}
