import { DreadValues, dreadFactors, total } from '../../../shared/domain/dread.ts'
import type { Dropped, RegisterTable } from '../../../shared/domain/import.ts'
import { type Concern, concerns } from '../../../shared/domain/statement.ts'
import type { Stride } from '../../../shared/domain/stride.ts'
import { strideCategories, strideLetter } from '../../../shared/domain/stride.ts'
import type { ImportedThreat } from '../../../shared/domain/threat-list.ts'
import { flagPhrases } from '../../../shared/domain/threat.ts'
import { splitCell } from '../../../shared/list/cell-list.ts'
import { cutText, strideNamed } from '../../../shared/list/list-text.ts'
import { mitigationsOfText } from '../../../shared/list/mitigation-text.ts'
import { guessMapping } from '../../../shared/list/register-columns.ts'
import type { ColumnField, ColumnMapping } from '../../../shared/list/register-columns.ts'
import { FileProblem, quote } from '../file-problem.ts'
import { cleanText } from '../lenient.ts'
import { statementOfText } from '../../../shared/list/statement-text.ts'
import type { ReadContext } from '../source.ts'
import { guessStride } from '../structured.ts'
import { decisionOfRow } from './row-decision.ts'

const maxRows = 20_000
const maxColumns = 200
/** Rows that a person looks at before they are imported. */
const sampleRows = 8

/** A sheet of rows as it was read: the first row that is not empty holds the headers. `line` is where a row stands in the file, from 1. */
export interface Sheet {
  rows: { line: number; cells: string[] }[]
  /** A cell that begins with an apostrophe means it: nothing was escaped. */
  typed?: true
}

/** What a table gives: its rows as threats, and what a person needs to see of its columns. */
export interface TableList {
  threats: ImportedThreat[]
  listLayout: Record<string, string>
  dropped: Dropped[]
  table: RegisterTable
}

/** Reads the rows of a register by the mapping that somebody chose, else by what its headers most likely mean. */
export function readTable(sheet: Sheet, { name: file, columns: mapping, preview }: Pick<ReadContext, 'name' | 'columns' | 'preview'>): TableList {
  const [first, ...rows] = sheet.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (!first) throw new FileProblem({ file, place: 'the whole file', expected: 'a table with a row of headers' })
  if (first.cells.length > maxColumns) throw new FileProblem({ file, place: `line ${String(first.line)}`, expected: `at most ${String(maxColumns)} columns` })
  if (rows.length > maxRows) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxRows)} rows, found ${String(rows.length)}` })
  const columns = headersOf(first.cells)
  const chosen = mapping ?? guessMapping(columns)
  const used: ColumnMapping = Object.fromEntries(columns.flatMap((header) => (Object.hasOwn(chosen, header) ? [[header, chosen[header] ?? 'title']] : [])))
  const fields = Object.values(used)
  if (!preview && !fields.includes('title') && !fields.includes('description')) {
    throw new FileProblem({ file, place: `line ${String(first.line)}`, expected: `a column for the title or the description of each threat, found ${quote(columns.join(', '), 120)}` })
  }
  const left = columns.filter((header) => used[header] === 'left-out').map((header) => ({ what: `column ${quote(header)}`, why: 'left out: it follows from the rest' }))
  const dropped: Dropped[] = columns.filter((header) => !Object.hasOwn(used, header)).map((header) => ({ what: `column ${quote(header)}`, why: 'not mapped to anything; kept with each row' }))
  dropped.push(...left)
  const threats = rows.flatMap(({ line, cells }) => {
    const threat = threatOf({ line, columns, cells: sheet.typed ? cells : cells.map(withoutEscape), used, dropped })
    if (threat === null) dropped.push({ line, what: `row ${quote(cells.filter((cell) => cell.trim() !== '').join(', '))}`, why: 'it has no title; kept as text' })
    return threat === null ? [] : [threat]
  })
  const table = { columns, mapping: used, rows: rows.slice(0, sampleRows).map(({ cells }) => columns.map((_, index) => cutText(cells[index] ?? '', 200))), count: rows.length }
  return { threats, dropped, listLayout: {}, table }
}

/** Every column has a name, and no two the same. */
function headersOf(cells: readonly string[]): string[] {
  const seen = new Set<string>(['__proto__'])
  return cells.map((cell, index) => {
    const base = cutText(cell.replace(/\s+/g, ' ').trim(), 200) || `column ${String(index + 1)}`
    let free = base
    for (let copy = 2; seen.has(free); copy += 1) free = `${base} (${String(copy)})`
    seen.add(free)
    return free
  })
}

interface Row {
  line: number
  columns: readonly string[]
  cells: readonly string[]
  used: ColumnMapping
  dropped: Dropped[]
}

function threatOf({ line, columns, cells, used, dropped }: Row): ImportedThreat | null {
  const said = new Map<ColumnField, string>()
  const others: string[] = []
  columns.forEach((header, index) => {
    const text = cleanText(cells[index] ?? '').replace(/\r\n?/g, '\n').trim()
    const field = Object.hasOwn(used, header) ? used[header] : undefined
    if (text === '') return
    if (field === undefined) others.push(`${header}: ${text}`)
    else if (field !== 'left-out') said.set(field, said.has(field) ? `${said.get(field) ?? ''}\n${text}` : text)
  })
  const get = (field: ColumnField, limit = 20_000): string => cutText(said.get(field) ?? '', limit)
  const description = get('description')
  const title = cutText((get('title') || (description.split('\n')[0] ?? '')).replace(/\s+/g, ' ').trim(), 1000)
  if (title === '') return null
  const tell = (column: ColumnField, expected: string): void => void dropped.push({ line, what: `threat ${quote(title)}`, why: `its ${column} ${quote(get(column))} is not read: expected ${expected}` })
  const flags: string[] = []
  const stated = strideOf(get('stride'))
  const stride = stated.length > 0 ? stated : guessStride(`${title} ${description}`)
  if (stated.length === 0) {
    flags.push(flagPhrases.say('no-category', { stride: stride.join(', ') }))
    dropped.push({ line, what: `threat ${quote(title)}`, why: `no STRIDE category: read as ${stride.join(', ')}` })
  }
  const dread = dreadOf(said)
  for (const factor of dreadFactors) if (get(factor) !== '' && wholeOf(get(factor)) === null) tell(factor, 'a whole number from 1 to 10')
  const sum = numberOf(get('total'))
  if (get('total') !== '' && sum === null) tell('total', 'a number')
  if (dread && sum !== null && sum !== total(dread)) flags.push(flagPhrases.say('total-wrong', { stated: sum, sum: total(dread) }))
  const decision = decisionOfRow(get, tell)
  const statement = statementOfText(get('statement'))
  if (get('statement') !== '' && !statement) others.push(get('statement'))
  const harmed = concernsOf(get('concerns'))
  const covering = mitigationsOfText(get('actions'))
  if (get('status') !== '' && !decision) flags.push(flagPhrases.say('state-in-file', { state: get('status', 200) }))
  const confidence = /^(?:possible|mo[e\u00f6]glich|unsure|low)/i.test(get('confidence')) ? 'possible' : 'confirmed'
  return {
    displayId: get('id', 60),
    title,
    description: cutText([get('title') === '' ? description.split('\n').slice(1).join('\n') : description, ...others].filter((part) => part !== '').join('\n'), 20_000),
    stride,
    marker: markerOf(get('marker')),
    confidence,
    affectedLabels: listOf(get('affected')),
    evidenceKeys: listOf(get('evidence')),
    references: referencesOf(get('references')),
    mitigations: listOf(get('mitigations')),
    score: { dread, total: sum, severity: get('severity', 60) || null, score: get('score', 60) || null },
    ...(decision ? { decision } : {}),
    ...(statement ? { statement } : {}),
    ...(harmed.length > 0 ? { concerns: harmed } : {}),
    ...(covering.length > 0 ? { covering } : {}),
    layout: {},
    flags,
  }
}

/** What our own export puts in front of a cell that a spreadsheet would run. */
function withoutEscape(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}

function strideOf(text: string): Stride[] {
  const pieces = text.split(/[;,/|&\n]+/).map((piece) => piece.trim()).filter((piece) => piece !== '')
  const byLetters = pieces.length === 1 && /^[STRIDE]{1,6}$/.test(pieces[0] ?? '') ? [...(pieces[0] ?? '')] : pieces
  return [...new Set(byLetters.flatMap((piece) => strideNamed(piece) ?? german(piece) ?? strideCategories.find((category) => strideLetter[category] === piece.toUpperCase()) ?? []))]
}

const germanNames: readonly (readonly [RegExp, Stride])[] = [
  [/vort.uschung|identit.t|verschleierung/i, 'Spoofing'],
  [/manipulation|verf.lschung|ver.nderung/i, 'Tampering'],
  [/abstreit|nichtanerkennung|leugn/i, 'Repudiation'],
  [/offenlegung|preisgabe|informationsabfluss|ver.ffentlichung/i, 'Information Disclosure'],
  [/dienst|verweigerung|.berlast/i, 'Denial of Service'],
  [/rechte|erh.hung|privileg/i, 'Elevation of Privilege'],
]

function german(piece: string): Stride | undefined {
  return germanNames.find(([pattern]) => pattern.test(piece))?.[1]
}

function listOf(text: string): string[] {
  return splitCell(text).slice(0, 1000)
}

function referencesOf(text: string): ImportedThreat['references'] {
  return splitCell(text, ';,\n').slice(0, 100).map((one) => ({ text: cutText(/^\d+$/.test(one) ? `CWE-${one}` : one, 200), flag: null, readAs: null }))
}

function numberOf(text: string): number | null {
  const number = Number(text.replace(',', '.').replace(/\s*\/\s*\d+$/, ''))
  return text.trim() === '' || !Number.isFinite(number) ? null : number
}

function wholeOf(text: string): number | null {
  const number = numberOf(text)
  return number !== null && Number.isInteger(number) && number >= 1 && number <= 10 ? number : null
}

function dreadOf(said: ReadonlyMap<ColumnField, string>): DreadValues | null {
  return DreadValues.safeParse(Object.fromEntries(dreadFactors.map((factor) => [factor, wholeOf(said.get(factor) ?? '')]))).data ?? null
}

function markerOf(text: string): ImportedThreat['marker'] {
  return /^(?:\+|plus|ja|yes)$/i.test(text) ? 'plus' : /^(?:-|\u2013|minus|nein|no)$/i.test(text) ? 'minus' : 'none'
}

function concernsOf(text: string): Concern[] {
  const named = splitCell(text.toLowerCase(), ';,\n')
  return concerns.filter((one) => named.some((name) => name === one || germanConcerns[one].test(name)))
}

const germanConcerns: Record<Concern, RegExp> = { safety: /^sicherheit/, privacy: /^(?:privat|datenschutz)/ }
