import { originPhrases } from '../../../shared/domain/fact.ts'
import { hasTechnology } from '../evaluate/compile.ts'
import type { ElementNode, Graph } from '../graph/graph.ts'
import { hostedBy } from './fate.ts'
import { fill, inferred, is } from './fill.ts'

/** Families that hold power over others by what they are. */
const powerful = [
  'management-api', 'identity-role', 'identity-provider', 'secret-store', 'key-store', 'build-pipeline', 'source-repository', 'admin-interface', 'operator', 'devops-client', 'metadata-service',
]

/**
 * Who holds power over other parts: by what it is, by managing others through a management API, by carrying them as their host, or by acting
 * with a role that is known to allow more than it should. Of the others nothing is said.
 */
export function inferPrivilege(graph: Graph): void {
  const hosted = hostedBy(graph)
  for (const element of graph.elements) {
    const why = byNature(element) ?? byManaging(element) ?? byRole(element) ?? byHosting(element, hosted)
    if (why !== null) fill(element, 'privileged', inferred('yes', why))
  }
}

function byNature({ technology, object }: ElementNode): string | null {
  const family = technology === null ? undefined : powerful.find((one) => technology.ancestors.has(one))
  return family === undefined ? null : originPhrases.say(object.kind === 'external-entity' ? 'administers' : 'holds-power', { technology: family })
}

/** It calls what starts, changes and stops other parts. Parts at the edge and stores only carry such calls. */
function byManaging(element: ElementNode): string | null {
  if (element.object.kind !== 'process' || hasTechnology(element, ['edge'])) return null
  const managed = smallest(element.outgoing.filter(({ source, target }) => source === element && hasTechnology(target, ['management-api'])).map(({ target }) => target))
  return managed && originPhrases.say('manages', { way: `${element.label} -> ${managed.label}` })
}

function byRole(element: ElementNode): string | null {
  if (element.object.kind !== 'process') return null
  const role = smallest(element.incoming.filter(({ source }) => source !== element && hasTechnology(source, ['identity-role']) && is(source, 'least_privilege', 'no')).map(({ source }) => source))
  return role && originPhrases.say('acts-with-broad-role', { way: `${role.label} -> ${element.label}` })
}

function byHosting(element: ElementNode, hosted: ReadonlyMap<ElementNode, ElementNode[]>): string | null {
  const first = element.object.kind === 'process' ? smallest(hosted.get(element) ?? []) : null
  return first ? originPhrases.say('hosts', { way: `${element.label} -> ${first.label}` }) : null
}

function smallest(elements: readonly ElementNode[]): ElementNode | null {
  let first: ElementNode | null = null
  for (const element of elements) if (first === null || element.id < first.id) first = element
  return first
}
