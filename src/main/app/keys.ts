import { hostKey, type HostKey } from '../store/keys.ts'
import { noteKey } from '../store/revisions.ts'
import type { AppContext } from './context.ts'
import { sha256 } from './crypto.ts'
import { keyIdOf } from '../../shared/proof/statement-bytes.ts'

/** The installation's key with its id, known to the library. Made at first use. */
export function signingKey(context: Pick<AppContext, 'db' | 'dataDir' | 'clock'>): HostKey & { keyId: string } {
  const key = hostKey(context.dataDir)
  const keyId = keyIdOf(key.publicKey, sha256)
  noteKey(context.db, { id: keyId, publicKey: key.publicKey, holder: 'host', at: context.clock() })
  return { ...key, keyId }
}
