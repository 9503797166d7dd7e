/** Puts a button into each head of the register's table, by which its rows are sorted: once upwards, again downwards, once more as they were written. */
export function startSorting(page: Document): void {
  const table = page.querySelector<HTMLTableElement>('#rows')
  const body = table?.tBodies.item(0)
  const sortBy = page.querySelector<HTMLElement>('#filters')?.dataset['sort'] ?? ''
  if (!table || !body) return
  const written = [...body.rows]
  const heads = [...table.querySelectorAll<HTMLElement>('thead th')]
  for (const [column, head] of heads.entries()) {
    const button = page.createElement('button')
    button.type = 'button'
    button.title = sortBy.replace('{{column}}', head.querySelector('abbr')?.title ?? head.textContent)
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const next = { none: 'ascending', ascending: 'descending', descending: 'none' }[head.ariaSort ?? 'none'] ?? 'ascending'
      for (const other of heads) other.ariaSort = 'none'
      head.ariaSort = next
      body.append(...sorted(written, column, next))
    })
  }
}

function sorted(rows: readonly HTMLTableRowElement[], column: number, direction: string): HTMLTableRowElement[] {
  if (direction === 'none') return [...rows]
  const keyed = rows.map((row) => ({ row, key: (row.cells.item(column)?.textContent ?? '').replace(/^=/, '') }))
  const sign = direction === 'descending' ? -1 : 1
  // What says nothing stands last, whichever way.
  const empty = (key: string) => key === '' || key === '–'
  return keyed.sort((a, b) => (empty(a.key) || empty(b.key) ? Number(empty(a.key)) - Number(empty(b.key)) : sign * a.key.localeCompare(b.key, undefined, { numeric: true }))).map(({ row }) => row)
}
