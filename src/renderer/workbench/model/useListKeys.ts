import { type KeyboardEvent, useRef } from 'react'

/** Walks a list's rows (elements with `data-row`) by j / k, arrows, Home and End; the list itself wins these keys over the view. */
export function useListKeys() {
  const list = useRef<HTMLUListElement>(null)
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLElement && ['INPUT', 'TEXTAREA'].includes(event.target.tagName)) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
    const wanted = step !== undefined ? rows[Math.max(0, Math.min(rows.length - 1, at + step))] : event.key === 'Home' ? rows[0] : event.key === 'End' ? rows.at(-1) : undefined
    if (!wanted) return
    event.preventDefault()
    wanted.focus()
  }
  return { list, onKeyDown }
}
