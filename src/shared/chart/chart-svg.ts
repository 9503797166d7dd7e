import type { Band } from '../domain/dread.ts'
import type { Chart, Mark, Paint } from './chart.ts'

export type ChartTheme = 'light' | 'dark'

/** Those of the pages (ui/tokens.ts). The severity steps differ in lightness as well as hue: charts read in grey. */
const colours: Record<ChartTheme, Record<Exclude<Paint, 'none'>, string>> = {
  light: { Critical: '#5b0f3a', High: '#c2410c', Medium: '#f0b429', Low: '#d7e3f4', text: '#161b26', muted: '#586174', line: '#bfc6d1', ground: '#ffffff', accent: '#2b4fd8' },
  dark: { Critical: '#ffb3d4', High: '#f0804a', Medium: '#b98514', Low: '#3a4f6e', text: '#e8ebf2', muted: '#9aa4b8', line: '#4a5366', ground: '#181c26', accent: '#8ea8ff' },
}
/** What is read on a band's colour. */
const onBand: Record<ChartTheme, Record<Band, string>> = {
  light: { Critical: '#ffffff', High: '#ffffff', Medium: '#2b1f00', Low: '#1d3557' },
  dark: { Critical: '#3d0624', High: '#2a0d00', Medium: '#140d00', Low: '#e3ecf8' },
}

/** A chart as a self-contained SVG; every text in it is escaped. */
export function chartSvg(chart: Chart, theme: ChartTheme): string {
  const { width, height, title, marks } = chart
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}" font-family="Inter Variable, Inter, system-ui, sans-serif" role="img"><title>${escaped(title)}</title><rect width="${String(width)}" height="${String(height)}" fill="${colours[theme].ground}"/>${marks.map((mark) => drawn(mark, theme)).join('')}</svg>`
}

const paint = (name: Paint, theme: ChartTheme): string => (name === 'none' ? 'none' : colours[theme][name])
const figure = (value: number): string => String(Math.round(value * 100) / 100)

function drawn(mark: Mark, theme: ChartTheme): string {
  switch (mark.shape) {
    case 'rect':
      return `<rect x="${figure(mark.x)}" y="${figure(mark.y)}" width="${figure(mark.width)}" height="${figure(mark.height)}" rx="2" fill="${paint(mark.fill, theme)}"${mark.faint ? ' fill-opacity="0.3"' : ''}${mark.edge ? ` stroke="${paint(mark.edge, theme)}"` : ''}/>`
    case 'line':
      return `<line x1="${figure(mark.x1)}" y1="${figure(mark.y1)}" x2="${figure(mark.x2)}" y2="${figure(mark.y2)}" stroke="${paint(mark.stroke, theme)}" stroke-width="${figure(mark.width ?? 1)}"${mark.dashed ? ' stroke-dasharray="4 4"' : ''}/>`
    case 'circle':
      return `<circle cx="${figure(mark.x)}" cy="${figure(mark.y)}" r="${figure(mark.r)}" fill="${paint(mark.fill, theme)}"${mark.edge ? ` stroke="${paint(mark.edge, theme)}" stroke-width="1.5"` : ''}/>`
    case 'text':
      return `<text x="${figure(mark.x)}" y="${figure(mark.y)}" font-size="${figure(mark.size)}" fill="${mark.on ? onBand[theme][mark.on] : paint(mark.fill, theme)}" text-anchor="${mark.anchor ?? 'start'}"${mark.weight ? ` font-weight="${String(mark.weight)}"` : ''}${mark.turned ? ` transform="rotate(-90 ${figure(mark.x)} ${figure(mark.y)})"` : ''}>${escaped(mark.text)}</text>`
  }
}

function escaped(text: string): string {
  // Characters that XML has no place for would spoil the whole picture.
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
