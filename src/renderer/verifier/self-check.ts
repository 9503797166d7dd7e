import { fill } from '../../shared/document/fill.ts'
import { DocumentPart } from '../../shared/domain/document.ts'
import { htmlText } from '../../shared/page/html-text.ts'
import type { PageInput } from '../../shared/page/page-input.ts'
import { pageTitle, registerPage } from '../../shared/page/register-page.ts'
import { RegisterFile } from '../../shared/proof/register-file.ts'
import type { Texts } from './texts.ts'

/** What the page shows otherwise than the signed register says, in words; null where it is the same. To be asked before anything is changed in the page. */
export function shownOtherwise(bytes: Uint8Array, page: Document, { words }: Texts): string | null {
  const { htmlCheck: said } = words
  const shown = page.querySelector('main')
  if (!shown) return said.missing
  const input = inputOf(bytes, partsOf(shown), words)
  const html = input && madeAgain(input)
  if (!input || html === null) return said.unreadable
  if (page.querySelector('title')?.textContent !== titleIn(page, input)) return said.title
  if ([...page.body.childNodes].some((node) => !isExpected(node))) return said.beside
  const expected = page.createElement('template')
  expected.innerHTML = html
  if (shown.innerHTML === expected.innerHTML) return null
  const parts = [...expected.content.children]
  const at = parts.findIndex((part, index) => part.outerHTML !== shown.children.item(index)?.outerHTML)
  const heading = parts[at]?.querySelector('h1, h2')?.textContent
  return heading === undefined ? said.added : fill(said.section, { heading })
}

/** Null where what was signed, whoever signed it, is more than a page can be made of. */
function madeAgain(input: PageInput): string | null {
  try {
    return registerPage(input)
  } catch {
    return null
  }
}

/** What the title reads once it was written into a page: `document.title` would have its spaces collapsed, and what can't be seen is spelled out. */
function titleIn(page: Document, input: PageInput): string {
  const title = page.createElement('title')
  title.innerHTML = htmlText(pageTitle(input))
  return title.textContent
}

/** The parts that the page says it was written with: leaving one out shows, as the page then says so. */
function partsOf(shown: HTMLElement): DocumentPart[] {
  return (shown.dataset['parts'] ?? '').split(' ').flatMap((part) => DocumentPart.safeParse(part).data ?? [])
}

const places = ['DIV#check', 'MAIN#', 'SCRIPT#signed', 'SCRIPT#']

function isExpected(node: Node): boolean {
  if (node instanceof Element) return places.includes(`${node.tagName}#${node.id}`) && node.parentElement?.querySelectorAll(`:scope > ${node.tagName}${node.id === '' ? ':not([id])' : `#${node.id}`}`).length === 1
  return node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() === ''
}

function inputOf(bytes: Uint8Array, parts: DocumentPart[], words: Texts['words']): PageInput | null {
  try {
    const read = RegisterFile.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    if (!read.success) return null
    const { register, revisionHash, envelopes, disclosures } = read.data
    return { register, frozen: { revision: register.revision, hash: revisionHash, envelopes }, disclosures, parts, words }
  } catch {
    return null
  }
}
