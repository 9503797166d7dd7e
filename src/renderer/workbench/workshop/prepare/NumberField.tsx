import TextField from '@mui/material/TextField'
import { useState } from 'react'

interface Props {
  label: string
  /** Null shows an empty field, where that is allowed. */
  value: number | null
  min: number
  max: number
  step: number
  /** Whether the field may be left empty: then `onValue` gets null. */
  optional?: boolean
  shownLabel?: boolean
  onValue: (value: number | null) => void
  width?: number
}

/** A number within its limits. What is typed halfway stands until it fits, and the last good number comes back when the field is left. */
export function NumberField({ label, value, min, max, step, optional = false, shownLabel = false, onValue, width = 80 }: Props) {
  const saved = value === null ? '' : String(value)
  const [typed, setTyped] = useState<string | null>(null)
  function type(text: string) {
    setTyped(text)
    const number = Number(text)
    if (text.trim() === '') {
      if (optional) onValue(null)
    } else if (Number.isFinite(number) && number >= min && number <= max && (step < 1 || Number.isInteger(number))) {
      onValue(number)
    }
  }
  return (
    <TextField
      type="number"
      label={shownLabel ? label : undefined}
      value={typed ?? saved}
      slotProps={{ htmlInput: { min, max, step, 'aria-label': label }, inputLabel: { shrink: true } }}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setTyped(null)}
      sx={{ width, flex: 'none' }}
    />
  )
}
