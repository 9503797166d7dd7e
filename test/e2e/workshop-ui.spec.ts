import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

const list = [
  'Threats of a small shop, by STRIDE.',
  '',
  '1. SPOOFING',
  '• SS1 – Borrowed badge  +',
  '  Description: Somebody walks in with the badge of a colleague who is on holiday.',
  '  D:8 R:7 E:7 A:9 Di:6 → Total:37',
  '',
  '2. TAMPERING',
  '• TM1 – Swapped label  -',
  '  Description: The label of a parcel is replaced before it is scanned.',
  '  D:3 R:4 E:5 A:2 Di:6 → Total:20',
  '',
].join('\n')

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

/** A lobby over both threats of the list; gives the facilitator's page and the room's address. */
async function openLobby(page: Page): Promise<string> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'shop.txt', mimeType: 'text/plain', buffer: Buffer.from(list) })
  await page.getByRole('button', { name: 'Look at the threats' }).click()
  await page.getByRole('navigation').getByRole('link', { name: /Workshop/ }).click()
  await page.getByRole('button', { name: 'Open the room' }).click()
  const address = await page.locator('[data-room-url]').getAttribute('data-room-url')
  const url = new URL(address ?? '')
  // The listener takes every address of the machine; tests stay on loopback.
  return `http://127.0.0.1:${url.port}/${url.hash}`
}

interface Phone {
  page: Page
  /** What went wrong on the page, and what it asked of any other origin. */
  complaints: string[]
}

async function takeSeat(browser: Browser, url: string, name: string): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('Cross-Origin-Opener-Policy') && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => !request.url().startsWith(new URL(url).origin) && !request.url().startsWith('data:') && complaints.push(request.url()))
  await page.goto(url)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByText(`You are in, ${name}.`)).toBeVisible()
  return { page, complaints }
}

const recorded = (page: Page): Locator => page.locator('.mark.recorded')

test('a phone of 360 px: nothing scrolls sideways, every target is 40 px, no row has a default, no other origin is asked', async ({ page, browser }) => {
  const url = await openLobby(page)
  const { page: seat, complaints } = await takeSeat(browser, url, 'Ana')
  await page.getByRole('button', { name: /Start/ }).click()
  await expect(seat.getByRole('radiogroup')).toHaveCount(5)
  await expect(seat.getByRole('radio', { checked: true })).toHaveCount(0)
  expect(await seat.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  const small = await seat.locator('button:visible').evaluateAll((buttons) =>
    buttons.map((button) => ({ text: button.textContent, ...button.getBoundingClientRect().toJSON() })).filter((box) => box.width < 40 || box.height < 40),
  )
  expect(small).toEqual([])
  expect(complaints).toEqual([])
})

test('digit keys fill a ballot, abstaining has a reason, and a reload comes back into the same seat with the same votes', async ({ page, browser }) => {
  const url = await openLobby(page)
  const { page: seat, complaints } = await takeSeat(browser, url, 'Ana')
  await page.getByRole('button', { name: /Start/ }).click()
  await expect(seat.getByRole('radiogroup')).toHaveCount(5)
  for (const digit of '8770') await seat.keyboard.press(digit)
  await seat.getByRole('button', { name: 'Abstain on Discoverability' }).tap()
  await seat.getByRole('button', { name: "I can't judge this" }).tap()
  await expect(recorded(seat)).toHaveCount(5)
  await expect(seat.getByText('1 of 2 answered')).toBeVisible()

  await seat.reload()
  await seat.getByRole('button', { name: 'All threats' }).tap()
  await seat.getByRole('button', { name: /Borrowed badge/ }).tap()
  await expect(seat.getByRole('radio', { name: 'Affected users: 10' })).toBeChecked()
  await expect(seat.getByText("Abstained: I can't judge this")).toBeVisible()
  await expect(page.locator('[data-seat="Ana"]')).toHaveCount(1)
  expect(complaints).toEqual([])
})

test('the grid takes five digits a person, says what is wrong with a line, and moves on to the next person', async ({ page }) => {
  await openLobby(page)
  await page.getByRole('button', { name: 'Add host seat' }).click()
  for (const name of ['Ben', 'Cleo']) {
    await page.getByLabel('Name').fill(name)
    await page.keyboard.press('Enter')
    await expect(page.locator(`[data-seat="${name}"]`)).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Start/ }).click()
  await expect(page.getByText('0 of 2 done')).toBeVisible()
  await page.keyboard.press('g')
  const ben = page.getByLabel('Votes of Ben')
  await ben.fill('877')
  await ben.press('Enter')
  await expect(page.getByText('This needs exactly 5 digits or -.')).toBeVisible()
  await ben.fill('8779-')
  await ben.press('Enter')
  const cleo = page.getByLabel('Votes of Cleo')
  await expect(cleo).toBeFocused()
  await page.keyboard.type('87790')
  await cleo.press('Enter')
  await expect(page.getByRole('dialog').getByText(/TM1/)).toBeVisible()
  await expect(page.locator('[data-item="SS1"]').getByText('2/2')).toBeVisible()
})

test('no score is on the way to the room before the reveal: not where the agenda is chosen, nor on desk or projector', async ({ page }) => {
  const received: string[] = []
  const url = await openLobby(page)
  expect(url).toContain('#')
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Projector' }).click()
  const projector = await opened
  await expect(projector.getByText('Join the workshop')).toBeVisible()
  projector.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(payload.toString())))
  await projector.reload()
  await expect(projector.getByText('Join the workshop')).toBeVisible()
  await page.getByRole('button', { name: /Start/ }).click()
  await page.getByRole('button', { name: /Show on the projector/ }).click()
  await expect(projector.getByRole('heading', { name: 'Borrowed badge' })).toBeVisible()
  expect(received.join('')).toContain('Borrowed badge')
  expect(received.filter((message) => /"imported"|"suggested"|"total"/.test(message))).toEqual([])
  await expect(page.getByText('37')).toHaveCount(0)
  await expect(projector.getByText('37')).toHaveCount(0)
})
