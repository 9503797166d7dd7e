import { lineHeight, textMarks } from './pdf-blocks.ts'
import { margins, type Page } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'
import { ink } from './pdf-style.ts'

/** Where each chapter begins, at the foot of the first page if there is room. */
export function contents(pages: readonly Page[], { type, words, width }: PdfReport): void {
  const [first] = pages
  const entries = pages.flatMap(({ bookmarks }, index) => bookmarks.filter(({ level }) => level === 1).map(({ text }) => ({ text, page: index + 1 })))
  if (!first || entries.length === 0) return
  const size = 9
  const step = lineHeight(size) + 1
  const columns = entries.length > 8 ? 2 : 1
  const lines = Math.ceil(entries.length / columns)
  const top = first.height - margins.bottom - lines * step - 8
  if (first.marks.some((mark) => (mark.kind === 'line' ? mark.y2 : mark.y) > top - 40)) return
  const gap = 28
  const own = (width - gap * (columns - 1)) / columns
  first.marks.push(...textMarks(type, [words.contents], margins.side, top - 20, width, { size: 8, bold: true, color: ink.quiet }))
  for (const [index, { text, page }] of entries.entries()) {
    const x = margins.side + Math.floor(index / lines) * (own + gap)
    const y = top + (index % lines) * step
    const [line = '', more] = type.lines(text, own - 30, { size })
    first.marks.push(
      ...textMarks(type, [`${line}${more === undefined ? '' : ' …'}`], x, y, own - 30, { size }),
      ...textMarks(type, [String(page)], x + own - 30, y, 30, { size, align: 'right', color: ink.quiet }),
      { kind: 'line', x1: x, y1: y + step - 1.5, x2: x + own, y2: y + step - 1.5, width: 0.4, color: ink.line },
    )
  }
}
