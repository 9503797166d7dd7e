import { dreadFactors } from '../../../shared/domain/dread.ts'
import { strideLetter } from '../../../shared/domain/stride.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { between, rankOf } from '../../../shared/document/document-phrases.ts'
import { factorLetters } from '../../../shared/document/figures.ts'
import { bandCell, heading, quiet, rest, table, type Column } from './pdf-blocks.ts'
import { margins, type Piece } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'

const x = margins.side

/** All threats in one table, across the page. */
export function register({ input: { rows }, type, words, wide }: PdfReport): Piece[] {
  if (rows.length === 0) return []
  const { summary: names, register: said } = words
  const narrow = (head: string, width: number): Column => ({ head, width, align: 'center' })
  const before: Column[] = [narrow(names.rank, 34), { head: names.id, width: 46 }]
  const after: Column[] = [
    narrow('STRIDE', 44), ...dreadFactors.map((factor) => narrow(factorLetters[factor], 19)), narrow(names.total, 36), narrow(names.between, 64), narrow(names.band, 50), narrow(said.decision, 62),
    { head: said.owner, width: 76 }, { head: said.due, width: 56 },
  ]
  return [
    heading(type, words.part.register, wide, x, { level: 1, page: 'landscape' }),
    ...table(type, x, [...before, { head: names.threat, width: rest(wide, [...before, ...after]) }, ...after], rows.map((row) => {
      const { threat } = row
      const score = standingScore(threat)
      return [
        rankOf(row), threat.displayId, threat.title, threat.stride.map((category) => strideLetter[category]).join(' '), ...dreadFactors.map((factor) => (score ? String(score.values[factor]) : '–')),
        row.total === null ? '–' : String(row.total), between(row), row.band === null ? { text: words.threat.notScored, size: 7.5 } : bandCell(row.band, words.band), threat.decision === null ? '–' : words.response[threat.decision.response], threat.decision?.owner ?? '', threat.decision?.due ?? '',
      ]
    })),
    ...quiet(type, said.legend, x, wide, 6),
  ]
}
