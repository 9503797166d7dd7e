import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { closeSync, constants, copyFileSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** The key of this installation. The private part never leaves it. */
export interface HostKey {
  /** The 32 raw bytes. */
  publicKey: Uint8Array
  /** Ed25519 over `message`; 64 bytes. */
  sign: (message: Uint8Array) => Uint8Array
}

/** Where the private key lies, readable by its owner only. */
export function hostKeyFile(dataDir: string): string {
  return join(dataDir, 'keys', 'host-ed25519.pem')
}

/**
 * The installation's Ed25519 key, made at first use and never overwritten.
 * Throws an Error where the file is there but holds no such key: it is then left for its owner to look at.
 */
export function hostKey(dataDir: string): HostKey {
  const path = hostKeyFile(dataDir)
  if (!existsSync(path)) makeHostKey(dataDir, path)
  const privateKey = createPrivateKey(readFileSync(path))
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${path} holds no Ed25519 key`)
  return { publicKey: rawPublicKey(privateKey), sign: (message) => new Uint8Array(sign(null, message, privateKey)) }
}

// Written whole under another name first: a crash can leave no half key, and of two processes the first one's key stays.
function makeHostKey(dataDir: string, path: string): void {
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${path}.${randomUUID()}`
  const file = openSync(draft, 'wx', 0o600)
  writeSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  fsyncSync(file)
  closeSync(file)
  try {
    putInPlace(draft, path)
  } finally {
    rmSync(draft)
  }
}

function putInPlace(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if (existsSync(path)) return
    // A file system without hard links.
    if (!(error instanceof Error)) throw error
    copyFileSync(draft, path, constants.COPYFILE_EXCL)
  }
}

function rawPublicKey(privateKey: KeyObject): Uint8Array {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (x === undefined) throw new Error('an Ed25519 key has an x')
  return new Uint8Array(Buffer.from(x, 'base64url'))
}
