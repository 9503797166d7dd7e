import deDocument from '../../../resources/locales/de/document.json' with { type: 'json' }
import deVerify from '../../../resources/locales/de/verify.json' with { type: 'json' }
import enDocument from '../../../resources/locales/en/document.json' with { type: 'json' }
import enVerify from '../../../resources/locales/en/verify.json' with { type: 'json' }
import { fill } from '../../shared/document/fill.ts'
import { Language } from '../../shared/domain/language.ts'
import { assurances } from '../../shared/domain/register.ts'
import { requiredScopes, signatureMeanings } from '../../shared/domain/sign-off.ts'
import type { VerifyText } from '../../shared/domain/verify-phrases.ts'
import { cutName, wholeScope } from '../../shared/proof/verify-signer.ts'

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
  if (name === 'name' && value === cutName) return verify.nameCut
  if (name === 'scope' && value === wholeScope) return verify.wholeScope
  const meaning = name === 'meaning' ? signatureMeanings.find((one) => one === value) : undefined
  if (meaning) return words.meaning[meaning]
  const required = name === 'required' ? requiredScopes.find((one) => one === value) : undefined
  if (required) return words.requiredScope[required]
  const assurance = name === 'assurance' ? assurances.find((one) => one === value) : undefined
  return assurance ? words.assurance[assurance] : value
}
