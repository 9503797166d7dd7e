import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

/** A till that talks to a bank: enough for findings, questions and a picture. */
const model = ['flowchart LR', '  guest([Guest])', '  subgraph shop[Shop]', '    till(Till)', '    ledger[(Ledger)]', '  end', '  bank[Bank]', '  guest -->|order| till', '  till -->|booking| ledger', '  till -->|payment| bank', ''].join('\n')

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

const dialog = (page: Page): Locator => page.getByRole('dialog')

async function importTill(page: Page): Promise<void> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'till.mmd', mimeType: 'text/plain', buffer: Buffer.from(model) })
  await dialog(page).getByRole('button', { name: 'Look at the model' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.locator('[data-count=elements]')).toContainText('4')
}

test('in the walk a question goes on the projector by one key, its answer changes the model, and the finding that hung on it is gone', async ({ page }, info) => {
  await importTill(page)
  // What "yes" to the first question would clear.
  await page.keyboard.press('Alt+q')
  await expect(page.locator('[data-outcome=yes] [data-becomes=cleared] a').first()).toBeVisible()
  const first = ((await page.locator('[data-current]').getAttribute('data-current')) ?? '').split(' ').sort()
  const cleared = (await page.locator('[data-outcome=yes] [data-becomes=cleared] a').first().textContent()) ?? ''
  expect(cleared).not.toBe('')

  // Another finding is on the agenda; that one stays open.
  await page.keyboard.press('Alt+t')
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeVisible()
  const detail = page.locator('main h2').first()
  if ((await detail.textContent()) === cleared) {
    await page.keyboard.press('j')
    await expect(detail).not.toHaveText(cleared)
  }
  await page.keyboard.press('a')
  await expect(page.getByText('Undo: accept')).toBeVisible()
  const search = page.getByPlaceholder('Search titles and reasons')
  const found = page.getByRole('listitem').filter({ hasText: cleared }).first()
  await search.fill(cleared)
  await expect(found).toBeVisible()
  await search.fill('')
  await search.blur()

  await page.keyboard.press('Alt+3')
  await page.getByRole('button', { name: 'Open the room' }).click()
  await expect(page.locator('[data-room-url]')).toBeVisible()
  await page.keyboard.press('Shift+Enter')
  await expect(page.locator('[data-key-line]')).toBeVisible()
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Projector', exact: true }).click()
  const projector = await opened
  await page.bringToFront()

  // The walk begins at the question that settles most; the projector shows the element, and not the question.
  await page.keyboard.press('w')
  await expect(page.locator('[data-walk]')).toBeVisible()
  await page.keyboard.press('q')
  const marked = page.locator('[data-walk] [data-question][aria-current]')
  await expect(marked).toHaveAttribute('data-question', new RegExp(first.join('|')))
  // Either may still be on its way to the element.
  await expect(async () => {
    const here = (await page.locator('[data-walk] h1').textContent()) ?? ''
    await expect(projector.getByRole('heading', { level: 1 })).toHaveText(here, { timeout: 1_000 })
  }).toPass()
  await expect(projector.locator('[data-asked]')).toHaveCount(0)

  // R asks the room.
  const question = (await marked.locator('p').first().textContent()) ?? ''
  await page.keyboard.press('r')
  await expect(marked.getByRole('button', { pressed: true })).toBeVisible()
  const asked = projector.locator('[data-asked]')
  await expect(projector.getByRole('heading', { level: 1 })).toHaveText(question)
  expect(((await asked.getAttribute('data-asked')) ?? '').split(' ').sort()).toEqual(first)
  await expect(asked.getByText(/Critical|High|Medium|score/)).toHaveCount(0)
  await projector.screenshot({ path: info.outputPath('asked.png') })
  await page.screenshot({ path: info.outputPath('walk.png') })

  // The room says yes: the question is done with, on both screens, and the next one follows or the element comes back.
  await page.keyboard.press('y')
  await expect(page.locator('[data-walk] [data-question]').filter({ hasText: question })).toHaveCount(0)
  await expect(projector.getByRole('heading', { level: 1 })).not.toHaveText(question)
  await page.keyboard.press('w')
  await expect(page.locator('[data-walk]')).toHaveCount(0)
  await expect(asked).toHaveCount(0)

  await page.keyboard.press('Alt+t')
  await search.fill(cleared)
  await expect(found).toContainText('Gone')
  // Taken back, the finding is possible again.
  await search.fill('')
  await search.blur()
  await page.keyboard.press('Control+z')
  await search.fill(cleared)
  await expect(found).toBeVisible()
  await expect(found).not.toContainText('Gone')
})

test('two windows edit one pack: the second is told, looks at the difference, and chooses', async ({ page }, info) => {
  await importTill(page)
  await page.goto(page.url().replace(/model.*$/, 'rules'))
  await page.getByRole('button', { name: 'New pack' }).first().click()
  const text = page.getByRole('textbox', { name: 'Text of the pack' })
  const save = page.getByRole('button', { name: /^Save/ })
  await expect(text).toBeFocused()
  await expect(page.getByText(/^Sound/)).toBeVisible()
  await expect(save).toBeEnabled()
  await save.click()
  await expect(page.getByText('Saved as my-rules.yaml')).toBeVisible()

  // A hand in the folder is another window as well.
  const file = join(app.dataDir, 'rules', 'my-rules.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('My rules', 'Their rules'))

  await text.press('Control+Home')
  await page.keyboard.type('# mine\n')
  await expect(save).toBeEnabled()
  await page.keyboard.press('Control+s')
  await expect(page.getByText('my-rules.yaml was changed elsewhere since you opened it')).toBeVisible()
  expect(readFileSync(file, 'utf8')).not.toContain('# mine')
  await page.getByRole('button', { name: 'Look at theirs' }).click()
  await expect(dialog(page).locator('[data-side=first]')).toContainText('Their rules')
  await expect(dialog(page).locator('[data-side=second]').first()).toContainText('# mine')
  await page.screenshot({ path: info.outputPath('conflict.png') })
  await dialog(page).getByRole('button', { name: 'Save mine over it' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByText('was changed elsewhere')).toHaveCount(0)
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('# mine')
  expect(readFileSync(file, 'utf8')).toContain('My rules')
})

test('the inspector shows what is known and asked of a part; the other facts come on demand, and an answer stays where it was given', async ({ page }, info) => {
  await importTill(page)
  await page.keyboard.press('j')
  const facts = page.locator('[data-fact]')
  const more = page.getByRole('button', { name: /^More facts/ })
  await expect(more).toBeVisible()
  const shown = await facts.count()
  await page.screenshot({ path: info.outputPath('facts.png') })
  await more.click()
  await expect(page.getByRole('button', { name: 'Fewer facts' })).toBeVisible()
  const all = await facts.count()
  expect(all).toBeGreaterThan(shown)
  const last = facts.last()
  const name = (await last.getAttribute('data-fact')) ?? ''
  await last.getByRole('button', { name: 'Yes', exact: true }).click()
  await expect(last).toHaveAttribute('data-fact', name)
  await expect(last.getByRole('button', { name: 'Yes', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(facts).toHaveCount(all)
})
