import type { Content, Style, TableCell } from 'pdfmake/interfaces.js'
import { bands, type Band } from '../../shared/domain/dread.ts'

/** Bands differ in lightness as well as hue, so that a grey print still tells them apart. */
export const bandColours: Record<Band, { fill: string; ink: string }> = {
  Critical: { fill: '#6d0f2b', ink: '#ffffff' },
  High: { fill: '#b8481c', ink: '#ffffff' },
  Medium: { fill: '#f0c35a', ink: '#241a00' },
  Low: { fill: '#dbe6ee', ink: '#17242e' },
}

export const ink = { text: '#16191d', quiet: '#5c6670', line: '#d3d9df', ground: '#f3f6fa', accent: '#1f4e79' }

export const styles: Record<string, Style> = {
  title: { fontSize: 30, bold: true, color: ink.text, lineHeight: 1.05 },
  subtitle: { fontSize: 13, color: ink.quiet },
  h1: { fontSize: 17, bold: true, color: ink.accent, margin: [0, 0, 0, 8] },
  h2: { fontSize: 11.5, bold: true, color: ink.text, margin: [0, 10, 0, 4] },
  quiet: { fontSize: 8.5, color: ink.quiet },
  small: { fontSize: 8.5 },
  head: { fontSize: 8, bold: true, color: ink.quiet },
  mono: { fontSize: 8, color: ink.text },
}

/** Text from outside as it may stand on a page: no control characters, no marks that turn the reading direction around, and an arrow that the font has. */
export function plain(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').replaceAll('\t', ' ').replaceAll('→', '›')
}

/** Text with places to break: a word longer than a line would otherwise run out of its column. */
export function flowing(text: string, longest = 34): string {
  return plain(text).replaceAll(new RegExp(`\\S{${longest}}(?=\\S)`, 'gu'), '$&\u200b')
}

export function bandCell(band: Band | null): TableCell {
  if (band === null) return { text: '–', alignment: 'center', color: ink.quiet }
  const { fill, ink: color } = bandColours[band]
  return { text: band, alignment: 'center', fillColor: fill, color, bold: true, fontSize: 8 }
}

/** One bar of a row of bars: so many of each band. */
export function bandBar(counts: Record<Band, number>, width: number): Content {
  const all = bands.reduce((sum, band) => sum + counts[band], 0)
  if (all === 0) return { text: '' }
  let x = 0
  const canvas = bands.flatMap((band) => {
    const w = (counts[band] / all) * width
    const rect = { type: 'rect' as const, x, y: 0, w, h: 10, color: bandColours[band].fill }
    x += w
    return counts[band] > 0 ? [rect] : []
  })
  return { canvas }
}

/** Names and values in two columns; empty values are left out. */
export function facts(pairs: readonly (readonly [string, string])[], labelWidth = 110): Content {
  const body = pairs.filter(([, value]) => value.trim() !== '').map(([name, value]): TableCell[] => [{ text: name, style: 'head', margin: [0, 1, 0, 0] }, { text: flowing(value, 70) }])
  return body.length === 0 ? { text: '' } : { table: { widths: [labelWidth, '*'], body }, layout: 'open' }
}
