import { openOwnKey, publicOwnKeys, type OwnKey } from '../store/keys/own-key.ts'
import { noteKey } from '../store/revisions.ts'
import type { AppContext } from './context.ts'
import { sha256 } from './crypto.ts'
import { refused } from './problems.ts'
import { keyIdOf } from '../../shared/proof/statement-bytes.ts'

/** The key that this host signs with, and its id, known to the library. Made at first use. Refused where it can not be opened. */
export function signingKey(context: Pick<AppContext, 'db' | 'keyPlace' | 'clock'>): OwnKey & { keyId: string } {
  const key = openOwnKey(context.keyPlace)
  if ('trouble' in key) throw refused(key.trouble, key.file)
  const keyId = keyIdOf(key.publicKey, sha256)
  noteKey(context.db, { id: keyId, publicKey: key.publicKey, holder: 'host', at: context.clock() })
  return { ...key, keyId }
}

/** The ids of all keys that this installation signs with or signed with before; none is opened. */
export function ownKeyIds({ keyPlace }: Pick<AppContext, 'keyPlace'>): { now: Set<string>; earlier: Set<string> } {
  const { own, other, earlier } = publicOwnKeys(keyPlace)
  const ids = (keys: readonly { publicKey: Uint8Array }[]) => new Set(keys.map(({ publicKey }) => keyIdOf(publicKey, sha256)))
  return { now: ids([own, other].flatMap((key) => key ?? [])), earlier: ids(earlier) }
}
