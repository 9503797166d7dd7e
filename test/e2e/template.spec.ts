import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

const folder = resolve(import.meta.dirname, '../fixtures/import/tm7')

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

test('a model of Microsoft TMT comes in with its template, which finds in triage, is switched off, removed and chosen again', async ({ page }) => {
  await page.goto(app.url)
  await expect(page.getByRole('list', { name: 'Library' })).toBeVisible()
  await page.getByTestId('import-input').setInputFiles(join(folder, 'lending-library.tm7'))
  const report = page.getByRole('dialog')
  await expect(report.getByText('Closed on Mondays')).toBeVisible()
  await report.getByRole('button').last().click()
  await expect(page).toHaveURL(/model/)

  const overheard = page.getByText('Read what is due is overheard')
  const search = page.getByPlaceholder('Search titles and reasons')
  async function lookFor() {
    await page.getByRole('link', { name: /^Threats/ }).click()
    await search.fill('overheard')
    await expect(search).toHaveValue('overheard')
  }
  await lookFor()
  await expect(overheard.first()).toBeInViewport()

  await page.getByRole('link', { name: 'Settings' }).click()
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Microsoft TMT template' }) })
  await expect(card.getByText('Library rules', { exact: true })).toBeVisible()
  await expect(card.getByText(/5 threat types/)).toBeVisible()
  await expect(card.getByText(/X9, include, character 11/)).toBeVisible()
  await card.getByLabel('Runs in this project').click()
  await expect(card.getByLabel('Runs in this project')).not.toBeChecked()
  await lookFor()
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await expect(overheard).toHaveCount(0)

  await page.getByRole('link', { name: 'Settings' }).click()
  await card.getByRole('button', { name: 'Remove' }).click()
  await expect(card.getByRole('button', { name: 'Choose a template' })).toBeVisible()
  await card.locator('input[type=file]').setInputFiles(join(folder, 'library-rules.tb7'))
  await expect(card.getByText(/library-rules\.tb7/)).toBeVisible()
  await expect(card.getByLabel('Runs in this project')).toBeChecked()
  await lookFor()
  await expect(overheard.first()).toBeInViewport()
})
