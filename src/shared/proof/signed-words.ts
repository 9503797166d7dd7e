import { assurances } from '../domain/register.ts'
import { requiredScopes, signatureMeanings } from '../domain/sign-off.ts'
import { cutName, wholeScope } from './verify-signer.ts'

/** A word that a sign-off carries in English, because it is signed or stands for what is: of which kind, and which. */
export type SignedWord =
  | { kind: 'cut-name' | 'whole-scope' }
  | { kind: 'meaning'; word: (typeof signatureMeanings)[number] }
  | { kind: 'required'; word: (typeof requiredScopes)[number] }
  | { kind: 'assurance'; word: (typeof assurances)[number] }

/** Reads a value that verification says, by the name of its place; null where it is no such word, as names, roles and ids are none. */
export function signedWord(name: string, value: string): SignedWord | null {
  switch (name) {
    case 'name':
      return value === cutName ? { kind: 'cut-name' } : null
    case 'scope':
      return value === wholeScope ? { kind: 'whole-scope' } : null
    case 'meaning':
      return found(name, signatureMeanings.find((one) => one === value))
    case 'required':
      return found(name, requiredScopes.find((one) => one === value))
    case 'assurance':
      return found(name, assurances.find((one) => one === value))
    default:
      return null
  }
}

function found<Kind extends string, Word extends string>(kind: Kind, word: Word | undefined): { kind: Kind; word: Word } | null {
  return word === undefined ? null : { kind, word }
}
