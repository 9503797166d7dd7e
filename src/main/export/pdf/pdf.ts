import type { CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { WorkshopReport } from '../../../shared/domain/workshop-report.ts'
import { pdfDocument, type PdfDocument, type PdfInput } from './pdf-document.ts'
import { pdfBytes, pdfType } from './pdf-engine.ts'
import { ink, styles, thinPadding } from './pdf-style.ts'
import { workshopDocument } from './workshop-pdf.ts'

const none = () => 0
const lineColour = () => ink.line

const layouts: Record<string, CustomTableLayout> = {
  thin: { hLineWidth: (row) => (row === 0 ? 0 : 0.5), vLineWidth: none, hLineColor: lineColour, paddingLeft: () => thinPadding, paddingRight: () => thinPadding, paddingTop: () => 2.5, paddingBottom: () => 2.5 },
  open: { hLineWidth: none, vLineWidth: none, paddingLeft: none, paddingRight: () => 6, paddingTop: () => 1.5, paddingBottom: () => 1.5 },
  card: {
    hLineWidth: (row, { table }) => (row === 0 || row === table.body.length ? 0.5 : 0),
    vLineWidth: (column, { table }) => (column === 0 ? 2.5 : column === table.body[0]?.length ? 0.5 : 0),
    hLineColor: lineColour,
    vLineColor: (column) => (column === 0 ? ink.accent : ink.line),
    paddingLeft: () => 4,
    paddingRight: () => 4,
    paddingTop: (row) => (row === 0 ? 4 : 1.5),
    paddingBottom: (row, { table }) => (row === table.body.length - 1 ? 5 : 1.5),
  },
  tiles: { hLineWidth: none, vLineWidth: () => 3, vLineColor: () => '#ffffff', paddingLeft: none, paddingRight: none, paddingTop: none, paddingBottom: none },
}

/**
 * Renders a report to PDF bytes, with `attachment` inside the file. The same input gives the same bytes.
 * Opens no file but the fonts, and no address.
 */
export function renderPdf(report: PdfInput, attachment: { name: string; bytes: Uint8Array } | null): Promise<Uint8Array> {
  return renderDocument(pdfDocument(report, pdfType()), attachment)
}

/** Renders a workshop's report to PDF bytes, as {@link renderPdf} does a register. */
export function renderWorkshopPdf(report: WorkshopReport): Promise<Uint8Array> {
  return renderDocument(workshopDocument(report, pdfType()), null)
}

function renderDocument({ title, footer, at, content }: PdfDocument, attachment: { name: string; bytes: Uint8Array } | null): Promise<Uint8Array> {
  const date = new Date(at)
  const definition: TDocumentDefinitions = {
    info: { title, creator: 'Dreadnought', producer: 'Dreadnought', creationDate: date, modDate: date },
    displayTitle: true,
    language: 'en',
    pageSize: 'A4',
    pageMargins: [48, 52, 48, 56],
    defaultStyle: { font: 'Roboto', fontSize: 9.5, color: ink.text, lineHeight: 1.15 },
    styles,
    content,
    footer: (page, pages) => ({
      columns: [{ text: footer, width: '*' }, { text: `${page} of ${pages}`, width: 60, alignment: 'right' }],
      fontSize: 8,
      color: ink.quiet,
      margin: [48, 20, 48, 0],
    }),
    ...(attachment ? { files: { [attachment.name]: attached(attachment, date) } } : {}),
  }
  return pdfBytes(definition, layouts)
}

function attached({ name, bytes }: { name: string; bytes: Uint8Array }, date: Date) {
  return { src: `data:application/json;base64,${Buffer.from(bytes).toString('base64')}`, name, type: 'application/json', description: 'The signed register', creationDate: date, modifiedDate: date }
}
