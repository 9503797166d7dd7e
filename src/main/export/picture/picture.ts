import type { Band } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import type { PictureTheme } from '../../../shared/domain/seat-diagram.ts'
import { drawDiagram, drawnDiagrams } from '../../../shared/picture/diagram.ts'
import type { LegendWords } from '../../../shared/picture/legend.ts'
import { ownPositions } from '../../../shared/picture/place.ts'

export const pictureFormats = ['svg', 'png'] as const
export type PictureFormat = (typeof pictureFormats)[number]

export function isPictureFormat(format: string): format is PictureFormat {
  return pictureFormats.some((known) => known === format)
}

export const pictureTypes = { svg: { mime: 'image/svg+xml', extension: '.svg' }, png: { mime: 'image/png', extension: '.png' } } as const

/** Pixels a diagram pixel, of a picture in pixels. */
export const usualScale = 2

export interface PictureWish {
  format: PictureFormat
  theme: PictureTheme
  /** The first one that holds something where it is null. */
  diagram: Id | null
  /** The legend's words; null for none. */
  legend: LegendWords | null
  /** Of a PNG: pixels a diagram pixel, 0.1 to 8. */
  scale: number
  /** How bad the worst is that is found about each element, where the picture is to show that. */
  heat: Record<Id, Band> | null
}

export interface PictureFile {
  data: Uint8Array
  notCarried: NotCarried[]
}

/**
 * One diagram as a picture. The same model gives the same bytes. What has no place is laid out. `fonts` is the folder of those that a PNG is set in beside Roboto.
 * @throws PictureTooLarge where a PNG would be larger than can be drawn.
 */
export async function writePicture(model: Model, { format, theme, diagram, legend, scale, heat }: PictureWish, fonts: string): Promise<PictureFile> {
  const drawn = drawnDiagrams(model)
  const picture = drawDiagram(model, ownPositions(model), theme, { diagram: diagram ?? drawn[0], legend: legend ?? undefined, heat: heat === null ? undefined : new Map(Object.entries(heat)) })
  const others = drawn.length - 1
  const notCarried: NotCarried[] = others > 0 ? [{ what: 'other diagrams (a picture is of one)', count: others }] : []
  if (format === 'svg') return { data: new TextEncoder().encode(`${picture.svg}\n`), notCarried }
  // Two megabytes, loaded by the first picture that needs them.
  const { renderPng } = await import('./png.ts')
  const { data, missing } = await renderPng(picture, scale, fonts)
  return { data, notCarried: missing === 0 ? notCarried : [...notCarried, { what: 'letters that no font here has (an SVG shows them)', count: missing }] }
}
