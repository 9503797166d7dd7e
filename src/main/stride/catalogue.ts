import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const Entry = z.tuple([z.string(), z.enum(['current', 'deprecated', 'discouraged', 'prohibited'])])
const CweFile = z.strictObject({ version: z.string(), weaknesses: z.record(z.string(), Entry), categories: z.array(z.string()), views: z.array(z.string()) })
const CapecFile = z.strictObject({ version: z.string(), patterns: z.record(z.string(), Entry) })
const AsvsFile = z.strictObject({ versions: z.record(z.string(), z.record(z.string(), z.enum(['current', 'deleted']))) })

/** The shipped ids and their status. Names are kept for CWE and CAPEC. */
export interface Catalogue {
  cwe: z.infer<typeof CweFile>
  capec: z.infer<typeof CapecFile>
  asvs: z.infer<typeof AsvsFile>
}

/** Reads `cwe.json`, `capec.json` and `asvs.json` of `resourcesDir/catalogue`. */
export function loadCatalogue(resourcesDir: string): Catalogue {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(resourcesDir, 'catalogue', name), 'utf8'))
  return { cwe: CweFile.parse(read('cwe.json')), capec: CapecFile.parse(read('capec.json')), asvs: AsvsFile.parse(read('asvs.json')) }
}
