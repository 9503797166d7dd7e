import type { ChangeMark } from '../domain/drawn-changes.ts'
import type { Box, Point } from '../domain/model.ts'
import type { PictureTheme } from '../domain/seat-diagram.ts'
import { n } from './number.ts'
import type { PictureColours } from './look.ts'

const signs: Record<ChangeMark, string> = { added: '+', removed: '−', changed: '~' }

/** Colours of what changed; each has a sign, and what is gone is dashed, for they are never told by colour alone. */
export const markColours: Record<PictureTheme, Record<ChangeMark, string>> = {
  light: { added: '#0f7040', removed: '#b3261e', changed: '#8a5300' },
  dark: { added: '#5fd08a', removed: '#ff8f85', changed: '#ffc266' },
}

const around = 5
const radius = 9

/** A frame in the mark's colour around an element or boundary, with the mark's sign at its upper left corner. */
export function markedBox({ x, y, width, height }: Box, mark: ChangeMark, theme: PictureTheme, colours: PictureColours): string {
  const colour = markColours[theme][mark]
  const dash = mark === 'removed' ? ' stroke-dasharray="7 4"' : ''
  const frame = `<rect x="${n(x - around)}" y="${n(y - around)}" width="${n(width + 2 * around)}" height="${n(height + 2 * around)}" rx="8" fill="none" stroke="${colour}" stroke-width="2.5"${dash}/>`
  return `${frame}\n${sign({ x: x - around, y: y - around }, mark, theme, colours)}`
}

/** The mark's sign in a circle around `at`. */
export function sign(at: Point, mark: ChangeMark, theme: PictureTheme, colours: PictureColours): string {
  const circle = `<circle cx="${n(at.x)}" cy="${n(at.y)}" r="${radius}" fill="${markColours[theme][mark]}"/>`
  return `${circle}\n<text x="${n(at.x)}" y="${n(at.y + 5)}" font-size="14" font-weight="bold" text-anchor="middle" fill="${colours.paper}">${signs[mark]}</text>`
}
