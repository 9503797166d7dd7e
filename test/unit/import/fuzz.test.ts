import { expect, test } from 'vitest'
import { outcomeOf } from '../../fuzz/promise.ts'
import { randomOf } from '../../fuzz/random.ts'
import { fuzzedFormats, fuzzer } from '../../fuzz/seeds.ts'

/** By hand for longer: `node test/fuzz/index.ts FORMAT COUNT SEED`. */
const [count, seed] = [120, 1]

test.each(fuzzedFormats)('I19 %s: what is made of good files by chance is refused in a line or read whole', { timeout: 120_000 }, async (format) => {
  const make = fuzzer(format)
  let read = 0
  for (let at = seed; at < seed + count; at += 1) {
    const { name, bytes } = make(randomOf(at))
    const outcome = await outcomeOf(bytes, name, format)
    expect(typeof outcome === 'string' ? '' : outcome.broken, `seed ${String(at)}: node test/fuzz/index.ts ${format} 1 ${String(at)}`).toBe('')
    if (outcome === 'read') read += 1
  }
  // The changes are not so large that nothing is tried but the door.
  expect(read).toBeGreaterThan(count / 20)
})
