import TextField from '@mui/material/TextField'
import { type FocusEvent, useState } from 'react'

interface SavedDayProps {
  label: string
  /** A plain date, or null where none is said. */
  saved: string | null
  problem?: string
  onSave: (day: string | null) => void
}

/** A day that saves when it is left: while it is typed, its year is 0002, then 0020, and it may be no day at all. */
export function SavedDay({ label, saved, problem = '', onSave }: SavedDayProps) {
  const kept = saved ?? ''
  const [day, setDay] = useState(kept)
  const [base, setBase] = useState(kept)
  // What came in from elsewhere (undo, another window) replaces what nobody is typing over.
  if (base !== kept) {
    setBase(kept)
    setDay(kept)
  }
  function leave({ target }: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) {
    // Half a day is no day, and no wish to have none either: what was saved comes back.
    if (target.validity.badInput) {
      target.value = kept
      setDay(kept)
    } else if (day !== kept) onSave(day === '' ? null : day)
  }
  return <TextField label={label} type="date" value={day} error={problem !== ''} helperText={problem} onChange={(event) => setDay(event.target.value)} onBlur={leave} slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: '9999-12-31' } }} />
}
