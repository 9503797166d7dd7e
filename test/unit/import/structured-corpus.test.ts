import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { otherCounts } from '../../../src/main/cli/import.ts'
import { composerLayout } from '../../../src/shared/list/threat-composer.ts'
import { counts, hasShared, readPath, shared } from './support.ts'

const Expected = z.object({ elements: z.number().optional(), flows: z.number().optional(), threats: z.number(), mitigations: z.number(), assets: z.number().optional(), assumptions: z.number().optional(), mitigationLinks: z.number().optional(), assumptionLinks: z.number().optional() })
const Kept = z.object({ mitigationLinks: z.array(z.unknown()), assumptionLinks: z.array(z.unknown()), assumptions: z.array(z.unknown()) })

describe.skipIf(!hasShared)('Threat Composer and TM-BOM files (skipped where ../shared is not there)', () => {
  const manifest = hasShared ? z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path.join(shared, 'corpus/manifest.json'), 'utf8'))) : {}
  const files = Object.keys(manifest).filter((name) => /^(threat-composer|tm-bom)\//.test(name))

  test('the manifest names some', () => {
    expect(files.length).toBeGreaterThanOrEqual(4)
  })

  test.each(files)('%s gives the counts of its own structure', async (name) => {
    const file = await readPath(path.join(shared, 'corpus', name))
    const { assumptions, mitigationLinks, assumptionLinks, ...wanted } = Expected.parse(manifest[name])
    expect(file.format).toBe(name.split('/')[0])
    expect({ ...counts(file), ...otherCounts(file) }).toMatchObject(wanted)
    expect(file.report.edges).toEqual({ parsed: wanted.flows ?? 0, candidates: wanted.flows ?? 0 })
    if (assumptions === undefined) return
    expect(file.about?.assumptions.length).toBe(assumptions)
    const kept = Kept.parse(JSON.parse(file.listLayout?.[composerLayout.document] ?? ''))
    expect([kept.mitigationLinks.length, kept.assumptionLinks.length, kept.assumptions.length]).toEqual([mitigationLinks, assumptionLinks, assumptions])
  })
})
