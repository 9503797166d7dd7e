import type { Band } from '../../shared/domain/dread.ts'

/** A severity as letterless colour never: fill, name and one to four bars. `label` is the name in the user's language. How it looks stands in the theme: lists have thousands of them. */
export function SeverityChip({ band, label }: { band: Band; label: string }) {
  return (
    <span className="severity" data-severity={band}>
      {label}
    </span>
  )
}
