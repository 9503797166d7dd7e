import { z } from 'zod'
import { Id } from './id.ts'
import { Box } from './model.ts'

export const pictureThemes = ['light', 'dark'] as const
export const PictureTheme = z.enum(pictureThemes)
export type PictureTheme = z.infer<typeof PictureTheme>

/** A drawn diagram: an SVG text of `width` times `height`, and where in it each element stands. */
export const DrawnDiagram = z.object({
  svg: z.string(),
  width: z.number(),
  height: z.number(),
  elements: z.array(z.object({ id: Id, label: z.string(), box: Box })),
})
export type DrawnDiagram = z.infer<typeof DrawnDiagram>

/** A diagram of the project as a participant's device gets it: no scores, no facts. */
export const SeatDiagram = z.object({
  /** Those that hold something. */
  diagrams: z.array(z.object({ id: Id, name: z.string() })),
  /** The one in the picture; null where the project has none. */
  shown: Id.nullable(),
  /** Null where there is nothing to draw, or too much for a phone. */
  picture: DrawnDiagram.nullable(),
})
export type SeatDiagram = z.infer<typeof SeatDiagram>
