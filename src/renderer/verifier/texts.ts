import deDocument from '../../../resources/locales/de/document.json' with { type: 'json' }
import deVerify from '../../../resources/locales/de/verify.json' with { type: 'json' }
import enDocument from '../../../resources/locales/en/document.json' with { type: 'json' }
import enVerify from '../../../resources/locales/en/verify.json' with { type: 'json' }
import { fill } from '../../shared/document/fill.ts'
import { Language } from '../../shared/domain/language.ts'
import type { VerifyText } from '../../shared/domain/verify-phrases.ts'
import { signedWord } from '../../shared/proof/signed-words.ts'

/** All texts of a page in its language. */
export interface Texts {
  words: typeof enDocument
  verify: typeof enVerify
}

const texts: Readonly<Record<Language, Texts>> = { en: { words: enDocument, verify: enVerify }, de: { words: deDocument, verify: deVerify } }

/** The texts of the language that a page says it is written in; English for any other. */
export function textsOf(language: string): Texts {
  return texts[Language.safeParse(language).data ?? 'en']
}

/** What verification says, in the page's language. */
export function sayVerify({ code, data }: VerifyText, own: Texts): string {
  const said = Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? wordOf(name, value, own) : value] as const)
  return fill(own.verify.text[code], Object.fromEntries(said))
}

/** Words that a sign-off carries in English because they are signed; names, roles and ids stay as they are. */
export function wordOf(name: string, value: string, { words, verify }: Texts): string {
  const read = signedWord(name, value)
  switch (read?.kind) {
    case 'cut-name':
      return verify.nameCut
    case 'whole-scope':
      return verify.wholeScope
    case 'meaning':
      return words.meaning[read.word]
    case 'required':
      return words.requiredScope[read.word]
    case 'assurance':
      return words.assurance[read.word]
    default:
      return value
  }
}
