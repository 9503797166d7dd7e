import { useState } from 'react'

const keyOf = (project: string) => `dreadnought.passed.${project}`

function remembered(project: string): ReadonlySet<string> {
  const text = sessionStorage.getItem(keyOf(project))
  return new Set(text === null || text === '' ? [] : text.split('\n'))
}

/** The questions that were passed over, remembered for the session. */
export function usePassed(project: string): { passed: ReadonlySet<string>; setPassed: (keys: readonly string[], passed: boolean) => void } {
  const [passed, set] = useState(() => remembered(project))
  return {
    passed,
    setPassed: (keys, over) => {
      const next = new Set(passed)
      for (const key of keys) {
        if (over) next.add(key)
        else next.delete(key)
      }
      sessionStorage.setItem(keyOf(project), [...next].join('\n'))
      set(next)
    },
  }
}
