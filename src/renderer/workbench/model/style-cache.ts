import type { Core } from 'cytoscape'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** What Cytoscape keeps of an element behind its interface. */
function innerOf(element: unknown): object | null {
  return isObject(element) && '_private' in element && isObject(element._private) ? element._private : null
}

function forget(element: unknown): void {
  const inner = innerOf(element)
  if (!inner || !('styleCache' in inner)) return
  inner.styleCache = null
  if ('edges' in inner && Array.isArray(inner.edges)) {
    for (const edge of inner.edges) {
      const of = innerOf(edge)
      if (of) Object.assign(of, { styleCache: null })
    }
  }
  if ('children' in inner && Array.isArray(inner.children)) inner.children.forEach(forget)
}

/**
 * Cytoscape 3.34 forgets what it knows of an element's style once for every property it sets, and gathers what hangs on the element
 * into new collections each time: more than half the time that opening a large model takes. This walks the same elements, without
 * the collections. A version of Cytoscape that has no such function is left as it is.
 */
export function quickStyleCache(cy: Core): void {
  const prototype: unknown = Object.getPrototypeOf(cy.collection())
  if (!isObject(prototype) || !('dirtyStyleCache' in prototype)) return
  prototype.dirtyStyleCache = function (this: { forEach: (each: (element: unknown) => void) => void }) {
    this.forEach(forget)
    return this
  }
}
