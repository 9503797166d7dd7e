import { pageTitle, registerPage } from '../../shared/page/register-page.ts'
import type { PageInput } from '../../shared/page/page-input.ts'
import { RegisterFile } from '../../shared/proof/register-file.ts'

/** What the page shows otherwise than the signed register says, in words; null where it is the same. To be asked before anything is changed in the page. */
export function shownOtherwise(bytes: Uint8Array, page: Document): string | null {
  const input = inputOf(bytes)
  if (!input) return 'what is signed can not be read'
  if (page.title !== pageTitle(input)) return 'the title'
  const extra = [...page.body.childNodes].find((node) => !isExpected(node))
  if (extra) return 'something stands beside the register'
  const shown = page.querySelector('main')
  const expected = page.createElement('template')
  expected.innerHTML = registerPage(input)
  if (!shown) return 'the register is not shown at all'
  if (shown.innerHTML === expected.innerHTML) return null
  const parts = [...expected.content.children]
  const at = parts.findIndex((part, index) => part.outerHTML !== shown.children.item(index)?.outerHTML)
  const heading = parts[at]?.querySelector('h1, h2')?.textContent
  return heading === undefined ? 'something was added to it' : `the section “${heading}”`
}

const places = ['DIV#check', 'MAIN#', 'SCRIPT#signed', 'SCRIPT#']

function isExpected(node: Node): boolean {
  if (node instanceof Element) return places.includes(`${node.tagName}#${node.id}`) && node.parentElement?.querySelectorAll(`:scope > ${node.tagName}${node.id === '' ? ':not([id])' : `#${node.id}`}`).length === 1
  return node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() === ''
}

function inputOf(bytes: Uint8Array): PageInput | null {
  try {
    const read = RegisterFile.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    if (!read.success) return null
    const { register, revisionHash, envelopes, disclosures } = read.data
    return { register, frozen: { revision: register.revision, hash: revisionHash, envelopes }, disclosures }
  } catch {
    return null
  }
}
