import { fill } from '../../shared/document/fill.ts'

/** Lets the reader narrow the register down; rows and cards that do not match are hidden, also in print. */
export function startFilters(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('#filters')
  if (!form) return
  form.hidden = false
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('input', () => narrow(page, form))
}

function narrow(page: Document, form: HTMLFormElement): void {
  const wanted = new FormData(form)
  const value = (name: string) => String(wanted.get(name) ?? '')
  const search = value('text').trim().toLowerCase()
  const rows = [...page.querySelectorAll<HTMLElement>('#rows tbody tr')]
  let shown = 0
  for (const row of rows) {
    const card = page.getElementById(row.dataset['card'] ?? '')
    const fits =
      (value('band') === '' || row.dataset['band'] === value('band')) &&
      (value('stride') === '' || (row.dataset['stride'] ?? '').split('|').includes(value('stride'))) &&
      (value('decision') === '' || row.dataset['decision'] === value('decision')) &&
      (search === '' || `${row.textContent} ${card?.textContent ?? ''}`.toLowerCase().includes(search))
    row.hidden = !fits
    if (card) card.hidden = !fits
    if (fits) shown += 1
  }
  const count = form.querySelector('output')
  if (count) count.textContent = shown === rows.length ? '' : fill(form.dataset['shown'] ?? '', { shown, all: rows.length })
}
