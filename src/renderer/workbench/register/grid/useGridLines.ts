import { useCallback, useMemo, useState } from 'react'
import type { RegisterView } from '../../../../shared/domain/register-view.ts'
import type { GridRow } from './grid-row.ts'
import { gridLines, groupRows, sortRows } from './grid-order.ts'

const none: ReadonlySet<string> = new Set()

/** The lines of the grid in the order of a view, and which groups are folded. */
export function useGridLines(rows: readonly GridRow[], { group, sort }: Pick<RegisterView, 'group' | 'sort'>) {
  const [folded, setFolded] = useState(none)
  const sorted = useMemo(() => sortRows(rows, sort), [rows, sort])
  const groups = useMemo(() => groupRows(sorted, group, sort), [sorted, group, sort])
  const lines = useMemo(() => gridLines(groups, group, folded), [groups, group, folded])
  /** Threats as they stand on the screen. */
  const order = useMemo(() => lines.flatMap((line) => (line.kind === 'threat' ? line.row.threat.id : [])), [lines])
  const fold = useCallback(
    (key: string) =>
      setFolded((before) => {
        const after = new Set(before)
        if (!after.delete(key)) after.add(key)
        return after
      }),
    [],
  )
  return {
    lines,
    order,
    fold,
    /** All groups, or none where all of them are folded already. */
    foldAll: () => setFolded(groups.every(({ key }) => folded.has(key)) ? none : new Set(groups.map(({ key }) => key))),
    /** The group that a threat stands in; null where there are none. */
    groupOf: (threat: string) => (group === 'none' ? null : (groups.find(({ rows: own }) => own.some((row) => row.threat.id === threat))?.key ?? null)),
  }
}
