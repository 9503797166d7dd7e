import type { Core, SingularElementArgument } from 'cytoscape'
import { definition, type GraphPart } from './graph-elements.ts'
import type { SceneItem } from './scene.ts'

/** Parts that one idle moment brings in at least. */
const slice = 40
/** Milliseconds of an idle moment that are used at most. */
const idleMs = 12

/**
 * Brings parts into Cytoscape. It takes far longer to take in a large model than it takes to paint it, so that happens while nobody waits:
 * what somebody points at before that comes first.
 */
export interface Fill {
  /** With `later`, in idle moments. */
  add: (parts: readonly GraphPart[], later: boolean) => void
  /** Takes a part that is still waiting out; false where it is in the graph already. */
  take: (id: string) => boolean
  /** Still waiting, so that there is nothing to update. */
  waits: (part: GraphPart) => boolean
  /** The graph's element of an item, brought in now if need be, with what is around it and in it. */
  elementOf: (item: SceneItem) => SingularElementArgument
  stop: () => void
}

export function createFill(cy: Core): Fill {
  const waiting = new Map<string, GraphPart>()
  let asked: number | null = null

  function bring(parts: readonly GraphPart[]): void {
    if (parts.length === 0) return
    for (const part of parts) waiting.delete(part.id)
    cy.batch(() => cy.add(parts.map(definition)))
  }

  /** A part with all that it cannot be without, each before what needs it. */
  function withNeeds(part: GraphPart, into: Map<string, GraphPart>): void {
    if (into.has(part.id)) return
    for (const need of [part.parent, part.data['source'], part.data['target']]) {
      const needed = typeof need === 'string' ? waiting.get(need) : undefined
      if (needed) withNeeds(needed, into)
    }
    into.set(part.id, part)
  }

  function some(deadline: { timeRemaining: () => number }): void {
    asked = null
    const until = performance.now() + Math.min(idleMs, Math.max(4, deadline.timeRemaining()))
    do {
      const next = new Map<string, GraphPart>()
      for (const part of waiting.values()) {
        withNeeds(part, next)
        if (next.size >= slice) break
      }
      bring([...next.values()])
    } while (waiting.size > 0 && performance.now() < until)
    ask()
  }

  function ask(): void {
    if (waiting.size > 0 && asked === null) asked = requestIdleCallback(some, { timeout: 400 })
  }

  return {
    add: (parts, later) => {
      for (const part of parts) waiting.set(part.id, part)
      if (later) return ask()
      const all = new Map<string, GraphPart>()
      for (const part of parts) withNeeds(part, all)
      bring([...all.values()])
    },
    take: (id) => waiting.delete(id),
    waits: (part) => {
      if (!waiting.has(part.id)) return false
      waiting.set(part.id, part)
      return true
    },
    elementOf: (item) => {
      const wanted = new Map<string, GraphPart>()
      const open = [item]
      for (let next = open.pop(); next; next = open.pop()) {
        const part = waiting.get(next.id)
        if (part) withNeeds(part, wanted)
        if (next.type === 'node') open.push(...next.children)
      }
      bring([...wanted.values()])
      return cy.getElementById(item.id)
    },
    stop: () => {
      if (asked !== null) cancelIdleCallback(asked)
      waiting.clear()
    },
  }
}
