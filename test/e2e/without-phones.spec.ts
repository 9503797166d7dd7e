import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type Download, expect, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'
import { shopList } from '../support/shop-list.ts'

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

async function openLobby(page: Page): Promise<void> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'shop.txt', mimeType: 'text/plain', buffer: Buffer.from(shopList) })
  await page.getByRole('button', { name: 'Look at the threats' }).click()
  await page.getByRole('navigation').getByRole('link', { name: /Workshop/ }).click()
  await page.getByRole('button', { name: 'Open the room' }).click()
  await expect(page.getByRole('button', { name: /Start/ })).toBeVisible()
}

async function addSeats(page: Page, names: readonly string[], more?: { proxy?: boolean; pin?: string }): Promise<void> {
  await page.getByRole('button', { name: 'Add host seat' }).first().click()
  const dialog = page.getByRole('dialog')
  if (more?.proxy) await dialog.getByLabel('Somebody votes for them').check()
  for (const name of names) {
    await dialog.getByLabel('Name').fill(name)
    if (more?.pin) await dialog.getByLabel(/^PIN/).fill(more.pin)
    await page.keyboard.press('Enter')
    await expect(page.locator(`[data-seat="${name}"]`)).toBeVisible()
    await expect(dialog.getByLabel('Name')).toHaveValue('')
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

async function start(page: Page, seats: number): Promise<void> {
  await page.getByRole('button', { name: /Start/ }).click()
  await expect(page.getByText(`0 of ${seats} done`)).toBeVisible()
}

/** The votes of one person on the threat at hand, once revealed: values, and how they came in. */
async function votesOf(page: Page, name: string): Promise<{ values: string[]; via: string | null }> {
  const row = page.locator('tr', { hasText: name })
  await expect(row).toBeVisible()
  const cells = await row.locator('td').allTextContents()
  return { values: cells.slice(1).map((text) => text.trim()), via: await row.locator('[data-via]').getAttribute('data-via') }
}

async function revealHere(page: Page): Promise<void> {
  await page.keyboard.press('v')
  await page.getByText('Votes by seat').click()
}

test('hot-seat with a PIN: a wrong one waits, the right one opens the own ballot, and the next person sees nothing of it', async ({ page }) => {
  await openLobby(page)
  await addSeats(page, ['Ben'], { pin: '4711' })
  await addSeats(page, ['Cleo'])
  await start(page, 2)
  await page.keyboard.press('h')
  const screen = page.getByRole('dialog')
  await expect(screen.getByRole('button', { name: /^Ben/ }).getByLabel('has a PIN')).toBeVisible()
  await screen.getByRole('button', { name: /^Ben/ }).click()
  await expect(screen.getByRole('button', { name: 'I am Ben, begin' })).toBeDisabled()
  // The neighbour sits in front of this screen.
  await expect(screen.getByRole('button', { name: /PIN away/ })).toHaveCount(0)
  await screen.getByLabel('PIN of Ben').fill('1234')
  await page.keyboard.press('Enter')
  await expect(screen.getByText(/That is not the PIN of this seat/)).toBeVisible()
  await expect(screen.getByRole('radio')).toHaveCount(0)
  await screen.getByLabel('PIN of Ben').fill('4711')
  await expect(screen.getByRole('button', { name: 'I am Ben, begin' })).toBeEnabled()
  await page.keyboard.press('Enter')
  for (const vote of ['Damage: 8', 'Reproducibility: 7', 'Exploitability: 7', 'Affected users: 9', 'Discoverability: 10']) await screen.getByRole('radio', { name: vote, exact: true }).click()
  await expect(screen.getByRole('status').filter({ hasText: 'recorded' })).toHaveCount(5)
  await screen.getByRole('button', { name: 'Hide and pass on' }).click()
  await expect(screen.getByRole('heading', { name: 'Cleo' })).toBeVisible()
  // Cleo sets a PIN of her own at her first turn.
  await screen.getByRole('button', { name: 'Choose a PIN' }).click()
  await screen.getByLabel('Choose a PIN').fill('00770077')
  await page.keyboard.press('Enter')
  await expect(screen.getByRole('radio').first()).toBeFocused()
  await expect(screen.getByRole('radio', { checked: true })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(screen.getByRole('button', { name: /^Cleo/ }).getByLabel('has a PIN')).toBeVisible()
  await expect(screen.getByRole('button', { name: /^Cleo/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(screen).toHaveCount(0)
  await revealHere(page)
  expect(await votesOf(page, 'Ben')).toEqual({ values: ['8', '7', '7', '9', '10'], via: 'hot-seat' })
  // A forgotten PIN is taken away on the desk.
  await page.getByRole('button', { name: 'Table and duties of Cleo' }).click()
  await page.getByRole('menuitem', { name: 'Take the PIN away' }).click()
  await expect(page.getByText('Cleo has no PIN any more')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Table and duties of Cleo' })).toHaveCount(0)
})

test('the grid takes eight people with six keys each; a proxy is marked, a line is corrected, a ballot is typed from paper', async ({ page }) => {
  const names = ['Ana', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus']
  await openLobby(page)
  await addSeats(page, names)
  await addSeats(page, ['Hana'], { proxy: true })
  await start(page, 8)
  await page.keyboard.press('g')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Votes of Ana')).toBeFocused()
  for (const line of ['87798', '87797', '98798', '877-0', '87798', '76798', '87798', '88888']) {
    await page.keyboard.type(line)
    await page.keyboard.press('Enter')
  }
  // The last person's Enter goes on to the next threat.
  await expect(dialog.getByText(/TM1/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Previous threat' }).click()
  await expect(dialog.locator('[data-grid-line]').getByText('recorded')).toHaveCount(8)
  await expect(dialog.locator('[data-grid-line="Hana"] [data-seat-kind="proxy"]')).toBeVisible()
  await dialog.getByLabel('Votes of Ben').fill('11111')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Votes of Cleo')).toBeFocused()
  await dialog.getByRole('button', { name: 'from paper' }).click()
  await dialog.getByLabel('Votes of Emil').fill('2345-')
  await page.keyboard.press('Enter')
  await expect(dialog.locator('[data-grid-line]').getByText('recorded')).toHaveCount(8)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await revealHere(page)
  await expect(page.locator('tr', { hasText: 'Ben' })).toBeVisible()
  expect(await votesOf(page, 'Ben')).toEqual({ values: ['1', '1', '1', '1', '1'], via: 'grid' })
  expect(await votesOf(page, 'Dora')).toEqual({ values: ['8', '7', '7', '–', '10'], via: 'grid' })
  expect(await votesOf(page, 'Emil')).toEqual({ values: ['2', '3', '4', '5', '–'], via: 'paper' })
  expect(await votesOf(page, 'Hana')).toEqual({ values: ['8', '8', '8', '8', '8'], via: 'grid' })
  await expect(page.locator('tr', { hasText: 'Hana' }).locator('[data-seat-kind="proxy"]')).toBeVisible()
})

test('paper ballots are saved as a PDF from the lobby and from the desk', async ({ page }) => {
  await openLobby(page)
  await addSeats(page, ['Ana', 'Ben'])
  await page.getByRole('button', { name: 'Paper ballots…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ben').uncheck()
  await dialog.getByLabel('Without a name').fill('3')
  await dialog.getByLabel('Paper').click()
  await page.getByRole('option', { name: 'Letter' }).click()
  const bytes = await savedBy(page, () => dialog.getByRole('button', { name: 'Save 4 ballots as PDF' }).click())
  expect(bytes.file.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.name).toMatch(/-ballots\.pdf$/)
  await start(page, 2)
  await page.getByRole('button', { name: 'Without phones' }).click()
  await page.getByRole('menuitem', { name: /Paper ballots/ }).click()
  await expect(dialog.getByLabel('Ana')).toBeChecked()
  expect((await savedBy(page, () => dialog.getByRole('button', { name: 'Save 2 ballots as PDF' }).click())).file.length).toBeGreaterThan(10_000)
})

async function savedBy(page: Page, act: () => Promise<void>): Promise<{ name: string; path: string; file: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  const path = await pathOf(download)
  return { name: download.suggestedFilename(), path, file: readFileSync(path) }
}

async function pathOf(download: Download): Promise<string> {
  const path = test.info().outputPath(download.suggestedFilename())
  await download.saveAs(path)
  return path
}

/** The ballot's page as somebody far away has it: from a file, with no network, on a phone. */
async function openBallot(browser: Browser, path: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, acceptDownloads: true })
  await context.setOffline(true)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => !request.url().startsWith('file://') && !request.url().startsWith('blob:') && complaints.push(request.url()))
  await page.goto(`file://${path}`)
  return { page, complaints }
}

test('a ballot file is filled in from a file with no network, comes back sealed, and counts with the right values', async ({ page, browser }) => {
  await openLobby(page)
  await addSeats(page, ['Ben'])
  await page.getByRole('button', { name: /Ballot file for someone/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Far Away')
  const out = await savedBy(page, () => dialog.getByRole('button', { name: 'Make the file' }).click())
  expect(out.name).toMatch(/^ballot-.*-far_away\.html$/)
  await expect(dialog.locator('[data-ballot-of="Far Away"]').getByText('no answer yet')).toBeVisible()

  const { page: ballot, complaints } = await openBallot(browser, out.path)
  await expect(ballot.getByRole('heading', { name: 'Ballot of Far Away' })).toBeVisible()
  await ballot.getByRole('button', { name: 'Begin' }).tap()
  await expect(ballot.getByRole('heading', { name: 'Borrowed badge' })).toBeVisible()
  await expect(ballot.getByRole('radio', { checked: true })).toHaveCount(0)
  expect(await ballot.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  for (const digit of '8779') await ballot.keyboard.press(digit)
  await ballot.getByRole('button', { name: 'Abstain on Discoverability' }).tap()
  await ballot.getByLabel(/Why you abstain/).fill('I do not know the building')
  const { violations } = await new AxeBuilder({ page: ballot }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
  await ballot.getByRole('button', { name: 'Next' }).tap()
  // What was answered is still there after the file was closed and opened again.
  await ballot.reload()
  await expect(ballot.getByText('1 of 2 answered')).toBeVisible()
  await ballot.getByRole('button', { name: 'Continue' }).tap()
  await expect(ballot.getByRole('heading', { name: 'Swapped label' })).toBeVisible()
  for (const value of ['Damage: 3', 'Reproducibility: 4', 'Exploitability: 5', 'Affected users: 2', 'Discoverability: 10']) await ballot.getByRole('radio', { name: value, exact: true }).tap()
  await ballot.getByRole('button', { name: 'Finish' }).tap()
  await expect(ballot.getByText('You have answered everything.')).toBeVisible()
  const answer = await savedBy(ballot, () => ballot.getByRole('button', { name: 'Save the answer' }).tap())
  expect(answer.file.toString()).not.toMatch(/value|building|Borrowed/)
  expect(complaints).toEqual([])

  // In the lobby nothing is open yet: the answer waits, sealed.
  await page.getByTestId('answer-input').setInputFiles(answer.path)
  await expect(dialog.getByText('Kept sealed until their rounds open: SS1, TM1.')).toBeVisible()
  await expect(dialog.getByText(/2 threats wait for their round/)).toBeVisible()
  // A changed byte, and something else altogether.
  await dialog.getByLabel('Or paste the answer as text').fill(answer.file.toString().replace(/"sealed":"..../, '"sealed":"AAAA'))
  await dialog.getByRole('button', { name: 'Take the answer' }).click()
  await expect(dialog.getByText(/something in it was changed on the way/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: /Start/ }).click()
  await expect(page.locator('[data-seat="Far Away"] [data-progress="voted"]')).toBeVisible()
  await expect(page.locator('body')).not.toContainText('I do not know the building')

  // A second answer takes the place of the first, dropped on the desk.
  await ballot.getByRole('button', { name: 'TM1 Swapped label' }).tap()
  await ballot.getByRole('radio', { name: 'Damage: 6', exact: true }).tap()
  await ballot.getByRole('button', { name: 'All threats' }).tap()
  const second = await savedBy(ballot, () => ballot.getByRole('button', { name: 'Save the answer' }).tap())
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'answer.json', { type: 'application/json' }))
    return transfer
  }, second.file.toString())
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
  await expect(dialog.getByText('It takes the place of the answer that came before.')).toBeVisible()
  await expect(dialog.getByText('Recorded on 2 open threats: SS1, TM1.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()

  await revealHere(page)
  await expect(page.locator('tr', { hasText: 'Far Away' })).toBeVisible()
  expect(await votesOf(page, 'Far Away')).toEqual({ values: ['8', '7', '7', '9', '–'], via: 'file' })
  await expect(page.locator('tr', { hasText: 'Far Away' }).getByText('sealed ballot').first()).toBeVisible()
  await page.locator('[data-item="TM1"]').click()
  await revealHere(page)
  expect(await votesOf(page, 'Far Away')).toEqual({ values: ['6', '4', '5', '2', '10'], via: 'file' })
  // After the reveal nothing counts any more.
  await page.getByRole('button', { name: 'Without phones' }).click()
  await page.getByRole('menuitem', { name: /Ballot file/ }).click()
  await page.getByTestId('answer-input').setInputFiles(answer.path)
  await expect(dialog.getByText('Not counted: SS1, TM1 was revealed before this answer came.')).toBeVisible()
  await ballot.context().close()
})
