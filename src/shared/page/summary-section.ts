import { chartSvg } from '../chart/chart-svg.ts'
import type { Chart } from '../chart/chart.ts'
import { beforeAndAfter, riskMatrix } from '../chart/register-charts.ts'
import { bands } from '../domain/dread.ts'
import { byThreat } from '../domain/mitigation.ts'
import { residualOf } from '../domain/residual.ts'
import { strideCategories, strideLetter } from '../domain/stride.ts'
import { abovePhrase } from '../document/document-phrases.ts'
import { plainThreat } from '../proof/plain-threat.ts'
import type { SignedThreat } from '../proof/register-document.ts'
import { bandText } from './band.ts'
import { htmlTable as table, htmlText as text, htmlTitled as titled } from './html-text.ts'
import type { PageContext } from './page-input.ts'
import { betweenText, rankOf } from './rows-section.ts'

/** How the threats spread over categories and bands, on the matrix, before and after; and the highest of them. */
export function summarySection(context: PageContext): string {
  const { register: { threats }, words } = context
  const { summary: said } = words
  if (threats.length === 0) return `<p>${text(said.empty)}</p>`
  const counts = (own: readonly SignedThreat[]) => [...bands.map((band) => own.filter(({ score }) => score?.band === band).length), own.filter(({ score }) => score === null).length, own.length].map((count) => (count === 0 ? '·' : String(count)))
  const categories = strideCategories.map((category) => [`<b>${strideLetter[category]}</b> ${text(words.stride[category])}`, ...counts(threats.filter(({ stride }) => stride[0] === category))])
  return [
    treatment(context),
    table([said.category, ...bands.map((band) => words.band[band]), said.noScore, said.all], [...categories, [`<strong>${text(said.all)}</strong>`, ...counts(threats)]], words.part.summary),
    `<p class="note">${text(said.once)}</p>`,
    charts(context),
    highest(context),
  ].join('')
}

function treatment({ register: { threats, header }, words }: PageContext): string {
  if (header.treatmentLine === null) return ''
  const above = threats.filter(({ score }) => score?.mustTreat === true)
  const open = above.filter(({ decision }) => decision === null).map(({ displayId }) => displayId)
  return `<p class="lead">${text(abovePhrase(words, { line: header.treatmentLine, threats: threats.length, above: above.length, unscored: threats.filter(({ score }) => score === null).length, open, most: 12 }))}</p>`
}

function highest({ register: { threats }, words }: PageContext): string {
  const { summary: said } = words
  const top = threats.filter(({ score }) => score !== null).toSorted((a, b) => (a.score?.rank ?? 0) - (b.score?.rank ?? 0)).slice(0, 10)
  return titled(said.highest, table([said.rank, said.id, said.threat, said.total, said.between, said.band], top.map((threat) => [rankOf(threat), text(threat.displayId), text(threat.title), String(threat.score?.total ?? ''), betweenText(threat), bandText(threat, words)]), said.highest))
}

function charts({ register: { threats, mitigations = [], header }, words: { html, chart: said, band, decisions, summary } }: PageContext): string {
  const covering = byThreat(mitigations)
  const rows = threats.flatMap((signed) => {
    if (!signed.score) return []
    const threat = plainThreat(signed, () => null)
    return [{ threat, band: signed.score.band, total: signed.score.total, residual: residualOf(threat, covering.get(signed.id) ?? [], header.bandScheme) }]
  })
  if (rows.length === 0) return ''
  const words = { ...said, band, threats: decisions.count, total: summary.total, stages: said, unscored: summary.noScore }
  return `<div class="charts">${[riskMatrix(rows, header.bandScheme, words), beforeAndAfter(rows, words)].map((chart) => chartFigure(chart, html.asTable)).join('')}</div>`
}

/** Most rows of a chart's table; beyond, the register itself is the table. */
const mostRows = 50

function chartFigure(chart: Chart, asTable: string): string {
  const drawn = (theme: 'light' | 'dark') => `<div class="${theme}">${chartSvg(chart, theme)}</div>`
  const figures = `<details><summary>${text(asTable)}</summary>${table(chart.table.head, chart.table.rows.slice(0, mostRows).map((row) => row.map((cell) => text(cell))), chart.title)}</details>`
  return `<figure><h3>${text(chart.title)}</h3><div class="chart">${drawn('light')}${drawn('dark')}</div><figcaption>${text(chart.description)}</figcaption>${figures}</figure>`
}
