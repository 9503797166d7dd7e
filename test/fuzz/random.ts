import { seeded } from '../fixtures/stride/generate.ts'

/** Choices that hang on a seed only, so that a failing input can be made again. */
export interface Random {
  /** A whole number from 0 up to, not with, `below`. */
  below: (below: number) => number
  pick: <Item>(list: readonly [Item, ...Item[]]) => Item
  /** One of a list that may be empty. */
  some: <Item>(list: readonly Item[]) => Item | undefined
  chance: (share: number) => boolean
}

export function randomOf(seed: number): Random {
  const next = seeded(seed)
  const below = (most: number): number => Math.floor(next() * most)
  return {
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    some: (list) => list[below(list.length)],
    chance: (share) => next() < share,
  }
}
