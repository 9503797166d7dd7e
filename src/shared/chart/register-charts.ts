import { bandOf, bands, impact, likelihood, type Band, type BandScheme } from '../domain/dread.ts'
import type { Instant, PlainDate } from '../domain/id.ts'
import { rankText } from '../domain/rank-text.ts'
import type { RegisterRow } from '../domain/register.ts'
import type { Residual } from '../domain/residual.ts'
import { strideCategories, strideLetter, type Stride } from '../domain/stride.ts'
import { standingScore } from '../domain/threat.ts'
import { threatStatuses, type ThreatStatus } from '../domain/threat-status.ts'
import { fitted, type Chart, type Mark } from './chart.ts'

/** A row of the register with what remains of its risk, and how far it is. */
export interface ChartRow extends RegisterRow {
  residual: Residual
  status: ThreatStatus
}

/** Words of one language. */
export interface ChartWords {
  matrix: string; matrixText: string; impact: string; likelihood: string; threats: string; count: string; none: string
  bands: string; bandsText: string; unscored: string
  ranks: string; ranksText: string; rank: string; total: string; between: string
  residual: string; residualText: string; stages: { inherent: string; current: string; target: string }
  line: string; lineText: string; above: string; below: string; noLine: string; decided: string; undecided: string
  progress: string; progressText: string; statuses: Record<ThreatStatus, string>
  age: string; ageText: string; ages: readonly [string, string, string, string]
  band: Record<Band, string>
  stride: Record<Stride, string>
}

const width = 560

/** What the risk matrix says. */
export type MatrixWords = Pick<ChartWords, 'matrix' | 'matrixText' | 'impact' | 'likelihood' | 'threats' | 'total' | 'band'>
/** What the bars of bands before and after say. */
export type ResidualWords = Pick<ChartWords, 'residual' | 'residualText' | 'stages' | 'unscored' | 'band'>

/** Impact against likelihood, in cells of 1: the colour of a cell is the band of its middle, the circle the number of threats in it. */
export function riskMatrix(rows: readonly Pick<RegisterRow, 'threat' | 'band' | 'total'>[], scheme: BandScheme, words: MatrixWords): Chart {
  const [left, top, cell] = [52, 12, 32]
  const place = (value: number): number => Math.min(8, Math.floor(value) - 1)
  const cells = new Map<string, { x: number; y: number; rows: Pick<RegisterRow, 'band'>[] }>()
  const placed: { row: Pick<RegisterRow, 'threat' | 'total'>; impact: number; likelihood: number }[] = []
  for (const row of rows) {
    const values = standingScore(row.threat)?.values
    if (!values || row.band === null) continue
    const at = { impact: impact(values), likelihood: likelihood(values, scheme.discoverability) }
    placed.push({ row, ...at })
    const [x, y] = [place(at.likelihood), place(at.impact)]
    const known = cells.get(`${String(x)} ${String(y)}`)
    if (known) known.rows.push(row)
    else cells.set(`${String(x)} ${String(y)}`, { x, y, rows: [row] })
  }
  const grid = Array.from({ length: 81 }, (_, index): Mark => {
    const [x, y] = [index % 9, Math.floor(index / 9)]
    const [likely, harmful] = [x + 1.5, y + 1.5]
    const band = bandOf({ damage: harmful, affectedUsers: harmful, reproducibility: likely, exploitability: likely, discoverability: likely }, scheme)
    return { shape: 'rect', x: left + x * cell, y: top + (8 - y) * cell, width: cell - 2, height: cell - 2, fill: band, faint: true }
  })
  const dots = [...cells.values()].flatMap(({ x, y, rows: own }): Mark[] => {
    const band = own.flatMap((row) => row.band ?? []).toSorted((a, b) => bands.indexOf(a) - bands.indexOf(b))[0] ?? 'Low'
    const [cx, cy] = [left + x * cell + cell / 2 - 1, top + (8 - y) * cell + cell / 2 - 1]
    return [
      { shape: 'circle', x: cx, y: cy, r: Math.min(15, 8 + Math.sqrt(own.length) * 1.6), fill: band, edge: 'text' },
      { shape: 'text', x: cx, y: cy + 4, text: String(own.length), size: 11, fill: 'text', on: band, anchor: 'middle', weight: 650 },
    ]
  })
  const ticks = Array.from({ length: 10 }, (_, index): Mark[] => [
    { shape: 'text', x: left + index * cell - 1, y: top + 9 * cell + 14, text: String(index + 1), size: 11, fill: 'muted', anchor: 'middle' },
    { shape: 'text', x: left - 8, y: top + (9 - index) * cell + 3, text: String(index + 1), size: 11, fill: 'muted', anchor: 'end' },
  ]).flat()
  const legend = bands.flatMap((band, index): Mark[] => [
    { shape: 'rect', x: 372, y: 24 + index * 24, width: 16, height: 16, fill: band },
    { shape: 'text', x: 396, y: 37 + index * 24, text: words.band[band], size: 12, fill: 'text' },
  ])
  return {
    id: 'matrix', title: words.matrix, description: words.matrixText, width, height: top + 9 * cell + 40,
    marks: [...grid, ...ticks, ...dots, ...legend, { shape: 'text', x: left + 4.5 * cell, y: top + 9 * cell + 32, text: words.likelihood, size: 12, fill: 'text', anchor: 'middle', weight: 600 }, { shape: 'text', x: 16, y: top + 4.5 * cell, text: words.impact, size: 12, fill: 'text', anchor: 'middle', weight: 600, turned: true }],
    table: {
      head: [words.threats, words.impact, words.likelihood, words.total],
      rows: placed.toSorted((a, b) => b.impact + b.likelihood - a.impact - a.likelihood).map(({ row, impact: harm, likelihood: likely }) => [`${row.threat.displayId} ${row.threat.title}`, harm.toFixed(1), likely.toFixed(1), String(row.total)]),
    },
  }
}

interface Bar {
  name: string
  parts: readonly { count: number; band: Band | null; name: string }[]
}

/** Bars that are made of parts; a part of no band is hollow. */
function stacked(chart: Pick<Chart, 'id' | 'title' | 'description'>, lines: readonly Bar[], heads: readonly string[]): Chart {
  const [left, high, gap] = [190, 24, 12]
  const most = Math.max(1, ...lines.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)))
  const room = width - left - 48
  const marks = lines.flatMap(({ name, parts }, index): Mark[] => {
    const y = 8 + index * (high + gap)
    let x = left
    const own = parts.flatMap(({ count, band }): Mark[] => {
      if (count === 0) return []
      const wide = (room * count) / most
      const at = x
      x += wide
      const inside: Mark[] = wide < 18 ? [] : [{ shape: 'text', x: at + wide / 2, y: y + 16, text: String(count), size: 11, fill: 'text', ...(band ? { on: band } : {}), anchor: 'middle', weight: 600 }]
      return [{ shape: 'rect', x: at, y, width: Math.max(1, wide - 1), height: high, fill: band ?? 'none', edge: band === null ? 'line' : 'ground' }, ...inside]
    })
    const sum = parts.reduce((all, { count }) => all + count, 0)
    return [
      { shape: 'text', x: left - 10, y: y + 16, text: fitted(name, left - 16, 12), size: 12, fill: 'text', anchor: 'end' },
      { shape: 'line', x1: left, y1: y, x2: left, y2: y + high, stroke: 'line' },
      ...own,
      { shape: 'text', x: x + 8, y: y + 16, text: String(sum), size: 12, fill: 'muted' },
    ]
  })
  return { ...chart, width, height: 8 + lines.length * (high + gap) + 4, marks, table: { head: heads, rows: lines.map(({ name, parts }) => [name, ...parts.map(({ count }) => String(count))]) } }
}

function bandParts(found: readonly (Band | null)[], words: Pick<ChartWords, 'unscored' | 'band'>): Bar['parts'] {
  return [...bands, null].map((band) => ({ band, count: found.filter((own) => own === band).length, name: band === null ? words.unscored : words.band[band] }))
}

function bandHeads(first: string, words: Pick<ChartWords, 'unscored' | 'band'>): string[] {
  return [first, ...bands.map((band) => words.band[band]), words.unscored]
}

/** Threats by their first category, each bar made of bands. */
export function bandsByStride(rows: readonly ChartRow[], words: ChartWords): Chart {
  const lines = strideCategories.map((category) => ({ name: `${strideLetter[category]} · ${words.stride[category]}`, parts: bandParts(rows.filter(({ threat }) => threat.stride[0] === category).map(({ band }) => band), words) }))
  return stacked({ id: 'bands', title: words.bands, description: words.bandsText }, lines, bandHeads('', words))
}

/** Bands before, by now and as wanted. A threat without a wanted score counts there as it is by now. */
export function beforeAndAfter(rows: readonly Pick<ChartRow, 'residual' | 'band'>[], words: ResidualWords): Chart {
  // Where nobody gave a score, there is none before and none by now: only what is wanted may be there already.
  const stage = (bandOf: (residual: ChartRow['residual'], scored: boolean) => Band | null) => bandParts(rows.map(({ residual, band }) => bandOf(residual, band !== null)), words)
  const now = (residual: ChartRow['residual'], scored: boolean) => (scored ? (residual.current?.band ?? null) : null)
  const lines = [
    { name: words.stages.inherent, parts: stage(({ inherent }, scored) => (scored ? (inherent?.band ?? null) : null)) },
    { name: words.stages.current, parts: stage(now) },
    { name: words.stages.target, parts: stage((residual, scored) => residual.target?.band ?? now(residual, scored)) },
  ]
  return stacked({ id: 'residual', title: words.residual, description: words.residualText }, lines, bandHeads('', words))
}

/** On which side of the treatment line threats lie, and how many of them are decided. */
export function treatmentChart(rows: readonly ChartRow[], words: ChartWords): Chart {
  const lines = ([[words.above, true, 'High'], [words.below, false, 'Low'], [words.noLine, null, 'Low']] as const).map(([name, side, band]) => {
    const own = rows.filter(({ mustTreat }) => mustTreat === side)
    const decided = own.filter(({ threat }) => threat.decision !== null).length
    return { name, parts: [{ band, count: decided, name: words.decided }, { band: null, count: own.length - decided, name: words.undecided }] }
  })
  return stacked({ id: 'line', title: words.line, description: words.lineText }, lines, ['', words.decided, words.undecided])
}

/** How many threats are how far. */
export function progressChart(rows: readonly ChartRow[], words: ChartWords): Chart {
  const lines = threatStatuses.map((status) => ({ name: words.statuses[status], parts: [{ band: status === 'overdue' ? ('High' as const) : ('Low' as const), count: rows.filter((row) => row.status === status).length, name: words.count }] }))
  return stacked({ id: 'progress', title: words.progress, description: words.progressText }, lines, ['', words.count])
}

const day = 86_400_000

/** How long threats that are not done have been in the register, in days up to `today`; `dayOf` says on which day, in the same place, an instant was. */
export function ageChart(rows: readonly ChartRow[], { today, dayOf }: { today: PlainDate; dayOf: (at: Instant) => PlainDate }, words: ChartWords): Chart {
  const limits = [7, 30, 90, Number.POSITIVE_INFINITY]
  const waiting = rows.filter(({ status }) => ['unscored', 'undecided', 'overdue', 'open'].includes(status))
  const ages = waiting.map(({ threat, band }) => ({ band, days: Math.max(0, Math.floor((Date.parse(today) - Date.parse(dayOf(threat.createdAt))) / day)) }))
  const lines = limits.map((limit, index) => ({ name: words.ages[index] ?? '', parts: bandParts(ages.filter(({ days }) => days <= limit && days > (limits[index - 1] ?? -1)).map(({ band }) => band), words) }))
  return stacked({ id: 'age', title: words.age, description: words.ageText }, lines, bandHeads('', words))
}

/** The highest totals with their ranks, the quartiles of the seats' totals, and the treatment line. */
export function rankChart(rows: readonly ChartRow[], { treatmentLine, most }: { treatmentLine: number | null; most: number }, words: ChartWords): Chart {
  const ranked = rows.filter(({ rank }) => rank !== null).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.threat.order - b.threat.order)
  const top = ranked.slice(0, 15)
  const [left, high] = [230, 24]
  const across = (value: number): number => left + ((width - left - 40) * value) / most
  const marks = top.flatMap((row, index): Mark[] => {
    const y = 20 + index * high
    return [
      { shape: 'text', x: 0, y: y + 4, text: rankText(row), size: 12, fill: 'muted' },
      { shape: 'text', x: 36, y: y + 4, text: fitted(`${row.threat.displayId} ${row.threat.title}`, left - 46, 12), size: 12, fill: 'text' },
      { shape: 'line', x1: left, y1: y, x2: across(most), y2: y, stroke: 'line' },
      ...(row.interval ? [{ shape: 'line', x1: across(row.interval.q1), y1: y, x2: across(row.interval.q3), y2: y, stroke: 'accent', width: 6 } as const] : []),
      { shape: 'circle', x: across(row.total ?? 0), y, r: 6, fill: row.band ?? 'Low', edge: 'text' },
      { shape: 'text', x: width - 28, y: y + 4, text: String(row.total), size: 12, fill: 'text', weight: 600 },
    ]
  })
  const bottom = 20 + Math.max(1, top.length) * high
  return {
    id: 'ranks', title: words.ranks, description: words.ranksText, width, height: bottom + 4,
    marks: [...(treatmentLine === null ? [] : [{ shape: 'line', x1: across(treatmentLine), y1: 6, x2: across(treatmentLine), y2: bottom, stroke: 'text', dashed: true } as const]), ...marks],
    table: { head: [words.threats, words.rank, words.total, words.between], rows: ranked.map((row) => [`${row.threat.displayId} ${row.threat.title}`, rankText(row), String(row.total), row.interval ? `${String(row.interval.q1)} – ${String(row.interval.q3)}` : words.none]) },
  }
}
