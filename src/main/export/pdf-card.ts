import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { dreadFactors, type DreadFactor } from '../../shared/domain/dread.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import { standingScore } from '../../shared/domain/threat.ts'
import type { RoundResult } from '../../shared/domain/workshop.ts'
import { bandCell, flowing, ink, plain } from './pdf-style.ts'

export const factorLetters: Record<DreadFactor, string> = { damage: 'D', reproducibility: 'R', exploitability: 'E', affectedUsers: 'A', discoverability: 'Di' }
const factorNames: Record<DreadFactor, string> = {
  damage: 'Damage',
  reproducibility: 'Reproducibility',
  exploitability: 'Exploitability',
  affectedUsers: 'Affected users',
  discoverability: 'Discoverability',
}
const originNames: Record<NonNullable<RegisterRow['origin']>, string> = {
  voted: 'voted in a workshop',
  override: 'set by the facilitator',
  imported: 'as imported, not voted on',
  suggested: 'suggested by the rule, not voted on',
}

/** Cards longer than this may break over a page; shorter ones stay whole. */
const wholeUpTo = 2500

/** Everything about one threat, as a card. */
export function threatCard(row: RegisterRow, rounds: readonly RoundResult[]): Content {
  const { threat } = row
  const parts: Content[] = [
    heading(row),
    { text: [{ text: threat.stride.join(', '), bold: true }, row.affected.length > 0 ? `  ·  ${flowing(row.affected.join(', '))}` : ''], style: 'quiet', margin: [0, 2, 0, 0] },
    ...described(threat.description),
    scoreTable(row, rounds),
    ...scoreNotes(row),
    ...decision(row),
    ...list('Mitigations', threat.mitigations),
    ...(threat.references.length > 0 ? [line('References', threat.references.map((one) => `${one.text}${one.readAs === null ? '' : ` (read as ${one.readAs})`}${one.flag === null ? '' : ` [${one.flag}]`}`).join(', '))] : []),
    ...(threat.gone === null ? [] : [line('No longer found', threat.gone)]),
    ...(threat.flags.length > 0 ? [line('Noted', threat.flags.join('; '))] : []),
  ]
  const length = threat.description.length + threat.mitigations.join('').length + (threat.decision?.rationale.length ?? 0) + (threat.settled?.rationale.length ?? 0) + (threat.settled?.dissent.length ?? 0)
  return { stack: [{ table: { widths: ['*'], body: [[{ stack: parts, margin: [4, 3, 4, 5] }]] }, layout: 'card' }], unbreakable: length <= wholeUpTo, margin: [0, 0, 0, 10] }
}

function described(text: string): Content[] {
  return text === '' ? [] : [{ text: flowing(text), margin: [0, 5, 0, 0] }]
}

function heading(row: RegisterRow): Content {
  const { threat, total, rank, tied, severeDamage } = row
  const marks = [rank === null ? '' : `rank ${tied ? '=' : ''}${rank}`, severeDamage ? 'Damage 9 or more' : '', threat.confidence === 'possible' ? 'possible' : ''].filter((mark) => mark !== '').join('  ·  ')
  return {
    columns: [
      { width: '*', text: [{ text: `${plain(threat.displayId)}  `, color: ink.accent }, { text: flowing(threat.title) }], bold: true, fontSize: 11 },
      { width: 'auto', stack: [{ text: marks, style: 'quiet', alignment: 'right', margin: [8, 2, 8, 0] }] },
      { width: 66, table: { widths: ['*'], body: [[bandCell(row.band)]] }, layout: 'noBorders' },
      { width: 28, text: total === null ? '–' : String(total), bold: true, fontSize: 13, alignment: 'right' },
    ],
  }
}

function scoreTable(row: RegisterRow, rounds: readonly RoundResult[]): Content {
  const score = standingScore(row.threat)
  if (!score) return line('Score', 'not scored')
  const head: TableCell[] = [{ text: '' }, ...dreadFactors.map((factor): TableCell => ({ text: factorNames[factor], style: 'head', alignment: 'center' }))]
  const values: TableCell[] = [{ text: 'Score', style: 'head' }, ...dreadFactors.map((factor): TableCell => ({ text: String(score.values[factor]), alignment: 'center', bold: true, fontSize: 11 }))]
  return { table: { widths: [74, '*', '*', '*', '*', '*'], body: [head, values, ...rounds.map(roundRow)] }, layout: 'thin', margin: [0, 6, 0, 2] }
}

function roundRow(round: RoundResult): TableCell[] {
  return [
    { text: `Votes, round ${round.number}`, style: 'head' },
    ...dreadFactors.map((factor): TableCell => {
      const result = round.factors[factor]
      if (!result || result.n === 0) return { text: '–', alignment: 'center', color: ink.quiet }
      const spread = result.min === result.max ? `all ${result.min}` : `${result.min}–${result.max}, median ${result.median}`
      return { text: `${spread}\nn = ${result.n}${result.abstained > 0 ? `, ${result.abstained} abstained` : ''}`, style: 'quiet', alignment: 'center' }
    }),
  ]
}

function scoreNotes(row: RegisterRow): Content[] {
  const { threat, origin, interval, mustTreat } = row
  if (origin === null) return []
  const notes = [
    originNames[origin],
    interval === null ? '' : `half of the seats’ totals lie between ${interval.q1} and ${interval.q3}`,
    mustTreat === true ? 'above the treatment line' : mustTreat === false ? 'not above the treatment line' : '',
  ].filter((note) => note !== '')
  return [
    line('How it came about', notes.join('; ')),
    ...(threat.settled?.rationale ? [line('Rationale', threat.settled.rationale)] : []),
    ...(threat.settled?.dissent ? [line('Dissent', threat.settled.dissent)] : []),
    ...(threat.imported?.dread && threat.imported.total !== null && origin !== 'imported' ? [line('Imported total', String(threat.imported.total))] : []),
  ]
}

function decision({ threat }: RegisterRow): Content[] {
  const made = threat.decision
  if (!made) return [line('Decision', 'none yet')]
  const who = [made.owner === '' ? '' : `owner ${made.owner}`, made.due === null ? '' : `due ${made.due}`].filter((part) => part !== '').join(', ')
  return [
    line('Decision', `${made.response}${who === '' ? '' : ` – ${who}`}`),
    ...(made.rationale === '' ? [] : [line('Why', made.rationale)]),
    ...(made.existingControls === '' ? [] : [line('Existing controls', made.existingControls)]),
  ]
}

function line(name: string, value: string): Content {
  return { columns: [{ width: 88, text: name, style: 'head', margin: [0, 0.5, 0, 0] }, { width: '*', text: flowing(value, 60) }], margin: [0, 3, 0, 0] }
}

function list(name: string, items: readonly string[]): Content[] {
  if (items.length === 0) return []
  return [{ columns: [{ width: 88, text: name, style: 'head', margin: [0, 0.5, 0, 0] }, { width: '*', ul: items.map((item) => flowing(item, 60)), markerColor: ink.quiet }], margin: [0, 3, 0, 0] }]
}
