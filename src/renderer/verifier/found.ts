import { fill } from '../../shared/document/fill.ts'
import type { VerifyReport } from '../../shared/domain/register.ts'
import { sayVerify, wordOf, type Texts } from './texts.ts'

interface Found {
  /** What is signed; null where its base64 was changed. */
  bytes: Uint8Array | null
  report: VerifyReport | null
  /** What the page shows otherwise than what is signed. */
  otherwise: string | null
  trust: readonly string[]
  onTrust: (fingerprints: string[]) => void
}

/** Says on top of the page what was checked and what was found. Only text is put in, never markup. */
export function showFound(page: Document, texts: Texts, found: Found): void {
  const place = page.getElementById('check')
  if (!place) return
  const { report, otherwise } = found
  const { htmlCheck: said } = texts.words
  const ok = report?.ok === true && otherwise === null
  place.dataset['ok'] = String(ok)
  const maker = { page, said }
  place.replaceChildren(
    element(page, 'h2', ok ? said.holds : said.holdsNot, { role: 'status' }),
    checked(maker, ok, [
      line(maker, otherwise === null && found.bytes !== null, said.shows, otherwise === null ? (found.bytes ? said.same : '') : fill(said.other, { what: otherwise })),
      ...(report ? report.checks.map((check) => line(maker, check.ok, sayVerify(check.said.what, texts), check.said.detail.map((one) => sayVerify(one, texts)).join('; '))) : [line(maker, false, said.inPage, said.notBase64)]),
    ]),
    ...(report && report.signers.length > 0 ? [element(page, 'h3', said.signers), list(page, 'signers', report.signers.map((one) => signerLine(maker, one, texts)))] : []),
    trustForm(maker, found),
    ...(report ? [element(page, 'h3', said.unproven), list(page, 'unproven', [...report.notProvenSaid.map((one) => sayVerify(one, texts)), said.honest].map((text) => element(page, 'li', text)))] : []),
    ...(found.bytes ? [saveButton(maker, found.bytes)] : []),
  )
}

/** What elements are made with. */
interface Maker {
  page: Document
  said: Texts['words']['htmlCheck']
}

function signerLine(maker: Maker, { name, role, meaning, scope, assurance, fingerprint, ok, trusted }: VerifyReport['signers'][number], texts: Texts): HTMLElement {
  const { said } = maker
  const key = fill(said.key, { assurance: wordOf('assurance', assurance, texts), fingerprint })
  const what = fill(said.signer, { name: wordOf('name', name, texts), role, meaning: wordOf('meaning', meaning, texts), scope: wordOf('scope', scope, texts) })
  return line(maker, ok && trusted !== false, what, trusted === null ? key : `${key}, ${trusted ? said.trusted : said.notTrusted}`)
}

/** What was looked at; folded away where all of it holds. */
function checked({ page, said }: Maker, ok: boolean, lines: readonly HTMLElement[]): HTMLElement {
  const all = element(page, 'details', '', ok ? {} : { open: '' })
  all.append(element(page, 'summary', fill(said.checked, { count: lines.length })), list(page, 'checks', lines))
  return all
}

function line({ page, said }: Maker, ok: boolean, what: string, detail: string): HTMLElement {
  const item = element(page, 'li', '', { 'data-ok': String(ok) })
  item.append(element(page, 'strong', `${ok ? said.ok : said.fail} `), element(page, 'span', what), element(page, 'small', detail))
  return item
}

function list(page: Document, name: string, items: readonly HTMLElement[]): HTMLElement {
  const all = element(page, 'ul', '', { class: name })
  all.append(...items)
  return all
}

function trustForm({ page, said }: Maker, { trust, onTrust }: Found): HTMLElement {
  const form = element(page, 'form')
  const field = element(page, 'input', '', { type: 'text', name: 'trust', 'aria-label': said.trustField, placeholder: said.trustExample, value: trust.join(' '), spellcheck: 'false' })
  form.append(field, element(page, 'button', said.trustButton, { type: 'submit' }))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (field instanceof HTMLInputElement) onTrust(field.value.split(/[\s,;]+/).filter((part) => part !== ''))
  })
  return form
}

function saveButton({ page, said }: Maker, bytes: Uint8Array): HTMLElement {
  const button = element(page, 'button', said.save, { type: 'button' })
  button.addEventListener('click', () => {
    const link = page.createElement('a')
    link.href = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/json' }))
    link.download = 'register.json'
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  })
  return button
}

function element(page: Document, name: string, text = '', attributes: Record<string, string> = {}): HTMLElement {
  const made = page.createElement(name)
  if (text !== '') made.textContent = text
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  return made
}
