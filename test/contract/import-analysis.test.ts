import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isDefinedError, safe } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Analysis } from '../../src/shared/domain/finding.ts'
import { Model } from '../../src/shared/domain/model.ts'
import { startTestApp, transports, type TestApp } from '../support/app.ts'

const seeds = resolve(import.meta.dirname, '../../../shared/seeds')
const fixtures = resolve(import.meta.dirname, '../fixtures/import')
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64')

const small = `flowchart LR
  user([Customer]) -->|HTTP| api[Orders API]
  api -->|SQL| db[(Orders DB)]
`

describe.each(transports)('import, analysis and triage over %s', (transport) => {
  // One application for all: each starts a worker that loads mermaid. Every test makes projects of its own.
  let running: TestApp
  beforeAll(async () => {
    running = await startTestApp(transport)
  })
  afterAll(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })

  const importText = (text: string, name = 'shop.mmd', project: string | null = null) =>
    running.api.model.importFile({ project, file: { name, bytes: base64(text) }, job: randomUUID() })

  async function finding(project: string, rule?: string) {
    const { analysis } = await running.api.analysis.get({ project })
    const found = analysis.findings.find((candidate) => rule === undefined || candidate.rule === rule)
    if (!found) throw new Error('no finding')
    return found
  }

  it('makes a project named after the file', async () => {
    const { project, report } = await importText(small)
    expect(await running.api.project.get({ project })).toMatchObject({ name: 'shop', elements: 3, flows: 2 })
    expect(report.edges).toEqual({ parsed: 2, candidates: 2 })
  })

  it('gives models that are as the contract says, though they go out unchecked', async () => {
    for (const name of ['shapes.mmd', 'office.drawio', 'library.otm.yaml', 'library.threagile.yaml']) {
      const { project } = await importText(readFileSync(resolve(fixtures, name), 'utf8'), name)
      const model = await running.api.model.get({ project })
      expect(model.elements.length).toBeGreaterThan(0)
      expect(Model.strict().parse(model)).toEqual(model)
    }
  })

  it('refuses a bad file with its place, and changes nothing', async () => {
    const before = await running.api.project.list({ search: '' })
    for (const [name, bytes] of [['broken.mmd', 'flowchart LR\n a --> '], ['broken.drawio', '<mxfile><diagram>'], ['empty.drawio', ''], ['what.bin', '\0\0\0']] as const) {
      const { error } = await safe(importText(bytes, name))
      expect(isDefinedError(error) && [error.code, 'data' in error && (error.data as { file: string }).file]).toEqual(['INVALID_FILE', name])
    }
    expect(await running.api.project.list({ search: '' })).toEqual(before)
  })

  it('updates a model from a newer file: ids, positions, answers and threats stay; what is gone from the file goes', async () => {
    const { project } = await importText(small)
    const before = await running.api.model.get({ project })
    const api = before.elements.find((element) => element.key === 'orders_api')?.id ?? ''
    const box = { x: 5, y: 6, width: 70, height: 80 }
    await running.api.model.edit({ project, label: 'place', edits: [{ type: 'place', places: [{ id: api, box }] }, { type: 'set-fact', on: api, fact: 'authenticated', value: 'yes' }] })
    const placed = await running.api.model.get({ project })
    await importText(small.replace('Orders API', 'Order service').replace('  api -->|SQL| db[(Orders DB)]\n', '  api --> mail[Mailer]\n'), 'shop.mmd', project)
    const after = await running.api.model.get({ project })
    const updated = after.elements.find((element) => element.id === api)
    expect(updated).toMatchObject({ label: 'Order service', key: 'order_service', position: box })
    expect(updated?.facts['authenticated']).toEqual({ value: 'yes', origin: { by: 'user', detail: '' } })
    expect(after.elements.map((element) => element.key).sort()).toEqual(['customer', 'mailer', 'order_service'])
    expect(after.flows.map((flow) => flow.key).sort()).toEqual(['customer->order_service', 'order_service->mailer'])
    await running.api.history.undo({ project })
    expect(await running.api.model.get({ project })).toEqual(placed)
  })

  it('an update and the places of what it added are one step; places of anything else are a step of their own', async () => {
    const { project } = await importText(small)
    const placeNew = async (label: string, only?: (id: string) => boolean) => {
      const { elements, boundaries } = await running.api.model.get({ project })
      const places = [...elements, ...boundaries].filter(({ id, position }) => (only ? only(id) : position === null)).map(({ id }, index) => ({ id, box: { x: index * 90, y: 7, width: 80, height: 40 } }))
      await running.api.model.edit({ project, label, edits: [{ type: 'place', places }], joins: true })
    }
    await placeNew('layout')
    expect((await running.api.history.state({ project })).undo).toBe('import shop.mmd')
    const before = JSON.stringify(await running.api.model.get({ project }))
    await importText(small.replace('Orders API', 'Order service').replace('  api -->|SQL| db[(Orders DB)]\n', '  api --> mail[Mailer]\n'), 'shop-2.mmd', project)
    await placeNew('layout')
    const after = JSON.stringify(await running.api.model.get({ project }))
    expect((await running.api.history.state({ project })).undo).toBe('import shop-2.mmd')
    await running.api.history.undo({ project })
    expect(JSON.stringify(await running.api.model.get({ project }))).toBe(before)
    await running.api.history.redo({ project })
    expect(JSON.stringify(await running.api.model.get({ project }))).toBe(after)
    const api = (await running.api.model.get({ project })).elements.find(({ key }) => key === 'order_service')?.id ?? ''
    await placeNew('move', (id) => id === api)
    expect((await running.api.history.state({ project })).undo).toBe('move')
    // What was taken back can still be brought again; places that come meanwhile take that away, as any step does.
    await running.api.history.undo({ project })
    expect(await running.api.history.state({ project })).toEqual({ undo: 'import shop-2.mmd', redo: 'move' })
  })

  it('N3 the analysis follows edits and undo, over a worker that was ended meanwhile too, and is what its schema says', async () => {
    const { project } = await importText(small)
    const get = async () => Analysis.parse((await running.api.analysis.get({ project })).analysis)
    const first = await get()
    const part = first.findings[0]?.affected[0] ?? ''
    const rename = (label: string) => running.api.model.edit({ project, label: 'rename', edits: [{ type: 'update-element', id: part, set: { label } }] })
    await rename('Renamed')
    const renamed = await get()
    expect(renamed.findings.map(({ id }) => id).sort()).toEqual(first.findings.map(({ id }) => id).sort())
    expect(renamed.findings.some(({ title }) => title.includes('Renamed'))).toBe(true)
    const abort = new AbortController()
    const ended = running.app.context.jobs.run('import', { name: 'a.mmd', bytes: Buffer.from(small), from: null }, { signal: abort.signal })
    abort.abort()
    await expect(ended).rejects.toThrow()
    await rename('Renamed again')
    expect((await get()).findings.some(({ title }) => title.includes('Renamed again'))).toBe(true)
    await running.api.history.undo({ project })
    expect(await get()).toEqual(renamed)
    await running.api.history.undo({ project })
    expect(await get()).toEqual(first)
  })

  it('accepts findings as threats with display ids that are never given again', async () => {
    const { project } = await importText(small)
    const { analysis } = await running.api.analysis.get({ project })
    const spoofing = analysis.findings.filter((candidate) => candidate.stride[0] === 'Spoofing').slice(0, 2)
    expect(spoofing.length).toBe(2)
    const first = await running.api.threat.accept({ project, findings: [spoofing[0]?.id ?? ''] })
    expect(first.map((threat) => threat.displayId)).toEqual(['SS1'])
    await running.api.history.undo({ project })
    expect(await running.api.threat.list({ project })).toEqual([])
    const both = await running.api.threat.accept({ project, findings: spoofing.map((candidate) => candidate.id) })
    expect(both.map((threat) => threat.displayId)).toEqual(['SS2', 'SS3'])
    expect(await running.api.threat.accept({ project, findings: [spoofing[0]?.id ?? ''] })).toEqual([both[0]])
    const { states } = await running.api.analysis.get({ project })
    expect(states.filter((state) => state.state === 'accepted').map((state) => state.threat).sort()).toEqual(both.map((threat) => threat.id).sort())
  })

  it('dismisses with a reason, and takes it back', async () => {
    const { project } = await importText(small)
    const { id } = await finding(project)
    await running.api.threat.dismiss({ project, findings: [id], reason: 'not reachable' })
    const state = async () => (await running.api.analysis.get({ project })).states.find((candidate) => candidate.finding === id)
    expect(await state()).toEqual({ finding: id, state: 'dismissed', reason: 'not reachable', threat: null })
    await running.api.threat.reconsider({ project, findings: [id] })
    expect((await state())?.state).toBe('new')
    await running.api.history.undo({ project })
    expect((await state())?.state).toBe('dismissed')
  })

  it('marks a threat whose finding no longer fires with the fact that changed, and takes the mark away again', async () => {
    const { project } = await importText(small)
    const { analysis } = await running.api.analysis.get({ project })
    const flow = (await running.api.model.get({ project })).flows.find((candidate) => candidate.key === 'customer->orders_api')?.id ?? ''
    const unencrypted = analysis.findings.find((candidate) => candidate.evidence.includes(flow) && candidate.facts.some(({ on, fact }) => on === flow && fact === 'encrypted'))
    if (!unencrypted) throw new Error('no finding on encryption')
    const [threat] = await running.api.threat.accept({ project, findings: [unencrypted.id] })
    await running.api.model.edit({ project, label: 'encrypt', edits: [{ type: 'set-fact', on: flow, fact: 'encrypted', value: 'yes' }] })
    await running.api.analysis.get({ project })
    const gone = async () => (await running.api.threat.list({ project })).find((candidate) => candidate.id === threat?.id)?.gone
    expect(await gone()).toBe('encrypted of "Customer -> Orders API" is now yes')
    await running.api.history.undo({ project })
    await running.api.analysis.get({ project })
    expect(await gone()).toBe(null)
  })

  it('writes, edits, merges, decides and removes threats, each as one step', async () => {
    const { project } = await importText(small)
    const draft = { title: 'Stolen laptop', description: '', stride: ['Information Disclosure' as const], affected: [], mitigations: ['disk encryption'], marker: 'none' as const, references: ['CWE-311'] }
    const a = await running.api.threat.create({ project, draft })
    expect([a.displayId, a.references]).toEqual(['ID1', [{ text: 'CWE-311', flag: null, readAs: null }]])
    const [accepted] = await running.api.threat.accept({ project, findings: [(await finding(project)).id] })
    const merged = await running.api.threat.merge({ project, into: a.id, from: [accepted?.id ?? ''] })
    expect(merged.mitigations).toEqual([...new Set(['disk encryption', ...(accepted?.mitigations ?? [])])])
    const { states } = await running.api.analysis.get({ project })
    expect(states.find((state) => state.state === 'accepted')?.threat).toBe(a.id)
    await running.api.threat.update({ project, threat: a.id, set: { title: 'Lost laptop' } })
    const decision = { response: 'accept' as const, rationale: 'small', owner: 'Ada', due: '2027-01-31', existingControls: '' }
    const [decided] = await running.api.threat.decide({ project, threats: [a.id], decision })
    expect(decided).toMatchObject({ title: 'Lost laptop', decision })
    await running.api.threat.remove({ project, threats: [a.id] })
    expect(await running.api.threat.list({ project })).toEqual([])
    expect((await running.api.history.state({ project })).undo).toBe('remove threats')
    await running.api.history.undo({ project })
    expect(await running.api.threat.list({ project })).toEqual([decided])
    expect((await running.api.project.list({ search: 'lost lap' })).map((found) => found.id)).toEqual([project])
    const { error } = await safe(running.api.threat.update({ project, threat: 'nobody', set: { title: 'x' } }))
    expect(isDefinedError(error) && error.code).toBe('NOT_FOUND')
  })

  it('a cancelled import changes nothing, and the next one works', async () => {
    const many = `flowchart LR\n${Array.from({ length: 1500 }, (_, index) => `  n${index}[Service ${index}] --> n${index + 1}[Service ${index + 1}]`).join('\n')}\n`
    const before = await running.api.project.list({ search: '' })
    const abort = new AbortController()
    const job = randomUUID()
    const heard = await running.api.app.jobs()
    const call = running.api.model.importFile({ project: null, file: { name: 'big.mmd', bytes: base64(many) }, job }, { signal: abort.signal })
    const refused = expect(call).rejects.toThrow()
    for await (const progress of heard) if (progress.job === job) break
    abort.abort()
    await refused
    expect(await running.api.project.list({ search: '' })).toEqual(before)
    await importText(small)
    expect((await running.api.project.list({ search: '' })).length).toBe(before.length + 1)
  })

  describe.skipIf(!existsSync(seeds))('with the seed lists (../shared/seeds)', () => {
    it('imports a threat list: display ids kept, the same list brings nothing, a clash with another list gets the next free id and says so', async () => {
      const text = readFileSync(resolve(seeds, 'ecs-fargate-stride-dread.txt'), 'utf8')
      const first = await importText(text, 'list.txt')
      const threats = await running.api.threat.list({ project: first.project })
      expect(threats.length).toBe(17)
      expect(first.threats).toEqual(threats.map((threat) => threat.id))
      expect(threats.every((threat) => threat.imported?.dread)).toBe(true)
      await importText(text, 'list.txt', first.project)
      expect(await running.api.threat.list({ project: first.project })).toEqual(threats)
      const others = threats.reduce((list, { title }) => list.replace(title, `${title}, elsewhere`), text)
      await importText(others, 'others.txt', first.project)
      const all = await running.api.threat.list({ project: first.project })
      expect(all.length).toBe(34)
      expect(new Set(all.map((threat) => threat.displayId)).size).toBe(34)
      expect(all.slice(17).every((threat) => threat.flags.some((flag) => flag.includes('was taken')))).toBe(true)
      await running.api.history.undo({ project: first.project })
      expect(await running.api.threat.list({ project: first.project })).toEqual(threats)
    })

    it('resolves evidence keys against the model, whichever comes first', async () => {
      const diagram = readFileSync(resolve(seeds, '../corpus/drawio/aws-system.drawio'))
      const report = readFileSync(resolve(seeds, 'threat-thinker-report.md'))
      const send = (project: string | null, name: string, bytes: Uint8Array) => running.api.model.importFile({ project, file: { name, bytes: base64(bytes) }, job: 'j' })
      for (const order of ['model', 'list']) {
        const { project } = order === 'model' ? await send(null, 'a.drawio', diagram) : await send(null, 'r.md', report)
        await (order === 'model' ? send(project, 'r.md', report) : send(project, 'a.drawio', diagram))
        const threats = await running.api.threat.list({ project })
        const evidence = threats.map((threat) => [threat.evidence.length, threat.evidenceKeys.length])
        expect(evidence.length).toBeGreaterThan(0)
        expect(evidence.every(([found, named]) => found === named)).toBe(true)
      }
    })
  })
})
