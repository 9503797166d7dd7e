import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

const list = [
  'Threats of a parcel service, by STRIDE.',
  '',
  '1. SPOOFING',
  '• SS1 – Somebody else’s parcel  +',
  '  Description: A parcel is handed over without a look at the name.',
  '  D:6 R:7 E:7 A:5 Di:6 → Total:31',
  '',
].join('\n')

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

/** Tests stay on loopback, whatever address the desk shows. */
function onLoopback(address: string): string {
  const url = new URL(address)
  return `${url.protocol}//127.0.0.1:${url.port}/${url.hash}`
}

async function openLobby(page: Page): Promise<string> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'parcels.txt', mimeType: 'text/plain', buffer: Buffer.from(list) })
  await page.getByRole('button', { name: 'Look at the threats' }).click()
  await page.getByRole('navigation').getByRole('link', { name: /Workshop/ }).click()
  await page.getByRole('button', { name: 'Open the room' }).click()
  return shownAddress(page)
}

async function shownAddress(page: Page): Promise<string> {
  return onLoopback((await page.locator('[data-room-url]').getAttribute('data-room-url')) ?? '')
}

function newPhone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB' })
}

async function join(context: BrowserContext, url: string, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByText(`You are in, ${name}.`)).toBeVisible()
  return page
}

async function vote(page: Page, digits: string): Promise<void> {
  await expect(page.getByRole('radiogroup')).toHaveCount(5)
  for (const digit of digits) await page.keyboard.press(digit)
  await expect(page.locator('.mark.recorded')).toHaveCount(digits.length)
}

test('a phone hands its seat to a laptop: the votes move along, and the phone says where the seat is', async ({ page, browser }) => {
  const url = await openLobby(page)
  const phone = await newPhone(browser)
  const ana = await join(phone, url, 'Ana')
  await page.getByRole('button', { name: /Start/ }).click()
  await vote(ana, '877')

  await ana.getByRole('button', { name: 'All threats' }).tap()
  await ana.getByRole('button', { name: 'Use another device' }).tap()
  await expect(ana.getByRole('img', { name: /QR code/ })).toBeVisible()
  const offer = (await ana.locator('[data-handover]').getAttribute('data-handover')) ?? ''
  expect(offer).toMatch(/#\d{6}~[2-9A-Z]{10}$/)

  const laptop = await browser.newContext({ locale: 'en-GB' })
  const other = await laptop.newPage()
  await other.goto(onLoopback(offer))
  await expect(other.getByRole('radio', { name: 'Damage: 8' })).toBeChecked()
  await expect(ana.getByRole('heading', { name: 'This seat has moved to another device' })).toBeVisible()
  await expect(page.locator('[data-seat="Ana"]')).toHaveCount(1)

  // The phone is at the door again, and the ticket is worth nothing any more.
  await ana.reload()
  await expect(ana.getByLabel('Your name')).toBeVisible()
  await ana.goto('about:blank')
  await ana.goto(onLoopback(offer))
  await expect(ana.getByText('That code was used already')).toBeVisible()
  // The address that is left holds no ticket.
  expect(new URL(ana.url()).hash).toMatch(/^#\d{6}$/)
  await other.keyboard.press('6')
  await laptop.close()
  await phone.close()
})

test('a locked room and a new code keep strangers out, and whoever has a seat comes back, with the old address and the new one', async ({ page, browser }) => {
  const url = await openLobby(page)
  const phone = await newPhone(browser)
  const ana = await join(phone, url, 'Ana')
  const stranger = await (await newPhone(browser)).newPage()

  await page.getByRole('button', { name: 'Lock the room' }).click()
  await expect(page.getByText('Locked: nobody new gets in.')).toBeVisible()
  await stranger.goto(url)
  await expect(stranger.getByText('The room is locked.')).toBeVisible()
  await stranger.getByLabel('Your name').fill('Eve')
  await stranger.getByRole('button', { name: 'Join' }).click()
  await expect(stranger.getByRole('alert')).toHaveText(/The room is locked/)
  await ana.reload()
  await expect(ana.getByText('You are in, Ana.')).toBeVisible()
  await page.getByRole('button', { name: 'Unlock the room' }).click()
  await expect(page.getByText('Locked: nobody new gets in.')).toHaveCount(0)

  const oldCode = await page.locator('[data-room-code]').getAttribute('data-room-code')
  await page.getByRole('button', { name: 'New code' }).click()
  await expect(page.locator(`[data-room-code="${oldCode ?? ''}"]`)).toHaveCount(0)
  const fresh = await shownAddress(page)
  expect(fresh).not.toBe(url)
  await stranger.reload()
  await expect(stranger.getByText('No room has this code.')).toBeVisible()
  await ana.reload()
  await expect(ana.getByText('You are in, Ana.')).toBeVisible()
  await ana.goto('about:blank')
  await ana.goto(fresh)
  await expect(ana.getByText('You are in, Ana.')).toBeVisible()
  await expect(page.locator('[data-seat]')).toHaveCount(1)

  // The same from the palette, and it holds over a restart.
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('Lock the room')
  await expect(page.getByRole('option', { name: /Lock the room/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Locked: nobody new gets in.')).toBeVisible()
  await app.kill()
  await app.restart()
  await expect(page.getByText('Locked: nobody new gets in.')).toBeVisible()
  await expect(ana.getByText('You are in, Ana.')).toBeVisible()
  await phone.close()
})

test('a device that lost its seat asks for it by name, and the facilitator gives it or not', async ({ page, browser }) => {
  const url = await openLobby(page)
  const first = await newPhone(browser)
  const ana = await join(first, url, 'Ana')
  await page.getByRole('button', { name: /Start/ }).click()
  await vote(ana, '877')
  await first.close()

  // As after a move of the host to another network: the browser keeps nothing for the new address.
  const second = await newPhone(browser)
  const again = await second.newPage()
  const frames: string[] = []
  again.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())))
  await again.goto(url)
  await again.getByRole('button', { name: 'I was in already' }).tap()
  await again.getByLabel('The name you had').fill('ana')
  await again.getByRole('button', { name: 'Ask the facilitator' }).tap()
  await expect(again.getByText('Asking for the seat of ana…')).toBeVisible()
  const claim = page.locator('[data-claim="ana"]')
  await claim.getByRole('button', { name: 'No' }).click()
  await expect(again.getByText('The facilitator did not give you that seat.')).toBeVisible()
  expect(frames.join('')).not.toContain('Ana')

  await again.getByRole('button', { name: 'I was in already' }).tap()
  await again.getByLabel('The name you had').fill('ana')
  await again.getByRole('button', { name: 'Ask the facilitator' }).tap()
  await claim.getByRole('button', { name: 'Give the seat' }).click()
  await expect(again.getByRole('radio', { name: 'Damage: 8' })).toBeChecked()
  await expect(page.locator('[data-seat="Ana"]')).toHaveCount(1)
  await expect(claim).toHaveCount(0)
  await second.close()
})

test('the self-test says what it finds; a name and TLS are added where they are wanted, and the page works over it', async ({ page, browser }) => {
  await openLobby(page)
  await page.getByRole('button', { name: 'Network…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('[data-check="answers"][data-level="ok"], [data-check="no-network"]').first()).toBeVisible()
  await expect(dialog.locator('[data-check="port-ok"], [data-check="port-taken"]')).toBeVisible()
  await dialog.getByText('Names and encryption').click()
  await dialog.getByLabel('Host name').fill('http://x')
  await expect(dialog.getByText('Only the name:')).toBeVisible()
  await dialog.getByLabel('Host name').fill('ada-laptop.local')
  await dialog.getByLabel('Host name').press('Enter')
  await dialog.getByRole('radio', { name: /ada-laptop\.local/ }).check()
  await dialog.getByLabel('Use TLS with a certificate made here').check()
  const fingerprint = await dialog.locator('[data-fingerprint]').getAttribute('data-fingerprint')
  expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.locator('[data-room-url^="https://ada-laptop.local:"]')).toBeVisible()

  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB', ignoreHTTPSErrors: true })
  await join(context, await shownAddress(page), 'Ana')
  await expect(page.locator('[data-seat="Ana"]')).toBeVisible()
  await context.close()
})
