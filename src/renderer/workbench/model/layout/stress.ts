/** A thing with a size, by its middle, in diagram pixels. */
export interface Body {
  width: number
  height: number
}

export interface Spot {
  x: number
  y: number
}

/** Up to this many bodies every pair counts; of more, each one with a sample of the others. */
const mostAllPairs = 700
const sampled = 90
const rounds = 32
/** Room between bodies that have nothing to do with each other, in diagram pixels. */
export const bodyGap = 44

/** A sequence of numbers from 0 up to 1 that is the same every time. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const reachOf = ({ width, height }: Body): number => (width + height) / 4

/**
 * Middles of connected bodies, so that each two are as far apart as the way between them along `ends` is long: stochastic gradient
 * descent on stress (Zheng, Pawar, Goodman: Graph Drawing by Stochastic Gradient Descent, 2018). Bodies may still overlap.
 * `gap` is the room along a connection, in diagram pixels. `onRound` hears the share that is done, 0 to 1.
 */
export function stressLayout(bodies: readonly Body[], ends: readonly (readonly [number, number])[], gap: number, onRound: (share: number) => void = () => undefined): Spot[] {
  const count = bodies.length
  const random = chance(count * 7919 + ends.length)
  const spread = 120 * Math.sqrt(count)
  const spots = bodies.map(() => ({ x: random() * spread, y: random() * spread }))
  const pairs = pairsOf(bodies, ends, gap, random)
  const nearest = pairs.reduce((least, { far }) => Math.min(least, far), Number.POSITIVE_INFINITY)
  const farthest = pairs.reduce((most, { far }) => Math.max(most, far), 1)
  // Steps shrink from the square of the farthest distance to a tenth of that of the nearest.
  const [first, last] = [farthest * farthest, 0.1 * nearest * nearest]
  for (let round = 0; round < rounds; round += 1) {
    const step = first * (last / first) ** (round / (rounds - 1))
    shuffle(pairs, random)
    for (const { a, b, far } of pairs) {
      const [one, other] = [spots[a], spots[b]]
      if (!one || !other) continue
      const pull = Math.min(1, step / (far * far))
      let [dx, dy] = [one.x - other.x, one.y - other.y]
      if (dx === 0 && dy === 0) [dx, dy] = [random() - 0.5, random() - 0.5]
      const apart = Math.hypot(dx, dy)
      const by = (pull * (apart - far)) / 2 / apart
      one.x -= by * dx
      one.y -= by * dy
      other.x += by * dx
      other.y += by * dy
    }
    onRound((round + 1) / rounds)
  }
  return spots
}

interface Pair {
  a: number
  b: number
  far: number
}

function pairsOf(bodies: readonly Body[], ends: readonly (readonly [number, number])[], gap: number, random: () => number): Pair[] {
  const count = bodies.length
  const ways: { to: number; far: number }[][] = bodies.map(() => [])
  const reach = bodies.map(reachOf)
  for (const [a, b] of ends) {
    const far = (reach[a] ?? 0) + (reach[b] ?? 0) + gap
    ways[a]?.push({ to: b, far })
    ways[b]?.push({ to: a, far })
  }
  const pairs: Pair[] = []
  const all = count <= mostAllPairs
  for (let a = 0; a < count; a += 1) {
    const distances = distancesFrom(a, ways)
    const add = (b: number) => {
      const far = distances[b] ?? 0
      if (b !== a && Number.isFinite(far)) pairs.push({ a, b, far })
    }
    if (all) for (let b = a + 1; b < count; b += 1) add(b)
    else {
      for (const { to } of ways[a] ?? []) add(to)
      for (let index = 0; index < sampled; index += 1) add(Math.floor(random() * count))
    }
  }
  return pairs
}

/** Lengths of the shortest ways from one body to all (Dijkstra, with a binary heap). */
function distancesFrom(from: number, ways: readonly (readonly { to: number; far: number }[])[]): Float64Array {
  const distances = new Float64Array(ways.length).fill(Number.POSITIVE_INFINITY)
  distances[from] = 0
  const heap: { at: number; far: number }[] = [{ at: from, far: 0 }]
  for (let next = pop(heap); next; next = pop(heap)) {
    if (next.far > (distances[next.at] ?? 0)) continue
    for (const { to, far } of ways[next.at] ?? []) {
      const through = next.far + far
      if (through >= (distances[to] ?? 0)) continue
      distances[to] = through
      push(heap, { at: to, far: through })
    }
  }
  return distances
}

function push<Item extends { far: number }>(heap: Item[], item: Item): void {
  let at = heap.length
  heap.push(item)
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (!parent || parent.far <= item.far) break
    heap[at] = parent
    at = above
  }
  heap[at] = item
}

function pop<Item extends { far: number }>(heap: Item[]): Item | undefined {
  const [top] = heap
  const last = heap.pop()
  if (!last || heap.length === 0) return top
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    const [left, right] = [heap[below], heap[below + 1]]
    if (!left) break
    if (right && right.far < left.far) below += 1
    const smaller = heap[below]
    if (!smaller || smaller.far >= last.far) break
    heap[at] = smaller
    at = below
  }
  heap[at] = last
  return top
}

function shuffle(list: Pair[], random: () => number): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [list[at], list[other]]
    if (!a || !b) continue
    list[at] = b
    list[other] = a
  }
}
