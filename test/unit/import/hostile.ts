import { expect } from 'vitest'
import { ImportedFile } from '../../../src/shared/domain/import.ts'
import type { ImportFormat } from '../../../src/shared/domain/import.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { FileProblem } from '../../../src/main/import/file-problem.ts'
import { read } from './support.ts'

/**
 * What readers are tried with: inputs made from a good file of the format, and the one thing that may come of them. A reader's
 * hostile test is `for (const { what, bytes } of damaged(good)) await calm(bytes, name, what, format)`.
 */

export interface Hostile {
  what: string
  bytes: Uint8Array
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The file cut off at every `step` percent. */
export function truncated(bytes: Uint8Array, step = 1): Hostile[] {
  const cuts: Hostile[] = []
  for (let percent = step; percent < 100; percent += step) cuts.push({ what: `cut off at ${String(percent)} %`, bytes: bytes.subarray(0, Math.floor((bytes.length * percent) / 100)) })
  return cuts
}

/** Copies of the file with a few random bytes changed each; the same seed gives the same copies. */
export function flipped(bytes: Uint8Array, { seed = 1, copies = 40, flips = 3 } = {}): Hostile[] {
  const next = random(seed)
  return Array.from({ length: copies }, (_, copy) => {
    const changed = Uint8Array.from(bytes)
    for (let flip = 0; flip < flips; flip += 1) changed[Math.floor(next() * changed.length)] = Math.floor(next() * 256)
    return { what: `bytes flipped, copy ${String(copy)} of seed ${String(seed)}`, bytes: changed }
  })
}

/** Mulberry32: small, and the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The text of the file in encodings that it should not be in. Only a byte order mark before UTF-8 is expected to be read. */
export function encodings(bytes: Uint8Array): Hostile[] {
  const text = new TextDecoder().decode(bytes)
  const utf16 = (big: boolean): Uint8Array => {
    const buffer = Buffer.from(`\ufeff${text}`, 'utf16le')
    return Uint8Array.from(big ? buffer.swap16() : buffer)
  }
  return [
    { what: 'UTF-8 with a byte order mark', bytes: utf8(`\ufeff${text}`) },
    { what: 'UTF-16, little end first', bytes: utf16(false) },
    { what: 'UTF-16, big end first', bytes: utf16(true) },
    { what: 'Latin-1', bytes: Uint8Array.from(Buffer.from(`${text}\n# \u00e4\u00f6\u00fc\u00df`, 'latin1')) },
    { what: 'NUL bytes after it', bytes: utf8(`${text}\0\0\0`) },
    { what: 'only white space', bytes: utf8(' \r\n\t\n') },
  ]
}

/** All of the above. */
export function damaged(bytes: Uint8Array, { seed = 1, copies = 40 } = {}): Hostile[] {
  return [...truncated(bytes), ...flipped(bytes, { seed, copies }), ...encodings(bytes)]
}

/** Labels that nobody expects. */
export const oddLabels = [
  ['1 MB', 'x'.repeat(1024 * 1024)],
  ['right to left', '\u202e\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627\u202c'],
  ['emoji', '\u{1f409}\u{1f469}\u200d\u{1f4bb}'],
  ['NUL', 'a\0b'],
  ['half a character', '\ud800'],
  ['a character of two halves at every even limit', `x${'\u{1f409}'.repeat(20_000)}`],
  ['a character of two halves at every odd limit', '\u{1f409}'.repeat(20_000)],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a formula', '=cmd|calc'],
  ['empty', ''],
  ['white space', ' \n\t '],
  ['what every object has', '__proto__'],
  ['a method of every object', 'constructor'],
] as const

/** JSON nested `depth` levels deep. */
export const deepJson = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** `null`, numbers of no size, and what is no number: where a file has a coordinate. */
export const oddNumbers: readonly unknown[] = [null, 'NaN', -1e308, 1e308, '12', {}, [], true, 1e-320, -0]

/**
 * Reads the bytes, and holds what comes of it against what is promised: a refusal that names the file, in one line each, or a whole
 * import. Answers which. Anything else that is thrown fails the test.
 */
export async function calm(bytes: Uint8Array | string, name: string, what: string, from?: ImportFormat): Promise<'refused' | ImportedFile> {
  let file: ImportedFile
  try {
    file = await read(bytes, name, from)
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw new Error(`${what}: not refused but broken`, { cause: problem })
    const { file: of, place, expected } = problem.problem
    expect(of, what).toBe(name)
    expect(`${place}${expected}`, what).not.toMatch(/[\n\r]|undefined|\[object/)
    expect(`${place}${expected}`.length, what).toBeLessThan(600)
    return 'refused'
  }
  whole(file, what)
  return file
}

/** Whether an import is one that the store takes and the analysis can walk. */
export function whole(file: ImportedFile, what: string): void {
  const parsed = ImportedFile.safeParse(file)
  expect(parsed.success ? '' : JSON.stringify(parsed.error.issues.slice(0, 3)), what).toBe('')
  for (const share of ['elements', 'edges', 'labels', 'flowLabels'] as const) expect(file.report[share].parsed, `${what}: ${share}`).toBeLessThanOrEqual(file.report[share].candidates)
  const { diagrams, elements, boundaries, flows } = file.model
  const all = [...diagrams, ...elements, ...boundaries, ...flows]
  expect(new Set(all.map(({ id }) => id)).size, `${what}: ids`).toBe(all.length)
  for (const part of [...elements, ...boundaries, ...flows]) expect(diagrams.some(({ id }) => id === part.diagram), `${what}: diagram of ${part.key}`).toBe(true)
  const nodes = new Map([...elements, ...boundaries].map((node) => [node.id, node.parent]))
  for (const [id, parent] of nodes) {
    if (parent !== null) expect(nodes.has(parent), `${what}: parent of ${id}`).toBe(true)
    expect(depthOf(id, nodes), `${what}: depth of ${id}`).toBeLessThanOrEqual(nodes.size)
  }
  for (const { source, target, key } of flows) for (const end of [source, target]) if (end !== null) expect(nodes.has(end), `${what}: end of ${key}`).toBe(true)
  for (const { position, key } of [...elements, ...boundaries]) for (const number of Object.values(position ?? {})) expect(Number.isFinite(number), `${what}: position of ${key}`).toBe(true)
  expect(texts(file).find((text) => /[\0\p{Cs}]/u.test(text))?.slice(0, 200), `${what}: characters`).toBe(undefined)
}

/** Every text in a value, names too. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, one]) => [name, ...texts(one)])
}

function depthOf(id: string, parents: ReadonlyMap<string, string | null>): number {
  let depth = 0
  for (let at: string | null = id; at !== null && depth <= parents.size; at = parents.get(at) ?? null) depth += 1
  return depth
}

/** A model as two readings of it compare: ids and keys out of the way, everything else by names that stay. */
export function comparable(model: Model) {
  const names = new Map([...model.diagrams.map(({ id, name }) => [id, `diagram ${name}`] as const), ...[...model.elements, ...model.boundaries].map(({ id, key }) => [id, key] as const)])
  const name = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? 'nothing'))
  return {
    diagrams: model.diagrams.map((diagram) => ({ ...diagram, id: '' })),
    elements: model.elements.map((part) => ({ ...part, id: '', diagram: name(part.diagram), parent: name(part.parent) })),
    boundaries: model.boundaries.map((part) => ({ ...part, id: '', diagram: name(part.diagram), parent: name(part.parent) })),
    flows: model.flows.map((part) => ({ ...part, id: '', diagram: name(part.diagram), source: name(part.source), target: name(part.target) })),
  }
}
