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

async function download(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const saved = page.waitForEvent('download')
  await act()
  return readFileSync(await (await saved).path())
}

/** Of what is there, light and dark. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `test-results/pictures/${name}-${colorScheme}.png` })
  }
}

test('a project goes out as one file, encrypted where that is wanted, and opens in another library; one that is there gives way only where somebody says so', async ({ page, browser }) => {
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
  await page.getByRole('menuitem', { name: 'Project file (.dread)' }).click()
  const exporting = page.getByRole('dialog', { name: 'Export the project as one file' })
  await exporting.getByRole('checkbox', { name: 'Encrypt it with a passphrase' }).check()
  await exporting.getByLabel('Passphrase', { exact: true }).fill('correct horse')
  await exporting.getByLabel('Passphrase, once more').fill('correct house')
  await expect(exporting.getByText('This is not the same')).toBeVisible()
  await exporting.getByRole('button', { name: 'Show the passphrase' }).click()
  await pictures(page, 'export-passphrase')
  await exporting.getByLabel('Passphrase, once more').fill('correct horse')
  const locked = await download(page, () => exporting.getByRole('button', { name: 'Export' }).click())
  // The same from the library, as it is.
  await page.getByRole('link', { name: 'Library' }).first().click()
  await page.getByRole('button', { name: 'More: orders' }).click()
  await page.getByRole('menuitem', { name: 'Export project file…' }).click()
  const bytes = await download(page, () => exporting.getByRole('button', { name: 'Export' }).click())
  expect(bytes.includes('Orders API')).toBe(true)
  expect(locked.includes('Orders API')).toBe(false)

  const other = await browser.newPage({ locale: 'en-GB' })
  await openApp(other)
  await importBytes(other, 'orders.dread', locked)
  const unlock = other.getByRole('dialog', { name: 'orders.dread is encrypted' })
  await unlock.getByLabel('Passphrase', { exact: true }).fill('wrong horse')
  await unlock.getByRole('button', { name: 'Open' }).click()
  await expect(unlock.getByText('This does not open it')).toBeVisible()
  await pictures(other, 'unlock')
  await unlock.getByLabel('Passphrase', { exact: true }).fill('correct horse')
  await unlock.getByRole('button', { name: 'Open' }).click()
  await expect(other.getByRole('dialog', { name: 'Imported orders.dread' })).toContainText('2 of 2')
  await other.getByRole('button', { name: 'Look at the model' }).click()
  await expect(other.getByText('Orders API').first()).toBeAttached()

  await other.getByRole('link', { name: 'Library' }).first().click()
  await expect(other.getByRole('button', { name: 'New project' })).toBeVisible()
  await importBytes(other, 'orders.dread', bytes)
  const ask = other.getByRole('alertdialog', { name: '“orders” is in the library already' })
  await expect(ask).toBeVisible()
  await pictures(other, 'replace')
  await ask.getByRole('button', { name: 'Keep mine' }).click()
  await expect(ask).toBeHidden()
  await importBytes(other, 'orders.dread', bytes)
  await ask.getByRole('button', { name: /Replace/ }).click()
  await expect(other.getByRole('dialog')).toContainText('Imported orders.dread')
  await other.close()
})
