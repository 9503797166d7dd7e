import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import { keyIdOfFingerprint } from '../../../shared/proof/signoff.ts'
import { fingerprintOf } from '../../../shared/proof/statement-bytes.ts'
import { renewOwnKey } from '../../store/keys/own-key.ts'
import { distrustKey, listTrustedKeys, trustKey } from '../../store/trusted-keys.ts'
import type { AppContext } from '../context.ts'
import { refused } from '../problems.ts'
import { seenKeys } from './known-keys.ts'
import { ownKeys } from './own-keys.ts'

/** Implements `key` of the workbench contract. */
export function keyHandlers(context: AppContext) {
  const os = implement(workbenchContract).key
  const { db } = context
  // Revisions say how the keys of their signatures are known.
  const changed = () => context.changes.publish({ project: null, topics: ['keys', 'revisions'] })
  return {
    own: os.own.handler(() => ownKeys(context)),
    renew: os.renew.handler(() => {
      const made = renewOwnKey(context.keyPlace)
      changed()
      if ('trouble' in made) throw refused(made.trouble, made.file)
      return ownKeys(context)
    }),
    trusted: os.trusted.handler(() => listTrustedKeys(db).map((key) => ({ ...key, fingerprint: fingerprintOf(key.keyId) }))),
    seen: os.seen.handler(() => seenKeys(context)),
    trust: os.trust.handler(({ input: { fingerprint, name } }) => {
      const keyId = keyIdOfFingerprint(fingerprint)
      if (keyId === null) throw refused('not-a-fingerprint', fingerprint.trim().slice(0, 100))
      const key = { keyId, name, addedAt: context.clock() }
      trustKey(db, key)
      changed()
      return { ...key, fingerprint: fingerprintOf(keyId) }
    }),
    distrust: os.distrust.handler(({ input }) => {
      distrustKey(db, input.keyId)
      changed()
    }),
  }
}
