import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api'
import type { Box, Model } from '../../../../shared/domain/model.ts'
import { type Measure, lineCount, nodeSize } from '../graph/node-size.ts'

/** Free space around what a boundary or parent element contains, in diagram pixels; its label stands in it. */
export const containerPadding = 34
/** Width at which a flow's label wraps, in diagram pixels. */
export const flowLabelWidth = 100
/** Above this many flows the layout is quick rather than pretty, and takes no heed of labels that nobody reads at that size. */
export const manyFlows = 250

const rootOptions = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.spacing.edgeNode': '28',
  'elk.spacing.componentComponent': '64',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.edgeRouting': 'POLYLINE',
  'elk.randomSeed': '1',
}

const manyOptions = {
  ...rootOptions,
  // Network simplex is prettier, and far too slow for a thousand nodes.
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.considerModelOrder.strategy': 'NONE',
  'elk.layered.thoroughness': '3',
}

/** How wide a text is once it is wrapped at `width`: often much less. */
function widestLine(text: string, width: number, measure: Measure): number {
  let widest = 0
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    line = line !== '' && measure(longer) > width ? word : longer
    widest = Math.max(widest, measure(line))
  }
  return widest
}

/** The size of a flow's wrapped label in diagram pixels; 0 wide where there is none. */
export function flowLabelSize(label: string, measure: Measure): { width: number; height: number } {
  if (label === '') return { width: 0, height: 0 }
  // Measured in the nodes' font, which is larger than that of flows.
  const ratio = 12 / 14
  const width = Math.min(flowLabelWidth, widestLine(label, flowLabelWidth / ratio, measure) * ratio) + 8
  return { width, height: lineCount(label, flowLabelWidth / ratio, measure) * 15 + 6 }
}

export type Direction = 'RIGHT' | 'DOWN'

/** The model as ELK reads it, children inside their parents, flows running in `direction`. Flows with a free end do not take part. */
export function toElk(model: Model, measure: Measure, direction: Direction = 'RIGHT'): ElkNode {
  const many = model.flows.length > manyFlows
  const children = new Map<string | null, ElkNode[]>()
  const known = new Set([...model.boundaries, ...model.elements].map((part) => part.id))
  const add = (parent: string | null, node: ElkNode) => {
    const under = parent !== null && known.has(parent) ? parent : null
    children.set(under, [...(children.get(under) ?? []), node])
  }
  for (const boundary of model.boundaries) {
    const [width, height] = boundary.kind === 'line' ? [8, 160] : [220, 120]
    add(boundary.parent, { id: boundary.id, width, height, labels: [] })
  }
  for (const element of model.elements) {
    const { width, height } = nodeSize(element.label, null, measure)
    add(element.parent, { id: element.id, width, height })
  }
  // Labels stand between layers, so layers keep the widest one's distance. As nodes of their own they would push others out of the way.
  const widest = many ? 0 : Math.max(0, ...model.flows.map((flow) => flowLabelSize(flow.label, measure).width))
  const highest = many ? 0 : Math.max(0, ...model.flows.map((flow) => flowLabelSize(flow.label, measure).height))
  const [between, beside] = direction === 'RIGHT' ? [Math.max(64, widest + 28), 40] : [Math.max(48, highest + 18), Math.max(40, widest - 24)]
  const gap = { 'elk.layered.spacing.nodeNodeBetweenLayers': String(between), 'elk.spacing.nodeNode': String(beside) }
  const options = { ...(many ? manyOptions : rootOptions), ...gap, 'elk.direction': direction }
  // ELK reads spacing from each container, and everything else from the root.
  const nest = (nodes: readonly ElkNode[]): ElkNode[] =>
    nodes.map((node) => {
      const inner = children.get(node.id)
      if (!inner) return node
      const padding = `[top=${containerPadding},left=${containerPadding},bottom=${containerPadding},right=${containerPadding}]`
      return { id: node.id, children: nest(inner), layoutOptions: { ...gap, 'elk.padding': padding } }
    })
  const edges = model.flows.flatMap((flow): ElkExtendedEdge[] => {
    if (flow.source === null || flow.target === null || !known.has(flow.source) || !known.has(flow.target)) return []
    return [{ id: flow.id, sources: [flow.source], targets: [flow.target] }]
  })
  return { id: 'root', layoutOptions: options, children: nest(children.get(null) ?? []), edges }
}

/** Boxes of all nodes in diagram pixels, from ELK's answer, where a child's place is relative to its parent. */
export function fromElk(root: ElkNode): Map<string, Box> {
  const boxes = new Map<string, Box>()
  const walk = (node: ElkNode, left: number, top: number) => {
    for (const child of node.children ?? []) {
      const box = { x: left + (child.x ?? 0), y: top + (child.y ?? 0), width: child.width ?? 0, height: child.height ?? 0 }
      boxes.set(child.id, { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width), height: Math.round(box.height) })
      walk(child, box.x, box.y)
    }
  }
  walk(root, 0, 0)
  return boxes
}

/** How large `boxes` can be shown in a place of the usual shape, 1 where they fit as they are. */
export function zoomOf(boxes: ReadonlyMap<string, Box>): number {
  const all = [...boxes.values()]
  const width = Math.max(1, ...all.map((box) => box.x + box.width)) - Math.min(...all.map((box) => box.x))
  const height = Math.max(1, ...all.map((box) => box.y + box.height)) - Math.min(...all.map((box) => box.y))
  return Math.min(1, 920 / width, 700 / height)
}
