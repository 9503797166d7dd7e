import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { recognise } from '../../src/main/stride/vocabulary/recognise.ts'
import { loadRuleBook } from '../../src/main/stride/packs/book.ts'
import { choiceOf } from '../../src/main/stride/packs/rule-choice.ts'
import { workerLimits } from '../../src/main/app/jobs.ts'
import { addModel } from '../../src/main/store/models.ts'
import { generatedModel } from '../fixtures/stride/generate.ts'
import { startTestApp } from '../support/app.ts'
import { measured, report, share, type Measured } from './report.ts'

interface Sample extends Measured {
  what: string
  findings: number
}

const sizes = [
  { elements: 1_000, flows: 2_000, warm: 6, runs: 20 },
  { elements: 3_000, flows: 6_000, warm: 1, runs: 6 },
  { elements: 10_000, flows: 20_000, warm: 1, runs: 4 },
]
const kinds = ['move', 'rename', 'connect', 'answer', 'answerFlow', 'remove']

/** Everything is measured within one worker of the application's kind. */
async function samples(): Promise<Map<string, Sample[]>> {
  const found = new Map<string, Sample[]>()
  const file = fileURLToPath(new URL('../support/analysis-thread.ts', import.meta.url))
  await new Promise<void>((resolve, reject) => {
    const worker = new Worker(file, { workerData: { sizes, edits: { kinds, runs: 30 } }, resourceLimits: workerLimits })
    worker.on('message', (sample: Sample) => found.set(sample.what, [...(found.get(sample.what) ?? []), sample]))
    worker.on('error', reject)
    worker.on('exit', () => resolve())
  })
  return found
}

/** Whole analyses by size: how long, how the time grows, how much is found. */
function reportSizes(found: ReadonlyMap<string, readonly Sample[]>): void {
  const first = measured(found.get('1000') ?? [])
  for (const { elements, flows } of sizes) {
    const of = found.get(String(elements)) ?? []
    const figures = measured(of)
    const findings = of.at(-1)?.findings ?? 0
    const times = (figures.cpu ?? Number.NaN) / (first.cpu ?? Number.NaN)
    const growth = elements === 1_000 ? '' : `${(figures.median / first.median).toFixed(1)} times by the clock, ${times.toFixed(1)} by the processor, exponent ${(Math.log(times) / Math.log(elements / 1_000)).toFixed(2)}; `
    report(`analysis, ${String(elements)}/${String(flows)}, all packs`, figures, elements === 1_000 ? 'median 60 ms' : elements === 10_000 ? '12 times that' : '', `${growth}${String(findings)} findings, ${(findings / (elements + flows)).toFixed(2)} per part`)
  }
}

function reportEdits(found: ReadonlyMap<string, readonly Sample[]>): void {
  for (const kind of kinds) {
    const of = found.get(kind) ?? []
    report(`analysis after one edit: ${kind}, 1000/2000`, measured(of), 'median 10 ms', `${String(share(of.map(({ findings }) => findings), 0.5))} findings anew`)
  }
}

/** How long the event loop of the application is kept at most while the worker analyses a large model and hands it over. */
async function reportEventLoop(): Promise<void> {
  const running = await startTestApp('MessagePort')
  const { context } = running.app
  const { id: project } = await running.api.project.create({ name: 'Large' })
  const book = loadRuleBook(join(import.meta.dirname, '../../resources'))
  const prefix = randomUUID().slice(0, 8)
  const { elements, flows, boundaries } = recognise(generatedModel(10_000, 20_000, 1), book)
  const diagrams = [{ id: `${prefix}d`, name: 'Generated', order: 1 }]
  addModel(context.db, project, { diagrams, elements: elements.map((part) => ({ ...part, diagram: `${prefix}d` })), flows: flows.map((part) => ({ ...part, diagram: `${prefix}d` })), boundaries: boundaries.map((part) => ({ ...part, diagram: `${prefix}d` })) })
  // Lets the writing and the start of the worker pass.
  await context.jobs.run('rules', { own: '' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  let pieces = 0
  delay.enable()
  const start = performance.now()
  const choice = choiceOf({ packs: {}, rules: {}, suppressed: [] })
  await context.jobs.run('analyze-project', { project, own: '', choice, since: null }, { onPiece: () => (pieces += 1) })
  const took = performance.now() - start
  delay.disable()
  console.log(`event loop during 10000/20000 in the worker, ${took.toFixed(0)} ms in ${String(pieces)} pieces: p50 ${(delay.percentile(50) / 1e6).toFixed(1)}, p99 ${(delay.percentile(99) / 1e6).toFixed(1)}, worst ${(delay.max / 1e6).toFixed(1)} ms (budget 50 ms)`)
  await running.close()
}

/** Prints what analyses take: whole ones of three sizes, after an edit of each kind, and how the event loop fares meanwhile. */
export async function bench(): Promise<void> {
  const found = await samples()
  reportSizes(found)
  reportEdits(found)
  await reportEventLoop()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench()
