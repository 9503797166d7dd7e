import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeCrypto } from '../../src/main/app/crypto.ts'
import { fromBase64 } from '../../src/shared/proof/base64.ts'
import { fromUtf8, utf8 } from '../../src/shared/proof/bytes.ts'
import { canonicalBytes, canonicalText } from '../../src/shared/proof/canonical.ts'
import type { Crypto } from '../../src/shared/proof/crypto.ts'
import { Envelope } from '../../src/shared/proof/dsse.ts'
import { RegisterFile, registerFileBytes } from '../../src/shared/proof/register-file.ts'
import { PublicKey } from '../../src/shared/proof/signoff.ts'
import { checkSigner } from '../../src/shared/proof/verify-signer.ts'
import { verifyRegister } from '../../src/shared/proof/verify.ts'
import { jsonStrings, reorderings, respelledBase64, respelledJson } from '../support/respell.ts'
import { sha256 } from '../support/register-fixture.ts'
import { wholeRegister, type WholeRegister } from '../support/whole-register.ts'

let made: WholeRegister
let bytes: Uint8Array<ArrayBuffer>
let text: string
let file: RegisterFile
beforeAll(async () => {
  made = await wholeRegister()
  bytes = await made.exported('json')
  text = fromUtf8(bytes) ?? ''
  file = RegisterFile.parse(JSON.parse(text))
})
afterAll(async () => {
  const { logged } = made.host
  await made.close()
  expect(logged).toEqual([])
})

/** The same signature over the same message by the same key is tried once: most variants leave most signatures as they were. */
const tried = new Map<string, boolean>()
const crypto: Crypto = {
  sha256,
  verify: (...parts) => {
    const known = parts.map((part) => Buffer.from(part).toString('base64')).join(' ')
    const holds = tried.get(known) ?? nodeCrypto.verify(...parts) === true
    tried.set(known, holds)
    return holds
  },
}

async function holds(changed: Uint8Array | string): Promise<boolean> {
  return (await verifyRegister(typeof changed === 'string' ? utf8(changed) : changed, crypto)).ok
}

/** The variants that verified although they are not the file. */
async function unseen(variants: Iterable<Uint8Array | string>): Promise<{ tried: number; passed: (string | number)[] }> {
  let tried = 0
  const passed: number[] = []
  for (const variant of variants) {
    if (await holds(variant)) passed.push(tried)
    tried += 1
  }
  return { tried, passed }
}

/** Numbers below 1 that are the same on every run (Marsaglia 2003, xorshift32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** `count` copies of `of`, each with one bit of one byte turned: one place in each of so many equal parts, so that no part is left out. */
function* flipped(of: Uint8Array, count: number): Generator<Uint8Array> {
  const next = numbers(20_260_304)
  for (let part = 0; part < count; part += 1) {
    const at = Math.min(of.length - 1, Math.floor(((part + next()) / count) * of.length))
    const copy = of.slice()
    copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(next() * 8))
    yield copy
  }
}

describe('a register with one of everything', () => {
  test('R3: it verifies, and has in it what it is said to have', async () => {
    expect((await verifyRegister(bytes, nodeCrypto)).checks.filter(({ ok }) => !ok)).toEqual([])
    const { register, disclosures, envelopes } = file
    const events = new Set(register.workshops.flatMap(({ log }) => log.map(({ type }) => type)))
    expect([...events]).toEqual(expect.arrayContaining(['voted', 'revealed', 'settled', 'parked', 'skipped', 'commented', 'action-added', 'polled', 'poll-closed', 'proposed', 'proposal-kept']))
    expect(register.workshops.map(({ settings }) => settings.anonymous)).toEqual([false, true])
    expect(register.threats.some(({ statement, concerns }) => statement !== undefined && concerns !== undefined)).toBe(true)
    expect(register.threats.find(({ decision }) => decision?.response === 'accept')?.decision).toMatchObject({ conditions: expect.any(String), expires: expect.any(String), current: expect.any(Object), target: expect.any(Object), riskOwner: expect.any(String), approver: expect.any(String) })
    expect(register.mitigations?.map(({ status }) => status)).toEqual(['verified', 'planned'])
    expect(register.threats.some(({ rounds }) => rounds.some(({ factors }) => (factors.exploitability?.abstained ?? 0) > 0))).toBe(true)
    expect(register.threats.filter(({ settled }) => settled !== null && settled.dissent !== '')).toHaveLength(2)
    expect(disclosures.some(({ value }) => JSON.stringify(value).includes('not my field'))).toBe(true)
    const signed = envelopes.map(({ payload }) => JSON.parse(Buffer.from(payload, 'base64').toString()) as { meaning: string; assurance: string })
    expect(signed.map(({ meaning, assurance }) => `${meaning}, ${assurance}`).sort()).toEqual(['accepts the risk, attested by the host', 'approved, own key', 'declined, own key', 'reviewed, seat key'])
  })

  test('R2: a bit turned in each of 2,000 places is seen, each time', async () => {
    const { tried, passed } = await unseen(flipped(bytes, 2000))
    console.log(`${tried} bits turned in a register of ${bytes.length} bytes, ${passed.length} of them not seen`)
    expect(passed).toEqual([])
    expect(tried).toBe(2000)
  })

  test('R2: white space, other spellings of texts and numbers, doubled and reordered keys, and more at either end are seen', async () => {
    const { tried, passed } = await unseen([...respelledJson(text), ...reorderings(JSON.parse(text))])
    console.log(`${tried} other spellings, ${passed.length} of them not seen`)
    expect(passed).toEqual([])
    expect(tried).toBeGreaterThan(150)
  })

  test('R2: a list that is cut, or an event, a vote or a signature that is taken out, is seen', async () => {
    const { workshops: [workshop, ...others], ...register } = file.register
    if (!workshop) throw new Error('there is a workshop')
    const shorter = (log: typeof workshop.log) => registerFileBytes({ ...file, register: { ...register, workshops: [{ ...workshop, log }, ...others] } }, sha256)
    const variants = [
      ...workshop.log.map((_, at) => shorter(workshop.log.toSpliced(at, 1))),
      ...file.register.threats.map((_, at) => registerFileBytes({ ...file, register: { ...file.register, threats: file.register.threats.toSpliced(at, 1) } }, sha256)),
      // Keeping the hash that was signed makes none of it better.
      ...file.register.threats.map((_, at) => canonicalBytes({ ...file, register: { ...file.register, threats: file.register.threats.toSpliced(at, 1) } })),
      ...file.keys.map((_, at) => registerFileBytes({ ...file, keys: file.keys.toSpliced(at, 1) }, sha256)),
    ]
    expect((await unseen(variants)).passed).toEqual([])
  })

  test('F3: every base64 text in it, with other padding, the other alphabet, or stray bits in its last letter, is seen', async () => {
    const base64 = [...new Set(jsonStrings(file))].filter((one) => /^(?:[A-Za-z0-9+/]{40,}={0,2}|[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{43})$/.test(one) && !/^[0-9a-f]{64}$/.test(one))
    // Salts and digests are many, and all alike: every sixth of them.
    const looked = base64.filter((one, index) => one.length > 43 || index % 6 === 0)
    const { tried, passed } = await unseen(looked.flatMap((one) => respelledBase64(one).map((other) => text.replaceAll(canonicalText(one), canonicalText(other)))))
    console.log(`${tried} other spellings of base64, ${passed.length} of them not seen`)
    expect(passed).toEqual([])
    expect(tried).toBeGreaterThan(100)
  })

  test('R3: a bit turned in any byte of the envelopes that are exported alone, and they hold no more', async () => {
    const dsse = await made.exported('dsse')
    expect(await envelopesHold(dsse)).toBe(true)
    let tried = 0
    for (let at = 0; at < dsse.length; at += 1) {
      const copy = dsse.slice()
      copy[at] = (copy[at] ?? 0) ^ (1 << at % 8)
      if (await envelopesHold(copy)) throw new Error(`byte ${at} was changed, and the envelopes hold`)
      tried += 1
    }
    console.log(`${tried} bits turned in envelopes of ${dsse.length} bytes, none of them not seen`)
  })

  test('R3: a letter changed in the block of the HTML export is seen, and so is white space in it', async () => {
    const html = fromUtf8(await made.exported('html')) ?? ''
    const block = /<script type="text\/plain" id="signed">([^<]*)<\/script>/.exec(html)?.[1] ?? ''
    expect(await blockHolds(block)).toBe(true)
    const next = numbers(7)
    let tried = 0
    for (let part = 0; part < 150; part += 1) {
      const at = Math.min(block.length - 1, Math.floor(((part + next()) / 150) * block.length))
      const bit = String.fromCharCode(block.charCodeAt(at) ^ (1 << Math.floor(next() * 7)))
      if (await blockHolds(block.slice(0, at) + bit + block.slice(at + 1))) throw new Error(`letter ${at} was changed, and the block holds`)
      tried += 1
    }
    for (const other of [...respelledBase64(block), ` ${block}`, `${block}\n`, `${block.slice(0, 400)}\r\n${block.slice(400)}`, '']) expect(await blockHolds(other)).toBe(false)
    console.log(`${tried} bits turned in the block of an HTML export of ${block.length} letters, none of them not seen`)
  })

  test('R6: cut copies verify, and so does what is left after names and votes were erased', async () => {
    expect(await holds(await made.exported('json', { cut: 'names-and-votes' }))).toBe(true)
    const next = numbers(3)
    for (let copy = 0; copy < 40; copy += 1) {
      const kept = file.disclosures.filter(() => next() < copy / 40)
      expect(await holds(registerFileBytes({ ...file, disclosures: kept }, sha256))).toBe(true)
    }
    // Last of all: it can not be undone.
    await made.host.api.register.erase({ project: made.project, revision: made.revision })
    const erased = await made.exported('json')
    expect(fromUtf8(erased)).toContain('"disclosures":[]')
    expect(await holds(erased)).toBe(true)
    expect((await unseen(flipped(erased, 60))).passed).toEqual([])
  })
})

/** Whether the envelopes of a file of their own are the register's: the same number, each of which holds, by the keys in that file. */
async function envelopesHold(dsse: Uint8Array): Promise<boolean> {
  const read = parsed(dsse)
  const envelopes = Envelope.array().safeParse(read['envelopes'])
  const keys = PublicKey.array().safeParse(read['keys'])
  if (!envelopes.success || !keys.success || envelopes.data.length !== file.envelopes.length) return false
  for (const envelope of envelopes.data) if (!(await checkSigner(envelope, { ...file, keys: keys.data }, file.revisionHash, crypto)).check.ok) return false
  return true
}

function parsed(json: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(fromUtf8(json) ?? '')
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
  } catch {
    return {}
  }
}

/** What the page does with its block before anything else. */
async function blockHolds(block: string): Promise<boolean> {
  const signed = fromBase64(block)
  return signed !== null && (await holds(signed))
}
