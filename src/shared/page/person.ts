import type { Unseal } from '../proof/plain-threat.ts'
import { htmlText as text } from './html-text.ts'
import type { PageWords } from './page-words.ts'

/** Somebody's name, or that it was cut; empty where there is none. */
export function personText(digest: string | null | undefined, unseal: Unseal, { html }: Pick<PageWords, 'html'>): string {
  return digest === null || digest === undefined ? '' : text(unseal(digest) ?? html.nameCut)
}
