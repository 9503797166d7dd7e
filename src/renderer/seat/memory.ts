/** What this device keeps between visits. Browsers may refuse storage; then it lasts as long as the page. */
const page = new Map<string, string>()
const prefix = 'dreadnought-seat:'

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key) ?? page.get(key) ?? null
  } catch {
    return page.get(key) ?? null
  }
}

export function remember(key: string, value: string): void {
  page.set(key, value)
  try {
    localStorage.setItem(prefix + key, value)
  } catch {
    // Private windows of some browsers have no storage: the page's own memory has to do.
  }
}

export function forget(key: string): void {
  page.delete(key)
  try {
    localStorage.removeItem(prefix + key)
  } catch {
    // As above.
  }
}
