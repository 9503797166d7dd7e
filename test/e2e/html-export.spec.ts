import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import { htmlFile, readPageParts } from '../../src/main/export/html.ts'
import { presetParts, wholeDocument, type DocumentChoice } from '../../src/shared/domain/document.ts'
import { defaultHeader } from '../../src/shared/domain/project.ts'
import { freeze, registerFileBytes } from '../../src/shared/proof/register-file.ts'
import { newKey, registerWith, sha256, signedBy } from '../support/register-fixture.ts'
import { fingerprintOf } from '../../src/shared/proof/statement-bytes.ts'

const key = newKey()

/** The HTML file of a signed register, as the application writes it. */
function exported(choice: Partial<DocumentChoice> = {}, name = 'Order service'): string {
  const { register, disclosures } = registerWith(6, { ...defaultHeader, system: 'Orders', requiredSigners: [{ id: 'r', role: 'Risk owner', meaning: 'approved', scope: 'all' }] })
  const [first, ...others] = register.threats
  if (!first) throw new Error('the fixture has threats')
  const whole = { ...register, project: { ...register.project, name }, threats: [{ ...first, title: '</script><script>document.title="hacked"</script><img src=x onerror=alert(1)>\u202e' }, ...others] }
  const { hash } = freeze(whole, sha256)
  const signed = signedBy(key, 'Ada Lovelace', hash, { comment: 'as discussed' })
  const parts = { register: whole, disclosures: [...disclosures, signed.disclosure], envelopes: [signed.envelope], keys: [{ keyId: key.keyId, algorithm: 'ed25519' as const, publicKey: Buffer.from(key.raw).toString('base64') }] }
  const page = readPageParts(resolve('out/verifier/page.json'))
  if (!page) throw new Error('out/verifier is not built')
  return htmlFile(page, { register: whole, frozen: { revision: whole.revision, hash, envelopes: parts.envelopes }, disclosures: parts.disclosures }, { ...wholeDocument, ...choice }, registerFileBytes(parts, sha256))
}

async function opened(page: Page, html: string): Promise<void> {
  mkdirSync(test.info().outputDir, { recursive: true })
  const path = join(test.info().outputDir, 'register.html')
  writeFileSync(path, html)
  await page.goto(pathToFileURL(path).href)
}

test('an exported page checks itself from a file, with no network, and says what was changed in it', async ({ page, context }) => {
  const asked: string[] = []
  await context.setOffline(true)
  page.on('request', (request) => asked.push(request.url()))
  const refused: string[] = []
  page.on('console', (message) => (message.type() === 'error' ? refused.push(message.text()) : undefined))
  const html = exported()
  await opened(page, html)
  const check = page.locator('#check')
  await expect(check.getByRole('status')).toHaveText('This page and its signatures hold')
  await expect(check.getByText('Ada Lovelace, Risk owner: approved, all threats', { exact: true })).toBeVisible()
  await expect(page).toHaveTitle('Order service, revision 1')
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
  expect(refused).toEqual([])
  const shots = process.env['SHOTS']
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    if (shots) await page.screenshot({ path: join(shots, `html-export-${colorScheme}.png`), fullPage: true })
  }

  // Keys are held against fingerprints that the reader got over another way.
  await check.getByLabel('Fingerprints you trust').fill(fingerprintOf(newKey().keyId))
  await check.getByRole('button', { name: 'Hold the keys against them' }).click()
  await expect(check.getByRole('status')).toHaveText('This page does not hold')
  await check.getByLabel('Fingerprints you trust').fill(fingerprintOf(key.keyId))
  await check.getByRole('button', { name: 'Hold the keys against them' }).click()
  await expect(check.getByRole('status')).toHaveText('This page and its signatures hold')

  // What is saved is what was signed.
  const saving = page.waitForEvent('download')
  await check.getByRole('button', { name: 'Save the signed register' }).click()
  const signed = /id="signed">([^<]*)</.exec(html)?.[1] ?? ''
  expect(readFileSync(await (await saving).path()).equals(Buffer.from(signed, 'base64'))).toBe(true)

  await page.getByLabel('Search').fill('Threat 3')
  await expect(page.locator('#rows tbody tr:visible')).toHaveCount(1)
  await expect(page.locator('.card:visible')).toHaveCount(1)
  await page.getByLabel('Search').fill('')
  const ids = page.locator('#rows tbody tr td:nth-child(2)')
  for (const sorted of ['ascending', 'descending']) {
    await page.locator('#rows th:nth-child(2)').getByRole('button').press('Enter')
    await expect(page.locator(`#rows th[aria-sort="${sorted}"]`)).toHaveCount(1)
  }
  await expect(ids.first()).toHaveText('SS6')
  // The one threat that has a total comes first, before those that nobody scored.
  await page.getByRole('button', { name: 'Total', exact: true }).press('Enter')
  await expect(page.locator('#rows th[aria-sort="ascending"]')).toHaveText('Total')
  await expect(ids.first()).toHaveText('SS1')
  await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Sign-off' }).click()
  await expect(page.getByRole('heading', { name: 'Sign-off' })).toBeInViewport()

  const at = html.indexOf('id="signed">') + 4000
  const flipped = `${html.slice(0, at)}${html[at] === 'A' ? 'B' : 'A'}${html.slice(at + 1)}`
  const changes: [string, string][] = [
    [flipped, 'FAIL'],
    [html.replace('Threat 4<small>', 'Threat 5<small>'), 'not the same: the section “Register”'],
    [html.replace('as discussed', 'with doubts'), 'not the same: the section “Sign-off”'],
    [html.replace('<main ', '<p>Approved by everybody</p><main '), 'not the same: something stands beside the register'],
    [html.replace('</main>', '<p>Approved by everybody</p></main>'), 'not the same: something was added to it'],
  ]
  for (const [changed, said] of changes) {
    expect(changed).not.toBe(html)
    await opened(page, changed)
    await expect(check.getByRole('status')).toHaveText('This page does not hold')
    await expect(check).toContainText(said)
  }
})

test('in German, for management and on a phone it checks itself as well; a part that is taken out by hand is missed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const html = exported({ language: 'de', parts: [...presetParts.management] })
  await opened(page, html)
  const status = page.locator('#check').getByRole('status')
  await expect(status).toHaveText('Diese Seite und ihre Unterschriften halten stand')
  await expect(page.locator('main > .note')).toContainText('Anwesenheit')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await opened(page, html.replace(/<section id="decisions">.*?<\/section>/s, ''))
  await expect(status).toHaveText('Diese Seite hält nicht stand')
})

test('a name that a page shows otherwise than it is written, with two spaces or a mark of direction, does not make the page dishonest; another title does', async ({ page }) => {
  const status = page.locator('#check').getByRole('status')
  for (const name of ['Payments  API', ' Payments API ', 'Payments\u200f API', '<b>Payments</b> &amp; \tAPI\r\n']) {
    const html = exported({}, name)
    await opened(page, html)
    await expect(status, name).toHaveText('This page and its signatures hold')
    await opened(page, html.replace('<title>', '<title>Approved: '))
    await expect(status, name).toHaveText('This page does not hold')
    await expect(page.locator('#check')).toContainText('title')
  }
})

test('without the browser\'s own Ed25519 it checks in plain script', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(SubtleCrypto.prototype, 'importKey', { value: () => Promise.reject(new Error('not here')) }))
  const html = exported()
  await opened(page, html)
  await expect(page.locator('#check').getByRole('status')).toHaveText('This page and its signatures hold')
})
