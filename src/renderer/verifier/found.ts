import type { VerifyReport } from '../../shared/domain/register.ts'

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
export function showFound(page: Document, found: Found): void {
  const place = page.getElementById('check')
  if (!place) return
  const { report, otherwise } = found
  const ok = report?.ok === true && otherwise === null
  place.dataset['ok'] = String(ok)
  place.replaceChildren(
    element(page, 'h2', ok ? 'This page and its signatures hold' : 'This page does not hold', { role: 'status' }),
    checked(page, ok, [
      line(page, otherwise === null && found.bytes !== null, 'The page shows what was signed', otherwise === null ? (found.bytes ? 'made again from the signed register, it is the same' : '') : `not the same: ${otherwise}`),
      ...(report ? report.checks.map((check) => line(page, check.ok, check.what, check.detail)) : [line(page, false, 'The signed register is in the page', 'its base64 is not exact')]),
    ]),
    ...(report && report.signers.length > 0
      ? [element(page, 'h3', 'Signers'), list(page, 'signers', report.signers.map((one) => line(page, one.ok && one.trusted !== false, `${one.name}, ${one.role}: ${one.meaning}, ${one.scope}`, `${one.assurance}, key ${one.fingerprint}${one.trusted === null ? '' : one.trusted ? ', trusted' : ', NOT TRUSTED'}`)))]
      : []),
    trustForm(page, found),
    ...(report ? [element(page, 'h3', 'What this does not prove'), list(page, 'unproven', [...report.notProven, 'That this page itself is honest: whoever changed it may have changed what checks it. Save the signed register and check it with a Dreadnought of your own.'].map((text) => element(page, 'li', text)))] : []),
    ...(found.bytes ? [saveButton(page, found.bytes)] : []),
  )
}

/** What was looked at; folded away where all of it holds. */
function checked(page: Document, ok: boolean, lines: readonly HTMLElement[]): HTMLElement {
  const all = element(page, 'details', '', ok ? {} : { open: '' })
  all.append(element(page, 'summary', `What was checked (${String(lines.length)})`), list(page, 'checks', lines))
  return all
}

function line(page: Document, ok: boolean, what: string, detail: string): HTMLElement {
  const item = element(page, 'li', '', { 'data-ok': String(ok) })
  item.append(element(page, 'strong', `${ok ? 'ok' : 'FAIL'} `), element(page, 'span', what), element(page, 'small', detail))
  return item
}

function list(page: Document, name: string, items: readonly HTMLElement[]): HTMLElement {
  const all = element(page, 'ul', '', { class: name })
  all.append(...items)
  return all
}

function trustForm(page: Document, { trust, onTrust }: Found): HTMLElement {
  const form = element(page, 'form')
  const field = element(page, 'input', '', { type: 'text', name: 'trust', 'aria-label': 'Fingerprints you trust', placeholder: 'Fingerprints you trust, such as 3f2a:9b1c:…', value: trust.join(' '), spellcheck: 'false' })
  form.append(field, element(page, 'button', 'Hold the keys against them', { type: 'submit' }))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (field instanceof HTMLInputElement) onTrust(field.value.split(/[\s,;]+/).filter((part) => part !== ''))
  })
  return form
}

function saveButton(page: Document, bytes: Uint8Array): HTMLElement {
  const button = element(page, 'button', 'Save the signed register (register.json)', { type: 'button' })
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
