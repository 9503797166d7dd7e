import { bands, type Band } from '../../../shared/domain/dread.ts'
import type { Mark, Orientation, Piece } from './pdf-page.ts'
import { bandColours, ink } from './pdf-style.ts'
import { bodySize, type Type } from './pdf-type.ts'

/** How a text looks; sizes in points. */
export interface Look {
  size?: number
  bold?: boolean
  color?: string
  align?: 'left' | 'center' | 'right'
}

/** A cell of a table: a text, or a drawing of its own. `fill` colours its ground. */
export interface Cell extends Look {
  text?: string
  fill?: string
  draw?: (x: number, y: number) => Mark[]
}

/** A column; its width in points, padding included. */
export interface Column {
  head: string
  width: number
  align?: 'center'
}

export const tableSize = 8.5
export const cellPadding = 3
const rowPadding = 3
/** Lines of a cell that stay on one page; a longer one is broken. */
const wholeLines = 40
/** A table that is no higher stays on one page, in points. */
const wholeTable = 230

/** From one baseline to the next. */
export function lineHeight(size: number): number {
  return size * 1.32
}

/** Lines below each other in a column from `x` on, the first one's top at `y`. */
export function textMarks(type: Type, lines: readonly string[], x: number, y: number, width: number, { size = bodySize, bold = false, color = ink.text, align = 'left' }: Look = {}): Mark[] {
  const marks: Mark[] = []
  const scale = size / 1000
  for (const [index, line] of lines.entries()) {
    const runs = type.runs(line, bold)
    const used = align === 'left' ? 0 : runs.reduce((sum, run) => sum + run.width * scale, 0)
    let at = x + (align === 'center' ? (width - used) / 2 : align === 'right' ? width - used : 0)
    const baseline = y + index * lineHeight(size) + size * 1.02
    for (const run of runs) {
      const own = run.width * scale
      if (run.text.trim() !== '') marks.push({ kind: 'text', x: at, y: baseline, text: run.text, font: run.font, size, color, width: own, rtl: run.rtl })
      at += own
    }
  }
  return marks
}

/** A chapter begins a page where `page` says so; a heading is never the last thing on one. */
export function heading(type: Type, text: string, width: number, x: number, { level, page, gap }: { level: 1 | 2; page?: Orientation; gap?: number }): Piece {
  const size = level === 1 ? 17 : 11.5
  const lines = type.lines(text, width, { size, bold: true })
  return {
    height: lines.length * lineHeight(size) + (level === 1 ? 6 : 3),
    gap: gap ?? (level === 1 ? 20 : 12),
    keep: true,
    marks: textMarks(type, lines, x, 0, width, { size, bold: true, color: level === 1 ? ink.accent : ink.text }),
    bookmark: { level, text: type.shown(text) },
    ...(page ? { page } : {}),
  }
}

/** A paragraph, a line a piece, so that a long one is broken where a page ends; its first and its last two lines stay together. */
export function paragraph(type: Type, text: string, x: number, width: number, look: Look = {}, gap = 0): Piece[] {
  const size = look.size ?? bodySize
  const lines = type.lines(text, width, { size, bold: look.bold ?? false })
  return lines.map((line, index) => ({
    height: lineHeight(size),
    gap: index === 0 ? gap : 0,
    keep: index < lines.length - 1 && (index === 0 || index === lines.length - 2),
    marks: textMarks(type, [line], x, 0, width, look),
  }))
}

export function quiet(type: Type, text: string, x: number, width: number, gap = 4): Piece[] {
  return paragraph(type, text, x, width, { size: tableSize, color: ink.quiet }, gap)
}

export function space(height: number): Piece {
  return { height: 0, gap: height, marks: [] }
}

/** Names and values side by side; what is empty is left out. */
export function facts(type: Type, pairs: readonly (readonly [string, string])[], x: number, width: number, nameWidth = 104): Piece[] {
  const valueWidth = width - nameWidth - 8
  return pairs.filter(([, value]) => value.trim() !== '').flatMap(([name, value]) => {
    const names = type.lines(name, nameWidth, { size: 8, bold: true })
    const lines = type.lines(value, valueWidth)
    return lines.map((line, index): Piece => {
      const tall = index === 0 && lines.length === 1 ? Math.max(1, names.length) : 1
      return {
        height: lineHeight(bodySize) * tall + (index === lines.length - 1 ? 3 : 0),
        keep: index < lines.length - 1 && (lines.length <= 8 || index === 0 || index === lines.length - 2),
        marks: [...(index === 0 ? textMarks(type, names, x, 1.2, nameWidth, { size: 8, bold: true, color: ink.quiet }) : []), ...textMarks(type, [line], x + nameWidth + 8, 0, valueWidth)],
      }
    })
  })
}

/** A table from `x` on. Its head stands again on every page, and never alone; a row is not broken unless it is longer than most of a page, and a small table not at all. */
export function table(type: Type, x: number, columns: readonly Column[], rows: readonly (readonly (string | Cell)[])[], gap = 0): Piece[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0)
  const head = { ...rowPieces(type, x, columns, columns.map(({ head: text, align }) => ({ text, bold: true, size: 8, color: ink.quiet, ...(align ? { align } : {}) })), all)[0], gap, keep: true } as const
  const top: Piece = { height: head.height ?? 0, marks: head.marks ?? [], gap, keep: true }
  const repeat: Piece = { ...top, gap: 0, keep: true }
  const body = rows.flatMap((row) => rowPieces(type, x, columns, row, all).map((piece) => ({ ...piece, repeat })))
  const whole = body.reduce((sum, { height }) => sum + height, 0) <= wholeTable
  return [top, ...body.map((piece, index) => (whole && index < body.length - 1 ? { ...piece, keep: true } : piece))]
}

function rowPieces(type: Type, x: number, columns: readonly Column[], row: readonly (string | Cell)[], all: number): Piece[] {
  let at = x
  const cells = columns.map((column, index) => {
    const given = row[index] ?? ''
    const cell: Cell = typeof given === 'string' ? { text: given } : given
    const size = cell.size ?? tableSize
    const own = { cell, size, left: at, width: column.width, align: cell.align ?? column.align ?? 'left', lines: cell.text === undefined || cell.text === '' ? [] : type.lines(cell.text, column.width - 2 * cellPadding, { size, bold: cell.bold ?? false }) }
    at += column.width
    return own
  })
  const most = Math.max(1, ...cells.map(({ lines }) => lines.length))
  const pieces: Piece[] = []
  for (let from = 0; from < most; from += wholeLines) {
    const height = 2 * rowPadding + Math.max(...cells.map(({ size, lines }) => Math.max(1, Math.min(wholeLines, lines.length - from)) * lineHeight(size)))
    pieces.push({
      height,
      marks: [
        ...cells.flatMap(({ cell, size, left, width }): Mark[] => (cell.fill === undefined || from > 0 ? [] : [{ kind: 'rect', x: left + 0.5, y: 0.5, width: width - 1, height: 2 * rowPadding + lineHeight(size) - 1, color: cell.fill }])),
        ...cells.flatMap(({ cell, size, left, width, align, lines }) => textMarks(type, lines.slice(from, from + wholeLines), left + cellPadding, rowPadding, width - 2 * cellPadding, { size, bold: cell.bold ?? false, align, ...(cell.color === undefined ? {} : { color: cell.color }) })),
        ...(from === 0 ? cells.flatMap(({ cell, left }) => cell.draw?.(left + cellPadding, rowPadding) ?? []) : []),
        { kind: 'line', x1: x, y1: height, x2: x + all, y2: height, width: 0.5, color: ink.line },
      ],
    })
  }
  return pieces
}

/** The width that a table of `all` points leaves to one more column beside these. */
export function rest(all: number, columns: readonly { width: number }[]): number {
  return all - columns.reduce((sum, { width }) => sum + width, 0)
}

export function bandCell(band: Band | null, names: Readonly<Record<Band, string>>): Cell {
  if (band === null) return { text: '–', align: 'center', color: ink.quiet }
  const { fill, ink: color } = bandColours[band]
  return { text: names[band], align: 'center', fill, color, bold: true, size: 8 }
}

/** One bar of so many of each band, `width` points long in all. */
export function bandBar(counts: Readonly<Record<Band, number>>, width: number): (x: number, y: number) => Mark[] {
  const all = bands.reduce((sum, band) => sum + counts[band], 0)
  return (x, y) => {
    let left = x
    return bands.flatMap((band): Mark[] => {
      const own = all === 0 ? 0 : (counts[band] / all) * width
      const mark: Mark = { kind: 'rect', x: left, y: y + 0.5, width: own, height: 10, color: bandColours[band].fill }
      left += own
      return counts[band] > 0 ? [mark] : []
    })
  }
}
