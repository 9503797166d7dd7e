import TextField from '@mui/material/TextField'

export function isPin(text: string): boolean {
  return /^[0-9]{4,8}$/.test(text)
}

/** Digits that nobody reads over a shoulder. Browsers must not offer to keep them. */
export function PinField({ label, help, value, onValue, error = false, focused = false }: { label: string; help?: string | undefined; value: string; onValue: (pin: string) => void; error?: boolean; focused?: boolean }) {
  return (
    <TextField
      type="password"
      label={label}
      helperText={help}
      error={error}
      autoFocus={focused}
      value={value}
      onChange={(event) => onValue(event.target.value.replace(/[^0-9]/g, '').slice(0, 8))}
      slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 8 } }}
    />
  )
}
