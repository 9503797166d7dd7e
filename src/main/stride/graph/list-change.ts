/** A node of a graph that stands for an object of the model. */
interface Standing<Item> {
  id: string
  index: number
  object: Item
}

/** How one list of nodes differs from the objects that it is to stand for next. */
export interface ListChange<Item, Node> {
  /** One for each object, in their order: those that were there before, and new ones. */
  nodes: readonly Node[]
  fresh: readonly Node[]
  gone: readonly Node[]
  /** Those that stand for another object than before, still with the one of before. */
  edited: readonly { node: Node; object: Item }[]
}

/**
 * Finds for each object the node that stood for it before, by id; `make` makes those that are missing. Changes nothing. Null where nodes
 * that stay would change their order, which nothing that was worked out before would survive.
 */
export function listChange<Item extends { id: string }, Node extends Standing<Item>>(
  before: readonly Node[],
  objects: readonly Item[],
  find: (id: string) => Node | undefined,
  make: (object: Item) => Node,
): ListChange<Item, Node> | null {
  const nodes: Node[] = []
  const fresh: Node[] = []
  const edited: { node: Node; object: Item }[] = []
  let next = 0
  for (const object of objects) {
    const here = before[next]
    const node = here?.id === object.id ? here : find(object.id)
    if (node === undefined) {
      const made = make(object)
      fresh.push(made)
      nodes.push(made)
      continue
    }
    if (node.index < next) return null
    next = node.index + 1
    nodes.push(node)
    if (node.object !== object) edited.push({ node, object })
  }
  return { nodes: fresh.length === 0 && nodes.length === before.length ? before : nodes, fresh, gone: goneOf(before, nodes, fresh.length), edited }
}

function goneOf<Node>(before: readonly Node[], nodes: readonly Node[], fresh: number): readonly Node[] {
  if (nodes.length - fresh === before.length) return []
  const stay = new Set(nodes)
  return before.filter((node) => !stay.has(node))
}
