import { createDecipheriv, createECDH, hkdfSync, timingSafeEqual, type ECDH } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Id } from '../../../shared/domain/id.ts'
import type { SealedAnswer } from '../../../shared/domain/sealed-ballot.ts'
import { fromBase64Url, toBase64Url } from '../../../shared/proof/base64.ts'
import { utf8 } from '../../../shared/proof/bytes.ts'
import { boundTo, derivationInfo, derivedLength } from '../../../shared/proof/sealed-ballot.ts'
import { readPrivate, writePrivate } from '../../store/private-files.ts'
import { sha256 } from '../crypto.ts'

/** The key pair under which a workshop's ballot files are answered. The private part is in no log, no database and no backup. */
export interface BallotKey {
  publicKey: Uint8Array
  /** Digest of the public key, as an answer names it. */
  id: string
  /** What a seat's own ballot file proves to be by. */
  ticket: (seat: Id) => string
  isTicket: (seat: Id, ticket: string) => boolean
  /** The bytes that were sealed; null where anything about the answer was changed, or it is for another key. */
  open: (answer: SealedAnswer) => Uint8Array | null
}

/** By the digest of the id, which may hold anything. */
export function ballotKeyFile(dataDir: string, workshop: Id): string {
  return join(dataDir, 'keys', `ballot-${Buffer.from(sha256(utf8(workshop))).toString('hex').slice(0, 32)}.key`)
}

/** The workshop's key; null where it has none (any more). */
export function readBallotKey(dataDir: string, workshop: Id): BallotKey | null {
  const text = readPrivate(ballotKeyFile(dataDir, workshop))
  return text === null ? null : keyOf(Buffer.from(text, 'base64url'))
}

/** The workshop's key, made at first use. */
export function makeBallotKey(dataDir: string, workshop: Id): BallotKey {
  const known = readBallotKey(dataDir, workshop)
  if (known) return known
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  writePrivate(ballotKeyFile(dataDir, workshop), toBase64Url(new Uint8Array(pair.getPrivateKey())))
  return makeBallotKey(dataDir, workshop)
}

export function eraseBallotKey(dataDir: string, workshop: Id): void {
  rmSync(ballotKeyFile(dataDir, workshop), { force: true })
}

function keyOf(secret: Uint8Array): BallotKey {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(secret)
  const publicKey = new Uint8Array(pair.getPublicKey())
  const ticket = (seat: Id) => toBase64Url(new Uint8Array(hkdfSync('sha256', secret, utf8(seat), 'dreadnought-ballot-ticket', 16)))
  return {
    publicKey,
    id: toBase64Url(sha256(publicKey)),
    ticket,
    isTicket(seat, given) {
      const [one, other] = [sha256(utf8(ticket(seat))), sha256(utf8(given))]
      return timingSafeEqual(one, other)
    },
    open: (answer) => opened(pair, publicKey, answer),
  }
}

/** The receiving end of the seal in the ballot's page; workshop/SPEC.md describes both. */
function opened(pair: ECDH, publicKey: Uint8Array, answer: SealedAnswer): Uint8Array | null {
  const ephemeral = fromBase64Url(answer.ephemeral)
  const sealed = fromBase64Url(answer.sealed)
  if (!ephemeral || !sealed || sealed.length < 16) return null
  try {
    // Throws for what is no point of the curve.
    const secret = pair.computeSecret(ephemeral)
    const derived = new Uint8Array(hkdfSync('sha256', secret, ephemeral, derivationInfo(answer.format, publicKey), derivedLength))
    const decipher = createDecipheriv('aes-256-gcm', derived.subarray(0, 32), derived.subarray(32), { authTagLength: 16 })
    decipher.setAAD(boundTo(answer))
    decipher.setAuthTag(sealed.subarray(sealed.length - 16))
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - 16)), decipher.final()]))
  } catch {
    return null
  }
}
