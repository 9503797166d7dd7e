import type { VerifyCheck, VerifyReport } from '../domain/register.ts'
import { fromUtf8, hex } from './bytes.ts'
import { canonicalBytes, canonicalText } from './canonical.ts'
import type { Crypto } from './crypto.ts'
import { opens } from './disclosure.ts'
import { brokenLink, headHash, type Sha256 } from './log.ts'
import { RegisterFile } from './register-file.ts'
import { digestsOf } from './sealed.ts'
import { fingerprintOf, keyIdOfFingerprint } from './signoff.ts'
import { settledElsewhere, unsupportedScores, wrongScores } from './stated-scores.ts'
import { checkSigner, type CheckedSigner } from './verify-signer.ts'

export interface VerifyOptions {
  /** Fingerprints that alone are trusted; without them no key is judged. */
  trust?: readonly string[]
}

/**
 * Checks a register file, byte for byte, without a database or a network.
 * Never throws: whatever is wrong with `bytes` is a check that fails.
 */
export async function verifyRegister(bytes: Uint8Array, crypto: Crypto, options: VerifyOptions = {}): Promise<VerifyReport> {
  const read = readFile(bytes)
  if ('problem' in read) return failed('The file is a register', read.problem)
  const { raw, file } = read
  const registerBytes = canonicalBytes(raw.register)
  const hash = hex(crypto.sha256(registerBytes))
  const signers: CheckedSigner[] = []
  for (const envelope of file.envelopes) signers.push(await checkSigner(envelope, file, hash, crypto))
  const trusted = trustedKeys(options.trust)
  const checks = [
    passed('The file is a register', `${file.register.schema}, ${bytes.length} bytes`),
    checkForm(bytes, raw, file),
    checkHash(file, hash),
    ...checkLogs(file, crypto.sha256),
    checkSettled(file),
    checkScores(file),
    checkSealed(file, signers, crypto.sha256),
    checkKeys(file, signers),
    ...signers.map((signer) => signer.check),
    ...checkTrust(options.trust, trusted, signers),
  ]
  return {
    ok: checks.every((one) => one.ok),
    checks,
    signers: signers.map((signer) => ({
      ...signer.said,
      ok: signer.check.ok,
      trusted: trusted === null ? null : signer.keyId !== null && trusted.has(signer.keyId),
    })),
    notProven: notProven(file, signers),
  }
}

interface Read {
  raw: { register: unknown }
  file: RegisterFile
}

function readFile(bytes: Uint8Array): Read | { problem: string } {
  const text = fromUtf8(bytes)
  if (text === null) return { problem: 'its bytes are not UTF-8 text' }
  const parsed = parseJson(text)
  if ('problem' in parsed) return parsed
  const read = RegisterFile.safeParse(parsed.value)
  if (!read.success) {
    const [first] = read.error.issues
    return { problem: first ? `${first.path.join('.') || 'the whole'}: ${first.message}` : 'it has another shape' }
  }
  const raw = parsed.value
  if (typeof raw !== 'object' || raw === null || !('register' in raw)) return { problem: 'it has no register' }
  return { raw, file: read.data }
}

function parseJson(text: string): { value: unknown } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text)
    canonicalText(value)
    return { value }
  } catch (error) {
    return { problem: error instanceof Error ? `it is not JSON that can be checked: ${error.message.slice(0, 200)}` : 'it is not JSON' }
  }
}

// Encoding again and comparing bytes leaves no room for white space, other spellings, other orders or doubled keys.
function checkForm(bytes: Uint8Array, raw: unknown, file: RegisterFile): VerifyCheck {
  const what = 'Every byte is in its place'
  const again = canonicalBytes(raw)
  const at = firstDifference(bytes, again)
  if (at !== null) return { what, ok: false, detail: `byte ${at + 1} is not what canonical JSON (RFC 8785) has there` }
  for (const [name, list] of [['disclosures', file.disclosures], ['envelopes', file.envelopes], ['keys', file.keys]] as const) {
    const texts = list.map((item) => canonicalText(item))
    if (texts.some((text, index) => index > 0 && text <= (texts[index - 1] ?? ''))) return { what, ok: false, detail: `${name} are not in order` }
  }
  return { what, ok: true, detail: 'encoded again, the file is the same' }
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | null {
  const length = Math.max(a.length, b.length)
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return at
  return null
}

function checkHash(file: RegisterFile, hash: string): VerifyCheck {
  const what = 'The register is what the revision hash says'
  if (file.revisionHash === hash) return passed(what, `revision ${file.register.revision.number}, SHA-256 ${hash}`)
  return { what, ok: false, detail: `its SHA-256 is ${hash}, the file says ${file.revisionHash.slice(0, 80)}` }
}

function checkLogs(file: RegisterFile, sha256: Sha256): VerifyCheck[] {
  return file.register.workshops.map((workshop) => {
    const what = `The log of workshop "${workshop.name}" is whole`
    const broken = brokenLink(workshop.log, sha256)
    if (broken !== null) return { what, ok: false, detail: broken }
    if (headHash(workshop.log) !== workshop.head) return { what, ok: false, detail: 'it does not end where the register says' }
    return passed(what, `${workshop.log.length} events, head ${workshop.head}`)
  })
}

function checkSettled(file: RegisterFile): VerifyCheck {
  const what = 'Settled scores are those of the logs'
  const wrong = unsupportedScores(file.register)
  const settled = file.register.threats.filter((threat) => threat.settled).length
  const elsewhere = settledElsewhere(file.register)
  if (wrong.length === 0) return passed(what, `${settled - elsewhere} settled in workshops${elsewhere > 0 ? `; ${elsewhere} in workshops of another project, whose logs are not here` : ''}`)
  return { what, ok: false, detail: wrong.slice(0, 5).map(({ displayId, why }) => `${displayId}: ${why}`).join('; ') }
}

function checkScores(file: RegisterFile): VerifyCheck {
  const what = 'Totals, bands and ranks follow from the values'
  const wrong = wrongScores(file.register)
  if (wrong.length === 0) return passed(what, `${file.register.threats.length} threats, band scheme ${file.register.header.bandScheme.id}`)
  return { what, ok: false, detail: wrong.slice(0, 10).join(', ') }
}

function checkSealed(file: RegisterFile, signers: readonly CheckedSigner[], sha256: Sha256): VerifyCheck {
  const what = 'Names and votes are those that were sealed'
  const sealed = digestsOf(file.register)
  for (const signer of signers) if (signer.sealed !== null) sealed.add(signer.sealed)
  const forged = file.disclosures.find((disclosure) => !opens(disclosure, sha256))
  if (forged) return { what, ok: false, detail: `the disclosure of "${forged.name}" with digest ${forged.digest.slice(0, 43)} was changed` }
  const stray = file.disclosures.find((disclosure) => !sealed.has(disclosure.digest))
  if (stray) return { what, ok: false, detail: `the disclosure of "${stray.name}" with digest ${stray.digest} belongs to nothing in this register` }
  return passed(what, `${file.disclosures.length} of ${sealed.size} are shown, the others are cut`)
}

function checkKeys(file: RegisterFile, signers: readonly CheckedSigner[]): VerifyCheck {
  const what = 'The keys are those of the signatures'
  const used = new Set(signers.map((signer) => signer.keyId))
  const idle = file.keys.find((key) => !used.has(key.keyId))
  if (idle) return { what, ok: false, detail: `nothing is signed with ${fingerprintOf(idle.keyId)}` }
  if (signers.length === 0) return { what: 'The register is signed', ok: false, detail: 'nobody has signed it' }
  return passed(what, `${file.keys.length}`)
}

function trustedKeys(trust: readonly string[] | undefined): Set<string> | null {
  if (trust === undefined) return null
  return new Set(trust.map(keyIdOfFingerprint).filter((keyId) => keyId !== null))
}

function checkTrust(trust: readonly string[] | undefined, trusted: Set<string> | null, signers: readonly CheckedSigner[]): VerifyCheck[] {
  if (trust === undefined || trusted === null) return []
  const what = 'Every signature is by a trusted key'
  const unreadable = trust.find((text) => keyIdOfFingerprint(text) === null)
  if (unreadable !== undefined) return [{ what, ok: false, detail: `"${unreadable.slice(0, 80)}" is not a fingerprint: 64 hexadecimal digits are expected` }]
  const other = signers.find((signer) => signer.keyId === null || !trusted.has(signer.keyId))
  if (other) return [{ what, ok: false, detail: `${other.said.name}: ${other.said.fingerprint} is not among them` }]
  return [passed(what, `${trusted.size} trusted`)]
}

function notProven(file: RegisterFile, signers: readonly CheckedSigner[]): string[] {
  const texts = [
    'Whose key it is: a signature shows that the holder of a key signed, not who that is. Compare the fingerprints over a way you trust.',
    'When it was signed: the times are what the clock of the signing computer said.',
    'That everybody who signed is here: a whole signature can be left out of a copy.',
  ]
  if (signers.some((signer) => signer.said.assurance === 'attested by the host')) {
    texts.push('That these people agreed: where it says "attested by the host", the host signed for them, and it is the host\'s word.')
  }
  if (file.disclosures.length < digestsOf(file.register).size + signers.length) {
    texts.push('Names and votes that were cut from this copy: they are not here to be checked.')
  }
  if (settledElsewhere(file.register) > 0) texts.push('How scores came about that were settled in another project: the log of that workshop is not here.')
  return texts
}

function passed(what: string, detail: string): VerifyCheck {
  return { what, ok: true, detail }
}

function failed(what: string, detail: string): VerifyReport {
  return { ok: false, checks: [{ what, ok: false, detail }], signers: [], notProven: [] }
}
