import { turnoutPhrases } from '../document/document-phrases.ts'
import { figure } from '../document/figures.ts'
import { fill } from '../document/fill.ts'
import { dreadFactors } from '../domain/dread.ts'
import type { FactorResult, RoundResult } from '../domain/workshop.ts'
import { htmlTable as table, htmlText as text } from './html-text.ts'
import type { PageWords } from './page-words.ts'

/** How one round voted, factor by factor: who was there, the middle, how far the votes lie apart. */
export function roundTable({ number, factors }: RoundResult, words: PageWords): string {
  const { html, threat: said } = words
  const title = fill(said.round, { number })
  const rows = dreadFactors.flatMap((factor) => {
    const result = factors[factor]
    return result ? [[text(words.factor[factor]), text(turnoutPhrases(words, result).join(', ')), figure(result.median), span(result.q1, result.q3), span(result.min, result.max), histogram(result), figure(result.agreement), verdict(result, words)]] : []
  })
  return rows.length === 0 ? '' : `<h4>${text(title)}</h4>${table([html.factor, html.votes, html.median, html.middle, html.range, '1–10', html.agreement, ''], rows, title)}`
}

/** How many votes each value got, as eight heights; the figures beside it say the same. */
function histogram({ histogram: counts }: FactorResult): string {
  const most = Math.max(1, ...counts)
  const bars = '▁▂▃▄▅▆▇█'
  return `<span class="histogram" aria-hidden="true">${counts.map((count) => (count === 0 ? '·' : (bars[Math.ceil((count / most) * bars.length) - 1] ?? ''))).join('')}</span>`
}

function span(from: number | null, to: number | null): string {
  return from === null ? '–' : `${figure(from)} – ${figure(to)}`
}

function verdict({ agreed, quorum }: FactorResult, { threat: said, html }: PageWords): string {
  return `<span class="verdict">${text(agreed ? said.agreed : quorum ? html.disputed : said.noQuorum)}</span>`
}
