import { originPhrases, type Facts } from '../../shared/domain/fact.ts'
import type { Dropped, ImportReport } from '../../shared/domain/import.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import { cutText } from '../../shared/list/list-text.ts'
import type { Draft } from './draft.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { parseJsonSource } from './json-source.ts'
import { cleanText, field, isFields, listOf, textOf, type Fields } from './lenient.ts'
import { numbered } from './numbered.ts'
import { fitLabel } from './source.ts'

/** What readers of structured files (JSON) share: counting, unique refs, zones within zones, and what words of a file state. */

const maxThings = 20_000

/** The JSON of a file, with every text in it free of NUL and of halves of characters, which no store and no signature can hold. */
export function cleanJson(bytes: Uint8Array, file: string): unknown {
  return cleaned(parseJsonSource(bytes, file))
}

/** A parsed value with every text in it free of NUL and of halves of characters. Nesting is bounded by the parser. */
export function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleaned)
  return isFields(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [cleanText(key), cleaned(one)])) : value
}

/** The records that the file lists under `name`; entries that are none are told in `dropped`. */
export function recordsOf(root: Fields, name: string, dropped: Dropped[]): Fields[] {
  const all = listOf(field(root, name))
  const found = all.filter(isFields)
  if (found.length < all.length) dropped.push({ what: `${String(all.length - found.length)} entries of ${name}`, why: 'not records with fields' })
  return found
}

/** What a file lists, counted before anything is made of it. */
export interface Listed {
  elements: number
  labels: number
  edges: number
  flowLabels: number
}

/** The report of a draft against what its file lists. */
export function structuredReport({ elements, flows }: Draft, listed: Listed, dropped: Dropped[]): ImportReport {
  const refs = new Set(elements.map(({ ref }) => ref))
  const connected = flows.filter(({ source, target }) => source !== null && target !== null && refs.has(source) && refs.has(target))
  return {
    elements: { parsed: elements.length, candidates: listed.elements },
    edges: { parsed: connected.length, candidates: listed.edges },
    labels: { parsed: elements.filter(({ label }) => label !== '').length, candidates: listed.labels },
    flowLabels: { parsed: connected.filter(({ label }) => label !== '').length, candidates: listed.flowLabels },
    dropped,
  }
}

/** Refuses more parts than a diagram can be worked with. */
export function checkSize(file: string, count: number): void {
  if (count > maxThings) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxThings)} parts, found ${String(count)}` })
}

/** Hands out ids that stand once; a second of the same is numbered and told. */
export function onceIds(what: string, dropped: Dropped[]): (id: string) => string {
  const unique = numbered(what)
  return (id) => {
    const base = cutText(id, 400) || what
    const free = unique(base)
    if (free !== base && id !== '') dropped.push({ what: `${what} ${quote(base)}`, why: `its id ${quote(base)} stands twice; both are kept` })
    return free
  }
}

/** A label on one line, at most 500 characters. */
export function labelOf(value: unknown, what: string, dropped: Dropped[]): string {
  return fitLabel(oneLine(textOf(value, 2_000_000)), what, dropped)
}

/** Refuses boundaries inside each other in a circle, which no drawing has. */
export function checkCircles(file: string, place: string, parents: ReadonlyMap<string, string | null>): void {
  const done = new Set<string>()
  for (const start of parents.keys()) {
    const path = new Set<string>()
    for (let at: string | null = start; at !== null && !done.has(at); at = parents.get(at) ?? null) {
      if (path.has(at)) throw new FileProblem({ file, place, expected: 'parents that do not go in a circle' })
      path.add(at)
    }
    for (const one of path) done.add(one)
  }
}

/** Facts that a property of the file states. */
export function stated(facts: Readonly<Record<string, string | undefined>>, property: string): Facts {
  const origin = { by: 'import' as const, detail: originPhrases.say('property', { text: cutText(property, 120) }) }
  return Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, { value, origin }]])))
}

const protocols: readonly (readonly [RegExp, Record<string, string>])[] = [
  [/^mtls|mutual tls/, { encrypted: 'yes', authenticated: 'yes' }],
  [/^https/, { protocol: 'https', encrypted: 'yes' }],
  [/^http/, { protocol: 'http', encrypted: 'no' }],
  [/^wss/, { protocol: 'websocket', encrypted: 'yes' }],
  [/^(?:ws|websocket)/, { protocol: 'websocket' }],
  [/^(?:tls|ssl)/, { encrypted: 'yes' }],
  [/^grpc/, { protocol: 'grpc' }],
  [/^ssh/, { protocol: 'ssh', encrypted: 'yes' }],
  [/^(?:sftp|ftps|scp)/, { protocol: 'file', encrypted: 'yes' }],
  [/^ftp/, { protocol: 'file', encrypted: 'no' }],
  [/^(?:sql|jdbc|mysql|postgres)/, { protocol: 'sql' }],
  [/^smtp/, { protocol: 'smtp' }],
  [/^mqtt/, { protocol: 'mqtt' }],
  [/^amqp/, { protocol: 'amqp' }],
  [/^tcp/, { protocol: 'tcp' }],
  [/^udp/, { protocol: 'udp' }],
  [/^bluetooth|^ble$/, { protocol: 'bluetooth' }],
]

/** What the name of a protocol states of a flow. */
export function protocolFacts(protocol: string): Facts {
  const name = protocol.trim().toLowerCase()
  const found = protocols.find(([pattern]) => pattern.test(name))
  return found ? stated(found[1], `protocol: ${protocol.trim()}`) : {}
}

const words: readonly (readonly [RegExp, Stride])[] = [
  [/spoof|impersonat|phish|fake identit|brute.?force|credential|session hijack|sidejack|stolen/, 'Spoofing'],
  [/tamper|inject|poison|modif|manipulat|overflow|overwrit|forge|corrupt|perturb|adversarial|scripting|\bxss\b/, 'Tampering'],
  [/repudiat|audit|untrace|without a trace|missing log/, 'Repudiation'],
  [/disclos|leak|expos|exfiltrat|eavesdrop|sniff|intercept|steal|read the|excavation|fingerprint/, 'Information Disclosure'],
  [/denial|\bdos\b|ddos|flood|exhaust|crash|outage|unavailab/, 'Denial of Service'],
  [/privilege|escalat|code execution|\brce\b|take ?over|compromis|unauthori[sz]ed access|bypass/, 'Elevation of Privilege'],
]

/** The categories that the words of a threat suggest, where its file states none: a guess, to be told as one. Tampering where they suggest nothing. */
export function guessStride(text: string): Stride[] {
  const lower = text.toLowerCase()
  const found = words.flatMap(([pattern, stride]) => {
    const at = lower.search(pattern)
    return at < 0 ? [] : [{ at, stride }]
  })
  return found.length === 0 ? ['Tampering'] : found.sort((a, b) => a.at - b.at).slice(0, 2).map(({ stride }) => stride)
}
