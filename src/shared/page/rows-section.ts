import { responses } from '../domain/decision.ts'
import { bands, dreadFactors } from '../domain/dread.ts'
import { rankText } from '../domain/rank-text.ts'
import { strideCategories } from '../domain/stride.ts'
import { factorLetters } from '../document/figures.ts'
import type { SignedThreat } from '../proof/register-document.ts'
import { bandText } from './band.ts'
import { htmlText as text } from './html-text.ts'
import type { PageContext } from './page-input.ts'
import type { PageWords } from './page-words.ts'
import { personText } from './person.ts'

/** The register as one table, with what narrows it down. */
export function registerSection(context: PageContext): string {
  const { register: { threats }, words, parts } = context
  if (threats.length === 0) return ''
  const { summary, register } = words
  const linked = parts.includes('threats')
  const head = [summary.rank, summary.id, summary.threat, 'STRIDE', ...dreadFactors.map((factor) => `<abbr title="${text(words.factor[factor])}">${factorLetters[factor]}</abbr>`), summary.total, summary.between, summary.band, register.decision, register.owner, register.due]
  const rows = threats.map((threat, index) => rowOf(threat, index + 1, linked, context))
  return `${filters(words)}<div class="wide" role="region" aria-label="${text(words.part.register)}" tabindex="0"><table id="rows"><thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div><p class="note">${text(register.legend)}</p>`
}

function rowOf(threat: SignedThreat, place: number, linked: boolean, { words, unseal }: PageContext): string {
  const { score, decision } = threat
  const cells = [
    rankOf(threat),
    linked ? `<a href="#t${String(place)}">${text(threat.displayId)}</a>` : text(threat.displayId),
    `${text(threat.title)}${threat.affectedNames.length === 0 ? '' : `<small>${text(threat.affectedNames.join(', '))}</small>`}`,
    text(threat.stride.map((category) => words.stride[category]).join(', ')),
    ...dreadFactors.map((factor) => (score ? String(score.values[factor]) : '–')),
    score ? String(score.total) : '–',
    betweenText(threat),
    bandText(threat, words),
    decision ? text(words.response[decision.response]) : '–',
    decision ? personText(decision.owner, unseal, words) : '',
    text(decision?.due ?? ''),
  ]
  return `<tr data-card="t${String(place)}" data-band="${score?.band ?? 'none'}" data-stride="${text(threat.stride.join('|'))}" data-decision="${text(decision?.response ?? 'none')}">${cells.map((cell) => `<td dir="auto">${cell}</td>`).join('')}</tr>`
}

/** The rank, or a dash. */
export function rankOf({ score }: Pick<SignedThreat, 'score'>): string {
  return score ? rankText(score) : '–'
}

/** Between what the seats' totals lie. */
export function betweenText({ score }: Pick<SignedThreat, 'score'>): string {
  return score?.interval ? `${String(score.interval.q1)} – ${String(score.interval.q3)}` : '–'
}

/** Hidden until the page's script shows them: without it they would do nothing. */
function filters({ html, summary, register, band, stride, response }: PageWords): string {
  const field = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    `<label>${text(label)} <select name="${name}"><option value="">${text(html.everything)}</option>${options.map(([value, shown]) => `<option value="${text(value)}">${text(shown)}</option>`).join('')}</select></label>`
  return [
    `<form id="filters" hidden="" role="search" data-shown="${text(html.shown)}" data-sort="${text(html.sort)}"><label>${text(html.search)} <input type="search" name="text"></label>`,
    field('band', summary.band, [...bands.map((one) => [one, band[one]] as const), ['none', summary.noScore]]),
    field('stride', 'STRIDE', strideCategories.map((one) => [one, stride[one]])),
    field('decision', register.decision, [...responses.map((one) => [one, response[one]] as const), ['none', '–']]),
    '<output name="count"></output></form>',
  ].join('')
}
