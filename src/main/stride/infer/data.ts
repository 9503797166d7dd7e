import { originPhrases } from '../../../shared/domain/fact.ts'
import { hasTechnology } from '../evaluate/compile.ts'
import { knownFact } from '../vocabulary/facts.ts'
import type { ElementNode, FlowNode, Graph } from '../graph/graph.ts'
import { otherEnd } from '../graph/graph.ts'
import { begin, fill, further, inferred, is, spell, spread, type Way } from './fill.ts'

interface DataKind {
  carried: string
  stored: string
  handled: string
  /** Origins: of a store that it flows into, of a flow of a store that keeps it, of who handles it, and of what lies further on. */
  flowsIn: (from: string) => string
  kept: (store: string) => string
  flows: (from: string, to: string) => string
  comes: (way: string) => string
  /** Whether the one store behind a process keeps what the process is sent. Personal data is sent to be kept; credentials to be checked. */
  keptBehind: boolean
}

const dataKinds: readonly DataKind[] = [
  {
    carried: 'carries_pii',
    stored: 'stores_pii',
    handled: 'handles_pii',
    flowsIn: (from) => originPhrases.say('personal-data-in', { from }),
    kept: (store) => originPhrases.say('stores-personal-data', { store }),
    flows: (from, to) => originPhrases.say('personal-data-flows', { from, to }),
    comes: (way) => originPhrases.say('personal-data-comes', { way }),
    keptBehind: true,
  },
  {
    carried: 'carries_credentials',
    stored: 'stores_credentials',
    handled: 'handles_credentials',
    flowsIn: (from) => originPhrases.say('credentials-in', { from }),
    kept: (store) => originPhrases.say('stores-credentials', { store }),
    flows: (from, to) => originPhrases.say('credentials-flow', { from, to }),
    comes: (way) => originPhrases.say('credentials-come', { way }),
    keptBehind: false,
  },
]

/** Where personal data and credentials go: along flows, into and out of stores, and on through parts that only pass on. */
export function inferData(graph: Graph): void {
  handOutCredentials(graph)
  for (const kind of dataKinds) spreadData(graph, kind)
}

/** Secret stores hand out credentials by what they are, whatever their flows are called. */
function handOutCredentials(graph: Graph): void {
  // By id: a flow between two of them names the same one in whatever order they stand.
  const givers = graph.elements.filter((element) => hasTechnology(element, ['secret-store', 'identity-role', 'metadata-service'])).sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const element of givers) {
    for (const flow of element.outgoing) {
      if (!hasTechnology(otherEnd(flow, element), ['log-store'])) fill(flow, 'carries_credentials', inferred('yes', originPhrases.say('hands-out-credentials', { element: element.label })))
    }
  }
}

type Carrier = ElementNode | FlowNode

function spreadData(graph: Graph, kind: DataKind): void {
  const start = new Map<Carrier, Way>()
  for (const element of graph.elements) if (element.object.kind === 'data-store' && is(element, kind.stored, 'yes')) start.set(element, begin(element.label))
  for (const flow of graph.flows) if (is(flow, kind.carried, 'yes')) start.set(flow, further(begin(flow.source.label), flow.target.label))
  spread<Carrier>(start, {
    next: (node, visit) => {
      if (node.type === 'flow') beyondFlow(node, kind, visit)
      else if (node.object.kind === 'data-store') aroundStore(node, visit)
    },
    extend,
    enter: (node, way, over) => {
      const name = factOf(node, kind)
      if (name === null || knownFact(node.facts, name) !== undefined) return false
      return fill(node, name, inferred('yes', start.has(over) ? directly(node, over, kind, way) : kind.comes(spell(way))))
    },
  })
}

function extend(way: Way, next: Carrier, over: Carrier): Way {
  if (next.type === 'flow') return further(way, otherEnd(next, over.type === 'flow' ? over.target : over).label)
  return over.type === 'flow' && next === over.source && next.object.kind === 'data-store' ? begin(next.label) : way
}

function factOf(node: Carrier, kind: DataKind): string | null {
  if (node.type === 'flow') return kind.carried
  return node.object.kind === 'data-store' ? kind.stored : node.object.kind === 'process' ? kind.handled : null
}

/** Why a node has it that lies right beside one of which it is known. */
function directly(node: Carrier, over: Carrier, kind: DataKind, way: Way): string {
  if (over.type === 'element') return kind.kept(over.label)
  if (node.type === 'flow') return kind.comes(spell(way))
  return node.object.kind === 'data-store' && over.target === node ? kind.flowsIn(over.source.label) : kind.flows(over.source.label, over.target.label)
}

/** Its ends; and, where its receiver has but one place for it, the flow to there. What flows out of a store was in it. */
function beyondFlow(flow: FlowNode, kind: DataKind, visit: (next: Carrier) => void): void {
  visit(flow.target)
  visit(flow.source)
  const onward = passesOn(flow.target) ? onlyWayOn(flow) : kind.keptBehind && comesIn(flow) ? waysToOnlyStore(flow.target) : []
  for (const way of onward) visit(way)
}

function aroundStore(store: ElementNode, visit: (next: Carrier) => void): void {
  for (const flow of store.incoming) visit(flow)
  for (const flow of store.outgoing) visit(flow)
}

/** Parts at the edge hand on what they get; a name server only answers. */
export function passesOn(element: ElementNode): boolean {
  return element.object.kind === 'process' && hasTechnology(element, ['edge']) && !hasTechnology(element, ['dns'])
}

/** What a part at the edge talks to on its own account, and not to hand on a request. */
const ownBusiness = ['log-store', 'monitoring', 'identity-provider', 'secret-store', 'key-store', 'dns']

/** The flow by which the receiver hands on what it gets; none where there are several, for nobody knows which of them is taken. */
function onlyWayOn(flow: FlowNode): FlowNode[] {
  const ways = flow.target.outgoing.filter((onward) => onward !== flow && otherEnd(onward, flow.target).object.kind !== 'external-entity' && !hasTechnology(otherEnd(onward, flow.target), ownBusiness))
  return new Set(ways.map((onward) => otherEnd(onward, flow.target))).size === 1 ? ways : []
}

function comesIn(flow: FlowNode): boolean {
  return flow.target.object.kind === 'process' && (flow.source.object.kind === 'external-entity' || passesOn(flow.source))
}

/** Stores that are not where an application keeps what people entrust to it. */
const notForKeeping = ['log-store', 'message-channel', 'cache', 'config-store', 'identity-role', 'secret-store', 'artifact-store', 'source-repository', 'backup-store']

function waysToOnlyStore(process: ElementNode): FlowNode[] {
  const ways = process.outgoing.filter((flow) => flow.target.object.kind === 'data-store' && !hasTechnology(flow.target, notForKeeping))
  return new Set(ways.map(({ target }) => target)).size === 1 ? ways : []
}
