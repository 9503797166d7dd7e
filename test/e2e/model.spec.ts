import { writeFileSync } from 'node:fs'
import { expect, type Page, test, type TestInfo } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

const shop = `flowchart LR
  shopper([Shopper])
  subgraph site [Shop site]
    front[Web front end]
    orders[(Order database)]
  end
  shopper -- HTTP login credentials --> front
  front -- TCP orders --> orders
`

async function newProject(page: Page, name: string): Promise<void> {
  await page.goto(app.url)
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { name: 'Show what is to be protected' })).toBeVisible()
}

async function importShop(page: Page, info: TestInfo): Promise<void> {
  await newProject(page, 'Shop')
  const file = info.outputPath('shop.mmd')
  writeFileSync(file, shop)
  await page.getByTestId('import-input').setInputFiles(file)
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click()
  await expect(page.locator('[data-count=elements]')).toContainText('3')
}

async function shot(page: Page, name: string): Promise<void> {
  const shots = process.env['SHOTS']
  if (!shots) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${shots}/${name}-${colorScheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const outline = (page: Page) => page.getByRole('tree', { name: 'Outline' })

test('an imported model is laid out, walked by keys, questioned; an answer changes the findings and can be taken back', async ({ page }, info) => {
  await importShop(page, info)
  // Laid out, as part of the step that brought it.
  await expect(page.locator('[aria-busy=false] > [data-testid=graph]')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo: import shop.mmd' })).toBeVisible()
  await expect(page.locator('[data-count=flows]')).toContainText('2')
  await expect(page.locator('[data-finding]').first()).toBeVisible()

  // The list beside the diagram holds the same parts, and what is chosen there is in the inspector.
  await page.getByRole('button', { name: 'Outline', exact: true }).click()
  await expect(outline(page).getByRole('treeitem')).toHaveCount(6)
  // To the left closes a boundary with all that is in it, the flow between its parts too; a capital letter goes to a name.
  await outline(page).getByRole('treeitem', { name: /^Boundary: Shop site/ }).click()
  await expect(outline(page)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(outline(page).getByRole('treeitem', { name: /^Boundary: Shop site/, expanded: false })).toBeVisible()
  await expect(outline(page).getByRole('treeitem')).toHaveCount(3)
  await page.keyboard.press('ArrowRight')
  await expect(outline(page).getByRole('treeitem')).toHaveCount(6)
  await page.keyboard.press('Shift+O')
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Order database')
  await expect(outline(page).getByRole('treeitem', { name: /^Data store: Order database/, selected: true })).toBeVisible()
  await outline(page).getByRole('treeitem', { name: /^Flow: HTTP login credentials/ }).click()
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue('HTTP login credentials')

  const encrypted = inspector(page).locator('[data-fact=encrypted]')
  await expect(encrypted).toContainText('From the label')
  const readable = inspector(page).locator('[data-finding]').filter({ hasText: /read and changed|captured/ })
  const before = await readable.count()
  expect(before).toBeGreaterThan(0)
  await encrypted.getByRole('button', { name: 'Yes' }).click()
  await expect(encrypted).toContainText('Set by you')
  await expect(readable).toHaveCount(before - 1)
  await encrypted.getByRole('button', { name: /Take your answer back/ }).click()
  await expect(encrypted).toContainText('From the label')
  await expect(readable).toHaveCount(before)

  await page.keyboard.press('Control+z')
  await expect(encrypted).toContainText('Set by you')
  await page.keyboard.press('Control+z')
  await expect(encrypted).toContainText('From the label')

  // J walks the elements; Escape goes back to the model.
  await inspector(page).getByRole('button', { name: 'Back to the model' }).click()
  await page.getByRole('button', { name: 'Fit' }).click()
  await page.keyboard.press('j')
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Web front end')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-count=elements]')).toBeVisible()

  // What a flow carries is typed, counts at once, and is found from the list of data assets.
  await outline(page).getByRole('treeitem', { name: /^Flow: TCP orders/ }).click()
  const carries = inspector(page).getByRole('combobox', { name: 'Carries' })
  await carries.fill('Card data')
  await expect(carries).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('button', { name: 'Card data' })).toBeVisible()
  await expect(inspector(page).locator('[data-fact=carries_pii]')).toContainText('asset: Card data')
  await shot(page, 'asset-inspector')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('data assets')
  await page.keyboard.press('Enter')
  const asset = page.getByRole('group', { name: 'Card data' })
  await expect(asset.getByRole('textbox', { name: 'Asset' })).toBeFocused()
  await asset.getByRole('combobox', { name: 'Classification' }).click()
  await page.getByRole('option', { name: 'Restricted' }).click()
  await expect(page.getByRole('button', { name: 'Undo: change data assets' })).toBeVisible()
  await shot(page, 'asset-settings')
  await asset.getByRole('link', { name: 'TCP orders' }).click()
  await expect(inspector(page).getByRole('button', { name: 'Card data · Restricted' })).toBeVisible()
})

test('a finding explains itself, and a question is answered by one key', async ({ page }, info) => {
  await importShop(page, info)
  // Laid out: places that came after the answer would be a step of their own, on top of it.
  await expect(page.locator('[aria-busy=false] > [data-testid=graph]')).toBeVisible()
  const finding = page.locator('[data-finding]').first()
  await finding.locator('[data-row]').click()
  await expect(finding).toContainText('Because')
  await expect(finding).toContainText('References')
  await page.getByRole('tab', { name: /^Questions/ }).click()
  const questions = page.getByRole('list', { name: 'Questions' }).getByRole('listitem')
  const text = await questions.first().locator('p').first().innerText()
  // By its text: the list may be ordered anew in between.
  const asked = questions.filter({ hasText: text })
  await asked.focus()
  await expect(asked).toBeFocused()
  await page.keyboard.press('y')
  await expect(questions.filter({ hasText: text })).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(questions.filter({ hasText: text })).toHaveCount(1)
})

test('a model is drawn, connected, renamed, deleted and brought back with the keyboard alone', async ({ page }) => {
  await newProject(page, 'Drawn')
  await page.keyboard.press('p')
  await page.getByLabel('Name of the new part').fill('Booking service')
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Booking service')
  await page.keyboard.press('s')
  await page.getByLabel('Name of the new part').fill('Guest book')
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Guest book')

  await page.keyboard.press('c')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByLabel('What flows').fill('HTTPS guests')
  await page.keyboard.press('Enter')
  await page.keyboard.press('o')
  await expect(outline(page).getByRole('treeitem', { name: 'Flow: HTTPS guests (Guest book → Booking service)' })).toBeVisible()

  await outline(page).getByRole('treeitem', { name: /Guest book/ }).first().click()
  await page.keyboard.press('F2')
  await page.getByLabel('New name').fill('Guest ledger')
  await page.keyboard.press('Enter')
  await expect(outline(page).getByRole('treeitem', { name: /^Data store: Guest ledger/ })).toBeVisible()

  // Out of scope by one key; the reason is asked for at once, and the list says it in words.
  await page.keyboard.press('z')
  const reason = inspector(page).getByRole('textbox', { name: 'Why it is out of scope' })
  await expect(reason).toBeFocused()
  await page.keyboard.type('kept by the landlord')
  await page.keyboard.press('Enter')
  await expect(outline(page).getByRole('treeitem', { name: /^Data store: Guest ledger.*out of scope/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(reason).not.toBeFocused()

  await page.keyboard.press('Delete')
  await expect(outline(page).getByRole('treeitem')).toHaveCount(1)
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await expect(outline(page).getByRole('treeitem')).toHaveCount(3)

  // Both parts are answered at once, and the answer is one step.
  await page.keyboard.press('Control+a')
  await expect(inspector(page).getByRole('heading', { name: '2 parts selected' })).toBeVisible()
  await expect(inspector(page).getByRole('checkbox', { name: 'Out of scope' })).toHaveJSProperty('indeterminate', true)
  const fact = inspector(page).locator('[data-fact]').first()
  await fact.getByRole('button', { name: 'Yes' }).click()
  await expect(fact).toHaveAttribute('aria-label', /: Yes$/)
  await page.keyboard.press('Control+z')
  await expect(fact).not.toHaveAttribute('aria-label', /: Yes$/)

  await page.reload()
  await expect(page.locator('[data-count=flows]')).toContainText('1')
})

test('undo takes back the last edit, also where edits are still on their way', async ({ page }) => {
  await page.routeWebSocket(/.*/, (line) => {
    const server = line.connectToServer()
    line.onMessage((message) => setTimeout(() => server.send(message), 300))
  })
  await newProject(page, 'Slow line')
  await page.keyboard.press('p')
  await page.getByLabel('Name of the new part').fill('Booking service')
  await page.keyboard.press('Enter')
  await page.keyboard.press('s')
  await page.getByLabel('Name of the new part').fill('Guest book')
  await page.keyboard.press('Enter')
  await page.keyboard.press('o')
  await expect(outline(page).getByRole('treeitem')).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(outline(page).getByRole('treeitem')).toHaveCount(1)
  await expect(outline(page).getByRole('treeitem', { name: /Booking service/ })).toBeVisible()
  await page.reload()
  await expect(page.locator('[data-count=elements]')).toContainText('1')
})
