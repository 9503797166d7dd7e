import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DiffSide } from '../../src/shared/contract/diff.ts'
import { Comparison } from '../../src/shared/domain/comparison.ts'
import type { DreadFactor } from '../../src/shared/domain/dread.ts'
import { dreadFactors } from '../../src/shared/domain/dread.ts'
import { defaultWorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { startTestApp, transports, type TestApp } from '../support/app.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

const shop = `flowchart LR
  user([Customer]) -->|HTTP| api[Orders API]
  api -->|SQL| db[(Orders DB)]
  api --> mail[Mailer]
`
/** Without the mailer: rules that make one finding of all that a part sends then make one of this flow alone. */
const plain = shop.replace('  api --> mail[Mailer]\n', '')
/** Its next release: renamed, moved about, with a queue and without the mailer. */
const newer = `flowchart LR
  api[Order service] -->|SQL| db[(Orders PostgreSQL)]
  api --> queue[Orders queue]
  user([Shopper]) -->|HTTP| api
`

describe.each(transports)('changes over %s', (transport) => {
  let running: TestApp
  beforeAll(async () => {
    running = await startTestApp(transport)
  })
  afterAll(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })

  const importText = (text: string, project: string | null = null, name = 'shop.mmd') => running.api.model.importFile({ project, file: { name, bytes: base64(text) }, job: randomUUID() })
  const since = (project: string) => running.api.diff.since({ project })
  const flowOf = async (project: string, key: string) => (await running.api.model.get({ project })).flows.find((flow) => flow.key === key)?.id ?? ''
  const set = (project: string, on: string, fact: string, value: string) => running.api.model.edit({ project, label: 'fact', edits: [{ type: 'set-fact', on, fact, value }] })
  const compare = (project: string, before: DiffSide, after: DiffSide) => running.api.diff.compare({ project, before, after, job: randomUUID() })

  /** An open finding that rests on a fact of a flow. */
  async function about(project: string, flow: string, fact: string) {
    const { analysis } = await running.api.analysis.get({ project })
    const found = analysis.findings.find(({ status, unknowns }) => status === 'possible' && unknowns.some((one) => one.on === flow && one.fact === fact))
    if (!found) throw new Error('no such finding')
    return found
  }

  it('D8 nothing is a change until somebody has looked; the first decision is a look', async () => {
    const { project } = await importText(shop)
    expect(await since(project)).toEqual({ seen: null, changes: [] })
    const { analysis } = await running.api.analysis.get({ project })
    await running.api.threat.accept({ project, findings: [analysis.findings[0]?.id ?? ''] })
    expect(await since(project)).toMatchObject({ seen: { cause: 'triage-begun' }, changes: [] })
    await running.api.threat.dismiss({ project, findings: analysis.findings.slice(1).map(({ id }) => id), reason: 'later' })
    expect(await since(project)).toMatchObject({ seen: { cause: 'triage-finished' }, changes: [] })
  })

  it('D3 after an answer says what changed and why, and what is gone and why; undo takes it all back', async () => {
    const { project } = await importText(plain)
    await running.api.diff.markSeen({ project })
    const flow = await flowOf(project, 'orders_api->orders_db')
    const finding = await about(project, flow, 'encrypted')
    await set(project, flow, 'encrypted', 'no')
    const because = (after: string) => [{ kind: 'fact', part: 'Orders API -> Orders DB: SQL', fact: 'encrypted', before: 'unknown', after }]
    expect((await since(project)).changes).toContainEqual(expect.objectContaining({ state: 'changed', id: finding.id, was: null, before: expect.objectContaining({ status: 'possible' }), after: expect.objectContaining({ status: 'confirmed' }), because: because('no') }))
    await set(project, flow, 'encrypted', 'yes')
    expect((await since(project)).changes).toContainEqual(expect.objectContaining({ state: 'gone', id: finding.id, after: null, because: because('yes') }))
    await running.api.history.undo({ project })
    await running.api.history.undo({ project })
    expect((await since(project)).changes).toEqual([])
  })

  it('D8 a mark says that all has been seen, and can be taken back; a frozen revision and a workshop are looks as well', async () => {
    const { project } = await importText(plain)
    await running.api.diff.markSeen({ project })
    await set(project, await flowOf(project, 'orders_api->orders_db'), 'encrypted', 'no')
    const { changes } = await since(project)
    expect(changes.length).toBeGreaterThan(0)
    const { at } = await running.api.diff.markSeen({ project })
    expect(await since(project)).toEqual({ seen: { at, cause: 'marked' }, changes: [] })
    await running.api.diff.forgetSeen({ project, at })
    expect((await since(project)).changes).toEqual(changes)
    const { analysis } = await running.api.analysis.get({ project })
    const [threat] = await running.api.threat.accept({ project, findings: [analysis.findings[0]?.id ?? ''] })
    await running.api.register.freeze({ project })
    await expect.poll(() => since(project)).toMatchObject({ seen: { cause: 'frozen' }, changes: [] })
    await running.api.workshop.create({ project, name: 'May', agenda: [threat?.id ?? ''], settings: defaultWorkshopSettings })
    await expect.poll(async () => (await since(project)).seen?.cause).toBe('workshop')
  })

  it('D5 a register file and a project file are sides as well, with their threats', async () => {
    const { project } = await importText(plain)
    const { analysis } = await running.api.analysis.get({ project })
    await running.api.threat.accept({ project, findings: [analysis.findings[0]?.id ?? ''] })
    const { id: revision } = await running.api.register.freeze({ project })
    const out = async (format: 'json' | 'dread', of: string | null) => (await running.api.register.export({ project, format, revision: of, cut: 'nothing', job: randomUUID() })).bytes
    const side = (name: string, bytes: string): DiffSide => ({ kind: 'file', file: { name, bytes } })
    const [register, dread] = [side('register.json', await out('json', revision)), side('shop.dread', await out('dread', null))]
    for (const file of [register, dread]) expect(await compare(project, file, { kind: 'now' })).toMatchObject({ same: true, threats: { added: [] } })
    const [second] = analysis.findings.slice(1)
    await running.api.threat.accept({ project, findings: [second?.id ?? ''] })
    await set(project, await flowOf(project, 'orders_api->orders_db'), 'encrypted', 'no')
    for (const file of [register, dread]) {
      const { same, threats, flows } = await compare(project, file, { kind: 'now' })
      expect([same, threats?.added.map(({ label }) => label), flows?.changed.map(({ key }) => key)]).toEqual([false, [second?.title], ['orders_api->orders_db']])
    }
    for (const broken of ['{"format":"dreadnought-project/1"}', '{"format":']) {
      await expect(compare(project, side('broken.dread', base64(broken)), { kind: 'now' })).rejects.toMatchObject({ code: 'INVALID_FILE' })
    }
  })

  it('D4 a newer file with renamed, added and deleted parts: triage, votes, decisions and answers stay, and what changed says which part it was', async () => {
    const { project } = await importText(shop)
    const { analysis } = await running.api.analysis.get({ project })
    const mail = (await running.api.model.get({ project })).elements.find(({ key }) => key === 'mailer')?.id ?? ''
    const [first] = analysis.findings.filter(({ evidence }) => !evidence.includes(mail))
    const ofMail = analysis.findings.find(({ evidence }) => evidence.includes(mail))
    const dismissed = analysis.findings.find(({ id, evidence }) => id !== first?.id && !evidence.includes(mail))
    if (!first || !ofMail || !dismissed) throw new Error('too few findings')
    const [threat, lost] = await running.api.threat.accept({ project, findings: [first.id, ofMail.id] })
    if (!threat || !lost) throw new Error('not accepted')
    await running.api.threat.dismiss({ project, findings: [dismissed.id], reason: 'controlled' })
    const decision = { response: 'mitigate' as const, rationale: 'cheap', owner: 'Ada', due: '2027-01-31', existingControls: '' }
    await running.api.threat.decide({ project, threats: [threat.id, lost.id], decision })
    await vote(project, threat.id)
    const settled = (await running.api.threat.list({ project })).find(({ id }) => id === threat.id)?.settled
    expect(settled?.values.damage).toBe(8)
    await running.api.diff.markSeen({ project })

    await importText(newer, project)
    const { states } = await running.api.analysis.get({ project })
    expect(states.find(({ finding }) => finding === first.id)).toEqual({ finding: first.id, state: 'accepted', reason: '', threat: threat.id })
    expect(states.find(({ finding }) => finding === dismissed.id)).toMatchObject({ state: 'dismissed', reason: 'controlled' })
    const after = await running.api.threat.list({ project })
    expect(after.find(({ id }) => id === threat.id)).toMatchObject({ gone: null, decision, settled })
    expect(after.find(({ id }) => id === lost.id)).toMatchObject({ decision, gone: '"Mailer" is no longer in the model' })
    const { changes } = await since(project)
    expect(changes.find(({ id }) => id === ofMail.id)).toMatchObject({ state: 'gone', because: expect.arrayContaining([{ kind: 'part-removed', part: 'Mailer' }]) })
    expect(changes.some(({ state, because }) => state === 'new' && because.some((cause) => cause.kind === 'part-added' && cause.part === 'Orders queue'))).toBe(true)
    // Renamed and moved about, but nothing else: no change.
    expect(changes.map(({ id }) => id)).not.toContain(first.id)
  })

  async function vote(project: string, threat: string): Promise<void> {
    const workshop = (await running.api.workshop.create({ project, name: 'Vote', agenda: [threat], settings: { ...defaultWorkshopSettings, autoReveal: false, revealCountdownSeconds: 0 } })).id
    const command = (one: Parameters<typeof running.api.workshop.command>[0]['command']) => running.api.workshop.command({ workshop, command: one })
    await command({ type: 'start' })
    await command({ type: 'add-seat', name: 'Grace', role: null })
    const { seats } = await command({ type: 'add-seat', name: 'Ada', role: null })
    await command({ type: 'open', items: [threat] })
    const value = (factor: DreadFactor) => ({ value: factor === 'damage' ? 8 : 5 })
    for (const seat of seats) await command({ type: 'enter-votes', item: threat, seat: seat.id, via: 'grid', votes: Object.fromEntries(dreadFactors.map((factor) => [factor, value(factor)])) })
    await command({ type: 'reveal', items: [threat] })
    await command({ type: 'settle', items: [threat], dissent: '' })
    await command({ type: 'close' })
  }

  it('D4 a finding that goes on with other evidence keeps what people decided', async () => {
    const { project } = await importText(plain)
    const diagram = (await running.api.model.get({ project })).diagrams[0]?.id ?? ''
    const [api, db] = ['orders_api', 'orders_db']
    const model = await running.api.model.get({ project })
    const id = (key: string | undefined) => model.elements.find((one) => one.key === key)?.id ?? ''
    const flow = await flowOf(project, 'orders_api->orders_db')
    const finding = await about(project, flow, 'encrypted')
    const [threat] = await running.api.threat.accept({ project, findings: [finding.id] })
    // A second flow between the same two makes one finding of both, under another id.
    await running.api.model.edit({ project, label: 'draw', edits: [{ type: 'add-flow', id: `second-${project}`, diagram, label: 'SQL', source: id(api), target: id(db), bidirectional: false }] })
    const { analysis, states } = await running.api.analysis.get({ project })
    const both = analysis.findings.find(({ rule, evidence }) => rule === finding.rule && evidence.includes(flow))
    expect(both?.id).not.toBe(finding.id)
    expect(states.find((state) => state.finding === both?.id)).toMatchObject({ state: 'accepted', threat: threat?.id })
    expect((await running.api.threat.list({ project }))[0]?.gone).toBe(null)
    expect((await since(project)).changes.find((change) => change.id === both?.id)).toMatchObject({ state: 'changed', was: finding.id, because: [{ kind: 'part-added', part: 'Orders API -> Orders DB: SQL' }] })
    expect(await running.api.threat.accept({ project, findings: [both?.id ?? ''] })).toMatchObject([{ id: threat?.id }])
    await running.api.history.undo({ project })
    await running.api.history.undo({ project })
    expect(await running.api.threat.list({ project })).toEqual([])
  })

  it('D4 a dismissal stays while a finding shrinks, and comes back as new with its reason where something joins', async () => {
    const { project } = await importText(`${plain}  api -->|SQL| db\n`)
    const model = await running.api.model.get({ project })
    const [one, two] = model.flows.filter((flow) => flow.key.startsWith('orders_api->orders_db'))
    const finding = await about(project, one?.id ?? '', 'encrypted')
    expect(finding.subjects).toHaveLength(2)
    await running.api.threat.dismiss({ project, findings: [finding.id], reason: 'a private line' })
    const stateNow = async () => {
      const { analysis, states } = await running.api.analysis.get({ project })
      const now = analysis.findings.find(({ rule, subjects }) => rule === finding.rule && subjects?.includes(one?.id ?? ''))
      return states.find((state) => state.finding === now?.id)
    }
    await running.api.model.edit({ project, label: 'cut', edits: [{ type: 'remove', ids: [two?.id ?? ''] }] })
    expect(await stateNow()).toMatchObject({ state: 'dismissed', reason: 'a private line' })
    await running.api.threat.reconsider({ project, findings: [(await stateNow())?.finding ?? ''] })
    expect(await stateNow()).toMatchObject({ state: 'new', reason: '' })
    await running.api.threat.dismiss({ project, findings: [(await stateNow())?.finding ?? ''], reason: 'one line' })
    await running.api.model.edit({ project, label: 'draw', edits: [{ type: 'add-flow', id: `again-${project}`, diagram: model.diagrams[0]?.id ?? '', label: 'SQL', source: one?.source ?? '', target: one?.target ?? '', bidirectional: false }] })
    expect(await stateNow()).toMatchObject({ state: 'new', reason: 'one line', threat: null })
  })

  it('D9 a group is accepted as one threat with everybody\'s evidence, as one step', async () => {
    const { project } = await importText(shop)
    const { analysis } = await running.api.analysis.get({ project })
    const [a, b, c] = analysis.findings
    if (!a || !b || !c) throw new Error('too few findings')
    const made = await running.api.threat.accept({ project, findings: [a.id, b.id, c.id], as: 'one', title: 'All of these' })
    expect(made).toMatchObject([{ title: 'All of these', suggested: a.suggested, source: { kind: 'finding', finding: a.id } }])
    expect(new Set(made[0]?.evidence)).toEqual(new Set([...a.evidence, ...b.evidence, ...c.evidence]))
    const { states } = await running.api.analysis.get({ project })
    for (const { id } of [a, b, c]) expect(states.find((state) => state.finding === id)).toMatchObject({ state: 'accepted', threat: made[0]?.id })
    await running.api.history.undo({ project })
    expect(await running.api.threat.list({ project })).toEqual([])
    expect((await running.api.analysis.get({ project })).states.every(({ state }) => state === 'new')).toBe(true)
  })

  it('D5 compares the model now with a file, with what was seen, and with a revision, and hands it out', async () => {
    const { project } = await importText(shop)
    const { analysis } = await running.api.analysis.get({ project })
    const [threat] = await running.api.threat.accept({ project, findings: [analysis.findings[0]?.id ?? ''] })
    const { id: revision } = await running.api.register.freeze({ project })
    const [now, frozen, file, seen] = [{ kind: 'now' as const }, { kind: 'revision' as const, revision }, { kind: 'file' as const, file: { name: 'newer.mmd', bytes: base64(newer) } }, { kind: 'seen' as const }]
    expect((await compare(project, frozen, now)).same).toBe(true)
    await running.api.threat.update({ project, threat: threat?.id ?? '', set: { title: 'Better words' } })
    expect((await compare(project, frozen, now)).threats).toMatchObject({ added: [], removed: [], changed: [{ label: 'Better words' }] })
    const planned = await compare(project, now, file)
    expect(planned.elements).toMatchObject({ added: [{ label: 'Orders queue' }], removed: [{ label: 'Mailer' }] })
    expect(planned.elements?.changed.map(({ was, label }) => [was.label, label])).toEqual([['Customer', 'Shopper'], ['Orders API', 'Order service'], ['Orders DB', 'Orders PostgreSQL']])
    await importText(newer, project)
    const { findings } = await compare(project, seen, now)
    expect(findings?.gone.map(({ rule }) => rule).sort()).toEqual(planned.findings?.gone.map(({ rule }) => rule).sort())
    for (const format of ['json', 'md'] as const) {
      const out = await running.api.diff.export({ project, before: seen, after: now, format, job: 'j' })
      const text = Buffer.from(out.bytes, 'base64').toString()
      if (format === 'json') expect(Comparison.parse(JSON.parse(text)).findings).toEqual(findings)
      else expect(text).toContain('## Gone findings')
    }
  })
})
