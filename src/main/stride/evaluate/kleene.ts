/** Kleene's strong three-valued logic as numbers, so that `and` is the minimum and `or` the maximum. */
export const no = 0
export const unknown = 1
export const yes = 2
export type Kleene = 0 | 1 | 2

export function not(value: Kleene): Kleene {
  return value === yes ? no : value === no ? yes : unknown
}

export function and(values: readonly Kleene[]): Kleene {
  let result: Kleene = yes
  for (const value of values) if (value < result) result = value
  return result
}

export function or(values: readonly Kleene[]): Kleene {
  let result: Kleene = no
  for (const value of values) if (value > result) result = value
  return result
}

/** Whether at least `least` of `values` are true. */
export function atLeast(least: number, values: readonly Kleene[]): Kleene {
  let sure = 0
  let open = 0
  for (const value of values) {
    if (value === yes) sure++
    else if (value === unknown) open++
  }
  if (sure >= least) return yes
  return sure + open >= least ? unknown : no
}
