import type { Box } from '../../../../shared/domain/model.ts'
import { inRows, spreadApart } from './spread-apart.ts'
import { type Body, type Spot, stressLayout } from './stress.ts'

/** What is to be laid out: sizes in diagram pixels, `null` as parent for the outermost. */
export interface ForceInput {
  nodes: { id: string; parent: string | null; width: number; height: number }[]
  edges: { source: string; target: string }[]
  /** Free space around what a container holds, in diagram pixels. */
  padding: number
  /** Room along an edge, in diagram pixels. */
  gap: number
}

interface Placed {
  box: Body
  /** Top left corners of everything inside, from the top left of this one. */
  inside: Map<string, Box>
}

/**
 * What is connected stands together, each container around its own: from the innermost outwards, every container's content is laid out by
 * stress, with edges that go deeper or leave counted between those that hold their ends. Siblings never overlap.
 * `onShare` hears the share that is done, 0 to 1. Answers the boxes of all nodes.
 */
export function forceLayout({ nodes, edges, padding, gap }: ForceInput, onShare: (share: number) => void = () => undefined): Map<string, Box> {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const parentOf = (id: string): string | null => {
    const parent = known.get(id)?.parent ?? null
    return parent !== null && parent !== id && known.has(parent) ? parent : null
  }
  const children = new Map<string | null, string[]>()
  for (const { id } of nodes) children.set(parentOf(id), [...(children.get(parentOf(id)) ?? []), id])
  const lifted = liftedEdges(edges, known, parentOf)
  let done = 0
  const weight = (count: number) => count / Math.max(1, nodes.length)
  const layOut = (container: string | null): Placed => {
    const ids = children.get(container) ?? []
    const inner = new Map(ids.map((id) => [id, children.has(id) ? layOut(id) : null]))
    const bodies = ids.map((id): Body => inner.get(id)?.box ?? { width: known.get(id)?.width ?? 0, height: known.get(id)?.height ?? 0 })
    const spots = placeSiblings(bodies, ids, lifted.get(container) ?? [], gap, (share) => onShare(done + weight(ids.length) * share))
    done += weight(ids.length)
    const [left, top] = [Math.min(...bodies.map((body, at) => (spots[at]?.x ?? 0) - body.width / 2)), Math.min(...bodies.map((body, at) => (spots[at]?.y ?? 0) - body.height / 2))]
    const inside = new Map<string, Box>()
    let [right, bottom] = [0, 0]
    for (const [at, id] of ids.entries()) {
      const [body, spot] = [bodies[at], spots[at]]
      if (!body || !spot) continue
      const box = { x: Math.round(spot.x - body.width / 2 - left) + padding, y: Math.round(spot.y - body.height / 2 - top) + padding, width: body.width, height: body.height }
      inside.set(id, box)
      for (const [deeper, at] of inner.get(id)?.inside ?? []) inside.set(deeper, { ...at, x: at.x + box.x, y: at.y + box.y })
      right = Math.max(right, box.x + box.width)
      bottom = Math.max(bottom, box.y + box.height)
    }
    return { box: { width: right + padding, height: bottom + padding }, inside }
  }
  return layOut(null).inside
}

/** Each edge between the two siblings that are or hold its ends, by the container of both. One inside of its own end says nothing. */
function liftedEdges(edges: ForceInput['edges'], known: ReadonlyMap<string, unknown>, parentOf: (id: string) => string | null): Map<string | null, [string, string][]> {
  const way = (id: string): string[] => {
    const up = [id]
    for (let at = parentOf(id); at !== null && !up.includes(at); at = parentOf(at)) up.push(at)
    return up.reverse()
  }
  const lifted = new Map<string | null, [string, string][]>()
  for (const { source, target } of edges) {
    if (!known.has(source) || !known.has(target)) continue
    const [from, to] = [way(source), way(target)]
    let at = 0
    while (at < from.length && at < to.length && from[at] === to[at]) at += 1
    const [a, b] = [from[at], to[at]]
    if (a === undefined || b === undefined) continue
    const container = from[at - 1] ?? null
    const list = lifted.get(container)
    if (list) list.push([a, b])
    else lifted.set(container, [[a, b]])
  }
  return lifted
}

/** Middles of siblings: each connected group by stress, then the groups beside each other. */
function placeSiblings(bodies: readonly Body[], ids: readonly string[], ends: readonly (readonly [string, string])[], gap: number, onShare: (share: number) => void): Spot[] {
  const indexOf = new Map(ids.map((id, index) => [id, index]))
  const links = ends.map(([a, b]): [number, number] => [indexOf.get(a) ?? 0, indexOf.get(b) ?? 0])
  const groups = groupsOf(bodies.length, links)
  const spots: Spot[] = bodies.map(() => ({ x: 0, y: 0 }))
  const groupBodies: Body[] = []
  let done = 0
  for (const group of groups) {
    const own = group.flatMap((index) => bodies[index] ?? [])
    const within = new Map(group.map((index, at) => [index, at]))
    const inside = links.flatMap(([a, b]): [number, number][] => {
      const [from, to] = [within.get(a), within.get(b)]
      return from === undefined || to === undefined ? [] : [[from, to]]
    })
    const found = group.length === 1 ? [{ x: 0, y: 0 }] : stressLayout(own, inside, gap, (share) => onShare((done + share * group.length) / bodies.length))
    // Screens are wider than they are high, and so are parts.
    for (const spot of found) [spot.x, spot.y] = [spot.x * 1.15, spot.y * 0.85]
    spreadApart(own, found)
    done += group.length
    groupBodies.push(settle(group, own, found, spots))
  }
  const middles = groups.map((_, index) => ({ x: index, y: -(groupBodies[index]?.height ?? 0) }))
  inRows(groupBodies, middles)
  for (const [at, group] of groups.entries()) {
    for (const index of group) {
      const spot = spots[index]
      if (!spot) continue
      spot.x += middles[at]?.x ?? 0
      spot.y += middles[at]?.y ?? 0
    }
  }
  return spots
}

/** Writes a group's places around its own middle, and answers its size. */
function settle(group: readonly number[], bodies: readonly Body[], found: readonly Spot[], spots: Spot[]): Body {
  const edges = found.map((spot, at) => {
    const { width, height } = bodies[at] ?? { width: 0, height: 0 }
    return { left: spot.x - width / 2, right: spot.x + width / 2, top: spot.y - height / 2, bottom: spot.y + height / 2 }
  })
  const reach = edges.reduce((all, one) => ({ left: Math.min(all.left, one.left), right: Math.max(all.right, one.right), top: Math.min(all.top, one.top), bottom: Math.max(all.bottom, one.bottom) }))
  for (const [at, index] of group.entries()) {
    const spot = found[at]
    if (spot) spots[index] = { x: spot.x - (reach.left + reach.right) / 2, y: spot.y - (reach.top + reach.bottom) / 2 }
  }
  return { width: reach.right - reach.left, height: reach.bottom - reach.top }
}

/** Indices that are connected with each other, the largest group first. */
function groupsOf(count: number, links: readonly (readonly [number, number])[]): number[][] {
  const root = Array.from({ length: count }, (_, index) => index)
  const find = (index: number): number => {
    let at = index
    while ((root[at] ?? at) !== at) {
      root[at] = root[root[at] ?? at] ?? at
      at = root[at] ?? at
    }
    return at
  }
  for (const [a, b] of links) root[find(a)] = find(b)
  const groups = new Map<number, number[]>()
  for (let index = 0; index < count; index += 1) {
    const list = groups.get(find(index))
    if (list) list.push(index)
    else groups.set(find(index), [index])
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)
}
