import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

/** SS1, TM1, ID1, ID2 and DoS1, scored 36, 30, 30, 36 and 35. */
const list = resolve(import.meta.dirname, '../../resources/samples/web-shop-threats.txt')
const shots = process.env['SHOTS']

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

async function picture(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `register-${name}.png`) })
}

async function openRegister(page: Page): Promise<void> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles(list)
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the threats' }).click()
  await expect(lines(page)).toHaveCount(5)
  await expect(page.getByRole('dialog')).toBeHidden()
}

const lines = (page: Page): Locator => page.locator('[data-threat]')
const line = (page: Page, id: string): Locator => page.locator(`[data-threat="${id}"]`)
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true })
const cell = (page: Page, column: string, id: string): Locator => page.getByRole('grid').getByLabel(`${column} of ${id}`, { exact: true })
const head = (page: Page, name: string): Locator => page.getByRole('columnheader', { name, exact: true })

/** Presses a key that moves, and sees where it led. */
async function goTo(page: Page, key: string, id: string): Promise<void> {
  await page.keyboard.press(key)
  await expect(line(page, id)).toHaveAttribute('aria-current', 'true')
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await expect(page.getByRole('listbox')).toBeHidden()
}

async function shownIds(page: Page, ids: readonly string[]): Promise<void> {
  await expect.poll(() => lines(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-threat')))).toEqual(ids)
}

async function saved(page: Page, press: Locator): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press.click()])
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}

test('the register by keyboard: moved, edited, selected, folded, searched, and looked at as it was kept', async ({ page }) => {
  await openRegister(page)

  await test.step('keys move the current line', async () => {
    await goTo(page, 'j', 'SS1')
    await goTo(page, 'ArrowDown', 'TM1')
    await goTo(page, 'k', 'SS1')
    await goTo(page, 'End', 'DoS1')
    await goTo(page, 'ArrowUp', 'ID2')
    await goTo(page, 'Home', 'SS1')
  })

  await test.step('a title: Escape gives up, Enter saves, one undo takes it back', async () => {
    const title = cell(page, 'Threat', 'SS1')
    await page.keyboard.press('e')
    await expect(title).toBeFocused()
    await title.fill('Half a thought')
    await page.keyboard.press('Escape')
    await expect(title).toBeHidden()
    await expect(line(page, 'SS1')).toContainText('Reused passwords')
    await page.keyboard.press('e')
    await expect(title).toHaveValue('Reused passwords')
    await title.fill('Passwords from another site')
    await page.keyboard.press('Enter')
    await expect(line(page, 'SS1')).toContainText('Passwords from another site')
    await expect(page.getByRole('grid')).toBeFocused()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(line(page, 'SS1')).toContainText('Reused passwords')
  })

  await test.step('a decision: Tab to the next cell and Shift+Tab back, each saved when it is left', async () => {
    const response = cell(page, 'Decision', 'SS1')
    const owner = cell(page, 'Owner', 'SS1')
    const due = cell(page, 'Due', 'SS1')
    await page.keyboard.press('r')
    await expect(response).toBeFocused()
    await response.selectOption('Mitigate')
    await page.keyboard.press('Tab')
    await expect(owner).toBeFocused()
    await page.keyboard.type('Kim')
    await page.keyboard.press('Tab')
    await expect(due).toBeFocused()
    await due.fill('2027-03-15')
    await page.keyboard.press('Shift+Tab')
    await expect(owner).toBeFocused()
    await expect(owner).toHaveValue('Kim')
    await page.keyboard.press('Enter')
    await expect(owner).toBeHidden()
    for (const text of ['Mitigate', 'Kim', '2027-03-15']) await expect(line(page, 'SS1')).toContainText(text)
    await page.keyboard.press('d')
    await expect(due).toBeFocused()
    await expect(due).toHaveValue('2027-03-15')
    await page.keyboard.press('Escape')
    await page.keyboard.press('o')
    await expect(owner).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(owner).toBeHidden()
    await picture(page, 'decided')
  })

  await test.step('a range is selected and decided together', async () => {
    await goTo(page, 'j', 'TM1')
    await page.keyboard.press('x')
    const bar = page.getByRole('region', { name: 'Decide together' })
    await expect(bar).toContainText('1 selected')
    await page.getByLabel('Select ID2').click({ modifiers: ['Shift'] })
    await expect(bar).toContainText('3 selected')
    await page.getByLabel('Select ID1').click()
    await expect(bar).toContainText('2 selected')
    await page.getByLabel('Select ID1').click()
    await expect(bar).toContainText('3 selected')
    await bar.getByRole('button', { name: 'Decide together' }).click()
    const together = page.getByRole('dialog', { name: 'Decide 3 threats together' })
    await choose(page, 'Decision', 'Transfer')
    await together.getByLabel('Owner').fill('Ali')
    await together.getByRole('button', { name: 'Decide', exact: true }).click()
    await expect(page.getByText('3 threats decided')).toBeVisible()
    await expect(bar).toBeHidden()
    for (const id of ['TM1', 'ID1', 'ID2']) await expect(line(page, id)).toContainText('Transfer')
  })

  await test.step('groups: by another thing, folded by key', async () => {
    const group = page.getByRole('row').getByRole('button', { name: /\d threats?$/ })
    await expect(group).toHaveCount(4)
    await page.keyboard.press('g')
    await expect(group).toHaveCount(0)
    await choose(page, 'Group by', 'Owner')
    await expect(group).toHaveText(['Ali3 threats', 'Kim1 threat', 'Nobody1 threat'])
    await goTo(page, 'Home', 'TM1')
    await page.keyboard.press('f')
    await expect(group.first()).toHaveAttribute('aria-expanded', 'false')
    await shownIds(page, ['SS1', 'DoS1'])
    await page.keyboard.press('z')
    await expect(lines(page)).toHaveCount(0)
    await page.keyboard.press('z')
    await expect(lines(page)).toHaveCount(5)
  })

  await test.step('a quick filter, and a search that Escape leaves', async () => {
    await choose(page, 'Decision', 'Transfer')
    await shownIds(page, ['TM1', 'ID1', 'ID2'])
    await choose(page, 'Decision', 'All')
    await expect(lines(page)).toHaveCount(5)
    await page.keyboard.press('/')
    const search = page.getByLabel('Search the register')
    await expect(search).toBeFocused()
    await page.keyboard.type('basket')
    await shownIds(page, ['TM1', 'DoS1'])
    await page.keyboard.press('Escape')
    await expect(lines(page)).toHaveCount(5)
    await expect(search).not.toBeFocused()
    // One step back, and not two.
    await expect(line(page, 'TM1')).toHaveAttribute('aria-current', 'true')
  })

  await test.step('columns come and go; a view that is kept is there after a reload', async () => {
    await expect(head(page, 'Affected')).toBeVisible()
    await page.getByRole('button', { name: 'Columns' }).click()
    const affected = page.getByRole('menuitemcheckbox', { name: 'Affected', exact: true })
    const status = page.getByRole('menuitemcheckbox', { name: 'Status', exact: true })
    await affected.click()
    await expect(affected).not.toBeChecked()
    await status.click()
    await expect(status).toBeChecked()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
    await expect(head(page, 'Affected')).toHaveCount(0)
    await expect(head(page, 'Status')).toBeVisible()
    const views = page.getByRole('button', { name: 'Views' })
    await views.click()
    await page.getByLabel('Name of the view').fill('Who does what')
    await page.getByRole('button', { name: 'Keep this view' }).click()
    await expect(page.getByText('View Who does what is kept.')).toBeVisible()
    await page.reload()
    await expect(head(page, 'Affected')).toBeVisible()
    await views.click()
    await page.getByRole('dialog', { name: 'Views' }).getByRole('button', { name: 'Who does what', exact: true }).click()
    await expect(head(page, 'Status')).toBeVisible()
    await expect(head(page, 'Affected')).toHaveCount(0)
    await expect(page.getByRole('combobox', { name: 'Group by' })).toHaveText('Owner')
    await picture(page, 'view')
    await views.click()
    await page.getByRole('dialog', { name: 'Views' }).getByRole('button', { name: 'Standard view' }).click()
    await expect(head(page, 'Affected')).toBeVisible()
  })

  await test.step('what is left is one click from where it is mended, and gone then', async () => {
    const ready = page.getByRole('button', { name: /^Ready for sign-off/ })
    const left = page.getByRole('dialog', { name: 'What is left' })
    await ready.click()
    await left.getByRole('button', { name: 'No decision 1' }).click()
    await expect(left).toBeHidden()
    await shownIds(page, ['DoS1'])
    await goTo(page, 'j', 'DoS1')
    await page.keyboard.press('r')
    const response = cell(page, 'Decision', 'DoS1')
    await expect(response).toBeFocused()
    await response.selectOption('Avoid')
    await page.keyboard.press('Enter')
    await expect(line(page, 'DoS1')).toContainText('Avoid')
    await ready.click()
    await expect(left.getByRole('button', { name: /Nothing planned/ })).toBeVisible()
    await expect(left.getByText('No decision')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(left).toBeHidden()
    await page.getByRole('button', { name: /^Only: No decision/ }).click()
    await expect(lines(page)).toHaveCount(5)
  })
})

test('a mitigation from plan to proof, and what it does to the risk', async ({ page }) => {
  await openRegister(page)
  const drawer = page.getByRole('complementary')
  const row = page.getByRole('table', { name: 'Mitigations' }).getByRole('row').nth(1)

  await test.step('planned for two threats, with a day and a ticket', async () => {
    await page.keyboard.press('2')
    await expect(page.getByRole('heading', { name: 'Nothing is planned yet' })).toBeVisible()
    await page.keyboard.press('n')
    const title = drawer.getByLabel('What is to be done')
    await expect(title).toBeFocused()
    await title.fill('Ask for a second factor')
    await expect(drawer.getByText('It covers no threat yet')).toBeVisible()
    const covers = drawer.getByLabel('Covers these threats')
    for (const id of ['SS1', 'ID2']) {
      await covers.fill(id)
      await page.getByRole('option', { name: new RegExp(`^${id} `) }).click()
      await expect(drawer.getByRole('button', { name: new RegExp(`^${id} `) })).toBeVisible()
    }
    await covers.blur()
    await drawer.getByLabel('Done by').fill('Kim')
    await drawer.getByLabel('Done until').fill('2099-06-30')
    await drawer.getByLabel('Ticket').fill('https://tickets.example/SHOP-7')
    await drawer.getByLabel('Requirement').focus()
    await expect(drawer.getByRole('link', { name: 'https://tickets.example/SHOP-7' })).toBeVisible()
    for (const text of ['Ask for a second factor', 'Planned', 'Kim', '2099-06-30', 'tickets.example/SHOP-7', 'SS1, ID2']) await expect(row).toContainText(text)
  })

  await test.step('implemented, then verified: what the proof lacks is said until it is there', async () => {
    await choose(page, 'Status of Ask for a second factor', 'Implemented')
    await expect(row).toContainText('Implemented')
    await choose(page, 'Status of Ask for a second factor', 'Verified')
    await expect(row).toContainText('Verified')
    const warning = drawer.getByRole('alert')
    await expect(warning).toContainText('Verified needs three things')
    await page.getByRole('button', { name: /^Ready for sign-off/ }).click()
    await expect(page.getByRole('dialog', { name: 'What is left' }).getByRole('button', { name: 'Verified, but not by what 1' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'What is left' })).toBeHidden()
    await drawer.getByLabel('Verified by which test').fill('Signing in with a leaked password')
    await drawer.getByLabel('Result').fill('Refused without the code')
    await drawer.getByLabel('Verified on').fill('2026-02-03')
    await drawer.getByLabel('Requirement').focus()
    await expect(warning).toBeHidden()
    await expect(drawer.getByLabel('Verified on')).toHaveValue('2026-02-03')
    await picture(page, 'mitigation')
  })

  const residual = page.getByRole('region', { name: 'Before and after', exact: true })
  const stages = residual.getByRole('table').getByRole('row')
  await test.step('the dashboard before anything is rated', async () => {
    await tab(page, 'Dashboard').click()
    await residual.first().getByRole('button', { name: 'As table' }).click()
    await expect(stages).toHaveCount(4)
    await expect(stages.nth(0)).toHaveText('CriticalHighMediumLowNot scored')
    for (const [at, name] of ['Before', 'By now', 'Wanted'].entries()) await expect(stages.nth(at + 1)).toHaveText(`${name}05000`)
  })

  await test.step('a threat that it covers is rated by now, and as wanted', async () => {
    await tab(page, 'Threats').click()
    await line(page, 'SS1').click()
    await drawer.getByRole('button', { name: 'Mitigate', exact: true }).click()
    await expect(drawer.getByRole('button', { name: 'Edit Ask for a second factor' })).toBeVisible()
    await drawer.getByRole('button', { name: 'Rate what is in place' }).click()
    await drawer.getByLabel('By now: Exploitability').selectOption('1')
    await expect(drawer.getByLabel('By now: Exploitability')).toHaveValue('1')
    await drawer.getByLabel('By now: Reproducibility').selectOption('2')
    await expect(drawer.getByLabel('By now: Reproducibility')).toHaveValue('2')
    await drawer.getByRole('button', { name: 'Say what is wanted' }).click()
    for (const factor of ['Damage', 'Reproducibility', 'Exploitability', 'Affected users', 'Discoverability']) {
      await drawer.getByLabel(`Wanted: ${factor}`).selectOption('1')
      await expect(drawer.getByLabel(`Wanted: ${factor}`)).toHaveValue('1')
    }
    await picture(page, 'rated')
  })

  await test.step('the dashboard says so, as a table and as a picture that can be taken away', async () => {
    await tab(page, 'Dashboard').click()
    await residual.first().getByRole('button', { name: 'As table' }).click()
    await expect(stages.nth(1)).toHaveText('Before05000')
    await expect(stages.nth(2)).toHaveText('By now04100')
    await expect(stages.nth(3)).toHaveText('Wanted04010')
    const svg = await saved(page, page.getByRole('button', { name: 'Save picture: Before and after' }))
    expect(svg.name).toBe('residual.svg')
    expect(svg.text).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    expect(svg.text).toContain('By now')
    await picture(page, 'dashboard')
  })
})

test('two revisions, erased and compared, and files that were changed since', async ({ page }) => {
  await openRegister(page)
  const card = (number: number): Locator => page.getByRole('article', { name: `Revision ${number}`, exact: true })
  const verdict = page.getByRole('dialog', { name: /^(Everything checks out|Verification failed)$/ })
  async function toRevisions(): Promise<void> {
    await page.getByRole('navigation').getByRole('link', { name: /Register/ }).click()
    await tab(page, 'Revisions and signatures').click()
  }
  async function sign(number: number, name: string, role: string): Promise<void> {
    await card(number).getByRole('button', { name: 'Sign', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: `Sign revision ${number}` })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Role').fill(role)
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(card(number).getByText(`${name}, ${role}`)).toBeVisible()
    await expect(dialog).toBeHidden()
  }
  async function verify(text: string, said: string): Promise<void> {
    await page.getByTestId('verify-input').setInputFiles({ name: 'register.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await expect(verdict).toHaveAccessibleName(said)
  }
  async function shut(): Promise<void> {
    await verdict.getByRole('button', { name: 'Close' }).click()
    await expect(verdict).toBeHidden()
  }

  await test.step('revision 1 is signed; the register goes on, and says what is other now', async () => {
    await tab(page, 'Revisions and signatures').click()
    await page.getByRole('button', { name: 'Freeze a revision' }).click()
    await expect(card(1).getByText('The register has not changed since')).toBeVisible()
    await sign(1, 'Grace Hopper', 'Reviewer')
    await page.getByRole('button', { name: 'Re-open as draft 2' }).click()
    await goTo(page, 'j', 'SS1')
    await page.keyboard.press('e')
    await expect(cell(page, 'Threat', 'SS1')).toBeFocused()
    await cell(page, 'Threat', 'SS1').fill('Passwords from another site')
    await page.keyboard.press('Enter')
    await expect(line(page, 'SS1')).toContainText('Passwords from another site')
    await tab(page, 'Revisions and signatures').click()
    await expect(card(1).getByText('The register has changed since')).toBeVisible()
    await card(1).getByRole('link', { name: 'Compare with now' }).click()
    const threats = page.getByRole('region', { name: 'Threats', exact: true })
    await expect(threats).toContainText('0 added, 0 removed, 1 changed')
    await expect(threats).toContainText('Title: Reused passwords → Passwords from another site')
  })

  await test.step('revision 2 has a required signer; the two revisions are compared with each other', async () => {
    await page.getByRole('navigation').getByRole('link', { name: /Settings/ }).click()
    await page.getByRole('button', { name: 'Add a signer' }).click()
    const signers = page.getByRole('region', { name: 'Who has to sign' }).or(page.locator('section', { hasText: 'Who has to sign' }))
    await signers.getByLabel('Role').fill('Risk owner')
    await signers.getByLabel('Role').blur()
    await expect(signers.getByRole('group', { name: 'Risk owner' })).toBeVisible()
    await toRevisions()
    await page.getByRole('article', { name: 'Draft of revision 2' }).getByRole('button', { name: 'Freeze a revision' }).click()
    await expect(card(2).getByRole('list', { name: 'Who has to sign' }).getByText('open')).toHaveCount(1)
    await sign(2, 'Alan Turing', 'Reviewer')
    await picture(page, 'revisions')
    await card(1).getByRole('link', { name: 'Compare with now' }).click()
    await page.getByRole('combobox', { name: 'After' }).click()
    await page.getByRole('option', { name: /^Revision 2,/ }).click()
    await expect(page.getByRole('combobox', { name: 'Before' })).toHaveText(/^Revision 1,/)
    await expect(page.getByRole('region', { name: 'Threats', exact: true })).toContainText('Title: Reused passwords → Passwords from another site')
    await picture(page, 'compared')
  })

  await test.step('who signed revision 1 is erased for good: it verifies, and names nobody', async () => {
    await toRevisions()
    await card(1).getByRole('button', { name: 'Erase names and votes for good' }).click()
    const asked = page.getByRole('dialog', { name: 'Erase names and votes of revision 1?' })
    await expect(asked).toContainText('This is the one thing that cannot be undone.')
    await asked.getByRole('button', { name: 'Erase for good' }).click()
    await expect(card(1).getByText('Names and votes were erased')).toBeVisible()
    await expect(card(1).getByRole('button', { name: 'Sign', exact: true })).toBeDisabled()
    await expect(page.getByText('Grace Hopper')).toHaveCount(0)
    const first = await saved(page, card(1).getByRole('button', { name: 'Export register.json' }))
    expect(first.text).not.toContain('Grace Hopper')
    await verify(first.text, 'Everything checks out')
    await expect(verdict.getByText('(name cut), Reviewer', { exact: true })).toBeVisible()
    await shut()

    const changed = first.text.replace('Reused passwords', 'Harmless passwords')
    expect(changed).not.toBe(first.text)
    await verify(changed, 'Verification failed')
    await expect(verdict).toContainText('SS1 was changed since')
    await picture(page, 'failed')
    await shut()
  })

  await test.step('revision 2 does not verify: somebody who has to sign has not', async () => {
    const second = await saved(page, card(2).getByRole('button', { name: 'Export register.json' }))
    await verify(second.text, 'Verification failed')
    await expect(verdict).toContainText('Risk owner (approved): nobody has signed')
    await shut()
  })
})
