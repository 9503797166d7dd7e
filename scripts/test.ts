import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { ensureChromium, findChromium } from './chromium.ts'
import { hasTool, installTools, type MachineTool, machineTools } from './machine-tools.ts'
import { typeChecks } from './types.ts'

const root = resolve(import.meta.dirname, '..')
const results = join(root, 'test-results')

/** Tests by how they ended. A step that fails without having counted a test counts as one failure. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

const nothing: Counts = { passed: 0, failed: 0, skipped: 0 }
const oneFailure: Counts = { passed: 0, failed: 1, skipped: 0 }

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), nothing)
}

const VitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() })),
    }),
  ),
})

/** A step's tests: how many ended how, and the names of those that need a reader. */
export interface StepReport {
  counts: Counts
  /** What was skipped, with the reason where the report has it. */
  skipped: string[]
  /** What failed, with the head of its message. */
  failed: string[]
}

function failedStep(what: string): StepReport {
  return { counts: oneFailure, skipped: [], failed: [what] }
}

/** The head of a failure: a counterexample, its seed and what was expected stand there; what follows is the stack. */
function failure(name: string, message: string): string {
  const head = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => `    ${line.slice(0, 500)}`)
  return [name, ...head].join('\n')
}

/** What vitest's JSON report says. A file that could not be loaded has no tests to fail, so a bad end without failures is one. */
export function readVitest(json: unknown, exitCode: number | null): StepReport {
  const report = VitestReport.parse(json)
  const failedOtherwise = (exitCode !== 0 || !report.success) && report.numFailedTests === 0
  const emptyRun = report.numTotalTests === 0
  return {
    counts: {
      passed: report.numPassedTests,
      failed: report.numFailedTests + (failedOtherwise || emptyRun ? 1 : 0),
      skipped: report.numPendingTests + report.numTodoTests,
    },
    skipped: report.testResults
      .flatMap((file) => file.assertionResults)
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ fullName }) => fullName),
    failed: report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const tests = assertionResults.filter((test) => test.status === 'failed')
      if (status === 'failed' && tests.length === 0) return [failure(name, message)]
      return tests.map(({ fullName, failureMessages }) => failure(`${name}: ${fullName}`, (failureMessages ?? []).join('\n')))
    }),
  }
}

const Annotation = z.object({ type: z.string(), description: z.string().optional() })
const Result = z.object({ errors: z.array(z.object({ message: z.string().optional() })).default([]) })
const Spec = z.object({
  title: z.string(),
  tests: z.array(z.object({ status: z.string(), annotations: z.array(Annotation), results: z.array(Result).default([]) })),
})
interface Suite {
  specs: z.infer<typeof Spec>[]
  suites?: Suite[] | undefined
}
const Suite: z.ZodType<Suite> = z.object({ specs: z.array(Spec), suites: z.lazy(() => z.array(Suite)).optional() })
const PlaywrightReport = z.object({
  suites: z.array(Suite),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

function skippedSpecs(suite: Suite): string[] {
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map((test) => `${spec.title}: ${test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'}`),
  )
  return [...own, ...(suite.suites ?? []).flatMap(skippedSpecs)]
}

/** The stories that ended as `status` says, each with what its tries said. */
function specsThat(status: 'flaky' | 'unexpected', suite: Suite): string[] {
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === status)
      .map(({ results }) => failure(spec.title, results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')).join('\n'))),
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specsThat(status, inner))]
}

/** What Playwright's JSON report says. A story that passed at its second try, which CI allows, has passed, and is named. */
export function readPlaywright(json: unknown, exitCode: number | null): StepReport {
  const { stats, suites, errors } = PlaywrightReport.parse(json)
  const failed = stats.unexpected
  for (const story of suites.flatMap((suite) => specsThat('flaky', suite))) console.log(`passed at the second try only: ${story}`)
  const failedOtherwise = (exitCode !== 0 || errors.length > 0) && failed === 0
  return {
    counts: { passed: stats.expected + stats.flaky, failed: failed + (failedOtherwise ? 1 : 0), skipped: stats.skipped },
    skipped: suites.flatMap(skippedSpecs),
    failed: suites.flatMap((suite) => specsThat('unexpected', suite)),
  }
}

function run(title: string, command: string, args: readonly string[], env: Record<string, string> = {}): number | null {
  console.log(`\n== ${title}`)
  const started = Date.now()
  const { status, error } = spawnSync(command, [...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
  if (error !== undefined) console.error(error.message)
  console.log(`== ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return status
}

interface Check {
  title: string
  /** What the own Node runs, from the root of the repository. */
  args: readonly string[]
}

/** What `npm run lint`, `typecheck` and `build` do, in parts that wait for nothing of each other. The longest come first. */
function checks(): Check[] {
  return [
    { title: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
    ...typeChecks().map(({ world, args }) => ({ title: `types: ${world}`, args })),
    { title: 'build', args: ['scripts/build.ts'] },
    { title: 'lint: imports', args: ['scripts/check-imports.ts'] },
  ]
}

/** Prints what the check said once it has ended, so that two at a time can be read. */
function check({ title, args }: Check): Promise<StepReport> {
  const started = Date.now()
  const child = spawn(process.execPath, [...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise((done) => {
    const end = (ok: boolean, how: string) => {
      console.log(`\n== ${title}\n${said.trim() === '' ? '' : `${said.trimEnd()}\n`}== ${title}: ${how} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
      done(ok ? { counts: nothing, skipped: [], failed: [] } : failedStep(title))
    }
    child.once('error', (error) => end(false, `FAILED: ${error.message}`))
    child.once('close', (code) => end(code === 0, code === 0 ? 'ok' : 'FAILED'))
  })
}

/** As many at a time as there are processors, four at most: each wants up to a gigabyte. */
async function runChecks(): Promise<StepReport[]> {
  const waiting = checks()
  const ended: StepReport[] = []
  async function lane(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) ended.push(await check(next))
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane))
  return ended
}

function report(file: string, exitCode: number | null, read: typeof readVitest): StepReport {
  if (!existsSync(file)) return failedStep(`no report was written: ${file}`)
  return read(JSON.parse(readFileSync(file, 'utf8')), exitCode)
}

function unit(): StepReport {
  const file = join(results, 'vitest.json')
  const code = run('unit and contract tests', process.execPath, [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  return report(file, code, readVitest)
}

function endToEnd(): StepReport {
  const chromium = ensureChromium()
  if (chromium === null) return failedStep('the end-to-end tests found no Chromium')
  const file = join(results, 'playwright.json')
  const code = run('end-to-end tests', process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'test'], { CHROMIUM: chromium })
  return report(file, code, readPlaywright)
}

/** What the tests would miss on this machine. */
function missingTools(): MachineTool[] {
  const { chromium, ...others } = machineTools
  return [...(findChromium() === null ? [chromium] : []), ...Object.values(others).filter((tool) => !hasTool(tool))]
}

if (import.meta.main) {
  // Fetching takes the network, the checks the processors.
  const installed = installTools(missingTools())
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  // Tests start many processes from the same sources; reading those anew takes more than twice as long as what the processes do.
  process.env['NODE_COMPILE_CACHE'] = join(results, 'compiled')
  const checked = await runChecks()
  await installed
  const steps = [...checked, unit(), endToEnd()]
  // Said last, and together: whoever reads only the end of a long run learns what to look at.
  for (const what of steps.flatMap((step) => step.skipped)) console.log(`skipped: ${what}`)
  for (const what of steps.flatMap((step) => step.failed)) console.log(`failed: ${what}`)
  const { passed, failed, skipped } = sum(steps.map(({ counts }) => counts))
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed > 0 ? 1 : 0
}
