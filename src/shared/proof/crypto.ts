import type { Sha256 } from './log.ts'

/** What verification needs of a platform. Neither function may throw on hostile input; `verify` answers false instead. */
export interface Crypto {
  sha256: Sha256
  /** Ed25519 (RFC 8032) over `message`, with raw keys of 32 and signatures of 64 bytes. */
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>
}
