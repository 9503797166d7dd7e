/** Names of our data on shapes of draw.io, which shows them under "Edit Data". */
export const drawioOwn = { carried: 'dreadnought', technology: 'technology', notes: 'notes' } as const

const prefix = 'fact_'
const plain = /^[a-z][a-z0-9_]*$/

/** Facts stand there under their own names, so that people can read and change them. */
export const drawioFact = {
  /** Whether a fact's name can be the name of an attribute. */
  fits: (fact: string): boolean => plain.test(fact),
  attribute: (fact: string): string => `${prefix}${fact}`,
  /** The fact that an attribute holds; null where it holds none. */
  nameOf: (attribute: string): string | null => (attribute.startsWith(prefix) && plain.test(attribute.slice(prefix.length)) ? attribute.slice(prefix.length) : null),
}
