import type { FindingState } from '../../../shared/domain/finding-state.ts'
import type { z } from 'zod'
import type { FindingChange } from '../../../shared/domain/diff-findings.ts'
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
  /** Its finding no longer fires. */
  gone: boolean
  affected: readonly string[]
  /** The rule that found it; null for a threat. */
  rule: string | null
  /** What became of it since the team last looked; null where nothing did. */
  change: FindingChange['state'] | null
  /** What was decided of a finding already; null where nothing was, and for threats. */
  decided: 'accepted' | 'dismissed' | null
}

export type State = z.infer<typeof FindingState>

export function rowOfFinding(finding: Finding, change: FindingChange | undefined = undefined, state: State | undefined = undefined): TriageRow {
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
    rule: finding.rule,
    change: change?.state ?? null,
    decided: state === undefined || state.state === 'new' ? null : state.state,
  }
}

/** A finding that no longer fires. */
export function rowOfGone({ id, title, stride, before, affected, rule }: FindingChange, state: State | undefined): TriageRow {
  return {
    id,
    displayId: null,
    title,
    text: '',
    stride,
    band: before?.severity ?? null,
    status: before?.status ?? 'possible',
    gone: true,
    affected,
    rule,
    change: 'gone',
    decided: state === undefined || state.state === 'new' ? null : state.state,
  }
}

export function rowOfThreat(threat: Threat, scheme: BandScheme, change: FindingChange | undefined = undefined): TriageRow {
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
    rule: null,
    change: change?.state ?? null,
    decided: null,
  }
}

export const changeFilters = ['all', 'new', 'changed', 'gone', 'unchanged'] as const
export type ChangeFilter = (typeof changeFilters)[number]

export interface TriageFilter {
  search: string
  stride: Stride | null
  status: 'all' | 'confirmed' | 'possible'
  change: ChangeFilter
}

export const noFilter: TriageFilter = { search: '', stride: null, status: 'all', change: 'all' }

export function filterRows(rows: readonly TriageRow[], filter: TriageFilter): TriageRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (filter.stride && !row.stride.includes(filter.stride)) return false
    if (filter.status !== 'all' && row.status !== filter.status) return false
    if (filter.change !== 'all' && (row.change ?? 'unchanged') !== filter.change) return false
    const text = `${row.displayId ?? ''} ${row.title} ${row.text}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
