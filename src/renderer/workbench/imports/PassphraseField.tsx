import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'

interface PassphraseFieldProps {
  label: string
  value: string
  shown: boolean
  /** What is wrong with it; empty where nothing is. */
  problem?: string
  autoFocus?: boolean
  /** Whether the program that fills in passwords is to offer a new one. */
  isNew: boolean
  onChange: (value: string) => void
  /** Absent where another field shows and hides both. */
  onShown?: (shown: boolean) => void
}

/** A passphrase, hidden until somebody wants to see it. */
export function PassphraseField({ label, value, shown, problem = '', autoFocus = false, isNew, onChange, onShown }: PassphraseFieldProps) {
  const { t } = useTranslation('update')
  const Icon = shown ? EyeOff : Eye
  const toggle = onShown ? (
    <InputAdornment position="end">
      <IconButton size="small" edge="end" aria-label={t(shown ? 'passphrase.hide' : 'passphrase.show')} aria-pressed={shown} onClick={() => onShown(!shown)}>
        <Icon size={17} />
      </IconButton>
    </InputAdornment>
  ) : null
  return (
    <TextField
      fullWidth
      autoFocus={autoFocus}
      type={shown ? 'text' : 'password'}
      label={label}
      value={value}
      error={problem !== ''}
      helperText={problem || undefined}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ htmlInput: { maxLength: 1000, autoComplete: isNew ? 'new-password' : 'current-password', spellCheck: false }, input: toggle ? { endAdornment: toggle } : {} }}
    />
  )
}
