/**
 * Nodes (0 to `count` - 1) in columns, so that flows run from left to right as far as they do not lead back, and few of them cross.
 */
export function inUncrossedColumns(count: number, edges: [number, number][]): number[][] {
  return uncrossed(inLayers(count, edges), edges)
}

// Longest paths over the flows that do not lead back, found depth first in the model's order.
function inLayers(count: number, edges: [number, number][]): number[][] {
  const out = Array.from({ length: count }, (): number[] => [])
  for (const [from, to] of edges) out[from]?.push(to)
  const state = new Array<0 | 1 | 2>(count).fill(0)
  const order: number[] = []
  const forward: [number, number][] = []
  const roots = [...Array(count).keys()].sort((a, b) => incoming(a) - incoming(b))
  function incoming(node: number): number {
    return edges.some(([, to]) => to === node) ? 1 : 0
  }
  for (const root of roots) {
    if (state[root] !== 0) continue
    const stack: { node: number; next: number }[] = [{ node: root, next: 0 }]
    state[root] = 1
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = out[top.node]?.[top.next]
      top.next += 1
      if (to === undefined) {
        state[top.node] = 2
        order.unshift(top.node)
        stack.pop()
      } else if (state[to] !== 1) {
        forward.push([top.node, to])
        if (state[to] === 0) {
          state[to] = 1
          stack.push({ node: to, next: 0 })
        }
      }
    }
  }
  const layer = new Array<number>(count).fill(0)
  const after = new Map<number, number[]>()
  for (const [from, to] of forward) after.set(from, [...(after.get(from) ?? []), to])
  for (const node of order) for (const to of after.get(node) ?? []) layer[to] = Math.max(layer[to] ?? 0, (layer[node] ?? 0) + 1)
  return intoColumns(layer, edges.length === 0)
}

function intoColumns(layer: readonly number[], loose: boolean): number[][] {
  // Nothing to order by: a grid that is wider than high.
  const perColumn = loose ? Math.max(1, Math.floor(Math.sqrt(layer.length))) : 0
  const columns: number[][] = []
  for (const [node, own] of layer.entries()) {
    const at = loose ? Math.floor(node / perColumn) : own
    ;(columns[at] ??= []).push(node)
  }
  return [...columns].map((column) => column ?? [])
}

/** Each column by where its neighbours in the others stand, over some sweeps to and fro: fewer flows cross. */
function uncrossed(columns: number[][], edges: [number, number][]): number[][] {
  const near = new Map<number, number[]>()
  for (const [from, to] of edges) {
    near.set(from, [...(near.get(from) ?? []), to])
    near.set(to, [...(near.get(to) ?? []), from])
  }
  const height = new Map<number, number>()
  const note = (column: readonly number[]) => column.forEach((node, place) => height.set(node, place - (column.length - 1) / 2))
  columns.forEach(note)
  const layer = new Map(columns.flatMap((column, at) => column.map((node) => [node, at] as const)))
  let best = columns
  let fewest = crossings(columns, edges, height)
  let now = columns
  for (let sweep = 0; sweep < (fewest === Infinity ? 2 : sweeps) && fewest > 0; sweep += 1) {
    const back = sweep % 2 === 1
    now = now.map((column) => [...column])
    for (const at of back ? [...now.keys()].reverse() : now.keys()) {
      const pull = (node: number): number => {
        const others = (near.get(node) ?? []).filter((other) => (back ? (layer.get(other) ?? 0) > at : (layer.get(other) ?? 0) < at))
        return others.length === 0 ? (height.get(node) ?? 0) : others.reduce((sum, other) => sum + (height.get(other) ?? 0), 0) / others.length
      }
      const sorted = (now[at] ?? []).toSorted((a, b) => pull(a) - pull(b))
      now[at] = sorted
      note(sorted)
    }
    const count = crossings(now, edges, height)
    if (count < fewest || count === Infinity) [best, fewest] = [now, count]
  }
  return best
}

const sweeps = 8
/** Counting pairs of more flows than this takes longer than it is worth. */
const countedFlows = 600

function crossings(columns: readonly number[][], edges: readonly [number, number][], height: ReadonlyMap<number, number>): number {
  if (edges.length > countedFlows) return Infinity
  const layer = new Map(columns.flatMap((column, at) => column.map((node) => [node, at] as const)))
  const lines = edges.map(([a, b]) => {
    const [from, to] = (layer.get(a) ?? 0) <= (layer.get(b) ?? 0) ? [a, b] : [b, a]
    return { left: layer.get(from) ?? 0, right: layer.get(to) ?? 0, start: height.get(from) ?? 0, end: height.get(to) ?? 0 }
  })
  let count = 0
  for (const [index, a] of lines.entries()) {
    for (const b of lines.slice(index + 1)) if (a.left === b.left && a.right === b.right && (a.start - b.start) * (a.end - b.end) < 0) count += 1
  }
  return count
}
