import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Browser, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

let apps: ServedApp[]
test.beforeEach(() => {
  apps = []
})
test.afterEach(async () => {
  for (const app of apps) await app.close()
})

const shots = process.env['SHOTS']

/** Of what is there, light and dark. */
async function pictures(page: Page, name: string): Promise<void> {
  if (!shots) return
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(shots, `sign-${name}-${colorScheme}.png`), fullPage: true })
  }
}

async function openApp(page: Page): Promise<void> {
  const app = await serveApp()
  apps.push(app)
  await page.goto(app.url)
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible()
}

async function download(page: Page, act: () => Promise<void>): Promise<{ name: string; buffer: Buffer }> {
  const saving = page.waitForEvent('download')
  await act()
  const saved = await saving
  return { name: saved.suggestedFilename(), buffer: readFileSync(await saved.path()) }
}

async function signsOnPhone(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'en-GB' })
  const phone = await context.newPage()
  await phone.goto(url)
  await expect(phone.getByRole('heading', { name: 'Sign revision 1' })).toBeVisible()
  await pictures(phone, 'phone')
  await phone.getByLabel('Your name').fill('Grace Hopper')
  await phone.getByRole('button', { name: 'Risk owner' }).tap()
  await expect(phone.getByRole('radio', { name: 'I accept the risk' })).toBeChecked()
  await phone.getByRole('button', { name: 'Sign', exact: true }).tap()
  await expect(phone.getByRole('heading', { name: 'Revision 1 is signed' })).toBeVisible()
  await pictures(phone, 'phone-done')
  await context.close()
}

test('who has to sign is asked on a phone and by file from another installation; a revision says who is missing, and verifies once all signed', async ({ page, browser }) => {
  test.slow()
  await openApp(page)
  await page.getByTestId('import-input').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from(readFileSync('test/fixtures/import/structured/reading-room.tc.json')) })
  await page.getByRole('button', { name: /^Look at the/ }).click()
  await page.getByRole('navigation').getByRole('link', { name: /Settings/ }).click()
  const list = page.getByRole('region', { name: 'Who has to sign' }).or(page.locator('section', { hasText: 'Who has to sign' }))
  for (const [index, role] of ['Risk owner', 'Engineering lead'].entries()) {
    await list.getByRole('button', { name: 'Add a signer' }).click()
    await expect(list.getByLabel('Role')).toHaveCount(index + 1)
    await list.getByLabel('Role').nth(index).fill(role)
    await list.getByLabel('Role').nth(index).blur()
  }
  await list.getByRole('combobox', { name: 'Signs that they' }).first().click()
  await page.getByRole('option', { name: 'accept the risk' }).click()
  await expect(list.getByRole('group', { name: 'Engineering lead' })).toBeVisible()
  await pictures(page, 'settings')

  await page.getByRole('navigation').getByRole('link', { name: /Register/ }).click()
  await page.getByRole('tab', { name: 'Revisions and signatures' }).click()
  await page.getByRole('button', { name: 'Freeze a revision' }).click()
  const card = page.getByRole('article', { name: 'Revision 1' })
  await expect(card.getByRole('list', { name: 'Who has to sign' }).getByText('open')).toHaveCount(2)

  await card.getByRole('button', { name: 'Sign on phones' }).click()
  const room = page.getByRole('dialog', { name: 'Sign revision 1 on your own device' })
  const url = (await room.locator('[data-room-url]').getAttribute('data-room-url')) ?? ''
  await pictures(page, 'room')
  await signsOnPhone(browser, `http://127.0.0.1:${new URL(url).port}/${new URL(url).hash}`)
  await expect(room.getByText('1 signature so far')).toBeVisible()
  await room.getByRole('button', { name: 'Shut the room' }).click()
  await expect(room).toBeHidden()

  await card.getByRole('button', { name: 'Ask by file: Engineering lead' }).click()
  const request = await download(page, () => page.getByRole('button', { name: 'Save the request' }).click())
  const elsewhere = await browser.newPage()
  await openApp(elsewhere)
  await elsewhere.getByTestId('sign-request-input').setInputFiles({ name: request.name, mimeType: 'application/json', buffer: request.buffer })
  const asking = elsewhere.getByRole('dialog', { name: /^Sign revision 1 of/ })
  await expect(asking.getByLabel('Role')).toHaveValue('Engineering lead')
  await asking.getByLabel('Name').fill('Alan Turing')
  await pictures(elsewhere, 'request')
  const answer = await download(elsewhere, () => asking.getByRole('button', { name: 'Sign', exact: true }).click())
  await elsewhere.close()

  await page.getByTestId('signature-input').waitFor({ state: 'attached' })
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add a signature file' }).click()
  await (await chooser).setFiles({ name: answer.name, mimeType: 'application/json', buffer: answer.buffer })
  await expect(card.getByText('signed by Alan Turing')).toBeVisible()
  await expect(card.getByText('signed by Grace Hopper')).toBeVisible()
  await pictures(page, 'card')
  const signed = await download(page, () => card.getByRole('button', { name: 'Export register.json' }).click())
  await page.getByTestId('verify-input').setInputFiles({ name: signed.name, mimeType: 'application/json', buffer: signed.buffer })
  const verdict = page.getByRole('dialog', { name: 'Everything checks out' })
  await verdict.getByRole('button', { name: 'Trust … Alan Turing' }).click()
  await pictures(page, 'trusting')
  await verdict.getByRole('button', { name: 'Trust this key' }).click()
  await expect(verdict.getByText('known as Alan Turing')).toBeVisible()
  await pictures(page, 'verified')
  await verdict.getByRole('button', { name: 'Close' }).click()
  await expect(card.getByText('known as Alan Turing')).toBeVisible()

  await page.getByRole('navigation').getByRole('link', { name: /Settings/ }).click()
  await page.getByRole('button', { name: 'Make a new key' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make the new key' }).click()
  await expect(page.getByRole('list', { name: 'Earlier keys' }).getByRole('listitem')).toHaveCount(1)
  await pictures(page, 'keys')
})

test('H5: what was erased asks nobody any more for a signature, and says to freeze the next revision, which is then signed', async ({ page }) => {
  await openApp(page)
  await page.getByTestId('import-input').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from(readFileSync('test/fixtures/import/structured/reading-room.tc.json')) })
  await page.getByRole('button', { name: /^Look at the/ }).click()
  await page.getByRole('navigation').getByRole('link', { name: /Settings/ }).click()
  const list = page.getByRole('region', { name: 'Who has to sign' }).or(page.locator('section', { hasText: 'Who has to sign' }))
  await list.getByRole('button', { name: 'Add a signer' }).click()
  await list.getByLabel('Role').fill('Risk owner')
  await list.getByLabel('Role').blur()
  await expect(list.getByRole('group', { name: 'Risk owner' })).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: /Register/ }).click()
  await page.getByRole('tab', { name: 'Revisions and signatures' }).click()
  await page.getByRole('button', { name: 'Freeze a revision' }).click()
  const card = page.getByRole('article', { name: 'Revision 1', exact: true })
  await expect(card.getByRole('button', { name: 'Sign here: Risk owner' })).toBeEnabled()
  await card.getByRole('button', { name: 'Erase names and votes for good' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click()
  await expect(card.getByRole('button', { name: 'Sign here: Risk owner' })).toBeDisabled()
  await expect(card.getByRole('button', { name: 'Ask by file: Risk owner' })).toBeDisabled()
  await pictures(page, 'erased')
  const draft = page.getByRole('article', { name: 'Draft of revision 2' })
  await expect(draft).toContainText('Names and votes of revision 1 were erased')
  await draft.getByRole('button', { name: 'Freeze a revision' }).click()
  const next = page.getByRole('article', { name: 'Revision 2', exact: true })
  await expect(next.getByRole('button', { name: 'Sign here: Risk owner' })).toBeEnabled()
})
