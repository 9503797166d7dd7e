import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashedEvent, sealed, sha256 } from '../../../src/main/app/crypto.ts'
import { isText } from '../../../src/main/app/text.ts'
import { seatViewText } from '../../../src/main/app/room/view-text.ts'
import { seatView } from '../../../src/main/workshop/seat-view.ts'
import type { ViewContext } from '../../../src/main/workshop/shown.ts'
import { seal } from '../../../src/shared/proof/disclosure.ts'
import { eventHash } from '../../../src/shared/proof/log.ts'
import { items, openPlay } from './play.ts'

describe('a view as text', () => {
  it('is what JSON.stringify gives, whatever people write, and the same for whole rooms', () => {
    const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('$&', '$1', '"', '\\', '\u2028', '"0"', 'null', '\ud800'))
    fc.assert(
      fc.property(fc.record({ name: words, project: words, label: words, value: fc.integer({ min: 1, max: 10 }), opinion: words }), ({ name, project, label, value, opinion }) => {
        const play = openPlay()
        const context: ViewContext = { connected: play.connected, projectName: project, elements: [{ id: 'element-1', label }, { id: 'element-2', label: name }] }
        const same = () => {
          for (const seat of ['a', 'b', 'c', 'nobody']) {
            const view = seatView(play.state(), seat, context)
            expect(seatViewText(play.state(), seat, context)).toBe(view && JSON.stringify(view))
          }
        }
        same()
        play.five('a', 'item-1', 1, value)
        play.vote('b', 'item-1', 1, { damage: { abstained: isText(opinion) ? opinion : '' } })
        same()
        play.facilitator({ type: 'reveal', items: [...items] })
        same()
        play.facilitator({ type: 'open', items: ['item-1'] })
        play.five('b', 'item-1', 2, value)
        same()
      }),
      { numRuns: 60 },
    )
  })
})

describe('W7 a seal made with Node’s own hash', () => {
  it('is the seal of the proof, for any name, value and salt', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.uint8Array({ minLength: 16, maxLength: 16 }), (name, value, salt) => {
        fc.pre(isText(name))
        expect(sealed(name, value, salt)).toEqual(seal(name, value, salt, sha256))
      }),
    )
    // A salt is a piece of a longer array of random bytes.
    const pool = Uint8Array.from(randomBytes(64))
    expect(sealed('n', 1, pool.subarray(16, 32))).toEqual(seal('n', 1, pool.slice(16, 32), sha256))
  })
})

describe('W8 a hash made with Node’s own', () => {
  it('is the hash of the proof, for any event', () => {
    const event = fc.record({
      seq: fc.nat(),
      at: fc.string(),
      actor: fc.string({ unit: 'grapheme' }),
      type: fc.string(),
      payload: fc.dictionary(fc.string(), fc.jsonValue()),
      prevHash: fc.stringMatching(/^[\da-f]{64}$/),
    })
    fc.assert(
      fc.property(event, (one) => {
        fc.pre(isText(one))
        expect(hashedEvent(one)).toBe(eventHash(one, sha256))
      }),
    )
  })
})
