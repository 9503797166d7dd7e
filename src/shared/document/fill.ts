/** Texts taken apart: what stands between the names, and the names at the odd places. A report fills the same ones thousands of times. */
const known = new Map<string, readonly string[]>()

function partsOf(text: string): readonly string[] {
  const parts = known.get(text) ?? text.split(/\{\{(\w+)\}\}/)
  known.set(text, parts)
  return parts
}

/** A text with values in place of its `{{names}}`. What stands for a name is not looked into again. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return partsOf(text).map((part, index) => (index % 2 === 0 ? part : String(values[part] ?? `{{${part}}}`))).join('')
}

/** Both languages have the same two forms. */
export function counted(count: number, one: string, other: string, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(count === 1 ? one : other, { count, ...values })
}

/** The parts of a sentence that there are. */
export function joined(parts: readonly string[], by: string): string {
  return parts.filter((part) => part !== '').join(by)
}
