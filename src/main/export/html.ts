import { existsSync, readFileSync } from 'node:fs'
import { documentParts, type DocumentChoice } from '../../shared/domain/document.ts'
import { htmlText } from '../../shared/page/html-text.ts'
import type { PageInput } from '../../shared/page/page-input.ts'
import { pageTitle, registerPage } from '../../shared/page/register-page.ts'
import { documentWords } from './document-words.ts'
import { PageParts, selfContained } from './self-contained.ts'

/** Reads the built page; null where it was not built. */
export function readPageParts(path: string): PageParts | null {
  return existsSync(path) ? PageParts.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}

/**
 * A register as one HTML file that needs no other and may ask for none: its policy lets in the two pieces that are inside, by their digests. With
 * `signed`, the bytes of the register file, it carries them and checks itself against them: language and parts stand in it too, since they are how it was written. Deterministic.
 */
export function htmlFile(page: PageParts, register: Omit<PageInput, 'words' | 'parts'>, { language, parts }: Pick<DocumentChoice, 'language' | 'parts'>, signed: Uint8Array | null): string {
  const words = documentWords(language)
  // In the one order, so that the same choice gives the same bytes.
  const input = { ...register, words, parts: documentParts.filter((part) => parts.includes(part)) }
  return selfContained(page, {
    language,
    title: pageTitle(input),
    body: [
      `<div id="check"><p>${htmlText(signed === null ? words.html.checkDraft : words.html.check)}</p></div>`,
      `<main data-parts="${input.parts.join(' ')}">${registerPage(input)}</main>`,
      // Base64, so that the exact bytes are in the file whatever stands in them.
      ...(signed === null ? [] : [`<script type="text/plain" id="signed">${Buffer.from(signed).toString('base64')}</script>`]),
    ],
  })
}
