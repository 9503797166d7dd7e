import { useMemo, useState } from 'react'

/** A current row that j / k walk, and a set of selected rows, over rows that come and go. */
export function useRowSelection(ids: readonly string[]) {
  const [wanted, setCurrent] = useState<string | null>(null)
  const [position, setPosition] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  // A row that left the list gives its place to the one that moved up into it.
  const current = wanted !== null && ids.includes(wanted) ? wanted : (ids[Math.min(position, ids.length - 1)] ?? null)
  const selected = useMemo(() => new Set([...chosen].filter((id) => ids.includes(id))), [chosen, ids])
  function go(id: string) {
    setCurrent(id)
    setPosition(Math.max(0, ids.indexOf(id)))
  }
  function step(by: number) {
    const at = current === null ? 0 : ids.indexOf(current)
    const next = ids[Math.min(Math.max(at + by, 0), ids.length - 1)]
    if (next !== undefined) go(next)
  }
  function toggle(id: string) {
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }
  return {
    current,
    selected,
    go,
    step,
    toggle,
    selectAll: () => setChosen(new Set(ids)),
    clear: () => setChosen(new Set()),
    /** What an action is about: the selected rows, else the current one. */
    targets: selected.size > 0 ? [...selected] : current === null ? [] : [current],
  }
}
