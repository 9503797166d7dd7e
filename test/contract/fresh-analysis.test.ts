import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { withAnalysis } from '../../src/main/app/analysis/fresh-analysis.ts'
import { modelRevision } from '../../src/main/store/models.ts'
import { noAnalysis } from '../../src/shared/domain/analysis-change.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

const shop = 'flowchart LR\n  user([Customer]) -->|HTTP| api[Orders API]\n  api -->|SQL| db[(Orders DB)]\n'

let running: TestApp
let project = ''
beforeAll(async () => {
  running = await startTestApp()
})
beforeEach(async () => {
  project = (await running.api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: Buffer.from(shop).toString('base64') }, job: randomUUID() })).project
})
afterAll(async () => {
  await running.close()
  expect(running.logged).toEqual([])
})

async function answer(value: string): Promise<void> {
  const { flows } = await running.api.model.get({ project })
  await running.api.model.edit({ project, label: 'answer', edits: [{ type: 'set-fact', on: flows.at(-1)?.id ?? '', fact: 'encrypted', value }] })
}

it('D8 an analysis that an edit has overtaken is not used: the next one is', async () => {
  const { db } = running.app.context
  const asked: number[] = []
  const of = async () => {
    asked.push(modelRevision(db, project))
    // Somebody is faster than the worker, twice.
    if (asked.length < 3) await answer(asked.length === 1 ? 'no' : 'yes')
    return { ...noAnalysis, rules: { packs: [], count: asked.length } }
  }
  const used = await withAnalysis(running.app.context, { of }, project, ({ rules }) => [rules.count, modelRevision(db, project)])
  expect(new Set(asked).size).toBe(3)
  expect(used).toEqual([3, asked[2]])
})

it('D8 a decision while the model is edited: what was seen is one state, of the model and of its findings', async () => {
  const { analysis } = await running.api.analysis.get({ project })
  const settled = analysis.findings.find(({ unknowns }) => unknowns.length === 0) ?? analysis.findings[0]
  // Nothing is at hand for this state, so that the decision waits for the worker, and the second answer comes before it.
  await answer('no')
  await Promise.all([running.api.threat.accept({ project, findings: [settled?.id ?? ''] }), answer('yes')])
  const { seen, changes } = await running.api.diff.since({ project })
  expect(seen?.cause).toBe('triage-begun')
  expect(changes).toEqual([])
})
