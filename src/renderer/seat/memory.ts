/** What this device keeps between visits. Browsers may refuse storage; what they refuse lasts as long as the page. */
const page = new Map<string, string>()
const prefix = 'dreadnought-seat:'

export function recall(key: string): string | null {
  const own = page.get(key)
  if (own !== undefined) return own
  try {
    return localStorage.getItem(prefix + key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(prefix + key, value)
    page.delete(key)
  } catch {
    // Private windows of some browsers have no storage: the page's own memory has to do.
    page.set(key, value)
  }
}
