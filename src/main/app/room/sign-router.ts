import { implement } from '@orpc/server'
import { signSeatContract } from '../../../shared/contract/sign-seat.ts'
import type { SignatureInfo } from '../../../shared/domain/register.ts'
import type { SignSeatView } from '../../../shared/domain/sign-seat.ts'
import type { SignatureFile } from '../../../shared/proof/signature-file.ts'
import { createSeatGuard, type SeatLimits } from './seat-limits.ts'
import type { SeatCall } from './seats.ts'

/** What is signed in the room: one revision. */
export interface SignedHere {
  view: () => SignSeatView
  /** Checks and stores. Throws an error of the contract where the signature does not hold. */
  take: (signature: Omit<SignatureFile, 'format' | 'revisionHash'>) => Promise<SignatureInfo>
}

/** What a device may do in a room that is open for signing. Every call needs the code. */
export function signRouter(signed: SignedHere, code: string, limits: SeatLimits) {
  const guard = createSeatGuard(limits)
  const os = implement(signSeatContract)
    .$context<SeatCall>()
    .use(({ context: { socket }, next }) => {
      guard.call(socket)
      return next()
    })
  return os.router({
    about: os.about.handler(({ input, context: { socket } }) => {
      guard.code(input.code, code, socket.address)
      return signed.view()
    }),
    sign: os.sign.handler(async ({ input: { code: given, ...signature }, context: { socket } }) => {
      guard.code(given, code, socket.address)
      guard.join(socket.address, 0)
      const { name, fingerprint } = await signed.take(signature)
      return { name, fingerprint }
    }),
  })
}
export type SignRouter = ReturnType<typeof signRouter>
