import { expect, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

test.use({ actionTimeout: 20_000 })
test.setTimeout(180_000)

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

const register = ['What happens;Kategorie;Schaden;Maßnahme;Zuständig;Raum', 'Names of visitors leak;Offenlegung;8;Encrypt the shelf;Kim;North', 'Every seat is booked by one visitor;D;6;Limit bookings;Ali;South'].join('\n')

test('a register in CSV: the columns are said before anything is imported, and nothing is where it is given up', async ({ page }) => {
  await page.goto(app.url)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  const choose = () => page.getByTestId('import-input').setInputFiles({ name: 'reading-room.csv', mimeType: 'text/csv', buffer: Buffer.from(register) })
  await choose()
  const dialog = page.getByRole('dialog', { name: 'Columns of reading-room.csv' })
  // The first reading loads the readers.
  await expect(dialog).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByText('Names of visitors leak')).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'What Schaden is' })).toHaveText('Damage')
  // No header names the title, so it is asked for.
  await expect(dialog.getByText('One column has to be the title or the description.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Import' })).toBeDisabled()
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/columns-light.png` })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  await choose()
  await expect(dialog).toBeVisible()
  await dialog.getByRole('combobox', { name: 'What What happens is' }).click()
  await page.getByRole('option', { name: 'Title' }).click()
  await expect(dialog.getByRole('button', { name: 'Import' })).toBeEnabled()
  if (process.env['SHOTS']) {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: `${process.env['SHOTS']}/columns-dark.png` })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await dialog.getByRole('button', { name: 'Import' }).click()
  const report = page.getByRole('dialog', { name: 'Imported reading-room.csv' })
  await expect(report.getByText('2 threats')).toBeVisible()
  await expect(report.getByText('column "Raum"')).toBeVisible()
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/columns-report.png` })
  await report.getByRole('button', { name: 'Look at the threats' }).click()
  await expect(page.getByText('Names of visitors leak').first()).toBeVisible()
})
