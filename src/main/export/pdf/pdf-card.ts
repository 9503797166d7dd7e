import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { dreadFactors, type BandScheme, type DreadFactor } from '../../../shared/domain/dread.ts'
import type { Mitigation } from '../../../shared/domain/mitigation.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import type { RoundResult } from '../../../shared/domain/workshop.ts'
import { bandColours, ink, label } from './pdf-style.ts'
import { set, type Setting, type Type } from './pdf-type.ts'
import { furtherDecision, intervalWords, lineWords, mitigationWords, originNames, statementParts, referenceWords, spreadWords, turnoutWords } from '../register-words.ts'

export const factorLetters: Record<DreadFactor, string> = { damage: 'D', reproducibility: 'R', exploitability: 'E', affectedUsers: 'A', discoverability: 'Di' }
const factorNames: Record<DreadFactor, string> = {
  damage: 'Damage',
  reproducibility: 'Reproducibility',
  exploitability: 'Exploitability',
  affectedUsers: 'Affected users',
  discoverability: 'Discoverability',
}
/** One table a card and nothing in it: every level of nesting costs pdfmake as much as the text in it. */
const columns = { name: 78, factor: 57, last: 78, padding: 8 } as const
const valueWidth = 5 * (columns.factor + columns.padding) + columns.last
const headingWidth = columns.name + 5 * (columns.factor + columns.padding)
const wholeWidth = columns.name + columns.padding + valueWidth

/** Cards of more lines than this may break over a page; shorter ones stay whole. */
const wholeUpTo = 42

interface CardRow {
  cells: TableCell[]
  lines: number
}

/** Everything about one threat, as a card, with what is `done` about it. */
export function threatCard(type: Type, row: RegisterRow, rounds: readonly RoundResult[], { markerName, bandScheme }: Pick<ProjectHeader, 'markerName' | 'bandScheme'>, done: readonly Mitigation[] = []): Content {
  const { threat } = row
  const rows = [
    heading(type, row),
    whole(type, about(row, markerName), { size: 8.5 }, { color: ink.quiet }),
    ...(threat.description === '' ? [] : [whole(type, threat.description, {}, { margin: [0, 2, 0, 2] })]),
    ...statementParts(threat.statement).flatMap(([name, value]) => named(type, name, value)),
    ...named(type, 'Concerns', threat.concerns?.join(', ') ?? ''),
    ...scoreRows(row, rounds),
    ...scoreNotes(type, row),
    ...decision(type, row, bandScheme),
    ...named(type, 'What is done', done.map((one) => `•  ${mitigationWords(one)}`).join('\n')),
    ...named(type, 'Mitigations', threat.mitigations.map((one) => `•  ${one}`).join('\n')),
    ...named(type, 'References', threat.references.map(referenceWords).join(', ')),
    ...named(type, 'No longer found', threat.gone ?? ''),
    ...named(type, 'Noted', threat.flags.join('; ')),
  ]
  return {
    table: { widths: [columns.name, ...dreadFactors.map(() => columns.factor), columns.last], body: rows.map(({ cells }) => cells) },
    layout: 'card',
    unbreakable: rows.reduce((sum, { lines }) => sum + lines, 0) <= wholeUpTo,
    margin: [0, 0, 0, 10],
  }
}

function spanning(cell: TableCell, columnsWide: number, lines: number, before: TableCell[] = [], after: TableCell[] = []): CardRow {
  const wide = typeof cell === 'object' && cell !== null ? Object.assign(cell, { colSpan: columnsWide }) : cell
  return { cells: [...before, wide, ...Array.from({ length: columnsWide - 1 }, () => ''), ...after], lines }
}

function whole(type: Type, text: string, setting: Setting, style: { color?: string; margin?: [number, number, number, number] }): CardRow {
  return spanning(set(type, text, wholeWidth, { ...setting, ...style }), 7, type.lines(text, wholeWidth, setting).length)
}

/** A name and a value beside it; no row where there is no value. */
function named(type: Type, name: string, value: string): CardRow[] {
  if (value.trim() === '') return []
  return [spanning(set(type, value, valueWidth), 6, type.lines(value, valueWidth).length, [label(name)])]
}

function heading(type: Type, { threat, total, band }: RegisterRow): CardRow {
  const setting = { size: 11, bold: true }
  const title = spanning(set(type, `${threat.displayId}  ${threat.title}`, headingWidth, setting), 6, type.lines(threat.title, headingWidth, setting).length)
  const badge: TableCell =
    band === null
      ? { text: 'not scored', noWrap: true, alignment: 'right', color: ink.quiet }
      : { text: `${total ?? ''}  ${band}`, noWrap: true, alignment: 'center', bold: true, fontSize: 11, fillColor: bandColours[band].fill, color: bandColours[band].ink }
  return { cells: [...title.cells, badge], lines: title.lines + 1 }
}

function about({ threat, affected, rank, tied, severeDamage }: RegisterRow, markerName: string): string {
  const marker = { plus: '+', minus: '–', none: '' }[threat.marker]
  return [
    threat.stride.join(', '),
    affected.length === 0 ? '' : `affects ${affected.join(', ')}`,
    rank === null ? '' : `rank ${rank}${tied ? ' (tied)' : ''}`,
    severeDamage ? 'Damage 9 or more' : '',
    threat.confidence === 'possible' ? 'possible, not confirmed' : '',
    marker === '' ? '' : `${markerName === '' ? 'marker' : markerName} ${marker}`,
  ].filter((part) => part !== '').join('  ·  ')
}

function scoreRows(row: RegisterRow, rounds: readonly RoundResult[]): CardRow[] {
  const score = standingScore(row.threat)
  if (!score && rounds.length === 0) return []
  const small = { fontSize: 8, bold: true, color: ink.quiet, fillColor: ink.ground, noWrap: true } as const
  const values = dreadFactors.map((factor): TableCell => ({ text: score ? String(score.values[factor]) : '–', alignment: 'center', bold: true, fontSize: 12, fillColor: ink.ground, noWrap: true }))
  return [
    { cells: [{ text: '', fillColor: ink.ground }, ...dreadFactors.map((factor): TableCell => ({ text: factorNames[factor], alignment: 'center', ...small })), { text: 'Total', alignment: 'center', ...small }], lines: 1 },
    {
      cells: [{ text: 'Score', margin: [0, 4, 0, 0], ...small }, ...values, { text: row.total === null ? '–' : String(row.total), alignment: 'center', bold: true, fontSize: 12, fillColor: ink.ground, noWrap: true }],
      lines: 1.3,
    },
    ...rounds.map(roundRow),
  ]
}

function roundRow(round: RoundResult): CardRow {
  const voted = dreadFactors.flatMap((factor) => round.factors[factor] ?? [])
  const turnouts = new Set(voted.map(turnoutWords))
  // Said once where it is the same for all factors, as it mostly is.
  const shared = turnouts.size === 1
  const spread = dreadFactors.map((factor) => {
    const result = round.factors[factor]
    return result ? [spreadWords(result), ...(shared ? [] : turnoutWords(result).split(', '))] : []
  })
  const disputed = dreadFactors.filter((factor) => round.factors[factor]?.agreed === false).map((factor) => factorLetters[factor])
  const verdict = disputed.length === 0 ? ['agreed'] : [`disputed: ${disputed.join(' ')}`]
  const small = { fontSize: 8, color: ink.quiet, fillColor: ink.ground } as const
  const cell = (lines: readonly string[]): TableCell => (lines.length > 1 ? { stack: lines.map((text) => ({ text, noWrap: true })), alignment: 'center', ...small } : { text: lines[0] ?? '', noWrap: true, alignment: 'center', ...small })
  const names = [`Votes, round ${round.number}`, ...(shared ? [...turnouts].flatMap((text) => text.split(', ')) : [])]
  return {
    cells: [{ ...label(names[0] ?? '', names.slice(1)), fillColor: ink.ground }, ...spread.map(cell), cell(verdict)],
    lines: Math.max(names.length, ...spread.map((lines) => lines.length)),
  }
}

function scoreNotes(type: Type, row: RegisterRow): CardRow[] {
  const { threat, origin, interval, mustTreat } = row
  if (origin === null) return []
  const notes = [
    originNames[origin],
    intervalWords(interval),
    lineWords(mustTreat),
  ].filter((note) => note !== '')
  return [
    ...named(type, 'How it was set', notes.join('; ')),
    ...named(type, 'Rationale', threat.settled?.rationale ?? ''),
    ...named(type, 'Dissent', threat.settled?.dissent ?? ''),
    ...(threat.imported?.dread && threat.imported.total !== null && origin !== 'imported' ? named(type, 'Imported total', String(threat.imported.total)) : []),
  ]
}

function decision(type: Type, { threat }: RegisterRow, scheme: BandScheme): CardRow[] {
  const made = threat.decision
  if (!made) return named(type, 'Decision', 'none yet')
  return [
    ...named(type, 'Decision', [made.response, made.owner === '' ? '' : `owner ${made.owner}`, made.due === null ? '' : `due ${made.due}`].filter((part) => part !== '').join('  ·  ')),
    ...named(type, 'Why', made.rationale),
    ...named(type, 'Existing controls', made.existingControls),
    ...furtherDecision(made, scheme.discoverability).flatMap(([name, value]) => named(type, name, value)),
  ]
}
