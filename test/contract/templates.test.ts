import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isDefinedError, safe } from '@orpc/client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSlowTemplates } from '../../src/main/app/analysis/slow-templates.ts'
import { tmtPack } from '../../src/shared/domain/tmt.ts'
import { startTestApp, transports, type TestApp } from '../support/app.ts'

const folder = resolve(import.meta.dirname, '../fixtures/import/tm7')
const library = readFileSync(join(folder, 'lending-library.tm7'), 'utf8')
const rules = readFileSync(join(folder, 'library-rules.tb7'), 'utf8')
const base64 = (text: string) => Buffer.from(text).toString('base64')
const guid = (number: number) => `${String(number).padStart(8, '0')}-aaaa-4bbb-8ccc-000000000000`

describe.each(transports)('templates of Microsoft TMT over %s', (transport) => {
  let running: TestApp
  let project = ''
  beforeAll(async () => {
    running = await startTestApp(transport)
  })
  beforeEach(async () => {
    project = (await importText(library)).project
  })
  afterAll(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })
  const importText = (text: string, into: string | null = null, name = 'lending.tm7') => running.api.model.importFile({ project: into, file: { name, bytes: base64(text) }, job: randomUUID() })
  const use = (text: string, name = 'rules.tb7') => running.api.template.use({ project, file: { name, bytes: base64(text) } })
  /** Type and number of the flow of each finding of the template, with how it stands. */
  async function found(): Promise<string[]> {
    const [{ analysis, states }, model] = await Promise.all([running.api.analysis.get({ project }), running.api.model.get({ project })])
    const state = new Map(states.map((one) => [one.finding, one.state]))
    return analysis.findings
      .filter(({ pack }) => pack === tmtPack)
      .map(({ id, rule, evidence }) => `${rule} ${Number(model.flows.find((flow) => evidence.includes(flow.id))?.sourceId?.slice(0, 8))} ${String(state.get(id))}`)
  }

  it('T18 keeps the template of an imported .tm7, which runs beside the own rules; threats that the file keeps are not asked about again', async () => {
    expect(await running.api.template.get({ project })).toEqual({
      file: 'lending.tm7', name: 'Library rules', version: '1.2', author: 'Ms Ito', rules: 5,
      problems: [{ type: 'X9', filter: 'include', at: 11, expected: 'a value in \'quotes\', found "GE.P"' }],
      slow: null,
    })
    expect((await found()).sort()).toEqual(['E1 22 new', 'E1 23 new', 'I1 22 accepted', 'I1 23 new', 'I2 22 new', 'S1 21 accepted'])
    const { analysis } = await running.api.analysis.get({ project })
    expect(analysis.rules.packs.at(-1)).toBe(tmtPack)
    expect(analysis.findings.some(({ pack }) => pack !== tmtPack)).toBe(true)
    const scores = analysis.findings.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    const threats = await running.api.threat.list({ project })
    expect(threats.map(({ displayId, title }) => [displayId, title])).toEqual([['4', 'Somebody else as Reader'], ['7', 'Note the loan is overheard'], ['9', 'The wall is damp']])
    expect(threats[0]?.evidence).toHaveLength(3)
  })

  it('T18 is switched off and on, as a whole or one threat type, and undone', async () => {
    const all = await found()
    await running.api.rule.setSettings({ project, packs: { [tmtPack]: false } })
    expect(await found()).toEqual([])
    await running.api.history.undo({ project })
    expect(await found()).toEqual(all)
    await running.api.rule.setSettings({ project, rules: { E1: false } })
    expect(await found()).toEqual(all.filter((one) => !one.startsWith('E1')))
    const model = await running.api.model.get({ project })
    const flow = model.flows.find(({ sourceId }) => sourceId === guid(23))?.id ?? ''
    await running.api.rule.suppress({ project, rule: 'I1', on: [flow], reason: 'a closed circuit' })
    expect(await found()).toEqual(all.filter((one) => !one.startsWith('E1') && !one.startsWith('I1 23')))
  })

  it('T18 follows the model: an answer clears a finding, and its threat is gone', async () => {
    const model = await running.api.model.get({ project })
    const flow = model.flows.find(({ sourceId }) => sourceId === guid(22))?.id ?? ''
    await running.api.model.edit({ project, label: 'answer', edits: [{ type: 'set-fact', on: flow, fact: 'encrypted', value: 'yes' }] })
    expect((await found()).filter((one) => one.startsWith('I1'))).toEqual(['I1 23 new'])
    const threats = await running.api.threat.list({ project })
    expect(threats.map(({ displayId, gone }) => [displayId, gone !== null])).toEqual([['4', false], ['7', true], ['9', false]])
  })

  it('T18 reading the file again brings no threat twice', async () => {
    const again = await importText(library, project)
    expect(again.threats).toEqual([])
    expect(again.report.dropped).toContainEqual({ what: '3 threats', why: 'here already, from an earlier reading of the file' })
    expect(await running.api.threat.list({ project })).toHaveLength(3)
  })

  it('T18 another template takes its place, in one step; a bad one changes nothing', async () => {
    const info = await use(rules.replaceAll("flow crosses 'GE.TB.B' and not flow crosses 'SE.TB.B.House'", "flow is 'SE.DF.HTTPS'").replace('version="1.2"', 'version="2"'))
    expect(info).toMatchObject({ file: 'rules.tb7', version: '2', rules: 5 })
    expect((await found()).filter((one) => one.startsWith('E1'))).toEqual(['E1 21 new'])
    for (const bad of ['<!DOCTYPE x><KnowledgeBase/>', '<KnowledgeBase/>', rules.slice(0, 3000), 'hello']) {
      const { error } = await safe(use(bad))
      expect(isDefinedError(error) && error.code).toBe('INVALID_FILE')
    }
    expect(await running.api.template.get({ project })).toMatchObject({ version: '2' })
    await running.api.history.undo({ project })
    expect(await running.api.template.get({ project })).toMatchObject({ version: '1.2' })
  })

  it('T19 two states are compared by the template as well; another file is read as it is drawn itself', async () => {
    const side = (text: string) => ({ kind: 'file' as const, file: { name: 'newer.tm7', bytes: base64(text) } })
    const compare = async (text: string) => (await running.api.diff.compare({ project, before: { kind: 'now' }, after: side(text), job: randomUUID() })).findings
    const of = (changes: readonly { rule: string }[] | undefined) => changes?.map(({ rule }) => rule).filter((rule) => ['S1', 'I1', 'I2', 'E1'].includes(rule)).sort()
    const same = await compare(library)
    expect([of(same?.new), of(same?.gone)]).toEqual([[], []])
    // The loan desk becomes something that another kind of part may not call.
    const newer = await compare(library.replaceAll('>SE.EI.Reader<', '>SE.EI.Other<').replaceAll('>GE.EI<', '>GE.DS<'))
    expect(of(newer?.gone)).toContain('S1')
  })

  it('T18 is removed, and comes back with what the file said of the drawing', async () => {
    await running.api.template.drop({ project })
    expect(await running.api.template.get({ project })).toBeNull()
    expect(await found()).toEqual([])
    await use(rules)
    expect((await found()).map((one) => one.slice(0, 5))).toContain('S1 21')
  })

  it('T18 is no threat list: registers and exports do not carry it', async () => {
    const { bytes } = await running.api.register.export({ project, format: 'json', revision: null, cut: 'nothing', job: randomUUID() })
    expect(Buffer.from(bytes, 'base64').toString()).not.toContain('GE.TB.B')
  })

  it('T18 goes along into a copy of the project', async () => {
    const original = (await found()).sort()
    const copy = await running.api.project.duplicate({ project, name: 'Copy' })
    project = copy.id
    expect((await found()).sort()).toEqual(original)
  })

  it('T18 a project without one has none, and takes one for a model of another tool', async () => {
    project = (await importText('flowchart LR\n a[Desk] --> b[(Cards)]\n', null, 'a.mmd')).project
    expect(await running.api.template.get({ project })).toBeNull()
    await use(rules)
    expect((await running.api.analysis.get({ project })).analysis.findings.filter(({ pack }) => pack === tmtPack).map(({ rule }) => rule)).toEqual(['I1'])
  })
})

describe('a template that takes too long', () => {
  it('T18 is left out until another takes its place; the own rules run nevertheless', async () => {
    const running = await startTestApp('MessagePort', { ownPacksLimitMs: 1 })
    try {
      const { api } = running
      const { project } = await api.model.importFile({ project: null, file: { name: 'lending.tm7', bytes: base64(library) }, job: randomUUID() })
      const { analysis } = await api.analysis.get({ project })
      expect([analysis.findings.length > 0, analysis.rules.packs.includes(tmtPack)]).toEqual([true, false])
      expect(running.logged).toEqual([expect.stringMatching(/^the template lending\.tm7 is left out: .*took longer than 1 ms$/)])
      // The worker was ended before it had said which threat type takes so long.
      expect((await api.template.get({ project }))?.slow).toEqual({ type: '', seconds: 1 })
      const [element] = (await api.model.get({ project })).elements
      await api.model.edit({ project, label: 'answer', edits: [{ type: 'set-fact', on: element?.id ?? '', fact: 'authenticated', value: 'yes' }] })
      await api.analysis.get({ project })
      expect(running.logged).toHaveLength(1)
      expect(await api.template.use({ project, file: { name: 'rules.tb7', bytes: base64(rules) } })).toMatchObject({ slow: null })
      await api.analysis.get({ project })
      expect(running.logged).toHaveLength(2)
      // Switched off, nothing is said of it any more, and it is tried again once it is switched on.
      await api.rule.setSettings({ project, packs: { [tmtPack]: false } })
      await api.analysis.get({ project })
      expect((await api.template.get({ project }))?.slow).toBeNull()
    } finally {
      await running.close()
    }
  })
})

describe('a threat type that takes too long', () => {
  it('T18 keeps its template out until it is switched off, or another template takes its place', () => {
    const slow = createSlowTemplates()
    slow.note('project', 'template', { type: 'E1', seconds: 10 })
    expect(slow.of('project', 'template', ['S1'])).toEqual({ type: 'E1', seconds: 10 })
    expect([slow.of('project', 'template', ['E1']), slow.of('project', 'other', []), slow.of('elsewhere', 'template', [])]).toEqual([null, null, null])
    slow.forget('project')
    expect([slow.of('project', 'template', []), slow.any()]).toEqual([null, false])
  })
})
