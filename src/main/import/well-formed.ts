/** What no store and no signature can hold: NUL, and halves of characters, as a text has at its end that was cut to a limit. */
const strange = /[\0\p{Cs}]/u
const allStrange = /[\0\p{Cs}]/gu

/**
 * Takes what no store can hold out of every text in `root`, in its place, names of fields too. Done once with all that a file gave,
 * so that no reader has to think of it wherever it cuts something to its limit.
 */
export function makeWellFormed(root: object): void {
  const open: object[] = [root]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const name of Object.keys(one)) {
      const value: unknown = Reflect.get(one, name)
      const clean = strange.test(name) ? name.replace(allStrange, '') : name
      if (clean !== name) {
        Reflect.deleteProperty(one, name)
        Reflect.set(one, clean, value)
      }
      if (typeof value === 'string') {
        if (strange.test(value)) Reflect.set(one, clean, value.replace(allStrange, ''))
      } else if (typeof value === 'object' && value !== null) open.push(value)
    }
  }
}
