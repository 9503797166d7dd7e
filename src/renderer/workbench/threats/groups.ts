import { type Band, bands } from '../../../shared/domain/dread.ts'
import type { TriageRow } from './triage-row.ts'

/** Findings of one rule, as many as are worth one line. Its members stand in the list's order: the worst first. */
export interface RowGroup {
  /** Stands where an id of a row stands. */
  id: string
  rule: string
  title: string
  members: readonly TriageRow[]
  /** From the worst to the least bad; one where all are alike. */
  bands: readonly Band[]
  confirmed: number
  possible: number
}

/** A line of the list: a row, or a group that shows its rows where it is open. */
export type ListItem = { kind: 'row'; id: string; row: TriageRow; group: RowGroup | null } | { kind: 'group'; id: string; group: RowGroup; open: boolean }

/** Fewer findings of a rule are no group: a line that has to be opened would save nothing. */
export const leastOfGroup = 3

/** The list's lines. A group stands where its first row would; rows that are gone are in none. */
export function listItems(rows: readonly TriageRow[], grouped: boolean, open: ReadonlySet<string>): ListItem[] {
  const byRule = new Map<string, TriageRow[]>()
  if (grouped) {
    for (const row of rows) {
      if (row.rule === null || row.gone) continue
      const list = byRule.get(row.rule)
      if (list) list.push(row)
      else byRule.set(row.rule, [row])
    }
  }
  const items: ListItem[] = []
  const shown = new Set<string>()
  for (const row of rows) {
    const members = row.rule === null || row.gone ? [] : (byRule.get(row.rule) ?? [])
    if (members.length < leastOfGroup || row.rule === null) {
      items.push({ kind: 'row', id: row.id, row, group: null })
      continue
    }
    if (shown.has(row.rule)) continue
    shown.add(row.rule)
    const group = groupOf(row.rule, members)
    items.push({ kind: 'group', id: group.id, group, open: open.has(group.id) })
    if (open.has(group.id)) for (const member of members) items.push({ kind: 'row', id: member.id, row: member, group })
  }
  return items
}

function groupOf(rule: string, members: readonly TriageRow[]): RowGroup {
  const found = new Set(members.map(({ band }) => band))
  return {
    id: `group:${rule}`,
    rule,
    title: commonTitle(members.map(({ title }) => title)),
    members,
    bands: bands.filter((band) => found.has(band)),
    confirmed: members.filter(({ status }) => status === 'confirmed').length,
    possible: members.filter(({ status }) => status === 'possible').length,
  }
}

/** What titles that a rule made of one template have in common, word by word; `…` stands for what differs. */
export function commonTitle(titles: readonly string[]): string {
  const [first = '', ...others] = titles
  const words = (title: string) => title.split(/\s+/).filter(Boolean)
  let common = words(first).map((word) => ({ word, gapBefore: false }))
  let gapAtEnd = false
  for (const title of others) {
    const kept = shared(common.map(({ word }) => word), words(title))
    let [at, other] = [0, 0]
    const next: typeof common = []
    for (const [mine, theirs] of kept) {
      const skipped = common.slice(at, mine + 1).some(({ gapBefore }) => gapBefore)
      next.push({ word: words(title)[theirs] ?? '', gapBefore: skipped || mine > at || theirs > other })
      at = mine + 1
      other = theirs + 1
    }
    gapAtEnd ||= at < common.length || other < words(title).length
    common = next
  }
  const text = common.map(({ word, gapBefore }) => (gapBefore ? `… ${word}` : word)).join(' ')
  return gapAtEnd ? `${text} …`.trim() : text
}

/** Places of a longest common subsequence of words, as pairs of places. */
function shared(a: readonly string[], b: readonly string[]): [number, number][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i]
    if (row) for (let j = b.length - 1; j >= 0; j--) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}
