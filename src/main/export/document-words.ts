import de from '../../../resources/locales/de/document.json' with { type: 'json' }
import en from '../../../resources/locales/en/document.json' with { type: 'json' }
import type { Language } from '../../shared/domain/language.ts'

/** The words of a document. */
export type Words = typeof en

const texts: Record<Language, Words> = { en, de }

export function documentWords(language: Language): Words {
  return texts[language]
}

/** A text with values in place of its `{{names}}`. What stands for a name is not looked into again. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Both languages have the same two forms. */
export function counted(count: number, one: string, other: string, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(count === 1 ? one : other, { count, ...values })
}

/** The parts of a sentence that there are. */
export function joined(parts: readonly string[], by: string): string {
  return parts.filter((part) => part !== '').join(by)
}
