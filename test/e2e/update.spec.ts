import { expect, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

const first = `flowchart LR
  customer([Customer]) -->|HTTPS order| api[Orders API]
  api -->|SQL| db[(Orders DB)]
  api -->|mail text| mail[Mail relay]
`
/** The same drawing a month later: the store has another id and another name, the relay is gone, a cache has come. */
const newer = `flowchart LR
  customer([Customer]) -->|HTTPS order| api[Order service]
  api -->|SQL| ledger[(Ledger)]
  api -->|lookup| cache[(Price cache)]
`

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

/** Imports into the project that is open. */
async function importHere(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  // The browser has heard by then that somebody waits.
  await expect(page.getByRole('main')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+i')
  await (await chooser).setFiles(fileOf(name, text))
}

const part = (page: Page, name: RegExp) => page.getByRole('tree', { name: 'Outline' }).getByRole('treeitem', { name })

test('a newer file is shown before it changes anything, asks what it cannot tell apart, and can be taken back', async ({ page }) => {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles(fileOf('shop.mmd', first))
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click()
  await page.getByRole('button', { name: 'Outline' }).click()
  await expect(part(page, /^Data store: Orders DB/)).toBeVisible()

  await importHere(page, 'shop-2.mmd', newer)
  const dialog = page.getByRole('dialog', { name: 'Update from shop-2.mmd' })
  await expect(dialog.locator('[data-tally=renamed]')).toHaveText('1renamed')
  await expect(dialog.locator('[data-tally=gone]')).toHaveText(/[1-9]gone/)
  // Nothing happens by looking.
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  await expect(part(page, /^Data store: Orders DB/)).toBeVisible()
  await expect(part(page, /Ledger/)).toHaveCount(0)

  await importHere(page, 'shop-2.mmd', newer)
  await dialog.getByRole('combobox', { name: 'Ledger' }).click()
  await page.getByRole('option', { name: /Orders DB.*another name/ }).click()
  await expect(dialog.locator('[data-tally=renamed]')).toHaveText('2renamed')
  await page.screenshot({ path: 'test-results/pictures/update.png' })
  await dialog.getByRole('button', { name: 'Update the model' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click()
  await expect(part(page, /^Data store: Ledger/)).toBeVisible()
  await expect(part(page, /^Data store: Price cache/)).toBeVisible()
  await expect(part(page, /Mail relay/)).toHaveCount(0)
  // What is new was given a place, as part of the same step.
  await expect(page.locator('[aria-busy=false] > [data-testid=graph]')).toBeVisible()
  await expect(page.getByText('Undo: import shop-2.mmd')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(part(page, /Mail relay/).first()).toBeVisible()
  await expect(part(page, /^Data store: Orders DB/)).toBeVisible()
  await expect(part(page, /cache|Ledger/)).toHaveCount(0)
})
