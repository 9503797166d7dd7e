import type { Content, Style, TableCell } from 'pdfmake/interfaces.js'
import type { Band } from '../../../shared/domain/dread.ts'
import { heatColours } from '../../../shared/picture/look.ts'
import { set, type Type } from './pdf-type.ts'

/** Left and right of every cell of a `thin` table, in points. */
export const thinPadding = 3

/** Those of every page and picture: they differ in lightness as well as hue, so that a grey print still tells them apart. */
export const bandColours: Record<Band, { fill: string; ink: string }> = { Critical: ofBand('Critical'), High: ofBand('High'), Medium: ofBand('Medium'), Low: ofBand('Low') }

function ofBand(band: Band): { fill: string; ink: string } {
  const { fill, text } = heatColours.light[band]
  return { fill, ink: text }
}

export const ink = { text: '#16191d', quiet: '#5c6670', line: '#d3d9df', ground: '#f3f6fa', accent: '#1f4e79', bar: '#6f8fb3' }

export const styles: Record<string, Style> = {
  subtitle: { fontSize: 13, color: ink.quiet },
  h1: { fontSize: 17, bold: true, color: ink.accent, margin: [0, 0, 0, 8] },
  h2: { fontSize: 11.5, bold: true, color: ink.text, margin: [0, 10, 0, 4] },
  quiet: { fontSize: 8.5, color: ink.quiet },
  head: { fontSize: 8, bold: true, color: ink.quiet },
}

/** The name of a fact, beside its value; `more` in plain letters below. */
export function label(text: string, more: readonly string[] = []): Extract<Content, { margin?: unknown }> {
  const style = { fontSize: 8, color: ink.quiet, margin: [0, 1.2, 0, 0] satisfies [number, number, number, number] }
  if (more.length === 0) return { text, noWrap: true, bold: true, ...style }
  return { stack: [{ text, noWrap: true, bold: true }, ...more.map((one) => ({ text: one, noWrap: true }))], ...style }
}

/** Names and values in two columns; empty values are left out. `width` is that of the values. */
export function facts(type: Type, pairs: readonly (readonly [string, string])[], width = 383): Content {
  const body = pairs.filter(([, value]) => value.trim() !== '').map(([name, value]): TableCell[] => [label(name), set(type, value, width)])
  return body.length === 0 ? { text: '' } : { table: { widths: [104, width], body }, layout: 'open' }
}

/** A column of a table; `width` in points, without padding. */
export interface Column {
  head: string
  width: number
  alignment?: 'center'
}

/** A table with a head that is repeated on every page; cells may be text or made already. */
export function tableOf(type: Type, columns: readonly Column[], rows: readonly (readonly (string | TableCell)[])[]): Content {
  const size = 8.5
  const aligned = ({ alignment }: Column) => (alignment ? { alignment } : {})
  const head = columns.map((column): TableCell => ({ text: column.head, style: 'head', noWrap: true, ...aligned(column) }))
  const body = rows.map((row) =>
    row.map((cell, index): TableCell => {
      const column = columns[index]
      if (typeof cell !== 'string' || !column) return cell
      return set(type, cell, column.width, { size, ...aligned(column) })
    }),
  )
  return { table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths: columns.map(({ width }) => width), body: [head, ...body] }, layout: 'thin', fontSize: size }
}

/** The width that a table of `all` points leaves to one more column, besides those of these widths. */
export function restOf(all: number, widths: readonly number[]): number {
  return all - widths.reduce((sum, width) => sum + width, 0) - (widths.length + 1) * thinPadding * 2
}
