import type { Band } from './dread.ts'
import type { Response } from './decision.ts'
import type { Id, Instant } from './id.ts'
import type { RequiredSignature } from './sign-off.ts'

/** What somebody's own device shows of a revision that is to be signed. */
export interface SignSeatView {
  project: string
  number: number
  frozenAt: Instant
  /** SHA-256 of the canonical register, in hexadecimal: what is signed. */
  hash: string
  threats: { id: Id; displayId: string; title: string; total: number | null; band: Band | null; response: Response | null }[]
  required: Pick<RequiredSignature, 'role' | 'meaning' | 'scope' | 'state'>[]
}
