import { z } from 'zod'
import { Disclosure } from '../domain/workshop.ts'
import { hex } from './bytes.ts'
import { canonicalBytes, canonicalText } from './canonical.ts'
import { Envelope } from './dsse.ts'
import type { Sha256 } from './log.ts'
import { RegisterDocument } from './register-document.ts'
import { PublicKey } from './signoff.ts'

/** Names the shape of the file around the signed part. */
export const registerFileFormat = 'dreadnought-register-file/1'

/** A register that anybody can verify: the signed part, what was sealed in it, and one envelope a signer. */
export const RegisterFile = z.strictObject({
  format: z.literal(registerFileFormat),
  register: RegisterDocument,
  revisionHash: z.string(),
  disclosures: z.array(Disclosure.strict()),
  envelopes: z.array(Envelope),
  keys: z.array(PublicKey),
})
export type RegisterFile = z.infer<typeof RegisterFile>

export type RegisterParts = Pick<RegisterFile, 'disclosures' | 'envelopes' | 'keys'> & {
  /** The register as it was frozen: a parsed document, never one that was validated and lost what the schema does not know. */
  register: unknown
}

/** A register's canonical bytes, and the hash that signatures are over. */
export function freeze(register: RegisterDocument, sha256: Sha256): { bytes: Uint8Array; hash: string } {
  const bytes = canonicalBytes(register)
  return { bytes, hash: hex(sha256(bytes)) }
}

/** The exact bytes of a register file: canonical JSON, one line, no newline at the end, each list in its one order. */
export function registerFileBytes(parts: RegisterParts, sha256: Sha256): Uint8Array {
  return canonicalBytes({
    format: registerFileFormat,
    register: parts.register,
    revisionHash: hex(sha256(canonicalBytes(parts.register))),
    disclosures: inOrder(parts.disclosures),
    envelopes: inOrder(parts.envelopes),
    keys: inOrder(parts.keys),
  })
}

/** The same register for an audience that is not to see names and votes. It still verifies. */
export function cut(parts: RegisterParts): RegisterParts {
  return { ...parts, disclosures: [] }
}

/** The one order of a list that stands outside the signed part: by canonical text, so that reordering shows. */
export function inOrder<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, text: canonicalText(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item)
}
