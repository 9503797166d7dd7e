import { z } from 'zod'
import type { Fact, Facts } from '../../shared/domain/fact.ts'
import { readYaml } from './yaml-file.ts'

export const factSubjects = ['process', 'data-store', 'external-entity', 'flow', 'boundary'] as const
export const FactSubject = z.enum(factSubjects)
export type FactSubject = z.infer<typeof FactSubject>

/** Never the name of a member that every record has: facts are looked up without further care. */
const Name = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/).refine((name) => !(name in {}), 'is not a usable name')

/** A word of the vocabulary: what may be known of an object, and how the room is asked for it. */
export const FactDefinition = z.strictObject({
  name: Name,
  on: z.array(FactSubject).min(1),
  answers: z.array(z.string().min(1).max(60)).min(2).default(['yes', 'no']),
  group: z.string().min(1).max(60),
  /** Short, for the inspector: `Encrypted in transit`. */
  label: z.string().min(1).max(100),
  /** The question; `{on}` stands for the object's label. */
  text: z.string().min(1).max(300).includes('{on}'),
})
export type FactDefinition = z.infer<typeof FactDefinition>

const File = z.strictObject({ facts: z.array(FactDefinition) })

export type Vocabulary = ReadonlyMap<string, FactDefinition>

/** Reads `facts.yaml`. @throws ResourceError for a fact that is defined twice. */
export function loadFacts(file: string): Vocabulary {
  const source = readYaml(file, File)
  const vocabulary = new Map<string, FactDefinition>()
  source.content.facts.forEach((definition, index) => {
    if (vocabulary.has(definition.name)) throw source.problem(['facts', index, 'name'], `${definition.name} is defined twice`)
    vocabulary.set(definition.name, definition)
  })
  return vocabulary
}

/** The fact `name` of `facts` if it has a value; undefined where it is unknown. */
export function knownFact(facts: Facts, name: string): Fact | undefined {
  const fact = facts[name]
  return fact === undefined || fact.value === 'unknown' ? undefined : fact
}
