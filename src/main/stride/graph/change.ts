import type { Boundary, Element, Flow, Model } from '../../../shared/domain/model.ts'
import type { BoundaryNode, ElementNode, FlowNode, Graph } from './graph.ts'
import { listChange, type ListChange } from './list-change.ts'

/** How a graph differs from the model that it is to stand for next. */
export interface ModelChange {
  boundaries: ListChange<Boundary, BoundaryNode>
  elements: ListChange<Element, ElementNode>
  flows: ListChange<Flow, FlowNode>
  /** The element that will have this id; undefined where none will. */
  element: (id: string | null) => ElementNode | undefined
}

/** Makes the nodes of new objects. */
export interface NodeMaker {
  boundary: (object: Boundary) => BoundaryNode
  element: (object: Element) => ElementNode
  flow: (object: Flow, source: ElementNode, target: ElementNode) => FlowNode
}

/** What is to change for `graph` to stand for `model`. Changes nothing. Null where objects that stay changed their order. */
export function changeTo(graph: Graph, model: Model, make: NodeMaker): ModelChange | null {
  const boundaries = listChange(graph.boundaries, model.boundaries, (id) => ofType(graph, id, 'boundary'), make.boundary)
  const elements = listChange(graph.elements, model.elements, (id) => ofType(graph, id, 'element'), make.element)
  if (boundaries === null || elements === null) return null
  const element = elementsAfter(graph, elements)
  const endsStay = elements.fresh.length === 0 && elements.gone.length === 0
  const flows = listChange(graph.flows, connected(graph, model, element, endsStay), (id) => ofType(graph, id, 'flow'), (object) => {
    const [source, target] = [element(object.source), element(object.target)]
    if (source === undefined || target === undefined) throw new Error('a flow without ends is in no graph')
    return make.flow(object, source, target)
  })
  return flows && { boundaries, elements, flows, element }
}

function ofType<Type extends 'boundary' | 'element' | 'flow'>({ byId }: Graph, id: string, type: Type) {
  const node = byId.get(id)
  return node !== undefined && isOf(node, type) ? node : undefined
}

function isOf<Node extends { type: string }, Type extends string>(node: Node, type: Type): node is Extract<Node, { type: Type }> {
  return node.type === type
}

function elementsAfter(graph: Graph, { fresh, gone }: ListChange<Element, ElementNode>): ModelChange['element'] {
  const freshById = new Map(fresh.map((node) => [node.id, node]))
  const left = new Set(gone)
  return (id) => {
    if (id === null) return undefined
    const node = freshById.get(id) ?? ofType(graph, id, 'element')
    return node !== undefined && left.has(node) ? undefined : node
  }
}

/** Flows with an element at both ends. Of one that is the same object as before this need not be asked, where `endsStay`. */
function connected(graph: Graph, model: Model, element: ModelChange['element'], endsStay: boolean): Flow[] {
  let next = 0
  return model.flows.filter((flow) => {
    if (endsStay && graph.flows[next]?.object === flow) {
      next += 1
      return true
    }
    if (graph.flows[next]?.id === flow.id) next += 1
    return element(flow.source) !== undefined && element(flow.target) !== undefined
  })
}
