import { SaxesParser } from 'saxes'
import { guessMapping } from '../../../shared/list/register-columns.ts'
import { FileProblem, quote } from '../file-problem.ts'
import type { ReadContext } from '../source.ts'
import { ownRegister } from './own-workbook.ts'
import { readTable, type Sheet, type TableList } from './table.ts'
import { openZip, type Archive } from '../zip.ts'

const maxSheets = 20
const maxRows = 20_100
const maxColumns = 200
const maxStrings = 400_000

/** Whether the bytes are an archive and the name says a workbook. Its first part is always the list of types. */
export function detectXlsx(start: string, name: string): boolean {
  return start.startsWith('PK\u0003\u0004') && (/\.xls[xm]$/i.test(name) || start.includes('[Content_Types].xml') || start.includes('xl/'))
}

/**
 * Reads a register from a workbook: of its sheets the first whose headers name a title, and of a workbook of ours its decisions and mitigations too. Values only: no formula is run, no link followed.
 * Own reader over Node's inflate and the XML parser that is here already: the known readers of workbooks are unmaintained, or inflate
 * without a limit.
 */
export function readXlsx(bytes: Uint8Array, context: ReadContext): TableList {
  const archive = openZip(bytes, context.name)
  const sheets = sheetsOf(archive, context.name)
  const strings = stringsOf(archive, context)
  const read = sheets.slice(0, maxSheets).map(({ name, path }) => ({ name, sheet: rowsOf(archive, path, strings, context) }))
  const named = ({ sheet }: { sheet: Sheet }): boolean => {
    const fields = Object.values(guessMapping(sheet.rows.find(({ cells }) => cells.some((cell) => cell !== ''))?.cells ?? []))
    return fields.includes('title') || fields.includes('description')
  }
  const chosen = read.find(named) ?? read.find(({ sheet }) => sheet.rows.length > 0)
  if (!chosen) throw new FileProblem({ file: context.name, place: 'the whole file', expected: 'a workbook (.xlsx) with a sheet that is not empty' })
  const own = ownRegister(read)
  const list = readTable(own?.sheet ?? chosen.sheet, context)
  const used = own?.used ?? [chosen.name]
  const others = sheets.filter(({ name }) => !used.includes(name)).map(({ name }) => ({ what: `sheet ${quote(name)}`, why: 'only one sheet is read' }))
  return { ...list, dropped: [...list.dropped, ...others] }
}

function xml(data: Uint8Array, file: string, part: string): { parser: SaxesParser; run: () => void } {
  const text = new TextDecoder().decode(data)
  const parser = new SaxesParser({ fragment: false })
  const refuse = (expected: string): FileProblem => new FileProblem({ file, place: part, expected })
  parser.on('doctype', () => {
    throw refuse('a file without a document type declaration (DTD)')
  })
  parser.on('error', (problem) => {
    throw refuse(`well-formed XML (${problem.message.split('\n')[0]?.slice(0, 80) ?? ''})`)
  })
  return { parser, run: () => void parser.write(text).close() }
}

function attribute(attributes: Record<string, unknown>, name: string): string {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  return typeof value === 'string' ? value : ''
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function sheetsOf(archive: Archive, file: string): { name: string; path: string }[] {
  const workbook = archive.part('xl/workbook.xml')
  if (!workbook) throw new FileProblem({ file, place: 'the whole file', expected: 'a workbook (.xlsx); the archive holds none' })
  const targets = new Map<string, string>()
  const relations = archive.part('xl/_rels/workbook.xml.rels')
  if (relations) {
    const { parser, run } = xml(relations, file, 'xl/_rels/workbook.xml.rels')
    parser.on('opentag', ({ name, attributes }) => {
      if (local(name) === 'Relationship') targets.set(attribute(attributes, 'Id'), attribute(attributes, 'Target').replace(/^\/?(?:xl\/)?/, ''))
    })
    run()
  }
  const sheets: { name: string; path: string }[] = []
  const { parser, run } = xml(workbook, file, 'xl/workbook.xml')
  parser.on('opentag', ({ name, attributes }) => {
    if (local(name) !== 'sheet') return
    const target = targets.get(attribute(attributes, 'r:id')) ?? `worksheets/sheet${String(sheets.length + 1)}.xml`
    sheets.push({ name: attribute(attributes, 'name'), path: `xl/${target}` })
  })
  run()
  return sheets
}

/** Texts that cells refer to by number. Phonetic readings are no part of them. */
function stringsOf(archive: Archive, { name: file, checkCancelled }: ReadContext): string[] {
  const data = archive.part('xl/sharedStrings.xml')
  if (!data) return []
  const strings: string[] = []
  let text = ''
  let inText = false
  let phonetic = 0
  const { parser, run } = xml(data, file, 'xl/sharedStrings.xml')
  parser.on('opentag', ({ name }) => {
    const tag = local(name)
    if (tag === 'si') text = ''
    else if (tag === 'rPh') phonetic += 1
    else if (tag === 't') inText = phonetic === 0
  })
  parser.on('text', (piece) => {
    if (inText) text += piece
  })
  parser.on('closetag', ({ name }) => {
    const tag = local(name)
    if (tag === 't') inText = false
    else if (tag === 'rPh') phonetic -= 1
    else if (tag === 'si') {
      strings.push(unescaped(text))
      if (strings.length % 1000 === 0) checkCancelled()
      if (strings.length > maxStrings) throw new FileProblem({ file, place: 'xl/sharedStrings.xml', expected: `at most ${String(maxStrings)} texts` })
    }
  })
  run()
  return strings
}

/** What a workbook's texts write as `_x000D_`: the sign of that number. Half a sign stays as it is written. */
function unescaped(text: string): string {
  return text.replaceAll(/_x(?![Dd][89A-Fa-f])([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function rowsOf(archive: Archive, path: string, strings: readonly string[], { name: file, checkCancelled }: ReadContext): Sheet {
  const data = archive.part(path)
  const sheet: Sheet = { rows: [] }
  if (!data) return sheet
  let cells: string[] = []
  let [line, column, type, value] = [0, 0, '', '']
  let inValue = false
  const { parser, run } = xml(data, file, path)
  parser.on('opentag', ({ name, attributes }) => {
    const tag = local(name)
    if (tag === 'row') {
      line = Number(attribute(attributes, 'r')) || line + 1
      cells = []
      column = -1
      if (sheet.rows.length >= maxRows) throw new FileProblem({ file, place: path, expected: `at most ${String(maxRows)} rows` })
      if (sheet.rows.length % 500 === 0) checkCancelled()
    } else if (tag === 'c') {
      const place = columnOf(attribute(attributes, 'r'))
      column = place ?? column + 1
      type = attribute(attributes, 't')
      value = ''
    } else if (tag === 'v' || tag === 't') inValue = true
  })
  parser.on('text', (piece) => {
    if (inValue) value += piece
  })
  parser.on('closetag', ({ name }) => {
    const tag = local(name)
    if (tag === 'v' || tag === 't') inValue = false
    else if (tag === 'c' && column < maxColumns) {
      while (cells.length < column) cells.push('')
      cells[column] = type === 's' ? (strings[Number(value)] ?? '') : type === 'b' ? (value === '1' ? 'yes' : 'no') : value
    } else if (tag === 'row') sheet.rows.push({ line, cells })
  })
  run()
  return sheet
}

/** `C7` is the third column, counted from 0; null where the cell does not say. */
function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1]
  return letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
