import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

const seed = resolve(import.meta.dirname, '../../../shared/seeds/ecs-fargate.mmd')

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const entry = (page: Page) => page.getByRole('textbox', { name: 'Quick entry' })

async function emptyCanvas(page: Page, name: string): Promise<void> {
  await page.goto(app.url)
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('button', { name: 'Type what you hear' })).toBeVisible()
}

async function has(page: Page, counts: { elements: number; flows: number; boundaries: number }): Promise<void> {
  for (const [what, count] of Object.entries(counts)) await expect(page.locator(`[data-count=${what}]`)).toContainText(String(count))
}

/** What the analysis says, once it is about all of the model. */
async function analysis(page: Page, findings?: string): Promise<{ tabs: string[]; titles: string[] }> {
  if (findings !== undefined) await expect(page.getByRole('tab', { name: findings })).toBeVisible()
  else await expect(page.locator('[data-finding]').first()).toBeVisible()
  const tabs = await page.getByRole('complementary', { name: 'Inspector' }).getByRole('tab').allInnerTexts()
  const titles = await page.locator('[data-finding] [data-row]').allInnerTexts()
  return { tabs, titles: titles.sort() }
}

async function say(page: Page, line: string): Promise<void> {
  await expect(entry(page)).toBeFocused()
  await page.keyboard.type(line)
  await expect(entry(page)).toHaveValue(line)
  await page.keyboard.press('Enter')
  await expect(entry(page)).toHaveValue('')
}

test('the ECS system is drawn from an empty canvas with the keyboard alone, and analysed as its file is', async ({ page }) => {
  test.skip(!existsSync(seed), 'skipped: ../shared/seeds/ecs-fargate.mmd is not here')
  await emptyCanvas(page, 'From the file')
  await page.getByTestId('import-input').setInputFiles({ name: 'ecs-fargate.mmd', mimeType: 'text/plain', buffer: readFileSync(seed) })
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click()
  await has(page, { elements: 8, flows: 8, boundaries: 2 })
  const fromFile = await analysis(page)

  await emptyCanvas(page, 'By hand')
  // An element by its key and its name.
  await page.keyboard.press('e')
  await expect(page.getByLabel('Name of the new part')).toBeFocused()
  await page.keyboard.type('Developer')
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Developer')
  // Most of it as it is said, with completion.
  await page.keyboard.press('q')
  await say(page, 'Developer -> ECR Registry in AWS Cloud: HTTPS push container image')
  await say(page, 'Developer -> (ECS Control Plane) in AWS Cloud: HTTPS register task definition')
  await say(page, 'ECS Control Plane -> (Fargate Task) in VPC in AWS Cloud: HTTPS launch task')
  await say(page, 'ECR Registry -> Fargate Task: HTTPS pull image')
  await say(page, '[IAM Execution Role] in AWS Cloud -> Fargate Task: assume execution role')
  await expect(entry(page)).toBeFocused()
  await page.keyboard.type('s IAM Task Role in aws')
  await page.keyboard.press('Tab')
  await expect(entry(page)).toHaveValue('s IAM Task Role in AWS Cloud')
  await page.keyboard.type(' -> farg')
  await page.keyboard.press('Tab')
  await page.keyboard.type(': assume task role')
  await page.keyboard.press('Enter')
  await expect(entry(page)).toHaveValue('')
  await say(page, '(Task Metadata Endpoint) in VPC -> Fargate Task: HTTP role credentials and task environment')
  await say(page, '[CloudWatch Logs] in AWS Cloud')
  await page.keyboard.press('Escape')
  await expect(entry(page)).toHaveCount(0)
  // The last flow from the task: found by /, drawn by f and a few letters of where it goes.
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox', { name: 'Search parts' })).toBeFocused()
  await page.keyboard.type('Fargate Task')
  await expect(page.getByRole('option').first()).toContainText('Fargate Task')
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Fargate Task')
  await page.keyboard.press('f')
  await expect(page.getByRole('combobox', { name: 'Where the flow from “Fargate Task” goes' })).toBeFocused()
  await page.keyboard.type('cloudw')
  await expect(page.getByRole('option').first()).toContainText('CloudWatch Logs')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('What flows')).toBeFocused()
  await page.keyboard.type('HTTPS stream logs')
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue('HTTPS stream logs')
  await page.keyboard.press('Escape')
  await has(page, { elements: 8, flows: 8, boundaries: 2 })
  expect(await analysis(page, fromFile.tabs[0])).toEqual(fromFile)

  // All is one step each: taken back to nothing, and brought again.
  await page.keyboard.press('Control+z')
  await has(page, { elements: 8, flows: 7, boundaries: 2 })
  await page.keyboard.press('Control+Shift+z')
  await has(page, { elements: 8, flows: 8, boundaries: 2 })
})

/**
 * The hands by the keystroke-level model: a key 0.2 s (Shift counted once for each run of characters that want it), pointing 1.1 s,
 * a button pressed or let go 0.1 s, a hand from keys to mouse or back 0.4 s, a thought 1.35 s.
 */
function hands(page: Page) {
  let [keys, thoughts, clicks, moves] = [0, 0, 0, 0]
  let atMouse = false
  const to = (mouse: boolean) => {
    if (atMouse !== mouse) moves += 1
    atMouse = mouse
  }
  return {
    think: () => {
      thoughts += 1
    },
    type: async (text: string) => {
      to(false)
      keys += text.length + (text.match(/[A-Z>:<"()]+/g) ?? []).length
      await page.keyboard.type(text)
    },
    press: async (key: string) => {
      to(false)
      keys += key.split('+').length
      await page.keyboard.press(key)
    },
    click: async (on: Locator) => {
      to(true)
      clicks += 1
      await on.click()
    },
    seconds: () => keys * 0.2 + thoughts * 1.35 + clicks * 1.3 + moves * 0.4,
  }
}

test('two processes, a store and three named flows take the hands 20 s at most; with project, a threat, its score and a report 40 s', async ({ page }, info) => {
  await page.goto(app.url)
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible()
  const hand = hands(page)
  hand.think()
  await hand.press('n')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await hand.type('Shop')
  await hand.press('Enter')
  await expect(page.getByRole('button', { name: 'Type what you hear' })).toBeVisible()
  const created = hand.seconds()
  hand.think()
  await hand.press('q')
  await expect(entry(page)).toBeFocused()
  hand.think()
  await hand.type('p Web -> API: login')
  await hand.press('Enter')
  await has(page, { elements: 2, flows: 1, boundaries: 0 })
  hand.think()
  await hand.type('a')
  await hand.press('Tab')
  await expect(entry(page)).toHaveValue('API')
  await hand.type(' -> s Orders: SQL')
  await hand.press('Enter')
  await has(page, { elements: 3, flows: 2, boundaries: 0 })
  hand.think()
  await hand.type('o')
  await hand.press('Tab')
  await expect(entry(page)).toHaveValue('Orders')
  await hand.type(' -> a')
  await hand.press('Tab')
  await expect(entry(page)).toHaveValue('Orders -> API')
  await hand.type(': rows')
  await hand.press('Enter')
  await has(page, { elements: 3, flows: 3, boundaries: 0 })
  const drawn = hand.seconds() - created
  expect(drawn).toBeLessThanOrEqual(20)

  // Everything of it from the keyboard: along a flow, its facts, a name in place, several at once, a copy, a note.
  await page.keyboard.press('Escape')
  await expect(entry(page)).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox', { name: 'Search parts' })).toBeFocused()
  await page.keyboard.type('Web')
  await expect(page.getByRole('option').first()).toContainText('Web')
  await page.keyboard.press('Enter')
  const name = inspector(page).getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('Web')
  await page.keyboard.press('.')
  await expect(name).toHaveValue('login')
  await page.keyboard.press('a')
  const encrypted = inspector(page).locator('[data-fact=encrypted]')
  await expect(inspector(page).locator('[data-fact]').first()).toBeFocused()
  await encrypted.focus()
  await page.keyboard.press('y')
  await expect(encrypted).toContainText('Set by you')
  await page.keyboard.press('Escape')
  await expect(name).toHaveValue('login')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('New name')).toBeFocused()
  await page.keyboard.type('HTTPS login')
  await page.keyboard.press('Enter')
  await expect(name).toHaveValue('HTTPS login')
  await page.keyboard.press('Control+a')
  await expect(page.getByRole('heading', { name: '3 parts selected' })).toBeVisible()
  await page.keyboard.press('Control+d')
  await expect(page.getByRole('button', { name: 'Undo: duplicate 3 parts selected' })).toBeVisible()
  await page.keyboard.press('Escape')
  await has(page, { elements: 6, flows: 6, boundaries: 0 })
  await page.keyboard.press('Control+z')
  await has(page, { elements: 3, flows: 3, boundaries: 0 })
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Text of the note' })).toBeFocused()
  await page.keyboard.type('Who owns the orders?')
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('textbox', { name: 'Text of the note' })).toHaveValue('Who owns the orders?')

  // The rest of the small story, counted again: accept a finding, rate it with two voices, and write the report.
  hand.think()
  await hand.press('Alt+2')
  await expect(page.getByRole('button', { name: 'Accept into the register' })).toBeVisible()
  await hand.press('a')
  await expect(page.getByRole('tab', { name: /In the register/ })).toContainText('1')
  hand.think()
  await hand.press('Alt+3')
  await hand.click(page.getByRole('button', { name: /^Open the room/ }))
  await expect(page.locator('[data-room-code]')).toBeVisible()
  await hand.click(page.getByRole('button', { name: /^Add host seat/ }))
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused()
  for (const name of ['a', 'b']) {
    await hand.type(name)
    await hand.press('Enter')
    await expect(page.locator(`[data-seat="${name}"]`)).toBeVisible()
  }
  await hand.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await hand.press('Shift+Enter')
  await expect(page.locator('[data-group="open"] [data-item]')).toHaveCount(1)
  await hand.press('g')
  hand.think()
  for (const name of ['a', 'b']) {
    await expect(page.getByLabel(`Votes of ${name}`)).toBeFocused()
    await hand.type('87798')
    await hand.press('Enter')
  }
  // All are in: the reveal comes by itself.
  await expect(page.locator('[role="timer"]').first()).toBeAttached()
  await hand.press('Escape')
  await expect(page.locator('[data-group="agreed"] [data-item]')).toHaveCount(1)
  await hand.press('a')
  await expect(page.locator('[data-group="settled"] [data-item]')).toHaveCount(1)
  hand.think()
  await hand.press('Alt+4')
  await hand.click(page.getByRole('button', { name: 'Export' }))
  const report = page.waitForEvent('download')
  await hand.click(page.getByRole('menuitem', { name: /^PDF/ }))
  await expect(page.getByRole('dialog')).toBeVisible()
  await hand.press('Enter')
  expect((await report).suggestedFilename()).toMatch(/\.pdf$/)
  info.annotations.push({ type: 'seconds of the hands', description: `drawing ${drawn.toFixed(1)}, all of it ${hand.seconds().toFixed(1)}` })
  expect(hand.seconds()).toBeLessThanOrEqual(40)
})

test('the diagram stands beside its Mermaid text: what is typed is drawn, what is drawn shows in the text, places stay', async ({ page }) => {
  await emptyCanvas(page, 'As text')
  await page.keyboard.press('q')
  await say(page, 'Browser -> API: HTTPS login')
  await say(page, 'API -> [Orders]: SQL in VPC')
  await page.keyboard.press('Escape')
  await has(page, { elements: 3, flows: 2, boundaries: 0 })
  await page.keyboard.press('t')
  const text = page.getByRole('textbox', { name: 'Diagram as text' })
  await expect(text).toBeFocused()
  await expect(text).toContainText('_api["API"]')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('subgraph vault["Vault"]\nkeys[("Keys")]\nend\n_api -->|decrypt| keys')
  await has(page, { elements: 4, flows: 3, boundaries: 1 })
  // What can't be read changes nothing, and says where.
  await page.keyboard.type('\n_api -->')
  await expect(page.getByRole('button', { name: /^Not drawn yet: line/ })).toBeVisible()
  await has(page, { elements: 4, flows: 3, boundaries: 1 })
  await page.keyboard.type(' Mail')
  await has(page, { elements: 5, flows: 4, boundaries: 1 })
  await page.keyboard.press('Escape')
  await expect(text).not.toBeFocused()
  // Drawn there, it shows here; and one undo takes one pause back.
  await expect(text).toContainText('_mail["Mail"]')
  await page.keyboard.press('Control+z')
  await has(page, { elements: 4, flows: 3, boundaries: 1 })
  await expect(text).not.toContainText('Mail')
})
