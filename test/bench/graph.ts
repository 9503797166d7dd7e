import { type Browser, chromium, type Page } from '@playwright/test'
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from '../../scripts/chromium.ts'
import { placedDrawio } from '../fixtures/model/drawio.ts'
import { serveApp } from '../support/served-app.ts'
import { share } from './report.ts'

const [elements, flows, openings, panMs] = [1_000, 2_000, 5, 4_000]
const what = `graph ${elements}/${flows}`

const painted = (page: Page) => page.waitForFunction(() => performance.getEntriesByName('model-painted').length > 0, null, { timeout: 60_000 })

async function importFile(page: Page, url: string, file: string): Promise<void> {
  await page.goto(url)
  await page.getByTestId('import-input').setInputFiles(file)
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click({ timeout: 120_000 })
  await painted(page)
}

/** Milliseconds from the click on the project in a library that was just loaded to the first picture of its model. */
async function openOnce(page: Page, origin: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(origin)
  const card = page.getByRole('button', { name: /1,?000 elements/ }).first()
  await card.waitFor()
  await card.evaluate((button) => button.addEventListener('click', () => performance.mark('model-chosen'), { capture: true, once: true }))
  await card.click()
  await painted(page)
  return page.evaluate(() => performance.measure('open', 'model-chosen', 'model-painted').duration)
}

/** Drags the diagram about by the middle button, one step a frame; answers the times between frames. */
async function pan(page: Page): Promise<number[]> {
  return page.evaluate(async (duration) => {
    const place = document.querySelector('[data-testid=graph] > div')
    if (!place) return []
    const { left, top, width, height } = place.getBoundingClientRect()
    const point = (turn: number) => ({ bubbles: true, cancelable: true, pointerId: 7, button: 1, clientX: left + width / 2 + Math.sin(turn) * 300, clientY: top + height / 2 + Math.cos(turn) * 160 })
    const times: number[] = []
    place.dispatchEvent(new PointerEvent('pointerdown', point(0)))
    await new Promise<void>((done) => {
      const step = (now: number) => {
        times.push(now)
        const passed = now - (times[0] ?? now)
        window.dispatchEvent(new PointerEvent('pointermove', point(passed / 600)))
        if (passed < duration) requestAnimationFrame(step)
        else done()
      }
      requestAnimationFrame(step)
    })
    window.dispatchEvent(new PointerEvent('pointerup', point(0)))
    return times.slice(1).map((time, index) => time - (times[index] ?? time))
  }, panMs)
}

async function reportPan(page: Page, where: string, budget: number): Promise<void> {
  await page.waitForTimeout(1_500)
  const gaps = await pan(page)
  const all = gaps.reduce((sum, gap) => sum + gap, 0)
  console.log(`${what} panned, ${where}: ${((gaps.length / all) * 1000).toFixed(1)} frames/s (median gap ${share(gaps, 0.5).toFixed(0)} ms, p95 ${share(gaps, 0.95).toFixed(0)} ms; budget ${budget} frames/s)`)
}

async function measure(browser: Browser, url: string, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  await importFile(page, url, file)
  const opened: number[] = []
  for (let run = 0; run < openings; run++) opened.push(await openOnce(page, new URL(url).origin))
  console.log(`${what} from the library to its first picture: median ${share(opened, 0.5).toFixed(0)} ms, worst ${Math.max(...opened).toFixed(0)} ms (budget 1500 ms)`)
  await page.locator('[data-finding]').first().waitFor({ timeout: 60_000 })
  await reportPan(page, 'all in view', 20)
  // Nine steps of the button lead to where labels are read.
  for (let step = 0; step < 9; step++) await page.getByRole('button', { name: 'Zoom in' }).click()
  await reportPan(page, 'working zoom', 30)
}

/** Prints how soon a large model is seen and how it pans, in a Chromium that draws by software. */
export async function bench(): Promise<void> {
  const root = resolve(import.meta.dirname, '../..')
  const executablePath = findChromium()
  if (executablePath === null) return console.log(`${what}: skipped, there is no Chromium`)
  if (!existsSync(join(root, 'out/main/serve.js'))) return console.log(`${what}: skipped, the app is not built (npm run build)`)
  const app = await serveApp()
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] })
  try {
    const file = join(app.dataDir, 'large.drawio')
    writeFileSync(file, placedDrawio(elements, flows, 1))
    await measure(browser, app.url, file)
  } finally {
    await browser.close()
    await app.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench()
