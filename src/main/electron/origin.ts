/** The scheme our pages are served under. Pages of `file://` could read each other; these can't. */
export const scheme = 'app'
export const host = 'dreadnought'
export const origin = `${scheme}://${host}`

/** Whether an address is one of our own pages: exactly this scheme and host, with no user, password or port in it. */
export function isOwnUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === ''
}
