import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyMitigation } from '../../src/shared/domain/mitigation.ts'
import { defaultView } from '../../src/shared/domain/register-view.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

let running: TestApp
let project: string

beforeEach(async () => {
  running = await startTestApp()
  project = (await running.api.project.create({ name: 'Order service' })).id
})

afterEach(async () => {
  const { logged } = running
  await running.close()
  expect(logged).toEqual([])
})

async function addThreat(title: string) {
  return running.api.threat.create({ project, draft: { title, description: 'How it goes.', stride: ['Tampering'], affected: [], mitigations: ['Do not'], marker: 'none', references: [] } })
}

const values = { damage: 3, reproducibility: 2, exploitability: 2, affectedUsers: 3, discoverability: 2 }
const rows = async () => (await running.api.register.rows({ project })).map(({ threat }) => threat)

async function exported(format: 'json' | 'dread' | 'csv' | 'md' | 'xlsx' | 'pdf' | 'sarif' | 'jira-csv', revision: string | null, cut: 'nothing' | 'names-and-votes' = 'nothing') {
  const file = await running.api.register.export({ project, format, revision, cut, job: 'j' })
  return { ...file, text: Buffer.from(file.bytes, 'base64').toString('utf8') }
}

describe('decisions over the contract', () => {
  test('a change names only what changes, and is one step that undo takes back whole', async () => {
    const [a, b] = [await addThreat('A'), await addThreat('B')]
    await running.api.decision.set({ project, threats: [a.id], set: { response: 'mitigate', owner: 'Ada', due: '2026-09-30' } })
    await running.api.decision.set({ project, threats: [a.id, b.id], set: { response: 'accept', rationale: 'small', approver: 'Grace', expires: '2027-01-01' } })
    expect((await rows()).map(({ decision }) => decision)).toEqual([
      { response: 'accept', rationale: 'small', owner: 'Ada', due: '2026-09-30', existingControls: '', approver: 'Grace', expires: '2027-01-01' },
      { response: 'accept', rationale: 'small', owner: '', due: null, existingControls: '', approver: 'Grace', expires: '2027-01-01' },
    ])
    expect((await running.api.history.state({ project })).undo).toBe('decide many')
    await running.api.history.undo({ project })
    expect((await rows()).map(({ decision }) => decision?.response ?? null)).toEqual(['mitigate', null])
  })

  test('what is taken away is absent again, not empty', async () => {
    const { id } = await addThreat('A')
    await running.api.decision.set({ project, threats: [id], set: { response: 'mitigate', riskOwner: 'Ada', target: values } })
    await running.api.decision.set({ project, threats: [id], set: { riskOwner: '', target: null } })
    expect((await rows())[0]?.decision).toEqual({ response: 'mitigate', rationale: '', owner: '', due: null, existingControls: '' })
  })

  test('without a response there is no decision: nothing is changed, of no threat', async () => {
    const [a, b] = [await addThreat('A'), await addThreat('B')]
    await running.api.decision.set({ project, threats: [a.id], set: { response: 'avoid' } })
    await expect(running.api.decision.set({ project, threats: [a.id, b.id], set: { owner: 'Ada' } })).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'no-response', detail: b.displayId } })
    expect((await rows())[0]?.decision?.owner).toBe('')
  })

  test('a threat says who, what and what for, and marks; empty ones are absent', async () => {
    const { id } = await addThreat('A')
    const statement = { who: 'An insider', precondition: 'with a laptop', action: 'copies orders', impact: 'they are known', asset: 'orders' }
    await running.api.threat.update({ project, threat: id, set: { statement, concerns: ['privacy'] } })
    expect((await rows())[0]).toMatchObject({ statement, concerns: ['privacy'] })
    await running.api.threat.update({ project, threat: id, set: { statement: { who: '', precondition: '', action: '', impact: '', asset: '' }, concerns: [] } })
    expect(Object.keys((await rows())[0] ?? {})).not.toContain('statement')
    expect(Object.keys((await rows())[0] ?? {})).not.toContain('concerns')
  })

  test('the history of a threat tells its steps, the newest first', async () => {
    const { id } = await addThreat('A')
    await running.api.decision.set({ project, threats: [id], set: { response: 'avoid' } })
    await running.api.history.undo({ project })
    const became = (name: string, before: string | null, after: string | null) => ({ name, before, after })
    const told = async () => (await running.api.decision.history({ project, threat: id })).map(({ step, changed, undone, by }) => [step, changed, undone, by.kind])
    const response = became('response', null, 'avoid')
    expect(await told()).toEqual([['decide', [response], true, 'desk'], ['new threat', [], false, 'desk']])
    await running.api.decision.set({ project, threats: [id], set: { response: 'mitigate', owner: 'Ada', rationale: 'as agreed' } })
    await running.api.decision.set({ project, threats: [id], set: { owner: 'Ben' } })
    expect((await told())[0]).toEqual(['decide', [became('owner', 'Ada', 'Ben')], false, 'desk'])
    expect((await told())[1]?.[1]).toContainEqual(became('rationale', null, null))
  })

  test('the history of a threat tells what became of the mitigations that cover it, also of one that covers it no more', async () => {
    const [{ id }, other] = [await addThreat('A'), await addThreat('B')]
    const [made] = await running.api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: 'Sign it', threats: [id] }] })
    const mitigations = [made?.id ?? '']
    await running.api.mitigation.update({ project, mitigations, set: { status: 'implemented' } })
    await running.api.mitigation.update({ project, mitigations, set: { threats: [other.id] } })
    await running.api.mitigation.update({ project, mitigations, set: { owner: 'Ada' } })
    const told = (await running.api.decision.history({ project, threat: id })).filter(({ mitigation }) => mitigation === 'Sign it')
    expect(told.map(({ step, changed }) => [step, changed.map(({ name, after }) => `${name} ${after ?? ''}`.trim())])).toEqual([['edit mitigation', ['threats']], ['edit mitigation', ['status implemented']], ['new mitigation', []]])
  })

  test('the history of a threat says when a mitigation was taken away, not when it was last edited', async () => {
    let minute = 0
    const clock = () => `2026-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`
    const timed = await startTestApp('MessagePort', { clock })
    const { id: of } = await timed.api.project.create({ name: 'Timed' })
    const { id } = await timed.api.threat.create({ project: of, draft: { title: 'A', description: '', stride: ['Tampering'], affected: [], mitigations: [], marker: 'none', references: [] } })
    minute = 1
    const [made] = await timed.api.mitigation.create({ project: of, drafts: [{ ...emptyMitigation, title: 'Sign it', threats: [id] }] })
    minute = 2
    await timed.api.decision.set({ project: of, threats: [id], set: { response: 'avoid' } })
    minute = 3
    await timed.api.mitigation.remove({ project: of, mitigations: [made?.id ?? ''] })
    const told = (await timed.api.decision.history({ project: of, threat: id })).map(({ at, mitigation }) => [at.slice(14, 16), mitigation])
    expect(told).toEqual([['03', 'Sign it'], ['02', null], ['01', 'Sign it'], ['00', null]])
    await timed.close()
  })
})

describe('mitigations over the contract', () => {
  test('one covers several threats; a threat that goes is covered no more, one that is merged hands it on', async () => {
    const [a, b, c] = [await addThreat('A'), await addThreat('B'), await addThreat('C')]
    const [made] = await running.api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: 'Sign it', threats: [a.id, b.id, a.id] }] })
    expect(made).toMatchObject({ title: 'Sign it', status: 'planned', threats: [a.id, b.id], order: 1 })
    await running.api.threat.merge({ project, into: c.id, from: [b.id] })
    expect((await running.api.mitigation.list({ project }))[0]?.threats).toEqual([a.id, c.id])
    await running.api.threat.remove({ project, threats: [a.id] })
    expect((await running.api.mitigation.list({ project }))[0]?.threats).toEqual([c.id])
    await running.api.history.undo({ project })
    await running.api.history.undo({ project })
    expect((await running.api.mitigation.list({ project }))[0]?.threats).toEqual([a.id, b.id])
  })

  test('edits and removal are steps; unknown threats and mitigations are refused', async () => {
    const { id } = await addThreat('A')
    const [made] = await running.api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: 'Sign it', threats: [id] }] })
    const mitigation = made?.id ?? ''
    const [done] = await running.api.mitigation.update({ project, mitigations: [mitigation], set: { status: 'verified', test: 'a replay', result: 'refused', verifiedOn: '2026-08-01' } })
    expect(done).toMatchObject({ title: 'Sign it', status: 'verified', verifiedOn: '2026-08-01' })
    await running.api.mitigation.remove({ project, mitigations: [mitigation] })
    expect(await running.api.mitigation.list({ project })).toEqual([])
    await running.api.history.undo({ project })
    expect(await running.api.mitigation.list({ project })).toHaveLength(1)
    await expect(running.api.mitigation.update({ project, mitigations: [mitigation], set: { threats: ['nobody'] } })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { what: 'threat' } })
    await expect(running.api.mitigation.remove({ project, mitigations: ['none'] })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { what: 'mitigation' } })
  })

  test('a copy of the project has its own, about its own threats', async () => {
    const { id } = await addThreat('A')
    await running.api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: 'Sign it', threats: [id] }] })
    const copy = await running.api.project.duplicate({ project })
    const [threat] = await running.api.threat.list({ project: copy.id })
    const [mitigation] = await running.api.mitigation.list({ project: copy.id })
    expect(threat?.id).not.toBe(id)
    expect(mitigation?.threats).toEqual([threat?.id])
  })
})

describe('what is decided in what goes out', () => {
  test('a revision seals every name, verifies, and tells the rest in every full format; a cut copy names nobody', async () => {
    const { id } = await addThreat('Injection')
    await running.api.threat.update({ project, threat: id, set: { concerns: ['safety'] } })
    await running.api.decision.set({ project, threats: [id], set: { response: 'mitigate', owner: 'Grace Hopper', riskOwner: 'Ada Lovelace', approver: 'Alan Turing', decidedOn: '2026-08-01', conditions: 'until the rewrite', expires: '2027-02-03', current: values, target: values } })
    await running.api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: 'Bind the parameters', threats: [id], owner: 'Edsger Dijkstra', ticket: 'SEC-1' }] })
    const revision = await running.api.register.freeze({ project })
    await running.api.register.sign({ project, revision: revision.id, request: { name: 'Barbara Liskov', role: 'Risk owner', meaning: 'approved', scope: 'all' } })
    const names = ['Grace Hopper', 'Ada Lovelace', 'Alan Turing', 'Edsger Dijkstra']
    const whole = await exported('json', revision.id)
    expect((await running.api.register.verify({ file: { name: 'r.json', bytes: whole.bytes } })).ok).toBe(true)
    const { register } = JSON.parse(whole.text)
    for (const name of names) expect(JSON.stringify(register)).not.toContain(name)
    expect(register.mitigations).toHaveLength(1)
    const cut = await exported('json', revision.id, 'names-and-votes')
    expect((await running.api.register.verify({ file: { name: 'r.json', bytes: cut.bytes } })).ok).toBe(true)
    for (const format of ['csv', 'md', 'sarif', 'jira-csv', 'dread'] as const) {
      const full = (await exported(format, revision.id)).text.replaceAll('\\', '')
      for (const name of format === 'jira-csv' || format === 'dread' ? [] : names) expect(full, `${format} ${name}`).toContain(name)
      for (const said of ['Bind the parameters', 'until the rewrite', '2027-02-03', 'SEC-1']) expect(full, `${format} ${said}`).toContain(said)
      const bare = (await exported(format, revision.id, 'names-and-votes')).text
      for (const name of names) expect(bare, `${format} ${name}`).not.toContain(name)
    }
    for (const format of ['csv', 'md', 'sarif', 'jira-csv', 'json', 'dread'] as const) {
      const bare = (await exported(format, null, 'names-and-votes')).text
      for (const name of names) expect(bare, `draft ${format} ${name}`).not.toContain(name)
    }
    expect((await exported('pdf', revision.id)).bytes.length).toBeGreaterThan(1000)
    expect((await exported('xlsx', revision.id)).bytes.length).toBeGreaterThan(1000)
  }, 180_000)

  test('a register is current until a mitigation changes; undo brings it back', async () => {
    const { id } = await addThreat('Injection')
    const [made] = await running.api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: 'Sign it', threats: [id], owner: 'Ada' }] })
    await running.api.register.freeze({ project })
    const current = async () => (await running.api.register.revisions({ project })).map((one) => one.current)
    expect(await current()).toEqual([true])
    await running.api.mitigation.update({ project, mitigations: [made?.id ?? ''], set: { status: 'implemented' } })
    expect(await current()).toEqual([false])
    await running.api.history.undo({ project })
    expect(await current()).toEqual([true])
  })

  test('a project file brings all of it into another library', { timeout: 120_000 }, async () => {
    const { id } = await addThreat('Injection')
    await running.api.decision.set({ project, threats: [id], set: { response: 'accept', rationale: 'small', approver: 'Ada', target: values } })
    await running.api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: 'Sign it', threats: [id], owner: 'Ada' }] })
    await running.api.registerView.save({ project, name: 'Mine', view: defaultView })
    const file = await exported('dread', null)
    const other = await startTestApp()
    try {
      const taken = await other.api.model.importFile({ project: null, file: { name: file.name, bytes: file.bytes }, job: 'i' })
      expect(await other.api.mitigation.list({ project: taken.project })).toEqual(await running.api.mitigation.list({ project }))
      expect(await other.api.threat.list({ project: taken.project })).toEqual(await running.api.threat.list({ project }))
      expect(await other.api.registerView.list({ project: taken.project })).toEqual(await running.api.registerView.list({ project }))
    } finally {
      await other.close()
    }
  })
})

describe('what comes in with what was decided', () => {
  test.each(['csv', 'xlsx'] as const)('%s of one project makes the same decisions, statements and mitigations in another, as one step', { timeout: 120_000 }, async (format) => {
    const [a, b] = [await addThreat('Injection'), await addThreat('Flood')]
    await addThreat('Nothing yet')
    const statement = { who: 'An insider; or two', precondition: '', action: 'copies | sells', impact: 'they are known', asset: 'orders' }
    await running.api.threat.update({ project, threat: a.id, set: { statement, concerns: ['privacy'] } })
    await running.api.decision.set({ project, threats: [a.id], set: { response: 'accept', rationale: 'small', approver: 'Grace', riskOwner: 'Rolf', conditions: 'until the rewrite', decidedOn: '2026-01-02', expires: '2027-02-03', target: values } })
    await running.api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: 'Sign it', requirement: 'All of it', status: 'verified', test: 'a replay', result: 'refused', verifiedOn: '2026-08-01', ticket: 'SEC-1', threats: [a.id, b.id] }, { ...emptyMitigation, title: 'Throttle', owner: 'Ada', due: '2026-12-24', threats: [b.id] }] })
    const file = await exported(format, null)
    const other = (await running.api.model.importFile({ project: null, file: { name: file.name, bytes: file.bytes }, job: 'i' })).project
    const said = async (of: string) => {
      const names = new Map((await running.api.threat.list({ project: of })).map((threat) => [threat.id, threat.title]))
      const threats = (await running.api.threat.list({ project: of })).map(({ title, description, displayId, decision, statement: sentence, concerns, mitigations }) => ({ title, description, displayId, decision, sentence, concerns, mitigations }))
      const mitigations = (await running.api.mitigation.list({ project: of })).map(({ title, requirement, status, test: how, result, verifiedOn, owner, due, ticket, threats: covered }) => ({ title, requirement, status, how, result, verifiedOn, owner, due, ticket, covered: covered.map((id) => names.get(id)) }))
      return { threats, mitigations }
    }
    expect(await said(other)).toEqual(await said(project))
    // One more reading brings nothing twice.
    await running.api.model.importFile({ project: other, file: { name: file.name, bytes: file.bytes }, job: 'i' })
    expect(await said(other)).toEqual(await said(project))
    await running.api.history.undo({ project: other })
    expect(await said(other)).toEqual({ threats: [], mitigations: [] })
  })
})

describe('views of the register over the contract', () => {
  test('are saved by name, written over by the same name, and removed; each is a step', async () => {
    const one = await running.api.registerView.save({ project, name: 'Mine', view: defaultView })
    const view = { ...defaultView, group: 'owner' } as const
    expect(await running.api.registerView.save({ project, name: 'Mine', view })).toEqual({ id: one.id, name: 'Mine', view })
    expect(await running.api.registerView.list({ project })).toEqual([{ id: one.id, name: 'Mine', view }])
    await running.api.history.undo({ project })
    expect(await running.api.registerView.list({ project })).toEqual([one])
    await running.api.registerView.remove({ project, view: one.id })
    expect(await running.api.registerView.list({ project })).toEqual([])
    await expect(running.api.registerView.remove({ project, view: one.id })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { what: 'view' } })
  })
})
