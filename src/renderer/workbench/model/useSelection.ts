import { useCallback, useMemo, useState } from 'react'
import type { Note } from '../../../shared/domain/model.ts'
import type { Part } from './parts.ts'

export interface Selection {
  /** The part that the inspector shows and that keys go from. */
  chosen: string | null
  /** All that is selected, the chosen part among it. */
  all: ReadonlySet<string>
  /** Chooses one part, or nothing; parts that were kept stay selected only with `keep`. */
  choose: (id: string | null, keep?: boolean) => void
  /** Takes a part in, or out again. */
  toggle: (id: string) => void
  chooseAll: (ids: readonly string[]) => void
  /** Keeps the chosen part selected while others are chosen by keys. */
  mark: () => void
}

interface State {
  chosen: string | null
  kept: readonly string[]
}

/** What is selected. Parts that are gone are not. */
export function useSelection(parts: ReadonlyMap<string, Part>, notes: readonly Note[] | undefined, first: string | null): Selection {
  const [state, setState] = useState<State>({ chosen: first, kept: [] })
  const choose = useCallback((id: string | null, keep = false) => setState((before) => ({ chosen: id, kept: keep ? before.kept : [] })), [])
  const toggle = useCallback((id: string) => {
    setState(({ chosen, kept }) => {
      const all = [...new Set([...kept, ...(chosen === null ? [] : [chosen])])]
      if (!all.includes(id)) return { chosen: id, kept: all }
      const left = all.filter((one) => one !== id)
      return { chosen: left.at(-1) ?? null, kept: left.slice(0, -1) }
    })
  }, [])
  const chooseAll = useCallback((ids: readonly string[]) => setState({ chosen: ids.at(-1) ?? null, kept: ids.slice(0, -1) }), [])
  const mark = useCallback(() => setState(({ chosen, kept }) => ({ chosen, kept: chosen === null ? kept : kept.includes(chosen) ? kept.filter((id) => id !== chosen) : [...kept, chosen] })), [])
  return useMemo(() => {
    const isThere = (id: string) => parts.has(id) || notes?.some((note) => note.id === id) === true
    const chosen = state.chosen !== null && isThere(state.chosen) ? state.chosen : null
    const all = new Set([...state.kept.filter(isThere), ...(chosen === null ? [] : [chosen])])
    return { chosen, all, choose, toggle, chooseAll, mark }
  }, [state, parts, notes, choose, toggle, chooseAll, mark])
}
