/** Parts of a view that are the same objects in the views of all seats, by the name of the property they stand under. */
const sharedParts: ReadonlySet<string> = new Set(['threat', 'result', 'elements', 'rubric', 'reference'])

const known = new WeakMap<object, string>()

/**
 * `value` as JSON, as JSON.stringify writes it. After a reveal every seat gets a long view at the same moment, and most of each is in all of
 * them: what stands under one of {@link sharedParts} is put into text once for each object, so it must never be changed afterwards.
 * For what is nothing but JSON (no dates, no functions, no undefined in an array).
 */
export function viewText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(viewText).join(',')}]`
  let text = ''
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined) continue
    text += `${text === '' ? '' : ','}"${name}":${sharedParts.has(name) ? sharedText(part) : viewText(part)}`
  }
  return `{${text}}`
}

function sharedText(part: unknown): string {
  if (typeof part !== 'object' || part === null) return JSON.stringify(part)
  let text = known.get(part)
  if (text === undefined) known.set(part, (text = JSON.stringify(part)))
  return text
}
