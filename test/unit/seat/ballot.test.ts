import { describe, expect, it } from 'vitest'
import { answered, homeItem, nextToAnswer, pagesAround, rowsOf, unanswered } from '../../../src/renderer/seat/ballot.ts'
import { cellKey } from '../../../src/renderer/seat/outbox.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import type { SeatItem, SeatView, Votes } from '../../../src/shared/domain/workshop.ts'

const none = { waiting: new Map(), recorded: new Map(), notCounted: new Map() }

function item(id: string, phase: SeatItem['phase'], mine: Votes = {}): SeatItem {
  return {
    id,
    threat: { id, displayId: id, title: id, description: '', stride: ['Spoofing'], affected: [] },
    phase,
    round: phase === 'open' ? { number: 1, factors: [...dreadFactors], mine, revealAt: null } : null,
    revealed: null,
    settled: null,
    invited: [],
    practice: false,
    reference: null,
  }
}

function view(items: SeatItem[], about: { presented?: string; way?: SeatView['workshop']['way'] } = {}): SeatView {
  return {
    workshop: { id: 'w', name: 'W', project: 'P', phase: 'running', way: about.way ?? 'silent-ballot', anonymous: false },
    seat: { id: 's', name: 'Ana', role: null, handRaised: false, table: null, tableName: null, writesFor: null, coFacilitator: false },
    items,
    presented: about.presented ?? null,
    rubric: null,
    timer: null,
    poll: null,
    elements: [],
    seq: 1,
  }
}

const all: Votes = Object.fromEntries(dreadFactors.map((factor) => [factor, { value: 5 }]))

describe('a digit that is typed anywhere on the page', () => {
  it('answers the first unanswered row by the newest state: what still waits, and what was just acknowledged, is answered', () => {
    const shown = view([item('a', 'open', { damage: { value: 2 } })])
    const at = (factor: (typeof dreadFactors)[number]) => ({ item: 'a', round: 1, factor, vote: { value: 5 } })
    const [waiting, recorded] = [at('reproducibility'), at('exploitability')]
    const state = { ...none, view: shown, waiting: new Map([[cellKey(waiting), waiting]]) }
    expect(nextToAnswer({ ...none, view: shown }, 'a')).toEqual({ cell: { item: 'a', round: 1, factor: 'reproducibility' }, index: 1 })
    expect(nextToAnswer(state, 'a')).toMatchObject({ cell: { factor: 'exploitability' }, index: 2 })
    expect(nextToAnswer({ ...state, recorded: new Map([[cellKey(recorded), { ...recorded, seq: 9 }]]) }, 'a')).toMatchObject({ cell: { factor: 'affectedUsers' }, index: 3 })
    // For somebody whom one writes for, what one gave oneself is no answer.
    expect(nextToAnswer(state, 'a', 's2')).toMatchObject({ cell: { factor: 'damage', seat: 's2' }, index: 0 })
  })
  it('answers nothing where all is answered, and where no round is open', () => {
    const state = { ...none, view: view([item('a', 'open', all), item('b', 'revealed')]) }
    for (const id of ['a', 'b', 'gone']) expect(nextToAnswer(state, id)).toBeNull()
    expect(nextToAnswer({ ...none, view: null }, 'a')).toBeNull()
  })
})

describe('the rows of a ballot', () => {
  const cell = { item: 'a', round: 1, factor: 'damage' } as const
  const key = cellKey(cell)
  const open = item('a', 'open', { damage: { value: 2 } })

  it('show no default: what was not voted is open', () => {
    expect(rowsOf(item('a', 'open'), none)).toEqual(dreadFactors.map((factor) => ({ factor, vote: null, state: 'open' })))
  })
  it('show what is being sent before what is recorded, and what was acknowledged before what the view still says', () => {
    const recorded = new Map([[key, { ...cell, vote: { value: 3 }, seq: 9 }]])
    expect(rowsOf(open, none)[0]).toEqual({ factor: 'damage', vote: { value: 2 }, state: 'recorded' })
    expect(rowsOf(open, { ...none, recorded })[0]).toEqual({ factor: 'damage', vote: { value: 3 }, state: 'recorded' })
    expect(rowsOf(open, { ...none, recorded, waiting: new Map([[key, { ...cell, vote: { value: 4 } }]]) })[0]).toEqual({ factor: 'damage', vote: { value: 4 }, state: 'sending' })
  })
  it('say of a vote that lost the race that it does not count, and keep what stands', () => {
    expect(rowsOf(open, { ...none, notCounted: new Map([[key, { ...cell, vote: { value: 9 } }]]) })[0]).toEqual({ factor: 'damage', vote: { value: 2 }, state: 'not-counted' })
  })
  it('count an abstention as an answer, and are none where no round is open', () => {
    expect(answered(rowsOf(item('a', 'open', { damage: { abstained: '' } }), none))).toBe(1)
    expect(rowsOf(item('a', 'revealed'), none)).toEqual([])
  })
})

describe('where a seat stands', () => {
  it('is its first unanswered threat in a silent ballot, whatever is presented and not open', () => {
    const items = [item('a', 'open', all), item('b', 'open'), item('c', 'revealed')]
    expect(homeItem(view(items, { presented: 'c' }), none)?.id).toBe('b')
    expect(unanswered(view(items), none).map(({ id }) => id)).toEqual(['b'])
  })
  it('is with the room where one by one is the way, and where nothing is open', () => {
    const items = [item('a', 'open'), item('b', 'revealed')]
    expect(homeItem(view(items, { presented: 'b', way: 'one-by-one' }), none)?.id).toBe('b')
    expect(homeItem(view([item('a', 'waiting'), item('b', 'revealed')], { presented: 'b' }), none)?.id).toBe('b')
  })
  it('goes through what is open while at something open, else through what was seen', () => {
    const items = [item('a', 'open'), item('b', 'revealed'), item('c', 'waiting'), item('d', 'open')]
    const ids = (at: SeatItem | null) => pagesAround(view(items), at).map(({ id }) => id)
    expect(ids(null)).toEqual(['a', 'd'])
    expect(ids(items[3] ?? null)).toEqual(['a', 'd'])
    expect(ids(items[1] ?? null)).toEqual(['b'])
  })
})
