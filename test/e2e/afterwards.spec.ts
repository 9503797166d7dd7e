import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'
import { shopList } from '../support/shop-list.ts'

const list = [
  shopList,
  '3. REPUDIATION',
  '• RP1 – Lost slip  -',
  '  Description: The slip that says who took the parcel is thrown away.',
  '  D:3 R:4 E:5 A:2 Di:6 → Total:20',
  '',
].join('\n')

// Long stories, on machines that do other things as well.
test.describe.configure({ timeout: 300_000 })

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

/** A running room over the list with three host seats, silent ballot. */
async function openRoom(page: Page): Promise<void> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'shop.txt', mimeType: 'text/plain', buffer: Buffer.from(list) })
  await page.getByRole('button', { name: 'Look at the threats' }).click()
  await page.getByRole('navigation').getByRole('link', { name: /Workshop/ }).click()
  await page.getByRole('button', { name: 'Open the room' }).click()
  await page.getByRole('button', { name: 'Add host seat' }).click()
  for (const name of ['Ben', 'Cleo', 'Dana']) {
    await page.getByLabel('Name').fill(name)
    await page.keyboard.press('Enter')
    await expect(page.locator(`[data-seat="${name}"]`)).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Start/ }).click()
}

/** Types lines into the grid, one person after the other, for the threat at hand. */
async function grid(page: Page, item: string, lines: Readonly<Record<string, string>>): Promise<void> {
  await page.locator(`[data-item="${item}"]`).click()
  await expect(page.locator(`[data-item="${item}"]`)).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('g')
  for (const [name, line] of Object.entries(lines)) {
    const field = page.getByLabel(`Votes of ${name}`)
    await field.fill(line)
    await field.press('Enter')
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Two threats are settled, the second after a re-vote; the third is parked. */
async function hold(page: Page): Promise<void> {
  await openRoom(page)
  await grid(page, 'SS1', { Ben: '87798', Cleo: '77788', Dana: '88797' })
  await grid(page, 'TM1', { Ben: '27798', Cleo: '77788', Dana: '98797' })
  await grid(page, 'RP1', { Ben: '55555', Cleo: '55555', Dana: '55555' })
  // Everybody is done, so that the room reveals by itself.
  await expect(page.locator('[data-factor]').first()).toBeVisible()
  await page.locator('[data-item="SS1"]').click()
  await expect(page.getByRole('button', { name: 'Settle', exact: true })).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.locator('[data-item="SS1"]').getByText(/total/)).toBeVisible()
  await page.locator('[data-item="RP1"]').click()
  await expect(page.locator('[data-item="RP1"]')).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('p')
  await page.getByLabel('Reason (optional)').fill('Ask the carrier')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-group="parked"] [data-item="RP1"]')).toBeVisible()
  await page.locator('[data-item="TM1"]').click()
  await expect(page.locator('[data-item="TM1"]')).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Enter')
  await page.keyboard.press('r')
  await grid(page, 'TM1', { Ben: '7', Cleo: '7', Dana: '8' })
}

async function finish(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Settle', exact: true })).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.locator('[data-item="TM1"]').getByText(/total/)).toBeVisible()
}

async function close(page: Page, asked: boolean): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: /Close the workshop/ }).click()
  for (const step of asked ? ['Ask the room', 'Show the answers', 'Close the workshop'] : ['Close without asking']) await page.getByRole('dialog').getByRole('button', { name: step }).click()
  await expect(page.locator('[data-summary]')).toBeVisible()
}

test('a closed workshop opens on its summary; the desk stays reachable; its report is saved as PDF, Markdown and JSON', async ({ page }) => {
  await hold(page)
  await finish(page)
  await close(page, true)
  await expect(page.locator('[data-tile="poll"]')).toContainText('0 yes, 0 mostly, 0 no')
  await expect(page.locator('[data-tile="settled"]')).toContainText('2 of 3')
  await expect(page.locator('[data-tile="settled"]')).toContainText('1 parked')
  await expect(page.locator('[data-tile="again"]')).toContainText('1')
  await expect(page.locator('[data-list="parked"]')).toContainText('Ask the carrier')
  await expect(page.locator('[data-report-item="SS1"] [data-report-total]')).toHaveText('39')

  // One level down, by keyboard: both rounds stand side by side with the shift.
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.locator('[data-report-item="TM1"]')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-report-round]')).toHaveCount(2)
  await expect(page.locator('[data-report-round="1"] [data-report-factor="damage"]')).toContainText('3 or more away: Ben')
  await expect(page.locator('[data-report-round="2"] [data-report-factor]')).toHaveCount(1)
  await expect(page.locator('[data-report-round="2"]')).toContainText('median 7 → 7')
  await expect(page.locator('[data-report-round="2"]')).toContainText('3 seats, moved by 2 on average (+1.33)')
  await page.locator('[data-agreement] summary').click()
  await expect(page.locator('[data-agreement]')).toContainText('not defined (no variation)')
  const found = await new AxeBuilder({ page }).analyze()
  expect(found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])

  const files = new Map<string, Buffer>()
  for (const [format, ending] of [['PDF', 'pdf'], ['Markdown', 'md'], ['JSON', 'json'], ['JSON, without names and votes by seat', 'json']] as const) {
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: format, exact: true }).click()
    const download = await saved
    expect(download.suggestedFilename()).toMatch(new RegExp(`-report\\.${ending}$`))
    files.set(format, readFileSync(await download.path()))
  }
  expect(files.get('PDF')?.subarray(0, 5).toString()).toBe('%PDF-')
  expect(files.get('Markdown')?.toString()).toContain('Swapped label')
  expect(files.get('JSON')?.toString()).toContain('"name": "Ben"')
  expect(files.get('JSON, without names and votes by seat')?.toString()).not.toContain('Ben')

  await page.getByRole('tab', { name: 'Votes in detail' }).click()
  await expect(page.locator('[data-item="SS1"]')).toBeVisible()
  await page.getByRole('button', { name: 'All workshops' }).click()
  await expect(page.locator('[data-summary]')).toBeVisible()
  await page.getByRole('button', { name: 'All workshops' }).click()
  await expect(page.getByText('2 of 3 settled')).toBeVisible()
})

test('how it stands can be seen while it runs, and the replay shows what the room saw: no value before its reveal', async ({ page }) => {
  await hold(page)
  const received: string[] = []
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Summary so far' }).click()
  await expect(page.locator('[data-caveats]')).toContainText('not closed')
  await page.getByRole('button', { name: 'Back to the desk' }).click()
  await expect(page.locator('[data-item="SS1"]')).toBeVisible()
  await finish(page)
  await close(page, false)

  page.on('console', (message) => message.type() === 'error' && received.push(message.text()))
  await page.getByRole('tab', { name: 'Replay' }).click()
  await expect(page.locator('[data-replay="0"]')).toBeVisible()
  const event = page.locator('[data-replay-event]')
  await expect(event).toHaveAttribute('data-replay-event', 'created')
  // Moment by moment: what is revealed stays hidden until the frame that reveals it.
  await page.keyboard.press('Shift+ArrowRight')
  await expect(event).toHaveAttribute('data-replay-event', 'started')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(event).toHaveAttribute('data-replay-event', 'opened')
  for (;;) {
    await page.keyboard.press('ArrowRight')
    const kind = await event.getAttribute('data-replay-event')
    if (kind === 'revealed') break
    await page.locator('[data-replay-row="TM1"]').click()
    await expect(page.locator('[data-replay-factor]')).toHaveCount(0)
    await page.getByRole('slider', { name: 'Moment' }).focus()
  }
  await page.locator('[data-replay-row="TM1"]').click()
  await expect(page.locator('[data-replay-factor]')).toHaveCount(5)
  await page.getByRole('slider', { name: 'Moment' }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.locator('[data-replay-row="TM1"]').click()
  await expect(page.locator('[data-replay-factor]')).toHaveCount(0)
  await page.getByRole('slider', { name: 'Moment' }).focus()
  await page.keyboard.press('End')
  await expect(event).toHaveAttribute('data-replay-event', 'closed')
  await expect(page.locator('[data-replay-row="TM1"]')).toContainText('total')

  // Played from the start it comes to the end by itself.
  await page.keyboard.press('Home')
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(event).toHaveAttribute('data-replay-event', 'closed')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  const found = await new AxeBuilder({ page }).analyze()
  expect(found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  expect(received).toEqual([])
})
