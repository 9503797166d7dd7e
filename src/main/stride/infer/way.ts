/** The labels along which something came. Of a long way only what is told of it is kept: so it is the same way where the same is told. */
export interface Way {
  /** All of them; of a long way the first and the last two. */
  labels: readonly string[]
  long: boolean
}

/** Longest way that is spelled out; of a longer one the middle is left out. */
const longest = 4

export function begin(label: string): Way {
  return { labels: [label], long: false }
}

export function further({ labels, long }: Way, label: string): Way {
  if (!long && labels.length < longest) return { labels: [...labels, label], long }
  return { labels: [labels[0] ?? '', labels[labels.length - 1] ?? '', label], long: true }
}

export function spell({ labels, long }: Way): string {
  return long ? `${labels[0] ?? ''} -> … -> ${labels[1] ?? ''} -> ${labels[2] ?? ''}` : labels.join(' -> ')
}

export function sameWay(a: Way, b: Way): boolean {
  if (a === b) return true
  if (a.long !== b.long || a.labels.length !== b.labels.length) return false
  for (let place = 0; place < a.labels.length; place++) if (a.labels[place] !== b.labels[place]) return false
  return true
}
