import { oc, type as trusted } from '@orpc/contract'
import { z } from 'zod'
import type { SignSeatView } from '../domain/sign-seat.ts'
import { SignatureFile } from '../proof/signature-file.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const Code = z.object({ code: z.string().max(20) })

/** What a device may do in a room that is open for signing. */
export const signSeatContract = {
  about: op.input(Code).output(trusted<SignSeatView>()),
  /** Hands in a signature by the device's own key; nothing of it is believed before it was checked. */
  sign: op.input(SignatureFile.pick({ envelope: true, key: true, signer: true }).extend(Code.shape)).output(z.object({ name: z.string(), fingerprint: z.string() })),
}
export type SignSeatContract = typeof signSeatContract
