import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

const library = `flowchart LR
  reader([Reader])
  subgraph house [Library house]
    desk[Lending web portal]
    mail[Reminder worker]
    loans[(Loans PostgreSQL)]
  end
  reader -- sign in --> desk
  desk -- loans --> loans
  mail -- reminders --> loans
`

async function importLibrary(page: Page): Promise<void> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'library.mmd', mimeType: 'text/plain', buffer: Buffer.from(library) })
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click()
  await expect(page.locator('[data-count=elements]')).toContainText('4')
}

const place = (page: Page, name: string): Locator => page.locator(`[data-place=${name}]`)
const current = (page: Page): Locator => page.locator('[data-current]')
const rows = (page: Page): Locator => page.getByRole('list', { name: /^Questions/ }).locator('[data-question]')
const titlesOf = (page: Page, answer: string, becomes: string): Promise<string[]> => page.locator(`[data-outcome=${answer}] [data-becomes=${becomes}] a`).allTextContents()

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

/** Opens the triage and gives the findings of the list whose title it is. */
async function triaged(page: Page, title: string, status: string): Promise<void> {
  await page.keyboard.press('Alt+t')
  const search = page.getByPlaceholder('Search titles and reasons')
  await search.fill(title)
  const found = page.getByRole('listitem').filter({ hasText: title })
  if (status === 'none') await expect(page.getByText('Nothing matches')).toBeVisible()
  else await expect(found.filter({ hasText: status }).first()).toBeVisible()
  await search.fill('')
  await search.blur()
}

test('answers by key confirm and clear what was foretold, go on to the next question, and are taken back', async ({ page }) => {
  await importLibrary(page)
  await page.keyboard.press('Alt+q')
  await expect(current(page)).toBeVisible()
  await expect(page.locator('[data-settled]')).toContainText(/answers settle about \d+ %/)
  const badge = place(page, 'questions')
  const open = Number((await badge.textContent())?.replace(/\D/g, ''))
  expect(open).toBeGreaterThan(5)
  await accessible(page)

  // The first question says what yes and no would do; no confirms as foretold, and the next question is there.
  const first = await current(page).getAttribute('data-current')
  await expect(page.locator('[data-outcome=no] [data-becomes=confirmed]')).toBeVisible()
  const confirmed = await titlesOf(page, 'no', 'confirmed')
  expect(confirmed.length).toBeGreaterThan(0)
  await page.keyboard.press('n')
  await expect(current(page)).not.toHaveAttribute('data-current', first ?? '')
  await expect(badge).not.toContainText(String(open))
  for (const title of confirmed.slice(0, 2)) await triaged(page, title, 'Confirmed')

  // Yes clears as foretold.
  await page.keyboard.press('Alt+q')
  await expect(page.locator('[data-outcome=yes] [data-becomes=cleared]')).toBeVisible()
  const second = await current(page).getAttribute('data-current')
  const cleared = await titlesOf(page, 'yes', 'cleared')
  expect(cleared.length).toBeGreaterThan(0)
  await page.keyboard.press('y')
  await expect(current(page)).not.toHaveAttribute('data-current', second ?? '')
  await triaged(page, cleared[0] ?? '', 'none')

  // Undo brings the question and its finding back.
  await page.keyboard.press('Control+z')
  await triaged(page, cleared[0] ?? '', 'Possible')
  await page.keyboard.press('Alt+q')
  await expect(page.locator(`[data-question="${(second ?? '').split(' ').reverse().join(' ')}"]`)).toBeVisible()

  // What is passed over goes to the end, and stays passed over when one comes back.
  const third = await current(page).getAttribute('data-current')
  await page.keyboard.press('?')
  await expect(current(page)).not.toHaveAttribute('data-current', third ?? '')
  await page.keyboard.press('Alt+t')
  await expect(place(page, 'triage')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Alt+q')
  await expect(current(page)).not.toHaveAttribute('data-current', third ?? '')
})

test('the same question about several parts is answered once, with an exception; filters narrow the list', async ({ page }) => {
  await importLibrary(page)
  await page.keyboard.press('Alt+q')
  await expect(current(page)).toBeVisible()
  await page.keyboard.press('g')
  const group = rows(page).filter({ hasText: /encrypted in transit.*3 parts/ })
  await group.click()
  await expect(current(page)).toContainText('An answer is given for 3 of 3.')
  await page.getByRole('checkbox', { name: /Reminder worker/ }).uncheck()
  await expect(current(page)).toContainText('An answer is given for 2 of 3.')
  // The box has the focus, and the key answers all the same.
  await page.keyboard.press('y')
  await expect(page.getByText('Answered for 2 parts')).toBeVisible()
  await expect(rows(page).filter({ hasText: /encrypted in transit/ }).first()).not.toContainText('parts')

  await page.getByRole('combobox', { name: 'STRIDE category' }).click()
  await page.getByRole('option', { name: 'Repudiation' }).click()
  await expect(rows(page).filter({ hasText: /encrypted in transit/ })).toHaveCount(0)
  await expect(rows(page).first()).toBeVisible()
})

test('the room is asked on the projector, which goes along with the answers; no score is on it', async ({ page, context }) => {
  await importLibrary(page)
  await page.keyboard.press('Alt+q')
  await expect(current(page)).toBeVisible()
  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Screen for the room' }).click()
  const projector = await opened
  await expect(projector.getByRole('heading', { name: 'The next question comes here' })).toBeVisible()
  await page.keyboard.press('r')
  const [on, fact] = ((await current(page).getAttribute('data-current')) ?? '').split(' ')
  await expect(projector.locator(`[data-asked="${fact} ${on}"]`)).toBeVisible()
  await expect(projector.getByRole('heading', { level: 1 })).toHaveText((await current(page).getByRole('heading', { level: 2 }).textContent()) ?? '')
  expect(await projector.locator('main').innerText()).not.toMatch(/\b(High|Medium|Critical|Low)\b|settles|confirms/)
  await accessible(projector)

  await page.keyboard.press('n')
  await expect(projector.locator(`[data-asked="${fact} ${on}"]`)).toHaveCount(0)
  await expect(projector.locator('[data-asked]')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(projector.getByRole('heading', { name: 'The next question comes here' })).toBeVisible()
})

test('coverage: walked by arrows, a cell opens its findings, an empty one says which fact stopped what, and leads to it', async ({ page }) => {
  await importLibrary(page)
  await page.keyboard.press('Alt+c')
  const grid = page.getByRole('grid', { name: 'STRIDE by part' })
  await expect(grid.locator('[data-cell]').first()).toBeVisible()
  await accessible(page)

  // The sums' row is where one starts; down and right from there.
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(grid.locator('[aria-selected=true]')).toHaveAttribute('data-cell', /Tampering$/)

  const filled = grid.locator('[data-part] [data-cell$="Information Disclosure"]:not([data-count="0"])').first()
  const count = Number(await filled.getAttribute('data-count'))
  await filled.click()
  await expect(page.locator('[data-in-cell]')).toContainText('Information Disclosure')
  await page.keyboard.press('g')
  await expect(page.getByRole('checkbox', { name: /^Select: / })).toHaveCount(count)
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(page.locator('[data-in-cell]')).toHaveCount(0)
  await page.keyboard.press('Alt+c')

  // Encrypted traffic: nothing is found about that, and the fact says so.
  await page.keyboard.press('Alt+q')
  await page.keyboard.press('g')
  await rows(page).filter({ hasText: /encrypted in transit.*3 parts/ }).click()
  await page.keyboard.press('y')
  await expect(page.getByText('Answered for 3 parts')).toBeVisible()
  await page.keyboard.press('Alt+c')
  const flow = grid.locator('[data-part]').filter({ hasText: 'Lending web portal → Loans PostgreSQL' })
  await flow.locator('[data-cell$="Information Disclosure"]').hover()
  await flow.locator('[data-cell$=" all"]').click({ trial: true })
  const cell = flow.locator('[data-cell$="Information Disclosure"]')
  if ((await cell.getAttribute('data-count')) === '0') await cell.click()
  else {
    await grid.focus()
    for (let step = 0; step < 20 && (await cell.getAttribute('aria-selected')) !== 'true'; step++) {
      await page.keyboard.press((await flow.locator('[aria-selected=true]').count()) > 0 ? 'ArrowRight' : 'ArrowDown')
    }
    await page.keyboard.press('w')
  }
  const why = page.getByRole('complementary', { name: 'Why is there nothing here?' })
  const stopped = why.locator('[data-state=stopped]').filter({ has: page.locator('[data-fact=encrypted]') }).first()
  await expect(stopped).toContainText('Set by you')
  await expect(why).toContainText(/more rules? of this category/)
  await accessible(page)

  await stopped.locator('[data-fact=encrypted]').getByRole('link', { name: 'Change' }).click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector.locator('[data-fact=encrypted]')).toContainText('Set by you')
  await inspector.locator('[data-fact=encrypted]').getByRole('button', { name: 'No', exact: true }).click()
  await page.keyboard.press('Alt+c')
  await expect(cell).not.toHaveAttribute('data-count', '0')
})
