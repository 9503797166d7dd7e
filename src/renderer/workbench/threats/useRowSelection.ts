import { useMemo, useState } from 'react'

/**
 * A current line that j / k walk, and a set of selected rows, over lines that come and go. `rows` are all that can be selected,
 * also those that no line shows just now.
 */
export function useRowSelection(ids: readonly string[], rows: readonly string[] = ids) {
  const [wanted, setCurrent] = useState<string | null>(null)
  const [position, setPosition] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  // A row that left the list gives its place to the one that moved up into it.
  const current = wanted !== null && ids.includes(wanted) ? wanted : (ids[Math.min(position, ids.length - 1)] ?? null)
  const selected = useMemo(() => {
    const known = new Set(rows)
    return new Set([...chosen].filter((id) => known.has(id)))
  }, [chosen, rows])
  function go(id: string) {
    setCurrent(id)
    setPosition(Math.max(0, ids.indexOf(id)))
  }
  function step(by: number) {
    const at = current === null ? 0 : ids.indexOf(current)
    const next = ids[Math.min(Math.max(at + by, 0), ids.length - 1)]
    if (next !== undefined) go(next)
  }
  /** Selects all of them, or none where all of them are selected already. */
  function toggle(...toggled: string[]) {
    setChosen((before) => {
      const after = new Set(before)
      const all = toggled.every((id) => before.has(id))
      for (const id of toggled) {
        if (all) after.delete(id)
        else after.add(id)
      }
      return after
    })
  }
  return {
    current,
    selected,
    go,
    step,
    toggle,
    /** Exactly these. */
    select: (only: readonly string[]) => setChosen(new Set(only)),
    selectAll: () => setChosen(new Set(rows)),
    clear: () => setChosen(new Set()),
    /** What an action is about: the selected rows, else the current one. */
    targets: selected.size > 0 ? [...selected] : current === null ? [] : [current],
  }
}
