import de from '../../../../resources/locales/de/rubric.json' with { type: 'json' }
import en from '../../../../resources/locales/en/rubric.json' with { type: 'json' }
import type { Language } from '../../../shared/domain/language.ts'
import { Rubric, rubricWords } from '../../../shared/domain/rubric.ts'
import { dreadFactors } from '../../../shared/domain/dread.ts'

const builtIn: Record<Language, Rubric> = { en: Rubric.parse(en), de: Rubric.parse(de) }

/** A rubric with every text: the project's own, else the built-in one in `language`. */
export function wholeRubric(own: Rubric | null, language: Language): Rubric {
  const words = builtIn[language]
  const whole = { ...words }
  for (const factor of dreadFactors) {
    const of = (anchor: 1 | 4 | 7 | 10) => rubricWords(own, words, factor, anchor)
    whole[factor] = { 1: of(1), 4: of(4), 7: of(7), 10: of(10) }
  }
  return whole
}
