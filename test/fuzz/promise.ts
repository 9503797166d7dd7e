import { ImportedFile } from '../../src/shared/domain/import.ts'
import { FileProblem } from '../../src/main/import/file-problem.ts'
import { readFile } from '../../src/main/import/registry.ts'
import type { FuzzedFormat } from './seeds.ts'

/** Longest processor time, in milliseconds, that one small input may take. A bomb takes much more. */
const mostMs = 4_000

export type Outcome = 'read' | 'refused' | { broken: string }

/** What comes of a file: a whole import, a refusal in a line, or what is promised and was not kept. */
export async function outcomeOf(bytes: Uint8Array, name: string, from: FuzzedFormat): Promise<Outcome> {
  const before = process.cpuUsage()
  const outcome = await read(bytes, name, from)
  const { user, system } = process.cpuUsage(before)
  const took = (user + system) / 1000
  return took > mostMs ? { broken: `it took ${took.toFixed(0)} ms` } : outcome
}

async function read(bytes: Uint8Array, name: string, from: FuzzedFormat): Promise<Outcome> {
  let count = 0
  try {
    const file = await readFile(bytes, name, { from, ids: 'new', newId: () => `id-${String((count += 1))}` })
    const broken = brokenPromise(file)
    return broken === null ? 'read' : { broken }
  } catch (problem) {
    if (!(problem instanceof FileProblem)) return { broken: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) }
    const { file, place, expected } = problem.problem
    const said = `${place}${expected}`
    const own = said.replace(/"[^"]*"|\([^)]*\)/g, '')
    if (file !== name) return { broken: 'the refusal names another file' }
    return /[\n\r]/.test(said) || /undefined|\[object/.test(own) || said.length > 600 ? { broken: `the refusal is no line for people: ${said.slice(0, 800)}` } : 'refused'
  }
}

/** What of an import the store would not take, or the analysis could not walk; null where all is well. */
export function brokenPromise(file: ImportedFile): string | null {
  const parsed = ImportedFile.safeParse(file)
  if (!parsed.success) return `not an ImportedFile: ${JSON.stringify(parsed.error.issues.slice(0, 3))}`
  for (const share of ['elements', 'edges', 'labels', 'flowLabels'] as const) {
    const { parsed, candidates } = file.report[share]
    if (parsed > candidates || parsed < 0) return `${share}: ${String(parsed)} parsed of ${String(candidates)}`
  }
  const { diagrams, elements, boundaries, flows } = file.model
  const all = [...diagrams, ...elements, ...boundaries, ...flows]
  if (new Set(all.map(({ id }) => id)).size !== all.length) return 'an id stands twice'
  const drawn = new Set(diagrams.map(({ id }) => id))
  for (const part of [...elements, ...boundaries, ...flows]) if (!drawn.has(part.diagram)) return `${part.key} is on no diagram`
  const parents = new Map([...elements, ...boundaries].map(({ id, parent }) => [id, parent]))
  for (const id of parents.keys()) {
    let depth = 0
    for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null) {
      if (!parents.has(at)) return `what ${id} stands in is not there`
      depth += 1
      if (depth > parents.size) return `${id} stands in itself`
    }
  }
  for (const { source, target, key } of flows) for (const end of [source, target]) if (end !== null && !parents.has(end)) return `${key} ends at nothing`
  const text = strangeText(file)
  return text === null ? null : `text with NUL or half a character: ${JSON.stringify(text.slice(0, 100))}`
}

/** A text with what no store and no signature can hold, names too. */
function strangeText(value: unknown): string | null {
  if (typeof value === 'string') return /[\0\p{Cs}]/u.test(value) ? value : null
  if (value === null || typeof value !== 'object') return null
  for (const [name, one] of Object.entries(value)) {
    const found = strangeText(name) ?? strangeText(one)
    if (found !== null) return found
  }
  return null
}
