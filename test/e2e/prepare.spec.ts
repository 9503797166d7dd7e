import AxeBuilder from '@axe-core/playwright'
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

const stage = (page: Page, name: RegExp): Promise<void> => page.getByRole('navigation').getByRole('link', { name }).click()
const agenda = (page: Page): Locator => page.locator('[data-agenda]')

async function importList(page: Page): Promise<void> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'shop.txt', mimeType: 'text/plain', buffer: Buffer.from(shopList) })
  await page.getByRole('button', { name: 'Look at the threats' }).click()
}

async function openRoom(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Open the room' }).click()
  const url = new URL((await page.locator('[data-room-url]').getAttribute('data-room-url')) ?? '')
  // The listener takes every address of the machine; tests stay on loopback.
  return `http://127.0.0.1:${url.port}/${url.hash}`
}

async function takeSeat(browser: Browser, url: string, name: string, table: string | null): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByLabel('Your name').fill(name)
  if (table !== null) await page.getByLabel(table).check()
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByText(`You are in, ${name}.`)).toBeVisible()
  return page
}

async function vote(seat: Page, digits: string): Promise<void> {
  await expect(seat.getByRole('radiogroup')).toHaveCount(digits.length)
  for (const digit of digits) await seat.keyboard.press(digit)
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

test('order by hand, tables, practice and words of one\'s own: prepared, opened, seen on two phones, settled with one key, and offered again', async ({ page, browser }) => {
  test.slow()
  await importList(page)
  await stage(page, /Settings/)
  await page.getByLabel('Damage: 7').fill('A whole shift is lost.')
  await page.getByLabel('Damage: 7').blur()
  await expect(page.getByRole('button', { name: 'Damage: back to the built-in text' })).toBeVisible()

  await stage(page, /Workshop/)
  await expect(agenda(page).first()).toHaveAttribute('data-agenda', 'SS1')
  await page.locator('[data-agenda="TM1"] input').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(agenda(page).first()).toHaveAttribute('data-agenda', 'TM1')
  await expect(page.locator('[data-agenda="TM1"] input')).toBeFocused()
  await expect(page.getByRole('button', { name: 'By hand' })).toHaveAttribute('aria-pressed', 'true')
  await page.locator('[data-agenda="SS1"]').dragTo(page.locator('[data-agenda="TM1"]'), { targetPosition: { x: 300, y: 4 } })
  await expect(agenda(page).first()).toHaveAttribute('data-agenda', 'SS1')
  await page.locator('[data-agenda="TM1"] input').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await stage(page, /Threats/)
  await stage(page, /Workshop/)
  await expect(agenda(page).first()).toHaveAttribute('data-agenda', 'TM1')

  await page.getByRole('radio', { name: /^Tables/ }).click()
  await page.getByLabel('Name of table 1').fill('Engines')
  await expect(page.getByLabel('Table of TM1')).toHaveValue(/.+/)
  await page.getByLabel('Table of SS1').selectOption('Engines')
  await expect(page.getByRole('alert')).toContainText('Each table needs a threat')
  await expect(page.getByRole('button', { name: 'Open the room' })).toBeDisabled()
  await page.getByRole('button', { name: 'Slice evenly' }).click()
  await expect(page.getByLabel('Table of TM1').locator('option:checked')).toHaveText('Engines')
  await expect(page.getByLabel('Table of SS1').locator('option:checked')).toHaveText('Table 2')
  await page.getByLabel('Practise first').check()
  await page.getByRole('button', { name: 'More settings' }).click()
  await page.getByRole('spinbutton', { name: 'Votes needed on a factor' }).fill('1')
  await page.getByRole('spinbutton', { name: 'Countdown before a reveal, in seconds' }).fill('0')
  expect(await faults(page)).toEqual([])

  const url = await openRoom(page)
  const ana = await takeSeat(browser, url, 'Ana', 'Engines')
  const ben = await takeSeat(browser, url, 'Ben', 'Table 2')
  await expect(page.locator('[data-seats-of="Engines"]')).toContainText('1 seat')
  await page.getByRole('button', { name: 'Table and duties of Ana' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Scribe of the table' }).click()
  await expect(page.locator('[data-seat="Ana"]').getByRole('img', { name: 'Scribe of the table' })).toBeVisible()

  await page.getByRole('button', { name: 'Start: practise first' }).click()
  await expect(page.locator('[data-item="practice"]')).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('button', { name: /^Park/ })).toHaveCount(0)
  for (const seat of [ana, ben]) await expect(seat.getByText('Other people\'s bookings in a parking app')).toBeVisible()
  await expect(ana.getByRole('radiogroup')).toHaveCount(5)
  await ana.keyboard.press('7')
  await expect(ana.getByText('A whole shift is lost.').first()).toBeVisible()
  for (const digit of '0978') await ana.keyboard.press(digit)
  await expect(page.locator('[data-reference]')).toHaveCount(0)
  await vote(ben, '60978')
  await expect(page.locator('[data-reference="damage"]')).toContainText('Experts said 6')
  await expect(page.locator('[data-reference="damage"]')).toContainText('a little data')
  await expect(page.getByRole('button', { name: /^Settle/ })).toHaveCount(0)

  await page.keyboard.press('x')
  await expect(ana.getByRole('heading', { name: 'Swapped label' })).toBeVisible()
  await expect(ben.getByRole('heading', { name: 'Borrowed badge' })).toBeVisible()
  await expect(ana.getByText('Borrowed badge')).toHaveCount(0)
  await expect(page.locator('[data-seats-of="Engines"]')).toContainText('0 of 1 ballots')
  await vote(ana, '34526')
  await vote(ben, '87796')
  await expect(page.locator('[data-group="agreed"] [data-item]')).toHaveCount(2)
  await page.keyboard.press('a')
  await expect(page.locator('[data-item="SS1"]').getByText('total 37')).toBeVisible()
  await expect(page.locator('[data-item="TM1"]').getByText('total 20')).toBeVisible()

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /Close the workshop/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close without asking' }).click()
  await stage(page, /Threats/)
  await stage(page, /Workshop/)
  await page.getByRole('button', { name: 'Prepare a workshop' }).click()
  await expect(page.getByText('Set as in “Workshop 1”.')).toBeVisible()
  await expect(page.getByRole('radio', { name: /^Tables/ })).toHaveAttribute('aria-checked', 'true')
  await expect(page.getByLabel('Name of table 1')).toHaveValue('Engines')
  await expect(page.getByLabel('Practise first')).toBeChecked()
  await page.getByRole('button', { name: 'Use the defaults' }).click()
  await expect(page.getByRole('radio', { name: /^Silent ballot/ })).toHaveAttribute('aria-checked', 'true')
  await expect(page.getByLabel('Practise first')).not.toBeChecked()
  await ana.context().close()
  await ben.context().close()
})

test('before the meeting: opening the room opens the ballot, nothing is revealed by itself, and meeting reveals all', async ({ page, browser }) => {
  await importList(page)
  await stage(page, /Workshop/)
  await page.getByRole('radio', { name: /^Before the meeting/ }).click()
  await expect(page.getByLabel('Practise first')).toBeDisabled()
  const url = await openRoom(page)
  await expect(page.getByText('People can vote from now until you start the meeting.')).toBeVisible()
  const ana = await takeSeatThere(browser, url, 'Ana')
  const ben = await takeSeatThere(browser, url, 'Ben')
  for (const seat of [ana, ben]) {
    await vote(seat, '88888')
    await expect(seat.locator('.mark.recorded')).toHaveCount(5)
    await seat.getByRole('button', { name: 'Next', exact: true }).tap()
    await expect(seat.getByRole('heading', { name: 'Swapped label' })).toBeVisible()
    await vote(seat, '33333')
  }
  await expect(page.getByRole('status').filter({ hasText: '2 of 2 people are done' })).toBeVisible()
  await ana.context().close()
  await expect(page.locator('[data-before-meeting] [data-seat="Ana"]')).toContainText('2 of 2')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Shift+Enter')
  await expect(page.locator('[data-group="agreed"] [data-item]')).toHaveCount(2)
  await ben.context().close()
})

/** As {@link takeSeat}, where the ballot is open already. */
async function takeSeatThere(browser: Browser, url: string, name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('heading', { name: 'Borrowed badge' })).toBeVisible()
  return page
}

test('where Discoverability is left out, phone and grid ask four factors, and nothing touched still opens the room', async ({ page, browser }) => {
  await importList(page)
  await stage(page, /Settings/)
  await page.getByRole('combobox', { name: 'Discoverability', exact: true }).click()
  await page.getByRole('option', { name: /Left out/ }).click()
  await stage(page, /Workshop/)
  const url = await openRoom(page)
  const ana = await takeSeat(browser, url, 'Ana', null)
  await page.getByRole('button', { name: 'Add host seat' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Ben')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-seat="Ben"]')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Start/ }).click()
  await vote(ana, '8779')
  await expect(page.locator('[data-group="open"] [data-item="SS1"]')).toBeVisible()
  await page.keyboard.press('g')
  const line = page.getByLabel('Votes of Ben')
  await page.getByRole('button', { name: 'What the values mean' }).click()
  await expect(page.getByText('Everybody, administrators included.')).toBeVisible()
  await line.fill('87796')
  await line.press('Enter')
  await expect(page.getByText('This needs exactly 4 digits or -.')).toBeVisible()
  await line.fill('8779')
  await line.press('Enter')
  await expect(page.locator('[data-item="SS1"]').getByText('2/2')).toBeAttached()
  await ana.context().close()
})
