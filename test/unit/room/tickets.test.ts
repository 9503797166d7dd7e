import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTickets, ticketLifeMs } from '../../../src/main/app/room/room-tickets.ts'
import { newCode } from '../../../src/main/app/room/room-door.ts'
import { isHostName } from '../../../src/shared/domain/room.ts'

describe('tickets', () => {
  it('are ten letters and digits that nobody takes for another, and each its own', () => {
    const tickets = createTickets(randomBytes)
    const made = Array.from({ length: 200 }, (_, seat) => tickets.issue(`seat-${String(seat)}`, 0).ticket)
    expect(new Set(made).size).toBe(200)
    for (const ticket of made) expect(ticket).toMatch(/^[2-9A-HJKMNP-TV-Z]{10}$/)
  })

  it('are good once, for their seat, until their time is over', () => {
    const tickets = createTickets(randomBytes)
    const one = tickets.issue('one', 1000)
    const two = tickets.issue('two', 1000)
    expect(one.expiresAt).toBe(1000 + ticketLifeMs)
    expect(tickets.spend(one.ticket, one.expiresAt - 1)).toBe('one')
    expect(tickets.spend(one.ticket, one.expiresAt - 1)).toBeNull()
    expect(tickets.spend(two.ticket, two.expiresAt)).toBeNull()
    expect(tickets.spend('', 0)).toBeNull()
  })
})

it('a new code is six digits and never the one that stands', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 999_999 }), (drawn, number) => {
      const now = String(number).padStart(6, '0')
      let at = 0
      const code = newCode({ randomBytes: () => drawn[at++] ?? randomBytes(3) }, now)
      expect(code).toMatch(/^\d{6}$/)
      expect(code).not.toBe(now)
    }),
  )
})

describe('host names', () => {
  it('whatever passes is what a browser makes of it', () => {
    const name = fc.stringMatching(/^[a-z0-9.-]{1,30}$/)
    fc.assert(
      fc.property(name, (text) => {
        if (isHostName(text)) expect(new URL(`http://${text}:8080`).host).toBe(`${text}:8080`)
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['laptop', 'ada-laptop.local', 'a.b.c.example', '192.168.1.5', '10.0.0.1', 'xn--bro-hoa.local', '1a.local'])('%s is one', (name) => {
    expect(isHostName(name)).toBe(true)
  })

  it.each(['', '-a.local', 'a-.local', 'a..b', '.a', 'a.', '256.1.1.1', '1.2.3', '01.2.3.4', '0x7f', 'a.0x1', 'a b', 'a:80', 'a/b', 'ä.local', 'A.local', '[::1]'])('%j is none', (name) => {
    expect(isHostName(name)).toBe(false)
  })
})
