import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import type { FactorResult, RoundResult } from '../../../shared/domain/workshop.ts'
import { spreadPhrase, turnoutPhrases } from '../../../shared/document/document-phrases.ts'
import { factorLetters } from '../../../shared/document/figures.ts'
import { fill } from '../../../shared/document/fill.ts'
import type { Words } from '../document-words.ts'
import { lineHeight, textMarks, type Look } from './pdf-blocks.ts'
import { margins, type Mark, type Piece } from './pdf-page.ts'
import { ink } from './pdf-style.ts'
import type { Type } from './pdf-type.ts'

/** Between the frame of a card and what stands in it. */
export const inset = 9
/** Where the text of a card begins on its page. */
export const textLeft = margins.side + inset
/** The width of the names beside values. */
export const nameWidth = 84
export const small = 8
/** From one bar to the next, and the height of the highest, in points. */
const barStep = 5.2
const barsHeight = 15

/** The five values and their sum, and under them how each round voted, on a ground of their own. */
export function scores(type: Type, row: RegisterRow, rounds: readonly RoundResult[], words: Words, inner: number): Piece[] {
  const { threat: said } = words
  const score = standingScore(row.threat)
  if (!score && rounds.length === 0) return []
  const columnWidth = (inner - nameWidth) / 6
  const cells = (texts: readonly string[], y: number, look: Look): Mark[] => texts.flatMap((text, index) => textMarks(type, [text], textLeft + nameWidth + index * columnWidth, y, columnWidth, { ...look, align: 'center' }))
  const ground = (height: number): Mark => ({ kind: 'rect', x: textLeft - 4, y: 0, width: inner + 8, height, color: ink.ground })
  const quiet = { size: small, color: ink.quiet }
  const heads = [...dreadFactors.map((factor) => words.factor[factor]), said.total]
  const values = [...dreadFactors.map((factor) => (score ? String(score.values[factor]) : '–')), row.total === null ? '–' : String(row.total)]
  return [
    { height: 4, marks: [] },
    { height: 14, marks: [ground(14), ...cells(heads, 3, { size: 7.5, bold: true, color: ink.quiet })] },
    { height: 19, marks: [ground(19), ...textMarks(type, [said.score], textLeft, 3.5, nameWidth, { ...quiet, bold: true }), ...cells(values, 0, { size: 12, bold: true })] },
    ...rounds.map((round) => roundRow(type, round, words, ground, cells, columnWidth)),
    { height: 4, marks: [] },
  ]
}

/** One round: what its votes were, factor by factor, as bars over the scale from 1 to 10 and in words; and whether they agreed. */
function roundRow(type: Type, round: RoundResult, words: Words, ground: (height: number) => Mark, cells: (texts: readonly string[], y: number, look: Look) => Mark[], columnWidth: number): Piece {
  const { threat: said } = words
  const quiet = { size: small, color: ink.quiet }
  const results = dreadFactors.map((factor): FactorResult | undefined => round.factors[factor])
  const turnouts = results.map((result) => (result ? turnoutPhrases(words, result) : []))
  // Said once where it is the same for most factors, as it mostly is; and where it is not, under the factor.
  const common = mostCommon(turnouts.filter(({ length }) => length > 0))
  const disputed = dreadFactors.filter((factor) => round.factors[factor]?.agreed === false)
  const short = disputed.some((factor) => round.factors[factor]?.quorum === false)
  const verdict = disputed.length === 0 ? said.agreed : short ? said.noQuorum : fill(said.disputed, { factors: disputed.map((factor) => factorLetters[factor]).join(' ') })
  const columns = results.map((result, index) => (result ? [spreadPhrase(words, result), ...others(turnouts[index] ?? [], common)] : []))
  const names = [fill(said.round, { number: round.number }), ...type.lines(common.join(', '), nameWidth - 6, { size: small })]
  const under = barsHeight + 2
  const height = Math.max(names.length * lineHeight(small), under + Math.max(1, ...columns.map(({ length }) => length)) * lineHeight(7)) + 5
  return {
    height,
    marks: [
      ground(height),
      ...names.flatMap((text, index) => textMarks(type, [text], textLeft, 2 + index * lineHeight(small), nameWidth, { ...quiet, bold: index === 0 })),
      ...results.flatMap((result, index) => (result ? bars(result, textLeft + nameWidth + index * columnWidth + (columnWidth - 10 * barStep) / 2) : [])),
      ...cells(['', '', '', '', '', verdict], 2, { size: 7.5, bold: disputed.length > 0, color: disputed.length > 0 ? ink.text : ink.quiet }),
      ...Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, line) => cells(columns.map((column) => column[line] ?? ''), under + line * lineHeight(7), { size: 7, color: ink.quiet })).flat(),
    ],
  }
}

/** What a turnout says beside the number of votes where it is not the common one. */
function others(turnout: readonly string[], common: readonly string[]): readonly string[] {
  if (turnout.join() === common.join()) return []
  return turnout.length > 1 ? turnout.slice(1) : turnout
}

function mostCommon(all: readonly string[][]): string[] {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one.join(), (counts.get(one.join()) ?? 0) + 1)
  return all.toSorted((a, b) => (counts.get(b.join()) ?? 0) - (counts.get(a.join()) ?? 0))[0] ?? []
}

/** How many votes each value from 1 to 10 got, on a line with a tick under the median. */
function bars({ histogram, median }: FactorResult, x: number): Mark[] {
  const most = Math.max(1, ...histogram)
  const floor = barsHeight
  return [
    { kind: 'line', x1: x, y1: floor, x2: x + 10 * barStep, y2: floor, width: 0.5, color: ink.line },
    ...histogram.flatMap((count, index): Mark[] => {
      if (count === 0) return []
      const high = ((barsHeight - 3) * count) / most
      return [{ kind: 'rect', x: x + index * barStep + 0.6, y: floor - high, width: barStep - 1.2, height: high, color: ink.bar }]
    }),
    ...(median === null ? [] : [{ kind: 'rect', x: x + (median - 0.5) * barStep - 0.8, y: floor - 0.25, width: 1.6, height: 2.4, color: ink.text } as const]),
  ]
}
