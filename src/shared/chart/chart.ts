import type { Band } from '../domain/dread.ts'

/** What a mark is painted with; a theme says how that looks. */
export type Paint = Band | 'text' | 'muted' | 'line' | 'ground' | 'accent' | 'none'

export type Mark =
  | { shape: 'rect'; x: number; y: number; width: number; height: number; fill: Paint; edge?: Paint; faint?: boolean }
  | { shape: 'line'; x1: number; y1: number; x2: number; y2: number; stroke: Paint; width?: number; dashed?: boolean }
  | { shape: 'circle'; x: number; y: number; r: number; fill: Paint; edge?: Paint }
  | { shape: 'text'; x: number; y: number; text: string; size: number; fill: Paint; on?: Band; anchor?: 'start' | 'middle' | 'end'; weight?: number; turned?: boolean }

/** A picture of figures, and the same figures as a table. Sizes are in pixels. */
export interface Chart {
  id: string
  title: string
  description: string
  width: number
  height: number
  marks: readonly Mark[]
  /** The first cell of a row names it. */
  table: { head: readonly string[]; rows: readonly (readonly string[])[] }
}

/** Shortened so that `width` pixels hold it at that size; by a rough width of letters, so that it is the same everywhere. */
export function fitted(text: string, width: number, size: number): string {
  const most = Math.max(1, Math.floor(width / (size * 0.56)))
  return [...text].length <= most ? text : `${[...text].slice(0, most - 1).join('')}…`
}
