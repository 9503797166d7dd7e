import type { KnownKey, SeenKey } from '../../../shared/domain/signing-key.ts'
import { openEnvelope } from '../../../shared/proof/dsse.ts'
import { readSignoff } from '../../../shared/proof/read-signoff.ts'
import { fingerprintOf } from '../../../shared/proof/statement-bytes.ts'
import { listAllKeyUses } from '../../store/key-uses.ts'
import { readDisclosure } from '../../store/revisions.ts'
import { listTrustedKeys } from '../../store/trusted-keys.ts'
import type { AppContext } from '../context.ts'
import { ownKeyIds } from '../keys.ts'

/** How keys are known here, by their ids. Own keys and trusted ones first; then those that somebody's signature came with. */
export function knownKeys(context: AppContext): ReadonlyMap<string, KnownKey> {
  const { now, earlier } = ownKeyIds(context)
  return new Map<string, KnownKey>([
    ...seenIn(context).map(({ keyId, name }) => [keyId, { as: 'seen', name }] as const),
    ...listTrustedKeys(context.db).map(({ keyId, name }) => [keyId, { as: 'trusted', name }] as const),
    ...[...earlier].map((keyId) => [keyId, { as: 'earlier', name: '' }] as const),
    ...[...now].map((keyId) => [keyId, { as: 'own', name: '' }] as const),
  ])
}

/** Keys by which somebody's signature was taken in, and that are neither trusted nor this installation's. */
export function seenKeys(context: AppContext): SeenKey[] {
  const known = knownKeys(context)
  return seenIn(context).filter(({ keyId }) => known.get(keyId)?.as === 'seen')
}

function seenIn({ db }: AppContext): SeenKey[] {
  const seen = new Map<string, SeenKey>()
  for (const { keyId, revision, envelope } of listAllKeyUses(db)) {
    const signoff = readSignoff(openEnvelope(envelope)?.payload)
    // The signature says it, not the key: the one by which an installation attests for others is its user's own elsewhere.
    if (!signoff || signoff.assurance === 'attested by the host') continue
    const name = readDisclosure(db, revision, signoff.signer)?.value
    const before = seen.get(keyId)
    seen.set(keyId, { keyId, fingerprint: fingerprintOf(keyId), name: typeof name === 'string' ? name : (before?.name ?? ''), role: signoff.role, signatures: (before?.signatures ?? 0) + 1 })
  }
  return [...seen.values()]
}
