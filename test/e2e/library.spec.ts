import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

test('a new library holds the two samples; projects are created, renamed, duplicated, found, deleted and brought back', async ({ page }) => {
  await page.goto(app.url)
  const cards = page.getByRole('list', { name: 'Library' }).getByRole('listitem')
  await expect(cards).toHaveCount(2)

  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Payment service 4.2')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { name: 'Payment service 4.2' })).toBeVisible()
  await page.getByRole('link', { name: 'Library' }).first().click()
  await expect(cards).toHaveCount(3)

  await page.getByRole('button', { name: 'More: Payment service 4.2' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Payment service 5')
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('button', { name: 'More: Payment service 5' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(cards).toHaveCount(4)

  await page.getByLabel('Search projects and threats').fill('payment')
  await expect(cards).toHaveCount(2)
  await page.getByRole('button', { name: /^More: Payment service 5$/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(cards).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(cards).toHaveCount(2)
})

test('what was done survives a kill -9, and the open tab finds its way back by itself', async ({ page }) => {
  await page.goto(app.url)
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Survivor')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('System', { exact: true }).first().fill('Harbour control')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Undo: change the header' })).toBeVisible()
  await app.kill()
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeVisible()
  await app.restart()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('System', { exact: true }).first()).toHaveValue('Harbour control')
})

test('a file that is not what it says is refused with its name and the place, and changes nothing', async ({ page }, info) => {
  await page.goto(app.url)
  const cards = page.getByRole('list', { name: 'Library' }).getByRole('listitem')
  await expect(cards).toHaveCount(2)
  const bomb = info.outputPath('bomb.drawio')
  writeFileSync(bomb, '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>\n<mxGraphModel><root>&lol2;</root></mxGraphModel>')
  await page.getByTestId('import-input').setInputFiles(bomb)
  const alert = page.getByRole('alertdialog')
  await expect(alert).toContainText('bomb.drawio')
  await expect(alert).toContainText('Nothing was changed')
  await alert.getByRole('button', { name: 'Close' }).click()
  await expect(cards).toHaveCount(2)
})

test('a file dropped on the library becomes a project with an honest report', async ({ page }) => {
  await page.goto(app.url)
  const source = 'flowchart LR\n  a([User]) -- HTTPS login --> b[Web App]\n  b -- SQL --> c[(Orders DB)]\n'
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'shop.mmd', { type: 'text/plain' }))
    return transfer
  }, source)
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data })
  await expect(page.getByText('Drop a diagram or a threat list')).toBeVisible()
  // The report takes the progress's place, and has the focus, whatever had it before.
  await page.getByRole('button', { name: 'New project' }).focus()
  await page.dispatchEvent('main', 'drop', { dataTransfer: data })
  const report = page.getByRole('dialog')
  await expect(report).toContainText('Imported shop.mmd')
  await expect(report).toContainText('3 of 3')
  await expect(report).toContainText('2 of 2')
  await expect(report.getByRole('button', { name: 'Look at the model' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'shop' })).toBeVisible()
})

test('everything speaks German, and remembers it', async ({ page }) => {
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.getByRole('heading', { name: 'Bibliothek' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Bibliothek' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('Befehl oder Projekt eingeben…')).toBeVisible()
})

test('an address without a token shows how to get in, and nothing else', async ({ page }) => {
  await page.goto(new URL('/', app.url).origin)
  await expect(page.getByText('This page has no access')).toBeVisible()
})

test('a new address opens what was open last', async ({ page }) => {
  await page.goto(app.url)
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Left open')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('link', { name: 'Register' }).click()
  await expect(page.getByText('The register is empty')).toBeVisible()
  await app.kill()
  await app.restart()
  await page.goto('about:blank')
  await page.goto(app.url)
  await expect(page.getByRole('heading', { name: 'Left open' })).toBeVisible()
  await expect(page.getByText('The register is empty')).toBeVisible()
})
