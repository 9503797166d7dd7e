import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { type ServedApp, serveApp } from '../support/served-app.ts'

const root = resolve(import.meta.dirname, '../..')
const sample = join(root, 'resources/samples/container-deployment.mmd')
/** Pictures of the real app; `DREADNOUGHT_PICTURES=docs` puts them where the README shows them. */
const pictures = resolve(root, process.env['DREADNOUGHT_PICTURES'] ?? 'test-results/pictures')

let app: ServedApp
test.beforeEach(async () => {
  mkdirSync(pictures, { recursive: true })
  app = await serveApp()
})
test.afterEach(async () => {
  await app.close()
})

/** Everything that a page's sockets received, to look for what it must not know. */
function listen(page: Page): string[] {
  const received: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(payload.toString())))
  return received
}

interface SeatPage {
  page: Page
  received: string[]
}

/** A participant with a device of their own: a browser context at phone size. */
async function takeSeat(browser: Browser, url: string, name: string): Promise<SeatPage> {
  const context = await browser.newContext({ viewport: { width: 390, height: 780 }, locale: 'en-GB' })
  const page = await context.newPage()
  const received = listen(page)
  await page.goto(url)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByText(`You are in, ${name}.`)).toBeVisible()
  return { page, received }
}

const recorded = (page: Page): Locator => page.locator('.mark.recorded')

/** Types one value a factor (0 is 10) and waits until the server has acknowledged each. */
async function vote(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit)
  await expect(recorded(page)).toHaveCount(digits.length)
}

async function goToThreat(page: Page, position: number, all: number): Promise<void> {
  await expect(async () => {
    const at = await page.locator('.at-page b').textContent()
    if (at?.startsWith(`${position} of`)) return
    await page.getByRole('button', { name: position === 1 ? 'Previous' : /^Next/ }).click()
    throw new Error(`at ${at}, not yet at ${position} of ${all}`)
  }).toPass({ timeout: 20_000 })
}

function verify(file: string): { status: number | null; output: string } {
  const run = spawnSync(process.execPath, [join(root, 'bin/dreadnought.mjs'), 'verify', file], { encoding: 'utf8' })
  return { status: run.status, output: run.stdout + run.stderr }
}

async function download(page: Page, press: () => Promise<void>, to: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()])
  await file.saveAs(to)
  return to
}

test('from an imported diagram to a signed register that verifies', async ({ page, browser }, info) => {
  test.setTimeout(600_000)
  const host = listen(page)

  await test.step('import a diagram, see its report and its model', async () => {
    await page.goto(app.url)
    await page.getByTestId('import-input').setInputFiles(sample)
    await page.getByRole('dialog').getByRole('button', { name: 'Look at the model' }).click()
    await expect(page.getByRole('heading', { name: 'container-deployment' })).toBeVisible()
    await expect(page.locator('canvas').first()).toBeVisible()
    await expect(page.getByText(/^Arranging/)).toBeHidden()
    await page.screenshot({ path: join(pictures, 'model.png') })
  })

  await test.step('triage: four findings into the register, one dismissed with a reason', async () => {
    await page.getByRole('link', { name: /Threats/ }).click()
    const accepted = page.getByRole('tab', { name: /In the register/ })
    await expect(page.getByLabel(/Group by rule/)).toBeChecked()
    await page.keyboard.press('g')
    await expect(page.getByLabel(/Group by rule/)).not.toBeChecked()
    await expect(page.getByRole('button', { name: 'Accept into the register' })).toBeVisible()
    for (const count of [1, 2, 3, 4]) {
      await page.keyboard.press('a')
      await expect(accepted).toContainText(`${count}`)
    }
    await page.keyboard.press('x')
    await page.getByLabel('Reason', { exact: true }).fill('The platform team owns it')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab', { name: /Dismissed/ })).toContainText('1')
    await page.screenshot({ path: join(pictures, 'threats.png') })
  })

  let url = ''
  await test.step('open a room with one good default', async () => {
    await page.getByRole('link', { name: /Workshop/ }).click()
    await page.getByRole('button', { name: 'Open the room' }).click()
    const address = await page.locator('[data-room-url]').getAttribute('data-room-url')
    const found = new URL(address ?? '')
    url = `http://127.0.0.1:${found.port}/${found.hash}`
  })

  const ana = await takeSeat(browser, url, 'Ana')
  const ben = await takeSeat(browser, url, 'Ben')
  const cleo = await takeSeat(browser, url, 'Cleo')
  const seats = [ana, ben, cleo]

  await test.step('start the silent ballot; half of it is in when the power goes', async () => {
    await expect(page.getByText('Ana').first()).toBeVisible()
    await page.getByRole('button', { name: /^Start/ }).click()
    for (const { page: seat } of seats) await expect(seat.getByRole('radiogroup').first()).toBeVisible()
    await vote(ana.page, '87796')
    await vote(ben.page, '87896')
    await vote(cleo.page, '97796')
    await goToThreat(ana.page, 2, 4)
    await vote(ana.page, '37777')
    // A word that nobody else may receive before the reveal.
    await goToThreat(ben.page, 2, 4)
    await vote(ben.page, '9777')
    await ben.page.getByRole('button', { name: 'Abstain on Discoverability' }).click()
    await ben.page.getByLabel('Another reason').fill('canary-in-the-ballot')
    await ben.page.getByRole('button', { name: 'Abstain', exact: true }).last().click()
    await expect(recorded(ben.page)).toHaveCount(5)
    await ana.page.screenshot({ path: join(pictures, 'seat.png') })

    await app.kill()
    await app.restart()
  })

  await test.step('the room is back, with every recorded vote and every seat', async () => {
    await expect(recorded(ana.page)).toHaveCount(5)
    await expect(ana.page.getByRole('radio', { name: 'Damage: 3', exact: true })).toBeChecked()
    await goToThreat(cleo.page, 2, 4)
    await vote(cleo.page, '97778')
    for (const { page: seat } of seats) {
      await goToThreat(seat, 3, 4)
      await vote(seat, '66666')
      await goToThreat(seat, 4, 4)
      await vote(seat, '55555')
    }
    for (const received of [ana.received, cleo.received, host]) expect(received.join('')).not.toContain('canary-in-the-ballot')
    await page.screenshot({ path: join(pictures, 'ballot.png') })
  })

  await test.step('reveal; what is agreed is settled with one key, the rest is voted on again', async () => {
    await page.keyboard.press('Shift+Enter')
    await expect(ana.page.getByText('What the room said').first()).toBeVisible()
    // The seats may hear of the reveal before the desk does.
    await expect(page.locator('[data-group="agreed"] [data-item]').first()).toBeVisible()
    await page.keyboard.press('a')
    await expect(page.locator('[data-group="settled"] [data-item]').first()).toBeVisible()
    await expect(page.locator('[data-group="agreed"] [data-item]')).toHaveCount(0)
    await page.screenshot({ path: join(pictures, 'workshop.png') })
    await page.keyboard.press('r')
    for (const { page: seat } of seats) {
      await expect(seat.getByText('Round 2: only what was disputed is asked again.')).toBeVisible()
      await expect(seat.getByRole('radiogroup')).toHaveCount(1)
      await vote(seat, '8')
    }
    await page.keyboard.press('v')
    for (const { page: seat } of seats) await expect(seat.getByRole('radiogroup')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Settle', exact: true })).toBeVisible()
    await page.keyboard.press('s')
    for (const { page: seat } of seats) await expect(seat.getByText('Total 37')).toBeVisible()
  })

  await test.step('close the workshop', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Close the workshop' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /Close/ }).click()
    await expect(ana.page.getByText('The workshop is closed')).toBeVisible()
  })

  await test.step('decide on every threat', async () => {
    await page.getByRole('link', { name: /Register/ }).click()
    const lines = page.locator('[data-threat]')
    await expect(lines).toHaveCount(4)
    await page.getByLabel('Select all shown threats').check()
    await page.getByRole('button', { name: 'Decide together' }).click()
    const together = page.getByRole('dialog', { name: 'Decide 4 threats together' })
    await together.getByLabel('Answers for the risk').fill('Rolf Risk')
    await expect(together.getByText('4 of them have no decision yet')).toBeVisible()
    await expect(together.getByRole('button', { name: 'Decide', exact: true })).toBeDisabled()
    await together.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Clear the selection' }).click()
    for (let index = 0; index < 4; index++) {
      await lines.nth(index).click()
      const drawer = page.getByRole('complementary')
      await expect(drawer.getByText('voted', { exact: true })).toBeVisible()
      await drawer.getByRole('button', { name: index === 0 ? 'Accept' : 'Mitigate', exact: true }).click()
      await drawer.getByLabel('Rationale').fill('Agreed in the workshop')
      await drawer.getByLabel('Owner', { exact: true }).fill('Cleo')
      await drawer.getByLabel('Existing controls').focus()
      await expect(lines.nth(index)).toContainText(index === 0 ? 'Accept' : 'Mitigate')
    }
    const drawer = page.getByRole('complementary')
    await drawer.getByLabel('Plan something of your own').fill('Rotate the keys')
    await drawer.getByRole('button', { name: 'Add' }).click()
    await expect(drawer.getByRole('button', { name: 'Edit Rotate the keys' })).toBeVisible()
    // Typed digit by digit, a year is 0002 for a while: nothing of that is saved.
    await drawer.getByLabel('Due', { exact: true }).pressSequentially('03152027')
    await drawer.getByLabel('Existing controls').focus()
    await expect(drawer.getByLabel('Due', { exact: true })).toHaveValue('2027-03-15')
    await page.screenshot({ path: join(pictures, 'register.png') })
    await page.keyboard.press('Escape')
    await lines.first().getByText('Cleo').dblclick()
    await page.getByLabel(/^Owner of/).fill('Nobody')
    await page.keyboard.press('Escape')
    await expect(lines.first()).toContainText('Cleo')
    await lines.first().getByText('Cleo').dblclick()
    await page.getByLabel(/^Owner of/).fill('Dora')
    await page.keyboard.press('Enter')
    await expect(lines.first()).toContainText('Dora')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(lines.first()).toContainText('Cleo')
    for (let index = 0; index < 4; index++) await expect(lines.nth(index)).toContainText('Cleo')
    await page.getByLabel('Select all shown threats').check()
    await page.getByRole('button', { name: 'Decide together' }).click()
    await page.getByRole('dialog').getByLabel('Answers for the risk').fill('Rolf Risk')
    await page.getByRole('dialog').getByRole('button', { name: 'Decide', exact: true }).click()
    await expect(page.getByText('4 threats decided')).toBeVisible()
    await page.getByRole('button', { name: /Ready for sign-off/ }).click()
    const left = page.getByRole('dialog', { name: 'What is left' })
    await expect(left.getByText('Nobody answers for the risk')).toHaveCount(0)
    await left.getByRole('button', { name: /The system has no name|Nothing planned/ }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Dashboard' }).click()
    await page.getByRole('region', { name: 'Risk matrix' }).getByRole('button', { name: 'As table' }).click()
    await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(5)
  })

  const file = await test.step('freeze, two people sign, export', async () => {
    await page.getByRole('tab', { name: 'Revisions and signatures' }).click()
    await page.getByRole('region', { name: 'Before anybody signs' }).getByRole('button', { name: /Nothing planned/ }).waitFor()
    await page.getByRole('button', { name: 'Freeze a revision' }).click()
    for (const [name, role, meaning] of [['Ana Abel', 'Security lead', 'I approve it'], ['Rolf Risk', 'Risk owner', 'I accept the risk']] as const) {
      await page.getByRole('button', { name: 'Sign', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name').fill(name)
      await dialog.getByLabel('Role').fill(role)
      await dialog.getByLabel(meaning).check()
      await dialog.getByRole('button', { name: 'Sign' }).click()
      await expect(page.getByText(`${name}, ${role}`)).toBeVisible()
    }
    await page.screenshot({ path: join(pictures, 'signed.png') })
    return download(page, () => page.getByRole('button', { name: 'Export register.json' }).click(), info.outputPath('register.json'))
  })

  await test.step('the command line says yes, and no after any change', async () => {
    const good = verify(file)
    expect(good.output).toContain('Ana Abel')
    expect(good.status).toBe(0)
    const bytes = readFileSync(file)
    const at = bytes.indexOf('Agreed in the workshop')
    expect(at).toBeGreaterThan(0)
    bytes[at] = 'B'.charCodeAt(0)
    const changed = info.outputPath('changed.json')
    writeFileSync(changed, bytes)
    const bad = verify(changed)
    expect(bad.status).toBe(1)
    expect(bad.output).not.toBe('')
  })

  await test.step('a copy with names and votes cut still verifies, and holds neither', async () => {
    const cut = await download(page, () => page.getByRole('button', { name: 'Export without names and votes' }).click(), info.outputPath('cut.json'))
    expect(verify(cut).status).toBe(0)
    const text = readFileSync(cut, 'utf8')
    for (const secret of ['Ana Abel', 'Rolf Risk', 'canary-in-the-ballot']) expect(text).not.toContain(secret)
  })

  await test.step('the app verifies the same file, and the PDF is one', async () => {
    await page.getByTestId('verify-input').setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
    await expect(page.getByText('a PDF carries it as an attachment')).toBeVisible()
    await page.getByTestId('verify-input').setInputFiles(file)
    await expect(page.getByRole('dialog')).toContainText('Everything checks out')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Export PDF' }).click()
    const wanted = page.getByRole('dialog', { name: 'PDF report' })
    await wanted.getByRole('button', { name: 'For engineers' }).click()
    await expect(wanted.getByRole('checkbox', { name: 'Sign-off' })).not.toBeChecked()
    await wanted.getByRole('button', { name: 'For an auditor' }).click()
    const pdf = await download(page, () => wanted.getByRole('button', { name: 'Export', exact: true }).click(), info.outputPath('register.pdf'))
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

test('the seed list goes in and comes out as the same text, in the app', async ({ page }, info) => {
  const list = join(root, 'resources/samples/web-shop-threats.txt')
  await page.goto(app.url)
  await page.getByTestId('import-input').setInputFiles(list)
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the threats' }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const out = await download(page, () => page.getByRole('menuitem', { name: 'STRIDE / DREAD list (text)' }).click(), info.outputPath('list.txt'))
  expect(readFileSync(out, 'utf8')).toBe(readFileSync(list, 'utf8'))
})
