import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const Entry = z.tuple([z.string(), z.enum(['current', 'deprecated', 'discouraged', 'prohibited'])])
const CweFile = z.strictObject({ version: z.string(), weaknesses: z.record(z.string(), Entry), categories: z.array(z.string()), views: z.array(z.string()) })
const CapecFile = z.strictObject({ version: z.string(), patterns: z.record(z.string(), Entry) })
/** `weaknesses`: by version, the CWE that a requirement is about, where the version says so. */
const AsvsFile = z.strictObject({ versions: z.record(z.string(), z.record(z.string(), z.enum(['current', 'deleted']))), weaknesses: z.record(z.string(), z.record(z.string(), z.string())) })
/** Weaknesses that are commonly taken together; not every weakness is in one, and one may be in two. */
const FamiliesFile = z.strictObject({ source: z.string(), families: z.record(z.string(), z.array(z.string())) })

/** The shipped ids and their status. Names are kept for CWE and CAPEC. */
export interface Catalogue {
  cwe: z.infer<typeof CweFile>
  capec: z.infer<typeof CapecFile>
  asvs: z.infer<typeof AsvsFile>
  families: z.infer<typeof FamiliesFile>
}

/** Reads `cwe.json`, `capec.json`, `asvs.json` and `cwe-families.json` of `resourcesDir/catalogue`. */
export function loadCatalogue(resourcesDir: string): Catalogue {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(resourcesDir, 'catalogue', name), 'utf8'))
  return { cwe: CweFile.parse(read('cwe.json')), capec: CapecFile.parse(read('capec.json')), asvs: AsvsFile.parse(read('asvs.json')), families: FamiliesFile.parse(read('cwe-families.json')) }
}
