import type { Box } from '../../../../shared/domain/model.ts'
import { flowLabelSize, manyFlows } from '../layout/layout-graph.ts'
import { type FlowLine, routeFlows } from './flow-routes.ts'
import type { Measure } from './node-size.ts'
import type { Scene, SceneFlow } from './scene.ts'
import { curveMiddle } from './scene-flow.ts'

/** Where the label of a flow stands, in diagram pixels; null where it has none. */
export function flowLabelBox(scene: Scene, flow: SceneFlow, measure: Measure): Box | null {
  const { width, height } = flowLabelSize(String(flow.part.data['label']), measure)
  if (width === 0) return null
  const middle = curveMiddle(scene.routeOf(flow))
  return { x: middle.x + flow.label.x - width / 2, y: middle.y + flow.label.y - height / 2, width, height }
}

const meet = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Where the label of a flow from a node to itself may stand, off the middle of its line: the first that is free. */
const besideLoop = [0, 30, 60, 90, 120, 150].flatMap((aside) => [0, -20, 20, -40, 40, -60, 60, -80].map((y) => ({ x: aside, y })))

/** Labels of flows from a node to itself; the others keep clear of them. */
function placeLoops(scene: Scene, loops: readonly SceneFlow[], nodes: readonly Box[], measure: Measure): Map<string, Box> {
  const placed = new Map<string, Box>()
  for (const loop of loops) {
    const at = flowLabelBox(scene, loop, measure)
    if (!at) continue
    const boxOf = ({ x, y }: { x: number; y: number }): Box => ({ ...at, x: at.x - loop.label.x + x, y: at.y - loop.label.y + y })
    const free = besideLoop.find((offset) => ![...nodes, ...placed.values()].some((box) => meet(box, boxOf(offset)))) ?? { x: 0, y: 0 }
    placed.set(`label of ${loop.id}`, boxOf(free))
    scene.setRoute(loop.id, { bend: loop.bend, label: free })
  }
  return placed
}

/**
 * Bends the flows of a scene around its nodes, and moves their labels to where nothing is covered. Above `manyFlows` they run straight:
 * going around everything is for diagrams that people read as a whole.
 */
export function routeScene(scene: Scene, measure: Measure): void {
  const flows = scene.flows()
  if (flows.length > manyFlows) {
    for (const flow of flows) if (flow.label.x !== 0 || flow.label.y !== 0) scene.setRoute(flow.id, null)
    return
  }
  const loops = flows.filter(({ source, target, part }) => source === target && !part.bends)
  const obstacles = new Map(scene.nodes().flatMap(({ id, look, box }) => (look === 'note' ? [] : [[id, box] as const])))
  for (const [id, box] of placeLoops(scene, loops, [...obstacles.values()], measure)) obstacles.set(id, box)
  const ends = new Map([...scene.containers(), ...scene.nodes()].map(({ id, box }) => [id, box]))
  const lines = flows.flatMap((flow): FlowLine[] => (flow.part.bends ? [] : [{ id: flow.id, source: flow.source.id, target: flow.target.id, label: flowLabelSize(String(flow.part.data['label']), measure) }]))
  const routes = routeFlows(obstacles, lines, ends)
  for (const flow of flows) {
    const found = routes.get(flow.id)
    if (found) scene.setRoute(flow.id, found)
  }
}
