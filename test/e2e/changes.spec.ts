import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

/** A front that keeps things in three stores, each in a zone of its own, so that one rule finds something in each. */
const drawing = (front: string, last: string): string => `flowchart LR
  user([Customer]) -->|HTTP| web[${front}]
  web -->|SQL| orders[(Orders DB)]
  web -->|SQL| stock[(Stock DB)]
  web -->|SQL| bills[(Bills DB)]
  subgraph sales[Sales]
    orders
  end
  subgraph store[Warehouse]
    stock
  end
  subgraph books[Accounting]
    bills
  end
  web --> ${last}
`
const shop = drawing('Web shop', 'mail[Mailer]')
/** The next release: a name, a store and a way are others, and the mailer is gone. */
const newer = drawing('Shop front', 'queue[Order queue]')

const pictures = process.env['CHANGE_PICTURES']
async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
}

const file = (text: string) => ({ name: 'shop.mmd', mimeType: 'text/plain', buffer: Buffer.from(text) })

async function lookAtModel(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

const tab = (page: Page, name: RegExp): Locator => page.getByRole('tab', { name })
const note = (page: Page): Locator => page.getByRole('note', { name: 'What changed' })
const summary = (page: Page): Locator => page.getByRole('group', { name: 'What changed' })

test('triage by groups; a fact and a newer file change what is found, the work stays, and two states are compared', async ({ page }) => {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles(file(shop))
  await lookAtModel(page)

  await test.step('a group is accepted as one threat, with an exception, and undone as one step', async () => {
    await page.keyboard.press('Alt+2')
    await expect(tab(page, /In the register 0/)).toBeVisible()
    const groups = page.getByRole('button', { name: 'Open the group' })
    await expect(groups.first()).toBeVisible()
    await picture(page, 'groups')
    const group = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /(Open|Shut) the group/ }) }).first()
    await group.locator('[aria-current]').click()
    await expect(group.locator('[aria-current="true"]')).toBeVisible()
    const size = Number(await group.getByLabel(/\d+ findings/).textContent())
    expect(size).toBeGreaterThanOrEqual(3)
    await expect(page.getByRole('button', { name: `Accept ${String(size)}` })).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(group.getByRole('button', { name: 'Shut the group' })).toBeVisible()
    await page.keyboard.press('Space')
    await expect(page.getByText(`${String(size)} selected`)).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expect(group.locator('[aria-current="true"]')).toHaveCount(0)
    await page.keyboard.press('Space')
    await expect(page.getByText(`${String(size - 1)} selected`)).toBeVisible()
    await picture(page, 'group-exception')
    await page.keyboard.press('a')
    await expect(page.getByRole('dialog')).toContainText(`Accept ${String(size - 1)} findings`)
    await picture(page, 'group-accept')
    await page.keyboard.press('Enter')
    await expect(tab(page, /In the register 1/)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(tab(page, /In the register 0/)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(tab(page, /In the register 1/)).toBeVisible()
    await expect(summary(page)).toContainText('Nothing has changed since')
  })

  await test.step('an answer: what it confirms is changed, what it clears is gone, each with the fact', async () => {
    await page.getByLabel(/Group by rule/).uncheck()
    await page.getByRole('combobox', { name: 'Status' }).click()
    await page.getByRole('option', { name: 'Possible' }).click()
    const answers = page.getByRole('button', { name: 'Yes', exact: true })
    await expect(answers.first()).toBeVisible()
    await answers.first().click()
    await expect(summary(page)).toContainText('Since')
    const what = summary(page).getByRole('button', { name: /\d+ (changed|gone)/ }).first()
    await what.click()
    await expect(what).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('combobox', { name: 'Status' }).click()
    await page.getByRole('option', { name: 'All' }).click()
    await expect(note(page)).toContainText(/→|->/)
    await expect(note(page)).toContainText('Unknown')
    await picture(page, 'changed')
    await what.click()
    await expect(what).toHaveAttribute('aria-pressed', 'false')
  })

  await test.step('a newer file: what was decided stays, what came and went says so', async () => {
    const chooser = page.waitForEvent('filechooser')
    // The browser has heard by then that somebody waits.
    await expect(page.getByRole('main')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+i')
    await (await chooser).setFiles(file(newer))
    await page.getByRole('button', { name: 'Update the model' }).click()
    await lookAtModel(page)
    await page.keyboard.press('Alt+2')
    await expect(tab(page, /In the register 1/)).toBeVisible()
    const gone = summary(page).getByRole('button', { name: /gone/ })
    await gone.click()
    await expect(gone).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByRole('listitem').filter({ hasText: 'Mailer' }).first()).toContainText('Gone')
    await page.getByRole('listitem').filter({ hasText: 'Mailer' }).first().locator('[aria-current]').click()
    await expect(note(page)).toContainText('"Mailer" is no longer there')
    await picture(page, 'gone')
  })

  await test.step('the two states side by side, swapped, and as Markdown', async () => {
    await page.keyboard.press('d')
    await expect(page.getByRole('heading', { name: 'Compare' })).toBeVisible()
    const elements = page.getByRole('region', { name: 'Elements' })
    await expect(elements).toContainText('1 added, 1 removed, 1 changed')
    await expect(elements.getByRole('listitem').filter({ hasText: 'Order queue' }).getByRole('img', { name: 'Added' })).toBeVisible()
    await expect(elements.getByRole('listitem').filter({ hasText: 'Shop front' })).toContainText('Name: Web shop → Shop front')
    await picture(page, 'compare')
    await page.evaluate(() => document.documentElement.setAttribute('data-scheme', 'dark'))
    await picture(page, 'compare-dark')
    await page.evaluate(() => document.documentElement.setAttribute('data-scheme', 'light'))
    await page.keyboard.press('s')
    await expect(elements.getByRole('listitem').filter({ hasText: 'Order queue' }).getByRole('img', { name: 'Removed' })).toBeVisible()
    const [written] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('m')])
    const text = readFileSync(await written.path(), 'utf8')
    expect(text).toContain('| - removed | `order_queue`<br>Order queue |')
    await page.getByTestId('compare-input').setInputFiles({ name: 'first.mmd', mimeType: 'text/plain', buffer: Buffer.from(shop) })
    await expect(page.getByRole('combobox', { name: 'After' })).toContainText('first.mmd')
    await expect(elements.getByRole('listitem').filter({ hasText: 'Mailer' }).getByRole('img', { name: 'Added' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(tab(page, /In the register 1/)).toBeVisible()
  })

  await test.step('all of it is marked as seen, and the mark is taken back', async () => {
    await expect(summary(page)).toContainText('Since')
    await page.keyboard.press('s')
    await expect(summary(page)).toContainText('Nothing has changed since')
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await expect(summary(page)).toContainText('Since')
    await page.evaluate(() => document.documentElement.setAttribute('data-scheme', 'dark'))
    await picture(page, 'triage-dark')
  })
})
