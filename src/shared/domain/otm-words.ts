import type { ElementKind } from './model.ts'

/** What a component's type says of its kind. Types are free words; the recogniser knows more of them, and turns processes into stores. */
export function otmKind(type: string): ElementKind {
  return /(?:^|[-_ ])(?:client|browser|actor|user|human|external[-_ ]entity)s?$/i.test(type) || /^external/i.test(type) ? 'external-entity' : 'process'
}

/** Kinds of zone by the ids that they have in IriusRisk's library, which writes them as types. */
const zones: Record<string, string> = {
  'f0ba7722-39b6-4c81-8290-a30a248bb8d9': 'internet',
  '6376d53e-6461-412b-8e04-7b3fe2b397de': 'public',
  'b61d6911-338d-46a8-9f39-8dcd24abfe91': 'public',
  '2ab4effa-40b7-4cd2-ba81-8247d29a6f2d': 'private',
  internet: 'internet',
  public: 'public',
  private: 'private',
  restricted: 'restricted',
}

/** The kind of zone that a zone's type says; null where it says none. */
export function otmZone(type: string): string | null {
  const name = type.toLowerCase()
  return Object.hasOwn(zones, name) ? (zones[name] ?? null) : null
}

/** Our writer's zone around everything that stands in none, for the format wants every component in one. */
export const outsideZone = 'dreadnought-outside'
