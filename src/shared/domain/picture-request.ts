import { z } from 'zod'
import { bands } from './dread.ts'
import { Id } from './id.ts'
import { PictureTheme } from './seat-diagram.ts'

const Word = z.string().max(60)

/** How a picture is wanted; `legend` has its words, in the language of its reader. */
export const PictureRequest = z.object({
  diagram: Id,
  theme: PictureTheme,
  legend: z.object({ process: Word, 'data-store': Word, 'external-entity': Word, boundary: Word, flow: Word, outOfScope: Word, bands: z.record(z.enum(bands), Word) }).nullable(),
})
export type PictureRequest = z.infer<typeof PictureRequest>
