import type { CustomTableLayout } from 'pdfmake/interfaces.js'
import { paperDocument, paperMargins, rowPadding, type PaperInput } from '../paper-ballot.ts'
import { pdfBytes, pdfType } from './pdf-engine.ts'

const none = () => 0

const layouts: Record<string, CustomTableLayout> = {
  ballot: { hLineWidth: (row, { table }) => (row === 0 ? 0 : row === 1 || row === table.body.length ? 1 : 0.4), vLineWidth: none, paddingLeft: none, paddingRight: none, paddingTop: (row) => (row === 0 ? 0 : rowPadding), paddingBottom: (row) => (row === 0 ? 3 : rowPadding) },
  rubric: { hLineWidth: (row) => (row === 0 ? 0 : row === 1 ? 1 : 0.4), vLineWidth: none, paddingLeft: none, paddingRight: () => 10, paddingTop: () => 6, paddingBottom: () => 6 },
}

/** Paper ballots as a PDF in black and grey. The same input gives the same bytes. */
export function renderPaper(input: PaperInput): Promise<Uint8Array> {
  const { title, content, footers } = paperDocument(input, pdfType())
  const date = new Date(input.at)
  return pdfBytes(
    {
      info: { title, creator: 'Dreadnought', producer: 'Dreadnought', creationDate: date, modDate: date },
      displayTitle: true,
      language: input.language,
      pageSize: input.paper === 'a4' ? 'A4' : 'LETTER',
      pageMargins: [paperMargins.side, paperMargins.top, paperMargins.side, paperMargins.bottom],
      defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.02 },
      content,
      footer: (at) => ({ text: footers[at - 1] ?? '', fontSize: 8, color: '#555555', margin: [paperMargins.side, 16, paperMargins.side, 0], noWrap: true }),
    },
    layouts,
  )
}
