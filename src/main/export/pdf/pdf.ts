import type { CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { WorkshopReport } from '../../../shared/domain/workshop-report.ts'
import { pdfDocument } from './pdf-document.ts'
import { pdfBytes, pdfType } from './pdf-engine.ts'
import { fontFiles, reportType } from './pdf-fonts.ts'
import { paintPdf } from './pdf-paint.ts'
import type { PdfInput } from './pdf-report.ts'
import { ink, styles, thinPadding } from './pdf-style.ts'
import { workshopDocument, type WorkshopDocument } from './workshop-pdf.ts'

const none = () => 0
const lineColour = () => ink.line

const layouts: Record<string, CustomTableLayout> = {
  thin: { hLineWidth: (row) => (row === 0 ? 0 : 0.5), vLineWidth: none, hLineColor: lineColour, paddingLeft: () => thinPadding, paddingRight: () => thinPadding, paddingTop: () => 2.5, paddingBottom: () => 2.5 },
  open: { hLineWidth: none, vLineWidth: none, paddingLeft: none, paddingRight: () => 6, paddingTop: () => 1.5, paddingBottom: () => 1.5 },
  tiles: { hLineWidth: none, vLineWidth: () => 3, vLineColor: () => '#ffffff', paddingLeft: none, paddingRight: none, paddingTop: none, paddingBottom: none },
}

/**
 * Renders a report to PDF bytes, with `attachment` inside the file. The same input gives the same bytes. Opens no file but the fonts, of which `folder`
 * has those beside Roboto, and no address.
 */
export async function renderPdf(report: PdfInput, attachment: { name: string; bytes: Uint8Array } | null, folder: string, progress?: (done: number, total: number) => void): Promise<Uint8Array> {
  const files = fontFiles(folder)
  const { pages, ...about } = pdfDocument(report, reportType(files), attachment !== null)
  return paintPdf(pages, files, about, attachment && { ...attachment, description: 'The signed register' }, progress)
}

/** Renders a workshop's report to PDF bytes, as {@link renderPdf} does a register. */
export function renderWorkshopPdf(report: WorkshopReport): Promise<Uint8Array> {
  return renderDocument(workshopDocument(report, pdfType()))
}

function renderDocument({ title, footer, at, content }: WorkshopDocument): Promise<Uint8Array> {
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
  }
  return pdfBytes(definition, layouts)
}
