import type { Reference } from '../../shared/domain/reference.ts'
import { loadCatalogue, type Catalogue } from './catalogue.ts'

/**
 * What the shipped catalogue says of the references of one document, in their order, each kept verbatim.
 * ASVS ids without a version are read in the version that knows most of all given ones (the newest where several do).
 * Give all references of a document at once: the version is chosen over the whole.
 */
export function checkReferences(texts: readonly string[], catalogue: string | Catalogue): Reference[] {
  const known = typeof catalogue === 'string' ? loadCatalogue(catalogue) : catalogue
  const asvs = texts.map(parseAsvs)
  const fits = bestVersion(asvs.filter((id) => id !== null && id.version === null).map((id) => id?.id ?? ''), known)
  return texts.map((text, index) => {
    const id = asvs[index]
    if (id) return checkAsvs(text, id, fits, known)
    const cwe = /^CWE-(\d+)$/i.exec(text.trim())?.[1]
    if (cwe !== undefined) return checkCwe(text, cwe, known)
    const capec = /^CAPEC-(\d+)$/i.exec(text.trim())?.[1]
    if (capec !== undefined) return { text, flag: flagOf(own(known.capec.patterns, capec)), readAs: null }
    return { text, flag: 'unknown-scheme', readAs: null }
  })
}

interface AsvsId {
  version: string | null
  id: string
}

/** `ASVS V9.1.1`, `ASVS 5.0.0 V12.2.1`, `ASVS v5.0.0-12.2.1`, `v4.0.3-9.1.1`. */
function parseAsvs(text: string): AsvsId | null {
  const match = /^(?:OWASP\s+)?ASVS\s+(?:v?(\d+\.\d+(?:\.\d+)?)[\s-]+)?V?(\d+\.\d+\.\d+)$/i.exec(text.trim()) ?? /^v(\d+\.\d+\.\d+)-(\d+\.\d+\.\d+)$/.exec(text.trim())
  const id = match?.[2]
  if (match === null || id === undefined) return null
  const version = match[1]
  return { version: version === undefined ? null : version.split('.').length === 2 ? `${version}.0` : version, id: `V${id}` }
}

function checkAsvs(text: string, { version, id }: AsvsId, fits: string | null, known: Catalogue): Reference {
  const reading = version ?? fits
  const readAs = version === null && reading !== null ? `ASVS ${reading} ${id}` : null
  const status = reading === null ? undefined : own(own(known.asvs.versions, reading) ?? {}, id)
  return { text, flag: status === undefined ? 'missing' : status === 'deleted' ? 'deprecated' : null, readAs }
}

/** The version in which most ids exist and are not deleted; then in which most exist; then the newest. */
function bestVersion(ids: readonly string[], known: Catalogue): string | null {
  if (ids.length === 0) return null
  const ranked = Object.entries(known.asvs.versions).map(([version, entries]) => {
    const statuses = ids.map((id) => own(entries, id))
    return { version, current: statuses.filter((status) => status === 'current').length, present: statuses.filter((status) => status !== undefined).length }
  })
  ranked.sort((a, b) => b.current - a.current || b.present - a.present || compareVersions(b.version, a.version))
  return ranked[0]?.version ?? null
}

function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function checkCwe(text: string, id: string, known: Catalogue): Reference {
  const number = String(Number(id))
  if (known.cwe.categories.includes(number) || known.cwe.views.includes(number)) return { text, flag: 'not-a-weakness', readAs: null }
  return { text, flag: flagOf(own(known.cwe.weaknesses, number)), readAs: null }
}

function flagOf(entry: readonly [string, string] | undefined): Reference['flag'] {
  if (entry === undefined) return 'missing'
  return entry[1] === 'deprecated' ? 'deprecated' : null
}

function own<Value>(record: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
