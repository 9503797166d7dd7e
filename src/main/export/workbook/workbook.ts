import type { Cell } from './cell.ts'
import { styleOf, stylesXml } from './styles.ts'
import { writeZip } from './zip.ts'

/** A sheet: a row of heads that stays and can be filtered by, and the rows below it. */
export interface Sheet {
  /** At most 31 characters, and none of `[]:*?/\`. */
  name: string
  /** `width` in characters; a column is as wide as its head at least. */
  columns: readonly { head: string; width: number }[]
  rows: readonly (readonly (Cell | null)[])[]
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A workbook (Office Open XML, transitional) of typed cells: no formula, no link, nothing outside of it. The same sheets give the same bytes. */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const strings = sharedStrings()
  const written = sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, text: `${declaration}${sheetXml(sheet, index === 0, strings.place)}` }))
  return writeZip([
    { name: '[Content_Types].xml', text: `${declaration}${contentTypes(sheets.length)}` },
    { name: '_rels/.rels', text: `${declaration}${relationships([['officeDocument', 'xl/workbook.xml']])}` },
    { name: 'xl/workbook.xml', text: `${declaration}${workbookXml(sheets)}` },
    { name: 'xl/_rels/workbook.xml.rels', text: `${declaration}${relationships([...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]), ['styles', 'styles.xml'], ['sharedStrings', 'sharedStrings.xml']])}` },
    { name: 'xl/styles.xml', text: `${declaration}${stylesXml()}` },
    { name: 'xl/sharedStrings.xml', text: `${declaration}${strings.xml()}` },
    ...written,
  ])
}

interface Strings {
  /** The place of a text among the workbook's texts: each stands there once. */
  place: (text: string) => number
  xml: () => string
}

function sharedStrings(): Strings {
  const places = new Map<string, number>()
  let uses = 0
  return {
    place: (text) => {
      uses += 1
      const known = places.get(text)
      if (known !== undefined) return known
      places.set(text, places.size)
      return places.size - 1
    },
    xml: () => `<sst xmlns="${main}" count="${uses}" uniqueCount="${places.size}">${[...places.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  }
}

function sheetXml({ columns, rows }: Sheet, first: boolean, place: Strings['place']): string {
  const letters = columns.map((_, index) => columnLetters(index))
  const head = columns.map(({ head: value }): Cell => ({ type: 'text', value, look: 'head' }))
  const widths = columns.map(({ head: name, width }) => Math.max(width, name.length + headRoom))
  const lines = [head, ...rows].map((cells, index) => `<row r="${index + 1}" ht="${rowHeight(cells, widths)}" customHeight="1">${cells.map((cell, at) => (cell === null ? '' : cellXml(cell, `${letters[at] ?? ''}${index + 1}`, place))).join('')}</row>`)
  const all = `A1:${letters.at(-1) ?? 'A'}${lines.length}`
  return [
    `<worksheet xmlns="${main}"><dimension ref="${all}"/>`,
    `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>`,
    `<cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    `<sheetData>${lines.join('')}</sheetData><autoFilter ref="${all}"/></worksheet>`,
  ].join('')
}

function cellXml(cell: Cell, reference: string, place: Strings['place']): string {
  const style = styleOf(cell.look)
  if (cell.type === 'text') return `<c r="${reference}" s="${style}" t="s"><v>${place(cell.value)}</v></c>`
  if (cell.type === 'truth') return `<c r="${reference}" s="${style}" t="b"><v>${cell.value ? 1 : 0}</v></c>`
  return `<c r="${reference}" s="${style}"><v>${cell.value}</v></c>`
}

/** Characters beside a head: the button that filters. */
const headRoom = 3
const lineHeight = 15
/** A row with more text shows its beginning: one long description shall not fill the screen. */
const mostLines = 12

/** In points. Not every program finds the height of wrapped text by itself when it opens a file. */
function rowHeight(cells: readonly (Cell | null)[], widths: readonly number[]): number {
  const lines = cells.map((cell, at) => (cell?.type === 'text' && cell.look !== 'head' ? wrappedLines(cell.value, widths[at] ?? 1) : 1))
  return lineHeight * Math.min(mostLines, Math.max(1, ...lines))
}

/** About as many lines as a text takes in a column of so many characters. Signs from U+2E80 on (Chinese, Japanese, Korean) are two wide. */
function wrappedLines(text: string, width: number): number {
  if (text.length <= width && !text.includes('\n') && !wide.test(text)) return 1
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length + (line.match(everyWide)?.length ?? 0)) / width)), 0)
}

const wide = /[\u2e80-\uffef]/
const everyWide = /[\u2e80-\uffef]/g

/** `A`, ..., `Z`, `AA`, ...; counted from 0. */
function columnLetters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${columnLetters(Math.floor(index / 26) - 1)}${columnLetters(index % 26)}`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What looks like an escape of the format's own (`_x0041_`) is none, so its first sign is escaped; what XML knows no sign for is U+FFFD. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign).replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_').replaceAll(/[\ufffe\uffff]/g, '\ufffd')
}

function workbookXml(sheets: readonly Sheet[]): string {
  const named = sheets.map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
  return `<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView/></bookViews><sheets>${named.join('')}</sheets></workbook>`
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  return `<Relationships xmlns="${packaged}/relationships">${targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`).join('')}</Relationships>`
}

function contentTypes(sheets: number): string {
  const parts: [string, string][] = [['workbook', 'sheet.main'], ...Array.from({ length: sheets }, (_, index): [string, string] => [`worksheets/sheet${index + 1}`, 'worksheet']), ['styles', 'styles'], ['sharedStrings', 'sharedStrings']]
  const overrides = parts.map(([path, type]) => `<Override PartName="/xl/${path}.xml" ContentType="${types}.${type}+xml"/>`)
  return `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}
