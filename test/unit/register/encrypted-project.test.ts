import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decryptProject, encryptProject, isEncrypted, WrongPassphrase } from '../../../src/main/app/register/encrypted-project.ts'
import { FileProblem } from '../../../src/main/import/file-problem.ts'

const content = new TextEncoder().encode('{"format":"dreadnought-project/1"}')
/** The least that a file may ask for, so that tests are quick. */
const cheap = { n: 2 ** 14, p: 1, r: 8 } as const
const lock = (bytes: Uint8Array, passphrase: string) => encryptProject(bytes, passphrase, (length) => randomBytes(length), cheap)

describe('an encrypted project file', () => {
  test('opens with its passphrase, however its letters are written, and with no other', async () => {
    const file = await lock(content, 'grüße aus köln'.normalize('NFC'))
    expect(isEncrypted(file)).toBe(true)
    expect(new Uint8Array(await decryptProject(file, 'grüße aus köln'.normalize('NFD'), 'a.dread'))).toEqual(content)
    for (const wrong of ['', 'grusse aus koln', 'grüße aus köln ']) await expect(decryptProject(file, wrong, 'a.dread')).rejects.toThrow(WrongPassphrase)
  })

  test('any content comes back, and nothing of it is to be seen', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.string({ minLength: 8 }), async (bytes, passphrase) => {
      const file = await lock(bytes, passphrase)
      if (bytes.length >= 8) expect(Buffer.from(file).includes(Buffer.from(bytes))).toBe(false)
      expect(new Uint8Array(await decryptProject(file, passphrase, 'a.dread'))).toEqual(bytes)
    }), { numRuns: 15 })
  })

  test('is another one each time', async () => {
    expect(Buffer.from(await lock(content, 'the same words'))).not.toEqual(Buffer.from(await lock(content, 'the same words')))
  })

  test('a byte changed anywhere is noticed, in the first line too', async () => {
    const file = await lock(content, 'correct horse')
    for (let at = 0; at < file.length; at += 1) {
      const changed = Uint8Array.from(file)
      changed[at] = (changed[at] ?? 0) ^ 1
      const problem: unknown = await decryptProject(changed, 'correct horse', 'a.dread').catch((error: unknown) => error)
      expect(problem instanceof WrongPassphrase || problem instanceof FileProblem, `byte ${String(at)}`).toBe(true)
    }
  })

  test('cut off anywhere it is refused', async () => {
    const file = await lock(content, 'correct horse')
    for (let length = 0; length < file.length; length += 7) {
      const problem: unknown = await decryptProject(file.subarray(0, length), 'correct horse', 'a.dread').catch((error: unknown) => error)
      expect(problem instanceof WrongPassphrase || problem instanceof FileProblem, `${String(length)} bytes`).toBe(true)
    }
  })

  test.each([
    ['a table of 4 GB', { n: 2 ** 25 }],
    ['a thousand rounds', { p: 1000 }],
    ['blocks of a thousand', { r: 1000 }],
    ['a cost of nothing', { n: 2 }],
    ['a cost that is no number', { n: '131072' }],
    ['another cipher', { cipher: 'none' }],
    ['another function', { kdf: 'md5' }],
    ['a short salt', { salt: 'AAAA' }],
    ['what it does not know', { more: 1 }],
  ])('one that asks for %s is refused before anything is worked out', async (_what, change) => {
    const file = Buffer.from(await lock(content, 'correct horse'))
    const end = file.indexOf(10)
    const [name = '', ...rest] = file.subarray(0, end).toString('latin1').split(' ')
    const asked = Buffer.concat([Buffer.from(`${name} ${JSON.stringify({ ...JSON.parse(rest.join(' ')), ...change })}`), file.subarray(end)])
    await expect(decryptProject(asked, 'correct horse', 'a.dread')).rejects.toThrow(FileProblem)
  })

  test('of another version it says so', async () => {
    const file = Buffer.from(await lock(content, 'correct horse'))
    const next = Buffer.concat([Buffer.from(file.toString('latin1').replace('encrypted/1 ', 'encrypted/2 '), 'latin1')])
    await expect(decryptProject(next, 'correct horse', 'a.dread')).rejects.toThrow(/version 1; this one is of another version/)
  })
})
