/** How a key press is written in a command's `keys`. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  // On a Mac, Alt with a digit types another character; browsers keep Ctrl with a digit for their own tabs.
  const digit = event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined
  const key = digit ?? (event.key === ' ' ? 'space' : event.key.toLowerCase())
  const parts: string[] = []
  if (event.ctrlKey || event.metaKey) parts.push('mod')
  if (event.altKey) parts.push('alt')
  // For a printed character Shift is already in the character itself.
  if (event.shiftKey && (event.key.length > 1 || parts.length > 0)) parts.push('shift')
  return [...parts, key].join('+')
}

/** A command's key for people: `mod+k` becomes `Ctrl K` or `⌘ K`. */
export function showKey(key: string): string {
  const mac = navigator.platform.startsWith('Mac')
  const names: Record<string, string> = { mod: mac ? '⌘' : 'Ctrl', shift: '⇧', alt: 'Alt', arrowdown: '↓', arrowup: '↑', arrowleft: '←', arrowright: '→', enter: '↵', escape: 'Esc', space: '␣', delete: 'Del' }
  return key
    .split('+')
    .map((part) => names[part] ?? part.toUpperCase())
    .join(' ')
}
