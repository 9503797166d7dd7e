import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCrypto } from '../../../src/main/app/crypto.ts'
import { canonicalBytes } from '../../../src/shared/proof/canonical.ts'
import { eventHash, zeroHash } from '../../../src/shared/proof/log.ts'
import type { RegisterDocument } from '../../../src/shared/proof/register-document.ts'
import { partDigests } from '../../../src/shared/proof/part-digests.ts'
import { cut, freeze, registerFileBytes } from '../../../src/shared/proof/register-file.ts'
import { verifyRegister } from '../../../src/shared/proof/verify.ts'
import { newKey, registerWith, salt, sha256, signedBy, signedParts } from '../../support/register-fixture.ts'
import { someRegister } from '../../support/some-register.ts'
import { seal } from '../../../src/shared/proof/disclosure.ts'
import { fingerprintOf } from '../../../src/shared/proof/statement-bytes.ts'

const parts = signedParts(4)
const bytes = registerFileBytes(parts, sha256)
const text = new TextDecoder().decode(bytes)

async function verified(file: Uint8Array | string, trust?: string[]) {
  return verifyRegister(typeof file === 'string' ? new TextEncoder().encode(file) : file, nodeCrypto, trust ? { trust } : {})
}

/** Signs `register` anew, as somebody with a key of their own could. */
function signedAnew(register: RegisterDocument): Uint8Array {
  const { hash } = freeze(register, sha256)
  const own = signedBy(parts.key, 'Mallory', hash)
  return registerFileBytes({ ...parts, register, envelopes: [own.envelope], disclosures: [own.disclosure] }, sha256)
}

async function failing(file: Uint8Array | string, trust?: string[]): Promise<string[]> {
  const report = await verified(file, trust)
  expect(report.ok).toBe(false)
  return report.checks.filter((check) => !check.ok).map((check) => `${check.what}: ${check.detail}`)
}

describe('a register that was not touched', () => {
  test('R1: is one line without a newline at the end', () => {
    expect(text).not.toMatch(/\n/)
    expect(text.startsWith('{"disclosures":[')).toBe(true)
  })

  test('R3: verifies, signer by signer, with fingerprints', async () => {
    const report = await verified(bytes)
    expect(report.checks.filter((check) => !check.ok)).toEqual([])
    expect(report.ok).toBe(true)
    expect(report.signers.map((signer) => [signer.name, signer.role, signer.meaning, signer.scope, signer.ok, signer.trusted]).sort()).toEqual([
      ['Ada Lovelace', 'Risk owner', 'approved', 'all threats', true, null],
      ['Grace Ölçay', 'Engineering', 'accepts the risk', 'SS1', true, null],
    ])
    expect(report.signers[0]?.fingerprint).toBe(fingerprintOf(parts.key.keyId))
  })

  test('H1: the revision hash is over the whole register, how and when it was frozen included', () => {
    const { register } = parts
    const { hash } = freeze(register, sha256)
    expect(hash).toBe(createHash('sha256').update(canonicalBytes(register)).digest('hex'))
    for (const revision of [{ ...register.revision, program: 'Dreadnought 0.1.1' }, { ...register.revision, catalogue: 'CWE 4.16' }, { ...register.revision, number: 2 }]) expect(freeze({ ...register, revision }, sha256).hash).not.toBe(hash)
  })

  test('R6: verifies with names and votes cut, and says so', async () => {
    const report = await verified(registerFileBytes(cut(parts), sha256))
    expect(report.ok).toBe(true)
    expect(report.signers.map((signer) => signer.name)).toEqual(['(name cut)', '(name cut)'])
    expect(report.notProven.join(' ')).toContain('cut from this copy')
  })

  test('R6: of a log that can not be replayed it does not claim a cut, and says that it can not tell', async () => {
    const [owner, signers] = [parts.disclosures.filter(({ name }) => name === 'owner'), parts.disclosures.filter(({ name }) => name === 'signer')]
    const report = await verified(registerFileBytes({ ...parts, disclosures: [...owner, ...signers] }, sha256))
    expect(report.notProvenSaid.map(({ code }) => code).filter((code) => code.includes('cut'))).toEqual(['cut-or-kept'])
    expect(report.checks.find(({ said }) => said.what.code === 'sealed')?.detail).toBe('3 of 5 are shown; cut, erased, or never left the workshop, which its log does not tell this program: 2')
    expect((await verified(bytes)).notProvenSaid.map(({ code }) => code).filter((code) => /cut|kept/.test(code))).toEqual([])
  })

  test('R6: verifies with any part of the disclosures cut', async () => {
    await fc.assert(fc.asyncProperty(fc.subarray(parts.disclosures), async (kept) => {
      expect((await verified(registerFileBytes({ ...parts, disclosures: kept }, sha256))).ok).toBe(true)
    }), { numRuns: 50 })
  })

  test('R3, R6: 500 registers, signers and cuts by chance verify: no false alarm', async () => {
    let tried = 0
    await fc.assert(fc.asyncProperty(someRegister, async (made) => {
      const report = await verified(registerFileBytes(made, sha256))
      expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
      tried += 1
    }), { numRuns: 500, seed: 20_260_304 })
    console.log(`${tried} registers that nobody touched, none of them refused`)
  })

  test('R5: verifies under its own fingerprint, however it is written', async () => {
    for (const trust of [parts.key.keyId, fingerprintOf(parts.key.keyId), `SHA256:${parts.key.keyId.toUpperCase()}`, parts.key.keyId.match(/.{2}/g)?.join(' ') ?? '']) {
      const report = await verified(bytes, [trust])
      expect(report.ok).toBe(true)
      expect(report.signers.every((signer) => signer.trusted)).toBe(true)
    }
  })

  test('R7: it says what signatures do not prove', async () => {
    const said = (await verified(bytes)).notProven.join(' ')
    for (const word of ['Whose key', 'clock', 'left out', 'attested by the host']) expect(said).toContain(word)
  })
})

describe('a register that was touched', () => {
  test('R2: white space anywhere, or a byte more or less at either end', async () => {
    for (const file of [`${text}\n`, ` ${text}`, `\ufeff${text}`, text.replaceAll(',"', ', "'), JSON.stringify(JSON.parse(text), null, 2), text.slice(0, -1), text.slice(1), '']) {
      expect((await verified(file)).ok).toBe(false)
    }
    for (let sample = 0; sample < 200; sample += 1) {
      const at = Math.floor((sample / 200) * text.length)
      expect((await verified(`${text.slice(0, at)} ${text.slice(at)}`)).ok).toBe(false)
    }
  })

  test('R2: keys or lists in another order, and a doubled key', async () => {
    const file = JSON.parse(text) as Record<string, unknown[]>
    expect(await failing(JSON.stringify(Object.fromEntries(Object.entries(file).reverse())))).toEqual([expect.stringContaining('Every byte is in its place')])
    for (const list of ['disclosures', 'envelopes']) {
      expect(await failing(canonicalBytes({ ...file, [list]: file[list]?.toReversed() }))).toEqual([expect.stringContaining(`${list} are not in order`)])
      expect(await failing(canonicalBytes({ ...file, [list]: [file[list]?.[0], ...(file[list] ?? [])] }))).toEqual([expect.stringContaining(`${list} are not in order`)])
    }
    expect((await verified(text.replace('{"disclosures":', '{"disclosures":[],"disclosures":'))).ok).toBe(false)
  })

  test('R2: other spellings of the same text', async () => {
    expect((await verified(text.replace('Ada Lovelace', '\\u0041da Lovelace'))).ok).toBe(false)
    expect((await verified(text.replace('"number":1', '"number":1.0'))).ok).toBe(false)
    expect((await verified(text.replace('"number":1', '"number":1,"other":2'))).ok).toBe(false)
  })

  test('R3: base64 padding and stray bits of a signature', async () => {
    const sig = parts.envelopes[0]?.signatures[0]?.sig ?? ''
    expect(sig.endsWith('==')).toBe(true)
    for (const other of [sig.slice(0, -1), sig.slice(0, -2), `${sig}=`, `${sig.slice(0, -3)}${String.fromCharCode(sig.charCodeAt(sig.length - 3) + 1)}==`]) {
      expect((await verified(text.replace(sig, other))).ok).toBe(false)
    }
  })

  test('R3: a changed row with its hash set right says that the signatures are over another revision', async () => {
    const register = { ...parts.register, project: { id: 'p-1', name: 'Another' } }
    const said = await failing(registerFileBytes({ ...parts, register }, sha256))
    expect(said).toHaveLength(2)
    expect(said.every((line) => line.includes('over another revision'))).toBe(true)
  })

  test('R10: a row that was changed, taken out or put in, and a part that was changed, are named; with the hash set right as well', async () => {
    const { register } = registerWith(4)
    const frozen = { ...register, revision: { ...register.revision, digests: partDigests(register, sha256) } }
    const { hash } = freeze(frozen, sha256)
    const signed = (key = parts.key) => signedBy(key, 'Ada', hash)
    const own = signed()
    const file = (changed: RegisterDocument) => new TextDecoder().decode(registerFileBytes({ ...parts, register: changed, envelopes: [own.envelope], disclosures: [own.disclosure] }, sha256))
    expect((await verified(file(frozen))).ok).toBe(true)
    const [first, second, ...others] = frozen.threats
    if (!first || !second) throw new Error('the fixture has threats')
    const cases: [Partial<RegisterDocument>, string][] = [
      [{ threats: [{ ...first, title: 'Harmless' }, second, ...others] }, 'SS1 was changed since'],
      [{ threats: [first, ...others] }, 'SS2 was taken out'],
      [{ threats: [first, second, ...others, { ...second, id: 't-9', displayId: 'SS9' }] }, 'SS9 was put in'],
      [{ header: { ...frozen.header, treatmentLine: 50 } }, 'the part "header" was changed since'],
      [{ project: { ...frozen.project, name: 'Another' } }, 'the part "project" was changed since'],
    ]
    for (const [set, sentence] of cases) {
      const tampered = file({ ...frozen, ...set })
      const hashLine = (lines: string[]) => lines.find((line) => line.startsWith('The register is what the revision hash says: '))
      expect(hashLine(await failing(tampered))).toBe(`The register is what the revision hash says: ${sentence}`)
      const restated = tampered.replace(/"revisionHash":"[0-9a-f]{64}"\}$/, `"revisionHash":"${hash}"}`)
      expect(restated).not.toBe(tampered)
      expect(hashLine(await failing(restated))).toMatch(new RegExp(`the file says ${hash}; ${sentence}$`))
    }
    const many = file({ ...frozen, threats: Array.from({ length: 14 }, (_, index) => ({ ...second, id: `t-${String(index + 20)}`, displayId: `X${String(index)}` })) })
    expect((await failing(many)).join()).toContain('and 8 more')
  })

  test('R3: a settled score that the log does not know, signed anew', async () => {
    const [first, ...others] = parts.register.threats
    if (!first?.settled || !first.score) throw new Error('the fixture has a settled threat')
    const lower = { ...first.settled.values, damage: 1 }
    const threats = [{ ...first, settled: { ...first.settled, values: lower }, score: { ...first.score, values: lower, total: 27, severeDamage: false } }, ...others]
    const said = await failing(signedAnew({ ...parts.register, threats }))
    expect(said.join()).toContain('SS1: the log settled it otherwise')
    const [workshop] = parts.register.workshops
    if (!workshop) throw new Error('the fixture has a workshop')
    const never = workshop.log.slice(0, 3)
    const unsettled = await failing(signedAnew({ ...parts.register, workshops: [{ ...workshop, log: never, head: never.at(-1)?.hash ?? '' }] }))
    expect(unsettled.join()).toContain('the log never settled it')
  })

  test('R3: without the log of its workshop, as in a copied project, it says that how scores came about is not proven', async () => {
    const own = signedBy(parts.key, 'Ada', freeze({ ...parts.register, workshops: [] }, sha256).hash)
    const report = await verified(registerFileBytes({ ...parts, register: { ...parts.register, workshops: [] }, envelopes: [own.envelope], disclosures: [own.disclosure] }, sha256))
    expect(report.ok).toBe(true)
    expect(report.notProven.join()).toContain('settled in another project')
  })

  test('R3: a total or band that does not follow, signed anew', async () => {
    const threats = parts.register.threats.map((threat) => (threat.score ? { ...threat, score: { ...threat.score, band: 'Low' as const } } : threat))
    expect((await failing(signedAnew({ ...parts.register, threats }))).join()).toContain('Totals, bands and ranks follow from the values: SS1')
  })

  test('L1, L2: a log with an event cut out, changed, or renumbered, signed anew', async () => {
    const [workshop] = parts.register.workshops
    if (!workshop) throw new Error('the fixture has a workshop')
    const without = workshop.log.filter((event) => event.seq !== 2)
    expect((await failing(signedAnew({ ...parts.register, workshops: [{ ...workshop, log: without }] }))).join()).toContain('event 2 is missing')
    const changed = workshop.log.map((event) => (event.seq === 3 ? { ...event, actor: 's-2' } : event))
    expect((await failing(signedAnew({ ...parts.register, workshops: [{ ...workshop, log: changed }] }))).join()).toContain('event 3 is not what its hash says')
    const rehashed = workshop.log.map((event) => (event.seq === 3 ? { ...event, actor: 's-2', hash: eventHash({ ...event, actor: 's-2' }, sha256) } : event))
    expect((await failing(signedAnew({ ...parts.register, workshops: [{ ...workshop, log: rehashed }] }))).join()).toContain('event 4 does not follow')
    const shorter = workshop.log.slice(0, 3)
    expect((await failing(signedAnew({ ...parts.register, workshops: [{ ...workshop, log: shorter }] }))).join()).toContain('does not end where the register says')
  })

  test('L1: the first event follows 64 zeros', () => {
    expect(parts.register.workshops[0]?.log[0]?.prevHash).toBe(zeroHash)
  })

  test('S4: a disclosure that was changed, or that opens nothing', async () => {
    const forged = parts.disclosures.map((one) => (one.value === 'Ada' ? { ...one, value: 'Eve' } : one))
    expect((await failing(registerFileBytes({ ...parts, disclosures: forged }, sha256))).join()).toContain('disclosure of "owner"')
    const stray = [...parts.disclosures, seal('owner', 'Eve', salt(), sha256)]
    expect((await failing(registerFileBytes({ ...parts, disclosures: stray }, sha256))).join()).toContain('belongs to nothing')
  })

  test('R3: a signature by another key, or a key under a wrong name', async () => {
    const other = newKey()
    const { hash } = freeze(parts.register, sha256)
    const foreign = signedBy({ ...other, keyId: parts.key.keyId }, 'Eve', hash)
    const own = { ...parts, envelopes: [foreign.envelope], disclosures: [foreign.disclosure] }
    expect((await failing(registerFileBytes(own, sha256))).join()).toContain('does not fit what was signed')
    const [key] = parts.keys
    if (!key) throw new Error('the fixture has a key')
    const renamed = { ...own, keys: [{ ...key, publicKey: Buffer.from(other.raw).toString('base64') }] }
    expect((await failing(registerFileBytes(renamed, sha256))).join()).toContain('the key is not the one')
    expect((await failing(registerFileBytes({ ...parts, keys: [] }, sha256))).join()).toContain('is not in the file')
  })

  test('R3: a scope that names no threat of the register', async () => {
    const { hash } = freeze(parts.register, sha256)
    const wrong = signedBy(parts.key, 'Ada', hash, { scope: ['t-99'] })
    expect((await failing(registerFileBytes({ ...parts, envelopes: [wrong.envelope], disclosures: [wrong.disclosure] }, sha256))).join()).toContain('not in the register')
  })

  test('R4: a register that nobody signed', async () => {
    expect((await failing(registerFileBytes({ register: parts.register, disclosures: [], envelopes: [], keys: [] }, sha256))).join()).toContain('nobody has signed it')
  })

  test('R5: a key that is not among the trusted ones, or a text that is no fingerprint', async () => {
    expect((await failing(bytes, [newKey().keyId])).join()).toContain('is not among them')
    expect((await failing(bytes, ['abc'])).join()).toContain('"abc" is not a fingerprint')
  })

  test('R8: nothing makes it throw', async () => {
    const hostile = ['null', '[]', '{}', '1e999', '"\\ud800"', '{"format":"dreadnought-register-file/1"}', '{"__proto__":{}}', '['.repeat(50_000), `${'['.repeat(50_000)}${']'.repeat(50_000)}`, text.replace('"register":{', '"register":{"toJSON":1,')]
    for (const file of hostile) expect((await verified(file)).ok).toBe(false)
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (random) => {
      expect((await verified(random)).ok).toBe(false)
    }))
  })
})

beforeAll(() => {
  expect(bytes.length).toBeGreaterThan(5000)
})
