import de from '../../../resources/locales/de/ballot.json'
import en from '../../../resources/locales/en/ballot.json'
import type { Language } from '../../shared/domain/language.ts'

type Plain<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key
/** Keys of the page's texts; a plural is one key. */
export type TextKey = Plain<keyof typeof en>

export type Say = (key: TextKey, values?: Record<string, string | number>) => string

/** Looks texts up in the language of the file; `count` chooses between plural forms. */
export function textsIn(language: Language): Say {
  const texts: Record<string, string> = language === 'de' ? de : en
  const plurals = new Intl.PluralRules(language)
  return (key, values = {}) => {
    const { count } = values
    const form = typeof count === 'number' ? texts[`${key}_${plurals.select(count)}`] : undefined
    return (form ?? texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
  }
}
