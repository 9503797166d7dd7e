import de from '../../../resources/locales/de/rubric.json'
import en from '../../../resources/locales/en/rubric.json'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { Rubric } from '../../shared/domain/rubric.ts'
import { language } from './i18n.ts'

export const anchors = [1, 4, 7, 10] as const
export type Anchor = (typeof anchors)[number]

const texts = { en, de }

/** The anchor nearest to a value from 1 to 10; the anchors are 3 apart, so there is never a tie. */
export function nearestAnchor(value: number): Anchor {
  if (value <= 2) return 1
  if (value <= 5) return 4
  return value <= 8 ? 7 : 10
}

/** What a value stands for: in the project's own words, where it has some. */
export function rubricText(own: Rubric | null, factor: DreadFactor, anchor: Anchor): string {
  const text = own?.[factor][anchor] ?? ''
  return text.trim() === '' ? builtIn(factor, anchor) : text
}

function builtIn(factor: DreadFactor, anchor: Anchor): string {
  return texts[language()][factor][anchor]
}
