import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { readFace } from './pdf-font.ts'
import { createType, type Type } from './pdf-type.ts'

/** Type in the one family that a PDF is set in. */
export function pdfType(): Type {
  const { normal, bold } = fontFiles()
  return createType({ regular: readFace(readFileSync(normal)), bold: readFace(readFileSync(bold)) })
}

/** The bytes of a document. The same one, dated the same, gives the same bytes. Opens no file but the fonts, and no address. */
export async function pdfBytes(definition: TDocumentDefinitions, layouts: Record<string, CustomTableLayout>): Promise<Uint8Array> {
  const files = fontFiles()
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setFonts({ Roboto: { ...files, italics: files.normal, bolditalics: files.bold } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => dirname(path) === dirname(files.normal))
  pdfmake.setTableLayouts(layouts)
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}

/** The Roboto that pdfmake ships: the one TrueType family among our packages, under the Apache licence. */
export function fontFiles(): { normal: string; bold: string } {
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto')
  return { normal: join(folder, 'Roboto-Regular.ttf'), bold: join(folder, 'Roboto-Medium.ttf') }
}
