/** A sentence by its code, with what stands in its places. */
export interface Phrase<Code extends string> {
  code: Code
  data: Record<string, string | number>
}

/**
 * A closed set of sentences that the application stores or prints in English and a page says in its own language:
 * the one place where they are worded, so that what `say` writes, `read` knows again.
 */
export interface Phrasebook<Code extends string> {
  codes: readonly Code[]
  /** The English template of each code, with `{name}` for each place. */
  templates: ReadonlyMap<Code, string>
  say: (code: Code, data?: Readonly<Record<string, string | number>>) => string
  /** Null for a text that is none of these sentences, such as one from another version. */
  read: (text: string) => Phrase<Code> | null
}

/** `phrases` are tried in their order when reading: the more particular of two goes first. */
export function phrasebook<const Code extends string>(phrases: readonly (readonly [Code, string])[]): Phrasebook<Code> {
  const templates = new Map(phrases)
  // Cut once: an analysis says thousands of them. Every second piece is the name of a place.
  const pieces = new Map(phrases.map(([code, template]) => [code, template.split(/\{(\w+)\}/)]))
  const patterns = phrases.map(([code, template]) => ({ code, ...patternOf(template) }))
  return {
    codes: phrases.map(([code]) => code),
    templates,
    say: (code, data = {}) => {
      let text = ''
      let isPlace = false
      for (const piece of pieces.get(code) ?? []) {
        text += isPlace ? String(data[piece] ?? '') : piece
        isPlace = !isPlace
      }
      return text
    },
    read: (text) => {
      for (const { code, pattern, names } of patterns) {
        const found = pattern.exec(text)
        if (found) return { code, data: Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) }
      }
      return null
    },
  }
}

function patternOf(template: string): { pattern: RegExp; names: string[] } {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const fixed = template.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return { pattern: new RegExp(`^${fixed.join('(.*)')}$`, 's'), names }
}
