import type { Fact, Facts } from '../../../shared/domain/fact.ts'
import { originPhrases } from '../../../shared/domain/fact.ts'
import type { ElementNode, FlowNode, Graph, Parts } from '../graph/graph.ts'
import { knownFact } from '../vocabulary/facts.ts'
import type { Technology } from '../vocabulary/technologies.ts'

export type Part = ElementNode | FlowNode

/** The steps of inference, in the order in which what they find is listed. */
export const steps = { handedOut: 0, personalData: 1, credentials: 2, untrusted: 3, exposure: 4, passedOn: 5, trust: 6, privilege: 7, fate: 8 } as const
export type Step = (typeof steps)[keyof typeof steps]

/** What each step found about a part, under which name. */
interface Entry {
  name: string
  fact: Fact
}

/**
 * What inference knows of each part, from one time to the next: what is stated of it or true by its technology, and what each step found. A step
 * enters what it finds only where nothing earlier gave the fact a value, so user and import always win over a default, and a default over inference.
 */
export interface Ledger {
  /** Begins anew with a part about which something changed. */
  open: (part: Part) => void
  forget: (part: Part) => void
  /** The value that is stated or a default; undefined where it is unknown. */
  stated: (part: Part, name: string) => string | undefined
  /** What the step found, undefined where it found nothing. */
  found: (part: Part, step: Step) => Fact | undefined
  /** Enters what the step found, or that it found nothing. */
  enter: (part: Part, step: Step, name: string, fact: Fact | undefined) => void
  /** Gives each part that something was entered of, or that was opened, its facts; answers those whose facts are others than before. */
  close: () => Part[]
}

/** Nothing found by any step. */
const blank: readonly (Entry | undefined)[] = Object.keys(steps).map(() => undefined)

export function createLedger(): Ledger {
  const statedOf: (Facts | undefined)[] = []
  const entriesOf: ((Entry | undefined)[] | undefined)[] = []
  const touched = new Set<Part>()

  function stated(part: Part, name: string): string | undefined {
    const facts = statedOf[part.serial]
    return facts && knownFact(facts, name)?.value
  }

  function enter(part: Part, step: Step, name: string, fact: Fact | undefined): void {
    const entries = entriesOf[part.serial]
    const before = entries?.[step]
    if (entries === undefined || (fact === undefined ? before === undefined : before?.name === name && sameFact(before.fact, fact))) return
    entries[step] = fact && { name, fact }
    touched.add(part)
  }

  function resolved(part: Part): Facts {
    const own = statedOf[part.serial] ?? part.own
    let facts: Facts | null = null
    for (const entry of entriesOf[part.serial] ?? []) {
      if (entry === undefined) continue
      facts ??= { ...own }
      facts[entry.name] = entry.fact
    }
    return facts ?? own
  }

  return {
    open: (part) => {
      statedOf[part.serial] = withDefaults(part)
      entriesOf[part.serial] ??= blank.slice()
      touched.add(part)
    },
    forget: (part) => {
      statedOf[part.serial] = undefined
      entriesOf[part.serial] = undefined
    },
    stated,
    found: (part, step) => entriesOf[part.serial]?.[step]?.fact,
    enter,
    close: () => {
      const changed: Part[] = []
      for (const part of touched) {
        const facts = resolved(part)
        if (sameFacts(part.facts, facts)) continue
        part.facts = facts
        changed.push(part)
      }
      touched.clear()
      return changed
    },
  }
}

export function inferred(value: string, detail: string): Fact {
  return { value, origin: { by: 'inference', detail } }
}

function withDefaults(part: Part): Facts {
  if (part.type === 'flow' || part.technology === null) return part.own
  const facts = { ...part.own }
  for (const [name, fact] of defaultFacts(part.technology)) if (knownFact(facts, name) === undefined) facts[name] = fact
  return facts
}

const defaults = new WeakMap<Technology, readonly [string, Fact][]>()

/** Made once for each technology: every element of it has the same ones. */
function defaultFacts(technology: Technology): readonly [string, Fact][] {
  let facts = defaults.get(technology)
  if (facts === undefined) {
    facts = [...technology.defaults].map(([name, { value, from }]) => [name, { value, origin: { by: 'technology', detail: originPhrases.say('default', { technology: from }) } }])
    defaults.set(technology, facts)
  }
  return facts
}

function sameFact(a: Fact | undefined, b: Fact | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.value === b.value && a.origin.by === b.origin.by && a.origin.detail === b.origin.detail)
}

/** Also in their order: it is the order in which an analysis lists them. */
function sameFacts(a: Facts, b: Facts): boolean {
  if (a === b) return true
  const [names, others] = [Object.keys(a), Object.keys(b)]
  return names.length === others.length && names.every((name, place) => name === others[place] && sameFact(a[name], b[name]))
}

/** What inference goes by when a graph has changed. */
export interface Reckoning {
  ledger: Ledger
  graph: Graph
  /** Parts of which a step that looks no further than some steps around may find something else than before. */
  near: Parts
  /** Parts that are in the graph no more. */
  gone: readonly Part[]
}
