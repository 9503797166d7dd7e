const plain = new WeakSet<object>()

/**
 * Says of `value` that it is nothing but what JSON says (no dates, no bigints, no undefined in an array), so that it may cross a
 * transport without being looked through first. It must not be changed afterwards.
 */
export function asPlainJson<Value extends object>(value: Value): Value {
  plain.add(value)
  return value
}

export function isPlainJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null && plain.has(value)
}
