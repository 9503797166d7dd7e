import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { groupedItems } from '../../../src/renderer/workbench/workshop/agenda.ts'
import { parseLine, askedOf } from '../../../src/renderer/workbench/workshop/entry/grid-entry.ts'
import { afterPractice, ballotOf, isGathering, openingCommands } from '../../../src/renderer/workbench/workshop/opening.ts'
import { practiceReference } from '../../../src/renderer/workbench/workshop/prepare/practice.ts'
import { openRoundOf } from '../../../src/renderer/workbench/workshop/spread.ts'
import { progressOf, seatsByTable } from '../../../src/renderer/workbench/workshop/tables.ts'
import { facilitatorView } from '../../../src/main/workshop/facilitator-view.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import type { PracticeThreat } from '../../../src/shared/domain/practice.ts'
import type { FacilitatorView, WorkshopSettings } from '../../../src/shared/domain/workshop.ts'
import { openPlay, startPlay, type Play } from './play.ts'

const viewOf = (play: Play): FacilitatorView => facilitatorView(play.state(), { connected: play.connected, projectName: '', elements: [] })
const practice: PracticeThreat & { id: string } = { id: 'practice', title: 'A lost ticket', description: '', stride: ['Tampering'], reference: practiceReference, reasons: {} }
const take = (play: Play, commands: readonly Parameters<Play['facilitator']>[0][]): void => {
  for (const command of commands) expect(play.facilitator(command)).toBeNull()
}

describe('what is opened first', () => {
  const ballots: WorkshopSettings['way'][] = ['silent-ballot', 'before-meeting', 'tables']
  it.each(ballots)('in a %s, the whole agenda at once', (way) => {
    const play = startPlay({ way })
    take(play, [{ type: 'start' }, ...openingCommands(viewOf(play))])
    expect(viewOf(play).items.map(({ phase }) => phase)).toEqual(['open', 'open', 'open'])
    expect(viewOf(play).presented).toBeNull()
  })
  it('one by one, the first threat, which is shown to the room', () => {
    const play = startPlay({ way: 'one-by-one' })
    take(play, [{ type: 'start' }, ...openingCommands(viewOf(play))])
    expect(viewOf(play).items.map(({ phase }) => phase)).toEqual(['open', 'waiting', 'waiting'])
    expect(viewOf(play).presented).toBe('item-1')
  })
  it.each(['silent-ballot', 'one-by-one'] as const)('with practice the practice threat alone, and after it what else would have been (%s)', (way) => {
    const play = startPlay({ way }, { practice })
    take(play, [{ type: 'start' }, ...openingCommands(viewOf(play))])
    expect(viewOf(play).items.map(({ phase }) => phase)).toEqual(['open', 'waiting', 'waiting', 'waiting'])
    expect(viewOf(play).presented).toBe('practice')
    expect(groupedItems(viewOf(play).items).map(({ group }) => group)).toEqual(['practice', 'waiting'])
    take(play, [{ type: 'reveal', items: ['practice'] }, ...afterPractice(viewOf(play))])
    expect(viewOf(play).items.map(({ phase }) => phase)).toEqual(way === 'one-by-one' ? ['skipped', 'open', 'waiting', 'waiting'] : ['skipped', 'open', 'open', 'open'])
    expect(viewOf(play).presented).toBe(way === 'one-by-one' ? 'item-1' : null)
    expect(groupedItems(viewOf(play).items).at(-1)?.group).toBe('practice')
    expect(viewOf(play).items[0]?.reference).not.toBeNull()
  })
})

describe('before the meeting', () => {
  it('people gather until something is revealed or counts down, and it is told who is done', () => {
    const play = openPlay({ way: 'before-meeting', revealCountdownSeconds: 3 })
    expect(isGathering(viewOf(play))).toBe(true)
    for (const item of ['item-1', 'item-2']) play.five('a', item, 1, 5)
    expect(ballotOf(viewOf(play), 'a')).toEqual({ done: 2, all: 3 })
    expect(ballotOf(viewOf(play), 'b')).toEqual({ done: 0, all: 3 })
    play.facilitator({ type: 'reveal', items: ['item-1', 'item-2', 'item-3'] })
    expect(isGathering(viewOf(play))).toBe(false)
    play.facilitator({ type: 'cancel-reveal' })
    expect(isGathering(viewOf(play))).toBe(true)
    play.facilitator({ type: 'pause' })
    expect(isGathering(viewOf(play))).toBe(false)
  })
  it('is no gathering in any other way of working', () => {
    expect(isGathering(viewOf(openPlay()))).toBe(false)
  })
})

describe('tables on the desk', () => {
  const settings: Partial<WorkshopSettings> = { way: 'tables', autoReveal: false, tables: [{ id: 'left', name: 'Left', items: ['item-1', 'item-3'] }, { id: 'right', name: 'Right', items: ['item-2'] }] }
  function seated(): Play {
    const play = startPlay(settings)
    play.join('a', null, 'left')
    play.join('b', null, 'left')
    play.join('c', null, 'right')
    play.join('d')
    play.facilitator({ type: 'start' })
    play.facilitator({ type: 'open', items: ['item-1', 'item-2', 'item-3'] })
    return play
  }
  it('W14 counts ballots of a table\'s own slice and seats', () => {
    const play = seated()
    play.five('a', 'item-1', 1, 5)
    play.five('c', 'item-2', 1, 5)
    expect(progressOf(viewOf(play), 'left')).toEqual({ items: 2, past: 0, done: 1, asked: 4 })
    expect(progressOf(viewOf(play), 'right')).toEqual({ items: 1, past: 0, done: 1, asked: 1 })
    play.facilitator({ type: 'reveal', items: ['item-2'] })
    expect(progressOf(viewOf(play), 'right')).toEqual({ items: 1, past: 1, done: 0, asked: 0 })
  })
  it('shows who has no table first, and everybody once', () => {
    const play = seated()
    const groups = (): [string | null, string[]][] => seatsByTable(viewOf(play).settings.tables, viewOf(play).seats).map(({ table, seats }) => [table?.id ?? null, seats.map(({ id }) => id)])
    expect(groups()).toEqual([[null, ['d']], ['left', ['a', 'b']], ['right', ['c']]])
    play.facilitator({ type: 'set-seat', seat: 'd', table: 'right' })
    expect(groups()).toEqual([['left', ['a', 'b']], ['right', ['c', 'd']]])
  })
})

describe('W18 where Discoverability is fixed or dropped', () => {
  it.each(['fixed', 'dropped'] as const)('%s: the grid takes four digits, the hot-seat asks four rows, and the threat is settled with one key', (discoverability) => {
    const play = openPlay({}, { discoverability })
    const [item] = viewOf(play).items
    const [seat] = viewOf(play).seats
    const round = item && openRoundOf(item)
    if (!seat || !round) throw new Error('no round')
    const asked = askedOf(viewOf(play).settings, seat, round)
    expect(asked).toEqual(dreadFactors.slice(0, 4))
    expect(parseLine('87798', asked)).toBeNull()
    const votes = parseLine('8779', asked)
    for (const id of ['a', 'b', 'c']) expect(votes && play.facilitator({ type: 'enter-votes', item: 'item-1', seat: id, via: 'grid', votes })).toBeNull()
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    const [revealed] = viewOf(play).items
    expect(revealed?.proposed).toEqual({ damage: 8, reproducibility: 7, exploitability: 7, affectedUsers: 9, discoverability: 10 })
    expect(groupedItems(viewOf(play).items)[0]).toMatchObject({ group: 'agreed', items: [{ id: 'item-1' }] })
    expect(play.facilitator({ type: 'settle', items: ['item-1'], dissent: '' })).toBeNull()
  })
})

describe('the practice threat\'s words', () => {
  const read = (language: string, file: string): unknown => JSON.parse(readFileSync(resolve(import.meta.dirname, `../../../resources/locales/${language}/${file}.json`), 'utf8'))
  const Prepare = z.object({ practice: z.object({ threat: z.record(z.string(), z.string()) }) })
  const Rubric = z.record(z.string(), z.record(z.string(), z.string()))
  it.each(['en', 'de'])('give a reason for every factor that cites the rubric\'s own words (%s)', (language) => {
    const { threat } = Prepare.parse(read(language, 'prepare')).practice
    const rubric = Rubric.parse(read(language, 'rubric'))
    for (const factor of dreadFactors) {
      const cited = [...(threat[factor] ?? '').matchAll(/[“„]([^”“]+)[”“]/g)].map((match) => (match[1] ?? '').toLowerCase())
      expect(cited.length, factor).toBeGreaterThan(0)
      const words = Object.values(rubric[factor] ?? {}).join(' ').toLowerCase()
      for (const quote of cited) expect(words).toContain(quote)
    }
  })
})
