import type { ElementNode, FlowNode } from '../graph/graph.ts'
import type { Condition, Scope } from '../packs/condition.ts'
import type { Technology } from '../vocabulary/technologies.ts'
import { compile } from './compile.ts'
import type { Test } from './run.ts'
import type { PreparedRule } from './prepared-rule.ts'
import type { ShareCondition } from './share.ts'
import { specialise, type ElementClass, type KnownClasses } from './specialise.ts'

/** A rule that may hold of what is of some class. */
export interface Candidate {
  rule: PreparedRule
  /** What the class leaves open of the rule's `where`; null where it leaves nothing open, and the rule is asked of all of them. */
  where: Test | null
}

/** The rules that may hold of a node, in the order of their book; all others are dismissed by what it, or its ends, are made of. */
export type Candidates = (node: ElementNode | FlowNode) => readonly Candidate[]

interface Class extends ElementClass {
  place: number
  /** Of an element of this class. */
  candidates: readonly Candidate[]
  /** Of a flow from here, whatever its target. */
  leaving: readonly Left[]
}

interface Left {
  rule: PreparedRule
  where: Condition | boolean
}

/** Classes are fewer than this: there are some hundred technologies, and three kinds. */
const maxClasses = 2 ** 16
/** Candidates of pairs of classes that are kept: many times what a large model has. With more of them, memory would run out before time does. */
const maxKept = 1_000_000

/**
 * Makes the candidates of one book. Most rules ask for a technology, so most pairs of a rule and a node are dismissed by the node's class alone:
 * what it leaves of each rule is worked out when the class is met first, and kept, for a book has few classes however large the models are.
 */
export function createCandidates(rules: readonly PreparedRule[], share: ShareCondition): Candidates {
  const elementRules = rules.filter(({ on }) => on === 'element').map(asked)
  const flowRules = rules.filter(({ on }) => on === 'flow').map(asked)
  const classes = new Map<Technology | null, Class[]>()
  const pairs = new Map<number, readonly Candidate[]>()
  let [count, kept] = [0, 0]

  function classOf({ technology, object: { kind } }: ElementNode): Class {
    let ofTechnology = classes.get(technology)
    if (ofTechnology === undefined) classes.set(technology, (ofTechnology = []))
    for (const known of ofTechnology) if (known.kind === kind) return known
    const self = { technology, kind }
    const made = { ...self, place: count++, candidates: ready(left(elementRules, { self }), 'element', share), leaving: left(flowRules, { source: self }) }
    ofTechnology.push(made)
    return made
  }

  function ofFlow(source: Class, target: Class): readonly Candidate[] {
    const pair = source.place * maxClasses + target.place
    let candidates = pairs.get(pair)
    if (candidates === undefined) {
      candidates = ready(left(source.leaving, { target }), 'flow', share)
      kept += candidates.length
      if (kept > maxKept) {
        pairs.clear()
        kept = candidates.length
      }
      pairs.set(pair, candidates)
    }
    return candidates
  }

  return (node) => (node.type === 'element' ? classOf(node).candidates : ofFlow(classOf(node.source), classOf(node.target)))
}

function asked(rule: PreparedRule): Left {
  return { rule, where: rule.where }
}

/** What `known` leaves of `rules`, without those that it dismisses. */
function left(rules: readonly Left[], known: KnownClasses): Left[] {
  const open: Left[] = []
  for (const { rule, where } of rules) {
    const still = typeof where === 'boolean' ? where : specialise(where, known)
    if (still !== false) open.push({ rule, where: still })
  }
  return open
}

function ready(rules: readonly Left[], scope: Scope, share: ShareCondition): Candidate[] {
  return rules.map(({ rule, where }) => ({ rule, where: typeof where === 'boolean' ? null : compile(share(where, scope)) }))
}
