import type { BoundaryNode, ElementNode, Graph } from './graph.ts'

/** What lies inside what: worked out anew for the whole graph, for one box that moves may take any number of parts along. */
export interface Nesting {
  /** Boundaries around an element, innermost first; one list for all that have the same parent. */
  around: (element: ElementNode) => readonly BoundaryNode[]
  hostOf: (element: ElementNode) => ElementNode | null
  /** What an element contains, in the model's order. */
  hostedBy: (element: ElementNode) => readonly ElementNode[]
}

const nothing: readonly never[] = []

export function nestingOf({ boundaries, elements, byId }: Graph): Nesting {
  const parents = new Map<string, string | null>()
  for (const { id, object } of boundaries) parents.set(id, object.parent)
  for (const { id, object } of elements) parents.set(id, object.parent)
  const chains = new Map<string, readonly BoundaryNode[]>()
  const hosted = new Map<ElementNode, ElementNode[]>()

  function chainFrom(parent: string): readonly BoundaryNode[] {
    const chain: BoundaryNode[] = []
    const seen = new Set<string>()
    for (let at: string | null = parent; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
      seen.add(at)
      const boundary = byId.get(at)
      if (boundary?.type === 'boundary' && boundary.object.kind === 'box') chain.push(boundary)
    }
    return chain
  }

  function around({ object: { parent } }: ElementNode): readonly BoundaryNode[] {
    if (parent === null) return nothing
    let chain = chains.get(parent)
    if (chain === undefined) {
      chain = chainFrom(parent)
      chains.set(parent, chain)
    }
    return chain
  }

  function hostOf(element: ElementNode): ElementNode | null {
    const host = element.object.parent === null ? undefined : byId.get(element.object.parent)
    return host?.type === 'element' && host !== element ? host : null
  }

  for (const element of elements) {
    const host = hostOf(element)
    if (host === null) continue
    const list = hosted.get(host)
    if (list) list.push(element)
    else hosted.set(host, [element])
  }
  return { around, hostOf, hostedBy: (element) => hosted.get(element) ?? nothing }
}
