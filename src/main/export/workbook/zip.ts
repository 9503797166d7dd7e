import { crc32, deflateRawSync } from 'node:zlib'

/** A part of an archive: its path there, and its text, which is written as UTF-8. */
export interface ZipPart {
  name: string
  text: string
}

/** 1980-01-01, the first day that an archive can say: no part tells when it was written. */
const firstDay = 0x0021
/** The least version of the format that knows deflated parts, and that names are UTF-8. */
const [version, utf8Names, deflated] = [20, 0x0800, 8]

/** An archive (ZIP) of parts in their order. The same parts give the same bytes. Up to 4 GB and 65,535 parts, which is what the plain format holds. */
export function writeZip(parts: readonly ZipPart[]): Uint8Array {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, text } of parts) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)]
    const packed = deflateRawSync(bytes)
    const common = numbers([2, version], [2, utf8Names], [2, deflated], [2, 0], [2, firstDay], [4, crc32(bytes)], [4, packed.length], [4, bytes.length], [2, path.length], [2, 0])
    local.push(numbers([4, 0x0403_4b50]), common, path, packed)
    central.push(numbers([4, 0x0201_4b50], [2, version]), common, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), path)
    at += 4 + common.length + path.length + packed.length
  }
  const directory = Buffer.concat(central)
  return Buffer.concat([...local, directory, numbers([4, 0x0605_4b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, directory.length], [4, at], [2, 0])])
}

/** Whole numbers, each of so many bytes, the lowest first. */
function numbers(...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const all = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  fields.reduce((at, [bytes, value]) => all.writeUIntLE(value, at, bytes), 0)
  return all
}
