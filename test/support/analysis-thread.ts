import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { analysisChange } from '../../src/shared/domain/analysis-change.ts'
import type { Model } from '../../src/shared/domain/model.ts'
import { createAnalyzer } from '../../src/main/stride/findings/analyzer.ts'
import { loadRuleBook } from '../../src/main/stride/packs/book.ts'
import { recognise } from '../../src/main/stride/vocabulary/recognise.ts'
import { generatedModel, seeded } from '../fixtures/stride/generate.ts'
import { modelSteps } from '../fixtures/stride/model-edits.ts'

/** Measures analyses in a worker, as the application runs them; answers milliseconds by the clock and of this thread's processor. */
const { sizes, edits } = z.object({ sizes: z.array(z.object({ elements: z.number(), flows: z.number(), warm: z.number(), runs: z.number() })), edits: z.object({ kinds: z.array(z.string()), runs: z.number() }) }).parse(workerData)
const book = loadRuleBook(path.resolve(import.meta.dirname, '../../resources'))
const generated = (elements: number, flows: number): Model => recognise(generatedModel(elements, flows, 1), book)

function timed<Result>(work: () => Result): { result: Result; clock: number; cpu: number } {
  const before = process.threadCpuUsage()
  const start = performance.now()
  const result = work()
  const clock = performance.now() - start
  const { user, system } = process.threadCpuUsage(before)
  return { result, clock, cpu: (user + system) / 1000 }
}

for (const { elements, flows, warm, runs } of sizes) {
  const model = generated(elements, flows)
  for (let run = 0; run < warm + runs; run++) {
    const { result, clock, cpu } = timed(() => createAnalyzer().analyze(model, book))
    if (run >= warm) parentPort?.postMessage({ what: String(elements), clock, cpu, findings: result.findings.length })
  }
}

let model = generated(1_000, 2_000)
const analyzer = createAnalyzer()
let last = analyzer.analyze(model, book)
const random = seeded(7)
for (let run = 0; run < edits.runs; run++) {
  for (const kind of edits.kinds) {
    model = modelSteps[kind]?.(model, (count) => Math.floor(random() * count)) ?? model
    // What goes over to the application belongs to it.
    const { result, clock, cpu } = timed(() => {
      const after = analyzer.analyze(model, book)
      return { after, change: structuredClone(analysisChange(last, after)) }
    })
    last = result.after
    if (run >= edits.runs / 5) parentPort?.postMessage({ what: kind, clock, cpu, findings: result.change.added.findings.length })
  }
}
