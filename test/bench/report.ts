import { loadavg } from 'node:os'

/** Milliseconds of one run: by the clock, and of this process's processors (its workers and the collector included). */
export interface Measured {
  clock: number
  cpu: number
}

/** Runs `work` once and says what it took. */
export async function timed(work: () => unknown): Promise<Measured> {
  const before = process.cpuUsage()
  const start = performance.now()
  await work()
  const clock = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return { clock, cpu: (user + system) / 1000 }
}

/** The value below which `part` (0 to 1) of `values` lie. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export interface Figures {
  median: number
  p95: number
  /** Median of processor time; null where another process did the work. On a machine that is busy it says more than the clock. */
  cpu: number | null
}

export function measured(runs: readonly Measured[]): Figures {
  const clock = runs.map((run) => run.clock)
  return { median: share(clock, 0.5), p95: share(clock, 0.95), cpu: share(runs.map((run) => run.cpu), 0.5) }
}

const ms = (value: number | null): string => (value === null || Number.isNaN(value) ? '' : value.toFixed(value < 100 ? 1 : 0))

/** Prints one line of the table: what, median, p95 and processor time in milliseconds, budget, and anything more. */
export function report(what: string, { median, p95, cpu }: Figures, budget: string, more = ''): void {
  console.log(`${what.padEnd(46)}${ms(median).padStart(9)}${ms(p95).padStart(9)}${ms(cpu).padStart(9)}   ${budget.padEnd(16)}${more}`.trimEnd())
}

/** Prints the head of the table, with how many processes wanted the machine over the last minute. */
export function reportHead(): void {
  console.log(`load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.versions.node}; milliseconds`)
  console.log(`${''.padEnd(46)}${'median'.padStart(9)}${'p95'.padStart(9)}${'cpu'.padStart(9)}   budget`)
}
