import { spawn } from 'node:child_process'
import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KeyProtection } from '../../../src/main/store/keys/key-protection.ts'
import { openOwnKey, plainKeyFile, publicOwnKeys, renewOwnKey, sealedKeyFile, type KeyPlace, type OwnKey } from '../../../src/main/store/keys/own-key.ts'
import { newPrivateKey } from '../../../src/main/store/keys/private-key.ts'
import { tempDir } from '../../support/app.ts'

let folder: { path: string; remove: () => void }
let now = 0

beforeEach(() => {
  folder = tempDir()
  now = Date.parse('2026-05-04T03:02:01.000Z')
})
afterEach(() => folder.remove())

/** A system that keeps secrets for one user: what `user` sealed, nobody else opens. */
function keptFor(user: string): KeyProtection {
  const pad = (bytes: Uint8Array) => bytes.map((byte, index) => byte ^ user.charCodeAt(index % user.length))
  return {
    seal: (text) => new Uint8Array([...Buffer.from(`${user}:`), ...pad(Buffer.from(text))]),
    open: (sealed) => {
      const [head, body] = [sealed.slice(0, user.length + 1), sealed.slice(user.length + 1)]
      if (Buffer.from(head).toString() !== `${user}:`) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
      return Buffer.from(pad(body)).toString()
    },
  }
}

/** Each call of the clock is a second later. */
function place(host: KeyPlace['host'], protection: KeyProtection | null = null): KeyPlace {
  return { dataDir: folder.path, host, protection: () => protection, clock: () => new Date((now += 1000)).toISOString() }
}
const browser = () => place('browser')
const desktop = (user = 'ada') => place('electron', keptFor(user))
const bareDesktop = () => place('electron')

function opened(at: KeyPlace): OwnKey {
  const key = openOwnKey(at)
  if ('trouble' in key) throw new Error(key.trouble)
  return key
}
function renewed(at: KeyPlace): OwnKey {
  const key = renewOwnKey(at)
  if ('trouble' in key) throw new Error(key.trouble)
  return key
}
const hexOf = ({ publicKey }: { publicKey: Uint8Array }) => Buffer.from(publicKey).toString('hex')
const files = () => readdirSync(join(folder.path, 'keys')).filter((name) => name !== 'earlier').sort()
const earlier = (at: KeyPlace) => publicOwnKeys(at).earlier.map(hexOf)

function signs(key: OwnKey): boolean {
  const message = randomBytes(40)
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey).toString('base64url') } })
  return verify(null, message, publicKey, key.sign(message))
}

describe('the key of an installation', () => {
  test('K1: is made once, signs, and is the same ever after', () => {
    for (const at of [browser, desktop, bareDesktop]) {
      const first = opened(at())
      expect(signs(first)).toBe(true)
      expect(hexOf(opened(at()))).toBe(hexOf(first))
      expect(first.since).toBe(opened(at()).since)
      rmSync(join(folder.path, 'keys'), { recursive: true })
    }
  })

  test('K2: lies in a file that only its owner reads where nothing protects it', () => {
    for (const at of [browser, bareDesktop]) {
      expect(opened(at()).kept).toBe('file')
      expect(files()).toEqual(['host-ed25519.pem'])
      if (process.platform !== 'win32') expect(statSync(plainKeyFile(folder.path)).mode & 0o777).toBe(0o600)
    }
  })

  test('K3: is sealed by the system where that protects, and no private part lies beside it', () => {
    const key = opened(desktop())
    expect(key.kept).toBe('system')
    expect(files()).toEqual(['host-ed25519.sealed.json'])
    const text = readFileSync(sealedKeyFile(folder.path), 'utf8')
    expect(text).not.toContain('PRIVATE')
    expect(Buffer.from(JSON.parse(text).sealed, 'base64').toString()).not.toContain('PRIVATE')
    if (process.platform !== 'win32') expect(statSync(sealedKeyFile(folder.path)).mode & 0o777).toBe(0o600)
  })

  test('K4: moves from the plain file into the system, stays the same key since the same day, and the plain file goes with every second name of it', () => {
    const plain = opened(browser())
    linkSync(plainKeyFile(folder.path), `${plainKeyFile(folder.path)}.0b1c2d3e-0000-4000-8000-0123456789ab`)
    const moved = opened(desktop())
    expect([hexOf(moved), moved.since, moved.kept]).toEqual([hexOf(plain), plain.since, 'system'])
    expect(files()).toEqual(['host-ed25519.sealed.json'])
    expect(signs(moved)).toBe(true)
  })

  test('K4: a move that was cut off after sealing ends at the next opening; another host\'s plain key stays', () => {
    opened(browser())
    const plain = readFileSync(plainKeyFile(folder.path))
    const moved = opened(desktop())
    writeFileSync(plainKeyFile(folder.path), plain, { mode: 0o600 })
    expect(hexOf(opened(desktop()))).toBe(hexOf(moved))
    expect(files()).toEqual(['host-ed25519.sealed.json'])
    const own = opened(browser())
    expect(hexOf(own)).not.toBe(hexOf(moved))
    expect(hexOf(opened(desktop()))).toBe(hexOf(moved))
    expect(files()).toEqual(['host-ed25519.pem', 'host-ed25519.sealed.json'])
    expect(publicOwnKeys(browser()).other).toMatchObject({ kept: 'system', publicKey: moved.publicKey })
    expect(publicOwnKeys(desktop()).other).toMatchObject({ kept: 'file', publicKey: own.publicKey })
  })

  test('K4: a system that refuses to seal, or gives back something else, leaves the key in its file', () => {
    const before = opened(browser())
    const refuses: KeyProtection = { seal: () => { throw new Error('no') }, open: () => '' }
    const forgets: KeyProtection = { seal: (text) => Buffer.from(text), open: () => 'something else' }
    for (const protection of [refuses, forgets]) {
      const key = opened(place('electron', protection))
      expect([hexOf(key), key.kept]).toEqual([hexOf(before), 'file'])
      expect(files()).toEqual(['host-ed25519.pem'])
    }
  })

  test('K5: what the system does not open any more is said, known by its public part, and left as it lies', () => {
    const key = opened(desktop())
    const bytes = readFileSync(sealedKeyFile(folder.path))
    for (const at of [desktop('eve'), bareDesktop()]) {
      expect(openOwnKey(at)).toEqual({ trouble: 'key-locked', file: sealedKeyFile(folder.path) })
      expect(publicOwnKeys(at).own).toMatchObject({ publicKey: key.publicKey })
      expect(readFileSync(sealedKeyFile(folder.path))).toEqual(bytes)
      expect(files()).toEqual(['host-ed25519.sealed.json'])
    }
    expect(hexOf(opened(desktop()))).toBe(hexOf(key))
  })

  test('K5: a file that holds no key, or another one than it says, is said and left as it lies', () => {
    opened(browser())
    for (const [at, file, text] of [
      [browser(), plainKeyFile(folder.path), 'nothing'],
      [desktop(), plainKeyFile(folder.path), 'nothing'],
      [desktop(), sealedKeyFile(folder.path), '{'],
    ] as const) {
      writeFileSync(file, text)
      expect(openOwnKey(at)).toEqual({ trouble: 'key-damaged', file })
      expect(readFileSync(file, 'utf8')).toBe(text)
    }
    rmSync(join(folder.path, 'keys'), { recursive: true })
    opened(desktop())
    const sealed = JSON.parse(readFileSync(sealedKeyFile(folder.path), 'utf8'))
    const other = Buffer.from(keptFor('ada').seal(newPrivateKey())).toString('base64')
    writeFileSync(sealedKeyFile(folder.path), JSON.stringify({ ...sealed, sealed: other }))
    expect(openOwnKey(desktop())).toMatchObject({ trouble: 'key-damaged' })
  })
})

describe('a new key', () => {
  test('K6: takes the place of the old one, whose public part is kept with from and to, and whose private part is nowhere', () => {
    for (const at of [browser, desktop, bareDesktop]) {
      const before = opened(at())
      const secret = readFileSync(before.kept === 'file' ? plainKeyFile(folder.path) : sealedKeyFile(folder.path), 'utf8')
      const after = renewed(at())
      expect(hexOf(after)).not.toBe(hexOf(before))
      expect(signs(after)).toBe(true)
      expect(publicOwnKeys(at()).earlier).toEqual([{ publicKey: before.publicKey, from: before.since, to: after.since }])
      const everything = readdirSync(join(folder.path, 'keys'), { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'))
      for (const name of everything) expect(readFileSync(join(folder.path, 'keys', name), 'utf8')).not.toBe(secret)
      rmSync(join(folder.path, 'keys'), { recursive: true })
    }
  })

  test('K6: of many renewals none is lost, the latest stands first, and the current one is not among them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('browser', 'desktop', 'bare'), { minLength: 1, maxLength: 5 }), (hosts) => {
        rmSync(join(folder.path, 'keys'), { recursive: true, force: true })
        const made = new Set<string>()
        for (const host of hosts) {
          const at = host === 'browser' ? browser() : desktop()
          made.add(hexOf(opened(at)))
          made.add(hexOf(renewed(at)))
        }
        const { own, other, earlier: gone } = publicOwnKeys(desktop())
        expect(new Set([own, other, ...gone].flatMap((key) => (key ? [hexOf(key)] : [])))).toEqual(made)
        expect(gone.map(({ to }) => to)).toEqual(gone.map(({ to }) => to).sort().reverse())
        for (const { from, to } of gone) expect(from < to).toBe(true)
      }),
      { numRuns: 8 },
    )
  })

  test('K6: one that can not be opened is set aside, not thrown away', () => {
    const locked = opened(desktop('eve'))
    const bytes = readFileSync(sealedKeyFile(folder.path))
    const own = renewed(desktop('ada'))
    expect(own.kept).toBe('system')
    expect(earlier(desktop('ada'))).toEqual([hexOf(locked)])
    const [aside] = files().filter((name) => name.includes('.set-aside-'))
    expect(readFileSync(join(folder.path, 'keys', aside ?? ''))).toEqual(bytes)
    const bare = renewed(bareDesktop())
    expect(bare.kept).toBe('file')
    expect(earlier(bareDesktop())).toEqual([hexOf(own), hexOf(locked)])
  })
})

describe('a new key that there is no place for', () => {
  const everything = () => readdirSync(join(folder.path, 'keys'), { recursive: true, encoding: 'utf8' }).sort().map((name) => [name, name === 'earlier' ? '' : readFileSync(join(folder.path, 'keys', name), 'utf8')])
  /** Opens what was sealed before, and takes nothing new. */
  const full = () => place('electron', { ...keptFor('ada'), seal: () => { throw new Error('the key store is full') } })

  test('K10: where the system does not open the desktop\'s key and keeps no other, that of the browser is not overwritten', () => {
    const own = opened(desktop())
    const inBrowser = opened(browser())
    const before = everything()
    for (const at of [bareDesktop(), place('electron', { seal: () => { throw new Error('full') }, open: () => '' })]) {
      expect(renewOwnKey(at)).toEqual({ trouble: 'key-no-place', file: plainKeyFile(folder.path) })
      expect(everything()).toEqual(before)
    }
    expect(hexOf(opened(browser()))).toBe(hexOf(inBrowser))
    expect(hexOf(opened(desktop()))).toBe(hexOf(own))
    writeFileSync(plainKeyFile(folder.path), 'damaged, and perhaps to be mended')
    expect(renewOwnKey(bareDesktop())).toMatchObject({ trouble: 'key-no-place' })
    expect(readFileSync(plainKeyFile(folder.path), 'utf8')).toBe('damaged, and perhaps to be mended')
  })

  test('K10: where the system opens the present key and keeps no new one, no key is made, none goes, and none is said to be an earlier one', () => {
    const own = opened(desktop())
    for (const other of [null, browser]) {
      if (other) opened(other())
      const before = everything()
      expect(renewOwnKey(full())).toEqual({ trouble: 'key-not-sealed', file: sealedKeyFile(folder.path) })
      expect(everything()).toEqual(before)
      expect(hexOf(opened(full()))).toBe(hexOf(own))
      expect(earlier(full())).toEqual([])
    }
  })

  test('K10: a plain file that a cut-off move left is the desktop\'s own key, and makes way', () => {
    const own = opened(browser())
    const plain = readFileSync(plainKeyFile(folder.path))
    opened(desktop())
    writeFileSync(plainKeyFile(folder.path), plain, { mode: 0o600 })
    const after = renewed(bareDesktop())
    expect(after.kept).toBe('file')
    expect(hexOf(after)).not.toBe(hexOf(own))
    expect(earlier(bareDesktop())).toEqual([hexOf(own)])
  })
})

describe('a crash', () => {
  test('K7: leaves of a first writing no half key; of a renewal the old one until the new one is whole', () => {
    mkdirSync(join(folder.path, 'keys'), { recursive: true })
    writeFileSync(`${plainKeyFile(folder.path)}.0b1c2d3e-0000-4000-8000-0123456789ab`, '-----BEGIN PRIV')
    const key = opened(browser())
    expect(signs(key)).toBe(true)
    // Between noting the old key, writing the draft, and the renaming.
    writeFileSync(`${plainKeyFile(folder.path)}.1b1c2d3e-0000-4000-8000-0123456789ab`, newPrivateKey())
    mkdirSync(join(folder.path, 'keys', 'earlier'))
    writeFileSync(join(folder.path, 'keys', 'earlier', `${hexOf(key)}.json`), JSON.stringify({ publicKey: Buffer.from(key.publicKey).toString('base64'), from: key.since, to: key.since }))
    expect(hexOf(opened(browser()))).toBe(hexOf(key))
    expect(earlier(browser())).toEqual([])
    const after = renewed(browser())
    expect(earlier(browser())).toEqual([hexOf(key)])
    expect(files()).toEqual(['host-ed25519.pem'])
    expect(hexOf(opened(browser()))).toBe(hexOf(after))
  })

  test('K7: killed at any moment of renewing over and over, it has one key that signs, and knows every one that ever did', async () => {
    for (const renewals of [3, 8, 14]) {
      const known = await killedWhileRenewing(renewals)
      const key = opened(browser())
      expect(signs(key)).toBe(true)
      const all = new Set([hexOf(key), ...earlier(browser())])
      expect(known.filter((hex) => !all.has(hex))).toEqual([])
      expect(known.length).toBeGreaterThan(0)
    }
  })
})

/** Renews in a process of its own until it has told of `renewals` keys, which is when it is killed; answers what it told. */
async function killedWhileRenewing(renewals: number): Promise<string[]> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../../support/renew-loop.ts'), folder.path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  await new Promise<void>((done) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.split('\n').length > renewals) child.kill('SIGKILL')
    })
    child.on('close', () => done())
  })
  expect(existsSync(plainKeyFile(folder.path))).toBe(true)
  return said.split('\n').slice(0, -1)
}
