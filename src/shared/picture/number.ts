/** A number as SVG wants it: at most two decimals, never an exponent. */
export function n(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return Number.isFinite(rounded) && Math.abs(rounded) < 1e9 ? String(rounded === 0 ? 0 : rounded) : '0'
}
