import { createPublicKey } from 'node:crypto'
import type { InstallationKey, OwnKeys } from '../../../shared/domain/signing-key.ts'
import { toBase64Url } from '../../../shared/proof/base64.ts'
import { fingerprintOf, keyIdOf } from '../../../shared/proof/statement-bytes.ts'
import { openOwnKey, publicOwnKeys } from '../../store/keys/own-key.ts'
import { listKeyUses } from '../../store/key-uses.ts'
import type { AppContext } from '../context.ts'
import { sha256 } from '../crypto.ts'

/** All keys of this installation, as others may know them; the one it signs with is made where there is none. */
export function ownKeys(context: AppContext): OwnKeys {
  const opened = openOwnKey(context.keyPlace)
  const { own, other, earlier } = publicOwnKeys(context.keyPlace)
  return {
    current: own && { ...installationKey(context, own.publicKey, own.since), kept: own.kept },
    trouble: 'trouble' in opened ? { reason: opened.trouble, file: opened.file } : null,
    other: other && { ...installationKey(context, other.publicKey, other.since), kept: other.kept },
    earlier: earlier.map(({ publicKey, from, to }) => ({ ...installationKey(context, publicKey, from), to })),
  }
}

function installationKey({ db }: AppContext, publicKey: Uint8Array, from: string): InstallationKey {
  const keyId = keyIdOf(publicKey, sha256)
  const uses = new Map(listKeyUses(db, keyId).map(({ revision, number, project }) => [revision, { project, revision: number }]))
  return { fingerprint: fingerprintOf(keyId), from, signed: [...uses.values()], file: publicFile(keyId, publicKey) }
}

function publicFile(keyId: string, publicKey: Uint8Array): InstallationKey['file'] {
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) } })
  const pem = key.export({ type: 'spki', format: 'pem' }).toString()
  return { name: `dreadnought-key-${keyId.slice(0, 8)}.pub.pem`, mime: 'application/x-pem-file', bytes: Buffer.from(pem).toString('base64') }
}
