import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp, transports } from '../support/app.ts'

const shop = Buffer.from('flowchart LR\n  buyer([Buyer])\n  front[Web shop portal]\n  orders[(Orders PostgreSQL)]\n  buyer -- HTTPS --> front\n  front -- orders --> orders\n').toString('base64')

for (const transport of transports) {
  describe(`what is asked of an analysis, over ${transport}`, () => {
    let running: TestApp
    let project: string
    beforeAll(async () => {
      running = await startTestApp(transport)
      project = (await running.api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: shop }, job: 'j' })).project
    })
    afterAll(async () => {
      await running.close()
      expect(running.logged).toEqual([])
    })

    it('Q4 foretells what an answer then does, and changes nothing by that', async () => {
      const { api } = running
      const before = await api.analysis.get({ project })
      const [question] = before.analysis.questions
      if (!question) throw new Error('there is a question')
      const [outcome] = await api.analysis.outcomes({ project, questions: [{ on: question.on, fact: question.fact }] })
      expect(await api.analysis.get({ project })).toEqual(before)
      for (const { answer, changes } of outcome?.answers ?? []) {
        await api.model.edit({ project, label: 'answer', edits: [{ type: 'set-fact', on: question.on, fact: question.fact, value: answer }] })
        const after = new Map((await api.analysis.get({ project })).analysis.findings.map((finding) => [finding.id, finding.status]))
        for (const { finding, as, becomes } of changes) {
          if (becomes === 'cleared') expect(after.has(finding ?? '')).toBe(false)
          else expect(after.get(as ?? '')).toBe(becomes === 'confirmed' ? 'confirmed' : 'possible')
        }
        await api.history.undo({ project })
      }
      expect((await api.analysis.get({ project })).analysis).toEqual(before.analysis)
    })

    it('V3 V5 says which rules were considered, and names those that are switched off', async () => {
      const { api } = running
      const { flows } = await api.model.get({ project })
      const encrypted = flows.find(({ label }) => label === 'HTTPS')?.id ?? ''
      const found = await api.analysis.considered({ project, part: encrypted, stride: 'Information Disclosure' })
      expect(found.rules.find(({ rule }) => rule === 'cleartext-traffic')).toMatchObject({ state: 'stopped', facts: [{ fact: 'encrypted', value: { value: 'yes' } }] })
      const open = flows.find(({ label }) => label === 'orders')?.id ?? ''
      await api.rule.suppress({ project, rule: 'cleartext-traffic', on: [open], reason: 'one machine' })
      const silent = await api.analysis.considered({ project, part: open, stride: null })
      expect(silent.rules.find(({ rule }) => rule === 'cleartext-traffic')).toMatchObject({ state: 'suppressed', finding: null })
      await expect(api.analysis.considered({ project, part: project, stride: null })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    })

    it('tells every page which question the room is asked', async () => {
      const { api } = running
      expect(await api.analysis.asked({ project })).toBeNull()
      await api.analysis.ask({ project, question: { on: project, fact: 'encrypted' } })
      expect(await api.analysis.asked({ project })).toEqual({ on: project, fact: 'encrypted' })
      await api.analysis.ask({ project, question: null })
      expect(await api.analysis.asked({ project })).toBeNull()
    })
  })
}
