import type { Reference } from '../../../shared/domain/reference.ts'
import { loadCatalogue, type Catalogue } from './catalogue.ts'

/** What the shipped catalogue says of the references of one row, in their order: {@link checkRows} for a document of one. */
export function checkReferences(texts: readonly string[], catalogue: string | Catalogue): Reference[] {
  return checkRows([texts], catalogue)[0] ?? []
}

/**
 * What the shipped catalogue says of the references of one document, row by row, each kept verbatim.
 * ASVS ids without a version are read in the version that fits the whole document best (the newest where several do),
 * so give all rows at once. A requirement is a mismatch where it is about another weakness than all that its row cites.
 */
export function checkRows(rows: readonly (readonly string[])[], catalogue: string | Catalogue): Reference[][] {
  const known = typeof catalogue === 'string' ? loadCatalogue(catalogue) : catalogue
  const parsed = rows.map((texts) => ({ asvs: texts.map(parseAsvs), cited: texts.map(parseCwe).filter((cwe) => cwe !== null) }))
  const fits = bestVersion(parsed.flatMap(({ asvs, cited }) => asvs.filter((id) => id !== null).filter(({ version }) => version === null).map(({ id }) => ({ id, cited }))), known)
  return rows.map((texts, row) => texts.map((text, index) => {
    const id = parsed[row]?.asvs[index]
    if (id) return checkAsvs(text, id, fits, parsed[row]?.cited ?? [], known)
    const cwe = parseCwe(text)
    if (cwe !== null) return checkCwe(text, cwe, known)
    const capec = /^CAPEC-(\d+)$/i.exec(text.trim())?.[1]
    if (capec !== undefined) return { text, flag: flagOf(own(known.capec.patterns, capec)), readAs: null }
    return { text, flag: 'unknown-scheme', readAs: null }
  }))
}

/** The number of `CWE-319`, without leading noughts. */
function parseCwe(text: string): string | null {
  const number = /^CWE-(\d+)$/i.exec(text.trim())?.[1]
  return number === undefined ? null : String(Number(number))
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

function checkAsvs(text: string, { version, id }: AsvsId, fits: string | null, cited: readonly string[], known: Catalogue): Reference {
  const reading = version ?? fits
  const readAs = version === null && reading !== null ? `ASVS ${reading} ${id}` : null
  const status = reading === null ? undefined : own(own(known.asvs.versions, reading) ?? {}, id)
  if (reading === null || status === undefined) return { text, flag: 'missing', readAs }
  if (status === 'deleted') return { text, flag: 'deprecated', readAs }
  return { text, flag: kinship(reading, id, cited, known) === 'other' ? 'mismatch' : null, readAs }
}

/**
 * What one citation says for a version. That an id exists there says little, for versions share most of their numbers; that it
 * is about the very weakness cited beside it would hardly happen by chance; and one about another weakness says nothing.
 */
const weights = { same: 5, kin: 2, open: 1, other: 0 } as const

/** The version with the most evidence over all citations, the newest of equals; null where there are none. */
function bestVersion(citations: readonly { id: string; cited: readonly string[] }[], known: Catalogue): string | null {
  if (citations.length === 0) return null
  const ranked = Object.entries(known.asvs.versions).map(([version, entries]) => {
    const current = citations.filter(({ id }) => own(entries, id) === 'current')
    return { version, evidence: current.reduce((sum, { id, cited }) => sum + weights[kinship(version, id, cited, known)], 0), present: citations.filter(({ id }) => own(entries, id) !== undefined).length }
  })
  ranked.sort((a, b) => b.evidence - a.evidence || b.present - a.present || compareVersions(b.version, a.version))
  return ranked[0]?.version ?? null
}

/**
 * How the weakness that requirement `id` of `version` is about stands to those `cited` beside it: `same`; `kin`, where its chapter is about one
 * of them too, or they are in one family; `other`, where the families of all are known and none is shared; else `open`.
 */
function kinship(version: string, id: string, cited: readonly string[], known: Catalogue): keyof typeof weights {
  const mapped = own(known.asvs.weaknesses, version) ?? {}
  const about = own(mapped, id)
  if (about === undefined || cited.length === 0) return 'open'
  if (cited.includes(about)) return 'same'
  const chapter = `${id.split('.')[0] ?? ''}.`
  if (Object.entries(mapped).some(([other, cwe]) => other.startsWith(chapter) && cited.includes(cwe))) return 'kin'
  const home = familiesOf(about, known)
  const others = cited.map((cwe) => familiesOf(cwe, known))
  if (others.flat().some((family) => home.includes(family))) return 'kin'
  return home.length > 0 && others.every((families) => families.length > 0) ? 'other' : 'open'
}

function familiesOf(cwe: string, known: Catalogue): string[] {
  return Object.entries(known.families.families).filter(([, members]) => members.includes(cwe)).map(([name]) => name)
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

function checkCwe(text: string, number: string, known: Catalogue): Reference {
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
