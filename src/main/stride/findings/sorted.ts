/** Both lists in order as one; `many` is in order already. Costs little where `few` are few. */
export function mergeSorted<Item>(many: readonly Item[], few: readonly Item[], order: (a: Item, b: Item) => number): Item[] {
  const merged: Item[] = []
  let at = 0
  for (const item of few.toSorted(order)) {
    const end = placeOf(item, many, at, order)
    for (const one of many.slice(at, end)) merged.push(one)
    merged.push(item)
    at = end
  }
  for (const one of many.slice(at)) merged.push(one)
  return merged
}

/** Place of the first item from `start` on that comes after `item`. */
function placeOf<Item>(item: Item, many: readonly Item[], start: number, order: (a: Item, b: Item) => number): number {
  let [low, high] = [start, many.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const one = many[middle]
    if (one !== undefined && order(one, item) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
