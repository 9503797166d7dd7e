/** What setting text needs to know of a font. */
export interface Face {
  /** Advance widths in thousandths of the size, by code point; a character that is missing here has no shape in the font. */
  widths: ReadonlyMap<number, number>
}

/**
 * Reads a TrueType font's characters and their widths (tables head, hhea, hmtx, and a cmap of format 4).
 * @throws Error where a table is missing: the font is one of ours, so that is a defect.
 */
export function readFace(bytes: Uint8Array): Face {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const unitsPerEm = view.getUint16(table(view, 'head') + 18)
  const advances = view.getUint16(table(view, 'hhea') + 34)
  const metrics = table(view, 'hmtx')
  const widthOf = (glyph: number) => (view.getUint16(metrics + 4 * Math.min(glyph, advances - 1)) * 1000) / unitsPerEm
  const widths = new Map<number, number>()
  for (const [codePoint, glyph] of characters(view, unicodeTable(view))) widths.set(codePoint, widthOf(glyph))
  return { widths }
}

function table(view: DataView, name: string): number {
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    if (Array.from(name).every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0))) return view.getUint32(at + 8)
  }
  throw new Error(`the font has no table ${name}`)
}

function unicodeTable(view: DataView): number {
  const start = table(view, 'cmap')
  for (let at = start + 4; at < start + 4 + 8 * view.getUint16(start + 2); at += 8) {
    const found = start + view.getUint32(at + 4)
    if (view.getUint16(at) === 3 && view.getUint16(at + 2) === 1 && view.getUint16(found) === 4) return found
  }
  throw new Error('the font has no Unicode table of format 4')
}

/** Code points and glyphs of a cmap of format 4, which is a list of ranges. */
function* characters(view: DataView, start: number): Generator<[number, number]> {
  const double = view.getUint16(start + 6)
  const [ends, starts, deltas, offsets] = [start + 14, start + 16 + double, start + 16 + 2 * double, start + 16 + 3 * double]
  for (let at = 0; at < double; at += 2) {
    const offset = view.getUint16(offsets + at)
    const from = view.getUint16(starts + at)
    for (let codePoint = from; codePoint <= view.getUint16(ends + at) && codePoint !== 0xffff; codePoint++) {
      const found = offset === 0 ? codePoint : view.getUint16(offsets + at + offset + 2 * (codePoint - from))
      const glyph = found === 0 ? 0 : (found + view.getUint16(deltas + at)) & 0xffff
      if (glyph !== 0) yield [codePoint, glyph]
    }
  }
}
