import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
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

/** The hands by the keystroke-level model: a key 0.2 s, Shift counted once for each run of characters that want it, a thought 1.35 s. */
function hands(page: Page): { think: () => void; type: (text: string) => Promise<void>; press: (key: string) => Promise<void>; seconds: () => number } {
  let [keys, thoughts] = [0, 0]
  return {
    think: () => {
      thoughts += 1
    },
    type: async (text) => {
      keys += text.length + (text.match(/[A-Z>:<"()]+/g) ?? []).length
      await page.keyboard.type(text)
    },
    press: async (key) => {
      keys += 1
      await page.keyboard.press(key)
    },
    seconds: () => keys * 0.2 + thoughts * 1.35,
  }
}

test('two processes, a store and three named flows take the hands 20 s at most', async ({ page }, info) => {
  await emptyCanvas(page, 'Hands')
  const hand = hands(page)
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
  info.annotations.push({ type: 'seconds of the hands', description: hand.seconds().toFixed(1) })
  expect(hand.seconds()).toBeLessThanOrEqual(20)

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
