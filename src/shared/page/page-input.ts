import type { Disclosure } from '../domain/workshop.ts'
import { fromUtf8 } from '../proof/bytes.ts'
import { openEnvelope, type Envelope } from '../proof/dsse.ts'
import type { RegisterDocument } from '../proof/register-document.ts'
import { Signoff } from '../proof/signoff.ts'
import { cutName } from '../proof/verify-signer.ts'
import { fingerprintOf } from '../proof/statement-bytes.ts'

/** A register as its page shows it: all of it from what is signed, so that the page can be made again and compared. */
export interface PageInput {
  register: Omit<RegisterDocument, 'revision'>
  /** Null for a draft. */
  frozen: { revision: RegisterDocument['revision']; hash: string; envelopes: readonly Envelope[] } | null
  disclosures: readonly Disclosure[]
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
      const signoff = readSignoff(envelope)
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

function readSignoff(envelope: Envelope): Signoff | null {
  try {
    const payload = openEnvelope(envelope)?.payload
    return Signoff.safeParse(JSON.parse((payload && fromUtf8(payload)) ?? 'null')).data ?? null
  } catch {
    return null
  }
}
