import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { matches } from './oracle.ts'
import { root } from './support.ts'

const folder = path.join(root, 'test/fixtures/stride/blind')

/** What the engine finds of what a security lead named before the rules were read: of `named`, `found` at all, `early` within the first 2N. */
const mended = [
  { system: 'azure-shop', named: 12, found: 12, early: 11 },
  { system: 'mobile-bank', named: 12, found: 12, early: 10 },
  { system: 'iot-fleet', named: 11, found: 11, early: 10 },
  { system: 'build-chain', named: 11, found: 11, early: 11 },
  { system: 'tenant-saas', named: 12, found: 12, early: 10 },
  { system: 'assistant', named: 11, found: 11, early: 10 },
  { system: 'hospital', named: 11, found: 11, early: 10 },
  { system: 'file-processing', named: 11, found: 11, early: 9 },
]

async function figures(oracle: string, system: string) {
  const { expected, threats, parts } = await matches(path.join(folder, oracle), system, folder)
  const found = expected.filter(({ at }) => at.length > 0).length
  const early = expected.filter(({ at }) => at.some((place) => place < 2 * expected.length)).length
  return { named: expected.length, found, early, perPart: threats.length / parts }
}

describe('systems that rules were mended by', () => {
  test.each(mended)('B1 $system: $found of $named found, $early within the first 2N', async ({ system, named, found, early }) => {
    const now = await figures('mended.json', system)
    expect(now.named).toBe(named)
    expect(now.found).toBeGreaterThanOrEqual(found)
    expect(now.early).toBeGreaterThanOrEqual(early)
    expect(early / named).toBeGreaterThanOrEqual(0.8)
    expect(now.perPart).toBeLessThanOrEqual(4)
  })
})
