import { z } from 'zod'

/** The five DREAD factors, in the order of the word. */
export const dreadFactors = ['damage', 'reproducibility', 'exploitability', 'affectedUsers', 'discoverability'] as const
export const DreadFactor = z.enum(dreadFactors)
export type DreadFactor = z.infer<typeof DreadFactor>

/** A factor's value: a whole number from 1 to 10. */
export const DreadValue = z.number().int().min(1).max(10)

export const DreadValues = z.object({
  damage: DreadValue,
  reproducibility: DreadValue,
  exploitability: DreadValue,
  affectedUsers: DreadValue,
  discoverability: DreadValue,
})
export type DreadValues = z.infer<typeof DreadValues>

/** What Discoverability counts for: as voted, always 10, or nothing (then four factors and bands of 4/5). */
export const DiscoverabilityRule = z.enum(['counted', 'fixed', 'dropped'])
export type DiscoverabilityRule = z.infer<typeof DiscoverabilityRule>

export const bands = ['Critical', 'High', 'Medium', 'Low'] as const
export const Band = z.enum(bands)
export type Band = z.infer<typeof Band>

/** Lowest total of each band, on the scale of five counted factors (5 to 50); anything lower is Low. */
export const BandScheme = z.object({
  id: z.string().max(60),
  /** What the project calls it; absent where it has no name, so that registers from before there were names keep their bytes. */
  name: z.string().min(1).max(60).optional(),
  critical: z.number(),
  high: z.number(),
  medium: z.number(),
  discoverability: DiscoverabilityRule,
})
export type BandScheme = z.infer<typeof BandScheme>

export const defaultBandScheme: BandScheme = {
  id: 'total-40-25-11',
  critical: 40,
  high: 25,
  medium: 11,
  discoverability: 'counted',
}

/** What a scheme is called, with its id. */
export function schemeName({ id, name }: Pick<BandScheme, 'id' | 'name'>): string {
  return name === undefined ? id : `${name} (${id})`
}

/** Sum of the factors that count: 5 to 50, or 4 to 40 where Discoverability is dropped. */
export function total(values: DreadValues, rule: DiscoverabilityRule = 'counted'): number {
  const four = values.damage + values.reproducibility + values.exploitability + values.affectedUsers
  if (rule === 'dropped') return four
  return four + (rule === 'fixed' ? 10 : values.discoverability)
}

/** Mean of the factors that count: 1 to 10. */
export function mean(values: DreadValues, rule: DiscoverabilityRule = 'counted'): number {
  return total(values, rule) / (rule === 'dropped' ? 4 : 5)
}

/** Mean of Damage and Affected users: the vertical axis of the risk matrix, 1 to 10. */
export function impact(values: DreadValues): number {
  return (values.damage + values.affectedUsers) / 2
}

/** Mean of Reproducibility, Exploitability and Discoverability (where it counts): the horizontal axis, 1 to 10. */
export function likelihood(values: DreadValues, rule: DiscoverabilityRule = 'counted'): number {
  const two = values.reproducibility + values.exploitability
  if (rule === 'dropped') return two / 2
  return (two + (rule === 'fixed' ? 10 : values.discoverability)) / 3
}

/** The band that `sum` (a {@link total} under the scheme's own rule) falls into. */
export function bandOfTotal(sum: number, scheme: BandScheme): Band {
  const scale = scheme.discoverability === 'dropped' ? 4 / 5 : 1
  if (sum >= scheme.critical * scale) return 'Critical'
  if (sum >= scheme.high * scale) return 'High'
  if (sum >= scheme.medium * scale) return 'Medium'
  return 'Low'
}

export function bandOf(values: DreadValues, scheme: BandScheme): Band {
  return bandOfTotal(total(values, scheme.discoverability), scheme)
}
