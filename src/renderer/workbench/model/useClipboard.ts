import { useEffect, useEffectEvent } from 'react'
import { inDialog } from '../shell/stray-keys.ts'
import type { PartActions } from './useModelActions.ts'

/** Whether the clipboard is about text there, and not about parts. */
function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA'].includes(target.tagName))) return true
  return inDialog(target) || window.getSelection()?.isCollapsed === false
}

/** Copies, cuts and pastes parts by the keys of the system, within and between projects. */
export function useClipboard(actions: PartActions): void {
  const copy = useEffectEvent((event: ClipboardEvent, cut: boolean) => {
    const text = isText(event.target) ? null : actions.copied()
    if (text === null) return
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    if (cut) actions.remove()
  })
  const paste = useEffectEvent((event: ClipboardEvent) => {
    if (!isText(event.target) && actions.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
  })
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    document.addEventListener('copy', (event) => copy(event, false), { signal })
    document.addEventListener('cut', (event) => copy(event, true), { signal })
    document.addEventListener('paste', (event) => paste(event), { signal })
    return () => leaving.abort()
  }, [])
}
