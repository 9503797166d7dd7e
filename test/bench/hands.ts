import { type Browser, chromium, expect, type Page } from '@playwright/test'
import { findChromium } from '../../scripts/chromium.ts'
import { type ServedApp, serveApp } from '../support/served-app.ts'
import { report, share } from './report.ts'

const list = ['Threats of a small shop, by STRIDE.', '', '1. SPOOFING', '• SS1 – Borrowed badge  +', '  Description: Somebody walks in with the badge of a colleague who is on holiday.', '  D:8 R:7 E:7 A:9 Di:6 → Total:37', ''].join('\n')
const people = ['Ana', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana']
const lines = ['87798', '87797', '98798', '87790', '87798', '76798', '87798', '88888']
const [joins, keysASecond] = [10, 2.5]

async function openRoom(desk: Page, url: string): Promise<string> {
  await desk.goto(url)
  await desk.getByTestId('import-input').setInputFiles({ name: 'shop.txt', mimeType: 'text/plain', buffer: Buffer.from(list) })
  await desk.getByRole('button', { name: 'Look at the threats' }).click()
  await desk.getByRole('navigation').getByRole('link', { name: /Workshop/ }).click()
  await desk.getByRole('button', { name: 'Open the room' }).click()
  const room = new URL((await desk.locator('[data-room-url]').getAttribute('data-room-url')) ?? '')
  // The listener takes every address of the machine; a benchmark stays on loopback.
  return `http://127.0.0.1:${room.port}/${room.hash}`
}

/** A phone that has never seen the page: from the address to a field that takes a name, and from there to the seat. */
async function joinOnce(browser: Browser, url: string, name: string, slower: number): Promise<{ usable: number; seated: number }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB' })
  const page = await context.newPage()
  await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower })
  const start = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByLabel('Your name').fill(name)
  const usable = performance.now() - start
  await page.getByRole('button', { name: 'Join' }).tap()
  await page.getByText(`You are in, ${name}.`).waitFor()
  const seated = performance.now() - start
  await context.close()
  return { usable, seated }
}

function reportOne(what: string, values: readonly number[], budget: string, more: string): void {
  report(what, { median: share(values, 0.5), p95: share(values, 0.95), cpu: null }, budget, more)
}

/** Eight people read their votes out, and the facilitator types: what the program adds to the hands. */
async function grid(desk: Page): Promise<number> {
  await desk.getByRole('button', { name: 'Add host seat' }).first().click()
  for (const name of people) {
    await desk.getByRole('dialog').getByLabel('Name').fill(name)
    await desk.keyboard.press('Enter')
    await desk.locator(`[data-seat="${name}"]`).waitFor()
  }
  await desk.keyboard.press('Escape')
  await desk.getByRole('button', { name: /Start/ }).click()
  await desk.getByText(/0 of \d+ done/).waitFor()
  await desk.keyboard.press('g')
  await desk.getByLabel(`Votes of ${people[0] ?? ''}`).waitFor()
  const start = performance.now()
  for (const [at, line] of lines.entries()) {
    await expect(desk.getByLabel(`Votes of ${people[at] ?? ''}`)).toBeFocused()
    await desk.keyboard.type(line)
    await desk.keyboard.press('Enter')
  }
  await desk.locator('[data-grid-line]').getByText('recorded').nth(people.length - 1).waitFor()
  return performance.now() - start
}

async function reportJoins(browser: Browser, desk: Page, app: ServedApp): Promise<void> {
  const url = await openRoom(desk, app.url)
  for (const slower of [1, 4]) {
    const found: { usable: number; seated: number }[] = []
    for (let turn = 0; turn < joins; turn++) found.push(await joinOnce(browser, url, `Guest ${String(turn + 1)}`, slower))
    const phone = slower === 1 ? 'this processor' : `a processor ${String(slower)} times slower`
    reportOne('seat page usable, first visit', found.map(({ usable }) => usable), '1000 ms', phone)
    reportOne('joined by phone: page, name, in', found.map(({ seated }) => seated), '10000 ms', `${phone}; the hands scan and type a name besides`)
  }
}

async function reportGrid(_browser: Browser, desk: Page, app: ServedApp): Promise<void> {
  await openRoom(desk, app.url)
  const took = await grid(desk)
  const keys = lines.join('').length + lines.length
  reportOne('grid: eight people entered', [took], '40000 ms', `${String(keys)} keys; at ${String(keysASecond)} a second the hands need ${(keys / keysASecond).toFixed(0)} s besides`)
}

/** Prints how long people wait for the program where the room's time is counted by hand: joining by phone, and the facilitator's grid. */
export async function bench(): Promise<void> {
  const executablePath = findChromium({ whole: true })
  const browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  try {
    for (const part of [reportJoins, reportGrid]) {
      const app = await serveApp()
      const desk = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
      await part(browser, desk, app).finally(() => app.close())
      await desk.close()
    }
  } finally {
    await browser.close()
  }
}
