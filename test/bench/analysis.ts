import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyze } from '../../src/main/stride/analyze.ts'
import { loadRuleBook } from '../../src/main/stride/book.ts'
import { recognise } from '../../src/main/stride/recognise.ts'
import { generatedModel } from '../fixtures/stride/generate.ts'

/**
 * Times `runs` analyses of a generated model after `warm` untimed ones; milliseconds. `cpu` is the median of processor time,
 * collector threads included: on a machine that is busy with other things it says more than the clock.
 */
function measure(elements: number, flows: number, warm: number, runs: number) {
  const book = loadRuleBook(path.resolve(import.meta.dirname, '../../resources'))
  const model = recognise(generatedModel(elements, flows, 1), book)
  let findings = 0
  const times: number[] = []
  const cpus: number[] = []
  for (let run = 0; run < warm + runs; run++) {
    const before = process.cpuUsage()
    const start = performance.now()
    findings = analyze(model, book).findings.length
    const wall = performance.now() - start
    const used = process.cpuUsage(before)
    if (run < warm) continue
    times.push(wall)
    cpus.push((used.user + used.system) / 1000)
  }
  times.sort((a, b) => a - b)
  cpus.sort((a, b) => a - b)
  const at = (list: readonly number[], share: number) => list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN
  return { elements, flows, findings, median: at(times, 0.5), p95: at(times, 0.95), best: times[0] ?? Number.NaN, cpu: at(cpus, 0.5) }
}

/** Prints what the analysis of a generated model takes, and what ten times as large a one takes in proportion. */
export function bench(): void {
  const small = measure(1_000, 2_000, 8, 30)
  const large = measure(10_000, 20_000, 2, 7)
  for (const { elements, flows, findings, median, p95, best, cpu } of [small, large]) {
    console.log(`analysis ${elements}/${flows}: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, best ${best.toFixed(1)} ms, cpu ${cpu.toFixed(1)} ms, ${findings} findings (${(findings / (elements + flows)).toFixed(2)} per part)`)
  }
  console.log(`analysis 10x size: ${(large.median / small.median).toFixed(1)} times the time, ${(large.cpu / small.cpu).toFixed(1)} times the cpu`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bench()
