import i18next from 'i18next'
import type { VerifyReport } from '../../../../shared/domain/register.ts'
import type { VerifyText } from '../../../../shared/domain/verify-phrases.ts'
import { signedWord } from '../../../../shared/proof/signed-words.ts'

// Callers are components that use `useTranslation`, so they are drawn anew when the language changes.

/** What verification says, in the user's language. */
export function sayVerify({ code, data }: VerifyText): string {
  const said = Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? sayWord(name, value) : value] as const)
  return i18next.t(`verify:text.${code}`, Object.fromEntries(said))
}

/** Words that a sign-off carries in English because they are signed; names, roles and ids stay as they are. */
export function sayWord(name: string, value: string): string {
  const read = signedWord(name, value)
  switch (read?.kind) {
    case 'cut-name':
      return i18next.t('verify:nameCut')
    case 'whole-scope':
      return i18next.t('verify:wholeScope')
    case 'meaning':
      return i18next.t(`register:meaningShort.${read.word}`)
    case 'required':
      return i18next.t(`signOff:scopeOf.${read.word}`)
    case 'assurance':
      return i18next.t(`verify:assurance.${read.word}`)
    default:
      return value
  }
}

/** What a signer stated, on one line: meaning, scope, what they wrote, when, and how sure it is that it was them. */
export function signerText({ meaning, scope, comment, at, assurance }: VerifyReport['signers'][number]): string {
  const said = comment === '' ? [] : [`“${comment}”`]
  return [sayWord('meaning', meaning), sayWord('scope', scope), ...said, at, sayWord('assurance', assurance)].join(', ')
}
