import { originPhrases } from '../../../shared/domain/fact.ts'
import { hasTechnology } from '../evaluate/compile.ts'
import type { ElementNode } from '../graph/graph.ts'
import type { Technology } from '../vocabulary/technologies.ts'
import { inferred, steps, type Ledger, type Reckoning } from './ledger.ts'

/** Families that hold power over others by what they are. */
const powerful = [
  'management-api', 'identity-role', 'identity-provider', 'secret-store', 'key-store', 'build-pipeline', 'source-repository', 'admin-interface', 'operator', 'devops-client', 'metadata-service',
]
const edge = ['edge']
const management = ['management-api']
const role = ['identity-role']

/**
 * Who holds power over other parts: by what it is, by managing others through a management API, by carrying them as their host, or by acting
 * with a role that is known to allow more than it should. Of the others nothing is said.
 */
export function inferPrivilege({ ledger, near }: Reckoning): void {
  for (const element of near.elements) {
    const open = ledger.stated(element, 'privileged') === undefined
    const why = open ? (byNature(element) ?? byManaging(element) ?? byRole(element, ledger) ?? byHosting(element)) : null
    ledger.enter(element, steps.privilege, 'privileged', why === null ? undefined : inferred('yes', why))
  }
}

const families = new WeakMap<Technology, string | null>()

/** Found once for each technology. */
function familyOf(technology: Technology): string | null {
  let family = families.get(technology)
  if (family === undefined) {
    family = powerful.find((one) => technology.ancestors.has(one)) ?? null
    families.set(technology, family)
  }
  return family
}

function byNature({ technology, object }: ElementNode): string | null {
  const family = technology && familyOf(technology)
  return family && originPhrases.say(object.kind === 'external-entity' ? 'administers' : 'holds-power', { technology: family })
}

/** It calls what starts, changes and stops other parts. Parts at the edge and stores only carry such calls. */
function byManaging(element: ElementNode): string | null {
  if (element.object.kind !== 'process' || hasTechnology(element, edge)) return null
  let managed: ElementNode | null = null
  for (const { source, target } of element.outgoing) if (source === element && hasTechnology(target, management)) managed = smaller(managed, target)
  return managed && originPhrases.say('manages', { way: `${element.label} -> ${managed.label}` })
}

function byRole(element: ElementNode, ledger: Ledger): string | null {
  if (element.object.kind !== 'process') return null
  let broad: ElementNode | null = null
  for (const { source } of element.incoming) {
    if (source !== element && hasTechnology(source, role) && ledger.stated(source, 'least_privilege') === 'no') broad = smaller(broad, source)
  }
  return broad && originPhrases.say('acts-with-broad-role', { way: `${broad.label} -> ${element.label}` })
}

function byHosting({ object, label, hosted }: ElementNode): string | null {
  if (object.kind !== 'process') return null
  const first = hosted.reduce<ElementNode | null>(smaller, null)
  return first && originPhrases.say('hosts', { way: `${label} -> ${first.label}` })
}

/** The one with the smaller id. */
function smaller(a: ElementNode | null, b: ElementNode): ElementNode {
  return a === null || b.id < a.id ? b : a
}
