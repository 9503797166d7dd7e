/** Gives each name that was given before a number behind it: `a`, `a#2`, `a#3`. What has no name is called `without`. */
export function numbered(without: string): (name: string) => string {
  const next = new Map<string, number>()
  const seen = new Set<string>()
  return (name) => {
    const base = name || without
    let copy = next.get(base) ?? 2
    let found = base
    while (seen.has(found)) {
      found = `${base}#${String(copy)}`
      copy += 1
    }
    next.set(base, copy)
    seen.add(found)
    return found
  }
}
