import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupedItems, groupOf, worstFirst } from '../../../src/renderer/workbench/workshop/agenda.ts'
import { askedOf, parseLine } from '../../../src/renderer/workbench/workshop/entry/grid-entry.ts'
import { factorSpread, openRoundOf, revealedRounds, tooFew } from '../../../src/renderer/workbench/workshop/spread.ts'
import { facilitatorView } from '../../../src/main/workshop/facilitator-view.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import { defaultWorkshopSettings, type FacilitatorItem, type SeatInfo } from '../../../src/shared/domain/workshop.ts'
import { openPlay, type Play } from './play.ts'

const itemsOf = (play: Play): FacilitatorItem[] => facilitatorView(play.state(), { connected: play.connected, projectName: '', elements: [] }).items

function first(play: Play): FacilitatorItem {
  const [item] = itemsOf(play)
  if (!item) throw new Error('no item')
  return item
}

describe('a line of the grid', () => {
  it('gives back the votes it was written from, with white space anywhere, for any factors', () => {
    const vote = fc.oneof(fc.record({ value: fc.integer({ min: 1, max: 10 }) }), fc.constant({ abstained: '' }))
    fc.assert(
      fc.property(fc.subarray([...dreadFactors], { minLength: 1 }), fc.array(vote, { minLength: 5, maxLength: 5 }), fc.constantFrom('', ' ', '\t '), (factors, all, gap) => {
        const given = all.slice(0, factors.length)
        const line = given.map((one) => ('value' in one ? String(one.value % 10) : '-')).join(gap)
        expect(parseLine(line, factors)).toEqual(Object.fromEntries(factors.map((factor, place) => [factor, given[place]])))
      }),
    )
  })
  it('is refused whole where it has another length or another sign', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        const fits = /^\s*(?:[0-9-]\s*){5}$/u.test(line)
        expect(parseLine(line, dreadFactors) !== null).toBe(fits)
      }),
    )
    for (const wrong of ['', '8779', '877980', '8779a', '8７798'.slice(0, 5)]) expect(parseLine(wrong, dreadFactors)).toBeNull()
  })
  it('reads 87798 in the order of the word, 0 as 10, - as an abstention', () => {
    expect(parseLine('870-8', dreadFactors)).toEqual({ damage: { value: 8 }, reproducibility: { value: 7 }, exploitability: { value: 10 }, affectedUsers: { abstained: '' }, discoverability: { value: 8 } })
  })
  it('W4 asks a seat those factors of the round that its role is asked, and all where it has none', () => {
    const settings = { ...defaultWorkshopSettings, roles: [{ id: 'biz', name: 'Business', factors: ['affectedUsers' as const, 'damage' as const] }] }
    const seat = (role: string | null): SeatInfo => ({ id: 's', name: '', role, kind: 'host', connected: true, handRaised: false, removed: false, table: null, scribe: false, coFacilitator: false })
    const round = { number: 2, factors: ['damage' as const, 'exploitability' as const], at: '2026-01-01T00:00:00.000Z', progress: [], result: null, votes: null }
    expect(askedOf(settings, seat('biz'), round)).toEqual(['damage'])
    expect(askedOf(settings, seat(null), round)).toEqual(['damage', 'exploitability'])
    expect(askedOf(settings, seat('gone'), round)).toEqual(['damage', 'exploitability'])
  })
})

describe('what is left to do', () => {
  it('groups an item by what the room does with it, and every item stands in one group', () => {
    const play = openPlay()
    expect(groupOf(first(play))).toBe('open')
    for (const [seat, value] of [['a', 1], ['b', 5], ['c', 9]] as const) play.five(seat, 'item-1', 1, value)
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    expect(groupOf(first(play))).toBe('discuss')
    play.facilitator({ type: 'open', items: ['item-1'] })
    expect(groupOf(first(play))).toBe('discuss')
    expect(openRoundOf(first(play))?.number).toBe(2)
    for (const seat of ['a', 'b', 'c']) play.five(seat, 'item-1', 2, 5)
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    expect(groupOf(first(play))).toBe('agreed')
    expect(revealedRounds(first(play), 'damage').map(({ round }) => round.number)).toEqual([1, 2])
    play.facilitator({ type: 'settle', items: ['item-1'], dissent: '' })
    expect(groupOf(first(play))).toBe('settled')
    const grouped = groupedItems(itemsOf(play)).flatMap(({ items }) => items.map(({ id }) => id))
    expect(grouped.toSorted()).toEqual(itemsOf(play).map(({ id }) => id).toSorted())
  })

  it('measures the spread by the widest factor of the latest reveal, and says where only votes are missing', () => {
    const play = openPlay({ quorum: { kind: 'count', value: 3 } })
    expect(factorSpread(first(play))).toBe(0)
    for (const seat of ['a', 'b']) play.five(seat, 'item-1', 1, 5)
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    expect(tooFew(first(play))).toBe(true)
    play.facilitator({ type: 'open', items: ['item-1'] })
    for (const [seat, value] of [['a', 2], ['b', 5], ['c', 9]] as const) play.five(seat, 'item-1', 2, value)
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    expect(tooFew(first(play))).toBe(false)
    expect(Math.floor(factorSpread(first(play)))).toBe(7)
  })

  it('puts what crosses the treatment line first, then the wider spread, and keeps the order of the agenda else', () => {
    const play = openPlay()
    for (const seat of ['a', 'b', 'c']) for (const item of ['item-1', 'item-2']) play.five(seat, item, 1, 5)
    play.facilitator({ type: 'reveal', items: ['item-1', 'item-2'] })
    const [one, two] = itemsOf(play)
    if (!one || !two) throw new Error('no items')
    const ids = (items: FacilitatorItem[]) => worstFirst(items).map(({ id }) => id)
    expect(ids([one, two])).toEqual(['item-1', 'item-2'])
    expect(ids([one, { ...two, crossesLine: true }])).toEqual(['item-2', 'item-1'])
  })
})
