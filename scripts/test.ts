import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
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
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
})

/** What vitest's JSON report says. A file that could not be loaded has no tests to fail, so a bad end without failures is one. */
export function readVitest(json: unknown, exitCode: number | null): { counts: Counts; skipped: string[] } {
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
  }
}

const Annotation = z.object({ type: z.string(), description: z.string().optional() })
const Spec = z.object({ title: z.string(), tests: z.array(z.object({ status: z.string(), annotations: z.array(Annotation) })) })
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

function flakySpecs(suite: Suite): string[] {
  const own = suite.specs.filter((spec) => spec.tests.some((test) => test.status === 'flaky')).map((spec) => spec.title)
  return [...own, ...(suite.suites ?? []).flatMap(flakySpecs)]
}

/** What Playwright's JSON report says. A story that passed at its second try, which CI allows, has passed, and is named. */
export function readPlaywright(json: unknown, exitCode: number | null): { counts: Counts; skipped: string[] } {
  const { stats, suites, errors } = PlaywrightReport.parse(json)
  const failed = stats.unexpected
  for (const title of suites.flatMap(flakySpecs)) console.log(`passed at the second try only: ${title}`)
  const failedOtherwise = (exitCode !== 0 || errors.length > 0) && failed === 0
  return {
    counts: { passed: stats.expected + stats.flaky, failed: failed + (failedOtherwise ? 1 : 0), skipped: stats.skipped },
    skipped: suites.flatMap(skippedSpecs),
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
function check({ title, args }: Check): Promise<Counts> {
  const started = Date.now()
  const child = spawn(process.execPath, [...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise((done) => {
    const end = (ok: boolean, how: string) => {
      console.log(`\n== ${title}\n${said.trim() === '' ? '' : `${said.trimEnd()}\n`}== ${title}: ${how} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
      done(ok ? nothing : oneFailure)
    }
    child.once('error', (error) => end(false, `FAILED: ${error.message}`))
    child.once('close', (code) => end(code === 0, code === 0 ? 'ok' : 'FAILED'))
  })
}

/** As many at a time as there are processors, four at most: each wants up to a gigabyte. */
async function runChecks(): Promise<Counts> {
  const waiting = checks()
  const counts: Counts[] = []
  async function lane(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) counts.push(await check(next))
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane))
  return sum(counts)
}

function report(file: string, exitCode: number | null, read: typeof readVitest): Counts {
  if (!existsSync(file)) return oneFailure
  const { counts, skipped } = read(JSON.parse(readFileSync(file, 'utf8')), exitCode)
  for (const what of skipped) console.log(`skipped: ${what}`)
  return counts
}

function unit(): Counts {
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

function endToEnd(): Counts {
  const chromium = ensureChromium()
  if (chromium === null) return oneFailure
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
  const { passed, failed, skipped } = sum([checked, unit(), endToEnd()])
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed > 0 ? 1 : 0
}
