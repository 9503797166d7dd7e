/** A day as it is written in ISO, in German (`31.3.2026`), or as a workbook counts days; null where nothing is said. What it is not is told by who checks it. */
export function dayOf(text: string): string | null {
  if (/^\d{5}$/.test(text.trim())) return new Date((Number(text) - 25_569) * 86_400_000).toISOString().slice(0, 10)
  const spelled = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim())
  if (!spelled) return text.trim().slice(0, 10) || null
  return `${spelled[3] ?? ''}-${(spelled[2] ?? '').padStart(2, '0')}-${(spelled[1] ?? '').padStart(2, '0')}`
}
