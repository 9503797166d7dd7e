import { counted, joined } from '../../shared/document/fill.ts'
import type { SignatureInfo } from '../../shared/domain/register.ts'
import type { Words } from './document-words.ts'

/** The signatures that a reader may count on: they fit, and whoever gave them did not decline. */
export function agreeing(signatures: readonly SignatureInfo[]): SignatureInfo[] {
  return signatures.filter(({ valid, meaning }) => valid && meaning !== 'declined')
}

/** How many signatures there are beside those, so that none goes unsaid; empty where there are none. What does not fit says nothing, not even that somebody declined. */
export function besidesAgreeing(signatures: readonly SignatureInfo[], { cover }: Pick<Words, 'cover'>): string {
  const unfit = signatures.filter(({ valid }) => !valid).length
  const declined = signatures.filter(({ valid, meaning }) => valid && meaning === 'declined').length
  return joined([
    declined === 0 ? '' : counted(declined, cover.declined_one, cover.declined_other),
    unfit === 0 ? '' : counted(unfit, cover.fitsNot_one, cover.fitsNot_other),
  ], ', ')
}
