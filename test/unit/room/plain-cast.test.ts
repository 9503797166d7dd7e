import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainCast } from '../../../src/main/app/room/plain-cast.ts'
import { voteOf } from '../../../src/shared/workshop/vote.ts'
import { seatContract } from '../../../src/shared/contract/seat.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import { Vote } from '../../../src/shared/domain/workshop.ts'

const { inputSchema } = seatContract.vote['~orpc']

const points = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.double(), fc.constantFrom('5', null, true))
const vote = fc.oneof(
  { weight: 6, arbitrary: fc.record({ value: fc.integer({ min: 1, max: 10 }) }) },
  { weight: 2, arbitrary: fc.record({ value: points }) },
  { weight: 1, arbitrary: fc.record({ abstained: fc.string() }) },
  { weight: 1, arbitrary: fc.record({ value: fc.integer({ min: 1, max: 10 }), abstained: fc.string() }) },
  { weight: 1, arbitrary: fc.jsonValue() },
)
const factor = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...dreadFactors) }, { weight: 1, arbitrary: fc.constantFrom('glory', '__proto__', 'toString', '') })
const id = fc.oneof({ weight: 5, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.string({ maxLength: 100 }) }, { weight: 1, arbitrary: fc.jsonValue() })
const round = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -1, max: 3 }) }, { weight: 1, arbitrary: fc.double() }, { weight: 1, arbitrary: fc.constantFrom('1', null, 2 ** 53) })
const cast = fc.oneof(
  { weight: 9, arbitrary: fc.record({ item: id, round, votes: fc.dictionary(factor, vote, { noNullPrototype: true }) }, { requiredKeys: ['item', 'votes'], noNullPrototype: true }) },
  { weight: 1, arbitrary: fc.record({ item: id, round, votes: fc.jsonValue(), seat: id }) },
  { weight: 1, arbitrary: fc.jsonValue() },
)

describe('a vote that is read without the schema', () => {
  it('is what the schema reads, or is left to it', () => {
    let plain = 0
    fc.assert(
      fc.property(cast, (given) => {
        const input: unknown = JSON.parse(JSON.stringify(given))
        const read = plainCast(input)
        if (read === null) return
        plain += 1
        expect(inputSchema?.safeParse(input)).toEqual({ success: true, data: read })
        expect(Object.keys(read.votes)).toEqual(Object.keys(inputSchema?.safeParse(input).data?.votes ?? {}))
      }),
      { numRuns: 3000 },
    )
    expect(plain).toBeGreaterThan(100)
  })

  it('is read wherever it is nothing but values in range', () => {
    const values = fc.dictionary(fc.constantFrom(...dreadFactors), fc.record({ value: fc.integer({ min: 1, max: 10 }) }), { noNullPrototype: true })
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 9 }), values, (item, round, votes) => {
        expect(plainCast({ item, round, votes })).toEqual({ item, round, votes })
      }),
    )
  })

  it('a vote of the log is what the schema reads, or none', () => {
    fc.assert(
      fc.property(vote, (given) => {
        expect(voteOf(given)).toEqual(Vote.safeParse(given).data ?? null)
      }),
    )
  })
})
