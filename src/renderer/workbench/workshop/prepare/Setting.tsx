import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

/** One setting with the sentence that explains it. */
export function Setting({ help, children }: { help: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>{children}</Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>{help}</Typography>
    </Box>
  )
}

/** A setting that is on or off. */
export function Switchable({ label, help, checked, disabled = false, onChecked }: { label: string; help: string; checked: boolean; disabled?: boolean; onChecked: (checked: boolean) => void }) {
  return (
    <Box component="label" sx={{ display: 'grid', gridTemplateColumns: '28px minmax(0, 1fr)', columnGap: 1, cursor: disabled ? 'default' : 'pointer', color: disabled ? 'text.disabled' : 'text.primary' }}>
      <Checkbox size="small" checked={checked} disabled={disabled} onChange={(event) => onChecked(event.target.checked)} slotProps={{ input: { 'aria-label': label } }} sx={{ p: 0, justifySelf: 'start', alignSelf: 'start' }} />
      <span>{label}</span>
      <Typography variant="caption" sx={{ gridColumn: 2, color: disabled ? 'text.disabled' : 'text.secondary' }}>{help}</Typography>
    </Box>
  )
}
