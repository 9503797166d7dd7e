import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'
import { shopList } from '../support/shop-list.ts'

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

/** A lobby over both threats of the list, prepared further where that is asked for; gives the facilitator's page and the room's address. */
async function openLobby(page: Page, prepare?: () => Promise<void>): Promise<string> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'shop.txt', mimeType: 'text/plain', buffer: Buffer.from(shopList) })
  await page.getByRole('button', { name: 'Look at the threats' }).click()
  await page.getByRole('navigation').getByRole('link', { name: /Workshop/ }).click()
  await prepare?.()
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

async function type(seat: Page, digits: string): Promise<void> {
  for (const digit of digits) await seat.keyboard.press(digit)
  await expect(recorded(seat)).toHaveCount(digits.length)
}

test('one by one with one key a step; an override keeps its reason, a dissent is noted, a parked threat is opened again', async ({ page, browser }) => {
  const url = await openLobby(page, () => page.getByText('One by one').click())
  const { page: ana } = await takeSeat(browser, url, 'Ana')
  const { page: ben } = await takeSeat(browser, url, 'Ben')
  const { page: cleo } = await takeSeat(browser, url, 'Cleo')
  await page.keyboard.press('Shift+Enter')
  await expect(ana.getByRole('radiogroup')).toHaveCount(5)
  await expect(ben.getByRole('radiogroup')).toHaveCount(5)

  // Not yet, absent and done look and read differently.
  await cleo.context().close()
  await type(ana, '88888')
  await expect(page.locator('[data-seat="Ana"] [data-progress="voted"]')).toBeVisible()
  await expect(page.locator('[data-seat="Ben"] [data-progress="not-yet"]')).toBeVisible()
  await expect(page.locator('[data-seat="Cleo"] [data-progress="absent"]')).toBeVisible()
  await expect(page.locator('[data-factor]')).toHaveCount(0)
  await type(ben, '88788')
  await page.keyboard.press('v')
  await expect(page.locator('[data-factor]')).toHaveCount(5)
  await expect(page.getByText('1 absent').first()).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.locator('[data-item="SS1"]').getByText('total 40')).toBeVisible()

  await page.locator('[data-item="SS1"]').click()
  await expect(page.locator('[data-item="SS1"]')).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('d')
  await page.getByLabel('Who disagrees, and why').fill('Ben would say 9')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-settled="rule"]').getByText('Ben would say 9')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('n')
  await expect(ana.getByText('Swapped label')).toBeVisible()
  await expect(ana.getByRole('radiogroup')).toHaveCount(5)
  await type(ana, '11111')
  await expect(ben.getByRole('radiogroup')).toHaveCount(5)
  await type(ben, '99999')
  await page.keyboard.press('v')
  await expect(page.locator('[data-factor]')).toHaveCount(5)
  await page.keyboard.press('o')
  await page.getByLabel('Why does this score stand').fill('The contract decides it.')
  await page.getByRole('button', { name: 'Settle with this score' }).click()
  await page.locator('[data-item="TM1"]').click()
  await expect(page.locator('[data-settled="override"]').getByText('The contract decides it.')).toBeVisible()

  await page.keyboard.press('r')
  await expect(ana.getByText('Round 2')).toBeVisible()
  await expect(page.locator('[data-settled]')).toHaveCount(0)
  await page.keyboard.press('p')
  await page.getByLabel('Reason (optional)').fill('Ask the carrier')
  await page.keyboard.press('Enter')
  await page.locator('[data-item="TM1"]').click()
  await expect(page.getByText('Reason: Ask the carrier')).toBeVisible()
  await page.keyboard.press('r')
  await expect(ana.getByText('Round 3')).toBeVisible()

  await page.getByRole('button', { name: 'All workshops' }).click()
  await expect(page.getByText('One workshop is open at a time.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Prepare a workshop' })).toBeDisabled()
})

test('an anonymous workshop asks for no name and shows none; roles are asked their own factors; a proposal becomes a threat that is voted on', async ({ page, browser }) => {
  const url = await openLobby(page, async () => {
    await page.getByRole('button', { name: 'More settings' }).click()
    await page.getByLabel(/Anonymous/).check()
    await page.getByRole('button', { name: 'Add a role' }).click()
    await page.getByRole('textbox', { name: /^Role/ }).fill('Business')
    for (const factor of ['Reproducibility', 'Exploitability', 'Discoverability']) await page.getByRole('button', { name: factor }).click()
  })
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB' })
  const seat = await context.newPage()
  const frames: string[] = []
  seat.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())))
  await seat.goto(url)
  await seat.getByLabel('Business').check()
  await expect(seat.getByLabel('Your name')).toHaveCount(0)
  await seat.getByRole('button', { name: 'Join' }).click()
  await expect(seat.getByText('You are in.')).toBeVisible()
  await expect(page.locator('[data-seat="Seat 1"]')).toBeVisible()
  await page.getByRole('button', { name: /Start/ }).click()
  await expect(seat.getByRole('radiogroup')).toHaveCount(2)
  await type(seat, '78')
  expect(frames.join('')).toContain('"name":""')

  await seat.getByRole('button', { name: 'Propose a threat' }).tap()
  await seat.getByLabel('Tampering').check()
  await seat.getByLabel('In one line').fill('Somebody moves the scale')
  await seat.getByRole('button', { name: 'Send to the facilitator' }).tap()
  await page.getByRole('button', { name: 'Keep as a threat' }).click()
  await page.getByRole('button', { name: /Somebody moves the scale/ }).click()
  await expect(page.locator('[data-item]').filter({ hasText: 'Somebody moves the scale' })).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('r')
  await seat.getByRole('button', { name: 'All threats' }).tap()
  await seat.getByRole('button', { name: /Somebody moves the scale/ }).tap()
  await type(seat, '34')
  await context.close()
})

test('hot-seat: the laptop goes from hand to hand, and nobody sees the ballot before theirs', async ({ page }) => {
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
  await page.keyboard.press('h')
  const screen = page.getByRole('dialog')
  await screen.getByRole('button', { name: /^Ben/ }).click()
  await screen.getByRole('button', { name: 'I am Ben, begin' }).click()
  for (const vote of ['Damage: 8', 'Reproducibility: 7', 'Exploitability: 7', 'Affected users: 9', 'Discoverability: 6']) await screen.getByRole('radio', { name: vote, exact: true }).click()
  await expect(screen.getByRole('status').filter({ hasText: 'recorded' })).toHaveCount(5)
  await screen.getByRole('button', { name: 'Hide and pass on' }).click()
  await expect(screen.getByRole('heading', { name: 'Cleo' })).toBeVisible()
  await expect(screen.getByRole('radio')).toHaveCount(0)
  await screen.getByRole('button', { name: 'I am Cleo, begin' }).click()
  await expect(screen.getByRole('radio', { name: 'Damage: 8', exact: true })).toBeVisible()
  await expect(screen.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(page.locator('[data-item="SS1"]').getByText('1/2')).toBeAttached()

  // What had the focus may go from the page. No timer brings it back here, so that it is the key itself that finds its dialog.
  const loseFocus = () =>
    page.evaluate(() => {
      for (let timer = 1; timer < 10_000; timer++) window.clearInterval(timer)
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
  await loseFocus()
  await page.keyboard.press('Escape')
  await expect(screen.getByRole('button', { name: /^Cleo/ })).toBeFocused()
  await loseFocus()
  await page.keyboard.press('t')
  await expect(screen).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(screen).toBeHidden()
})
