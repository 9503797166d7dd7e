import { oc } from '@orpc/contract'
import { z } from 'zod'
import { OwnKeys, SeenKey, TrustedKey } from '../domain/signing-key.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)

/** The keys that signatures are made with, and those that are trusted. */
export const keyContract = {
  /** Makes the key of this installation where there is none yet. */
  own: op.output(OwnKeys),
  /** Makes a new key to sign with. The public part of the one before is kept, its private part is not. */
  renew: op.output(OwnKeys),
  trusted: op.output(z.array(TrustedKey)),
  /** Keys by which somebody's signature was taken in, and that are not trusted yet. */
  seen: op.output(z.array(SeenKey)),
  /** Trusts the key with a fingerprint, however it is grouped; refused where it is none. A key that is trusted already gets the name. */
  trust: op.input(z.object({ fingerprint: z.string().max(500), name: z.string().trim().min(1).max(200) })).output(TrustedKey),
  distrust: op.input(z.object({ keyId: z.string().max(64) })).output(z.void()),
}
