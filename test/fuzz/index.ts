import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outcomeOf } from './promise.ts'
import { randomOf } from './random.ts'
import { fuzzedFormats, fuzzer, type FuzzedFormat } from './seeds.ts'

/**
 * `node test/fuzz/index.ts FORMAT|all COUNT SEED`: tries COUNT inputs of a format. The same seed makes the same inputs; input number N
 * hangs on SEED + N alone, so `FORMAT 1 SEED+N` makes it again. A failing one is written to a folder of its own, and its path printed.
 */
const [wanted = 'all', count = '1000', seed = '1'] = process.argv.slice(2)
const formats = fuzzedFormats.filter((format) => wanted === 'all' || format === wanted)
if (formats.length === 0) {
  console.error(`formats are ${fuzzedFormats.join(', ')}, or all`)
  process.exit(2)
}

let folder = ''
let failures = 0

async function fuzz(format: FuzzedFormat): Promise<void> {
  const make = fuzzer(format)
  const tally = { read: 0, refused: 0, broken: 0 }
  const seen = new Set<string>()
  const before = process.cpuUsage()
  for (let at = Number(seed); at < Number(seed) + Number(count); at += 1) {
    const { name, bytes } = make(randomOf(at))
    const outcome = await outcomeOf(bytes, name, format)
    tally[typeof outcome === 'string' ? outcome : 'broken'] += 1
    if (typeof outcome === 'string') continue
    failures += 1
    // One of a kind is enough to look at.
    const kind = outcome.broken.replace(/\d+/g, '0').slice(0, 160)
    if (seen.has(kind)) continue
    seen.add(kind)
    folder ||= mkdtempSync(join(tmpdir(), 'dreadnought-fuzz-'))
    const path = join(folder, `${format}-${String(at)}-${name}`)
    writeFileSync(path, bytes)
    console.log(`${format} seed ${String(at)}: ${outcome.broken.split('\n').slice(0, 4).join(' | ').slice(0, 700)}\n  ${path}`)
  }
  const { user, system } = process.cpuUsage(before)
  console.log(`${format}: ${String(tally.read)} read, ${String(tally.refused)} refused, ${String(tally.broken)} broken, ${((user + system) / 1_000_000).toFixed(1)} s`)
}

for (const format of formats) await fuzz(format)
process.exitCode = failures > 0 ? 1 : 0
