import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyze } from '../../src/main/stride/analyze.ts'
import { loadRuleBook } from '../../src/main/stride/book.ts'
import { recognise } from '../../src/main/stride/recognise.ts'
import { generatedModel } from '../fixtures/stride/generate.ts'
import { measured, report, timed, type Measured } from './report.ts'

/** Times `runs` analyses of a generated model after `warm` untimed ones. */
async function measure(elements: number, flows: number, warm: number, runs: number) {
  const book = loadRuleBook(path.resolve(import.meta.dirname, '../../resources'))
  const model = recognise(generatedModel(elements, flows, 1), book)
  let findings = 0
  const times: Measured[] = []
  for (let run = 0; run < warm + runs; run++) {
    const time = await timed(() => {
      findings = analyze(model, book).findings.length
    })
    if (run >= warm) times.push(time)
  }
  return { figures: measured(times), findings: `${String(findings)} findings, ${(findings / (elements + flows)).toFixed(2)} per part` }
}

/** Prints what the analysis of a generated model takes, and what ten times as large a one takes in proportion. */
export async function bench(): Promise<void> {
  const small = await measure(1_000, 2_000, 8, 30)
  report('analysis, 1000/2000, all packs', small.figures, 'median 60 ms', small.findings)
  const large = await measure(10_000, 20_000, 2, 7)
  const times = (large.figures.median / small.figures.median).toFixed(1)
  report('analysis, 10000/20000, all packs', large.figures, '12 times that', `${times} times; ${large.findings}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench()
