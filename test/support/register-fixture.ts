import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { defaultHeader, type ProjectHeader } from '../../src/shared/domain/project.ts'
import { registerRows } from '../../src/shared/domain/register-rows.ts'
import { strideCategories } from '../../src/shared/domain/stride.ts'
import type { Threat } from '../../src/shared/domain/threat.ts'
import { defaultWorkshopSettings, type Disclosure, type WorkshopEvent } from '../../src/shared/domain/workshop.ts'
import { canonicalBytes } from '../../src/shared/proof/canonical.ts'
import { seal } from '../../src/shared/proof/disclosure.ts'
import { envelope, type Envelope } from '../../src/shared/proof/dsse.ts'
import { eventHash, headHash, zeroHash } from '../../src/shared/proof/log.ts'
import { registerSchema, type RegisterDocument } from '../../src/shared/proof/register-document.ts'
import { freeze, type RegisterParts } from '../../src/shared/proof/register-file.ts'
import { type Signoff } from '../../src/shared/proof/signoff.ts'
import { statedScore } from '../../src/shared/proof/stated-scores.ts'
import { keyIdOf, preAuthenticationEncoding, signerName, signoffType } from '../../src/shared/proof/statement-bytes.ts'

export const at = '2026-03-04T10:00:00.000Z'

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

let salts = 0
/** Salts that differ from each other and are the same on every run. */
export function salt(): Uint8Array {
  salts += 1
  return sha256(new TextEncoder().encode(`salt ${salts}`)).slice(0, 16)
}

export function threat(number: number, set: Partial<Threat> = {}): Threat {
  return {
    id: `t-${number}`,
    displayId: `SS${number}`,
    title: `Threat ${number}`,
    description: `Somebody pretends to be service ${number} and the queue believes it.`,
    stride: [strideCategories[number % 6] ?? 'Spoofing'],
    affected: ['e-api'],
    evidence: ['e-api', 'f-1'],
    affectedLabels: [],
    evidenceKeys: [],
    references: [{ text: 'CWE-287', flag: null, readAs: null }],
    mitigations: ['Sign messages', 'Check the signature'],
    marker: 'none',
    confidence: 'confirmed',
    source: { kind: 'hand' },
    suggested: { damage: 6, reproducibility: 5, exploitability: 5, affectedUsers: 6, discoverability: 4 },
    imported: null,
    settled: null,
    decision: null,
    gone: null,
    layout: {},
    flags: [],
    order: number,
    createdAt: at,
    updatedAt: at,
    ...set,
  }
}

export const model: RegisterDocument['model'] = {
  diagrams: [{ id: 'd-1', name: 'System', order: 0 }],
  elements: [
    { id: 'e-api', diagram: 'd-1', key: 'api', label: 'API', kind: 'process', technology: null, parent: 'b-1', facts: {}, position: { x: 80, y: 40, width: 140, height: 60 }, sourceId: null, notes: '' },
    { id: 'e-db', diagram: 'd-1', key: 'orders', label: 'Orders', kind: 'data-store', technology: 'postgresql', parent: 'b-1', facts: {}, position: { x: 320, y: 40, width: 140, height: 60 }, sourceId: null, notes: '' },
  ],
  flows: [
    { id: 'f-1', diagram: 'd-1', key: 'api->orders', label: 'SQL', source: 'e-api', target: 'e-db', bidirectional: false, facts: { encrypted: { value: 'no', origin: { by: 'user', detail: '' } } }, sourceId: null, notes: '' },
  ],
  boundaries: [
    { id: 'b-1', diagram: 'd-1', key: 'cluster', label: 'Cluster', kind: 'box', parent: null, facts: {}, position: { x: 20, y: 0, width: 480, height: 140 }, sourceId: null, notes: '' },
  ],
}

export function chain(bodies: { actor: string; type: string; payload: Record<string, unknown> }[]): WorkshopEvent[] {
  const log: WorkshopEvent[] = []
  for (const body of bodies) {
    const event = { seq: log.length + 1, at, ...body, prevHash: log.at(-1)?.hash ?? zeroHash }
    log.push({ ...event, hash: eventHash(event, sha256) })
  }
  return log
}

const values = { damage: 9, reproducibility: 6, exploitability: 7, affectedUsers: 8, discoverability: 5 }

/** A register with one settled threat of `threats`, a decision with an owner, and a workshop's log with sealed names and votes. */
export function registerWith(threats: number, header: ProjectHeader = defaultHeader): { register: RegisterDocument; disclosures: Disclosure[] } {
  const disclosures: Disclosure[] = []
  const sealed = (name: string, value: unknown): string => {
    const disclosure = seal(name, value, salt(), sha256)
    disclosures.push(disclosure)
    return disclosure.digest
  }
  const log = chain([
    { actor: 'facilitator', type: 'created', payload: { name: 'First round', agenda: ['t-1'] } },
    { actor: 'facilitator', type: 'seat-joined', payload: { seat: 's-1', name: sealed('name', 'Grace Ölçay') } },
    { actor: 's-1', type: 'voted', payload: { item: 't-1', round: 1, seat: 's-1', votes: [{ factor: 'damage', vote: sealed('damage', { value: 9 }) }] } },
    { actor: 'facilitator', type: 'settled', payload: { item: 't-1', values, medians: {}, method: 'override', rationale: 'seen in June', dissent: '' } },
  ])
  const settled = { values, method: 'override' as const, rationale: 'seen in June', dissent: '', workshop: 'w-1', at }
  const plain = Array.from({ length: threats }, (_, index) => threat(index + 1, index === 0 ? { settled } : {}))
  const rows = registerRows(plain, header, () => ['API'], () => [])
  const { assumptions, ...rest } = header
  const register: RegisterDocument = {
    schema: registerSchema,
    revision: { number: 1, frozenAt: at, program: 'Dreadnought 0.1.0', rulePacks: ['core 1'], catalogue: 'CWE 4.15' },
    project: { id: 'p-1', name: 'Order service' },
    header: { ...rest, assumptions: assumptions.map((one) => ({ ...one, owner: null })) },
    model,
    lists: [],
    threats: rows.map((row, index) => {
      const { updatedAt, ...fields } = row.threat
      if (updatedAt !== at) throw new Error('a fixture threat was touched when it was made')
      const decision = index === 0 ? { response: 'mitigate' as const, rationale: 'cheap', due: '2026-06-30', existingControls: '', owner: sealed('owner', 'Ada') } : null
      return { ...fields, decision, affectedNames: row.affected, score: statedScore(row), rounds: [] }
    }),
    workshops: [{ id: 'w-1', name: 'First round', settings: defaultWorkshopSettings, log, head: headHash(log) }],
  }
  return { register, disclosures }
}

export interface Key {
  privateKey: KeyObject
  raw: Uint8Array
  keyId: string
}

export function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'))
  return { privateKey, raw, keyId: keyIdOf(raw, sha256) }
}

export function signedBy(key: Key, name: string, hash: string, set: Partial<Signoff> = {}): { envelope: Envelope; disclosure: Disclosure } {
  const disclosure = seal(signerName, name, salt(), sha256)
  const signoff: Signoff = { revisionHash: hash, signer: disclosure.digest, role: 'Risk owner', meaning: 'approved', scope: 'all', assurance: 'attested by the host', at, keyId: key.keyId, ...set }
  const payload = canonicalBytes(signoff)
  const signature = sign(null, preAuthenticationEncoding(signoffType, payload), key.privateKey)
  return { envelope: envelope(signoffType, payload, key.keyId, new Uint8Array(signature)), disclosure }
}

/** A register signed by two people with one key. */
export function signedParts(threats: number, key: Key = newKey()): RegisterParts & { register: RegisterDocument; key: Key } {
  const { register, disclosures } = registerWith(threats)
  const { hash } = freeze(register, sha256)
  const first = signedBy(key, 'Ada Lovelace', hash)
  const second = signedBy(key, 'Grace Ölçay', hash, { role: 'Engineering', meaning: 'accepts the risk', scope: ['t-1'] })
  return {
    register,
    disclosures: [...disclosures, first.disclosure, second.disclosure],
    envelopes: [first.envelope, second.envelope],
    keys: [{ keyId: key.keyId, algorithm: 'ed25519', publicKey: Buffer.from(key.raw).toString('base64') }],
    key,
  }
}
