import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { followAnalysis } from '../../src/renderer/workbench/analysis-query.ts'
import { allStates, type FollowedAnalysis, fromRuns, toRuns } from '../../src/shared/domain/analysed.ts'
import { startTestApp, type TestApp, transports } from '../support/app.ts'

const shop = 'flowchart LR\n  user([Customer]) -->|HTTP| api[Orders API]\n  api -->|SQL| db[(Orders DB)]\n  api -->|gRPC| pay[Payments]\n  pay -->|HTTPS| bank([Bank])\n'
const never = new AbortController().signal

type Doing = { type: 'rename' | 'answer' | 'undo' | 'remove' | 'accept' | 'dismiss' | 'look'; at: number; page: number }
const doing: fc.Arbitrary<Doing> = fc.record({ type: fc.constantFrom('rename', 'answer', 'undo', 'remove', 'accept', 'dismiss', 'look', 'look'), at: fc.nat(40), page: fc.nat(1) })

it('places in a list and their runs say the same', () => {
  fc.assert(fc.property(fc.array(fc.nat(20)), (places) => void expect([...fromRuns(toRuns(Uint32Array.from(places)))]).toEqual(places)))
  expect(toRuns(Uint32Array.from([4, 5, 6, 0, 9, 10]))).toEqual([4, 3, 0, 1, 9, 2])
})

describe.each(transports)('a page that follows an analysis, over %s', (transport) => {
  let running: TestApp
  beforeAll(async () => {
    running = await startTestApp(transport)
  })
  afterAll(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })
  const begin = async () => (await running.api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: Buffer.from(shop).toString('base64') }, job: randomUUID() })).project
  const whole = async (project: string) => JSON.stringify(await running.api.analysis.get({ project }))
  const shown = (state: FollowedAnalysis | null) => JSON.stringify(state && { analysis: state.analysis, states: allStates(state.told, state.analysis.findings) })

  async function act({ api }: TestApp, project: string, { type, at }: Doing): Promise<unknown> {
    const { elements, flows } = await api.model.get({ project })
    const on = [...elements, ...flows][at % (elements.length + flows.length)]?.id ?? ''
    if (type === 'undo') return api.history.undo({ project })
    if (type === 'rename') return api.model.edit({ project, label: type, edits: [{ type: 'update-element', id: elements[at % elements.length]?.id ?? '', set: { label: `Part ${String(at)}` } }] })
    if (type === 'answer') return api.model.edit({ project, label: type, edits: [{ type: 'set-fact', on, fact: 'encrypted', value: at % 2 ? 'no' : 'yes' }] })
    if (type === 'remove') return api.model.edit({ project, label: type, edits: [{ type: 'remove', ids: [on] }] })
    const { findings } = (await api.analysis.get({ project })).analysis
    const finding = findings[at % findings.length]?.id ?? ''
    return type === 'accept' ? api.threat.accept({ project, findings: [finding] }) : api.threat.dismiss({ project, findings: [finding], reason: 'not here' })
  }

  it('N3 has, to the byte, what a page that reads it whole has: from any earlier state, and whatever was edited, undone or decided', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 12 }), async (all) => {
        const project = await begin()
        // Each brings itself up to date only when its turn comes, so one of them is often several states behind.
        const pages: (FollowedAnalysis | null)[] = [null, null]
        for (const one of all) {
          if (one.type !== 'look') await act(running, project, one).catch(() => undefined)
          else {
            pages[one.page] = await followAnalysis(running.api, project, pages[one.page] ?? null, never)
            expect(shown(pages[one.page] ?? null)).toBe(await whole(project))
          }
        }
        for (const page of pages) expect(shown(await followAnalysis(running.api, project, page, never))).toBe(await whole(project))
        const { counts } = running.api.analysis
        const { analysis, states } = await running.api.analysis.get({ project })
        expect(await counts({ project })).toEqual({ questions: analysis.questions.length, new: states.filter(({ state }) => state === 'new').length })
      }),
      { numRuns: 8 },
    )
  }, 120_000)

  it('N3 keeps findings and facts that did not change the very same, and is the same state where nothing did', async () => {
    const project = await begin()
    const first = await followAnalysis(running.api, project, null, never)
    expect(await followAnalysis(running.api, project, first, never)).toBe(first)
    const part = (await running.api.model.get({ project })).elements.find(({ label }) => label === 'Bank')?.id ?? ''
    await running.api.model.edit({ project, label: 'rename', edits: [{ type: 'update-element', id: part, set: { label: 'House bank' } }] })
    const second = await followAnalysis(running.api, project, first, never)
    const before = new Set(first?.analysis.findings)
    const kept = second?.analysis.findings.filter((finding) => before.has(finding)).length ?? 0
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(second?.analysis.findings.length ?? 0)
    expect(second?.told).toBe(first?.told)
  })

  it('N3 is sent all of it where its state is not known: another run’s, or one long gone', async () => {
    const project = await begin()
    const first = await followAnalysis(running.api, project, null, never)
    for (let round = 0; round < 7; round++) {
      await act(running, project, { type: 'rename', at: round, page: 0 })
      await running.api.analysis.get({ project })
    }
    for (const stamp of ['another run.1', first?.stamp ?? '']) {
      const uponOf = async () => {
        for await (const part of await running.api.analysis.since({ project, stamp })) if (part.type === 'news') return part.upon
        return undefined
      }
      expect(await uponOf()).toBe(null)
      expect(shown(await followAnalysis(running.api, project, first && { ...first, stamp }, never))).toBe(await whole(project))
    }
  })
})
