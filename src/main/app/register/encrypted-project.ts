import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto'
import { z } from 'zod'
import { FileProblem } from '../../import/file-problem.ts'

/*
 * An encrypted project file: one line of ASCII, then bytes.
 *
 *     dreadnought-encrypted/1 {"cipher":"aes-256-gcm","iv":"...","kdf":"scrypt","n":131072,"p":1,"r":8,"salt":"..."}\n
 *     <the .dread file, encrypted with AES-256-GCM> <16 bytes: the tag of GCM>
 *
 * The key is scrypt(passphrase in Unicode's NFC as UTF-8, salt, 32 bytes) with the parameters of the line; salt (16 bytes) and iv (12)
 * are new for every file and stand there in base64. The whole line with its line end is authenticated with the content, so that no byte
 * of a file can be changed without being noticed. Another version of the shape has another number after the slash.
 */
const magic = 'dreadnought-encrypted/'
const version = '1'
const tagLength = 16
/** The line is short: what is longer is none. */
const longestHeader = 1000

/** A file asks for its own parameters, so they are bounded: at most 256 MB and some seconds. */
const Header = z.strictObject({
  cipher: z.literal('aes-256-gcm'),
  iv: z.base64().length(16),
  kdf: z.literal('scrypt'),
  n: z.union([z.literal(2 ** 14), z.literal(2 ** 15), z.literal(2 ** 16), z.literal(2 ** 17), z.literal(2 ** 18)]),
  p: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  r: z.literal(8),
  salt: z.base64().length(24),
})
type Header = z.infer<typeof Header>

/** What is written: 128 MB and about half a second. */
const strength = { n: 2 ** 17, p: 1, r: 8 } as const

/** The passphrase is none of this file, or the file is not as it was written: nobody can tell which. */
export class WrongPassphrase extends Error {
  override name = 'WrongPassphrase'
}

/** Whether the bytes begin as an encrypted project file does. */
export function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic
}

/** Encrypts a project file. `randomBytes` are cryptographically random, and new for every call. */
export async function encryptProject(bytes: Uint8Array, passphrase: string, randomBytes: (length: number) => Uint8Array, cost: Pick<Header, 'n' | 'p' | 'r'> = strength): Promise<Uint8Array> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const header: Header = { cipher: 'aes-256-gcm', iv: base64(iv), kdf: 'scrypt', n: cost.n, p: cost.p, r: cost.r, salt: base64(salt) }
  const line = Buffer.from(`${magic}${version} ${JSON.stringify(header)}\n`, 'latin1')
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, header), iv, { authTagLength: tagLength })
  cipher.setAAD(line)
  return Buffer.concat([line, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/**
 * The project file within an encrypted one.
 * @throws FileProblem where it is no encrypted project file of this version, or asks for more than is given
 * @throws WrongPassphrase where the passphrase does not open it, or a byte of it was changed
 */
export async function decryptProject(bytes: Uint8Array, passphrase: string, file: string): Promise<Uint8Array> {
  const end = bytes.subarray(0, longestHeader).indexOf(10)
  const header = headerOf(Buffer.from(bytes.subarray(0, Math.max(0, end))).toString('latin1'), file)
  const content = bytes.subarray(end + 1)
  if (content.length < tagLength) throw problem(file, 'its end', 'an encrypted project file; it is cut off')
  const key = await keyOf(passphrase, Buffer.from(header.salt, 'base64'), header)
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.iv, 'base64'), { authTagLength: tagLength })
  decipher.setAAD(bytes.subarray(0, end + 1))
  decipher.setAuthTag(content.subarray(content.length - tagLength))
  try {
    return Buffer.concat([decipher.update(content.subarray(0, content.length - tagLength)), decipher.final()])
  } catch {
    throw new WrongPassphrase(`${file}: the passphrase does not open it`)
  }
}

function headerOf(line: string, file: string): Header {
  const [name = '', ...rest] = line.split(' ')
  if (!name.startsWith(magic)) throw problem(file, 'line 1', 'an encrypted project file')
  if (name !== `${magic}${version}`) throw problem(file, 'line 1', `an encrypted project file of version ${version}; this one is of another version of the program`)
  try {
    return Header.parse(JSON.parse(rest.join(' ')))
  } catch {
    throw problem(file, 'line 1', 'an encrypted project file; its first line is damaged, or asks for more than is given')
  }
}

function problem(file: string, place: string, expected: string): FileProblem {
  return new FileProblem({ file, place, expected })
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** On another thread: it takes half a second. */
function keyOf(passphrase: string, salt: Uint8Array, { n, p, r }: Pick<Header, 'n' | 'p' | 'r'>): Promise<Buffer> {
  // What Node's check of `maxmem` asks for is a little more than the table.
  const maxmem = 128 * n * r + 128 * r * (p + 2) + 1024 * 1024
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, { N: n, r, p, maxmem }, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
