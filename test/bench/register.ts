import { type CDPSession, chromium, type Page } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../../scripts/chromium.ts'
import { strideCategories } from '../../src/shared/domain/stride.ts'
import { serveApp } from '../support/served-app.ts'
import { share } from './report.ts'

const rows = 5_000
const scrollMs = 4_000
/** Pixels of a wheel event, of which the browser takes about one a frame: a notch a frame is a wheel that is spun, two are a harder case than hands make. */
const notches = [120, 240]

/** A register as a spreadsheet gives it. */
function listOf(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => [`T${String(index + 1)}`, `Threat number ${String(index + 1)} of a large register`, strideCategories[index % 6], `Service ${String(index % 90)}`, ...[0, 1, 2, 3, 4].map((step) => String(1 + ((index * 7 + step * 3) % 10))), `Somebody does something to service ${String(index % 90)}.`].join(','))
  return ['id,title,stride,affected,damage,reproducibility,exploitability,affectedUsers,discoverability,description', ...lines].join('\r\n')
}

async function mainThread(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

/** Times between frames while the grid is scrolled by the wheel, by so many pixels an event, as fast as the browser takes them. */
async function scroll(page: Page, pixels: number): Promise<number[]> {
  const box = await page.getByRole('grid').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300)
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
  }, scrollMs)
  let moving = true
  void frames.finally(() => {
    moving = false
  })
  while (moving) await page.mouse.wheel(0, pixels)
  return frames
}

/** Scrolls a register of 5,000 rows, grouped and not. Budget: 50 frames a second. */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dreadnought-bench-'))
  const file = join(folder, 'register.csv')
  writeFileSync(file, listOf(rows))
  const app = await serveApp()
  const browser = await chromium.launch({ executablePath: findChromium({ whole: true }) ?? '', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Performance.enable')
    await page.goto(app.url)
    await page.getByTestId('import-input').setInputFiles(file)
    // The columns of a bare table are confirmed first, where the application asks for them.
    const [confirm, look] = [page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }), page.getByRole('dialog').getByRole('button', { name: 'Look at the threats' })]
    await confirm.or(look).first().waitFor({ timeout: 240_000 })
    if (await confirm.isVisible()) await confirm.click()
    await look.click({ timeout: 240_000 })
    await page.getByRole('link', { name: /Register/ }).click({ timeout: 240_000 })
    await page.locator('[data-threat]').first().waitFor({ timeout: 240_000 })
    for (const grouped of [true, false]) {
      if (!grouped) await page.keyboard.press('g')
      await page.waitForTimeout(1_500)
      for (const pixels of notches) {
        const before = await mainThread(cdp)
        const gaps = await scroll(page, pixels)
        const busy = (await mainThread(cdp)) - before
        const all = gaps.reduce((sum, gap) => sum + gap, 0)
        console.log(`register ${String(rows)} rows, ${grouped ? 'grouped' : 'ungrouped'}, ${String(pixels)} px a wheel event: ${((gaps.length / all) * 1000).toFixed(1)} frames/s (gap median ${share(gaps, 0.5).toFixed(0)} ms, p95 ${share(gaps, 0.95).toFixed(0)} ms, main thread ${(busy / gaps.length).toFixed(1)} ms a frame; budget 50 frames/s); load ${(loadavg()[0] ?? 0).toFixed(1)}`)
      }
    }
  } finally {
    await browser.close()
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
