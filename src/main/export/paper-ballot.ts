import type { Content, TableCell } from 'pdfmake/interfaces.js'
import de from '../../../resources/locales/de/ballot.json' with { type: 'json' }
import en from '../../../resources/locales/en/ballot.json' with { type: 'json' }
import { dreadFactors, type DreadFactor } from '../../shared/domain/dread.ts'
import type { Language } from '../../shared/domain/language.ts'
import { anchors, type Rubric } from '../../shared/domain/rubric.ts'
import { strideLetter, type Stride } from '../../shared/domain/stride.ts'
import { set, type Type } from './pdf/pdf-type.ts'

/** A threat as it stands on paper. Nothing of any score is in it. */
export interface PaperItem {
  displayId: string
  title: string
  stride: readonly Stride[]
  affected: readonly string[]
  /** What is asked here; the others have no box. */
  factors: readonly DreadFactor[]
}

/** Ballots for a room without phones. Plain data, so that it can cross to the worker. */
export interface PaperInput {
  language: Language
  paper: 'a4' | 'letter'
  workshop: string
  project: string
  /** The room's code; null where no room is open. */
  code: string | null
  rubric: Rubric
  /** `name` is null on a ballot for anybody. */
  ballots: readonly { name: string | null; role: string | null; table: string | null; items: readonly PaperItem[] }[]
  /** The instant that the file is dated with. */
  at: string
}

/** The pages of all ballots: what stands on each, and under it. */
export interface PaperDocument {
  title: string
  content: Content[]
  footers: string[]
}

const texts = { en, de }
const black = '#000000'
const grey = '#555555'

/** In points. */
const page = { a4: { width: 595, height: 842 }, letter: { width: 612, height: 792 } } as const
export const paperMargins = { side: 42, top: 40, bottom: 44 } as const
const idWidth = 46
const factorWidth = 48
const boxSize = { w: 34, h: 23 } as const
export const rowPadding = 3.5
const titleLine = 12
const smallLine = 9.1

/**
 * One ballot after the other, each on an even number of pages, so that they can be printed on both sides and handed out one by one. The
 * last page says what the numbers mean.
 */
export function paperDocument(input: PaperInput, type: Type): PaperDocument {
  const t = texts[input.language]
  const content: Content[] = []
  const footers: string[] = []
  for (const ballot of input.ballots) {
    const sheets = sheetsOf(input, type, ballot.items)
    const all = sheets.length + 1
    const pages: Content[] = [...sheets.map((rows, at) => ballotPage(input, type, ballot, rows, at)), rubricPage(input, type)]
    if (all % 2 === 1) pages.push({ text: t['paper.empty'], color: grey, fontSize: 9, alignment: 'center', margin: [0, 300, 0, 0] })
    for (const [at, one] of pages.entries()) {
      content.push(content.length === 0 ? one : { stack: [one], pageBreak: 'before' })
      const who = ballot.name === null ? '' : `${type.shown(ballot.name)}  ·  `
      footers.push(`${type.shown(input.workshop)}  ·  ${who}${t['paper.page'].replace('{{at}}', String(at + 1)).replace('{{all}}', String(pages.length))}`)
    }
  }
  return { title: `${t['paper.title']}: ${type.shown(input.workshop)}`, content, footers }
}

function widthOf(input: PaperInput): number {
  return page[input.paper].width - 2 * paperMargins.side
}

function textWidth(input: PaperInput): number {
  return widthOf(input) - idWidth - dreadFactors.length * factorWidth - 8
}

interface Row {
  cells: TableCell[]
  height: number
}

/** The rows of each page. Heights are our own, because a page that overflows would put the back of one ballot on the front of the next. */
function sheetsOf(input: PaperInput, type: Type, items: readonly PaperItem[]): Row[][] {
  const { height } = page[input.paper]
  const room = height - paperMargins.top - paperMargins.bottom - headHeight
  const sheets: Row[][] = [[]]
  let used = 0
  for (const item of items) {
    const row = itemRow(input, type, item)
    if (used + row.height > room && used > 0) {
      sheets.push([])
      used = 0
    }
    sheets.at(-1)?.push(row)
    used += row.height
  }
  return sheets
}

/** Title, name, instructions and column heads, in points. */
const headHeight = 112

function itemRow(input: PaperInput, type: Type, item: PaperItem): Row {
  const width = textWidth(input)
  const affected = item.affected.join(', ')
  const titleLines = type.lines(item.title, width, { size: 10, bold: true }).length
  const small = affected === '' ? [] : type.lines(affected, width, { size: 7.5 }).slice(0, 2)
  const text: Content = {
    stack: [set(type, item.title, width, { size: 10, bold: true }), ...small.map((line) => ({ text: line, fontSize: 7.5, color: grey, noWrap: true }))],
  }
  const id: Content = {
    stack: [
      { text: type.lines(item.displayId, idWidth - 4, { size: 10, bold: true })[0] ?? '', bold: true, fontSize: 10, noWrap: true },
      { text: item.stride.map((category) => strideLetter[category]).join(' '), fontSize: 8, color: grey },
    ],
  }
  const height = Math.max(boxSize.h + 2, titleLines * titleLine + small.length * smallLine) + 2 * rowPadding + 1
  return { cells: [id, text, ...dreadFactors.map((factor) => box(item.factors.includes(factor)))], height }
}

function box(asked: boolean): TableCell {
  if (!asked) return { text: '', alignment: 'center' }
  return { canvas: [{ type: 'rect', x: (factorWidth - boxSize.w) / 2, y: 0, ...boxSize, r: 2, lineWidth: 1, lineColor: black }] }
}

function ballotPage(input: PaperInput, type: Type, ballot: PaperInput['ballots'][number], rows: readonly Row[], at: number): Content {
  const t = texts[input.language]
  const width = widthOf(input)
  const line: Content = { canvas: [{ type: 'line', x1: 0, y1: 14, x2: 210, y2: 14, lineWidth: 0.8, lineColor: black }] }
  const name: Content = ballot.name === null ? line : { text: type.lines(ballot.name, 250, { size: 15, bold: true })[0] ?? '', fontSize: 15, bold: true, noWrap: true }
  const more = [
    ballot.role === null ? '' : `${t['paper.role']}: ${ballot.role}`,
    ballot.table === null ? '' : `${t['paper.table']}: ${ballot.table}`,
    input.code === null ? '' : `${t['paper.code']}: ${input.code.slice(0, 3)} ${input.code.slice(3)}`,
  ].filter((part) => part !== '')
  const head: Content = {
    columns: [
      {
        width: '*',
        stack: [
          { text: type.lines(input.workshop, width - 280, { size: 17, bold: true })[0] ?? '', fontSize: 17, bold: true, noWrap: true },
          { text: type.lines(input.project, width - 280, { size: 9 })[0] ?? '', fontSize: 9, color: grey, noWrap: true },
        ],
      },
      { width: 270, stack: [{ columns: [{ width: 36, text: t['paper.name'], fontSize: 8, color: grey, margin: [0, 7, 0, 0] }, name] }, { text: type.lines(more.join('   '), 230, { size: 9 })[0] ?? '', fontSize: 9, color: grey, noWrap: true, margin: [36, 3, 0, 0] }] },
    ],
    margin: [0, 0, 0, 8],
  }
  const how = set(type, at === 0 ? `${t['paper.how']} ${t['paper.back']}` : t['paper.how'], width, { size: 9, color: grey, margin: [0, 0, 0, 8] })
  const heads = dreadFactors.map((factor): TableCell => ({
    stack: [
      { text: letterOf[factor], fontSize: 13, bold: true, alignment: 'center' },
      { text: t[`factor.${factor}`], fontSize: 5.2, color: grey, alignment: 'center', noWrap: true },
    ],
  }))
  return {
    stack: [
      head,
      how,
      {
        table: { widths: [idWidth, textWidth(input), ...dreadFactors.map(() => factorWidth)], dontBreakRows: true, body: [['', '', ...heads], ...rows.map(({ cells }) => cells)] },
        layout: 'ballot',
      },
    ],
  }
}

const letterOf: Record<DreadFactor, string> = { damage: 'D', reproducibility: 'R', exploitability: 'E', affectedUsers: 'A', discoverability: 'D' }

function rubricPage(input: PaperInput, type: Type): Content {
  const t = texts[input.language]
  const width = widthOf(input)
  const column = (width - 96) / anchors.length - 10
  const head: TableCell[] = ['', ...anchors.map((anchor): TableCell => ({ text: String(anchor), fontSize: 14, bold: true }))]
  const body = dreadFactors.map((factor): TableCell[] => [
    { stack: [{ text: t[`factor.${factor}`], bold: true, fontSize: 9.5 }, set(type, t[`ask.${factor}`], 88, { size: 8, color: grey })] },
    ...anchors.map((anchor): TableCell => set(type, input.rubric[factor][anchor], column, { size: 9.5 })),
  ])
  return {
    stack: [
      { text: t['paper.rubric'], fontSize: 17, bold: true, margin: [0, 0, 0, 4] },
      { text: t['paper.between'], fontSize: 9, color: grey, margin: [0, 0, 0, 12] },
      { table: { widths: [88, ...anchors.map(() => column)], body: [head, ...body] }, layout: 'rubric' },
    ],
  }
}
