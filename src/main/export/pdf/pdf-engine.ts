import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { readFace } from './pdf-font.ts'
import { robotoFiles } from './pdf-fonts.ts'
import { createType, type Type } from './pdf-type.ts'

/** Type in the one family that a PDF is set in. */
export function pdfType(): Type {
  const { normal, bold } = robotoFiles()
  return createType({ regular: readFace(readFileSync(normal)), bold: readFace(readFileSync(bold)) })
}

/** The bytes of a document. The same one, dated the same, gives the same bytes. Opens no file but the fonts, and no address. */
export async function pdfBytes(definition: TDocumentDefinitions, layouts: Record<string, CustomTableLayout>): Promise<Uint8Array> {
  const files = robotoFiles()
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setFonts({ Roboto: { ...files, italics: files.normal, bolditalics: files.bold } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => dirname(path) === dirname(files.normal))
  pdfmake.setTableLayouts(layouts)
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}
