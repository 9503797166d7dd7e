/** Places of `items` in `list`, ascending. Going along the list once for each costs little where they are few. */
export function placesOf<Item>(items: Iterable<Item>, list: readonly Item[]): number[] {
  const places: number[] = []
  for (const item of items) {
    const place = list.indexOf(item)
    if (place >= 0) places.push(place)
  }
  return places.sort((a, b) => a - b)
}

/** The list without what stands at `places`, which are ascending. */
export function without<Item>(list: readonly Item[], places: readonly number[]): Item[] {
  if (places.length === 0) return [...list]
  const parts: Item[][] = []
  let from = 0
  for (const place of places) {
    if (place > from) parts.push(list.slice(from, place))
    from = place + 1
  }
  parts.push(list.slice(from))
  return joined(parts)
}

/** The list with each of `items` before what stands at its place, of `places`, which are ascending. */
export function withAt<Item>(list: readonly Item[], places: readonly number[], items: readonly Item[]): Item[] {
  if (list.length === 0) return [...items]
  const parts: Item[][] = []
  let from = 0
  for (const [which, place] of places.entries()) {
    const end = Math.max(from, place)
    parts.push(list.slice(from, end), items.slice(which, which + 1))
    from = end
  }
  parts.push(list.slice(from))
  return joined(parts)
}

/** Of lists in memory: quicker than to flatten them, which asks each item whether it is a list. */
function joined<Item>(parts: readonly Item[][]): Item[] {
  const none: Item[] = []
  return none.concat(...parts)
}

/** Place of the first item of `many`, which is in order, that comes after `item`. */
export function placeAfter<Item>(item: Item, many: readonly Item[], order: (a: Item, b: Item) => number): number {
  let [low, high] = [0, many.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const one = many[middle]
    if (one !== undefined && order(one, item) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
