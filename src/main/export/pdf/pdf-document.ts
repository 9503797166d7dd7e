import type { DocumentPart } from '../../../shared/domain/document.ts'
import { withCutNames } from '../cut-names.ts'
import { documentWords } from '../document-words.ts'
import { fill } from '../../../shared/document/fill.ts'
import { textMarks } from './pdf-blocks.ts'
import { cards } from './pdf-card.ts'
import { contents } from './pdf-contents.ts'
import { cover } from './pdf-cover.ts'
import { fieldMapTables } from './pdf-field-maps.ts'
import { flow, margins, textWidth, type Page, type Piece } from './pdf-page.ts'
import { pictures } from './pdf-picture.ts'
import { register } from './pdf-register.ts'
import type { PdfInput, PdfReport } from './pdf-report.ts'
import { actions, attendance, dissent, method, parked } from './pdf-room.ts'
import { scope } from './pdf-scope.ts'
import { signOff } from './pdf-sign-off.ts'
import { ink } from './pdf-style.ts'
import { decisions, mitigations, summary } from './pdf-summary.ts'
import type { Type } from './pdf-type.ts'

/** A report as pages. */
export interface PdfDocument {
  title: string
  language: string
  /** UTC instant that the file is dated with, so that the same report gives the same bytes. */
  at: string
  pages: Page[]
}

/** What each part is made by, in the order of the document. `votes` stand within the threats. */
const chapters: readonly (readonly [DocumentPart, (report: PdfReport) => Piece[]])[] = [
  ['scope', scope], ['attendance', attendance], ['summary', summary], ['method', method], ['pictures', pictures], ['register', register], ['threats', cards], ['decisions', decisions], ['mitigations', mitigations], ['actions', actions], ['parked', parked],
  ['dissent', dissent], ['fieldMaps', fieldMapTables], ['signOff', signOff],
]

/** The report as pages. The same input gives the same pages. `attached`: the signed register goes into the file. */
export function pdfDocument(input: PdfInput, type: Type, attached: boolean): PdfDocument {
  const { language, page: paper, parts } = input.choice
  const words = documentWords(language)
  const report: PdfReport = { input: { ...input, ...withCutNames(input, words) }, type, words, paper, width: textWidth(paper, 'portrait'), wide: textWidth(paper, 'landscape'), attached }
  const body = chapters.flatMap(([part, write]) => (parts.includes(part) ? [write(report)] : []))
  const first = cover(report, type.lost)
  const pages = flow([...first, ...onTheirPages(body)], paper)
  contents(pages, report)
  const state = input.revision ? fill(words.revision, { number: input.revision.number }) : words.draft
  const project = type.shown(input.project)
  footers(pages, type, `${state}${input.revision ? `  ·  SHA-256 ${input.revision.hash.slice(0, 16)}…` : ''}`, project, words.page)
  return { title: `${fill(words.titleOf, { name: project })}, ${state}`, language, at: input.at, pages }
}

/** The first chapter begins a page, and so does one that is written for upright pages after one that lies across. */
function onTheirPages(bodies: readonly Piece[][]): Piece[] {
  let turn = true
  return bodies.flatMap(([first, ...others]) => {
    if (!first) return []
    const page = first.page ?? (turn ? 'portrait' : undefined)
    const pieces = [page === undefined ? first : { ...first, page }, ...others]
    turn = (pieces.findLast((piece) => piece.page !== undefined)?.page ?? (turn ? 'portrait' : undefined)) === 'landscape'
    return pieces
  })
}

function footers(pages: readonly Page[], type: Type, state: string, project: string, count: string): void {
  const look = { size: 8, color: ink.quiet }
  for (const [index, page] of pages.entries()) {
    const width = page.width - 2 * margins.side
    const y = page.height - margins.bottom + 20
    const [name = '', more] = type.lines(project, width - 300, { size: 8 })
    page.marks.push(
      ...textMarks(type, [`${name}${more === undefined ? '' : ' …'}  ·  ${state}`], margins.side, y, width - 70, look),
      ...textMarks(type, [fill(count, { page: index + 1, pages: pages.length })], margins.side + width - 70, y, 70, { ...look, align: 'right' }),
    )
  }
}
