import { expect, test } from 'vitest'
import { dreadFactors } from '../../src/shared/domain/dread.ts'
import type { FacilitatorCommand } from '../../src/shared/domain/facilitator-command.ts'
import { wholeDocument } from '../../src/shared/domain/document.ts'
import { defaultWorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { startTestApp } from '../support/app.ts'

test('in a copy without names, who is meant but not named is said in the language of the document, not left out; what programs read stays empty', async () => {
  const running = await startTestApp()
  const { api } = running
  const project = (await api.project.create({ name: 'Order service' })).id
  const threat = await api.threat.create({ project, draft: { title: 'Replay', description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })
  await api.threat.create({ project, draft: { title: 'Nobody does it', description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })
  await api.threat.decide({ project, threats: [threat.id], decision: { response: 'accept', rationale: 'rare', owner: 'Grace Hopper', riskOwner: 'Ada Lovelace', due: null, existingControls: '' } })
  const { id: revision } = await api.register.freeze({ project })
  await api.register.sign({ project, revision, request: { name: 'Owner Person', role: 'Risk owner', meaning: 'approved', scope: 'all' } })
  const text = async (format: 'md' | 'csv', cut: 'nothing' | 'names-and-votes', of: string | null) => String(Buffer.from((await api.register.export({ project, format, revision: of, cut, document: { ...wholeDocument, language: 'de' }, job: 'j' })).bytes, 'base64'))
  for (const of of [revision, null]) {
    const [whole, cut] = [await text('md', 'nothing', of), await text('md', 'names-and-votes', of)]
    expect(whole).toContain('Grace Hopper')
    expect(cut).not.toMatch(/Grace|Ada|Owner Person|name cut/)
    expect(cut).toContain('**Entscheidung**: akzeptieren · zuständig (Name herausgeschnitten)')
    expect(cut.split('(Name herausgeschnitten)')).toHaveLength(whole.split(/Grace Hopper|Ada Lovelace|Owner Person/).length)
    expect(await text('csv', 'names-and-votes', of)).not.toMatch(/name cut|herausgeschnitten/i)
  }
  await running.close()
})

test('the full report of a signed revision tells workshop, votes and signers; a cut one no name; both the same bytes every time', async () => {
  const running = await startTestApp()
  const { api } = running
  const project = (await api.project.create({ name: 'Order service' })).id
  const threat = await api.threat.create({ project, draft: { title: 'Replay', description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })
  const made = await api.workshop.create({ project, name: 'March', agenda: [threat.id], settings: { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false } })
  const command = (one: FacilitatorCommand) => api.workshop.command({ workshop: made.id, command: one })
  await command({ type: 'start' })
  await command({ type: 'add-seat', name: 'Grace Hopper', role: null })
  const { seats } = await command({ type: 'add-seat', name: 'Ada Lovelace', role: null })
  await command({ type: 'open', items: [threat.id] })
  for (const { id } of seats) await command({ type: 'enter-votes', item: threat.id, seat: id, via: 'grid', votes: Object.fromEntries(dreadFactors.map((factor) => [factor, { value: 7 }])) })
  await command({ type: 'reveal', items: [threat.id] })
  await command({ type: 'settle', items: [threat.id], dissent: '' })
  const { id: revision } = await api.register.freeze({ project })
  await api.register.sign({ project, revision, request: { name: 'Owner Person', role: 'Risk owner', meaning: 'approved', scope: 'all' } })
  const bytes = async (format: 'md' | 'xlsx' | 'sarif', cut: 'nothing' | 'names-and-votes', of: string | null = revision) => Buffer.from((await api.register.export({ project, format, revision: of, cut, job: 'j' })).bytes, 'base64')
  const [whole, cut, draft] = [String(await bytes('md', 'nothing')), String(await bytes('md', 'names-and-votes')), String(await bytes('md', 'nothing', null))]
  for (const said of ['Grace Hopper', 'Owner Person', '### March', '**Round 1**', '**Score**: voted in a workshop']) expect(whole).toContain(said)
  for (const said of ['**Round 1**', 'Names are left out of this copy', 'Risk owner']) expect(cut).toContain(said)
  expect(cut).not.toMatch(/Grace Hopper|Ada Lovelace|Owner Person/)
  expect(draft).toContain('Grace Hopper')
  for (const format of ['md', 'xlsx', 'sarif'] as const) for (const how of ['nothing', 'names-and-votes'] as const) expect(Buffer.compare(await bytes(format, how), await bytes(format, how)), format).toBe(0)
  await running.close()
})

test('an export says how far it is, and can be cancelled; the next one is whole', async () => {
  const running = await startTestApp()
  const { api } = running
  const list = `title,stride\n${Array.from({ length: 600 }, (_, index) => `Threat ${String(index + 1)},Spoofing\n`).join('')}`
  const { project } = await api.model.importFile({ project: null, file: { name: 'list.csv', bytes: Buffer.from(list).toString('base64') }, job: 'i' })
  const before = await api.register.rows({ project })
  const abort = new AbortController()
  const heard = await api.app.jobs()
  const call = api.register.export({ project, format: 'pdf', revision: null, cut: 'nothing', job: 'e' }, { signal: abort.signal })
  const refused = expect(call).rejects.toThrow()
  for await (const progress of heard) if (progress.job === 'e') break
  abort.abort()
  await refused
  expect(await api.register.rows({ project })).toEqual(before)
  const { bytes } = await api.register.export({ project, format: 'pdf', revision: null, cut: 'nothing', job: 'f' })
  expect(Buffer.from(bytes, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  await running.close()
})

test('what a rule suggests and nobody gave is "not scored" in every document, frozen or not', async () => {
  const running = await startTestApp()
  const { api } = running
  const drawing = 'flowchart LR\n  a([Customer]) -->|HTTP| b[API]\n  b --> c[(Orders)]\n'
  const { project } = await api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: Buffer.from(drawing).toString('base64') }, job: 'i' })
  const { analysis } = await api.analysis.get({ project })
  await api.threat.accept({ project, findings: analysis.findings.slice(0, 1).map(({ id }) => id) })
  const [row] = await api.register.rows({ project })
  expect([row?.origin, row?.band === null]).toEqual(['suggested', false])
  const { id } = await api.register.freeze({ project })
  for (const revision of [null, id]) {
    for (const [format, says] of [['csv', ',not scored,'], ['md', 'not scored: triage'], ['md', '0 of 1 threat is above the treatment line of 30. 1 not scored.'], ['html', '<span class="unscored">not scored: triage</span>'], ['html', '0 of 1 threat is above the treatment line of 30. 1 not scored.'], ['jira-csv', 'not scored: triage'], ['github-csv', 'not scored: triage']] as const) {
      const text = Buffer.from((await api.register.export({ project, format, revision, cut: 'nothing', job: 'j' })).bytes, 'base64').toString()
      expect(text, format).toContain(says)
      if (format === 'html') expect(text).toContain('data-band="none"')
      else expect(text, format).not.toMatch(new RegExp(`\\*\\*${row?.band ?? ''}\\*\\*|,${row?.band ?? ''},|${row?.band ?? ''}, total|\\bnull\\b`))
    }
  }
  await running.close()
})
