import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { DrawnDiagram } from '../../../shared/domain/seat-diagram.ts'
import { robotoFiles } from '../pdf/pdf-fonts.ts'
import { readFace } from '../pdf/pdf-font.ts'
import { PictureTooLarge } from './too-large.ts'

/** Four bytes each while it is drawn, twice. */
export const mostPixels = 40_000_000

let loaded: Promise<{ fonts: Uint8Array[]; has: (codePoint: number) => boolean }> | undefined

async function load(): Promise<{ fonts: Uint8Array[]; has: (codePoint: number) => boolean }> {
  await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  const { normal, bold } = robotoFiles()
  const fonts = [readFileSync(normal), readFileSync(bold)]
  const { widths } = readFace(fonts[0] ?? new Uint8Array())
  return { fonts, has: (codePoint) => widths.has(codePoint) }
}

/**
 * A drawn diagram as a PNG of `scale` pixels a diagram pixel. Set in our own fonts, so that every computer makes the same bytes; `missing` counts the
 * letters that they have no shape for.
 * @throws PictureTooLarge beyond {@link mostPixels}.
 */
export async function renderPng({ svg, width, height }: Pick<DrawnDiagram, 'svg' | 'width' | 'height'>, scale: number): Promise<{ data: Uint8Array; missing: number }> {
  const [wide, high] = [Math.ceil(width * scale), Math.ceil(height * scale)]
  if (wide * high > mostPixels) throw new PictureTooLarge(wide, high)
  loaded ??= load()
  const { fonts, has } = await loaded
  const resvg = new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: { fontBuffers: fonts, defaultFontFamily: 'Roboto', loadSystemFonts: false } })
  const image = resvg.render()
  try {
    return { data: image.asPng(), missing: lettersOf(svg).filter((letter) => !has(letter)).length }
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
