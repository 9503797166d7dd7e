import { originPhrases } from '../../../shared/domain/fact.ts'
import { hasTechnology } from '../evaluate/compile.ts'
import type { ElementNode, FlowNode } from '../graph/graph.ts'
import { otherEnd } from '../graph/graph.ts'
import { inferred, steps, type Ledger, type Part, type Reckoning } from './ledger.ts'
import { createOnward, passesOn, type Onward } from './onward.ts'
import { createSpread, type Spread } from './spread.ts'
import { begin, further, spell, type Way } from './way.ts'

interface DataKind {
  step: typeof steps.personalData | typeof steps.credentials
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
    step: steps.personalData,
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
    step: steps.credentials,
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
export function createDataStep(): (reckoning: Reckoning) => void {
  const spreads = dataKinds.map((kind) => ({ kind, spread: createSpread<Part>() }))
  return (reckoning) => {
    handOutCredentials(reckoning)
    const onward = createOnward()
    for (const { kind, spread } of spreads) spreadData(reckoning, kind, spread, onward)
  }
}

/** Secret stores hand out credentials by what they are, whatever their flows are called. */
function handOutCredentials({ ledger, near }: Reckoning): void {
  for (const flow of near.flows) {
    const known = ledger.stated(flow, 'carries_credentials') !== undefined
    const giver = known ? undefined : giverOf(flow)
    ledger.enter(flow, steps.handedOut, 'carries_credentials', giver && inferred('yes', originPhrases.say('hands-out-credentials', { element: giver.label })))
  }
}

const givers = ['secret-store', 'identity-role', 'metadata-service']
const log = ['log-store']

/** Which end of the flow hands them out to the other; of both that with the smaller id. Nobody does to a log. */
function giverOf(flow: FlowNode): ElementNode | undefined {
  const { source, target } = flow
  const gives = (end: ElementNode): boolean => hasTechnology(end, givers) && !hasTechnology(otherEnd(flow, end), log)
  if (!flow.object.bidirectional || !gives(target)) return gives(source) ? source : undefined
  return gives(source) && source.id < target.id ? source : target
}

function spreadData({ ledger, near, gone }: Reckoning, kind: DataKind, spread: Spread<Part>, onward: Onward): void {
  for (const part of gone) spread.forget(part)
  const looked = spread.update([...near.elements, ...near.flows], {
    start: (part) => startOf(part, kind, ledger),
    goesOn: (part) => isOpen(part, factOf(part, kind), ledger),
    next: (part, visit) => {
      if (part.type === 'flow') beyondFlow(part, kind, onward, visit)
      else if (part.object.kind === 'data-store') flowsOf(part, visit)
    },
    previous: (part, visit) => {
      if (part.type === 'flow') beforeFlow(part, kind, onward, visit)
      else flowsOf(part, visit)
    },
    extend,
  })
  for (const part of looked) {
    const { over, way } = spread.found(part) ?? { over: null, way: null }
    const name = factOf(part, kind)
    const filled = over !== null && isOpen(part, name, ledger)
    ledger.enter(part, kind.step, name ?? '', filled ? inferred('yes', whyOf(part, over, way, kind, spread)) : undefined)
  }
}

function whyOf(part: Part, over: Part, way: Way, kind: DataKind, spread: Spread<Part>): string {
  return spread.found(over)?.over === null ? directly(part, over, kind, way) : kind.comes(spell(way))
}

/** Where it is known to be: stores and flows that are stated to have it, and flows by which it is handed out. */
function startOf(part: Part, { step, carried, stored }: DataKind, ledger: Ledger): Way | null {
  if (part.type === 'element') return part.object.kind === 'data-store' && ledger.stated(part, stored) === 'yes' ? begin(part.label) : null
  const carries = ledger.stated(part, carried) === 'yes' || (step === steps.credentials && ledger.found(part, steps.handedOut) !== undefined)
  return carries ? further(begin(part.source.label), part.target.label) : null
}

/** Whether the part can have it, and nobody has said whether it does. */
function isOpen(part: Part, name: string | null, ledger: Ledger): boolean {
  return name !== null && ledger.stated(part, name) === undefined
}

function extend(way: Way, next: Part, over: Part): Way {
  if (next.type === 'flow') return further(way, otherEnd(next, over.type === 'flow' ? over.target : over).label)
  return over.type === 'flow' && next === over.source && next.object.kind === 'data-store' ? begin(next.label) : way
}

function factOf(part: Part, kind: DataKind): string | null {
  if (part.type === 'flow') return kind.carried
  return part.object.kind === 'data-store' ? kind.stored : part.object.kind === 'process' ? kind.handled : null
}

/** Why a part has it that lies right beside one of which it is known. */
function directly(part: Part, over: Part, kind: DataKind, way: Way): string {
  if (over.type === 'element') return kind.kept(over.label)
  if (part.type === 'flow') return kind.comes(spell(way))
  return part.object.kind === 'data-store' && over.target === part ? kind.flowsIn(over.source.label) : kind.flows(over.source.label, over.target.label)
}

/** Its ends; and, where its receiver has but one place for it, the flow to there. What flows out of a store was in it. */
function beyondFlow(flow: FlowNode, kind: DataKind, onward: Onward, visit: (next: Part) => void): void {
  visit(flow.target)
  visit(flow.source)
  if (passesOn(flow.target)) onward.onlyWay(flow, visit)
  else if (kind.keptBehind && comesIn(flow)) onward.onlyStore(flow.target, visit)
}

/** From where something may come onto the flow: the other way round of {@link beyondFlow}, and what a store keeps. */
function beforeFlow(flow: FlowNode, kind: DataKind, onward: Onward, visit: (previous: Part) => void): void {
  const { source, target } = flow
  if (source.object.kind === 'data-store') visit(source)
  if (target.object.kind === 'data-store') visit(target)
  comingThrough(source, flow, kind, onward, visit)
  if (flow.object.bidirectional && source !== target) comingThrough(target, flow, kind, onward, visit)
}

function comingThrough(through: ElementNode, flow: FlowNode, kind: DataKind, onward: Onward, visit: (previous: Part) => void): void {
  const passes = passesOn(through)
  if (!passes && !(kind.keptBehind && onward.isToOnlyStore(through, flow))) return
  for (const before of through.incoming) {
    if (before.target === through && (passes ? onward.isOnlyWay(before, flow) : comesIn(before))) visit(before)
  }
}

function flowsOf(element: ElementNode, visit: (flow: FlowNode) => void): void {
  for (const flow of element.incoming) visit(flow)
  for (const flow of element.outgoing) visit(flow)
}

function comesIn(flow: FlowNode): boolean {
  return flow.target.object.kind === 'process' && (flow.source.object.kind === 'external-entity' || passesOn(flow.source))
}
