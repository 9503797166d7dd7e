import { z } from 'zod'
import type { VerifyCheck, VerifyReport } from '../domain/register.ts'
import { inEnglish, type VerifyCode, type VerifyText, verifyText } from '../domain/verify-phrases.ts'
import { fromUtf8, hex } from './bytes.ts'
import { canonicalBytes, canonicalText } from './canonical.ts'
import type { Crypto } from './crypto.ts'
import { opens } from './disclosure.ts'
import { brokenChain, headHash, type Sha256 } from './log.ts'
import { changedParts } from './part-digests.ts'
import { RegisterFile } from './register-file.ts'
import { requiredSignatures } from './required-signers.ts'
import { digestsOf } from './sealed.ts'
import { sealedValues, type SealedValues } from '../workshop/sealed-values.ts'
import { keyIdOfFingerprint } from './signoff.ts'
import { settledElsewhere, unsupportedScores, wrongScores } from './stated-scores.ts'
import { checkOf, checkSigner, type CheckedSigner } from './verify-signer.ts'
import { fingerprintOf } from './statement-bytes.ts'

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
  if ('problem' in read) return failed(read.problem)
  const { raw, canonical, file } = read
  const registerBytes = canonicalBytes(raw.register)
  const hash = hex(crypto.sha256(registerBytes))
  const signers: CheckedSigner[] = []
  for (const envelope of file.envelopes) signers.push(await checkSigner(envelope, file, hash, crypto))
  const trusted = trustedKeys(options.trust)
  const sealed = sealedWith(file, signers)
  const checks = [
    passed('is-register', verifyText('schema', { schema: file.register.schema, bytes: bytes.length })),
    checkForm(bytes, canonical, file),
    checkHash(read, hash, signers.every(({ check }) => check.ok), crypto.sha256),
    ...checkLogs(file, crypto.sha256),
    checkSettled(file),
    checkScores(file),
    checkSealed(file, signers, sealed, crypto.sha256),
    checkKeys(file, signers),
    ...signers.map((signer) => signer.check),
    ...checkRequired(file, signers),
    ...checkTrust(options.trust, trusted, signers),
  ]
  const unproven = notProven(file, signers, unopened(file, sealed))
  return {
    ok: checks.every((one) => one.ok),
    checks,
    signers: signers.map((signer) => ({
      ...signer.said,
      ok: signer.check.ok,
      trusted: trusted === null ? null : signer.keyId !== null && trusted.has(signer.keyId),
    })),
    notProven: unproven.map((text) => inEnglish(text)),
    notProvenSaid: unproven,
  }
}

interface Read {
  raw: { register: unknown }
  /** The one right spelling of the whole. */
  canonical: Uint8Array
  file: RegisterFile
}

function readFile(bytes: Uint8Array): Read | { problem: VerifyText } {
  const text = fromUtf8(bytes)
  if (text === null) return { problem: verifyText('not-utf8') }
  const parsed = parseJson(text)
  if ('problem' in parsed) return parsed
  const read = RegisterFile.safeParse(parsed.value)
  if (!read.success) {
    const [first] = read.error.issues
    return { problem: verifyText('other-shape', { place: first?.path.join('.') || 'the whole', problem: first?.message ?? 'it has another shape' }) }
  }
  const raw = parsed.value
  if (typeof raw !== 'object' || raw === null || !('register' in raw)) return { problem: verifyText('other-shape', { place: 'register', problem: 'missing' }) }
  return { raw, canonical: parsed.canonical, file: read.data }
}

function parseJson(text: string): { value: unknown; canonical: Uint8Array } | { problem: VerifyText } {
  try {
    const value: unknown = JSON.parse(text)
    return { value, canonical: canonicalBytes(value) }
  } catch (error) {
    return { problem: verifyText('not-json', { problem: error instanceof Error ? error.message.slice(0, 200) : 'JSON' }) }
  }
}

// Encoding again and comparing bytes leaves no room for white space, other spellings, other orders or doubled keys.
function checkForm(bytes: Uint8Array, canonical: Uint8Array, file: RegisterFile): VerifyCheck {
  const at = firstDifference(bytes, canonical)
  if (at !== null) return failing('form', verifyText('other-byte', { at: at + 1 }))
  for (const [name, list] of [['disclosures', file.disclosures], ['envelopes', file.envelopes], ['keys', file.keys]] as const) {
    const texts = list.map((item) => canonicalText(item))
    if (texts.some((text, index) => index > 0 && text <= (texts[index - 1] ?? ''))) return failing('form', verifyText('not-in-order', { list: name }))
  }
  return passed('form', verifyText('same-again'))
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | null {
  const length = Math.max(a.length, b.length)
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return at
  return null
}

/** The rows and parts of a register as it was read, with what the schema does not know. */
const RawRegister = z.looseObject({ threats: z.array(z.looseObject({ id: z.string(), displayId: z.string() })) })

/** What was changed is looked for only where something is wrong: where the hash is the one that was signed, nothing was. */
function checkHash({ raw, file }: Read, hash: string, signed: boolean, sha256: Sha256): VerifyCheck {
  const { digests } = file.register.revision
  const holds = file.revisionHash === hash
  const register = holds && signed ? undefined : RawRegister.safeParse(raw.register).data
  const changed = digests && register ? changedParts(register, digests, sha256) : []
  if (!holds) return failing('hash', verifyText('hash-other', { hash, stated: file.revisionHash.slice(0, 80) }), ...changed)
  if (changed.length > 0) return failing('hash', ...changed)
  return passed('hash', verifyText('hash-is', { revision: file.register.revision.number, hash }))
}

function checkLogs(file: RegisterFile, sha256: Sha256): VerifyCheck[] {
  return file.register.workshops.map((workshop) => {
    const what = verifyText('log', { workshop: workshop.name })
    const broken = brokenChain(workshop.log, sha256)
    if (broken !== null) return checkOf(false, what, broken)
    if (headHash(workshop.log) !== workshop.head) return checkOf(false, what, verifyText('log-end'))
    return checkOf(true, what, verifyText('log-is', { events: workshop.log.length, head: workshop.head }))
  })
}

function checkSettled(file: RegisterFile): VerifyCheck {
  const wrong = unsupportedScores(file.register)
  const settled = file.register.threats.filter((threat) => threat.settled).length
  const elsewhere = settledElsewhere(file.register)
  if (wrong.length === 0) return passed('settled', verifyText('settled-here', { count: settled - elsewhere }), ...(elsewhere > 0 ? [verifyText('settled-elsewhere', { count: elsewhere })] : []))
  return failing('settled', ...wrong.slice(0, 5).map(({ displayId, why }) => verifyText(why, { threat: displayId })))
}

function checkScores(file: RegisterFile): VerifyCheck {
  const wrong = wrongScores(file.register)
  if (wrong.length === 0) return passed('scores', verifyText('scores-are', { threats: file.register.threats.length, scheme: file.register.header.bandScheme.id }))
  return failing('scores', verifyText('scores-wrong', { threats: wrong.slice(0, 10).join(', ') }))
}

/** What is sealed, its signers' names among it. */
function sealedWith(file: RegisterFile, signers: readonly CheckedSigner[]): SealedValues {
  const sealed = sealedValues(file.register)
  for (const signer of signers) if (signer.sealed !== null) sealed.told.add(signer.sealed)
  return sealed
}

/** How many of the sealed values are not in this copy. */
function unopened({ disclosures }: RegisterFile, { told, kept, unread }: SealedValues): Record<keyof SealedValues, number> {
  const open = new Set(disclosures.map(({ digest }) => digest))
  const count = (digests: ReadonlySet<string>) => [...digests].filter((digest) => !open.has(digest)).length
  return { told: count(told), kept: count(kept), unread: count(unread) }
}

function checkSealed(file: RegisterFile, signers: readonly CheckedSigner[], { told, kept, unread }: SealedValues, sha256: Sha256): VerifyCheck {
  const known = digestsOf(file.register)
  for (const signer of signers) if (signer.sealed !== null) known.add(signer.sealed)
  const forged = file.disclosures.find((disclosure) => !opens(disclosure, sha256))
  if (forged) return failing('sealed', verifyText('disclosure-changed', { name: forged.name, digest: forged.digest.slice(0, 43) }))
  const stray = file.disclosures.find((disclosure) => !known.has(disclosure.digest))
  if (stray) return failing('sealed', verifyText('disclosure-stray', { name: stray.name, digest: stray.digest }))
  return passed('sealed', verifyText('shown', { shown: file.disclosures.length, sealed: new Set([...told, ...kept, ...unread]).size }), ...notShown(unopened(file, { told, kept, unread })))
}

function notShown({ told, kept, unread }: Record<keyof SealedValues, number>): VerifyText[] {
  const counts = [['shown-cut', told], ['shown-kept', kept], ['shown-unread', unread]] as const
  return counts.flatMap(([code, count]) => (count === 0 ? [] : [verifyText(code, { count })]))
}

function checkKeys(file: RegisterFile, signers: readonly CheckedSigner[]): VerifyCheck {
  const used = new Set(signers.map((signer) => signer.keyId))
  const idle = file.keys.find((key) => !used.has(key.keyId))
  if (idle) return failing('keys', verifyText('key-idle', { fingerprint: fingerprintOf(idle.keyId) }))
  if (signers.length === 0) return failing('signed', verifyText('nobody'))
  if (signers.every((signer) => signer.said.meaning === 'declined')) return failing('signed', verifyText('only-declined'))
  return passed('keys', verifyText('keys-are', { count: file.keys.length }))
}

// Registers that were frozen before there was such a list name nobody, and verify as they always did.
function checkRequired(file: RegisterFile, signers: readonly CheckedSigner[]): VerifyCheck[] {
  const { requiredSigners } = file.register.header
  if (requiredSigners.length === 0) return []
  const held = signers.flatMap(({ said, signoff }) => (signoff ? [{ name: said.name, role: signoff.role, meaning: signoff.meaning, scope: signoff.scope }] : []))
  const missing = requiredSignatures(requiredSigners, file.register.threats, held).filter(({ state }) => state !== 'signed')
  if (missing.length === 0) return [passed('required', verifyText('required-all', { count: requiredSigners.length }))]
  return [failing('required', ...missing.map(({ role, meaning, scope, state, names }) => verifyText(missingCodes[state], { role, meaning, name: names.join(', '), required: scope })))]
}

const missingCodes = { open: 'required-open', declined: 'required-declined', partly: 'required-partly', signed: 'required-all' } as const

function trustedKeys(trust: readonly string[] | undefined): Set<string> | null {
  if (trust === undefined) return null
  return new Set(trust.map(keyIdOfFingerprint).filter((keyId) => keyId !== null))
}

function checkTrust(trust: readonly string[] | undefined, trusted: Set<string> | null, signers: readonly CheckedSigner[]): VerifyCheck[] {
  if (trust === undefined || trusted === null) return []
  const unreadable = trust.find((text) => keyIdOfFingerprint(text) === null)
  if (unreadable !== undefined) return [failing('trusted', verifyText('not-a-fingerprint', { text: unreadable.slice(0, 80) }))]
  const other = signers.find((signer) => signer.keyId === null || !trusted.has(signer.keyId))
  if (other) return [failing('trusted', verifyText('not-trusted', { name: other.said.name, fingerprint: other.said.fingerprint }))]
  return [passed('trusted', verifyText('trusted-keys', { count: trusted.size }))]
}

function notProven(file: RegisterFile, signers: readonly CheckedSigner[], { told, kept, unread }: Record<keyof SealedValues, number>): VerifyText[] {
  const codes: VerifyCode[] = ['whose-key', 'when', 'all-here']
  if (signers.some((signer) => signer.said.assurance === 'attested by the host')) codes.push('attested')
  if (told > 0) codes.push('cut')
  if (kept > 0) codes.push('kept')
  if (unread > 0) codes.push('cut-or-kept')
  if (settledElsewhere(file.register) > 0) codes.push('elsewhere')
  const declined = signers.filter(({ signoff }) => signoff?.meaning === 'declined').map(({ said }) => said.name)
  return [...codes.map((code) => verifyText(code)), ...(declined.length > 0 ? [verifyText('declined', { name: declined.join(', ') })] : [])]
}

function passed(what: VerifyCode, ...detail: VerifyText[]): VerifyCheck {
  return checkOf(true, verifyText(what), ...detail)
}

function failing(what: VerifyCode, ...detail: VerifyText[]): VerifyCheck {
  return checkOf(false, verifyText(what), ...detail)
}

function failed(problem: VerifyText): VerifyReport {
  return { ok: false, checks: [failing('is-register', problem)], signers: [], notProven: [], notProvenSaid: [] }
}
