import { z } from 'zod'

/** What of a diagram is looked at: the point in the middle, in diagram pixels, and CSS pixels a diagram pixel. */
const View = z.object({ x: z.number(), y: z.number(), zoom: z.number().positive() })
export type View = z.infer<typeof View>

const Remembered = z.object({ diagram: z.string().nullable(), views: z.record(z.string(), View) })
export type Remembered = z.infer<typeof Remembered>

const keyOf = (project: string): string => `dreadnought.views.${project}`

/** Which diagram of a project was open last on this machine, and what of each one was looked at. */
export function rememberedViews(project: string): Remembered {
  const text = localStorage.getItem(keyOf(project))
  if (text === null) return { diagram: null, views: {} }
  try {
    return Remembered.parse(JSON.parse(text))
  } catch {
    return { diagram: null, views: {} }
  }
}

export function rememberViews(project: string, views: Remembered): void {
  localStorage.setItem(keyOf(project), JSON.stringify(views))
}
