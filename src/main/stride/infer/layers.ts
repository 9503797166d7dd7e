/** Nodes that wait to be looked at, nearest layer first. */
export interface Layers<Node> {
  /** Never of a layer below the one that was taken from last. A node waits once, in the lowest layer that it was put into. */
  put: (node: Node, layer: number) => void
  /** Hands over each node with its layer until none waits; more may be put in meanwhile. */
  takeAll: (take: (node: Node, layer: number) => void) => void
}

export function createLayers<Node extends { serial: number }>(): Layers<Node> {
  const layers: Node[][] = []
  const waiting: (number | undefined)[] = []
  return {
    put: (node, layer) => {
      const before = waiting[node.serial]
      if (before !== undefined && before <= layer) return
      waiting[node.serial] = layer
      const nodes = (layers[layer] ??= [])
      nodes.push(node)
    },
    takeAll: (take) => {
      for (let layer = 0; layer < layers.length; layer++) {
        for (const node of layers[layer] ?? []) {
          if (waiting[node.serial] !== layer) continue
          waiting[node.serial] = undefined
          take(node, layer)
        }
      }
      layers.length = 0
    },
  }
}
