import type { Mitigation } from '../domain/mitigation.ts'
import type { Threat } from '../domain/threat.ts'
import { mitigationOfText } from './threat-composer.ts'

/** What is suggested against a threat and is not planned or done: a suggestion may end in the state that a file gave it, and go on below its first line. */
export function openSuggestions({ mitigations }: Pick<Threat, 'mitigations'>, covering: readonly Pick<Mitigation, 'title'>[]): string[] {
  const taken = new Set(covering.map(({ title }) => title))
  return mitigations.filter((text) => {
    const { content } = mitigationOfText(text)
    return ![text, content, content.split('\n')[0] ?? ''].some((words) => taken.has(words.slice(0, 1000)))
  })
}
