import type { Vocabulary } from '../vocabulary/facts.ts'
import type { ElementNode, FlowNode } from '../graph/graph.ts'
import { and, no, not, or, unknown, yes, type Kleene } from './kleene.ts'
import { allOf, anyOf, createOpenness, factResidue, type Openness, type Residue } from './residue.ts'
import type { Clause, Run } from './run.ts'

type End = 'self' | 'source' | 'target'

/** One thing that a condition asks: a fact, or something of structure or neighbours, of the node itself or of one of its ends. */
export interface Leaf {
  end: End
  clause: Clause
}

interface Deciding {
  leaf: Leaf
  value: Kleene
}

/** What comes of a condition where its leaves are answered in one of the possible ways. */
export interface Row {
  /** No other row has it. */
  serial: number
  value: Kleene
  /** The leaves that decide it and that read facts, in the order of the condition. */
  deciding: readonly Deciding[]
  /** How it hangs on what is unknown; the places are those in `unknowns`. Null where what is unknown lies beyond the node and its ends. */
  residue: Residue | null
  /** The unknown facts it hangs on, each once. */
  unknowns: readonly { end: End; fact: string }[]
  /** How much is open of a finding that this row alone makes, by which of `unknowns` are answered. */
  openness: Openness | null
}

/** A condition by the answers of its leaves: there are few of them, so what follows from them is worked out once, not for each node. */
export interface TruthTable {
  leaves: readonly Leaf[]
  rows: Map<number, Row>
  clause: Clause
  vocabulary: Vocabulary
}

/** With more of them a row's number would not be exact; the whole is one leaf then. */
const mostLeaves = 30

let serials = 0

export function createTruthTable(clause: Clause, vocabulary: Vocabulary): TruthTable {
  const leaves: Leaf[] = []
  collect(clause, 'self', leaves)
  return { leaves: leaves.length > mostLeaves ? [{ end: 'self', clause }] : leaves, rows: new Map(), clause, vocabulary }
}

/** The node itself, or the end of the flow. */
export function endOf(node: ElementNode | FlowNode, end: End): ElementNode | FlowNode {
  return end === 'self' || node.type !== 'flow' ? node : node[end]
}

/** What comes of the condition for `node`. */
export function rowOf(table: TruthTable, node: ElementNode | FlowNode, run: Run): Row {
  let number = 0
  for (const { end, clause } of table.leaves) number = number * 3 + clause.ask(endOf(node, end), run)
  let row = table.rows.get(number)
  if (row === undefined) {
    row = workOut(table, number)
    table.rows.set(number, row)
  }
  return row
}

function collect(clause: Clause, end: End, leaves: Leaf[]): void {
  const { condition, parts } = clause
  if (condition.op === 'all' || condition.op === 'any' || condition.op === 'not') for (const part of parts) collect(part, end, leaves)
  else if (condition.op === 'source' || condition.op === 'target') for (const part of parts) collect(part, condition.op, leaves)
  else if (!leaves.some((leaf) => leaf.end === end && leaf.clause === clause)) leaves.push({ end, clause })
}

function workOut(table: TruthTable, number: number): Row {
  const values: Kleene[] = []
  let rest = number
  for (let place = table.leaves.length - 1; place >= 0; place--) {
    values[place] = digit(rest % 3)
    rest = Math.floor(rest / 3)
  }
  const reading: Reading = { ...table, values }
  const value = valueOf(table.clause, 'self', reading)
  const deciding: Deciding[] = []
  decide(table.clause, 'self', value, reading, deciding)
  const unknowns: { end: End; fact: string }[] = []
  for (const { leaf, value: open } of deciding) {
    const { condition } = leaf.clause
    if (open !== unknown || condition.op !== 'fact') continue
    if (!unknowns.some(({ end, fact }) => end === leaf.end && fact === condition.fact)) unknowns.push({ end: leaf.end, fact: condition.fact })
  }
  const within = value === unknown && deciding.every(({ leaf, value: open }) => open !== unknown || leaf.clause.condition.op === 'fact')
  const residue = within ? residueOfClause(table.clause, 'self', reading, unknowns) : null
  return { serial: serials++, value, deciding, residue, unknowns, openness: residue && createOpenness(residue, unknowns.length) }
}

interface Reading extends TruthTable {
  values: readonly Kleene[]
}

function digit(value: number): Kleene {
  return value === 0 ? no : value === 1 ? unknown : yes
}

function leafAt({ leaves }: TruthTable, clause: Clause, end: End): number {
  return leaves.findIndex((leaf) => leaf.clause === clause && leaf.end === end)
}

function valueOf(clause: Clause, end: End, reading: Reading): Kleene {
  const place = leafAt(reading, clause, end)
  if (place >= 0) return reading.values[place] ?? no
  const { condition, parts } = clause
  const [first] = parts
  switch (condition.op) {
    case 'source':
    case 'target':
      return first === undefined ? no : valueOf(first, condition.op, reading)
    case 'not':
      return first === undefined ? no : not(valueOf(first, end, reading))
    case 'any':
      return or(parts.map((part) => valueOf(part, end, reading)))
    default:
      return and(parts.map((part) => valueOf(part, end, reading)))
  }
}

/** The leaves that decide `value`: the same that `explain` comes to. */
function decide(clause: Clause, end: End, value: Kleene, reading: Reading, deciding: Deciding[]): void {
  const place = leafAt(reading, clause, end)
  const leaf = reading.leaves[place]
  if (leaf !== undefined) {
    if (!clause.silent) deciding.push({ leaf, value })
    return
  }
  const { condition, parts } = clause
  const wanted = (condition.op === 'all' && value === yes) || (condition.op === 'any' && value === no) ? null : value
  for (const part of parts) {
    if (condition.op === 'not') decide(part, end, not(value), reading, deciding)
    else if (condition.op === 'source' || condition.op === 'target') decide(part, condition.op, value, reading, deciding)
    else if (!part.silent) {
      const own = valueOf(part, end, reading)
      if (wanted === null || own === wanted) decide(part, end, own, reading, deciding)
    }
  }
}

/** Of a clause that is unknown, with facts alone for its unknown leaves. */
function residueOfClause({ condition, parts }: Clause, end: End, reading: Reading, unknowns: Row['unknowns']): Residue {
  const open = (at: End): Residue[] => parts.filter((part) => valueOf(part, at, reading) === unknown).map((part) => residueOfClause(part, at, reading, unknowns))
  switch (condition.op) {
    case 'fact':
      return factResidue(condition, unknowns.findIndex((one) => one.end === end && one.fact === condition.fact), reading.vocabulary)
    case 'source':
    case 'target':
      return anyOf(open(condition.op))
    case 'not':
      return { op: 'not', of: anyOf(open(end)) }
    case 'all':
      return allOf(open(end))
    default:
      return anyOf(open(end))
  }
}
