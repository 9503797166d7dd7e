import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Instant } from '../../../shared/domain/id.ts'
import { listEarlierKeys, noteEarlierKey, type EarlierKey } from './earlier-keys.ts'
import { removeDrafts, removeWhole, setAside, sinceOf, writeNew, writeOver } from './key-file.ts'
import type { KeyProtection } from './key-protection.ts'
import { newPrivateKey, readPrivateKey, type PrivateKey } from './private-key.ts'
import { newSealedKey, openSealedKey, readSealedKey, sealKey } from './sealed-key.ts'

/** Where an installation keeps its key, and what its host has to protect it with. Each call asks anew. */
export interface KeyPlace {
  dataDir: string
  /** In a browser there is nothing that protects; what Electron sealed is then another host's key. */
  host: 'electron' | 'browser'
  protection: () => KeyProtection | null
  clock: Clock
}

/** The key that this host signs with. The private part never leaves it. */
export interface OwnKey extends PrivateKey {
  since: Instant
  /** Kept by the operating system, or in a file that only its owner reads. */
  kept: 'system' | 'file'
}

/** Why there is a key that can not be used: the system does not open it, or `file` does not hold it. */
export interface KeyTrouble {
  trouble: 'key-locked' | 'key-damaged'
  file: string
}

/**
 * Why no new key was made, with nothing changed: the system keeps none, and the plain file that would hold it is the other host's key (`file`),
 * or the system still opens the present key (`file`), which would then go on signing.
 */
export interface NoNewKey {
  trouble: 'key-no-place' | 'key-not-sealed'
  file: string
}

/** A key of this installation as everybody may know it. */
export type PublicOwnKey = Pick<OwnKey, 'publicKey' | 'since' | 'kept'>

/** The private key as a file, readable by its owner only. */
export function plainKeyFile(dataDir: string): string {
  return join(keyFolder(dataDir), 'host-ed25519.pem')
}

/** The private key as the operating system sealed it. */
export function sealedKeyFile(dataDir: string): string {
  return join(keyFolder(dataDir), 'host-ed25519.sealed.json')
}

/**
 * The host's Ed25519 key: made at first use, never overwritten but by {@link renewOwnKey}. Where the system protects, a key that lay in a
 * plain file moves to it, and the plain file goes. What can not be opened is left as it lies.
 */
export function openOwnKey(place: KeyPlace): OwnKey | KeyTrouble {
  const { dataDir } = place
  const protection = protectionOf(place)
  if (isSealed(place)) return openSealed(dataDir, protection)
  if (!existsSync(plainKeyFile(dataDir))) return madeNew(place, protection)
  return protection && seals(dataDir, protection) ? openSealed(dataDir, protection) : openPlain(dataDir)
}

/**
 * Makes a new key for this host. The public part of the one before is kept; its private part is dropped: it never signs again, and what
 * is gone can not be stolen. A key that could not be opened is set aside, as nobody saw what would go with it. No other key is touched.
 */
export function renewOwnKey(place: KeyPlace): OwnKey | KeyTrouble | NoNewKey {
  const { dataDir, clock } = place
  const before = openOwnKey(place)
  const at = clock()
  const protection = protectionOf(place)
  const sealed = protection && newSealedKey(at, protection)
  const refusal = sealed === null ? noPlaceBeside(place, before) : null
  if (refusal) return refusal
  const target = sealed === null ? plainKeyFile(dataDir) : sealedKeyFile(dataDir)
  // Noted before it goes: a crash in between leaves the old key in its place, and `publicOwnKeys` says it is not an earlier one yet.
  const gone = publicOwnKeys(place).own
  if (gone) noteEarlierKey(keyFolder(dataDir), { publicKey: gone.publicKey, from: gone.since, to: at })
  if ('trouble' in before) setAside(before.file, at)
  writeOver(target, sealed ?? newPrivateKey(), at)
  removeDrafts(target)
  if (!('trouble' in before) && before.kept === 'file' && sealed !== null) removeWhole(plainKeyFile(dataDir))
  return openOwnKey(place)
}

/** Why a new key can not lie in the plain file beside a sealed one; null where it can, as far as this host's key is sealed at all. */
function noPlaceBeside(place: KeyPlace, before: OwnKey | KeyTrouble): NoNewKey | null {
  if (!isSealed(place)) return null
  if (!('trouble' in before)) return { trouble: 'key-not-sealed', file: sealedKeyFile(place.dataDir) }
  const file = plainKeyFile(place.dataDir)
  if (!existsSync(file)) return null
  const [own, plain] = [publicPartOf(sealedKeyFile(place.dataDir)), publicPartOf(file)]
  // What a move that was cut off left is this host's key.
  return own && plain && sameKey(own, plain) ? null : { trouble: 'key-no-place', file }
}

/** What is known of the keys of this installation without opening any: this host's, that of the other host, and those that signed before. */
export function publicOwnKeys(place: KeyPlace): { own: PublicOwnKey | null; other: PublicOwnKey | null; earlier: EarlierKey[] } {
  const [plain, sealed] = [publicPartOf(plainKeyFile(place.dataDir)), publicPartOf(sealedKeyFile(place.dataDir))]
  const own = isSealed(place) ? sealed : plain
  const rest = isSealed(place) ? plain : sealed
  const other = rest && !(own && sameKey(rest, own)) ? rest : null
  const earlier = listEarlierKeys(keyFolder(place.dataDir)).filter((one) => ![own, other].some((known) => known && sameKey(known, one)))
  return { own, other, earlier }
}

function keyFolder(dataDir: string): string {
  return join(dataDir, 'keys')
}

function protectionOf({ host, protection }: KeyPlace): KeyProtection | null {
  return host === 'electron' ? protection() : null
}

/** Whether this host's key is a sealed one: once it is, it stays so, also when the system's key store is away. */
function isSealed({ host, dataDir }: KeyPlace): boolean {
  return host === 'electron' && existsSync(sealedKeyFile(dataDir))
}

function madeNew({ dataDir, clock }: KeyPlace, protection: KeyProtection | null): OwnKey | KeyTrouble {
  const at = clock()
  const sealed = protection && newSealedKey(at, protection)
  if (sealed === null) {
    writeNew(plainKeyFile(dataDir), newPrivateKey(), at)
    return openPlain(dataDir)
  }
  writeNew(sealedKeyFile(dataDir), sealed, at)
  return openSealed(dataDir, protection)
}

/** Seals the plain key, which goes once the sealed one was opened; false where the system refuses, or there is no key in the file. */
function seals(dataDir: string, protection: KeyProtection): boolean {
  const path = plainKeyFile(dataDir)
  const since = sinceOf(path)
  const sealed = sealKey(readFileSync(path, 'utf8'), since, protection)
  if (sealed !== null) writeNew(sealedKeyFile(dataDir), sealed, since)
  return sealed !== null
}

function openSealed(dataDir: string, protection: KeyProtection | null): OwnKey | KeyTrouble {
  const file = sealedKeyFile(dataDir)
  const held = readSealedKey(readFileSync(file, 'utf8'))
  if (!held) return { trouble: 'key-damaged', file }
  const key = openSealedKey(held, protection)
  if (typeof key === 'string') return { trouble: key, file }
  // The end of a move; the plain file may be another host's key by now.
  const plain = publicPartOf(plainKeyFile(dataDir))
  if (plain && sameKey(plain, key)) removeWhole(plainKeyFile(dataDir))
  return { ...key, since: held.since, kept: 'system' }
}

function openPlain(dataDir: string): OwnKey | KeyTrouble {
  const file = plainKeyFile(dataDir)
  const key = readPrivateKey(readFileSync(file, 'utf8'))
  return key ? { ...key, since: sinceOf(file), kept: 'file' } : { trouble: 'key-damaged', file }
}

/** What may be known of the key in a file; null where there is none, or it can not be read. */
function publicPartOf(file: string): PublicOwnKey | null {
  if (!existsSync(file)) return null
  const text = readFileSync(file, 'utf8')
  if (file.endsWith('.json')) {
    const held = readSealedKey(text)
    return held && { publicKey: new Uint8Array(Buffer.from(held.publicKey, 'base64')), since: held.since, kept: 'system' }
  }
  const key = readPrivateKey(text)
  return key && { publicKey: key.publicKey, since: sinceOf(file), kept: 'file' }
}

function sameKey(a: { publicKey: Uint8Array }, b: { publicKey: Uint8Array }): boolean {
  return Buffer.from(a.publicKey).equals(b.publicKey)
}
