import { createInstance } from 'i18next'
import de from '../../../resources/locales/de/seat.json'
import en from '../../../resources/locales/en/seat.json'
import { recall, remember } from './memory.ts'

type Plain<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key
/** Keys of the seat's texts; a plural is one key. */
export type SeatKey = Plain<keyof typeof en>

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

export function isLanguage(text: string): text is Language {
  return text === 'en' || text === 'de'
}

const instance = createInstance()

function firstLanguage(): Language {
  const kept = recall('language')
  if (kept !== null && isLanguage(kept)) return kept
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** Loads both languages (they are part of the page) in the one the device prefers, or that was chosen before. */
export async function startTexts(): Promise<void> {
  await instance.init({
    lng: firstLanguage(),
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    defaultNS: 'seat',
    resources: { en: { seat: en }, de: { seat: de } },
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = language()
}

export function t(key: SeatKey, values: Record<string, string | number> = {}): string {
  return instance.t(key, values)
}

export function language(): Language {
  return isLanguage(instance.language) ? instance.language : 'en'
}

export async function setLanguage(to: Language): Promise<void> {
  await instance.changeLanguage(to)
  document.documentElement.lang = to
  remember('language', to)
}
