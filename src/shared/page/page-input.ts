import type { DocumentPart } from '../domain/document.ts'
import type { Disclosure } from '../domain/workshop.ts'
import { openEnvelope, type Envelope } from '../proof/dsse.ts'
import type { Unseal } from '../proof/plain-threat.ts'
import { readSignoff } from '../proof/read-signoff.ts'
import type { RegisterDocument } from '../proof/register-document.ts'
import type { Signoff } from '../proof/signoff.ts'
import { fingerprintOf } from '../proof/statement-bytes.ts'
import { cutName } from '../proof/verify-signer.ts'
import type { SignedLog } from '../workshop/signed-logs.ts'
import type { PageWords } from './page-words.ts'

/** A register as its page shows it: all of it from what is signed, and from how it is to be written, so that the page can be made again and compared. */
export interface PageInput {
  register: Omit<RegisterDocument, 'revision'>
  /** Null for a draft. */
  frozen: { revision: RegisterDocument['revision']; hash: string; envelopes: readonly Envelope[] } | null
  disclosures: readonly Disclosure[]
  /** What is in it, in whatever order. */
  parts: readonly DocumentPart[]
  words: PageWords
}

/** What the sections of a page are made from. */
export interface PageContext extends PageInput {
  unseal: Unseal
  /** What stands for a threat in texts; the id itself where the register has no such threat. */
  displayId: (id: string) => string
  logs: readonly SignedLog[]
}

/** What a signer stated; not checked here. */
export interface StatedSigner {
  name: string
  role: string
  meaning: Signoff['meaning']
  scope: Signoff['scope']
  comment: string
  assurance: Signoff['assurance']
  at: string
  fingerprint: string
}

/** What the envelopes state, by the time they say. An envelope that can not be read is left to verification. */
export function statedSigners(envelopes: readonly Envelope[], disclosures: readonly Disclosure[]): StatedSigner[] {
  const names = new Map(disclosures.map(({ digest, value }) => [digest, value]))
  return envelopes
    .flatMap((envelope) => {
      const signoff = readSignoff(openEnvelope(envelope)?.payload)
      if (!signoff) return []
      const name = names.get(signoff.signer)
      const { role, meaning, scope, comment = '', assurance, at, keyId } = signoff
      return [{ name: typeof name === 'string' ? name : cutName, role, meaning, scope, comment, assurance, at, fingerprint: fingerprintOf(keyId) }]
    })
    .sort((a, b) => order(a, b))
}

function order(a: StatedSigner, b: StatedSigner): number {
  const [one, two] = [`${a.at} ${a.fingerprint} ${a.role} ${a.name}`, `${b.at} ${b.fingerprint} ${b.role} ${b.name}`]
  return one < two ? -1 : one > two ? 1 : 0
}
