import type { FindingState } from '../../../shared/contract/workbench.ts'
import type { z } from 'zod'
import { type Band, type BandScheme, bandOf } from '../../../shared/domain/dread.ts'
import type { Finding } from '../../../shared/domain/finding.ts'
import type { Stride } from '../../../shared/domain/stride.ts'
import { standingScore, type Threat } from '../../../shared/domain/threat.ts'

/** One line of the triage list: a finding or a threat, as far as the list shows it. Order and band only, no numbers. */
export interface TriageRow {
  id: string
  displayId: string | null
  title: string
  text: string
  stride: readonly Stride[]
  band: Band | null
  status: 'confirmed' | 'possible'
  gone: boolean
  affected: readonly string[]
}

export type State = z.infer<typeof FindingState>

export function rowOfFinding(finding: Finding): TriageRow {
  return {
    id: finding.id,
    displayId: null,
    title: finding.title,
    text: finding.why,
    stride: finding.stride,
    band: finding.severity,
    status: finding.status,
    gone: false,
    affected: finding.affected,
  }
}

export function rowOfThreat(threat: Threat, scheme: BandScheme): TriageRow {
  const standing = standingScore(threat)
  return {
    id: threat.id,
    displayId: threat.displayId,
    title: threat.title,
    text: threat.description,
    stride: threat.stride,
    band: standing ? bandOf(standing.values, scheme) : null,
    status: threat.confidence,
    gone: threat.gone !== null,
    affected: threat.affected,
  }
}

export interface TriageFilter {
  search: string
  stride: Stride | null
  status: 'all' | 'confirmed' | 'possible'
}

export const noFilter: TriageFilter = { search: '', stride: null, status: 'all' }

export function filterRows(rows: readonly TriageRow[], filter: TriageFilter): TriageRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (filter.stride && !row.stride.includes(filter.stride)) return false
    if (filter.status !== 'all' && row.status !== filter.status) return false
    const text = `${row.displayId ?? ''} ${row.title} ${row.text}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
