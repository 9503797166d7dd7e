import fc from 'fast-check'
import { concerns } from '../../src/shared/domain/statement.ts'
import { defaultHeader, type ProjectHeader } from '../../src/shared/domain/project.ts'
import { assurances } from '../../src/shared/domain/register.ts'
import { agreements, requiredScopes } from '../../src/shared/domain/sign-off.ts'
import { responses } from '../../src/shared/domain/decision.ts'
import { mitigationStatuses } from '../../src/shared/domain/mitigation.ts'
import type { RegisterDocument, SignedThreat } from '../../src/shared/proof/register-document.ts'
import { freeze, type RegisterParts } from '../../src/shared/proof/register-file.ts'
import { at, newKey, registerWith, sha256, signedBy } from './register-fixture.ts'

const keys = [newKey(), newKey(), newKey()]

/** Any letters there are, but no half of a surrogate pair: those no text of the application can hold. */
const words = fc.string({ unit: 'binary', maxLength: 30 })
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
const value = fc.integer({ min: 1, max: 10 })
const values = fc.record({ damage: value, reproducibility: value, exploitability: value, affectedUsers: value, discoverability: value })
const date = fc.constantFrom('2026-01-01', '2027-12-31')

const header: fc.Arbitrary<Partial<ProjectHeader>> = fc.record({
  system: words, release: words, purpose: words, exclusions: words,
  treatmentLine: fc.option(fc.integer({ min: 4, max: 50 }), { nil: null }),
  bandScheme: fc.constantFrom('counted', 'fixed', 'dropped').map((discoverability) => ({ ...defaultHeader.bandScheme, discoverability })),
  assumptions: fc.array(fc.record({ id: name, text: words, owner: fc.constant(''), confirmed: fc.constantFrom('yes', 'no', 'unknown') }), { maxLength: 2 }),
})

/** What may be said of a threat and changes no score. */
const said: fc.Arbitrary<Partial<SignedThreat>> = fc.record({
  title: name, description: words, affectedNames: fc.array(words, { maxLength: 2 }), gone: fc.option(words), flags: fc.array(words, { maxLength: 2 }),
  statement: fc.record({ who: words, precondition: words, action: words, impact: words, asset: words }),
  concerns: fc.subarray([...concerns], { minLength: 1 }),
  decision: fc.option(fc.record({ response: fc.constantFrom(...responses), rationale: words, due: fc.option(date), existingControls: words, owner: fc.constant(null), conditions: words, expires: date, current: values, target: values }, { requiredKeys: ['response', 'rationale', 'due', 'existingControls', 'owner'] })),
}, { requiredKeys: [] })

const mitigation = fc.record({ title: name, requirement: words, status: fc.constantFrom(...mitigationStatuses), test: words, result: words, verifiedOn: fc.option(date), due: fc.option(date), ticket: words })

const signer = fc.record({ key: fc.nat({ max: keys.length - 1 }), name, role: name, meaning: fc.constantFrom(...agreements), assurance: fc.constantFrom(...assurances), whole: fc.boolean(), comment: fc.option(name) })

/** A register that verifies: any contents, signed by one to four people with any keys, some of whom had to, and any part of its disclosures cut. */
export const someRegister: fc.Arbitrary<RegisterParts> = fc
  .record({ threats: fc.array(said, { minLength: 1, maxLength: 4 }), header, mitigations: fc.array(mitigation, { maxLength: 2 }), signers: fc.array(signer, { minLength: 1, maxLength: 4 }), required: fc.nat({ max: 4 }), scope: fc.constantFrom(...requiredScopes), kept: fc.infiniteStream(fc.boolean()) })
  .map(({ threats, header: wanted, mitigations, signers, required, scope, kept }) => {
    const requiredSigners = signers.slice(0, required).flatMap(({ role, meaning, whole }, index) => (whole ? [{ id: `r-${String(index)}`, role, meaning, scope }] : []))
    const { register, disclosures } = registerWith(threats.length, { ...defaultHeader, ...wanted, requiredSigners })
    const all: RegisterDocument = {
      ...register,
      // A decision that somebody made keeps the owner that was sealed for it.
      threats: register.threats.map((threat, index) => ({ ...threat, ...threats[index], decision: threat.decision ? { ...threat.decision, ...threats[index]?.decision, owner: threat.decision.owner } : (threats[index]?.decision ?? null) })),
      ...(mitigations.length > 0 ? { mitigations: mitigations.map((one, index) => ({ ...one, id: `m-${String(index)}`, owner: null, threats: ['t-1'], order: index, createdAt: at })) } : {}),
    }
    const { hash } = freeze(all, sha256)
    const signed = signers.map(({ key, name: who, role, meaning, assurance, whole, comment }) => signedBy(keys[key] ?? newKey(), who, hash, { role, meaning, assurance, scope: whole ? 'all' : ['t-1'], ...(comment === null ? {} : { comment }) }))
    const used = new Set(signers.map(({ key }) => key))
    return {
      register: all,
      disclosures: [...disclosures, ...signed.map(({ disclosure }) => disclosure)].filter(() => kept.next().value === true),
      envelopes: signed.map(({ envelope }) => envelope),
      keys: keys.filter((_, index) => used.has(index)).map(({ keyId, raw }) => ({ keyId, algorithm: 'ed25519', publicKey: Buffer.from(raw).toString('base64') })),
    }
  })
