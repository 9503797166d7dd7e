import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

/** A till that talks to a bank: enough for findings, questions and a picture. */
const model = ['flowchart LR', '  guest[Guest]', '  subgraph shop[Shop]', '    till(Till)', '    ledger[(Ledger)]', '  end', '  bank[Bank]', '  guest -->|order| till', '  till -->|HTTP booking| ledger', '  till -->|payment| bank', ''].join('\n')

let app: ServedApp
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

const dialog = (page: Page): Locator => page.getByRole('dialog')
const items = (page: Page, group: string): Locator => page.locator(`[data-group="${group}"] [data-item]`)

/** What a dialog has said arrives on the desk before the dialog goes; a key pressed in between would be the dialog's. */
async function dialogGone(page: Page): Promise<void> {
  await expect(dialog(page)).toHaveCount(0)
}

/** A started room over the first findings of the model, and where its phones join. */
async function openDesk(page: Page, accepted: number): Promise<string> {
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles({ name: 'till.mmd', mimeType: 'text/plain', buffer: Buffer.from(model) })
  await dialog(page).getByRole('button', { name: 'Look at the model' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await page.keyboard.press('Alt+2')
  await expect(page.getByLabel(/Group by rule/)).toBeChecked()
  await page.keyboard.press('g')
  await expect(page.getByLabel(/Group by rule/)).not.toBeChecked()
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeVisible()
  for (let left = accepted; left > 0; left--) {
    await page.keyboard.press('a')
    await expect(page.getByText('Undo: accept')).toBeVisible()
  }
  await page.keyboard.press('Alt+3')
  await page.getByRole('button', { name: 'Open the room' }).click()
  const url = new URL((await page.locator('[data-room-url]').getAttribute('data-room-url')) ?? '')
  return `http://127.0.0.1:${url.port}/${url.hash}`
}

async function takeSeat(browser: Browser, url: string, name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB' })
  const seat = await context.newPage()
  await seat.goto(url)
  await seat.getByLabel('Your name').fill(name)
  await seat.getByRole('button', { name: 'Join' }).click()
  await expect(seat.getByText(`You are in, ${name}.`)).toBeVisible()
  return seat
}

async function vote(seat: Page, digits: string): Promise<void> {
  await expect(seat.getByRole('radiogroup')).toHaveCount(digits.length)
  for (const digit of digits) await seat.keyboard.press(digit)
  await expect(seat.locator('.mark.recorded')).toHaveCount(digits.length)
}

async function start(page: Page): Promise<void> {
  await page.keyboard.press('Shift+Enter')
  await expect(page.locator('[data-key-line]')).toBeVisible()
}

test('a contested threat costs three keys: the room reveals by itself, the ends are named on the desk, only what is disputed is voted on again', async ({ page, browser }) => {
  const url = await openDesk(page, 1)
  const ana = await takeSeat(browser, url, 'Ana')
  const ben = await takeSeat(browser, url, 'Ben')
  await start(page)
  await expect(page.locator('[data-picture="zoom"] svg')).toBeVisible()
  await expect(page.locator('[data-attendance]')).toHaveText('2/2')
  await vote(ana, '82888')
  await expect(page.locator('[data-countdown]')).toHaveCount(0)
  // Nobody presses anything: everybody is in. C takes it back, and from then on the reveal is left to people.
  // It counts three seconds; the page itself sees to it that the key comes within them, however slow the machine.
  const announced = page.evaluate(
    () =>
      new Promise<string>((seen) =>
        new MutationObserver((_, observer) => {
          const countdown = document.querySelector('[data-countdown]')
          if (!countdown) return
          observer.disconnect()
          seen(countdown.textContent)
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true, cancelable: true }))
        }).observe(document.body, { childList: true, subtree: true }),
      ),
  )
  await vote(ben, '89888')
  expect(await announced).toContain('Everybody is in.')
  await expect(page.locator('[data-countdown]')).toHaveCount(0)
  await expect(items(page, 'open')).toHaveCount(1)
  await page.keyboard.press('v')
  await expect(items(page, 'discuss')).toHaveCount(1)
  await expect(items(page, 'discuss')).toContainText('disputed: R')
  const hear = page.locator('[data-hear-first]')
  await expect(hear).toContainText('lowest, 2: Ana')
  await expect(hear).toContainText('highest, 9: Ben')

  await page.keyboard.press('r')
  await vote(ana, '7')
  await vote(ben, '8')
  await expect(items(page, 'agreed')).toHaveCount(1)
  await expect(page.locator('[data-factor="reproducibility"]')).toContainText('Round 1')
  await expect(page.locator('[data-factor="reproducibility"]')).toContainText('5.5 → 7.5')
  await page.keyboard.press('s')
  await expect(items(page, 'settled')).toHaveCount(1)
})

test('a walk through the model: questions by y, n and ?, an answer changes the model and can be undone, what it makes certain joins the agenda', async ({ page }) => {
  await openDesk(page, 1)
  await start(page)
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Projector', exact: true }).click()
  const projector = await opened
  await page.bringToFront()

  await page.keyboard.press('w')
  await expect(page.locator('[data-walk]')).toBeVisible()
  const shown = await page.locator('[data-walk] h1').textContent()
  await expect(projector.getByRole('heading', { level: 1 })).toHaveText(shown ?? '')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('[data-walk] h1')).not.toHaveText(shown ?? '')
  await expect(projector.getByRole('heading', { level: 1 })).toHaveText((await page.locator('[data-walk] h1').textContent()) ?? '')

  // No number on the way: neither a score nor a severity stands in the walk.
  await expect(page.locator('[data-walk]').getByText(/Critical|High|Medium|score/)).toHaveCount(0)

  const questions = page.locator('[data-question]')
  const inKeyLine = page.locator('[data-key-line]').getByText(/questions \d+$/)
  // The key moves the room to another element; an answer given before it is there is about the one before.
  await expect(async () => {
    await page.keyboard.press('q')
    await expect(questions.and(page.locator('[aria-current]'))).toBeVisible({ timeout: 2000 })
    await page.keyboard.press('?')
    await expect(questions.getByText('nobody here knows')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await expect(dialog(page)).toHaveCount(0)

  const before = await inKeyLine.textContent()
  for (let tries = 12; tries > 0 && (await page.locator('[data-found]').count()) === 0; tries--) {
    await page.keyboard.press('q')
    const left = await inKeyLine.textContent()
    await expect(questions.and(page.locator('[aria-current]'))).toBeVisible()
    await page.keyboard.press('n')
    await expect(inKeyLine).not.toHaveText(left ?? '')
  }
  await expect(inKeyLine).not.toHaveText(before ?? '')
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect(page.locator('[data-found]')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+y')
  await expect(page.locator('[data-found]')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(items(page, 'waiting')).toHaveCount(1)
  await page.keyboard.press('w')
  await expect(page.locator('[data-walk]')).toHaveCount(0)
})

test('new threats, wording, notes, actions and a timer by key; all of it is still there after a restart in the middle of a pause', async ({ page }) => {
  await openDesk(page, 1)
  await page.getByRole('button', { name: 'Add host seat' }).click()
  await dialog(page).getByLabel('Name').fill('Ben')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-seat="Ben"]')).toBeVisible()
  await page.keyboard.press('Escape')
  await start(page)

  await page.keyboard.press('t')
  await dialog(page).getByLabel('Title').fill('The till is left unlocked')
  await dialog(page).getByRole('button', { name: 'Spoofing' }).click()
  await dialog(page).getByRole('button', { name: 'Add to the agenda' }).click()
  const added = page.locator('[data-item]').filter({ hasText: 'The till is left unlocked' })
  await added.click()
  await expect(added).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('e')
  await dialog(page).getByLabel('Title').fill('The till is left open at night')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The till is left open at night' })).toBeVisible()
  await dialogGone(page)
  await page.keyboard.press('l')
  await dialog(page).getByLabel('What was said').fill('The night shift leaves at four')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-remark]')).toContainText('The night shift leaves at four')
  await dialogGone(page)
  await page.keyboard.press('u')
  await dialog(page).getByLabel('What will be done').fill('Buy a lock')
  await dialog(page).getByLabel('Who').fill('Cleo')
  await dialog(page).getByLabel('Until').fill('2031-05-04')
  await dialog(page).getByRole('button', { name: 'Add it' }).click()
  await expect(page.locator('[data-action="open"]')).toContainText('Buy a lock')
  await expect(page.locator('[data-action="open"]')).toContainText('Cleo')
  await dialogGone(page)
  await page.keyboard.press('9')
  await expect(page.locator('[data-clock="set"]')).toContainText('8:')

  // Skipped, and brought back; while it is voted on its wording stands.
  await page.keyboard.press('x')
  await expect(dialog(page).getByRole('textbox')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(items(page, 'skipped')).toHaveCount(1)
  await dialogGone(page)
  await items(page, 'skipped').click()
  await expect(items(page, 'skipped')).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('r')
  await expect(items(page, 'skipped')).toHaveCount(0)
  await page.keyboard.press('e')
  await expect(dialog(page)).toHaveCount(0)

  await page.keyboard.press(',')
  await expect(page.getByText('Phones and projector show a break.')).toBeVisible()
  await app.kill()
  await app.restart()
  // The tab knows where it was.
  await page.reload()
  await expect(page.getByText('Phones and projector show a break.')).toBeVisible()
  await expect(page.locator('[data-action="open"]')).toContainText('Buy a lock')
  await page.keyboard.press(',')
  await expect(page.getByText('Phones and projector show a break.')).toHaveCount(0)
  await page.locator('[data-item]').filter({ hasText: 'The till is left open at night' }).click()
  await expect(page.locator('[data-remark]')).toContainText('The night shift leaves at four')
  await page.getByLabel('Done: Buy a lock').click()
  await expect(page.locator('[data-action="done"]')).toBeVisible()
})

test('the inbox by keys: a proposal is reworded and kept, one is merged, one is dropped; hands are in order; the lead goes and comes back', async ({ page, browser }) => {
  const url = await openDesk(page, 1)
  const ana = await takeSeat(browser, url, 'Ana')
  const ben = await takeSeat(browser, url, 'Ben')
  await start(page)
  for (const text of ['Coins under the mat', 'Same as the first', 'Nothing really']) {
    await ana.getByRole('button', { name: 'Propose a threat' }).tap()
    await ana.getByLabel('Tampering').check()
    await ana.getByLabel('In one line').fill(text)
    await ana.getByRole('button', { name: 'Send to the facilitator' }).tap()
    await expect(page.locator('[data-proposal]').getByText(text)).toBeVisible()
  }
  const marked = page.locator('[data-proposal][aria-current="true"]')
  await page.keyboard.press('i')
  await expect(marked).toContainText('Coins under the mat')
  await page.keyboard.press('e')
  await expect(marked.getByRole('textbox')).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type(' of the till')
  await page.keyboard.press('Enter')
  await expect(items(page, 'waiting')).toContainText('Coins under the mat of the till')
  await expect(marked).toContainText('Same as the first')
  await page.keyboard.press('m')
  await dialog(page).getByRole('button', { name: 'Merge' }).click()
  await expect(marked).toContainText('Nothing really')
  await dialogGone(page)
  await page.keyboard.press('x')
  await expect(page.locator('[data-proposal]')).toHaveCount(0)
  await expect(page.locator('[data-remark]')).toContainText('Same as the first')

  for (const seat of [ben, ana]) {
    await seat.getByRole('button', { name: /Raise.*hand/i }).tap()
    await expect(page.locator('[data-hands]')).toContainText(seat === ben ? 'Ben' : 'Ana')
  }
  await expect(page.locator('[data-hands] li')).toHaveText(['Ben', 'Ana'])

  await page.keyboard.press('f')
  await page.getByRole('switch', { name: 'Ana is a co-facilitator' }).click()
  await dialog(page).getByRole('button', { name: 'Hand over the lead' }).click()
  await expect(page.getByText('Ana leads now, from their own device.')).toBeVisible()
  await page.keyboard.press('Escape')
  await dialogGone(page)
  await page.keyboard.press('f')
  await expect(page.getByText('Ana leads now, from their own device.')).toHaveCount(0)
})

test('closing asks the room first, counts answers while it waits, shows them, says what is left open, and closes', async ({ page, browser }) => {
  const url = await openDesk(page, 1)
  const ana = await takeSeat(browser, url, 'Ana')
  await start(page)
  await page.keyboard.press('.')
  await expect(dialog(page)).toContainText('1 threat is left open')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-poll="open"]')).toHaveText('0 of 1 have answered')
  await ana.getByRole('button', { name: /^Mostly/ }).tap()
  await expect(page.locator('[data-poll="open"]')).toHaveText('1 of 1 have answered')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-poll="closed"]')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Close the workshop' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.locator('[data-key-line]').getByText('close')).toHaveCount(0)
})
