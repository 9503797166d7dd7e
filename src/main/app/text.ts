/** Whether every text in `value` is one: half a surrogate pair has no canonical form, so it could not be logged or signed. */
export function isText(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isText)
}
