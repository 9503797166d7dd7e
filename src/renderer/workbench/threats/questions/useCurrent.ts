import { useState } from 'react'

/** A current row of rows that come and go: one that leaves gives its place to the one that moves up into it. */
export function useCurrent(ids: readonly string[]) {
  const [wanted, setWanted] = useState<string | null>(null)
  const [place, setPlace] = useState(0)
  const at = wanted === null ? -1 : ids.indexOf(wanted)
  const current = at >= 0 ? at : Math.min(place, ids.length - 1)
  function go(index: number) {
    const next = Math.max(0, Math.min(ids.length - 1, index))
    setWanted(ids[next] ?? null)
    setPlace(next)
  }
  return {
    current,
    go,
    step: (by: number) => go(current + by),
    /** The row is about to leave: whichever comes to its place is next. */
    leave: () => {
      setWanted(null)
      setPlace(Math.max(0, current))
    },
  }
}
