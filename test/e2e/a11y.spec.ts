import { join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

const root = resolve(import.meta.dirname, '../..')
const sample = join(root, 'resources/samples/container-deployment.mmd')

test.use({ actionTimeout: 20_000 })

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

/** Rules whose answer depends on the colours in use; the others say the same in light and dark. */
const colourRules = ['color-contrast', 'link-in-text-block']

type Found = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/** What axe finds, the slight things as well: one line a rule and place. */
function lines(found: Found): string[] {
  return found.flatMap(({ impact, id, nodes }) => nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? node.failureSummary ?? ''}`))
}

/** The page as it stands, in light and in dark: nothing serious, nothing critical. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion no colour is measured half-way to another.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(colourRules) : axe).analyze()
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    if (violations.length > 0) process.stdout.write(`${name}, ${colorScheme}:\n  ${lines(violations).join('\n  ')}\n`)
    expect.soft(lines(grave), `${name}, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

async function openDialog(page: Page, key: string, name: string): Promise<void> {
  await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, name)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

async function phoneOf(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB', reducedMotion: 'reduce' })
  return context.newPage()
}

test('axe finds nothing serious: library, import, model, threats, palette and keys, register, settings', async ({ page }) => {
  test.setTimeout(420_000)
  await page.goto(app.url)
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible()
  await look(page, 'the empty library')
  await page.getByTestId('import-input').setInputFiles(sample)
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Look at the model' })).toBeVisible()
  await look(page, 'what an import says')
  await page.keyboard.press('Enter')
  await expect(page.locator('canvas').first()).toBeVisible()
  await expect(page.getByText(/^Arranging/)).toBeHidden()
  await page.getByRole('button', { name: 'Outline', exact: true }).click()
  await expect(page.getByRole('treeitem').first()).toBeVisible()
  await look(page, 'the model')
  await page.getByRole('treeitem').nth(2).click()
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Name' })).toBeVisible()
  await look(page, 'the model with a part in the inspector')

  // The same model as a table: from there the diagram, the inspector and the edits are in reach of the keys alone.
  const list = page.getByRole('grid', { name: 'List of parts' })
  const name = page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Name' })
  await page.getByRole('button', { name: 'List of parts' }).click()
  await expect(list.getByRole('row', { selected: true })).toHaveCount(1)
  await list.focus()
  await page.keyboard.press('Home')
  await expect(list.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true')
  const first = await name.inputValue()
  await page.keyboard.press('F2')
  await expect(list.getByRole('textbox')).toBeFocused()
  await page.keyboard.type(`${first} renamed`)
  await page.keyboard.press('Enter')
  await expect(list).toBeFocused()
  await expect(name).toHaveValue(`${first} renamed`)
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('row').nth(2)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('m')
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('row', { selected: true })).toHaveCount(2)
  await look(page, 'the model with a list and a selection of two')
  await page.keyboard.press('Home')
  await page.keyboard.press('Escape')
  await expect(list.getByRole('row', { selected: true })).toHaveCount(0)
  await list.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(name).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('v')
  const view = page.getByRole('region', { name: 'View' })
  await expect(view.getByRole('button', { name: 'Nothing', exact: true })).toBeFocused()
  await view.getByRole('button', { name: 'Findings', exact: true }).click()
  await view.getByRole('button', { name: '1 flow away' }).click()
  await view.getByRole('button', { name: 'Data store', exact: true }).click()
  await view.getByRole('switch', { name: 'Legend' }).click()
  await expect(page.getByRole('region', { name: 'Legend' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show all' })).toHaveCount(2)
  await look(page, 'the model with heat, filter, focus, legend, list, outline and the view panel')
  await view.getByRole('button', { name: 'Show all' }).click()
  await page.keyboard.press('Escape')
  await expect(view).toBeHidden()

  await page.keyboard.press('Alt+2')
  await expect(page.getByLabel(/Group by rule/)).toBeVisible()
  await look(page, 'the threats')
  await expect(page.getByLabel(/Group by rule/)).toBeChecked()
  await page.keyboard.press('g')
  await expect(page.getByLabel(/Group by rule/)).not.toBeChecked()
  await expect(page.getByRole('button', { name: 'Accept into the register' })).toBeVisible()
  await openDialog(page, 'x', 'dismissing a finding')
  await openDialog(page, 'ControlOrMeta+k', 'the command palette')
  await openDialog(page, '?', 'the keys of a view')
  for (const count of [1, 2, 3]) {
    await page.keyboard.press('a')
    await expect(page.getByRole('tab', { name: /In the register/ })).toContainText(`${count}`)
  }
  await page.getByRole('tab', { name: /In the register/ }).click()
  await look(page, 'the threats of the register')

  await page.keyboard.press('Alt+4')
  await expect(page.locator('[data-threat]')).toHaveCount(3)
  await look(page, 'the register')
  await page.locator('[data-threat]').first().click()
  await expect(page.getByRole('complementary')).toBeVisible()
  await look(page, 'the register with a threat open')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await look(page, 'the export menu')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Revisions and signatures' }).click()
  await page.getByRole('button', { name: 'Freeze a revision' }).click()
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, 'signing')
  await page.keyboard.press('Escape')
  await look(page, 'the revisions')

  await page.keyboard.press('Alt+5')
  await expect(page.getByRole('heading', { name: 'Assets' })).toBeVisible()
  await look(page, 'the settings')
  await page.keyboard.press('Alt+0')
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible()
  await look(page, 'the library')
})

const list = [
  'Threats of a small shop, by STRIDE.',
  '',
  '1. SPOOFING',
  '• SS1 – Borrowed badge  +',
  '  Description: Somebody walks in with the badge of a colleague who is on holiday, and nobody at the gate looks at the picture on it before the door opens.',
  '  D:8 R:7 E:7 A:9 Di:6 → Total:37',
  '',
  '2. TAMPERING',
  '• TM1 – Swapped label  -',
  '  Description: The label of a parcel is replaced before it is scanned.',
  '  D:3 R:4 E:5 A:2 Di:6 → Total:20',
  '',
].join('\n')

async function prepare(page: Page): Promise<void> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'shop.txt', mimeType: 'text/plain', buffer: Buffer.from(list) })
  await page.getByRole('button', { name: 'Look at the threats' }).click()
  await expect(page.locator('[data-threat]')).toHaveCount(2)
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('button', { name: 'Open the room' })).toBeVisible()
}

async function addSeat(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add host seat' }).click()
  await page.getByLabel('Name').fill(name)
  await page.keyboard.press('Enter')
  await expect(page.locator(`[data-seat="${name}"]`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('axe finds nothing serious: workshop, projector and seat, from the preparation to the reveal', async ({ page, browser }) => {
  test.setTimeout(420_000)
  await prepare(page)
  await page.getByRole('button', { name: 'More settings' }).click()
  await look(page, 'the preparation')
  await page.getByRole('button', { name: 'Open the room' }).click()
  const address = new URL((await page.locator('[data-room-url]').getAttribute('data-room-url')) ?? '')
  const opened = page.context().waitForEvent('page')
  await page.keyboard.press('ControlOrMeta+p')
  const projector = await opened
  await expect(projector.getByText('Join the workshop')).toBeVisible()
  await look(projector, 'the projector in the lobby')

  const seat = await phoneOf(browser)
  await seat.goto(`http://127.0.0.1:${address.port}/`)
  await expect(seat.getByRole('heading', { name: 'Join the workshop' })).toBeVisible()
  await look(seat, 'the door, without a code')
  await seat.getByLabel('Room code').fill(address.hash.slice(1))
  await seat.getByRole('button', { name: 'Continue' }).tap()
  await expect(seat.getByLabel('Your name')).toBeVisible()
  await look(seat, 'the door')
  await seat.getByLabel('Your name').fill('Ana')
  await seat.getByRole('button', { name: 'Join' }).tap()
  await expect(seat.getByText('You are in, Ana.')).toBeVisible()
  await look(seat, 'a seat that waits')
  await addSeat(page, 'Ben')
  await look(page, 'the lobby')

  await page.keyboard.press('Shift+Enter')
  await expect(seat.getByRole('radiogroup')).toHaveCount(5)
  await look(page, 'the desk before the reveal')
  await look(projector, 'the projector while a ballot runs')
  await seat.getByRole('button', { name: 'What do the values of Damage mean' }).or(seat.locator('[data-factor="damage"] header button').first()).first().tap()
  for (const [factor, value] of [['damage', 8], ['reproducibility', 2]] as const) await seat.locator(`[data-factor="${factor}"] [role="radio"]`).nth(value - 1).tap()
  await expect(seat.locator('.mark.recorded')).toHaveCount(2)
  await look(seat, 'a ballot')
  await seat.getByRole('button', { name: 'Abstain on Exploitability' }).tap()
  await expect(seat.getByRole('button', { name: "I can't judge this" })).toBeVisible()
  await look(seat, 'abstaining')
  await seat.getByRole('button', { name: "I can't judge this" }).tap()
  await seat.getByRole('button', { name: 'All threats' }).tap()
  await look(seat, 'the list of all threats')
  await seat.keyboard.press('Escape')
  await seat.getByRole('button', { name: 'Propose a threat' }).tap()
  await look(seat, 'proposing a threat')
  await seat.getByLabel('Tampering').check()
  await seat.getByLabel('In one line').fill('Somebody moves the scale')
  await seat.getByRole('button', { name: 'Send to the facilitator' }).tap()
  await seat.getByRole('button', { name: 'Raise hand' }).tap()

  await expect(page.getByText('Somebody moves the scale')).toBeVisible()
  await look(page, 'the desk with a proposal and a raised hand')
  await page.keyboard.press('g')
  await page.getByLabel('Votes of Ben').fill('42769')
  await page.getByLabel('Votes of Ben').press('Enter')
  await look(page, 'the grid')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('h')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, 'whose turn it is at the laptop')
  await page.getByRole('dialog').getByRole('button', { name: /^Ben/ }).click()
  await look(page, 'the shield')
  await page.getByRole('dialog').getByRole('button', { name: /begin/ }).click()
  await expect(page.getByRole('dialog').getByRole('radiogroup').first()).toBeVisible()
  await look(page, 'a ballot at the laptop')
  // Escape goes one step back: to the choice of a person, then to the desk.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog').getByRole('radiogroup')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Join code' }).first().click()
  await expect(page.getByRole('dialog').locator('[data-room-code]')).toBeVisible()
  await look(page, 'the address')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add host seat' }).click()
  await look(page, 'adding a seat')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.locator('[data-item="SS1"]').click()
  await page.keyboard.press('Enter')
  await expect(projector.getByRole('heading', { name: 'Borrowed badge' })).toBeVisible()
  await look(projector, 'the projector with a threat that is voted on')
  await page.keyboard.press('Shift+Enter')
  await expect(page.locator('[data-factor]').first()).toBeVisible()
  await look(page, 'the desk after the reveal')
})

test('axe finds nothing serious: after the reveal, to the end', async ({ page, browser }) => {
  test.setTimeout(420_000)
  await prepare(page)
  await page.getByRole('button', { name: 'Open the room' }).click()
  const address = new URL((await page.locator('[data-room-url]').getAttribute('data-room-url')) ?? '')
  const opened = page.context().waitForEvent('page')
  await page.keyboard.press('ControlOrMeta+p')
  const projector = await opened
  const seat = await phoneOf(browser)
  await seat.goto(`http://127.0.0.1:${address.port}/${address.hash}`)
  await seat.getByLabel('Your name').fill('Ana')
  await seat.getByRole('button', { name: 'Join' }).tap()
  await addSeat(page, 'Ben')
  await page.keyboard.press('Shift+Enter')
  await expect(seat.getByRole('radiogroup')).toHaveCount(5)
  for (const digit of '82666') await seat.keyboard.press(digit)
  await expect(seat.locator('.mark.recorded')).toHaveCount(5)
  await page.keyboard.press('g')
  await page.getByLabel('Votes of Ben').fill('42769')
  await page.getByLabel('Votes of Ben').press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.locator('[data-item="SS1"]').click()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Enter')
  await expect(projector.getByRole('heading', { name: 'Damage' })).toBeVisible()
  await look(projector, 'the projector after the reveal')
  await expect(seat.getByText('What the room said').first()).toBeVisible()
  await look(seat, 'what the room said')
  await openDialog(page, 'o', 'an override')
  await openDialog(page, 'p', 'parking')
  await openDialog(page, '?', 'the keys of the desk')
  await page.keyboard.press('r')
  await expect(seat.getByText('Round 2')).toBeVisible()
  await look(seat, 'a second round')
  await look(page, 'the desk in a second round')

  await page.keyboard.press('.')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, 'asking before the close')
  await page.getByRole('button', { name: 'Ask the room' }).click()
  await expect(seat.getByText('good enough')).toBeVisible()
  await look(seat, 'the closing poll on a phone')
  await look(projector, 'the closing poll on the projector')
  await page.getByRole('dialog').getByRole('button', { name: 'Close now' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await look(page, 'what a workshop leaves behind')
  await look(projector, 'the projector at the end')
  await look(seat, 'a seat at the end')
  await page.getByRole('button', { name: 'All workshops' }).click()
  await look(page, 'all workshops')
})

/** What has the focus: what it says, and whether the page shows that it has it. */
async function focused(page: Page): Promise<{ name: string; shown: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement
    if (!(at instanceof HTMLElement) || at === document.body) return { name: '', shown: false }
    const ringed = (element: Element | null): boolean => element !== null && getComputedStyle(element).outlineStyle !== 'none' && Number.parseFloat(getComputedStyle(element).outlineWidth) >= 2
    // A field's frame and a box around a checkbox stand for what they hold.
    const frame = at.closest('.MuiInputBase-root')?.querySelector('fieldset') ?? null
    const framed = frame !== null && Number.parseFloat(getComputedStyle(frame).borderTopWidth) >= 2
    return { name: at.getAttribute('aria-label') ?? at.textContent ?? '', shown: ringed(at) || framed || ringed(at.closest('.Mui-focusVisible')) }
  })
}

/** Tab until the button of that name has the focus; on the way the focus is to be seen wherever it is. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (at.name === '' && !at.shown) continue
    expect(at.shown, `the focus on “${at.name}” is shown`).toBe(true)
    if (name.test(at.name)) return
    passed.push(at.name)
  }
  throw new Error(`Tab never came to ${name.source}, but to ${passed.join(' | ')}`)
}

test('a whole workshop by keyboard: prepared, opened, voted, settled and closed without a mouse, and the focus is always to be seen', async ({ page }) => {
  // Early: the browser must have heard that somebody waits before it opens a dialog of its own.
  const choosing = page.waitForEvent('filechooser')
  await page.goto(app.url)
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible()
  await page.evaluate(() => document.addEventListener('pointerdown', () => (document.documentElement.dataset['mouse'] = 'used'), true))
  await page.keyboard.press('i')
  const chooser = await choosing
  await chooser.setFiles({ name: 'shop.txt', mimeType: 'text/plain', buffer: Buffer.from(list) })
  await expect(page.getByRole('button', { name: 'Look at the threats' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-threat]')).toHaveCount(2)
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('button', { name: 'Open the room' })).toBeVisible()
  await tabTo(page, /^Open the room/)
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-room-code]')).toBeVisible()
  await tabTo(page, /^Add host seat/)
  await page.keyboard.press('Enter')
  for (const name of ['Ben', 'Cleo']) {
    await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(page.locator(`[data-seat="${name}"]`)).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('Shift+Enter')
  await expect(page.locator('[data-group="open"] [data-item]')).toHaveCount(2)
  await page.keyboard.press('g')
  for (const threat of ['SS1', 'TM1']) {
    for (const name of ['Ben', 'Cleo']) {
      await expect(page.getByLabel(`Votes of ${name}`)).toBeFocused()
      await expect(page.getByRole('dialog')).toContainText(threat)
      await page.keyboard.type(name === 'Ben' || threat === 'SS1' ? '77665' : '22665')
      await page.keyboard.press('Enter')
    }
  }
  // All are in: the countdown is said to screen readers, and the reveal comes by itself.
  await expect(page.locator('[role="timer"]').first()).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-group="agreed"] [data-item="SS1"]')).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.locator('[data-group="settled"] [data-item="SS1"]')).toBeVisible()
  await expect(page.locator('[data-item="TM1"]')).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('o')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('p')
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await page.keyboard.type('The carrier knows')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-group="parked"] [data-item="TM1"]')).toBeVisible()
  await page.keyboard.press('.')
  await expect(page.getByRole('dialog')).toBeVisible()
  await tabTo(page, /^Close/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByText('Closed').first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.dataset['mouse'])).toBeUndefined()
})
