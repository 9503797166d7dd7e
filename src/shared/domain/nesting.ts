import type { Box } from './model.ts'

interface Placed {
  ref: string
  box: Box | null
}

const holds = (outer: Box, x: number, y: number): boolean => x >= outer.x && y >= outer.y && x <= outer.x + outer.width && y <= outer.y + outer.height

/** For each part the smallest box around it on its drawing: around an element's middle, around the whole of a smaller box. */
export function parentsByPlace(boxes: readonly Placed[], elements: readonly Placed[]): Map<string, string> {
  const holders = boxes.flatMap(({ ref, box }) => (box && box.width > 0 && box.height > 0 ? [{ ref, box, area: box.width * box.height }] : [])).sort((a, b) => a.area - b.area)
  const parents = new Map<string, string>()
  for (const { ref, box } of elements) {
    const around = box && holders.find((holder) => holds(holder.box, box.x + box.width / 2, box.y + box.height / 2))
    if (around) parents.set(ref, around.ref)
  }
  for (const { ref, box, area } of holders) {
    const around = holders.find((holder) => holder.area > area && holds(holder.box, box.x, box.y) && holds(holder.box, box.x + box.width, box.y + box.height))
    if (around) parents.set(ref, around.ref)
  }
  return parents
}

/**
 * The first part whose parents go in a circle, or are more than `most` deep; null where there is none.
 * `parents` says what each part stands in.
 */
export function badNesting(parents: ReadonlyMap<string, string | null>, most: number): { ref: string; circle: boolean } | null {
  const depths = new Map<string, number>()
  for (const ref of parents.keys()) {
    const way: string[] = []
    const above = new Set<string>()
    let at: string | null = ref
    while (at !== null && !depths.has(at)) {
      if (above.has(at)) return { ref, circle: true }
      above.add(at)
      way.push(at)
      at = parents.get(at) ?? null
    }
    let depth = at === null ? 0 : (depths.get(at) ?? 0)
    for (const one of way.reverse()) {
      depth += 1
      depths.set(one, depth)
      if (depth > most) return { ref: one, circle: false }
    }
  }
  return null
}
