import i18next from 'i18next'
import { assurances, type VerifyReport } from '../../../shared/domain/register.ts'
import { requiredScopes, signatureMeanings } from '../../../shared/domain/sign-off.ts'
import type { VerifyText } from '../../../shared/domain/verify-phrases.ts'
import { cutName, wholeScope } from '../../../shared/proof/verify-signer.ts'

// Callers are components that use `useTranslation`, so they are drawn anew when the language changes.

/** What verification says, in the user's language. */
export function sayVerify({ code, data }: VerifyText): string {
  const said = Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? wordOf(name, value) : value] as const)
  return i18next.t(`verify:text.${code}`, Object.fromEntries(said))
}

/** Words that a sign-off carries in English because they are signed; names, roles and ids stay as they are. */
function wordOf(name: string, value: string): string {
  if (name === 'name' && value === cutName) return i18next.t('verify:nameCut')
  if (name === 'scope' && value === wholeScope) return i18next.t('verify:wholeScope')
  const meaning = name === 'meaning' ? signatureMeanings.find((one) => one === value) : undefined
  if (meaning) return i18next.t(`register:meaningShort.${meaning}`)
  const required = name === 'required' ? requiredScopes.find((one) => one === value) : undefined
  if (required) return i18next.t(`signOff:scopeOf.${required}`)
  const assurance = name === 'assurance' ? assurances.find((one) => one === value) : undefined
  return assurance ? i18next.t(`verify:assurance.${assurance}`) : value
}

/** One signer on one line. */
export function signerText(signer: VerifyReport['signers'][number]): string {
  const { name, role, meaning, scope, comment, at, fingerprint } = signer
  const said = comment === '' ? '' : `, “${comment}”`
  return `${wordOf('name', name)}, ${role}: ${wordOf('meaning', meaning)}, ${wordOf('scope', scope)}${said}, ${at}, ${fingerprint}`
}
