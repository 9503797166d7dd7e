import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { keyName } from './key-name.ts'
import { catchStrayKeys, inDialog } from './stray-keys.ts'

/** Something the user can do: by its keys, from the command palette, and listed under `?`. */
export interface Command {
  id: string
  label: string
  /** Such as `j`, `?`, `mod+k` (Ctrl or Cmd), `shift+enter`; several ways are allowed. */
  keys?: readonly string[]
  /** `pressed` is the key it was run by, as written in `keys`; not given from the palette. */
  run: (pressed?: string) => void
  /** Whether it belongs to the whole app rather than to the current view. */
  everywhere?: boolean
  disabled?: boolean
  /** Also works while typing in a field. */
  whileTyping?: boolean
  /** Leaves its keys to a button, link or tab that has the focus. */
  leavesControls?: boolean
}

interface Registry {
  register: (owner: symbol, commands: readonly Command[]) => void
  unregister: (owner: symbol) => void
}

const RegistryContext = createContext<Registry | null>(null)
const CommandsContext = createContext<readonly Command[]>([])

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

const boxKeys = ['space', 'enter', 'arrowup', 'arrowdown', 'arrowleft', 'arrowright']

/** What Enter presses. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary, [role=button], [role=tab], [role=combobox], [data-row]') !== null
}

/** Whether a key belongs to what has the focus. A box to tick takes no letters: whoever has just clicked one goes on by key. */
function isFieldKey(target: EventTarget | null, name: string): boolean {
  if (target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')) return boxKeys.includes(name)
  return isTyping(target)
}

export function CommandProvider({ children }: { children: ReactNode }) {
  const owners = useRef(new Map<symbol, readonly Command[]>())
  const [commands, setCommands] = useState<readonly Command[]>([])
  const latest = useRef<readonly Command[]>([])
  const registry = useMemo<Registry>(() => {
    // Later owners come first: the innermost view wins a key.
    const flatten = () => {
      latest.current = [...owners.current.values()].reverse().flat()
      setCommands(latest.current)
    }
    return {
      register: (owner, list) => {
        owners.current.set(owner, list)
        flatten()
      },
      unregister: (owner) => {
        owners.current.delete(owner)
        flatten()
      },
    }
  }, [])
  useLayoutEffect(catchStrayKeys, [])
  // Before anything is painted: a key pressed at the first sight of a page would be lost.
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return
      const name = keyName(event)
      const typing = isFieldKey(event.target, name)
      const command = latest.current.find((candidate) => {
        if (candidate.disabled || !candidate.keys?.includes(name)) return false
        if (typing) return candidate.whileTyping === true
        if (candidate.leavesControls && isControl(event.target)) return false
        return candidate.everywhere === true || !inDialog(event.target)
      })
      if (!command) return
      event.preventDefault()
      command.run(name)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <RegistryContext value={registry}>
      <CommandsContext value={commands}>{children}</CommandsContext>
    </RegistryContext>
  )
}

/** All commands that can be run now. */
export function useAllCommands(): readonly Command[] {
  return useContext(CommandsContext)
}

/** Offers `commands` while the component is mounted. Pass a memoised list. A key works from the moment its label is painted, never later. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(RegistryContext)
  const owner = useRef(Symbol('commands'))
  useLayoutEffect(() => {
    registry?.register(owner.current, commands)
  }, [registry, commands])
  useLayoutEffect(() => {
    const mine = owner.current
    return () => registry?.unregister(mine)
  }, [registry])
}
