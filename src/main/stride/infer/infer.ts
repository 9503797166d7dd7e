import type { Graph, GraphNode } from '../graph/graph.ts'
import { partsAround } from '../graph/nearby.ts'
import { createDataStep } from './data.ts'
import { createExposureSteps } from './exposure.ts'
import { inferSharedFate } from './fate.ts'
import { createLedger, type Part } from './ledger.ts'
import { inferPrivilege } from './privilege.ts'
import { inferTrustCrossings } from './trust.ts'

/** Fills facts that nobody stated, of one state of a graph after the other. */
export interface Inference {
  /**
   * Fills what follows from the graph as it is now; answers the parts whose facts are others than before. `changed` are all nodes about which
   * something changed since the last time, `gone` those that are in the graph no more.
   */
  update: (graph: Graph, changed: Iterable<GraphNode>, gone: Iterable<GraphNode>) => Part[]
}

/** From a zone that changed over a caller inside it and the flow to what it calls; from a store that is no log any more to the other flows of what calls it. */
const farthest = 3

/** What hangs on a part and its neighbours alone is found again only near what changed; what spreads, from there on as far as it comes another way than before. */
export function createInference(): Inference {
  const ledger = createLedger()
  const inferData = createDataStep()
  const inferExposure = createExposureSteps()
  return {
    update: (graph, changed, gone) => {
      const left = [...gone].filter((node) => node.type !== 'boundary')
      for (const part of left) ledger.forget(part)
      let count = 0
      for (const node of changed) {
        if (node.type === 'boundary') continue
        ledger.open(node)
        count += 1
      }
      const all = count === graph.elements.length + graph.flows.length
      const reckoning = { ledger, graph, near: all ? graph : partsAround(graph, changed, farthest), gone: left }
      inferData(reckoning)
      inferExposure(reckoning)
      inferTrustCrossings(reckoning)
      inferPrivilege(reckoning)
      inferSharedFate(reckoning)
      return ledger.close()
    },
  }
}

/**
 * Fills facts that nobody stated: first the technologies' defaults, then what follows from the graph.
 * Nothing stated is ever changed, so user and import always win over a default, and a default over inference.
 * Linear in elements and flows; the order in which the model lists its objects makes no difference.
 */
export function inferFacts(graph: Graph): void {
  createInference().update(graph, [...graph.byId.values()], [])
}
