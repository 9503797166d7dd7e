import { dreadFactors } from '../../../shared/domain/dread.ts'
import { byThreat, type Mitigation } from '../../../shared/domain/mitigation.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import type { FactorResult, RoundResult } from '../../../shared/domain/workshop.ts'
import { fill, joined, type Words } from '../document-words.ts'
import { decisionPairs, intervalPhrase, linePhrase, mitigationPhrase, referencePhrase, sourcePhrase, spreadPhrase, statementPairs, turnoutPhrases } from '../document-phrases.ts'
import { factorLetters } from '../register-words.ts'
import { heading, lineHeight, textMarks, type Look } from './pdf-blocks.ts'
import { margins, textHeight, type Mark, type Piece } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'
import { bandColours, ink } from './pdf-style.ts'
import { bodySize, type Type } from './pdf-type.ts'

const left = margins.side
/** Between the frame of a card and what stands in it. */
const inset = 9
const nameWidth = 84
const badgeWidth = 86
const small = 8
/** A taller card may be broken over a page; a shorter one stays whole. */
const wholeUpTo = 0.55

/** One card a threat, in the order of the register. */
export function cards(report: PdfReport): Piece[] {
  const { input, type, words, width, paper } = report
  const { rows, rounds, choice } = input
  if (rows.length === 0) return []
  const evidence = new Map([...input.model.elements, ...input.model.flows, ...input.model.boundaries].map(({ id, key }) => [id, key]))
  const votes = choice.parts.includes('votes')
  const covering = byThreat(input.mitigations)
  return [
    heading(type, words.part.threats, width, left, { level: 1, page: 'portrait' }),
    ...rows.flatMap((row) => card(report, row, votes ? (rounds.get(row.threat.id) ?? []) : [], covering.get(row.threat.id) ?? [], (id) => evidence.get(id), textHeight(paper, 'portrait') * wholeUpTo)),
  ]
}

function card({ input: { header }, type, words, width }: PdfReport, row: RegisterRow, rounds: readonly RoundResult[], done: readonly Mitigation[], keyOf: (id: string) => string | undefined, whole: number): Piece[] {
  const { threat } = row
  const { threat: said } = words
  const inner = width - 2 * inset
  const name = (text: string, value: string) => named(type, text, value, inner)
  const keys = threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keyOf(id) ?? [])
  const rows = [
    title(type, row, words, inner),
    ...lines(type, about(row, words, header.markerName), inner, { size: 8.5, color: ink.quiet }),
    ...(threat.description === '' ? [] : lines(type, threat.description, inner, {}, 3)),
    ...statementPairs(words, threat.statement).flatMap(([label, value]) => name(label, value)),
    ...name(said.concerns, threat.concerns?.map((one) => words.concern[one]).join(', ') ?? ''),
    ...scores(type, row, rounds, words, inner),
    ...name(said.howSet, row.origin === null ? '' : joined([words.origin[row.origin], intervalPhrase(words, row.interval), linePhrase(words, row.mustTreat)], '; ')),
    ...name(said.rationale, threat.settled?.rationale ?? ''),
    ...name(said.dissent, threat.settled?.dissent ?? ''),
    ...name(said.importedTotal, threat.imported?.total === null || threat.imported === null || row.origin === 'imported' ? '' : String(threat.imported.total)),
    ...name(said.importedSays, row.origin === null ? joined([threat.imported?.severity ?? '', threat.imported?.score ?? ''], ', ') : ''),
    ...decision(type, row, words, inner),
    ...(threat.decision ? decisionPairs(words, threat.decision, header.bandScheme.discoverability) : []).flatMap(([label, value]) => name(label, value)),
    ...name(said.done, done.map((one) => `•  ${mitigationPhrase(words, one)}`).join('\n')),
    ...name(said.mitigations, threat.mitigations.map((one) => `•  ${one}`).join('\n')),
    ...name(said.references, threat.references.map((one) => referencePhrase(words, one)).join(', ')),
    ...name(said.foundBy, joined([sourcePhrase(words, threat.source), keys.length === 0 ? '' : `${said.evidence}: ${keys.join(', ')}`], '  ·  ')),
    ...name(said.gone, threat.gone ?? ''),
    ...name(said.noted, threat.flags.join('; ')),
  ]
  const stays = rows.reduce((sum, { height }) => sum + height, 0) <= whole
  return rows.map((one, index): Piece => {
    const [first, last] = [index === 0, index === rows.length - 1]
    const top = first ? 6 : 0
    const height = one.height + top + (last ? 7 : 0)
    return {
      height,
      gap: first ? 10 : 0,
      keep: !last && (stays || index < 3 || index === rows.length - 2),
      marks: [...frame(left, height, width, first, last), ...one.marks.map((mark): Mark => (mark.kind === 'line' ? { ...mark, y1: mark.y1 + top, y2: mark.y2 + top } : { ...mark, y: mark.y + top }))],
      ...(first ? { bookmark: { level: 2 as const, text: type.shown(`${threat.displayId}  ${threat.title}`) } } : {}),
    }
  })
}

/** The part of a card's frame that stands beside one of its rows. */
function frame(x: number, height: number, width: number, first: boolean, last: boolean): Mark[] {
  const line = (x1: number, y1: number, x2: number, y2: number): Mark => ({ kind: 'line', x1, y1, x2, y2, width: 0.5, color: ink.line })
  return [
    { kind: 'rect', x, y: 0, width: 2.5, height, color: ink.accent },
    line(x + width, 0, x + width, height),
    ...(first ? [line(x, 0, x + width, 0)] : []),
    ...(last ? [line(x, height, x + width, height)] : []),
  ]
}

function lines(type: Type, text: string, inner: number, look: Look = {}, gap = 0): Piece[] {
  const size = look.size ?? bodySize
  return type.lines(text, inner, { size, bold: look.bold ?? false }).map((line, index) => {
    const top = index === 0 ? gap : 0
    return { height: lineHeight(size) + top, marks: textMarks(type, [line], left + inset, top, inner, look) }
  })
}

/** A name and a value beside it, a line a piece; nothing where there is no value. */
function named(type: Type, name: string, value: string, inner: number): Piece[] {
  if (value.trim() === '') return []
  const valueWidth = inner - nameWidth
  const names = type.lines(name, nameWidth - 6, { size: small, bold: true })
  const all = type.lines(value, valueWidth)
  return Array.from({ length: Math.max(all.length, names.length) }, (_, index): Piece => {
    const top = index === 0 ? 2 : 0
    return {
      height: lineHeight(bodySize) + top,
      marks: [
        ...textMarks(type, names.slice(index, index + 1), left + inset, top + 1.2, nameWidth, { size: small, bold: true, color: ink.quiet }),
        ...textMarks(type, all.slice(index, index + 1), left + inset + nameWidth, top, valueWidth),
      ],
    }
  })
}

function title(type: Type, { threat, total, band }: RegisterRow, words: Words, inner: number): Piece {
  const size = 11
  const room = inner - badgeWidth - 10
  const all = type.lines(`${threat.displayId}  ${threat.title}`, room, { size, bold: true })
  const x = left + inset + inner - badgeWidth
  const text = band === null ? words.threat.notScored : `${total ?? ''}  ${words.band[band]}`
  const badge: Mark[] =
    band === null
      ? textMarks(type, [text], x, 0, badgeWidth, { size: bodySize, color: ink.quiet, align: 'right' })
      : [{ kind: 'rect', x, y: -1, width: badgeWidth, height: lineHeight(size) + 3, color: bandColours[band].fill }, ...textMarks(type, [text], x, 0.5, badgeWidth, { size: 10.5, bold: true, align: 'center', color: bandColours[band].ink })]
  return { height: all.length * lineHeight(size) + 3, marks: [...textMarks(type, all, left + inset, 0, room, { size, bold: true }), ...badge] }
}

function about({ threat, affected, rank, tied, severeDamage }: RegisterRow, words: Words, markerName: string): string {
  const { threat: said } = words
  const marker = { plus: '+', minus: '–', none: '' }[threat.marker]
  const names = affected.length > 0 ? affected : threat.affectedLabels
  return joined([
    threat.stride.map((category) => words.stride[category]).join(', '),
    names.length === 0 ? '' : fill(said.affects, { names: names.join(', ') }),
    rank === null ? '' : fill(tied ? said.tied : said.rank, { rank }),
    severeDamage ? said.severeDamage : '',
    threat.confidence === 'possible' ? said.possible : '',
    marker === '' ? '' : `${markerName === '' ? said.marker : markerName} ${marker}`,
  ], '  ·  ')
}

/** The five values and their sum, and under them how each round voted, on a ground of their own. */
function scores(type: Type, row: RegisterRow, rounds: readonly RoundResult[], words: Words, inner: number): Piece[] {
  const { threat: said } = words
  const score = standingScore(row.threat)
  if (!score && rounds.length === 0) return []
  const columnWidth = (inner - nameWidth) / 6
  const cells = (texts: readonly string[], y: number, look: Look): Mark[] => texts.flatMap((text, index) => textMarks(type, [text], left + inset + nameWidth + index * columnWidth, y, columnWidth, { ...look, align: 'center' }))
  const ground = (height: number): Mark => ({ kind: 'rect', x: left + inset - 4, y: 0, width: inner + 8, height, color: ink.ground })
  const quiet = { size: small, color: ink.quiet }
  const heads = [...dreadFactors.map((factor) => words.factor[factor]), said.total]
  const values = [...dreadFactors.map((factor) => (score ? String(score.values[factor]) : '–')), row.total === null ? '–' : String(row.total)]
  return [
    { height: 4, marks: [] },
    { height: 14, marks: [ground(14), ...cells(heads, 3, { size: 7.5, bold: true, color: ink.quiet })] },
    { height: 19, marks: [ground(19), ...textMarks(type, [said.score], left + inset, 3.5, nameWidth, { ...quiet, bold: true }), ...cells(values, 0, { size: 12, bold: true })] },
    ...rounds.map((round) => roundRow(type, round, words, ground, cells)),
    { height: 4, marks: [] },
  ]
}

function roundRow(type: Type, round: RoundResult, words: Words, ground: (height: number) => Mark, cells: (texts: readonly string[], y: number, look: Look) => Mark[]): Piece {
  const { threat: said } = words
  const quiet = { size: small, color: ink.quiet }
  const results = dreadFactors.map((factor): FactorResult | undefined => round.factors[factor])
  const turnouts = results.map((result) => (result ? turnoutPhrases(words, result) : []))
  // Said once where it is the same for all factors, as it mostly is.
  const shared = new Set(turnouts.filter((one) => one.length > 0).map((one) => one.join())).size === 1
  const common = shared ? (turnouts.find((one) => one.length > 0) ?? []) : []
  const disputed = dreadFactors.filter((factor) => round.factors[factor]?.agreed === false)
  const short = disputed.some((factor) => round.factors[factor]?.quorum === false)
  const verdict = disputed.length === 0 ? said.agreed : short ? said.noQuorum : fill(said.disputed, { factors: disputed.map((factor) => factorLetters[factor]).join(' ') })
  const columns = [...results.map((result, index) => (result ? [...stacked(spreadPhrase(words, result)), ...(shared ? [] : (turnouts[index] ?? []))] : [])), [verdict]]
  const names = [fill(said.round, { number: round.number }), ...common]
  const tall = Math.max(names.length, ...columns.map(({ length }) => length))
  const height = tall * lineHeight(small) + 4
  return {
    height,
    marks: [
      ground(height),
      ...names.flatMap((text, index) => textMarks(type, [text], left + inset, 2 + index * lineHeight(small), nameWidth, { ...quiet, bold: index === 0 })),
      ...Array.from({ length: tall }, (_, line) => cells(columns.map((column) => column[line] ?? ''), 2 + line * lineHeight(small), { size: 7.5, color: ink.quiet })).flat(),
    ],
  }
}

/** What stands before the comma, and what after it, below each other. */
function stacked(text: string): string[] {
  return text.split(', ')
}

function decision(type: Type, { threat }: RegisterRow, words: Words, inner: number): Piece[] {
  const { threat: said } = words
  const made = threat.decision
  if (!made) return named(type, said.decision, said.none, inner)
  return [
    ...named(type, said.decision, joined([words.response[made.response], made.owner === '' ? '' : fill(said.owner, { name: made.owner }), made.due === null ? '' : fill(said.due, { date: made.due })], '  ·  '), inner),
    ...named(type, said.why, made.rationale, inner),
    ...named(type, said.controls, made.existingControls, inner),
  ]
}
