import { inflateSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { FileProblem } from '../file-problem.ts'
import { decodeText } from '../source.ts'

/** Pictures that draw.io writes with the diagram in them: SVG in an attribute, PNG in a text chunk. */

const maxText = 64 * 1024 * 1024
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Whether the beginning of a file looks like such a picture. */
export function looksLikeDrawioPicture(start: string, name: string): boolean {
  if (/\.(?:drawio|dio)\.(?:svg|png)$/i.test(name)) return true
  return /<svg\b[^]*?\scontent="[^"]{0,300}mx(?:file|GraphModel)/i.test(start.slice(0, 20_000)) || (start.slice(1, 4) === 'PNG' && /mx(?:file|GraphModel)\0/.test(start))
}

/**
 * The diagram in a picture, as the text of a draw.io file; null where the bytes are no picture.
 * @throws FileProblem where they are one without a diagram in it.
 */
export function drawioInPicture(bytes: Uint8Array, file: string): string | null {
  if (signature.every((byte, at) => bytes[at] === byte)) return decoded(textOfPng(bytes, file), file)
  const start = new TextDecoder().decode(bytes.subarray(0, 2000)).replace(/^\ufeff/, '')
  if (!/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!DOCTYPE svg\b[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<svg\b/i.test(start)) return null
  const content = contentOfSvg(decodeText(bytes, file))
  return content === null && !/\.svg$/i.test(file) ? null : decoded(content, file)
}

function decoded(text: string | null, file: string): string {
  if (text === null || text.trim() === '') throw new FileProblem({ file, place: 'the whole file', expected: 'a picture that draw.io wrote with a copy of the diagram in it' })
  if (!/^\s*%3C/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw new FileProblem({ file, place: 'the whole file', expected: 'a draw.io diagram in the picture that is whole' })
  }
}

/** The attribute of the root element. Nothing else of the picture is read, and no entity but XML's own five is known. */
function contentOfSvg(text: string): string | null {
  const parser = new SaxesParser({})
  let content: string | null = null
  let seen = false
  parser.on('error', () => undefined)
  parser.on('opentag', ({ attributes }) => {
    if (!seen) content = attributes['content'] ?? null
    seen = true
  })
  const step = 64 * 1024
  for (let from = 0; from < text.length && !seen; from += step) parser.write(text.slice(from, from + step))
  return content
}

function textOfPng(bytes: Uint8Array, file: string): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = signature.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const kind = latin(bytes.subarray(at + 4, at + 8))
    const data = bytes.subarray(at + 8, Math.min(bytes.length, at + 8 + length))
    const end = data.indexOf(0)
    if (end > 0 && end < 80 && /^mx(?:file|GraphModel)$/.test(latin(data.subarray(0, end)))) {
      if (kind === 'tEXt') return latin(data.subarray(end + 1))
      if (kind === 'zTXt') return inflated(data.subarray(end + 2), file)
    }
    if (kind === 'IEND') break
    at += 12 + length
  }
  return null
}

function inflated(data: Uint8Array, file: string): string {
  try {
    return inflateSync(data, { maxOutputLength: maxText }).toString('latin1')
  } catch {
    throw new FileProblem({ file, place: 'the whole file', expected: `a draw.io diagram of at most ${String(maxText / 1024 / 1024)} MB in the picture, that is whole` })
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
