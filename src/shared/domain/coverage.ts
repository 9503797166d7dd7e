import type { Finding } from './finding.ts'
import type { Id } from './id.ts'
import { type Stride, strideCategories } from './stride.ts'

/** How findings were judged so far. */
export type Judged = 'new' | 'accepted' | 'dismissed'

/** Findings of one part, or of several, in one category or in all: how many, and how far they are reviewed. */
export interface Cell {
  all: number
  new: number
  accepted: number
  dismissed: number
  /** Of all, those that are confirmed. */
  confirmed: number
}

export interface CoverageRow {
  part: Id
  cells: Record<Stride, Cell>
  /** A finding of several categories counts once. */
  sum: Cell
}

export interface Coverage {
  /** One for each part, in their order; also where nothing was found. */
  rows: CoverageRow[]
  /** By category; a finding about several parts counts once. */
  sums: Record<Stride, Cell>
  /** Every finding once. */
  total: Cell
}

/** The parts that a finding is counted for: those its rule was asked of. */
export function partsOf(finding: Pick<Finding, 'subjects' | 'evidence'>): readonly Id[] {
  return finding.subjects ?? finding.evidence
}

/**
 * What was found about each of `parts` in each STRIDE category, and how far it is reviewed. `judged` gives a finding's state in the triage.
 * Linear in findings and parts.
 */
export function coverageOf(parts: readonly Id[], findings: readonly Finding[], judged: (finding: Id) => Judged): Coverage {
  const rows = new Map(parts.map((part) => [part, emptyRow(part)]))
  const sums = emptyCells()
  const total = emptyCell()
  for (const finding of findings) {
    const state = judged(finding.id)
    const add = (cell: Cell) => {
      cell.all += 1
      cell[state] += 1
      if (finding.status === 'confirmed') cell.confirmed += 1
    }
    add(total)
    for (const category of finding.stride) add(sums[category])
    for (const part of new Set(partsOf(finding))) {
      const row = rows.get(part)
      if (!row) continue
      add(row.sum)
      for (const category of finding.stride) add(row.cells[category])
    }
  }
  return { rows: [...rows.values()], sums, total }
}

/** Whether a finding is counted in the cell of `part` and `stride`; null for a whole row or column. */
export function isInCell(finding: Pick<Finding, 'subjects' | 'evidence' | 'stride'>, part: Id | null, stride: Stride | null): boolean {
  return (stride === null || finding.stride.includes(stride)) && (part === null || partsOf(finding).includes(part))
}

function emptyRow(part: Id): CoverageRow {
  return { part, cells: emptyCells(), sum: emptyCell() }
}

function emptyCells(): Record<Stride, Cell> {
  const [spoofing, tampering, repudiation, disclosure, denial, elevation] = strideCategories
  return {
    [spoofing]: emptyCell(),
    [tampering]: emptyCell(),
    [repudiation]: emptyCell(),
    [disclosure]: emptyCell(),
    [denial]: emptyCell(),
    [elevation]: emptyCell(),
  }
}

function emptyCell(): Cell {
  return { all: 0, new: 0, accepted: 0, dismissed: 0, confirmed: 0 }
}
