/** A place in the ranking as documents, charts and the grid write it: “=5” where several share it; empty without one. */
export function rankText({ rank, tied }: { rank: number | null; tied: boolean }): string {
  return rank === null ? '' : `${tied ? '=' : ''}${String(rank)}`
}
