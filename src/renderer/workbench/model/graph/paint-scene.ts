import type { Box } from '../../../../shared/domain/model.ts'
import { flowBadgeSpot, paintFlow, paintFlowLabel } from './paint-flow.ts'
import { type Brush, detail } from './paint-look.ts'
import { paintBadge, paintContainer, paintNode, paintTitle } from './paint-node.ts'
import { grown, type Scene, type SceneFlow, type SceneItem, type SceneNode } from './scene.ts'

/** How far marks, badges and titles reach beyond the parts they belong to, in CSS pixels. */
const reach = 48

function meets(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** The box around everything that is painted of `item` at `zoom`. */
export function paintedBox(item: SceneItem, zoom: number): Box {
  return grown(item.box, 8 + reach / zoom)
}

function paintFlows(brush: Brush, scene: Scene, flows: readonly SceneFlow[]): void {
  const { look } = brush
  const strong: SceneFlow[] = []
  for (const flow of flows) {
    if (flow.marks.has('chosen') || look.lit?.has(flow.id) === true) strong.push(flow)
    else paintFlow(brush, scene, flow)
  }
  for (const flow of strong) paintFlow(brush, scene, flow)
  if (brush.zoom < detail.arrow) return
  for (const flow of flows) paintFlowLabel(brush, scene, flow)
}

function paintBadges(brush: Brush, scene: Scene, flows: readonly SceneFlow[], nodes: readonly SceneNode[]): void {
  const { look, zoom } = brush
  if (look.badges.size === 0 && look.heat === null) return
  if (zoom >= detail.badgeCount) {
    for (const flow of flows) {
      if (!(look.heat ?? look.badges).has(flow.id)) continue
      const { x, y } = flowBadgeSpot(scene, flow)
      paintBadge(brush, flow, x, y)
    }
  }
  for (const node of nodes) paintBadge(brush, node, node.box.x + node.box.width, node.box.y)
}

/** Everything of the scene that meets `region` and is not left out, from the bottom up. */
export function paintScene(brush: Brush, scene: Scene, region: Box, leftOut: (item: SceneItem) => boolean): void {
  const around = grown(region, 8 + reach / brush.zoom)
  const containers = scene.containers().filter((node) => meets(node.box, around) && !leftOut(node))
  const flows = scene.flows().filter((flow) => {
    if (!flow.route) scene.routeOf(flow)
    return meets(flow.box, around) && !leftOut(flow)
  })
  const nodes = scene.nodes().filter((node) => meets(node.box, around) && !leftOut(node))
  for (const node of containers) paintContainer(brush, node)
  const near = brush.zoom >= detail.boundaryLabel
  if (near) for (const node of containers) paintTitle(brush, node)
  paintFlows(brush, scene, flows)
  for (const node of nodes) paintNode(brush, node)
  if (!near) for (const node of containers) paintTitle(brush, node)
  paintBadges(brush, scene, flows, [...containers, ...nodes])
}

/** What is on its way, below (containers) or above (the rest) all that stands. */
export function paintMoving(brush: Brush, scene: Scene, moving: Iterable<SceneItem>, part: 'below' | 'above'): void {
  const containers: SceneNode[] = []
  const flows: SceneFlow[] = []
  const nodes: SceneNode[] = []
  for (const item of moving) {
    if (item.type === 'flow') flows.push(item)
    else if (item.children.size > 0 || item.look === 'boundary') containers.push(item)
    else nodes.push(item)
  }
  if (part === 'below') {
    for (const node of containers.sort((a, b) => a.depth - b.depth)) {
      paintContainer(brush, node)
      paintTitle(brush, node)
    }
    return
  }
  paintFlows(brush, scene, flows)
  for (const node of nodes) paintNode(brush, node)
  paintBadges(brush, scene, flows, [...containers, ...nodes])
}
