import { inflateRawSync } from 'node:zlib'
import { FileProblem } from './file-problem.ts'

const maxEntries = 5000
/** Bytes that all parts of an archive together may have once they are inflated. */
const maxInflated = 96 * 1024 * 1024

interface Entry {
  method: number
  encrypted: boolean
  packed: number
  at: number
}

/** The parts of an archive, inflated when they are asked for. */
export interface Archive {
  names: string[]
  /** The bytes of a part; null where there is none. */
  part: (name: string) => Uint8Array | null
}

/**
 * Opens a ZIP archive by its central directory. Node inflates; nothing is written anywhere and no path is followed. Refuses encrypted
 * and 64-bit archives, more than 5,000 parts, and parts that inflate to more than 96 MB together, whatever sizes they claim.
 */
export function openZip(bytes: Uint8Array, file: string): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directory(bytes, view, file)
  let left = maxInflated
  return {
    names: [...entries.keys()],
    part: (name) => {
      const entry = entries.get(name)
      if (!entry) return null
      const data = inflate(bytes, view, entry, left, file)
      left -= data.length
      return data
    },
  }
}

function damaged(file: string): FileProblem {
  return new FileProblem({ file, place: 'the whole file', expected: 'a whole archive (ZIP); it is damaged or cut short' })
}

function directory(bytes: Uint8Array, view: DataView, file: string): Map<string, Entry> {
  let end = bytes.length - 22
  const lowest = Math.max(0, end - 65_535)
  while (end >= lowest && view.getUint32(end, true) !== 0x06054b50) end -= 1
  if (end < lowest || end < 0) throw damaged(file)
  const [count, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)]
  if (count > maxEntries || start === 0xffffffff) throw new FileProblem({ file, place: 'the whole file', expected: `an archive of at most ${String(maxEntries)} parts` })
  const entries = new Map<string, Entry>()
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged(file)
    const [nameLength, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)]
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name.replace(/^\//, ''), { method: view.getUint16(at + 10, true), encrypted: (view.getUint16(at + 8, true) & 1) === 1, packed: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true) })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

function inflate(bytes: Uint8Array, view: DataView, { method, encrypted, packed, at }: Entry, left: number, file: string): Uint8Array {
  if (encrypted) throw new FileProblem({ file, place: 'the whole file', expected: 'a file without a password' })
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) throw damaged(file)
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const data = bytes.subarray(from, from + packed)
  const tooLarge = new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxInflated / 1024 / 1024)} MB once unpacked` })
  if (data.length < packed) throw damaged(file)
  if (method === 0) {
    if (data.length > left) throw tooLarge
    return data
  }
  if (method !== 8) throw damaged(file)
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, left) })
  } catch (problem) {
    if (problem instanceof RangeError || (problem instanceof Error && 'code' in problem && problem.code === 'ERR_BUFFER_TOO_LARGE')) throw tooLarge
    throw damaged(file)
  }
}
