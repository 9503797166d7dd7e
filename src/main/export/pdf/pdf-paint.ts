import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { PDFKitFont } from './pdf-kit-font.ts'
import { createLetters, needsShaping, type Letters } from './pdf-letters.ts'
import type { Mark, Page } from './pdf-page.ts'
import { ownFont } from './pdf-picture.ts'

/** The drawer of SVG that pdfmake ships, without types of its own. */
interface Drawer {
  default(document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: { width: number; height: number; preserveAspectRatio: string; assumePt: boolean; fontCallback: (family: string, bold: boolean) => string; warningCallback: () => void }): void
}

/** What a file says of itself. `at` is the instant that it is dated with, so that the same report gives the same bytes. */
export interface PdfAbout {
  title: string
  language: string
  at: string
}

export interface PdfAttachment {
  name: string
  bytes: Uint8Array
  description: string
}

/** Pages between two tidings of how far it is. */
const tidings = 20

/**
 * Pages as the bytes of a PDF with an outline, and with `attachment` inside. The same pages, dated the same, give the same bytes. Opens no file but the
 * fonts, and no address. `progress` hears how many pages are done.
 */
export async function paintPdf(pages: readonly Page[], fonts: ReadonlyMap<string, string>, about: PdfAbout, attachment: PdfAttachment | null, progress: (done: number, total: number) => void = () => undefined): Promise<Uint8Array> {
  const date = new Date(about.at)
  const document = new PDFDocument({ autoFirstPage: false, compress: true, lang: about.language, displayTitle: true, info: { Title: about.title, Creator: 'Dreadnought', Producer: 'Dreadnought', CreationDate: date, ModDate: date } })
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve())
    document.on('error', reject)
  })
  for (const [name, file] of fonts) document.registerFont(name, file)
  const brush = createBrush(document)
  let chapter: PDFKit.PDFOutline | null = null
  for (const [index, page] of pages.entries()) {
    document.addPage({ size: [page.width, page.height], margin: 0 })
    for (const { level, text } of page.bookmarks) {
      if (level === 1 || chapter === null) chapter = document.outline.addItem(text, { expanded: false })
      else chapter.addItem(text)
    }
    brush(page.marks)
    if (index % tidings === tidings - 1) progress(index + 1, pages.length)
  }
  if (attachment) document.file(Buffer.from(attachment.bytes), { name: attachment.name, type: 'application/json', description: attachment.description, creationDate: date, modifiedDate: date })
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

/** Draws marks on the document's current page, as one piece of its content: mark by mark, pdfkit takes most of the time of a large register. */
function createBrush(document: PDFKit.PDFDocument): (marks: readonly Mark[]) => void {
  const letters = new Map<string, { id: string; ref: () => unknown; letters: Letters }>()

  function fontOf(name: string): { id: string; letters: Letters } {
    let known = letters.get(name)
    if (!known) {
      document.font(name)
      // Not among its types: the font that is chosen now.
      const font: PDFKitFont = Reflect.get(document, '_font')
      known = { id: font.id, ref: () => font.ref(), letters: createLetters(font) }
      letters.set(name, known)
    }
    document.page.fonts[known.id] ??= known.ref()
    return known
  }

  function textOf({ x, y, text, font, size, rtl }: Extract<Mark, { kind: 'text' }>): string {
    const { id, letters: own } = fontOf(font)
    return `BT /${id} ${short(size)} Tf 1 0 0 -1 ${short(x)} ${short(y)} Tm [${rtl || needsShaping(text) ? own.shaped(text) : own.text(text)}] TJ ET\n`
  }

  return (marks) => {
    let content = ''
    let fill = ''
    const filled = (color: string) => (fill === color ? '' : `${rgb((fill = color))} rg\n`)
    for (const mark of marks) {
      if (mark.kind === 'rect') content += `${filled(mark.color)}${short(mark.x)} ${short(mark.y)} ${short(mark.width)} ${short(mark.height)} re f\n`
      else if (mark.kind === 'line') content += `${short(mark.width)} w ${rgb(mark.color)} RG ${short(mark.x1)} ${short(mark.y1)} m ${short(mark.x2)} ${short(mark.y2)} l S\n`
      else if (mark.kind === 'text') content += filled(mark.color) + textOf(mark)
      else {
        document.addContent(`q\n${content}Q`)
        ;[content, fill] = ['', '']
        drawSvg(document, mark)
      }
    }
    if (content !== '') document.addContent(`q\n${content}Q`)
  }
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}

const colours = new Map<string, string>()

/** `#rrggbb` as three shares of one. */
function rgb(color: string): string {
  const known = colours.get(color)
  if (known !== undefined) return known
  const shares = [1, 3, 5].map((at) => short(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ')
  colours.set(color, shares)
  return shares
}

// Required, not imported: what a default import of it is differs between Node and the bundlers, which declare a `require` of their own.
const load = createRequire(import.meta.url)

function drawSvg(document: PDFKit.PDFDocument, { svg, x, y, width, height }: Extract<Mark, { kind: 'picture' }>): void {
  const drawer: Drawer = load('pdfmake/js/3rd-party/svg-to-pdfkit.js')
  // Without an aspect ratio of our own it takes no notice of width and height.
  drawer.default(document, svg, x, y, { width, height, preserveAspectRatio: 'xMidYMid meet', assumePt: true, fontCallback: (family, bold) => (family.startsWith(ownFont) ? family.slice(ownFont.length) : bold ? 'bold' : 'regular'), warningCallback: () => undefined })
}
