import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

const nobody: ReadonlySet<string> = new Set()

/**
 * Selected threats, of those that a filter lets through: what is hidden is not changed along with what is seen. `order` is how they stand
 * on the screen, for selecting a range.
 */
export function useGridSelection(ids: readonly string[], order: readonly string[]) {
  const [chosen, setChosen] = useState(nobody)
  const last = useRef<string | null>(null)
  const shown = useRef(order)
  useEffect(() => {
    shown.current = order
  }, [order])
  const list = useMemo(() => (chosen.size === 0 ? [] : ids.filter((id) => chosen.has(id))), [ids, chosen])
  const selected = useMemo(() => (list.length === 0 ? nobody : new Set(list)), [list])
  const select = useCallback((threat: string, range: boolean) => {
    const from = last.current === null ? -1 : shown.current.indexOf(last.current)
    const to = shown.current.indexOf(threat)
    last.current = threat
    setChosen((before) => {
      const after = new Set(before)
      if (range && from >= 0 && to >= 0) for (const id of shown.current.slice(Math.min(from, to), Math.max(from, to) + 1)) after.add(id)
      else if (!after.delete(threat)) after.add(threat)
      return after
    })
  }, [])
  return {
    list,
    selected,
    select,
    /** All that are shown, or none where all of them are selected already. */
    toggleAll: () => setChosen(list.length === ids.length ? nobody : new Set(ids)),
    clear: () => setChosen(nobody),
  }
}
