import { isInCell } from '../../../../shared/domain/coverage.ts'
import type { Finding } from '../../../../shared/domain/finding.ts'
import type { Stride } from '../../../../shared/domain/stride.ts'
import type { Threat } from '../../../../shared/domain/threat.ts'
import type { State } from '../triage-row.ts'

/** A cell of the matrix: of one part or of all, in one category or in all. */
export interface CoverageCell {
  part: string | null
  stride: Stride | null
}

/** Findings of the cell, and the threats that were made of them; everything where there is no cell. */
export function ofCell(cell: CoverageCell | null, findings: readonly Finding[], threats: readonly Threat[], states: ReadonlyMap<string, State>): { findings: readonly Finding[]; threats: readonly Threat[] } {
  if (cell === null) return { findings, threats }
  const here = findings.filter((finding) => isInCell(finding, cell.part, cell.stride))
  const made = new Set(here.map(({ id }) => states.get(id)?.threat))
  return { findings: here, threats: threats.filter(({ id }) => made.has(id)) }
}
