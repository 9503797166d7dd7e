import type { FindingState } from '../../../shared/domain/finding-state.ts'
import { heirs, type Followed } from '../../../shared/domain/continuation.ts'
import type { Told } from '../../../shared/domain/analysed.ts'
import type { Finding } from '../../../shared/domain/finding.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { TriagedFinding } from '../../store/findings.ts'

/** What was decided of a finding that fires now: of itself, or of the earlier one that it goes on from. */
export interface Standing {
  row: TriagedFinding
  /** Subjects that have joined since; a dismissal never spoke of them, so it does not stand for the finding any more. */
  joined: Id[]
}

/**
 * What stands for each firing finding. Where a part of a finding's evidence comes or goes its id is another one, and what people
 * decided goes along: see {@link heirs}. Nothing is written for it, so undo knows nothing of it either.
 */
export function standingTriage(triaged: readonly TriagedFinding[], findings: readonly Finding[]): Map<Id, Standing> {
  const own = new Map(triaged.map((row) => [row.finding, row]))
  const firing = new Set(findings.map((finding) => finding.id))
  const standing = new Map<Id, Standing>()
  for (const { id } of findings) {
    const row = own.get(id)
    if (row) standing.set(id, { row, joined: [] })
  }
  const orphans = triaged.filter((row) => !firing.has(row.finding))
  if (orphans.length === 0) return standing
  const open = new Map(findings.filter((finding) => !own.has(finding.id)).map((finding) => [finding.id, finding]))
  const followed = orphans.map(({ finding: id, snapshot: { finding } }): Followed => ({ ...finding, id }))
  for (const [id, earlier] of heirs(followed, [...open.values()])) {
    const [row, finding] = [own.get(earlier), open.get(id)]
    if (row && finding) standing.set(id, { row, joined: joinedSince(row.snapshot.finding, finding) })
  }
  return standing
}

function joinedSince(before: Finding, now: Finding): Id[] {
  const known = new Set(before.subjects ?? before.evidence)
  return (now.subjects ?? now.evidence).filter((part) => !known.has(part))
}

/** Whether a decision still stands. A threat covers what joins its finding; a dismissal does not. */
export function stands({ row, joined }: Standing): boolean {
  return row.state === 'accepted' || joined.length === 0
}

/** What is to be said of triaged findings, whether they fire or not, and of those that go on from one. A new one with a reason was dismissed while it was about less. */
export function toldOf(triaged: readonly TriagedFinding[], findings: readonly Finding[]): Told {
  const states = new Map<Id, FindingState>()
  for (const { finding, state, reason, threat } of triaged) states.set(finding, { finding, state, reason, threat })
  const first = states.size
  const standing = standingTriage(triaged, findings)
  for (const { id } of findings) {
    const found = standing.get(id)
    if (!found) continue
    if (stands(found)) states.set(id, { finding: id, state: found.row.state, reason: found.row.reason, threat: found.row.threat })
    else states.set(id, { finding: id, state: 'new', reason: found.row.reason, threat: null })
  }
  return { first, states: [...states.values()] }
}
