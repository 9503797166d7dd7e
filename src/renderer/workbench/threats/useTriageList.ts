import { useMemo, useState } from 'react'
import type { BandScheme } from '../../../shared/domain/dread.ts'
import type { Finding } from '../../../shared/domain/finding.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { listItems, type RowGroup } from './groups.ts'
import type { TriageTab } from './tabs.ts'
import { filterRows, noFilter, rowOfFinding, rowOfGone, rowOfThreat, type State, type TriageRow } from './triage-row.ts'
import type { Changes } from './useChanges.ts'
import { useRowSelection } from './useRowSelection.ts'

interface Listed {
  tab: TriageTab
  findings: readonly Finding[]
  threats: readonly Threat[]
  states: ReadonlyMap<string, State>
  changes: Changes
  scheme: BandScheme
}

/** What an action is about, and the group that it all belongs to. */
export interface Targets {
  ids: string[]
  group: RowGroup | null
}

/** The lines of a tab of the triage: filtered, grouped, and what of them is current and selected. */
export function useTriageList({ tab, findings, threats, states, changes, scheme }: Listed) {
  const [filter, setFilter] = useState(noFilter)
  const [grouped, setGrouped] = useState(true)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())

  const all = useMemo(() => {
    if (tab === 'threats') return threats.map((threat) => rowOfThreat(threat, scheme, changes.byThreat.get(threat.id)))
    const wanted = tab === 'findings' ? 'new' : 'dismissed'
    const stateOf = (id: string) => states.get(id)?.state ?? 'new'
    // Who asks what changed wants to see it, whatever was decided of it.
    const shows = (id: string) => stateOf(id) === wanted || (tab === 'findings' && filter.change !== 'all' && filter.change !== 'unchanged')
    const firing = findings.filter(({ id }) => shows(id)).map((finding) => rowOfFinding(finding, changes.byFinding.get(finding.id), states.get(finding.id)))
    const gone = changes.changes.filter(({ state, id }) => state === 'gone' && shows(id)).map((change) => rowOfGone(change, states.get(change.id)))
    return tab === 'findings' ? [...firing, ...gone] : firing
  }, [tab, threats, findings, states, changes.byThreat, changes.byFinding, changes.changes, scheme, filter.change])
  const rows = useMemo(() => filterRows(all, filter), [all, filter])
  const items = useMemo(() => listItems(rows, grouped && tab !== 'threats', open), [rows, grouped, tab, open])
  const ids = useMemo(() => items.map((item) => item.id), [items])
  const selectable = useMemo(() => rows.filter((row) => !(row.gone && row.rule !== null)).map((row) => row.id), [rows])
  const selection = useRowSelection(ids, selectable)

  const currentItem = items.find((item) => item.id === selection.current)
  const group = currentItem?.kind === 'group' ? currentItem.group : null
  const openGroup = (id: string, isOpen: boolean) =>
    setOpen((before) => {
      const after = new Set(before)
      if (isOpen) after.add(id)
      else after.delete(id)
      return after
    })

  /** The selected rows, else those of the current group, else the current row; without those that `fits` refuses. */
  function targets(fits: (row: TriageRow) => boolean): Targets {
    const known = new Map(rows.map((row) => [row.id, row]))
    const fitting = (wanted: readonly string[]) => wanted.filter((id) => [known.get(id)].some((row) => row !== undefined && fits(row)))
    if (selection.selected.size === 0) return { ids: group ? fitting(group.members.map(({ id }) => id)) : fitting(selection.targets), group }
    const chosen = fitting(rows.map(({ id }) => id).filter((id) => selection.selected.has(id)))
    const groupOf = new Map(items.flatMap((item) => (item.kind === 'group' ? item.group.members.map((member) => [member.id, item.group] as const) : [])))
    const groups = new Set(chosen.map((id) => groupOf.get(id)))
    const [only] = groups
    return { ids: chosen, group: groups.size === 1 && chosen.length > 1 ? (only ?? null) : null }
  }

  return {
    all,
    items,
    filter,
    setFilter,
    grouped,
    setGrouped,
    selection,
    group,
    targets,
    openGroup,
    /** Opens the current group. */
    unfold: () => group && openGroup(group.id, true),
    /** Shuts the current group, or the one that the current row is in. */
    fold: () => {
      const shut = group ?? (currentItem?.kind === 'row' ? currentItem.group : null)
      if (!shut) return
      openGroup(shut.id, false)
      selection.go(shut.id)
    },
    /** Space: a row, or all rows of a group. */
    toggleCurrent: () => {
      if (group) selection.toggle(...group.members.map(({ id }) => id))
      else if (currentItem?.kind === 'row' && selectable.includes(currentItem.id)) selection.toggle(currentItem.id)
    },
    /** What an action on `shown` is about: the ticked members, or all. */
    chosenOf: (shown: RowGroup): ReadonlySet<string> => {
      const ticked = shown.members.map(({ id }) => id).filter((id) => selection.selected.has(id))
      return new Set(ticked.length > 0 ? ticked : shown.members.map(({ id }) => id))
    },
    /** Unticking a member where none is ticked leaves all the others ticked. */
    toggleMember: (shown: RowGroup, id: string) => {
      const members = shown.members.map((member) => member.id)
      if (members.some((member) => selection.selected.has(member))) selection.toggle(id)
      else selection.select(members.filter((member) => member !== id))
    },
  }
}
