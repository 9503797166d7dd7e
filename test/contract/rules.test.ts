import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORPCError, safe } from '@orpc/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { startTestApp, transports, type TestApp } from '../support/app.ts'
import { ownPack } from '../support/own-pack.ts'

const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const small = `flowchart LR
  user([Customer]) -->|HTTP| api[Orders API]
  api -->|SQL| db[(Orders DB)]
`

async function refusal(call: Promise<unknown>): Promise<unknown> {
  const { error } = await safe(call)
  return error instanceof ORPCError ? error.data : error
}

describe.each(transports)('rules over %s', (transport) => {
  let running: TestApp
  let project = ''
  // One application for all: each starts a worker. Every test has a project of its own, and the folder of packs to itself.
  beforeAll(async () => {
    running = await startTestApp(transport)
  })
  beforeEach(async () => {
    project = (await running.api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: base64(small) }, job: randomUUID() })).project
  })
  afterEach(() => {
    for (const name of readdirSync(folder())) rmSync(join(folder(), name), { recursive: true })
  })
  afterAll(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })
  const findings = async () => (await running.api.analysis.get({ project })).analysis.findings
  const folder = () => join(running.dataDir, 'rules')
  async function accepted(rule?: string) {
    const finding = (await findings()).find((one) => rule === undefined || one.rule === rule)
    if (!finding) throw new Error('no finding')
    const [threat] = await running.api.threat.accept({ project, findings: [finding.id] })
    return { finding, threat: threat?.id ?? '' }
  }
  async function gone(threat: string) {
    await findings()
    return (await running.api.threat.list({ project })).find((one) => one.id === threat)?.gone
  }

  it('P6 a rule, then its pack, goes off and on again; its threat keeps its work, and says why it is gone', async () => {
    const { finding, threat } = await accepted()
    await running.api.rule.setSettings({ project, rules: { [finding.rule]: false } })
    expect((await findings()).some(({ rule }) => rule === finding.rule)).toBe(false)
    expect(await gone(threat)).toBe(`rule ${finding.rule} is switched off in this project`)
    await running.api.history.undo({ project })
    expect(await running.api.rule.settings({ project })).toEqual({ packs: {}, rules: {}, suppressed: [] })
    expect((await findings()).some(({ id }) => id === finding.id)).toBe(true)
    expect(await gone(threat)).toBeNull()
    await running.api.rule.setSettings({ project, packs: { [finding.pack]: false } })
    expect((await findings()).some(({ pack }) => pack === finding.pack)).toBe(false)
    expect(await gone(threat)).toBe(`rule pack ${finding.pack} is switched off in this project`)
    await running.api.rule.setSettings({ project, packs: { [finding.pack]: true } })
    expect(await gone(threat)).toBeNull()
  })

  it('P7 a rule is silent about one part, with the reason, until that is taken back; elsewhere it speaks', async () => {
    const { finding, threat } = await accepted()
    const [subject = ''] = finding.subjects ?? []
    const before = (await findings()).filter(({ rule, subjects }) => rule === finding.rule && !subjects?.includes(subject)).map(({ id }) => id)
    const settings = await running.api.rule.suppress({ project, rule: finding.rule, on: [subject], reason: ' behind a diode ' })
    expect(settings.suppressed).toMatchObject([{ rule: finding.rule, on: subject, reason: 'behind a diode' }])
    const after = (await findings()).filter(({ rule }) => rule === finding.rule)
    expect(after.map(({ id }) => id)).toEqual(before)
    expect(await gone(threat)).toMatch(/is silent about ".*": behind a diode$/)
    expect((await running.api.threat.list({ project })).length).toBe(1)
    await running.api.rule.unsuppress({ project, rule: finding.rule, on: [subject] })
    expect((await findings()).some(({ id }) => id === finding.id)).toBe(true)
    expect(await gone(threat)).toBeNull()
    expect(await refusal(running.api.rule.suppress({ project, rule: finding.rule, on: ['nowhere'], reason: 'x' }))).toEqual({ what: 'object' })
    expect(await refusal(running.api.rule.settings({ project: 'nowhere' }))).toEqual({ what: 'project' })
  })

  it('P8 a copy of a project keeps its settings of rules, on its own parts', async () => {
    const { finding } = await accepted()
    const [subject = ''] = finding.subjects ?? []
    await running.api.rule.setSettings({ project, packs: { web: false } })
    await running.api.rule.suppress({ project, rule: finding.rule, on: [subject], reason: '[as agreed' })
    const copy = await running.api.project.duplicate({ project })
    const settings = await running.api.rule.settings({ project: copy.id })
    expect(settings).toMatchObject({ packs: { web: false }, suppressed: [{ rule: finding.rule, reason: '[as agreed' }] })
    const model = await running.api.model.get({ project: copy.id })
    expect([...model.elements, ...model.flows].map(({ id }) => id)).toContain(settings.suppressed[0]?.on)
  })

  it('P9 an own pack is written, runs in every project, is edited, set aside and brought back', async () => {
    const saved = await running.api.rule.savePack({ file: null, text: ownPack, revision: null })
    expect(saved).toEqual({ id: 'own', title: 'Own rules', version: '1', origin: 'own', file: 'own.yaml', rules: 1, revision: sha256(ownPack) })
    expect(statSync(join(folder(), 'own.yaml')).mode & 0o077).toBe(0)
    expect((await findings()).filter(({ pack }) => pack === 'own').map(({ title }) => title)).toEqual(['Orders API is old'])
    expect(await refusal(running.api.rule.savePack({ file: null, text: ownPack, revision: null }))).toMatchObject({ place: 'line 1, column 7', expected: 'pack own is already in own.yaml' })
    await running.api.rule.savePack({ file: 'own.yaml', text: ownPack.replace('is old', 'is aged'), revision: saved.revision })
    expect((await findings()).filter(({ pack }) => pack === 'own').map(({ title }) => title)).toEqual(['Orders API is aged'])
    const { threat } = await accepted('own-rule')
    await running.api.rule.removePack({ file: 'own.yaml' })
    expect((await findings()).some(({ pack }) => pack === 'own')).toBe(false)
    expect(await gone(threat)).toBe('rule pack own is not there any more')
    await running.api.rule.restorePack({ file: 'own.yaml' })
    expect(await gone(threat)).toBeNull()
    expect(readdirSync(folder()).filter((name) => !name.startsWith('.'))).toEqual(['own.yaml'])
  })

  it('P15 two who edit one pack: the second is told, and may look at the other one or write over it', async () => {
    const { rule } = running.api
    const [mine, theirs] = [ownPack.replace('is old', 'is mine'), ownPack.replace('is old', 'is theirs')]
    const begun = await rule.savePack({ file: null, text: ownPack, revision: null })
    expect(await rule.packText({ file: 'own.yaml', origin: 'own' })).toEqual({ text: ownPack, revision: begun.revision })
    const saved = await rule.savePack({ file: 'own.yaml', text: theirs, revision: begun.revision })
    expect(await refusal(rule.savePack({ file: 'own.yaml', text: mine, revision: begun.revision }))).toEqual({ reason: 'pack-changed', detail: 'own.yaml' })
    expect(await rule.packText({ file: 'own.yaml', origin: 'own' })).toEqual({ text: theirs, revision: saved.revision })
    expect((await rule.savePack({ file: 'own.yaml', text: mine, revision: saved.revision })).revision).toBe(sha256(mine))
    // So does a hand in the folder.
    writeFileSync(join(folder(), 'own.yaml'), theirs)
    expect(await refusal(rule.savePack({ file: 'own.yaml', text: ownPack, revision: sha256(mine) }))).toEqual({ reason: 'pack-changed', detail: 'own.yaml' })
    await rule.savePack({ file: 'own.yaml', text: ownPack, revision: null })
    expect((await rule.packText({ file: 'own.yaml', origin: 'own' })).text).toBe(ownPack)
  })

  it('P9 a pack that is removed a second time leaves the first one where it lies; they come back last first', async () => {
    const { rule } = running.api
    const texts = [ownPack, ownPack.replace('is old', 'is aged'), ownPack.replace('is old', 'is ancient')]
    for (const text of texts) {
      await rule.savePack({ file: null, text, revision: null })
      await rule.removePack({ file: 'own.yaml' })
    }
    expect(readdirSync(join(folder(), '.removed')).sort()).toEqual(['own.yaml', 'own.yaml.2', 'own.yaml.3'])
    for (const text of texts.toReversed()) {
      await rule.restorePack({ file: 'own.yaml' })
      expect((await rule.packText({ file: 'own.yaml', origin: 'own' })).text).toBe(text)
      expect(await refusal(rule.restorePack({ file: 'own.yaml' }))).toMatchObject(text === ownPack ? { what: 'pack' } : { reason: 'pack-exists' })
      rmSync(join(folder(), 'own.yaml'))
    }
  })

  it('P10 a pack that somebody puts into the folder runs at once; a wrong one says where, and stops nothing', async () => {
    writeFileSync(join(folder(), 'good.yaml'), ownPack)
    writeFileSync(join(folder(), 'wrong.yaml'), ownPack.replaceAll('own', 'bad').replace('kind: process', 'kind: robot'))
    const library = await running.api.rule.library()
    expect(library.problems).toEqual([{ file: 'wrong.yaml', line: 10, column: 19, text: 'rule bad-rule: robot is not a kind of element' }])
    expect(library.packs.filter(({ origin }) => origin === 'own').map(({ file }) => file)).toEqual(['good.yaml'])
    expect(library.folder).toBe(folder())
    const found = await findings()
    expect(found.some(({ pack }) => pack === 'own')).toBe(true)
    expect(found.some(({ pack }) => pack !== 'own')).toBe(true)
    writeFileSync(join(folder(), 'good.yaml'), ownPack.replace('is old', 'is ancient'))
    expect((await findings()).filter(({ pack }) => pack === 'own').map(({ title }) => title)).toEqual(['Orders API is ancient'])
    expect((await running.api.rule.packText({ file: 'wrong.yaml', origin: 'own' })).text).toContain('robot')
  })

  it('P11 a preview says what a text would add and changes nothing', async () => {
    const before = [await findings(), await running.api.rule.library(), await running.api.history.state({ project })]
    const { counts, findings: shown, pack } = await running.api.rule.preview({ project, file: null, text: ownPack })
    expect([counts, pack?.id, shown.map(({ change, finding }) => `${change} ${finding.status} ${finding.title}`)]).toEqual([
      { added: 1, changed: 0, removed: 0, same: 0 },
      'own',
      ['added possible Orders API is old'],
    ])
    const wrong = await running.api.rule.preview({ project, file: null, text: ownPack.replace('on: element', 'on: cloud') })
    expect(wrong.problems.map(({ line, column }) => [line, column])).toEqual([[9, 9]])
    expect([await findings(), await running.api.rule.library(), await running.api.history.state({ project })]).toEqual(before)
    expect(readdirSync(folder())).toEqual([])
  })

  it('P12 packs come in and go out as files, and a shipped one is copied as a start', async () => {
    const file = { name: 'mine.yml', bytes: base64(ownPack) }
    await running.api.rule.importPack({ file, replace: false })
    expect(await refusal(running.api.rule.importPack({ file, replace: false }))).toEqual({ reason: 'pack-exists', detail: 'own.yaml' })
    await running.api.rule.importPack({ file: { ...file, bytes: base64(ownPack.replace('Own rules', 'Our rules')) }, replace: true })
    const out = await running.api.rule.exportPack({ file: 'own.yaml', origin: 'own' })
    expect(Buffer.from(out.bytes, 'base64').toString()).toBe(readFileSync(join(folder(), 'own.yaml'), 'utf8'))
    expect(await refusal(running.api.rule.importPack({ file: { name: 'x.yaml', bytes: base64('rules: ]') }, replace: false }))).toMatchObject({ file: 'x.yaml', place: 'line 1, column 8' })
    expect(await refusal(running.api.rule.importPack({ file: { name: 'x.yaml', bytes: base64(new Uint8Array([0xff, 0xfe])) }, replace: false }))).toMatchObject({ expected: 'UTF-8 text' })
    const { text } = await running.api.rule.copyPack({ pack: 'web' })
    const copied = await running.api.rule.savePack({ file: null, text, revision: null })
    const web = (await running.api.rule.library()).packs.find(({ id }) => id === 'web')
    expect([copied.id, copied.rules]).toEqual(['web-own', web?.rules])
    expect((await running.api.rule.detail({ rule: 'untrusted-input-own' })).pack).toBe('web-own')
  })

  test.each(['../library.sqlite', '..', '/etc/passwd', '.removed', 'nothing.yaml', 'own.yaml/../../x.yaml'])('P13 no path is made of %s', async (file) => {
    const { rule } = running.api
    const calls = [() => rule.packText({ file, origin: 'own' }), () => rule.packText({ file, origin: 'shipped' }), () => rule.removePack({ file }), () => rule.restorePack({ file }), () => rule.savePack({ file, text: ownPack, revision: null }), () => rule.exportPack({ file, origin: 'own' })]
    for (const call of calls) expect(await refusal(call())).toEqual({ what: 'pack' })
  })
})

describe('rules that take too long', () => {
  it('P14 are left out, and the analysis is done without them until a pack changes', async () => {
    const running = await startTestApp('MessagePort', { ownPacksLimitMs: 1 })
    try {
      const { project } = await running.api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: base64(small) }, job: randomUUID() })
      await running.api.rule.savePack({ file: null, text: ownPack, revision: null })
      const { analysis } = await running.api.analysis.get({ project })
      expect(analysis.findings.length).toBeGreaterThan(0)
      expect(analysis.rules.packs).not.toContain('own')
      expect((await running.api.rule.library()).problems.map(({ file, text }) => `${file}: ${text}`)).toEqual(['own.yaml: own packs took too long together, and are left out until one of them changes'])
      expect(running.logged.length).toBe(1)
      await running.api.rule.savePack({ file: 'own.yaml', text: `${ownPack}# shorter`, revision: null })
      expect((await running.api.rule.library()).problems).toEqual([])
    } finally {
      await running.close()
    }
  })
})
