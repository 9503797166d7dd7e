import InputAdornment from '@mui/material/InputAdornment'
import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { Search } from 'lucide-react'
import type { RefObject } from 'react'

interface SearchFieldProps {
  value: string
  label: string
  field: RefObject<HTMLInputElement | null>
  onSearch: (text: string) => void
  sx?: NonNullable<TextFieldProps['sx']>
}

/** Where a list is searched. Escape clears it and gives the keys back to the list, and does nothing else: what is open or selected there stays. */
export function SearchField({ value, label, field, onSearch, sx }: SearchFieldProps) {
  return (
    <TextField
      inputRef={field}
      value={value}
      onChange={(event) => onSearch(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onSearch('')
        field.current?.blur()
      }}
      placeholder={label}
      {...(sx ? { sx } : {})}
      slotProps={{ htmlInput: { 'aria-label': label }, input: { startAdornment: <InputAdornment position="start"><Search size={16} /></InputAdornment> } }}
    />
  )
}
