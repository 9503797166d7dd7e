import type { DreadValues } from '../../../shared/domain/dread.ts'
import type { Rule } from '../packs/rules.ts'
import type { Clause, Test } from './run.ts'
import type { TruthTable } from './truth-table.ts'

/** A rule as an analysis runs it: its conditions are shared with the other rules of its book. */
export interface PreparedRule extends Rule {
  whereClause: Clause
  /** What comes of its `when`. */
  table: TruthTable
  raises: readonly PreparedRaise[]
  witness: { incoming: Test | null; outgoing: Test | null }
  /**
   * Steps between a node and what its finding may speak of: from an element to its flows and boundaries, and from a flow to its
   * ends and boundaries, is one. Infinite where the rule asks how far something reaches that answers can change.
   */
  radius: number
  /** It asks how far something reaches. */
  far: boolean
}

/** A raise, one object for all rules that share it. */
export interface PreparedRaise {
  /** Its number in the book. */
  place: number
  when: Clause
  by: DreadValues
}
