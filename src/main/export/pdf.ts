import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Content, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { z } from 'zod'
import { ink, styles } from './pdf-style.ts'

/** A report as plain data, so that it can cross to the worker. `content` is pdfmake's, without functions. */
export const PdfDocument = z.object({
  title: z.string(),
  footer: z.string(),
  /** UTC instant that the file is dated with, so that the same report gives the same bytes. */
  at: z.iso.datetime(),
  content: z.array(z.custom<Content>((value) => typeof value === 'object' && value !== null)),
})
export type PdfDocument = z.infer<typeof PdfDocument>

const thinLine = () => 0.5
const none = () => 0
const lineColour = () => ink.line

const layouts: Record<string, CustomTableLayout> = {
  thin: { hLineWidth: (row) => (row === 0 ? 0 : 0.5), vLineWidth: none, hLineColor: lineColour, paddingLeft: () => 3, paddingRight: () => 3, paddingTop: () => 2.5, paddingBottom: () => 2.5 },
  open: { hLineWidth: none, vLineWidth: none, paddingLeft: none, paddingRight: () => 6, paddingTop: () => 1.5, paddingBottom: () => 1.5 },
  card: { hLineWidth: thinLine, vLineWidth: (column) => (column === 0 ? 2.5 : 0.5), hLineColor: lineColour, vLineColor: (column) => (column === 0 ? ink.accent : ink.line) },
  tiles: { hLineWidth: none, vLineWidth: () => 3, vLineColor: () => '#ffffff', paddingLeft: none, paddingRight: none, paddingTop: none, paddingBottom: none },
}

/**
 * Renders a report to PDF bytes, with `attachment` inside the file. The same input gives the same bytes.
 * Opens no file but the fonts, and no address.
 * @throws ZodError where `document` is not a {@link PdfDocument}.
 */
export async function renderPdf(document: unknown, attachment: { name: string; bytes: Uint8Array } | null): Promise<Uint8Array> {
  // pdfmake writes its measures into what it is given.
  const { title, footer, at, content } = PdfDocument.parse(structuredClone(document))
  const { default: pdfmake } = await import('pdfmake')
  const fonts = fontFolder()
  pdfmake.setFonts({
    Roboto: {
      normal: join(fonts, 'Roboto-Regular.ttf'),
      bold: join(fonts, 'Roboto-Medium.ttf'),
      italics: join(fonts, 'Roboto-Italic.ttf'),
      bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
    },
  })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => dirname(path) === fonts)
  pdfmake.setTableLayouts(layouts)
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
      columns: [{ text: footer, width: '*' }, { text: `${page} / ${pages}`, width: 60, alignment: 'right' }],
      fontSize: 8,
      color: ink.quiet,
      margin: [48, 20, 48, 0],
    }),
    ...(attachment ? { files: { [attachment.name]: attached(attachment, date) } } : {}),
  }
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}

function attached({ name, bytes }: { name: string; bytes: Uint8Array }, date: Date) {
  return { src: `data:application/json;base64,${Buffer.from(bytes).toString('base64')}`, name, type: 'application/json', description: 'The signed register', creationDate: date, modifiedDate: date }
}

// The Roboto that pdfmake ships: the one TrueType family among our packages, under the Apache licence.
function fontFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto')
}
