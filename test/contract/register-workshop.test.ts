import { afterEach, beforeEach, expect, test } from 'vitest'
import { dreadFactors, type DreadFactor } from '../../src/shared/domain/dread.ts'
import { type FacilitatorCommand } from '../../src/shared/domain/facilitator-command.ts'
import { defaultWorkshopSettings, type Votes, type WorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

let running: TestApp
let project: string
let threats: string[]

beforeEach(async () => {
  running = await startTestApp()
  project = (await running.api.project.create({ name: 'Order service' })).id
  threats = []
  for (const title of ['Injection', 'Replay']) {
    const made = await running.api.threat.create({ project, draft: { title, description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })
    threats.push(made.id)
  }
})

afterEach(async () => {
  const { logged } = running
  await running.close()
  expect(logged).toEqual([])
})

const digits = (text: string): Votes => Object.fromEntries(dreadFactors.map((factor: DreadFactor, index) => [factor, { value: Number(text[index]) }]))

/** A workshop on both threats in which two people vote on each; only the first threat is revealed and settled. */
async function workshopWith(settings: Partial<WorkshopSettings> = {}) {
  const { api } = running
  const made = await api.workshop.create({ project, name: 'March', agenda: threats, settings: { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false, ...settings } })
  const command = (one: FacilitatorCommand) => api.workshop.command({ workshop: made.id, command: one })
  await command({ type: 'start' })
  await command({ type: 'add-seat', name: 'Grace Hopper', role: null })
  const view = await command({ type: 'add-seat', name: 'Ada Lovelace', role: null })
  await command({ type: 'open', items: threats })
  for (const item of threats) {
    for (const [index, seat] of view.seats.entries()) await command({ type: 'enter-votes', item, seat: seat.id, via: 'grid', votes: digits(index === 0 ? '87798' : '77788') })
  }
  await command({ type: 'reveal', items: threats.slice(0, 1) })
  await command({ type: 'settle', items: threats.slice(0, 1), dissent: '' })
  return { id: made.id, command, seats: view.seats }
}

async function signedFile(revision: string, cut: 'nothing' | 'names-and-votes' = 'nothing') {
  const file = await running.api.register.export({ project, format: 'json', revision, cut, job: 'j' })
  return { bytes: file.bytes, text: Buffer.from(file.bytes, 'base64').toString('utf8') }
}

async function freezeAndSign() {
  const revision = await running.api.register.freeze({ project })
  await running.api.register.sign({ project, revision: revision.id, request: { name: 'Owner', role: 'Risk owner', meaning: 'approved', scope: 'all' } })
  return revision
}

/** What verification says of names and votes that are not in a file. */
async function missing(bytes: string) {
  const { checks, notProvenSaid } = await running.api.register.verify({ file: { name: 'r.json', bytes } })
  const detail = checks.find(({ said }) => said.what.code === 'sealed')?.said.detail ?? []
  const codes = notProvenSaid.map(({ code }) => code)
  return { unproven: codes.filter((code) => ['cut', 'kept', 'cut-or-kept'].includes(code)), said: Object.fromEntries(detail.map(({ code, data }) => [code, data['count'] ?? `${data['shown']} of ${data['sealed']}`])) }
}

async function failures(bytes: string) {
  const report = await running.api.register.verify({ file: { name: 'r.json', bytes } })
  return report.checks.filter((check) => !check.ok)
}

test('the rounds on a threat say who voted what and how it came in, of revealed rounds only', async () => {
  await workshopWith()
  const { api } = running
  const [first, hidden] = await Promise.all(threats.slice(0, 2).map((threat) => api.decision.rounds({ project, threat })))
  expect(hidden).toEqual([])
  expect(first?.[0]?.seats.map(({ name, votes }) => [name, Object.values(votes).map((cast) => cast?.vote)])).toEqual([
    ['Grace Hopper', [8, 7, 7, 9, 8].map((value) => ({ value }))],
    ['Ada Lovelace', [7, 7, 7, 8, 8].map((value) => ({ value }))],
  ])
  expect(first?.[0]?.seats[0]?.votes.damage?.via).toBe('grid')
})

test('of an anonymous workshop the rounds name nobody', async () => {
  await workshopWith({ anonymous: true })
  const [round] = await running.api.decision.rounds({ project, threat: threats[0] ?? '' })
  expect(round?.factors.damage?.n).toBe(2)
  expect(round?.seats).toEqual([])
})

test('S5 a change of the scheme re-bands the draft; a signed revision keeps its scheme, bands and bytes', async () => {
  await workshopWith()
  const { api } = running
  const header = await api.project.header({ project })
  const revision = await freezeAndSign()
  const before = await signedFile(revision.id)
  const bandScheme = { id: 'total-36-25-11-discoverability-dropped', name: 'House rules', critical: 36, high: 25, medium: 11, discoverability: 'dropped' as const }
  await api.project.setHeader({ project, header: { ...header, bandScheme, treatmentLine: 40 } })
  const [row] = await api.register.rows({ project })
  expect(row).toMatchObject({ total: 31, band: 'Critical', mustTreat: false })
  expect((await signedFile(revision.id)).text).toBe(before.text)
  expect(JSON.parse(before.text)).toMatchObject({ register: { header: { bandScheme: header.bandScheme, treatmentLine: header.treatmentLine } } })
  expect(await failures(before.bytes)).toEqual([])
  const next = await freezeAndSign()
  const after = await signedFile(next.id)
  expect(JSON.parse(after.text)).toMatchObject({ register: { header: { bandScheme } } })
  expect(await failures(after.bytes)).toEqual([])
  const page = await api.register.export({ project, format: 'md', revision: null, cut: 'nothing', job: 'j' })
  expect(Buffer.from(page.bytes, 'base64').toString('utf8')).toContain('House rules (total-36-25-11-discoverability-dropped)')
})

test('the history of a threat tells what workshops did to it, in which one, and whether from the desk or from a seat', async () => {
  await workshopWith()
  const [threat = '', other = ''] = threats
  const told = await running.api.decision.history({ project, threat })
  const host = { kind: 'workshop', workshop: 'March', seat: null }
  expect(told.map(({ step, by }) => [step, by])).toEqual([['room settled', host], ['room revealed', host], ['new threat', { kind: 'desk' }]])
  expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).toSorted().toReversed())
  expect((await running.api.decision.history({ project, threat: other })).map(({ step }) => step)).toEqual(['new threat'])
})

test('a settled score stands in the register with its interval, and the signed file holds the log and what was revealed', async () => {
  await workshopWith()
  const [row, other] = await running.api.register.rows({ project })
  expect(row).toMatchObject({ origin: 'voted', total: 39, interval: { q1: 37.5, q3: 38.5 }, mustTreat: true })
  expect(other).toMatchObject({ origin: null, interval: null })
  const revision = await freezeAndSign()
  const file = await signedFile(revision.id)
  expect(await failures(file.bytes)).toEqual([])
  const read = JSON.parse(file.text) as { disclosures: { name: string; value: unknown }[]; register: { threats: { rounds: unknown[] }[]; workshops: { log: unknown[] }[] } }
  expect(JSON.stringify(read.disclosures)).toContain('Grace Hopper')
  // Ten votes of the round that was revealed; none of the round that is still hidden.
  expect(read.disclosures.filter((one) => JSON.stringify(one.value).startsWith('{"value"'))).toHaveLength(10)
  expect(read.register.threats.map((threat) => threat.rounds.length)).toEqual([1, 0])
  expect(JSON.stringify(read.register)).not.toMatch(/Grace|Lovelace/)
})

test('what the room votes on can not go from under it, by removing, merging or undo', async () => {
  const { command } = await workshopWith()
  const [first = '', second = ''] = threats
  const onAgenda = { code: 'REFUSED', data: { reason: 'on-agenda' } }
  await expect(running.api.threat.remove({ project, threats: [first] })).rejects.toMatchObject(onAgenda)
  await expect(running.api.threat.merge({ project, into: first, from: [second] })).rejects.toMatchObject(onAgenda)
  await expect(running.api.history.undo({ project })).rejects.toMatchObject(onAgenda)
  await command({ type: 'add-item', title: 'Found on the way', description: '', stride: 'Tampering', element: null })
  const added = (await running.api.threat.list({ project })).filter(({ title }) => title === 'Found on the way').map(({ id }) => id)
  await expect(running.api.threat.remove({ project, threats: added })).rejects.toMatchObject(onAgenda)
  expect(await running.api.threat.list({ project })).toHaveLength(3)
  await command({ type: 'close' })
  await running.api.threat.remove({ project, threats: [second, ...added] })
  expect(await running.api.threat.list({ project })).toHaveLength(1)
})

test('a register that leaves out what its log settled does not verify', async () => {
  await workshopWith()
  const [settled = ''] = threats
  running.app.context.db.prepare('UPDATE threats SET settled = NULL WHERE id = ?').run(settled)
  const revision = await freezeAndSign()
  expect(await failures((await signedFile(revision.id)).bytes)).not.toEqual([])
})

test('going on with the workshop makes the revision no longer current', async () => {
  const { command } = await workshopWith()
  await freezeAndSign()
  expect(await running.api.register.revisions({ project })).toMatchObject([{ current: true }])
  await command({ type: 'park', item: threats[1] ?? '', reason: 'later' })
  expect(await running.api.register.revisions({ project })).toMatchObject([{ current: false }])
})

test('S2, S3: cut and erased copies hold no name, no vote and no remark, and verify; the rounds are still told', async () => {
  const { id, command } = await workshopWith()
  await command({ type: 'note', item: threats[0] ?? null, text: 'Lovelace knows of a case' })
  await command({ type: 'add-action', item: null, text: 'Rotate keys', owner: 'Grace Hopper', due: null })
  await command({ type: 'close' })
  const revision = await freezeAndSign()
  expect((await signedFile(revision.id)).text).toContain('Lovelace knows of a case')
  const cut = await signedFile(revision.id, 'names-and-votes')
  expect(await failures(cut.bytes)).toEqual([])
  expect(cut.text).not.toMatch(/Grace|Lovelace/)
  expect(cut.text).toContain('"disclosures":[]')
  await running.api.register.erase({ project, revision: revision.id })
  const erased = await signedFile(revision.id)
  expect(erased.bytes).not.toBe('')
  expect(erased.text).toContain('"disclosures":[]')
  expect(await failures(erased.bytes)).toEqual([])
  expect(await running.api.register.revisions({ project })).toMatchObject([{ erased: true, current: true }])
  // Also the votes on the threat that was never revealed, which no revision ever held.
  expect(running.app.context.db.prepare('SELECT count(*) FROM workshop_disclosures WHERE workshop = ?').pluck().get(id)).toBe(0)
})

test('R6: of a whole file nothing is said to be cut: hidden and replaced votes and answers to the poll never leave the workshop, nor does anything of an anonymous one', async () => {
  const { command, seats } = await workshopWith()
  const whole = await signedFile((await freezeAndSign()).id)
  // Two seats' names, ten votes that were shown and the signer; ten votes are hidden.
  expect(await missing(whole.bytes)).toEqual({ unproven: ['kept'], said: { shown: '13 of 23', 'shown-kept': 10 } })
  await command({ type: 'reveal', items: threats.slice(1) })
  const revealed = await freezeAndSign()
  expect(await missing((await signedFile(revealed.id)).bytes)).toEqual({ unproven: [], said: { shown: '23 of 23' } })
  expect(await missing((await signedFile(revealed.id, 'names-and-votes')).bytes)).toEqual({ unproven: ['cut'], said: { shown: '0 of 23', 'shown-cut': 23 } })
  await command({ type: 'open', items: threats.slice(1) })
  const seat = seats[0]?.id ?? ''
  for (const votes of ['11111', '99999']) await command({ type: 'enter-votes', item: threats[1] ?? '', seat, via: 'grid', votes: digits(votes) })
  await command({ type: 'reveal', items: threats.slice(1) })
  expect(await missing((await signedFile((await freezeAndSign()).id)).bytes)).toEqual({ unproven: ['kept'], said: { shown: '28 of 33', 'shown-kept': 5 } })
})

test('R6: of an anonymous workshop nothing is cut, for nothing ever left it', async () => {
  await workshopWith({ anonymous: true })
  const revision = await freezeAndSign()
  expect(await missing((await signedFile(revision.id)).bytes)).toEqual({ unproven: ['kept'], said: { shown: '1 of 21', 'shown-kept': 20 } })
  const draft = await running.api.register.export({ project, format: 'html', revision: null, cut: 'nothing', job: 'j' })
  const shown = /<main .*<\/main>/s.exec(Buffer.from(draft.bytes, 'base64').toString('utf8'))?.[0] ?? ''
  expect(shown).toContain('Draft, unsigned.')
  expect(shown).not.toContain('left out of this copy')
})

test('an anonymous workshop discloses nothing', async () => {
  await workshopWith({ anonymous: true })
  const revision = await freezeAndSign()
  const file = await signedFile(revision.id)
  expect(await failures(file.bytes)).toEqual([])
  expect((JSON.parse(file.text) as { disclosures: { name: string }[] }).disclosures.map((one) => one.name)).toEqual(['signer'])
})

test('the PDF of a revision with votes comes out, and so does the draft', async () => {
  await workshopWith()
  const revision = await freezeAndSign()
  for (const of of [revision.id, null]) {
    const pdf = await running.api.register.export({ project, format: 'pdf', revision: of, cut: 'nothing', job: 'j' })
    expect(Buffer.from(pdf.bytes, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  }
})
