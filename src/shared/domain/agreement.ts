/** Votes are whole numbers from 1 to this. */
const scalePoints = 10

/**
 * Quantile of `values` by linear interpolation (type 7 of Hyndman and Fan 1996; PERCENTILE.INC of spreadsheets).
 * `p` is 0 to 1. Null where there are no values.
 */
export function quantile(values: readonly number[], p: number): number | null {
  return quantileOfSorted(
    values.toSorted((a, b) => a - b),
    p,
  )
}

/** As {@link quantile}, of values that are in order already. */
export function quantileOfSorted(sorted: readonly number[], p: number): number | null {
  const place = (sorted.length - 1) * p
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return null
  return below + (place - Math.floor(place)) * (above - below)
}

/** The middle value, or the mean of the two middle ones. Null where there are no values. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}

/** The mean; null where there are no values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** A median, or a mean, as a vote can say it: a half is rounded up, to the cautious side. */
export function roundedUp(exact: number): number {
  return Math.floor(exact + 0.5)
}

/** Whether a vote lies far from the median: 3 or more. */
export function isOutlier(value: number, middle: number): boolean {
  return Math.abs(value - middle) >= 3
}

/** How many of `votes` (whole numbers 1 to 10) fell on each value, from 1 on. */
export function histogram(votes: readonly number[]): number[] {
  const counts = Array.from({ length: scalePoints }, () => 0)
  for (const vote of votes) counts[vote - 1] = (counts[vote - 1] ?? 0) + 1
  return counts
}

/**
 * Van der Eijk's agreement A of an ordered rating scale (van der Eijk 2001, Quality & Quantity 35), -1 to 1:
 * 1 all on one point, 0 spread evenly, -1 split between the two ends. `frequencies` has one entry for each point,
 * three points at least. Null where nobody voted.
 */
export function vanDerEijkA(frequencies: readonly number[]): number | null {
  const all = frequencies.reduce((sum, count) => sum + count, 0)
  if (all <= 0 || frequencies.length < 3) return null
  let left = [...frequencies]
  let agreement = 0
  // Peels the distribution into layers in which every point is either empty or equally full.
  for (;;) {
    const filled = left.filter((count) => count > 0)
    if (filled.length === 0) return agreement
    const height = Math.min(...filled)
    agreement += ((height * filled.length) / all) * agreementOfLayer(left.map((count) => count > 0))
    // Rounding must not leave a crumb of a layer behind.
    left = left.map((count) => (count - height > 1e-9 ? count - height : 0))
  }
}

function agreementOfLayer(layer: readonly boolean[]): number {
  const points = layer.length
  const filled = layer.filter(Boolean).length
  if (filled === 1) return 1
  if (filled === points) return 0
  let unimodal = 0
  let bimodal = 0
  for (let i = 0; i < points - 2; i += 1) {
    for (let j = i + 1; j < points - 1; j += 1) {
      for (let k = j + 1; k < points; k += 1) {
        const [a, b, c] = [layer[i], layer[j], layer[k]]
        if (a && !b && c) bimodal += 1
        else if (b && a !== c) unimodal += 1
      }
    }
  }
  const unimodality = ((points - 2) * unimodal - (points - 1) * bimodal) / ((points - 2) * (unimodal + bimodal))
  return unimodality * (1 - (filled - 1) / (points - 1))
}

/** Ratings by rater and unit; null where a rater did not rate a unit. Rows may differ in length. */
export type Ratings = readonly (readonly (number | null)[])[]

/**
 * Krippendorff's alpha over raters (rows) and units (columns), at most 1; 0 is what chance would give, less is worse.
 * Missing ratings are allowed; units with fewer than two count for nothing.
 * Null where it is not defined: no unit was rated twice, or all ratings are the same.
 * Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".
 */
export function krippendorffAlpha(ratings: Ratings, scale: 'ordinal' | 'interval'): number | null {
  const units = pairableUnits(ratings)
  const values = [...new Set(units.flat())].sort((a, b) => a - b)
  const totals = new Map(values.map((value) => [value, 0]))
  for (const value of units.flat()) totals.set(value, (totals.get(value) ?? 0) + 1)
  const distance = scale === 'interval' ? intervalDistance : ordinalDistance(values, totals)
  const n = units.reduce((sum, unit) => sum + unit.length, 0)

  let observed = 0
  for (const unit of units) {
    // By value instead of rating by rating: with 500 raters that is a hundred pairs instead of a quarter of a million.
    const counts = new Map<number, number>()
    for (const value of unit) counts.set(value, (counts.get(value) ?? 0) + 1)
    for (const [a, countA] of counts) for (const [b, countB] of counts) observed += (countA * countB * distance(a, b)) / (unit.length - 1)
  }
  let expected = 0
  for (const [a, countA] of totals) for (const [b, countB] of totals) expected += countA * countB * distance(a, b)
  if (expected === 0) return null
  return 1 - ((n - 1) * observed) / expected
}

function pairableUnits(ratings: Ratings): number[][] {
  const length = Math.max(0, ...ratings.map((row) => row.length))
  const units: number[][] = []
  for (let unit = 0; unit < length; unit += 1) {
    const rated: number[] = []
    for (const row of ratings) {
      const value = row[unit]
      if (value !== null && value !== undefined) rated.push(value)
    }
    if (rated.length >= 2) units.push(rated)
  }
  return units
}

function intervalDistance(a: number, b: number): number {
  return (a - b) ** 2
}

/** Squared number of ratings that lie between two values, those at the ends counted half. */
function ordinalDistance(values: readonly number[], totals: ReadonlyMap<number, number>): (a: number, b: number) => number {
  const middle = new Map<number, number>()
  let before = 0
  for (const value of values) {
    const count = totals.get(value) ?? 0
    middle.set(value, before + count / 2)
    before += count
  }
  return (a, b) => ((middle.get(a) ?? 0) - (middle.get(b) ?? 0)) ** 2
}

/**
 * Kendall's coefficient of concordance W, corrected for ties, 0 to 1, of the order in which raters (rows) put units
 * (columns). Every rater must have rated every unit. Null where it is not defined: fewer than two raters or units,
 * a rating missing, or no rater who tells any two units apart.
 */
export function kendallW(scores: readonly (readonly number[])[]): number | null {
  const raters = scores.length
  const units = scores[0]?.length ?? 0
  if (raters < 2 || units < 2 || scores.some((row) => row.length !== units)) return null
  const sums = Array.from({ length: units }, () => 0)
  let ties = 0
  for (const row of scores) {
    const ranked = ranks(row)
    ranked.ranks.forEach((rank, unit) => {
      sums[unit] = (sums[unit] ?? 0) + rank
    })
    ties += ranked.ties
  }
  const mean = (raters * (units + 1)) / 2
  const spread = sums.reduce((sum, rank) => sum + (rank - mean) ** 2, 0)
  const most = raters ** 2 * (units ** 3 - units) - raters * ties
  return most === 0 ? null : (12 * spread) / most
}

/** Ranks from 1, ties sharing their mean; `ties` is the sum of t^3 - t over groups of t equal scores. */
function ranks(scores: readonly number[]): { ranks: number[]; ties: number } {
  const order = scores.map((score, unit) => ({ score, unit })).sort((a, b) => a.score - b.score)
  const result = scores.map(() => 0)
  let ties = 0
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && order[to + 1]?.score === order[from]?.score) to += 1
    const size = to - from + 1
    for (const { unit } of order.slice(from, to + 1)) result[unit] = (from + to) / 2 + 1
    ties += size ** 3 - size
    from = to + 1
  }
  return { ranks: result, ties }
}
