import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, expect, type Locator, type Page, test, type TestInfo } from '@playwright/test'
import type { DreadFactor } from '../../src/shared/domain/dread.ts'
import type { Rubric } from '../../src/shared/domain/rubric.ts'
import { type PreparedRoom, prepareRoom, type RoomPlan } from '../support/prepared-room.ts'
import { type ServedApp, serveApp } from '../support/served-app.ts'

// Several phones each, and a check of every state in both themes.
test.describe.configure({ timeout: 240_000 })

let app: ServedApp
let room: PreparedRoom
test.beforeEach(async () => {
  app = await serveApp()
})
test.afterEach(async () => {
  // Before the room is gone: pages would notice, and go on looking for it in the next test's.
  await Promise.all(contexts.splice(0).map((context) => context.close()))
  room.close()
  await app.close()
  expect(complaints.splice(0)).toEqual([])
})

async function prepare(plan?: RoomPlan): Promise<void> {
  room = await prepareRoom(app, plan)
}

/** What went wrong on the pages of a test. */
const complaints: string[] = []
const contexts: BrowserContext[] = []

async function openPage(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const phone = viewport.width < 500
  const context = await browser.newContext({ viewport, hasTouch: phone, isMobile: phone, locale: 'en-GB', reducedMotion: 'reduce' })
  contexts.push(context)
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('Cross-Origin-Opener-Policy') && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(room.url)
  return page
}

const openPhone = (browser: Browser): Promise<Page> => openPage(browser, { width: 360, height: 740 })

async function takeSeat(browser: Browser, name: string, table?: string): Promise<Page> {
  const page = await openPhone(browser)
  await page.getByLabel('Your name').fill(name)
  if (table !== undefined) await page.getByLabel(table, { exact: true }).check()
  await page.getByRole('button', { name: 'Join' }).tap()
  await expect(page.getByText(`You are in, ${name}.`).or(page.getByRole('radiogroup').first()).first()).toBeVisible()
  return page
}

/** Pictures are for people to look at, and take a processor a fifth of a second each. */
const withPictures = process.env['SHOTS'] !== undefined

/** What a page of 360 px has to keep to, in light and dark; with `SHOTS`, pictures of it as well. */
async function look(page: Page, name: string, info: TestInfo): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (withPictures) await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}.png`) })
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect.soft(grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)), `${name}, ${colorScheme}`).toEqual([])
  }
  const width = page.viewportSize()?.width ?? 0
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `${name} scrolls sideways`).toBeLessThanOrEqual(width)
  const small = await page.locator('button:visible, select:visible, label.letter:visible').evaluateAll((targets) =>
    targets.map((target) => ({ text: target.textContent, width: target.getBoundingClientRect().width, height: target.getBoundingClientRect().height })).filter((box) => box.width < 40 || box.height < 40),
  )
  expect.soft(small, `${name}: small targets`).toEqual([])
}

const row = (page: Page, factor: DreadFactor): Locator => page.locator(`[data-factor="${factor}"]`)

/** Types digits once the ballot is there: the room has opened a round before its phones have heard of it. */
async function give(page: Page, digits: string): Promise<void> {
  await expect(page.getByRole('radiogroup').first()).toBeVisible()
  const before = await page.locator('.mark.recorded').count()
  for (const digit of digits) await page.keyboard.press(digit)
  await expect(page.locator('.mark.recorded')).toHaveCount(before + digits.length)
}

test('no digit is lost: not one that comes with the ballot itself, nor several before the page is drawn again', async ({ browser }) => {
  await prepare()
  const ana = await takeSeat(browser, 'Ana')
  await ana.evaluate(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[role=radiogroup]')) return
      observer.disconnect()
      for (const key of '74918') {
        // Nothing has the focus, so each key is for the first unanswered row.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }
    }).observe(document.body, { childList: true, subtree: true })
  })
  await room.command({ type: 'start' })
  await room.command({ type: 'open', items: room.threats })
  await expect(ana.locator('.mark.recorded')).toHaveCount(5)
  await expect(ana.getByRole('radio', { checked: true })).toHaveText(['7', '4', '9', '1', '8'])
})

test("a seat's own earlier vote on the same element is a ghost, until and after it answers, and never a default", async ({ browser }, info) => {
  await prepare()
  const ana = await takeSeat(browser, 'Ana')
  await room.command({ type: 'start' })
  await room.command({ type: 'open', items: room.threats })
  await expect(ana.getByRole('heading', { name: 'Somebody orders as another customer' })).toBeVisible()
  await expect(ana.locator('.mark.ghost')).toHaveCount(0)
  await give(ana, '74918')
  await ana.getByRole('button', { name: 'Next', exact: true }).tap()
  await expect(ana.getByRole('heading', { name: 'Prices are changed on the way' })).toBeVisible()
  const first = (await room.view()).items[0]?.threat.displayId ?? ''
  await expect(ana.locator('.mark.ghost')).toHaveCount(5)
  await expect(row(ana, 'damage').getByRole('radio', { name: `Damage: 7, you gave 7 for ${first} on the same element` })).toBeVisible()
  await expect(ana.getByRole('radio', { checked: true })).toHaveCount(0)
  await look(ana, 'ghost', info)
  await row(ana, 'damage').getByRole('radio', { name: /^Damage: 9/ }).tap()
  await expect(row(ana, 'damage').getByText('recorded')).toBeVisible()
  await expect(row(ana, 'damage').locator('button.ghost')).toHaveText('7')
  await look(ana, 'ghost-answered', info)
  // The third threat is on another element.
  await ana.getByRole('button', { name: 'Next', exact: true }).tap()
  await expect(ana.locator('.mark.ghost')).toHaveCount(0)
})

test("the rubric is the project's own where it has words, one tap away with all four anchors", async ({ browser }, info) => {
  const empty = { 1: '', 4: '', 7: '', 10: '' }
  const rubric: Rubric = { damage: { ...empty, 7: 'A day without sales.' }, reproducibility: empty, exploitability: empty, affectedUsers: empty, discoverability: empty }
  await prepare({ prepare: async (api, project) => void (await api.project.setRubric({ project, rubric })) })
  const ana = await takeSeat(browser, 'Ana')
  await room.command({ type: 'start' })
  await room.command({ type: 'open', items: room.threats })
  await row(ana, 'damage').getByRole('radio', { name: 'Damage: 8' }).tap()
  await expect(row(ana, 'damage').getByText('A day without sales.')).toBeVisible()
  await ana.getByRole('button', { name: 'What the numbers of Damage mean' }).tap()
  await expect(row(ana, 'damage').getByRole('term')).toHaveText(['1', '4', '7', '10'])
  await expect(row(ana, 'damage').getByRole('definition')).toHaveText([/^A nuisance/, /^Limited harm/, 'A day without sales.', /^The worst case/])
  await look(ana, 'rubric', info)
})

test('the practice threat is marked, and its reference with reasons stands beside own and room after the reveal only', async ({ browser }, info) => {
  const practice = {
    title: 'A visitor reads the guest list at the door',
    description: 'The list lies open on the desk.',
    stride: ['Information Disclosure' as const],
    reference: { damage: 3, reproducibility: 9, exploitability: 10, affectedUsers: 4, discoverability: 8 },
    reasons: { damage: 'Names only, nothing that can be misused.', exploitability: 'It takes a glance.' },
  }
  await prepare({ practice })
  const ana = await takeSeat(browser, 'Ana')
  const ben = await takeSeat(browser, 'Ben')
  const id = (await room.command({ type: 'start' })).items.find((item) => item.practice)?.id ?? ''
  await room.command({ type: 'present', item: id })
  await room.command({ type: 'open', items: [id] })
  for (const page of [ana, ben]) await expect(page.getByText('it counts nowhere')).toBeVisible()
  await expect(ana.getByText('Names only')).toHaveCount(0)
  await look(ana, 'practice', info)
  await give(ana, '59868')
  await give(ben, '38968')
  await room.command({ type: 'reveal', items: [id] })
  await expect(ana.getByText('experts 3')).toBeVisible()
  await expect(ana.getByText('Names only, nothing that can be misused.')).toBeVisible()
  await expect(ana.getByText('you 5', { exact: true })).toBeVisible()
  await expect(ana.getByRole('img', { name: /^Damage: median 4, .*experts give 3$/ })).toBeVisible()
  await look(ana, 'practice-revealed', info)
})

test('who lies lowest or highest is asked for the reason, on the own device alone, and can put it away', async ({ browser }, info) => {
  await prepare()
  const [ana, ben, cleo] = [await takeSeat(browser, 'Ana'), await takeSeat(browser, 'Ben'), await takeSeat(browser, 'Cleo')]
  await room.command({ type: 'start' })
  const [first = ''] = room.threats
  await room.command({ type: 'open', items: [first] })
  await give(ana, '25555')
  await give(ben, '95555')
  await give(cleo, '55555')
  await room.command({ type: 'present', item: first })
  await room.command({ type: 'reveal', items: [first] })
  const nudge = ana.getByRole('status').filter({ hasText: 'You gave the lowest Damage.' })
  await expect(nudge).toContainText('Only you see this.')
  await expect(ben.getByText('You gave the highest Damage.')).toBeVisible()
  await expect(cleo.getByText('to discuss')).toBeVisible()
  await expect(cleo.getByText('Only you see this.')).toHaveCount(0)
  await look(ana, 'nudge', info)
  await ana.getByRole('button', { name: 'Dismiss' }).tap()
  await expect(ana.getByText('Only you see this.')).toHaveCount(0)
  await ana.reload()
  await expect(ana.getByText('to discuss')).toBeVisible()
  await expect(ana.getByText('Only you see this.')).toHaveCount(0)
})

test('the clock runs in the header, is spoken of at its marks, and stops nothing when time is up', async ({ browser }, info) => {
  await prepare()
  const ana = await takeSeat(browser, 'Ana')
  await room.command({ type: 'start' })
  await room.command({ type: 'open', items: room.threats })
  await room.command({ type: 'set-timer', seconds: 14 })
  const said: string[] = []
  await expect(ana.getByRole('timer')).toBeVisible()
  await expect.poll(async () => {
    const text = (await ana.locator('.timer [role=status]').textContent()) ?? ''
    if (text !== '' && said.at(-1) !== text) said.push(text)
    return said.at(-1)
  }, { timeout: 40_000, intervals: [100] }).toBe('Time is up. You can still vote until the reveal.')
  expect(said.slice(-2)).toEqual(['Ten seconds left', 'Time is up. You can still vote until the reveal.'])
  expect(said.length).toBeLessThanOrEqual(3)
  await expect(ana.getByRole('timer')).toHaveText('Time is up')
  await look(ana, 'time-is-up', info)
  await give(ana, '7')
  await room.command({ type: 'set-timer', seconds: 300 })
  await expect(ana.locator('.timer [role=status]')).toHaveText(/^The clock runs: (5 minutes|4 minutes 5\d seconds)$/)
  await look(ana, 'clock', info)
})

test('a phone whose clock is off by minutes shows the time that the room has left', async ({ browser }) => {
  await prepare()
  const ana = await openPhone(browser)
  await ana.clock.install({ time: Date.now() + 7 * 60_000 })
  await ana.reload()
  await ana.getByLabel('Your name').fill('Ana')
  await ana.getByRole('button', { name: 'Join' }).tap()
  await expect(ana.getByText('You are in, Ana.')).toBeVisible()
  await room.command({ type: 'start' })
  await room.command({ type: 'set-timer', seconds: 300 })
  await expect(ana.getByRole('timer')).toContainText(/^(5:00|4:5\d)/)
})

test('a remark says who reads it, goes to the threat or the whole, and the facilitator has it', async ({ browser }, info) => {
  await prepare()
  const ana = await takeSeat(browser, 'Ana')
  await room.command({ type: 'start' })
  await room.command({ type: 'open', items: room.threats })
  await expect(ana.getByRole('radiogroup')).toHaveCount(5)
  await ana.getByRole('button', { name: 'Remark for the log' }).tap()
  await expect(ana.getByText('Only the facilitator reads it now.')).toBeVisible()
  await ana.getByLabel('Your remark').fill('We saw this in March.')
  await look(ana, 'remark', info)
  await ana.getByRole('button', { name: 'Put it in the log' }).tap()
  await expect(ana.getByText('Your remark is in the log.')).toBeVisible()
  await ana.getByRole('button', { name: 'Remark for the log' }).tap()
  await ana.getByLabel('The whole workshop').check()
  await ana.getByLabel('Your remark').fill('More time next round.')
  await ana.getByRole('button', { name: 'Put it in the log' }).tap()
  await expect(ana.getByRole('dialog')).toHaveCount(0)
  const { comments } = await room.view()
  const seat = await room.seat('Ana')
  expect(comments.map(({ item, text, seat: from }) => ({ item, text, from }))).toEqual([
    { item: room.threats[0], text: 'We saw this in March.', from: seat },
    { item: null, text: 'More time next round.', from: seat },
  ])
})

test('a threat is proposed by tapping the diagram, a letter, and one line; the list says the same by keyboard', async ({ browser }, info) => {
  await prepare()
  const ana = await takeSeat(browser, 'Ana')
  await room.command({ type: 'start' })
  await room.command({ type: 'open', items: room.threats })
  const { elements } = await room.api.model.get({ project: room.project })
  await ana.getByRole('button', { name: 'Propose a threat' }).tap()
  const canvas = ana.locator('.canvas')
  await expect(canvas).toBeVisible()
  await expect(canvas.locator('img')).toHaveJSProperty('complete', true)
  await look(ana, 'propose', info)
  const sheet = ana.getByRole('dialog')
  const where = sheet.getByLabel('Where')
  // The list marks an element in the picture; a finger on that mark has to choose the same one.
  await where.selectOption({ index: 2 })
  const chosen = await where.inputValue()
  const mark = sheet.locator('.marked')
  await expect(mark).toHaveCount(1)
  await where.selectOption('')
  await expect(mark).toHaveCount(0)
  await where.selectOption(chosen)
  await expect(mark).toBeVisible()
  const box = await mark.boundingBox()
  await where.selectOption('')
  await expect(mark).toHaveCount(0)
  await ana.touchscreen.tap((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2)
  await expect(where).toHaveValue(chosen)
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40)
  await sheet.getByRole('button', { name: 'Zoom out' }).tap()
  await sheet.getByRole('button', { name: 'Zoom in' }).tap()
  await sheet.getByLabel('Denial of Service').check({ force: true })
  await sheet.getByLabel('In one line').fill('The queue is filled with empty carts.')
  await look(ana, 'propose-filled', info)
  await sheet.getByRole('button', { name: 'Send to the facilitator' }).tap()
  await expect(ana.getByText('Sent. The facilitator has it in the inbox.')).toBeVisible()
  const [proposal] = (await room.view()).proposals
  expect(proposal).toMatchObject({ element: chosen, stride: 'Denial of Service', text: 'The queue is filled with empty carts.' })
  expect(elements.some(({ id }) => id === chosen)).toBe(true)
})

test('the closing poll is one tap of three, changeable until it is closed; then the counts', async ({ browser }, info) => {
  await prepare()
  const [ana, ben] = [await takeSeat(browser, 'Ana'), await takeSeat(browser, 'Ben')]
  await room.command({ type: 'start' })
  await room.command({ type: 'open-poll' })
  for (const page of [ana, ben]) await expect(page.getByRole('heading', { name: 'Is it good enough?' })).toBeVisible()
  await expect(ana.locator('.poll [aria-pressed=true]')).toHaveCount(0)
  await look(ana, 'poll', info)
  await ana.getByRole('button', { name: 'No', exact: true }).tap()
  await expect(ana.getByText('Recorded: No')).toBeVisible()
  await ana.getByRole('button', { name: 'Mostly' }).tap()
  await expect(ana.getByText('Recorded: Mostly')).toBeVisible()
  await ben.getByRole('button', { name: 'Yes' }).tap()
  await expect(ben.getByText('Recorded: Yes')).toBeVisible()
  await look(ana, 'poll-answered', info)
  await room.command({ type: 'close-poll' })
  await expect(ana.getByText('What the room says')).toBeVisible()
  await expect(ana.locator('.counts dd b')).toHaveText(['1', '1', '0'])
  await expect(ana.locator('.counts .own')).toContainText('Mostly')
  await look(ana, 'poll-closed', info)
  await room.command({ type: 'close' })
  await expect(ana.getByText('The workshop is closed')).toBeVisible()
  await expect(ana.locator('.counts dd b')).toHaveText(['1', '1', '0'])
})

test('a seat takes a table; its scribe votes for a mate, marked as such, and reveals the own table', async ({ browser }, info) => {
  await prepare({ settings: { way: 'tables' }, tables: ['Window', 'Door'] })
  const ana = await openPhone(browser)
  await expect(ana.getByText('Your table')).toBeVisible()
  await look(ana, 'door-tables', info)
  await ana.getByLabel('Your name').fill('Ana')
  await ana.getByLabel('Window').check()
  await ana.getByRole('button', { name: 'Join' }).tap()
  await expect(ana.getByText('You are in, Ana.')).toBeVisible()
  const ben = await takeSeat(browser, 'Ben', 'Window')
  const cleo = await takeSeat(browser, 'Cleo', 'Door')
  await room.command({ type: 'set-seat', seat: await room.seat('Ana'), scribe: true })
  await room.command({ type: 'start' })
  await room.command({ type: 'open', items: room.threats })
  await expect(ana.getByText('You write for Window')).toBeVisible()
  await expect(ben.getByText('You write for')).toHaveCount(0)
  await expect(cleo.getByText('An order is denied afterwards')).toBeVisible()
  await give(ana, '77777')
  await look(ana, 'scribe', info)
  await ana.getByRole('button', { name: 'Ben', exact: true }).tap()
  await expect(ana.getByText('You are voting for Ben')).toBeVisible()
  await expect(ana.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(ana.locator('.mark.ghost')).toHaveCount(0)
  await give(ana, '68686')
  await look(ana, 'scribe-for-other', info)
  await ana.locator('main').evaluate((main) => main.scrollTo(0, 0))
  await look(ana, 'scribe-for-other-top', info)
  await expect(ben.getByText('1 of 2 answered')).toBeVisible()
  await ana.getByRole('button', { name: 'Back to my own votes' }).tap()
  await expect(row(ana, 'damage').getByRole('radio', { name: 'Damage: 7' })).toBeChecked()
  const [first = '', , third = ''] = room.threats
  await ana.getByRole('button', { name: 'Reveal our table' }).tap()
  await expect(ana.getByText('What is open in the slice of Window')).toBeVisible()
  await look(ana, 'scribe-reveal', info)
  await ana.getByRole('button', { name: 'Reveal now' }).tap()
  await expect.poll(async () => (await room.view()).items.find(({ id }) => id === first)?.phase).toBe('revealed')
  const { items } = await room.view()
  expect(items.find(({ id }) => id === third)?.phase).toBe('open')
  const votes = items.find(({ id }) => id === first)?.rounds[0]?.votes ?? []
  const seat = await room.seat('Ben')
  expect(votes.filter((vote) => vote.seat === seat).map(({ via, vote }) => [via, 'value' in vote ? vote.value : null])).toEqual([6, 8, 6, 8, 6].map((value) => ['scribe', value]))
})

test('a co-facilitator leads from the phone: present, open, reveal, settle, vote again, park, clock, lead; refusals in words', async ({ browser }, info) => {
  await prepare()
  const [ana, ben] = [await takeSeat(browser, 'Ana'), await takeSeat(browser, 'Ben')]
  await expect(ana.getByRole('button', { name: 'Lead from here' })).toHaveCount(0)
  const code: string[] = []
  ana.on('request', (request) => code.push(request.url()))
  await room.command({ type: 'set-seat', seat: await room.seat('Ana'), coFacilitator: true })
  await ana.getByRole('button', { name: 'Lead from here' }).tap()
  await expect(ana.getByRole('heading', { name: 'Co-facilitation' })).toBeVisible()
  expect(code.some((address) => /\/assets\/Remote-/.test(address))).toBe(true)
  await look(ana, 'remote-lobby', info)
  await ana.getByRole('button', { name: 'Take the lead' }).tap()
  await expect(ana.getByText('You lead')).toBeVisible()
  await ana.locator('.desk').getByRole('button', { name: 'Start', exact: true }).first().tap()
  await ana.getByRole('button', { name: 'Next', exact: true }).tap()
  await expect(ana.locator('.remote-title')).toContainText('Somebody orders as another customer')
  await ana.getByRole('button', { name: 'Open the vote' }).tap()
  await expect(ana.getByText('0 of 2 done')).toBeVisible()
  await look(ana, 'remote-open', info)
  await ana.getByRole('button', { name: 'My seat' }).tap()
  await give(ana, '77777')
  await give(ben, '77773')
  await ana.getByRole('button', { name: 'Lead from here' }).tap()
  await expect(ana.getByText('2 of 2 done')).toBeVisible()
  await ana.getByRole('button', { name: 'Reveal', exact: true }).tap()
  await expect(ana.getByText('To discuss: Discoverability')).toBeVisible()
  await look(ana, 'remote-disputed', info)
  await ana.getByRole('button', { name: 'Vote again on the disputed' }).tap()
  await expect(ben.getByRole('radiogroup')).toHaveCount(1)
  await give(ben, '6')
  await ana.getByRole('button', { name: 'My seat' }).tap()
  await expect(row(ana, 'discoverability').getByRole('radio', { name: 'Discoverability: 7, you gave 7 in the round before' })).toBeVisible()
  await give(ana, '7')
  await ana.getByRole('button', { name: 'Lead from here' }).tap()
  await ana.getByRole('button', { name: 'Reveal', exact: true }).tap()
  await ana.getByRole('button', { name: 'Settle', exact: true }).tap()
  await expect(ana.locator('.remote .help').getByText('settled')).toBeVisible()
  await ana.getByRole('button', { name: 'Next', exact: true }).tap()
  await ana.getByRole('button', { name: 'Park', exact: true }).tap()
  await ana.getByLabel('Why is it parked?').fill('Needs the shop owner.')
  await look(ana, 'remote-park', info)
  await ana.getByRole('button', { name: 'Park it' }).tap()
  await expect.poll(async () => (await room.view()).items[1]).toMatchObject({ phase: 'parked', note: 'Needs the shop owner.' })
  await ana.getByRole('button', { name: '5 minutes' }).tap()
  await expect(ben.getByRole('timer')).toBeVisible()
  await ana.getByRole('button', { name: 'Take the clock away' }).tap()
  await expect(ben.getByRole('timer')).toHaveCount(0)
  await ana.getByLabel('Minutes').fill('12')
  await ana.locator('.own-minutes button').tap()
  await expect(ben.getByRole('timer')).toContainText(/^1[12]:/)
  await ana.getByRole('button', { name: 'Open all 2 threats for voting' }).tap()
  await ana.getByRole('button', { name: /Open all 2 threats for voting/ }).tap()
  await expect(ana.getByRole('button', { name: 'Reveal all 2 open threats' })).toBeVisible()
  // Somebody was faster: the server says no, and the page says why.
  await room.command({ type: 'present', item: room.threats[2] ?? null })
  await expect(ana.locator('.remote-title')).toContainText('An order is denied afterwards')
  await ana.getByRole('button', { name: 'Reveal', exact: true }).evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  await expect(ana.getByRole('alert')).toHaveText('Not done: the workshop is at another point now.')
  await look(ana, 'remote-refused', info)
  await ana.getByRole('button', { name: 'Give the lead back' }).tap()
  await expect(ana.getByText('The host leads')).toBeVisible()
  expect((await room.view()).items[0]?.settlement?.values).toMatchObject({ damage: 7, discoverability: 7 })
  await room.command({ type: 'set-seat', seat: await room.seat('Ana'), coFacilitator: false })
  await expect(ana.getByRole('heading', { name: 'Co-facilitation' })).toHaveCount(0)
})

test('somebody who only watches sees what the projector shows, takes no seat, and can still take one', async ({ browser }, info) => {
  await prepare()
  const ana = await takeSeat(browser, 'Ana')
  const watcher = await openPhone(browser)
  const laptop = await openPage(browser, { width: 1280, height: 800 })
  for (const page of [watcher, laptop]) {
    await page.getByRole('button', { name: 'I only watch' }).click()
    await expect(page.getByText('The workshop has not started yet.')).toBeVisible()
  }
  await look(watcher, 'watch-lobby', info)
  await room.command({ type: 'start' })
  await room.command({ type: 'open', items: room.threats })
  await expect(watcher.getByText('0 of 20 votes are in')).toBeVisible()
  await look(watcher, 'watch-ballot', info)
  const [first = ''] = room.threats
  await room.command({ type: 'present', item: first })
  await expect(watcher.getByRole('heading', { name: 'Somebody orders as another customer' })).toBeVisible()
  await expect(watcher.getByText('0 of 1 have voted')).toBeVisible()
  await give(ana, '87652')
  await expect(watcher.getByText('1 of 1 have voted')).toBeVisible()
  await look(watcher, 'watch-open', info)
  await look(laptop, 'watch-open-laptop', info)
  await room.command({ type: 'reveal', items: [first] })
  await expect(watcher.getByRole('img', { name: 'Damage: median 8, from 8 to 8, 1 votes' })).toBeVisible()
  await look(watcher, 'watch-revealed', info)
  await look(laptop, 'watch-revealed-laptop', info)
  const { elements } = await room.api.model.get({ project: room.project })
  await room.command({ type: 'walk', element: elements[1]?.id ?? null })
  await expect(laptop.getByRole('heading', { name: 'The room looks at this element' })).toBeVisible()
  await expect(laptop.locator('.marked')).toBeVisible()
  await look(laptop, 'watch-walk-laptop', info)
  await look(watcher, 'watch-walk', info)
  await room.command({ type: 'walk', element: null })
  await watcher.reload()
  await expect(watcher.getByRole('heading', { name: 'Somebody orders as another customer' })).toBeVisible()
  expect((await room.view()).seats.map(({ name }) => name)).toEqual(['Ana'])
  await watcher.getByRole('button', { name: 'Take a seat' }).tap()
  await watcher.getByLabel('Your name').fill('Dora')
  await watcher.getByRole('button', { name: 'Join' }).tap()
  await expect(watcher.getByText('Dora')).toBeVisible()
  expect((await room.view()).seats.map(({ name }) => name)).toEqual(['Ana', 'Dora'])
})
