import type { Command } from '../../shell/commands.tsx'

/** A command of the desk: what has a `short` name stands in the line of keys at its foot. */
export interface DeskCommand extends Command {
  short?: string
  /** How its keys are shown there, where that is not the first of them. */
  keyText?: string
}

/** A command that is there where it can be run. */
export function deskCommand(id: string, label: string, keys: readonly string[], run: ((pressed?: string) => void) | null, line: Pick<DeskCommand, 'short' | 'keyText'> = {}): DeskCommand {
  return { id, label, keys, run: run ?? (() => undefined), disabled: run === null, ...line }
}

/** `inner` commands, then those of `outer` that no key of theirs takes away. */
export function innermostFirst(inner: readonly DeskCommand[], outer: readonly DeskCommand[]): DeskCommand[] {
  const taken = new Set(inner.filter((command) => !command.disabled).flatMap((command) => command.keys ?? []))
  return [...inner, ...outer.filter((command) => !command.keys?.some((key) => taken.has(key)))]
}
