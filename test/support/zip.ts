import { constants, crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  name: string
  data: Uint8Array
  /** The data as it is deflated already; `data` is then what the archive says that it is. */
  packed?: Buffer
}

/** A part of an archive that is text. */
export function textPart(name: string, text: string): ZipPart {
  return { name, data: new TextEncoder().encode(text) }
}

/** An archive of deflated parts. */
export function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const chunks: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, data, packed = deflateRawSync(data) } of parts) {
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(data), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(data.length, 22)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(data.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    chunks.push(head, Buffer.from(name), packed)
    central.push(entry, Buffer.from(name))
    at += head.length + name.length + packed.length
  }
  const size = central.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Uint8Array.from(Buffer.concat([...chunks, ...central, end]))
}

/** A raw deflate stream of `megabytes` times a million of the same letter, made without ever having them all. */
export function deflateBomb(megabytes: number, letter = 'A'): Buffer {
  const step = deflateRawSync(Buffer.alloc(10_000_000, letter), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array.from({ length: Math.ceil(megabytes / 10) }, () => step), deflateRawSync(Buffer.alloc(0))])
}
