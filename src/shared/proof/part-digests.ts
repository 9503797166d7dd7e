import { z } from 'zod'
import { verifyText, type VerifyText } from '../domain/verify-phrases.ts'
import { toBase64Url } from './base64.ts'
import { canonicalBytes } from './canonical.ts'
import { digestPattern } from './disclosure.ts'
import type { Sha256 } from './log.ts'

const Digest = z.string().regex(digestPattern)

/**
 * Digests of a register's rows and other parts: base64url SHA-256 of each one's canonical JSON. The revision hash alone says that something
 * was changed; these say what. They protect nothing by themselves: whoever changes a row can change its digest, and the hash fails all the same.
 */
export const PartDigests = z.strictObject({
  threats: z.array(z.strictObject({ id: z.string(), displayId: z.string(), digest: Digest })),
  /** By name: `header`, `model`, and all else that is neither a threat nor the revision. */
  parts: z.record(z.string(), Digest),
})
export type PartDigests = z.infer<typeof PartDigests>

interface Parts {
  threats: readonly { id: string; displayId: string }[]
}

/** More than these are not named one by one. */
const named = 10

export function partDigests(register: Parts, sha256: Sha256): PartDigests {
  const digest = (part: unknown) => toBase64Url(sha256(canonicalBytes(part)))
  const parts = Object.entries(register).filter(([name, part]) => name !== 'threats' && name !== 'revision' && part !== undefined)
  return {
    threats: register.threats.map((threat) => ({ id: threat.id, displayId: threat.displayId, digest: digest(threat) })),
    parts: Object.fromEntries(parts.map(([name, part]) => [name, digest(part)])),
  }
}

/** What is not as it was frozen, row by row; empty where all of it is. `register` as it was read, with what no schema knows. */
export function changedParts(register: Parts, frozen: PartDigests, sha256: Sha256): VerifyText[] {
  const now = partDigests(register, sha256)
  const [before, after] = [byId(frozen.threats), byId(now.threats)]
  const rows = [
    ...frozen.threats.filter(({ id, digest }) => after.has(id) && after.get(id) !== digest).map(({ displayId }) => verifyText('row-changed', { threat: displayId })),
    ...frozen.threats.filter(({ id }) => !after.has(id)).map(({ displayId }) => verifyText('row-missing', { threat: displayId })),
    ...now.threats.filter(({ id }) => !before.has(id)).map(({ displayId }) => verifyText('row-added', { threat: displayId })),
  ]
  const names = new Set([...Object.keys(frozen.parts), ...Object.keys(now.parts)])
  const parts = [...names].filter((name) => frozen.parts[name] !== now.parts[name]).map((name) => verifyText('part-changed', { part: name }))
  const all = [...rows, ...parts]
  return all.length > named ? [...all.slice(0, named), verifyText('more-changed', { count: all.length - named })] : all
}

function byId(threats: PartDigests['threats']): Map<string, string> {
  return new Map(threats.map(({ id, digest }) => [id, digest]))
}
