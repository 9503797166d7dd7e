import de from '../../../resources/locales/de/rubric.json'
import en from '../../../resources/locales/en/rubric.json'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import { type Anchor, type Rubric, rubricWords } from '../../shared/domain/rubric.ts'
import { useLanguage } from './i18n.ts'

const builtIn: Record<'en' | 'de', Rubric> = { en, de }

/** What the values mean where a project has no words of its own, in the page's language. */
export function useBuiltInRubric(): Rubric {
  return builtIn[useLanguage()]
}

/** The words for a value of a factor: `own` ones, else the built-in ones. */
export function useRubricWords(own: Rubric | null): (factor: DreadFactor, anchor: Anchor) => string {
  const words = useBuiltInRubric()
  return (factor, anchor) => rubricWords(own, words, factor, anchor)
}
