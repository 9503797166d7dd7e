import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type CellKey, cellKey, type Entry, nextBatch, votesOf, without } from '../../../src/renderer/seat/outbox.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import type { Vote } from '../../../src/shared/domain/workshop.ts'

const vote: fc.Arbitrary<Vote> = fc.oneof(fc.record({ value: fc.integer({ min: 1, max: 10 }) }), fc.record({ abstained: fc.constantFrom('', 'unsure') }))
const entry: fc.Arbitrary<Entry> = fc.record({ item: fc.constantFrom('a', 'b'), round: fc.constantFrom(1, 2), factor: fc.constantFrom(...dreadFactors), vote, seat: fc.constantFrom(undefined, 'mate') })
/** A tap, or the fate of the next message: acknowledged, refused by the line before it arrived, or lost on the way back. */
type Step = { tap: Entry } | { fate: 'acknowledged' | 'not-sent' | 'answer-lost'; meanwhile?: Entry }
const step: fc.Arbitrary<Step> = fc.oneof({ weight: 3, arbitrary: fc.record({ tap: entry }) }, { weight: 2, arbitrary: fc.record({ fate: fc.constantFrom('acknowledged' as const, 'not-sent' as const, 'answer-lost' as const) }) }, {
  weight: 1,
  arbitrary: fc.record({ fate: fc.constant('acknowledged' as const), meanwhile: entry }),
})

/** The room: one vote for each cell, a later one in its place. */
function record(room: Map<CellKey, Vote>, waiting: ReadonlyMap<CellKey, Entry>): void {
  const batch = nextBatch(waiting)
  if (batch) for (const factor of dreadFactors) {
    const cast = votesOf(batch)[factor]
    if (cast) room.set(cellKey({ item: batch.item, round: batch.round, factor, seat: batch.seat }), cast)
  }
}

it('whatever the line does, in the end the room has the last tap of each cell, once, and nothing waits', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const room = new Map<CellKey, Vote>()
      const wanted = new Map<CellKey, Vote>()
      let waiting: ReadonlyMap<CellKey, Entry> = new Map()
      const tap = (cast: Entry) => {
        wanted.set(cellKey(cast), cast.vote)
        waiting = new Map(waiting).set(cellKey(cast), cast)
      }
      const calm = Array.from({ length: 10 }, (): Step => ({ fate: 'acknowledged' }))
      for (const now of [...steps, ...calm]) {
        if ('tap' in now) {
          tap(now.tap)
          continue
        }
        const batch = nextBatch(waiting)
        if (now.fate !== 'not-sent') record(room, waiting)
        if (now.meanwhile) tap(now.meanwhile)
        if (batch && now.fate === 'acknowledged') waiting = without(waiting, batch)
      }
      expect(waiting.size).toBe(0)
      expect(room).toEqual(wanted)
    }),
  )
})

it('a message carries votes of one round only, that of the longest waiting vote, and all of them', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1 }), (entries) => {
      const waiting = new Map(entries.map((one) => [cellKey(one), one]))
      const [first] = waiting.values()
      const batch = nextBatch(waiting)
      expect(batch).toMatchObject({ item: first?.item, round: first?.round })
      expect(batch?.entries).toEqual([...waiting.values()].filter((one) => one.item === first?.item && one.round === first.round && one.seat === first.seat))
    }),
  )
})

it('nothing goes out where nothing waits', () => {
  expect(nextBatch(new Map())).toBeNull()
})

it('a vote that was changed while it was on its way keeps waiting', () => {
  const cell = { item: 'a', round: 1, factor: 'damage' } as const
  const waiting = new Map([[cellKey(cell), { ...cell, vote: { value: 3 } }]])
  const batch = nextBatch(waiting)
  const changed = new Map(waiting).set(cellKey(cell), { ...cell, vote: { value: 4 } })
  expect(batch && [...without(changed, batch).values()]).toEqual([{ ...cell, vote: { value: 4 } }])
})
