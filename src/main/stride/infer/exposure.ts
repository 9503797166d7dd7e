import { originPhrases } from '../../../shared/domain/fact.ts'
import { knownFact } from '../vocabulary/facts.ts'
import type { BoundaryNode, ElementNode } from '../graph/graph.ts'
import { otherEnd } from '../graph/graph.ts'
import { inferred, steps, type Ledger, type Reckoning } from './ledger.ts'
import { passesOn } from './onward.ts'
import { createSpread, type Spread } from './spread.ts'
import { begin, further, spell, type Way } from './way.ts'

const nothingFromOutside = inferred('no', originPhrases.say('nothing-from-outside'))
const nothingPassedOn = inferred('no', originPhrases.say('nothing-passed-on'))

interface Spreads {
  untrusted: Spread<ElementNode>
  /** Behind a part that faces the internet, and behind one of which that is not known. */
  facing: Spread<ElementNode>
  unclear: Spread<ElementNode>
}

/** What outsiders can reach: by their input, directly, or through what stands in front. */
export function createExposureSteps(): (reckoning: Reckoning) => void {
  const spreads: Spreads = { untrusted: createSpread(), facing: createSpread(), unclear: createSpread() }
  return (reckoning) => {
    for (const spread of Object.values(spreads)) for (const part of reckoning.gone) if (part.type === 'element') spread.forget(part)
    spreadUntrusted(reckoning, spreads)
    exposeToInternet(reckoning)
    passRequestsOn(reckoning, spreads)
  }
}

/** Input from outside spreads along the flows; each element remembers the shortest way it came. */
function spreadUntrusted({ ledger, near }: Reckoning, { untrusted }: Spreads): void {
  const looked = untrusted.update(near.elements, {
    start: (element) => (isUntrustedSource(element, ledger) ? begin(element.label) : null),
    goesOn: () => true,
    next: (element, visit) => {
      for (const flow of element.outgoing) visit(otherEnd(flow, element))
    },
    previous: (element, visit) => {
      for (const flow of element.incoming) visit(otherEnd(flow, element))
    },
    extend: onTo,
  })
  for (const element of looked) {
    const found = untrusted.found(element)
    const apart = element.incoming.length === 0 && element.outgoing.length === 0
    enterUnlessKnown(ledger, element, steps.untrusted, 'untrusted_input', () => (found ? inferred('yes', spell(found.way)) : apart ? undefined : nothingFromOutside))
  }
}

function onTo(way: Way, next: ElementNode): Way {
  return further(way, next.label)
}

/** Of parts that are not outside themselves. */
function enterUnlessKnown(ledger: Ledger, element: ElementNode, step: typeof steps.untrusted | typeof steps.exposure | typeof steps.passedOn, name: string, make: () => ReturnType<typeof inferred> | undefined): void {
  const open = element.object.kind !== 'external-entity' && ledger.stated(element, name) === undefined
  ledger.enter(element, step, name, open ? make() : undefined)
}

/** People and systems outside, except those that the technology or the user calls trusted. */
export function isUntrustedSource(element: ElementNode, ledger: Ledger): boolean {
  return element.object.kind === 'external-entity' && ledger.stated(element, 'trusted') !== 'yes'
}

/** An element is on the internet where somebody outside, not standing in a private zone with it, talks to it directly. */
function exposeToInternet({ ledger, near }: Reckoning): void {
  for (const element of near.elements) {
    enterUnlessKnown(ledger, element, steps.exposure, 'internet_facing', () => {
      const caller = firstCaller(element, ledger)
      if (caller) return inferred('yes', originPhrases.say('from-outside', { from: caller.label, to: element.label }))
      const zone = element.inside.find((boundary) => zoneOf(boundary) !== undefined)
      const closed = zone && (zoneOf(zone) === 'private' || zoneOf(zone) === 'restricted')
      return closed ? inferred('no', originPhrases.say('inside-zone', { zone: zone.label })) : undefined
    })
  }
}

export function zoneOf(boundary: BoundaryNode): string | undefined {
  return knownFact(boundary.facts, 'zone')?.value
}

/** Whether what the element sends comes from the internet: to everybody (`all`), to everybody but who shares its boundary (`others`), or not. */
type Outside = 'all' | 'others' | 'no'

function standsOutside(element: ElementNode, ledger: Ledger): Outside {
  if (element.inside.some((boundary) => zoneOf(boundary) === 'internet')) return 'all'
  return isUntrustedSource(element, ledger) ? 'others' : 'no'
}

/** Who calls the element from the internet; of several the one with the smallest id. */
function firstCaller(element: ElementNode, ledger: Ledger): ElementNode | undefined {
  let first: ElementNode | undefined
  for (const flow of element.incoming) {
    const caller = otherEnd(flow, element)
    if (first !== undefined && caller.id >= first.id) continue
    const stands = standsOutside(caller, ledger)
    if (stands === 'no' || (stands === 'others' && caller.inside[0] !== undefined && caller.inside[0] === element.inside[0])) continue
    first = caller
  }
  return first
}

/**
 * Behind a part at the edge that faces the internet its requests arrive, though nobody outside can connect. Parts at the edge hand them on
 * to each other; whatever else gets them keeps them. Where it is not known whether the part in front faces the internet, this is not either.
 */
function passRequestsOn({ ledger, near }: Reckoning, { facing, unclear }: Spreads): void {
  const faces = (element: ElementNode) => ledger.stated(element, 'internet_facing') ?? ledger.found(element, steps.exposure)?.value
  const onwards = { goesOn: passesOn, next: handOn, previous: handedBy, extend: onTo }
  const behindFront = facing.update(near.elements, { ...onwards, start: (element) => (passesOn(element) && faces(element) === 'yes' ? wayIn(element, ledger) : null) })
  const behindUnclear = unclear.update(near.elements, { ...onwards, start: (element) => (passesOn(element) && faces(element) === undefined ? begin(element.label) : null) })
  for (const element of new Set([...behindFront, ...behindUnclear])) {
    const [front, open] = [facing.found(element), unclear.found(element)]
    enterUnlessKnown(ledger, element, steps.passedOn, 'behind_front', () => (front && front.over !== null ? inferred('yes', spell(front.way)) : open && open.over !== null ? undefined : nothingPassedOn))
  }
}

/** From whom the requests come that reach the part at the edge, and itself. */
function wayIn(front: ElementNode, ledger: Ledger): Way {
  const caller = firstCaller(front, ledger)
  return caller ? further(begin(caller.label), front.label) : begin(front.label)
}

function handOn(element: ElementNode, visit: (next: ElementNode) => void): void {
  for (const { source, target } of element.outgoing) if (source === element && target.object.kind === 'process') visit(target)
}

/** The other way round of {@link handOn}. */
function handedBy(element: ElementNode, visit: (previous: ElementNode) => void): void {
  if (element.object.kind === 'process') for (const { source, target } of element.incoming) if (target === element) visit(source)
}
