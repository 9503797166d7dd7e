import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { DrawnDiagram } from '../../../shared/domain/seat-diagram.ts'
import { fontFiles } from '../pdf/pdf-fonts.ts'
import { readFace } from '../pdf/pdf-font.ts'
import { PictureTooLarge } from './too-large.ts'

/** Four bytes each while it is drawn, twice. */
export const mostPixels = 40_000_000

let ready: ReturnType<typeof initWasm> | undefined

function prepared(): ReturnType<typeof initWasm> {
  return (ready ??= initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'))))
}

/** The fonts that these letters ask for, Roboto first, and how many have no shape in any. A font is read where a letter is still missing. */
function fontsFor(letters: readonly number[], folder: string): { fonts: Uint8Array[]; missing: number } {
  const fonts: Uint8Array[] = []
  let left = letters
  for (const [name, file] of fontFiles(folder)) {
    const always = name === 'regular' || name === 'bold'
    if (!always && left.length === 0) continue
    const bytes = readFileSync(file)
    const { widths } = readFace(bytes)
    const still = left.filter((letter) => !widths.has(letter))
    if (always || still.length < left.length) fonts.push(bytes)
    left = still
  }
  return { fonts, missing: left.length }
}

/**
 * A drawn diagram as a PNG of `scale` pixels a diagram pixel. Set in our own fonts, of which `folder` has those beside Roboto, so that every computer makes
 * the same bytes; `missing` counts the letters that they have no shape for.
 * @throws PictureTooLarge beyond {@link mostPixels}.
 */
export async function renderPng({ svg, width, height }: Pick<DrawnDiagram, 'svg' | 'width' | 'height'>, scale: number, folder: string): Promise<{ data: Uint8Array; missing: number }> {
  const [wide, high] = [Math.ceil(width * scale), Math.ceil(height * scale)]
  if (wide * high > mostPixels) throw new PictureTooLarge(wide, high)
  await prepared()
  const { fonts, missing } = fontsFor(lettersOf(svg), folder)
  const resvg = new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: { fontBuffers: fonts, defaultFontFamily: 'Roboto', loadSystemFonts: false } })
  const image = resvg.render()
  try {
    return { data: image.asPng(), missing }
  } finally {
    image.free()
    resvg.free()
  }
}

/** The code points of all texts that are drawn. */
function lettersOf(svg: string): number[] {
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text.replaceAll(/&(?:\w+|#\d+);/g, ''))
  return Array.from(texts.join(''), (letter) => letter.codePointAt(0) ?? 0).filter((letter) => letter > 0x20)
}
