import type { Id } from '../../../shared/domain/id.ts'
import { sha256 } from '../crypto.ts'

/** How long a ticket can be used, in milliseconds. */
export const ticketLifeMs = 120_000

/** Without the letters that are read as another: a ticket may have to be typed. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const ticketLength = 10

/** One-time tickets with which another device takes a seat. Only hashes are kept, and one for each seat. */
export interface Tickets {
  issue: (seat: Id, now: number) => { ticket: string; expiresAt: number }
  /** The seat of the ticket, which is then worth nothing any more; null for any other text. */
  spend: (ticket: string, now: number) => Id | null
  /** Makes the seat's ticket worthless, where it has one. */
  revoke: (seat: Id) => void
}

/** @param randomBytes cryptographically random bytes. */
export function createTickets(randomBytes: (length: number) => Uint8Array): Tickets {
  const bySeat = new Map<Id, { hash: string; expiresAt: number }>()
  return {
    issue(seat, now) {
      const ticket = newTicket(randomBytes)
      const expiresAt = now + ticketLifeMs
      bySeat.set(seat, { hash: hashOf(ticket), expiresAt })
      return { ticket, expiresAt }
    },
    spend(ticket, now) {
      const hash = hashOf(ticket.toUpperCase())
      for (const [seat, known] of bySeat) {
        if (known.expiresAt <= now) bySeat.delete(seat)
        else if (known.hash === hash) {
          bySeat.delete(seat)
          return seat
        }
      }
      return null
    },
    revoke: (seat) => void bySeat.delete(seat),
  }
}

/** Ten letters of thirty, each as likely as any other. */
function newTicket(randomBytes: (length: number) => Uint8Array): string {
  let ticket = ''
  while (ticket.length < ticketLength) {
    for (const byte of randomBytes(ticketLength)) {
      // The last, incomplete run of letters is left out, so that none comes up more often.
      if (byte < 240 && ticket.length < ticketLength) ticket += letters.charAt(byte % letters.length)
    }
  }
  return ticket
}

function hashOf(ticket: string): string {
  return Buffer.from(sha256(Buffer.from(ticket))).toString('hex')
}
