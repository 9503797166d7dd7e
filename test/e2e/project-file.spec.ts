import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

const drawing = 'flowchart LR\n  customer([Customer]) -->|HTTPS order| api[Orders API]\n'

let apps: ServedApp[]
test.beforeEach(() => {
  apps = []
})
test.afterEach(async () => {
  for (const app of apps) await app.close()
})

async function openApp(page: Page): Promise<void> {
  const app = await serveApp()
  apps.push(app)
  await page.goto(app.url)
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible()
}

async function importBytes(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByTestId('import-input').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
}

test('a project goes out as one file and opens in another library; one that is there gives way only where somebody says so', async ({ page, browser }) => {
  await openApp(page)
  await importBytes(page, 'orders.mmd', Buffer.from(drawing))
  await page.getByRole('button', { name: 'Look at the model' }).click()
  await expect(page.locator('[data-finding]').first()).toBeVisible()
  await page.keyboard.press('Alt+2')
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByText('Undo: accept')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: /Register/ }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Project file (.dread)' }).click()
  const bytes = readFileSync(await (await saved).path())

  const other = await browser.newPage({ locale: 'en-GB' })
  await openApp(other)
  await importBytes(other, 'orders.dread', bytes)
  await expect(other.getByRole('dialog')).toContainText('2 of 2')
  await other.getByRole('button', { name: 'Look at the model' }).click()
  await expect(other.getByText('Orders API').first()).toBeAttached()

  await other.getByRole('link', { name: 'Library' }).first().click()
  await expect(other.getByRole('button', { name: 'New project' })).toBeVisible()
  await importBytes(other, 'orders.dread', bytes)
  const ask = other.getByRole('alertdialog', { name: '“orders” is in the library already' })
  await expect(ask).toBeVisible()
  for (const scheme of ['light', 'dark']) {
    await other.evaluate((name) => document.documentElement.setAttribute('data-scheme', name), scheme)
    await other.screenshot({ path: `test-results/pictures/replace-${scheme}.png` })
  }
  await ask.getByRole('button', { name: 'Keep mine' }).click()
  await expect(ask).toBeHidden()
  await importBytes(other, 'orders.dread', bytes)
  await ask.getByRole('button', { name: /Replace/ }).click()
  await expect(other.getByRole('dialog')).toContainText('Imported orders.dread')
  await other.close()
})
