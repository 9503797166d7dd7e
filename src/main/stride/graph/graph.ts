import type { Facts } from '../../../shared/domain/fact.ts'
import type { FactOn } from '../../../shared/domain/finding.ts'
import type { Boundary, Element, Flow } from '../../../shared/domain/model.ts'
import type { FactSubject } from '../vocabulary/facts.ts'
import type { Technology } from '../vocabulary/technologies.ts'

export interface BoundaryNode {
  type: 'boundary'
  subject: FactSubject
  id: string
  index: number
  serial: number
  label: string
  object: Boundary
  /** Nothing is found of what is out of scope, and nobody is asked about it. */
  outOfScope: boolean
  own: Facts
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
  /** Stays the same while others come and go; no other node of the graph ever has it. */
  serial: number
  label: string
  object: Element
  outOfScope: boolean
  technology: Technology | null
  /** What is stated of the object, by name: in which order facts were stated makes no difference to anything. */
  own: Facts
  /** With what inference adds; until then the same as `own`. */
  facts: Facts
  /** Facts that findings tell of it, made as they are asked for. */
  told: FactOn[]
  incoming: FlowNode[]
  outgoing: FlowNode[]
  /** Boundaries around it, innermost first. */
  inside: readonly BoundaryNode[]
  /** The element that contains it. */
  host: ElementNode | null
  /** What it contains, in the model's order. */
  hosted: readonly ElementNode[]
}

export interface FlowNode {
  type: 'flow'
  subject: FactSubject
  id: string
  index: number
  serial: number
  label: string
  object: Flow
  outOfScope: boolean
  source: ElementNode
  target: ElementNode
  own: Facts
  facts: Facts
  told: FactOn[]
  /** Boundaries around exactly one of the two ends, and lines drawn across its way. */
  crosses: readonly BoundaryNode[]
}

export type GraphNode = ElementNode | FlowNode | BoundaryNode

/** Elements and flows, each list in the model's order. */
export interface Parts {
  elements: readonly ElementNode[]
  flows: readonly FlowNode[]
}

/** A model as the analysis walks it: only flows with an element at both ends. A bidirectional flow counts as incoming and outgoing at both. */
export interface Graph extends Parts {
  boundaries: readonly BoundaryNode[]
  byId: ReadonlyMap<string, GraphNode>
}

/** The end of `flow` that is not `node`. */
export function otherEnd(flow: FlowNode, node: ElementNode): ElementNode {
  return flow.source === node ? flow.target : flow.source
}
