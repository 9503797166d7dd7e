import i18next from 'i18next'
import { assurances, type VerifyReport } from '../../../../shared/domain/register.ts'
import { requiredScopes, signatureMeanings } from '../../../../shared/domain/sign-off.ts'
import type { VerifyText } from '../../../../shared/domain/verify-phrases.ts'
import { cutName, wholeScope } from '../../../../shared/proof/verify-signer.ts'

// Callers are components that use `useTranslation`, so they are drawn anew when the language changes.

/** What verification says, in the user's language. */
export function sayVerify({ code, data }: VerifyText): string {
  const said = Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? sayWord(name, value) : value] as const)
  return i18next.t(`verify:text.${code}`, Object.fromEntries(said))
}

/** Words that a sign-off carries in English because they are signed; names, roles and ids stay as they are. */
export function sayWord(name: string, value: string): string {
  if (name === 'name' && value === cutName) return i18next.t('verify:nameCut')
  if (name === 'scope' && value === wholeScope) return i18next.t('verify:wholeScope')
  const meaning = name === 'meaning' ? signatureMeanings.find((one) => one === value) : undefined
  if (meaning) return i18next.t(`register:meaningShort.${meaning}`)
  const required = name === 'required' ? requiredScopes.find((one) => one === value) : undefined
  if (required) return i18next.t(`signOff:scopeOf.${required}`)
  const assurance = name === 'assurance' ? assurances.find((one) => one === value) : undefined
  return assurance ? i18next.t(`verify:assurance.${assurance}`) : value
}

/** What a signer stated, on one line: meaning, scope, what they wrote, when, and how sure it is that it was them. */
export function signerText({ meaning, scope, comment, at, assurance }: VerifyReport['signers'][number]): string {
  const said = comment === '' ? [] : [`“${comment}”`]
  return [sayWord('meaning', meaning), sayWord('scope', scope), ...said, at, sayWord('assurance', assurance)].join(', ')
}
