import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay } from '../../../src/shared/workshop/reduce.ts'
import { workshopReport } from '../../../src/shared/workshop/report.ts'
import { openRound } from '../../../src/shared/workshop/state.ts'
import { workshopTimeline } from '../../../src/main/workshop/timeline.ts'
import { presenterView } from '../../../src/main/workshop/presenter-view.ts'
import { itemsAt, WorkshopTimeline } from '../../../src/shared/domain/workshop-timeline.ts'
import type { Play } from './play.ts'
import { begin, entriesOf, nowOf, reportOf, seats, story, take, told } from './report-support.ts'

const runs = Number(process.env['WORKSHOP_RUNS'] ?? 200)

const timelineOf = (play: Play): WorkshopTimeline => WorkshopTimeline.parse(JSON.parse(JSON.stringify(workshopTimeline(entriesOf(play), nowOf(play)))))

/** As `toBe`, without its price for long texts that are the same. */
function same(one: string, two: string): void {
  if (one !== two) expect(one).toBe(two)
}

describe(`random stories (${String(runs)} runs)`, { timeout: 600_000 }, () => {
  it('R3 votes, abstentions, not voted and absent together are the seats that the round asked', () => {
    let rounds = 0
    fc.assert(
      fc.property(story, (chosen) => {
        const play = begin(chosen)
        for (const next of chosen.steps) {
          take(play, next)
          // What a round asked is known at its reveal: seats may go or come later.
          for (const item of reportOf(play).items) {
            const state = play.state().items.find(({ threat }) => threat.id === item.id)
            for (const round of item.rounds) {
              const progress = state?.rounds.find(({ number }) => number === round.number)?.progress
              for (const result of round.results) {
                const asked = (progress ?? []).filter(({ seat }) => chosen.roles === false || seat !== 'a' || result.factor === 'damage' || result.factor === 'affectedUsers')
                expect(result.n + result.abstained + result.notVoted + result.absent).toBe(asked.length)
                expect(result.asked).toBe(asked.length)
                expect(result.histogram.reduce((sum, count) => sum + count, 0)).toBe(result.n)
                rounds += 1
              }
            }
          }
        }
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
    expect(rounds).toBeGreaterThan(0)
  })

  it('R2 a revealed round is told the same for ever after', () => {
    let kept = 0
    fc.assert(
      fc.property(story, (chosen) => {
        const play = begin(chosen)
        const first = new Map<string, string>()
        for (const next of chosen.steps) {
          take(play, next)
          for (const item of reportOf(play).items) {
            for (const round of item.rounds) {
              if (round.phase !== 'revealed') continue
              const name = `${item.id} ${String(round.number)}`
              const text = JSON.stringify(round)
              same(text, first.get(name) ?? text)
              if (first.has(name)) kept += 1
              first.set(name, text)
            }
          }
        }
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
    expect(kept).toBeGreaterThan(0)
  })

  it('R1 R11 a replayed log gives the report of the live state; times add up; a closed one does not hang on the hour', () => {
    fc.assert(
      fc.property(story, (chosen) => {
        const play = told(chosen)
        const entries = entriesOf(play)
        const again = replay(entries)
        if (!again) throw new Error('an empty log')
        const live = reportOf(play)
        expect(workshopReport(entries, again, { project: 'Payment', now: nowOf(play) })).toEqual(live)
        expect(live.time.runningMs + live.time.pausedMs).toBe(Date.parse(live.workshop.asOf) - Date.parse(live.workshop.startedAt ?? ''))
        const discussed = live.items.reduce((sum, item) => sum + item.discussedMs, live.practice?.discussedMs ?? 0)
        expect(discussed).toBeLessThanOrEqual(live.time.runningMs)
        for (const item of live.items) expect(item.openMs).toBeLessThanOrEqual(live.time.runningMs)
        const { all, settled, parked, skipped, left, byRule, overridden } = live.counts
        expect(settled + parked + skipped + left).toBe(all)
        expect(byRule + overridden).toBe(settled)
        play.facilitator({ type: 'close' })
        const closed = reportOf(play)
        play.clock.now += 86_400_000
        expect(reportOf(play)).toEqual(closed)
      }),
      { numRuns: runs },
    )
  })

  it('R9 what a hidden vote is changes no byte of report or timeline', () => {
    let compared = 0
    fc.assert(
      fc.property(story, fc.constantFrom(...seats), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }), (chosen, who, one, two) => {
        const [play, twin] = [told(chosen), told(chosen)]
        for (const each of [play, twin]) {
          each.facilitator({ type: 'resume' })
          each.facilitator({ type: 'open', items: ['item-1'] })
          each.facilitator({ type: 'open-poll' })
        }
        for (const { threat, rounds } of play.state().items) {
          const round = rounds.at(-1)
          const [factor] = round?.factors ?? []
          if (round?.phase !== 'open' || !factor) continue
          play.vote(who, threat.id, round.number, { [factor]: { value: one } })
          twin.vote(who, threat.id, round.number, { [factor]: two === 10 ? { abstained: 'no idea' } : { value: two } })
        }
        play.run({ by: 'seat', seat: who, command: { type: 'answer-poll', answer: 'yes' } })
        twin.run({ by: 'seat', seat: who, command: { type: 'answer-poll', answer: 'no' } })
        const bytes = (each: Play) => JSON.stringify([reportOf(each), reportOf(each, { cut: true }), timelineOf(each)]).replace(/"hash":"[0-9a-f]+"/g, '')
        same(bytes(play), bytes(twin))
        compared += 1
      }),
      { numRuns: runs },
    )
    expect(compared).toBe(runs)
  })

  it('R12 put together up to a frame, a timeline is what the presenter screen showed', () => {
    let frames = 0
    fc.assert(
      fc.property(story, (chosen) => {
        const play = told(chosen)
        const entries = entriesOf(play)
        const timeline = timelineOf(play)
        for (const [index, frame] of timeline.frames.entries()) {
          const state = replay(entries.slice(0, frame.seq))
          if (!state) throw new Error('an empty log')
          const connected = new Set(state.seats.map(({ id }) => id))
          const shown = itemsAt(timeline.frames, index)
          expect(frame).toMatchObject({ phase: state.phase, presented: state.presented })
          for (const { threat } of state.items) {
            const view = presenterView({ ...state, presented: threat.id }, { connected, projectName: '', elements: [] })
            const item = shown.find(({ id }) => id === threat.id)
            expect(view.seats.joined).toBe(frame.joined)
            expect({ phase: item?.phase, done: item?.done, asked: item?.asked, result: item?.result, settled: item?.settled, title: item?.title }).toEqual({
              phase: view.presented?.phase,
              done: view.presented?.done,
              asked: view.presented?.asked,
              result: view.presented?.result,
              settled: view.presented?.settled,
              title: view.presented?.threat.title,
            })
            const own = state.items.find((one) => one.threat.id === threat.id)
            expect(item?.round ?? null).toBe((own && openRound(own)?.number) ?? null)
          }
          frames += 1
        }
        expect(timeline.frames.map(({ ms }) => ms)).toEqual(timeline.frames.map(({ ms }) => ms).sort((a, b) => a - b))
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
    expect(frames).toBeGreaterThan(runs)
  })

  it('R7 an anonymous report, and a cut one, holds no id and no name of a seat', () => {
    fc.assert(
      fc.property(story, (chosen) => {
        const play = told({ ...chosen, anonymous: true })
        const cut = JSON.stringify(reportOf(told({ ...chosen, anonymous: false }), { cut: true }))
        for (const text of [JSON.stringify(reportOf(play)), cut]) {
          expect(text).not.toContain('Name of')
          expect(text).not.toMatch(/"seat":"|"perSeat":\[\{|"far":\["/)
        }
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  })
})
