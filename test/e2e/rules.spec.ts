import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

const shots = process.env['SHOTS']
/** For looking at; in light and in dark. */
async function look(page: Page, name: string): Promise<void> {
  if (shots === undefined) return
  for (const scheme of ['light', 'dark']) {
    await page.evaluate((to) => document.documentElement.setAttribute('data-scheme', to), scheme)
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(shots, `${name}-${scheme}.png`) })
  }
  await page.evaluate(() => document.documentElement.setAttribute('data-scheme', 'light'))
}

/** The rules of the sample with the model, by the palette. */
async function openRules(page: Page): Promise<void> {
  await page.goto(app.url)
  await page.getByRole('list', { name: 'Library' }).getByRole('listitem').filter({ hasText: 'shop' }).first().click()
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('rule packs')
  await expect(page.getByRole('option', { name: /Rules and rule packs/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Rule packs' })).toBeVisible()
}

const rules = (page: Page) => page.getByRole('list', { name: 'Rules' }).getByRole('listitem')
const detail = (page: Page) => page.getByRole('article')
const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the pack' })

test('rules are read, searched and switched by keyboard; a switch can be undone', async ({ page }) => {
  await openRules(page)
  await expect(rules(page).first()).toHaveAttribute('aria-current', 'true')
  await look(page, 'rules')
  await page.keyboard.press('j')
  await expect(rules(page).nth(1)).toHaveAttribute('aria-current', 'true')
  const second = await rules(page).nth(1).getAttribute('data-rule')
  await expect(page.getByRole('article', { name: second ?? '', exact: true })).toBeVisible()

  await page.keyboard.press('/')
  const search = page.getByRole('textbox', { name: 'Search rules' })
  await expect(search).toBeFocused()
  await search.fill('sql-injection')
  await expect(rules(page)).toHaveCount(1)
  await expect(page.getByRole('article', { name: 'sql-injection' })).toBeVisible()
  await expect(detail(page).getByText('Fires when')).toBeVisible()
  await expect(detail(page).getByText(/SQL Injection/i).first()).toBeVisible()
  await look(page, 'rule')
  await search.blur()
  await page.keyboard.press('x')
  await expect(detail(page).getByRole('switch')).not.toBeChecked()
  await expect(page.getByText('Rule sql-injection is off in this project.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(detail(page).getByRole('switch')).toBeChecked()
})

test('a finding leads to its rule, and silences it where it is wrong; the silence is taken back from its list', async ({ page }) => {
  await openRules(page)
  await page.getByRole('link', { name: 'Threats' }).click()
  const silence = page.getByRole('button', { name: 'Silence this rule here' }).last()
  await expect(silence).toBeVisible()
  const rule = await page.getByTitle('Show this rule').last().textContent()
  const title = await page.getByRole('heading', { level: 2 }).first().textContent()
  await silence.click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Behind a diode')
  await look(page, 'suppress')
  await page.getByRole('button', { name: 'Silence', exact: true }).click()
  await expect(page.getByText(`Rule ${rule ?? ''} is silent here.`)).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: title ?? '', exact: true })).toHaveCount(0)

  await page.getByTitle('Show this rule').last().click()
  await page.getByRole('tab', { name: 'Silenced 1' }).click()
  await expect(page.getByRole('cell', { name: 'Behind a diode' })).toBeVisible()
  await look(page, 'silenced')
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('tab', { name: 'Silenced 0' })).toBeVisible()
})

test('a pack is written with its preview, saved, found in the model, and removed; a wrong one in the folder says where', async ({ page }) => {
  await openRules(page)
  await page.getByRole('button', { name: 'New pack' }).click()
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.getByText('Sound, 1 rule')).toBeVisible()
  await expect(preview.locator('[data-preview="added"]').first()).toBeVisible()
  await look(page, 'editor')
  expect(readdirSync(join(app.dataDir, 'rules'))).toEqual([])

  await text(page).getByText('hardened').last().click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('    colour: red')
  const problems = page.getByRole('region', { name: 'Problems' })
  await expect(problems.getByText(/colour/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await look(page, 'editor-problem')
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('Delete')
  await expect(preview.getByText('Sound, 1 rule')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText('Saved as my-rules.yaml. It runs in every project.')).toBeVisible()
  expect(readFileSync(join(app.dataDir, 'rules', 'my-rules.yaml'), 'utf8')).toContain('my-first-rule')

  await page.getByRole('button', { name: 'Rules', exact: true }).click()
  const own = page.locator('[data-pack="my-rules"]')
  await expect(own.getByText(/1 rule · [1-9]\d* findings?/)).toBeVisible()
  await look(page, 'own-pack')
  writeFileSync(join(app.dataDir, 'rules', 'broken.yaml'), 'pack: broken\ntitle: Broken\nversion: 1\nrules: []\n')
  await expect(page.getByText('broken.yaml is left out of the analysis')).toBeVisible()
  await expect(page.getByText(/Line 3, column 10/)).toBeVisible()
  await look(page, 'broken')
  await own.getByRole('button', { name: 'More about My rules' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(own).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(own).toBeVisible()
})
