/** Longer lists are left to the built-in sort, which takes fewer comparisons but makes lists of its own. */
const few = 12

/** Sorts `items` in place, and gives them back; quick for the short lists that most findings have. */
export function sortFew<Item>(items: Item[], order: (a: Item, b: Item) => number): Item[] {
  if (items.length > few) return items.sort(order)
  for (let end = 1; end < items.length; end++) {
    const item = items[end]
    if (item === undefined) continue
    let place = end
    for (; place > 0; place--) {
      const before = items[place - 1]
      if (before === undefined || order(before, item) <= 0) break
      items[place] = before
    }
    items[place] = item
  }
  return items
}
