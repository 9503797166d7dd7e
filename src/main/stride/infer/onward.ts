import { hasTechnology } from '../evaluate/compile.ts'
import type { ElementNode, FlowNode } from '../graph/graph.ts'
import { otherEnd } from '../graph/graph.ts'

type Visit = (flow: FlowNode) => void

/** Where parts send on what they get, each worked out once: a part that many flows come to is asked as often. */
export interface Onward {
  /** Visits the flows by which the receiver hands on what it gets by `flow`: none where they go to several, for nobody knows which of them is taken. */
  onlyWay: (flow: FlowNode, visit: Visit) => void
  /** Visits the flows to the one store where the process keeps what people entrust to it; none where there are several. */
  onlyStore: (process: ElementNode, visit: Visit) => void
  /** Whether `onlyWay` of `flow` visits `way`. */
  isOnlyWay: (flow: FlowNode, way: FlowNode) => boolean
  isToOnlyStore: (process: ElementNode, way: FlowNode) => boolean
}

/** The flows by which something may go on, and how many of them go to each other end. */
interface Ways {
  flows: readonly FlowNode[]
  ends: ReadonlyMap<ElementNode, number>
}

const edge = ['edge']
const nameServer = ['dns']
/** What a part at the edge talks to on its own account, and not to hand on a request. */
const ownBusiness = ['log-store', 'monitoring', 'identity-provider', 'secret-store', 'key-store', 'dns']
/** Stores that are not where an application keeps what people entrust to it. */
const notForKeeping = ['log-store', 'message-channel', 'cache', 'config-store', 'identity-role', 'secret-store', 'artifact-store', 'source-repository', 'backup-store']

/** Parts at the edge hand on what they get; a name server only answers. */
export function passesOn(element: ElementNode): boolean {
  return element.object.kind === 'process' && hasTechnology(element, edge) && !hasTechnology(element, nameServer)
}

export function createOnward(): Onward {
  const toOthers = new Map<ElementNode, Ways>()
  const toStores = new Map<ElementNode, Ways>()
  const stores = (process: ElementNode): readonly FlowNode[] => {
    const { flows, ends } = remembered(toStores, process, waysToStores)
    return ends.size === 1 ? flows : []
  }
  const others = (flow: FlowNode): readonly FlowNode[] => {
    const { flows, ends } = remembered(toOthers, flow.target, waysToOthers)
    // It does not go back by the flow it came by.
    const back = flows.includes(flow) ? ends.get(otherEnd(flow, flow.target)) : undefined
    return ends.size - (back === 1 ? 1 : 0) === 1 ? flows : []
  }
  return {
    onlyWay: (flow, visit) => {
      for (const way of others(flow)) if (way !== flow) visit(way)
    },
    onlyStore: (process, visit) => stores(process).forEach(visit),
    isOnlyWay: (flow, way) => way !== flow && others(flow).includes(way),
    isToOnlyStore: (process, way) => stores(process).includes(way),
  }
}

function remembered(known: Map<ElementNode, Ways>, element: ElementNode, work: (element: ElementNode) => FlowNode[]): Ways {
  let ways = known.get(element)
  if (ways === undefined) {
    const flows = work(element)
    const ends = new Map<ElementNode, number>()
    for (const flow of flows) ends.set(otherEnd(flow, element), (ends.get(otherEnd(flow, element)) ?? 0) + 1)
    ways = { flows, ends }
    known.set(element, ways)
  }
  return ways
}

function waysToOthers(element: ElementNode): FlowNode[] {
  return element.outgoing.filter((flow) => {
    const other = otherEnd(flow, element)
    return other.object.kind !== 'external-entity' && !hasTechnology(other, ownBusiness)
  })
}

function waysToStores(process: ElementNode): FlowNode[] {
  return process.outgoing.filter(({ target }) => target.object.kind === 'data-store' && !hasTechnology(target, notForKeeping))
}
