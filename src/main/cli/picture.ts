import { join } from 'node:path'
import type { Model } from '../../shared/domain/model.ts'
import type { NotCarried } from '../../shared/domain/not-carried.ts'
import type { PictureTheme } from '../../shared/domain/seat-diagram.ts'
import { drawnDiagrams } from '../../shared/picture/diagram.ts'
import { englishLegend } from '../../shared/picture/legend.ts'
import { usualScale, writePicture, type PictureFormat } from '../export/picture/picture.ts'
import { PictureTooLarge } from '../export/picture/too-large.ts'
import { rootFolder } from '../app/paths.ts'
import { CliProblem } from './io.ts'

/** How a picture is wanted; of other formats nothing of it is asked. */
export interface PictureOptions {
  theme?: PictureTheme | undefined
  legend?: boolean | undefined
  /** Name of the diagram; the first one that holds something unless given. */
  diagram?: string | undefined
  /** Of a PNG: pixels a diagram pixel. */
  scale?: number | undefined
}

/** One diagram of a model as a picture. `path` is what messages call the model. */
export async function pictureOf(model: Model, path: string, format: PictureFormat, { theme = 'light', legend = false, diagram, scale = usualScale }: PictureOptions): Promise<{ data: Uint8Array; lost: NotCarried[] }> {
  try {
    const { data, notCarried } = await writePicture(model, { format, theme, legend: legend ? englishLegend : null, diagram: diagramOf(model, path, diagram), scale, heat: null }, join(rootFolder(), 'resources/fonts'))
    return { data, lost: notCarried }
  } catch (problem) {
    if (problem instanceof PictureTooLarge) throw new CliProblem(`dreadnought: ${path}: ${problem.message}, which is more than can be drawn`, 'expected a smaller --scale, one --diagram, or --to svg')
    throw problem
  }
}

function diagramOf(model: Model, path: string, wanted: string | undefined): string | null {
  if (wanted === undefined) return null
  const found = model.diagrams.find(({ name }) => name === wanted)
  if (found) return found.id
  const drawn = new Set(drawnDiagrams(model))
  const names = model.diagrams.filter(({ id }) => drawn.has(id)).map(({ name }) => `"${name}"`)
  throw new CliProblem(`dreadnought: ${path}: there is no diagram "${wanted}"`, names.length === 0 ? 'it has no diagram that holds anything' : `it has ${names.join(', ')}`)
}
