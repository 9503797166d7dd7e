/** A phrase found in a label: the words from `start` up to, not including, `end`. */
export interface PhraseMatch<Value> {
  value: Value
  phrase: string
  start: number
  end: number
}

/** Phrases by their first word. */
export type PhraseIndex<Value> = ReadonlyMap<string, { phrase: string; words: readonly string[]; value: Value }[]>

/** Their last s is not a plural's. */
const notPlural = new Set(['https', 'amqps', 'mqtts', 'ldaps', 'ftps', 'graphs', 'cors'])

/** Lower case, accents folded, cut at everything that is neither letter nor digit, plurals as singulars. */
export function wordsOf(label: string): string[] {
  const folded = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').map(singular)
}

/** As {@link wordsOf}, but `WebServer` is two words. */
export function camelWordsOf(label: string): string[] {
  return wordsOf(label.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2'))
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !notPlural.has(word) ? word.slice(0, -1) : word
}

export function indexPhrases<Value>(entries: Iterable<readonly [string, Value]>): PhraseIndex<Value> {
  const index = new Map<string, { phrase: string; words: readonly string[]; value: Value }[]>()
  for (const [phrase, value] of entries) {
    const words = wordsOf(phrase)
    const first = words[0]
    if (first === undefined) continue
    const list = index.get(first) ?? []
    list.push({ phrase, words, value })
    index.set(first, list)
  }
  for (const list of index.values()) list.sort((a, b) => b.words.length - a.words.length)
  return index
}

/** Every phrase in `words`, the longest at each place, none inside another. */
export function findPhrases<Value>(words: readonly string[], index: PhraseIndex<Value>): PhraseMatch<Value>[] {
  const found: PhraseMatch<Value>[] = []
  for (let start = 0; start < words.length; start++) {
    const longest = index.get(words[start] ?? '')?.filter((entry) => entry.words.every((word, offset) => words[start + offset] === word))
    const length = longest?.[0]?.words.length ?? 0
    for (const entry of longest ?? []) {
      if (entry.words.length === length) found.push({ value: entry.value, phrase: entry.phrase, start, end: start + length })
    }
    if (length > 0) start += length - 1
  }
  return found
}
