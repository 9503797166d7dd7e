import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { nodeCrypto } from '../../../src/main/app/crypto.ts'
import { signaturesOf } from '../../../src/main/app/register/register-signatures.ts'
import { statedSigners } from '../../../src/shared/page/page-input.ts'
import { envelope, openEnvelope, type Envelope } from '../../../src/shared/proof/dsse.ts'
import { readSignoff } from '../../../src/shared/proof/read-signoff.ts'
import { freeze, registerFileBytes } from '../../../src/shared/proof/register-file.ts'
import { heldSignature } from '../../../src/shared/proof/signature-file.ts'
import { preAuthenticationEncoding, signoffType } from '../../../src/shared/proof/statement-bytes.ts'
import { verifyRegister } from '../../../src/shared/proof/verify.ts'
import { newKey, registerWith, sha256, signedBy } from '../../support/register-fixture.ts'

const key = newKey()
const { register, disclosures } = registerWith(2)
const { hash } = freeze(register, sha256)
const signed = signedBy(key, 'Ada Lovelace', hash)
const publicKey = { keyId: key.keyId, algorithm: 'ed25519' as const, publicKey: Buffer.from(key.raw).toString('base64') }

/** The same sign-off in other bytes, truly signed. */
function respelled(): Envelope {
  const payload = new TextEncoder().encode(JSON.stringify(JSON.parse(Buffer.from(signed.envelope.payload, 'base64').toString('utf8')), null, 1))
  return envelope(signoffType, payload, key.keyId, new Uint8Array(sign(null, preAuthenticationEncoding(signoffType, payload), key.privateKey)))
}

/** Whether each reader of envelopes takes this one for a signature that holds. */
async function taken(one: Envelope) {
  const parts = { register, disclosures: [...disclosures, signed.disclosure], envelopes: [one], keys: [publicKey] }
  const report = await verifyRegister(registerFileBytes(parts, sha256), nodeCrypto)
  const held = await heldSignature({ envelope: one, key: publicKey, revisionHash: hash, signer: signed.disclosure }, hash, new Set(['t-1']), nodeCrypto)
  return {
    verified: report.ok,
    fromFile: typeof held !== 'string',
    inTheLibrary: signaturesOf(parts, hash).map(({ valid }) => valid),
    onThePage: statedSigners([one], parts.disclosures).length,
  }
}

describe('a sign-off in an envelope', () => {
  test('R3: holds for every reader in canonical form, and for none in another spelling, truly signed as it is', async () => {
    expect(await taken(signed.envelope)).toEqual({ verified: true, fromFile: true, inTheLibrary: [true], onThePage: 1 })
    expect(await taken(respelled())).toEqual({ verified: false, fromFile: false, inTheLibrary: [false], onThePage: 0 })
  })

  test('is none where the payload is not UTF-8, not JSON, or something else', () => {
    expect(readSignoff(openEnvelope(signed.envelope)?.payload)).toMatchObject({ revisionHash: hash, meaning: 'approved' })
    for (const payload of [undefined, new Uint8Array([0xff]), new TextEncoder().encode('{'), new TextEncoder().encode('{}'), new Uint8Array()]) expect(readSignoff(payload)).toBeNull()
  })
})
