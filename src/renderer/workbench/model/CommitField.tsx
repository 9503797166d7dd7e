import TextField from '@mui/material/TextField'
import { useRef, useState } from 'react'

interface CommitFieldProps {
  label: string
  value: string
  onCommit: (value: string) => void
  multiline?: boolean
  maxLength: number
  required?: boolean
}

/** A field whose text is saved when it is left or Enter is pressed; Escape brings back what was there. */
export function CommitField({ label, value, onCommit, multiline = false, maxLength, required = false }: CommitFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const abandoned = useRef(false)
  function commit() {
    if (!abandoned.current && typed !== null && typed.trim() !== value && !(required && typed.trim() === '')) onCommit(typed.trim())
    abandoned.current = false
    setTyped(null)
  }
  return (
    <TextField
      fullWidth
      label={label}
      value={typed ?? value}
      multiline={multiline}
      {...(multiline ? { minRows: 2, maxRows: 8 } : {})}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !multiline) commit()
        if (event.key === 'Escape') {
          abandoned.current = true
          if (event.target instanceof HTMLElement) event.target.blur()
        }
      }}
      slotProps={{ htmlInput: { maxLength } }}
    />
  )
}
