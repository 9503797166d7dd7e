import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { existsSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from '../../scripts/chromium.ts'
import { placedDrawio } from '../fixtures/model/drawio.ts'
import { serveApp, type ServedApp } from '../support/served-app.ts'
import { share } from './report.ts'

const [openings, moveMs, edits, cycles] = [3, 2_000, 10, 20]
const sizes = [
  { elements: 1_000, flows: 2_000, whole: true },
  { elements: 5_000, flows: 10_000, whole: false },
]
/** Steps of the zoom button from a fitted model of 1,000 elements to where labels are read. */
const stepsToWork = 9

interface Bench {
  what: string
  page: Page
  cdp: CDPSession
}

const say = ({ what }: Bench, line: string) => console.log(`${what} ${line}; load ${(loadavg()[0] ?? 0).toFixed(1)}`)

const painted = (page: Page) => page.waitForFunction(() => performance.getEntriesByName('model-painted').length > 0, null, { timeout: 120_000 })

async function importFile(page: Page, url: string, file: string): Promise<void> {
  await page.goto(url)
  await page.getByTestId('import-input').setInputFiles(file)
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click({ timeout: 240_000 })
  await painted(page)
  await page.locator('[data-finding]').first().waitFor({ timeout: 240_000 })
}

const cardOf = (page: Page) => page.getByRole('button', { name: /\d elements/ }).first()

/** Milliseconds from the click on the project in a library that was just loaded to the first picture of its model, and of the longest task after that until the findings are there. */
async function openOnce({ page }: Bench, origin: string): Promise<{ open: number; longest: number }> {
  await page.goto('about:blank')
  await page.goto(`${origin}/#/`)
  await cardOf(page).waitFor()
  await page.waitForTimeout(500)
  await page.evaluate(() => {
    let longest = 0
    new PerformanceObserver((list) => {
      const from = performance.getEntriesByName('model-painted')[0]?.startTime ?? Infinity
      for (const { startTime, duration } of list.getEntries()) {
        if (startTime < from || duration <= longest) continue
        longest = duration
        performance.measure('longest-task', { start: startTime, duration })
      }
    }).observe({ type: 'longtask', buffered: false })
  })
  await cardOf(page).evaluate((button) => button.addEventListener('click', () => performance.mark('model-chosen'), { capture: true, once: true }))
  await cardOf(page).click()
  await painted(page)
  const open = await page.evaluate(() => performance.measure('open', 'model-chosen', 'model-painted').duration)
  await page.locator('[data-finding]').first().waitFor({ timeout: 240_000 })
  await page.waitForTimeout(1_000)
  const longest = await page.evaluate(() => performance.getEntriesByName('longest-task').at(-1)?.duration ?? 0)
  return { open, longest }
}

/** Processor time of the page's main thread so far, in milliseconds. */
async function mainThread({ cdp }: Bench): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

type Motion = 'pan' | 'drag' | 'wheel'

/** Moves the diagram or a node of it by the mouse for a while, as fast as the browser takes it; answers the times between frames meanwhile. */
async function move(page: Page, motion: Motion, at: { x: number; y: number }): Promise<number[]> {
  await page.mouse.move(at.x, at.y)
  if (motion !== 'wheel') await page.mouse.down({ button: motion === 'pan' ? 'middle' : 'left' })
  const frames = page.evaluate(async (duration) => {
    const times: number[] = []
    await new Promise<void>((done) => {
      const step = (now: number) => {
        times.push(now)
        if (now - (times[0] ?? now) < duration) requestAnimationFrame(step)
        else done()
      }
      requestAnimationFrame(step)
    })
    return times.slice(1).map((time, index) => time - (times[index] ?? time))
  }, moveMs)
  let moving = true
  void frames.finally(() => {
    moving = false
  })
  const [wide, high] = motion === 'pan' ? [300, 160] : [90, 60]
  for (const start = performance.now(); moving; ) {
    const turn = (performance.now() - start) / 600
    if (motion === 'wheel') await page.mouse.wheel(0, Math.sin(turn) * 40)
    else await page.mouse.move(at.x + Math.sin(turn) * wide, at.y + (1 - Math.cos(turn)) * high)
  }
  if (motion !== 'wheel') await page.mouse.up({ button: motion === 'pan' ? 'middle' : 'left' })
  return frames
}

async function reportMotion(bench: Bench, motion: Motion, where: string, budget: string, at: { x: number; y: number }): Promise<void> {
  await bench.page.waitForTimeout(1_200)
  const before = await mainThread(bench)
  const gaps = await move(bench.page, motion, at)
  const busy = (await mainThread(bench)) - before
  const all = gaps.reduce((sum, gap) => sum + gap, 0)
  say(bench, `${motion}, ${where}: ${((gaps.length / all) * 1000).toFixed(1)} frames/s (gap median ${share(gaps, 0.5).toFixed(0)} ms, p95 ${share(gaps, 0.95).toFixed(0)} ms, main thread ${(busy / gaps.length).toFixed(1)} ms a frame; budget ${budget})`)
}

/** A node that can be taken hold of, found by what the inspector says when it is clicked; null where all are too small to be hit. */
async function findNode(page: Page): Promise<{ x: number; y: number } | null> {
  for (let y = 250; y < 700; y += 23) {
    for (let x = 250; x < 900; x += 61) {
      await page.keyboard.press('Escape')
      await page.mouse.click(x, y)
      await page.waitForTimeout(120)
      if (await page.getByRole('complementary').getByRole('group', { name: 'Kind' }).isVisible()) return { x, y }
    }
  }
  return null
}

async function reportDrag(bench: Bench, where: string, budget: string): Promise<void> {
  const node = await findNode(bench.page)
  if (node) await reportMotion(bench, 'drag', where, budget, node)
  else say(bench, `drag, ${where}: no node is large enough to be hit`)
}

/** Renames what is chosen, moves it, and takes both back: milliseconds from the key to the picture that shows it, and of the main thread. */
async function reportEdits(bench: Bench): Promise<void> {
  const { page } = bench
  const name = page.getByRole('complementary').getByRole('textbox', { name: 'Name' })
  const timed = async (key: string) => {
    await page.evaluate(() => {
      performance.clearMarks('model-shown')
      performance.clearMarks('key')
      window.addEventListener('keydown', () => performance.mark('key'), { capture: true, once: true })
    })
    const before = await mainThread(bench)
    await page.keyboard.press(key)
    await page.waitForFunction(() => performance.getEntriesByName('model-shown').length > 0, null, { timeout: 120_000 })
    const took = await page.evaluate(() => performance.measure('edit', 'key', 'model-shown').duration)
    await page.waitForTimeout(700)
    return { took, busy: (await mainThread(bench)) - before }
  }
  const figures: Record<'rename' | 'move' | 'undo', { took: number; busy: number }[]> = { rename: [], move: [], undo: [] }
  for (let run = 0; run < edits; run++) {
    await name.fill(`Renamed ${run}`)
    figures.rename.push(await timed('Enter'))
    await page.getByRole('heading').first().click()
    figures.undo.push(await timed('Control+z'))
    figures.move.push(await timed('Shift+ArrowRight'))
    figures.undo.push(await timed('Control+z'))
  }
  for (const [what, all] of Object.entries(figures)) {
    const took = all.map((one) => one.took)
    say(bench, `${what}, from the key to the picture: median ${share(took, 0.5).toFixed(0)} ms, p95 ${share(took, 0.95).toFixed(0)} ms, main thread until quiet ${share(all.map((one) => one.busy), 0.5).toFixed(0)} ms`)
  }
}

/** Opens and closes the model again and again in one page; prints how much of the heap stays in use. */
async function reportHeap(bench: Bench): Promise<void> {
  const { page, cdp } = bench
  const used = async () => {
    await cdp.send('HeapProfiler.collectGarbage')
    return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6
  }
  const after: number[] = []
  for (let cycle = 0; cycle <= cycles; cycle++) {
    await page.getByRole('link', { name: 'Library' }).first().click()
    await cardOf(page).waitFor()
    after.push(await used())
    if (cycle === cycles) break
    await page.evaluate(() => performance.clearMarks('model-painted'))
    await cardOf(page).click()
    await painted(page)
    await page.waitForTimeout(300)
  }
  // The first time, what stays is kept on purpose: the model and its analysis, so that the next opening finds them.
  const [first, last] = [after[1] ?? 0, after.at(-1) ?? 0]
  say(bench, `heap in the library, opened and closed ${cycles} times: ${first.toFixed(1)} MB after the first, ${last.toFixed(1)} MB after the last (${(last - first).toFixed(1)} MB more)`)
}

async function measure(browser: Browser, app: ServedApp, { elements, flows, whole }: (typeof sizes)[number]): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const cdp = await page.context().newCDPSession(page)
  // Processor time, not the clock's: others may use this machine too.
  await cdp.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' })
  await cdp.send('Performance.enable')
  const bench: Bench = { what: `graph ${elements}/${flows}`, page, cdp }
  const { origin } = new URL(app.url)
  const file = join(app.dataDir, `large-${elements}.drawio`)
  writeFileSync(file, placedDrawio(elements, flows, 1))
  await importFile(page, app.url, file)
  const opened: { open: number; longest: number }[] = []
  for (let run = 0; run < openings; run++) opened.push(await openOnce(bench, origin))
  const open = opened.map((one) => one.open)
  say(bench, `from the library to its first picture: median ${share(open, 0.5).toFixed(0)} ms, worst ${Math.max(...open).toFixed(0)} ms (budget ${whole ? '1500 ms' : 'none'}); longest task after it: median ${share(opened.map((one) => one.longest), 0.5).toFixed(0)} ms`)
  const middle = { x: 580, y: 480 }
  await reportMotion(bench, 'pan', 'all in view', whole ? '20' : 'none', middle)
  await reportMotion(bench, 'wheel', 'all in view', 'none', middle)
  await page.getByRole('button', { name: 'Fit' }).click()
  await reportDrag(bench, 'all in view', whole ? '20' : 'none')
  await page.keyboard.press('Escape')
  for (let step = 0; step < stepsToWork; step++) await page.getByRole('button', { name: 'Zoom in' }).click()
  await page.waitForTimeout(500)
  await reportMotion(bench, 'pan', 'working zoom', '30', middle)
  await reportDrag(bench, 'working zoom', '30')
  if (whole) {
    await page.waitForTimeout(1_000)
    await findNode(page)
    await reportEdits(bench)
  }
  if (whole) await reportHeap(bench)
  await page.close()
}

/** Prints how soon a large model is seen, how it moves, and what it leaves behind, in a Chromium that draws by software. */
export async function bench(): Promise<void> {
  const root = resolve(import.meta.dirname, '../..')
  const executablePath = findChromium({ whole: true })
  if (executablePath === null) return console.log('graph: skipped, there is no Chromium')
  if (!existsSync(join(root, 'out/main/serve.js'))) return console.log('graph: skipped, the app is not built (npm run build)')
  for (const size of sizes) {
    // A library of its own, so that nothing of the one is worked on while the other is measured.
    const app = await serveApp()
    const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] })
    try {
      await measure(browser, app, size)
    } finally {
      await browser.close()
      await app.close()
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench()
