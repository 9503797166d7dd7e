import type { z } from 'zod'
import { FileProblem } from '../../import/file-problem.ts'
import { lineAt } from '../../import/source.ts'

/** Whether the bytes begin as a JSON object does. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  return /^\ufeff?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 1000)))
}

/** Reads JSON. Throws a FileProblem where it is none, or has a key that would reach into objects' own works. */
export function readJson(bytes: Uint8Array, file: string, expected: string): unknown {
  const refuse = (place: string, why: string): FileProblem => new FileProblem({ file, place, expected: `${expected}: ${why}` })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse('the whole file', 'its bytes are not UTF-8 text')
  }
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw refuse('the whole file', 'a key is named __proto__')
      return value
    })
  } catch (problem) {
    if (problem instanceof FileProblem) throw problem
    if (problem instanceof RangeError) throw refuse('the whole file', 'it is nested too deep')
    const at = problem instanceof Error ? /position (\d+)/.exec(problem.message)?.[1] : undefined
    if (at === undefined) throw refuse('its end', 'it is not whole JSON')
    throw refuse(`line ${String(lineAt(text, Number(at)))}`, 'it is not JSON from there on')
  }
}

/** What the JSON says, in the shape that is expected of it. Throws a FileProblem with the place that has another one. */
export function shaped<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string, what: string): z.infer<Schema> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [first] = read.error.issues
  const isMissing = first?.code === 'invalid_type' && first.message.endsWith('received undefined')
  throw new FileProblem({ file, place: first?.path.map(String).join('.') || 'the whole file', expected: `${what}: ${isMissing ? 'this is missing' : (first?.message ?? 'it has another shape')}` })
}
