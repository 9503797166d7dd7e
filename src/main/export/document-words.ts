import de from '../../../resources/locales/de/document.json' with { type: 'json' }
import en from '../../../resources/locales/en/document.json' with { type: 'json' }
import type { Language } from '../../shared/domain/language.ts'

/** The words of a document. */
export type Words = typeof en

const texts: Record<Language, Words> = { en, de }

export function documentWords(language: Language): Words {
  return texts[language]
}
