import { z } from 'zod'
import { ElementKind } from '../../../shared/domain/model.ts'
import type { Vocabulary } from './facts.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

const TechnologyId = z.string().regex(/^[a-z][a-z0-9.-]{0,79}$/)
const FactValues = z.record(z.string(), z.string())

const TechnologyEntry = z.strictObject({
  id: TechnologyId,
  name: z.string().min(1).max(100),
  parents: z.array(TechnologyId).default([]),
  /** Inherited from the first parent where it is not given. */
  kind: ElementKind.optional(),
  /** Words that a label may contain. */
  aliases: z.array(z.string()).default([]),
  /** Names of shapes in drawing tools, such as `mxgraph.aws4.lambda`. */
  shapes: z.array(z.string()).default([]),
  /** The aliases count only at the end of a label: "User" is a person, "User service" is not. */
  head: z.boolean().default(false),
  facts: FactValues.default({}),
})

const Word = z.strictObject({ words: z.array(z.string()).min(1), on: z.array(z.enum(['process', 'data-store', 'external-entity', 'flow', 'boundary'])).min(1), facts: FactValues })
const File = z.strictObject({ technologies: z.array(TechnologyEntry), words: z.array(Word) })

export type LabelWord = z.infer<typeof Word>

export interface Technology {
  id: string
  name: string
  parents: string[]
  kind: ElementKind
  aliases: string[]
  shapes: string[]
  head: boolean
  /** Itself and everything it is a kind of, nearest first. */
  ancestors: ReadonlySet<string>
  /** Own default facts and, where it has none, those of the nearest ancestor; each with the technology that gives it. */
  defaults: ReadonlyMap<string, { value: string; from: string }>
}

export interface Taxonomy {
  technologies: ReadonlyMap<string, Technology>
  words: readonly LabelWord[]
}

/** Reads `technologies.yaml`. @throws ResourceError for an unknown parent, a cycle, or an unknown fact. */
export function loadTechnologies(file: string, vocabulary: Vocabulary): Taxonomy {
  const source = readYaml(file, File)
  const entries = new Map<string, z.infer<typeof TechnologyEntry>>()
  source.content.technologies.forEach((entry, index) => {
    const at = ['technologies', index]
    if (entries.has(entry.id)) throw source.problem(at, `${entry.id} is defined twice`)
    checkFacts(source, [...at, 'facts'], entry.facts, vocabulary)
    entries.set(entry.id, entry)
  })
  source.content.words.forEach((word, index) => checkFacts(source, ['words', index, 'facts'], word.facts, vocabulary))

  const technologies = new Map<string, Technology>()
  source.content.technologies.forEach((entry, index) => {
    const order = ancestorsOf(entry.id, entries)
    if (order === null) throw source.problem(['technologies', index, 'parents'], `${entry.id} has an unknown parent or is its own ancestor`)
    const kind = kindOf(entry.id, entries)
    if (kind === undefined) throw source.problem(['technologies', index], `${entry.id} has no kind`)
    const defaults = new Map<string, { value: string; from: string }>()
    for (const from of order) {
      for (const [fact, value] of Object.entries(entries.get(from)?.facts ?? {})) {
        if (!defaults.has(fact)) defaults.set(fact, { value, from })
      }
    }
    technologies.set(entry.id, { ...entry, kind, ancestors: new Set(order), defaults })
  })
  return { technologies, words: source.content.words }
}

/** Breadth first, so that the nearest comes first; null for an unknown parent or a cycle. */
function ancestorsOf(id: string, entries: ReadonlyMap<string, { parents: string[] }>): string[] | null {
  const order = [id]
  for (let index = 0; index < order.length; index++) {
    const entry = entries.get(order[index] ?? '')
    if (entry === undefined) return null
    for (const parent of entry.parents) {
      if (parent === id) return null
      if (!order.includes(parent)) order.push(parent)
    }
  }
  return order
}

/** Its own kind, else that of what it is first of all: a parent that stands behind only lends a property, such as "speaks only TLS". */
function kindOf(id: string, entries: ReadonlyMap<string, { kind?: ElementKind | undefined; parents: string[] }>): ElementKind | undefined {
  const entry = entries.get(id)
  if (entry === undefined || entry.kind !== undefined) return entry?.kind
  for (const parent of entry.parents) {
    const kind = kindOf(parent, entries)
    if (kind !== undefined) return kind
  }
  return undefined
}

function checkFacts(source: YamlFile<unknown>, path: (string | number)[], facts: Record<string, string>, vocabulary: Vocabulary): void {
  for (const [name, value] of Object.entries(facts)) {
    const definition = vocabulary.get(name)
    if (definition === undefined) throw source.problem([...path, name], `${name} is not a fact`)
    if (!definition.answers.includes(value)) throw source.problem([...path, name], `${name} cannot be ${value}`)
  }
}
