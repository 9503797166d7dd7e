/** A line of two texts: of both, of the first only, or of the second only. */
export interface DiffLine {
  side: 'both' | 'first' | 'second'
  text: string
}

/** Beyond this many pairs of lines, what lies between the first and the last difference is shown as a whole. */
const mostPairs = 4_000_000

/** The lines of two texts as the shortest way from the first to the second; lines of the first come before those that stand in their place. */
export function diffLines(first: string, second: string): DiffLine[] {
  const [a, b] = [first.split('\n'), second.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const both = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ side: 'both', text }))
  return [...both(a.slice(0, start)), ...between(a.slice(start, a.length - end), b.slice(start, b.length - end)), ...both(a.slice(a.length - end))]
}

function between(a: readonly string[], b: readonly string[]): DiffLine[] {
  const onlyFirst = (text: string): DiffLine => ({ side: 'first', text })
  const onlySecond = (text: string): DiffLine => ({ side: 'second', text })
  if (a.length * b.length > mostPairs) return [...a.map(onlyFirst), ...b.map(onlySecond)]
  // The length of what the texts have in common from each pair of lines on.
  const width = b.length + 1
  const common = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [mine, theirs] = [a[i], b[j]]
    if (mine !== undefined && mine === theirs) {
      lines.push({ side: 'both', text: mine })
      i += 1
      j += 1
    } else if (mine !== undefined && (theirs === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(onlyFirst(mine))
      i += 1
    } else {
      lines.push(onlySecond(theirs ?? ''))
      j += 1
    }
  }
  return lines
}
