import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Facts } from '../../../shared/domain/fact.ts'
import { kindOf, type Part } from './parts.ts'
import { standingFact } from './standing-fact.ts'
import type { FactDefinition } from './vocabulary.ts'

/** A fact that all of several parts have, with how many say what. */
export interface CommonFact {
  definition: FactDefinition
  /** What they all say, `unknown` too; null where they differ. */
  value: string | null
  /** How many parts say each value. */
  counts: ReadonlyMap<string, number>
  /** Whether somebody answered it for any of them. */
  answered: boolean
}

/** The facts that make sense for every one of `parts`, in the order of the definitions. */
export function commonFacts(parts: readonly Part[], definitions: readonly FactDefinition[], resolved: Readonly<Record<string, Facts>>): CommonFact[] {
  const kinds = new Set(parts.map(kindOf))
  if (kinds.size === 0) return []
  return definitions
    .filter(({ on }) => [...kinds].every((kind) => on.some((one) => one === kind)))
    .map((definition) => {
      const counts = new Map<string, number>()
      let answered = false
      for (const { part } of parts) {
        const fact = standingFact(definition.name, part.facts, resolved[part.id] ?? {})
        const value = fact?.value ?? 'unknown'
        counts.set(value, (counts.get(value) ?? 0) + 1)
        if (fact?.origin.by === 'user') answered = true
      }
      const [only] = counts.keys()
      return { definition, value: counts.size === 1 ? (only ?? null) : null, counts, answered }
    })
}

/** Says one thing of all `parts`; null takes the answers back where somebody gave any. */
export function factEdits(parts: readonly Part[], fact: string, value: string | null): ModelEdit[] {
  return parts.flatMap(({ part }): ModelEdit[] => (value === null && part.facts[fact]?.origin.by !== 'user' ? [] : [{ type: 'set-fact', on: part.id, fact, value }]))
}

/** The technology of all of them; undefined where they differ, or where one is no element. */
export function commonTechnology(parts: readonly Part[]): string | null | undefined {
  const all = new Set(parts.map((one) => (one.type === 'element' ? one.part.technology : undefined)))
  const [only] = all
  return all.size === 1 ? only : undefined
}

export function technologyEdits(parts: readonly Part[], technology: string | null): ModelEdit[] {
  return parts.flatMap((one): ModelEdit[] => (one.type === 'element' && one.part.technology !== technology ? [{ type: 'update-element', id: one.part.id, set: { technology } }] : []))
}

/** Definitions that have every word somewhere in what people read of them; all of them where nothing is typed. */
export function searchedFacts<Item extends { label: string; group: string; question: string; name: string }>(definitions: readonly Item[], typed: string): Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return definitions.filter(({ label, group, question, name }) => {
    const text = `${label} ${group} ${question} ${name}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
