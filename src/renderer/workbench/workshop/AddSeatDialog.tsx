import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../shared/domain/workshop.ts'
import type { Send } from './useWorkshop.ts'

/** A seat on this computer. Stays open after each, so that a whole table is typed in one go. */
export function AddSeatDialog({ view, send, onClose }: { view: FacilitatorView; send: Send; onClose: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const { roles } = view.settings
  const [name, setName] = useState('')
  const [role, setRole] = useState(roles[0]?.id ?? null)
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send({ type: 'add-seat', name: name.trim(), role }).then((added) => added && setName(''))
        }}
      >
        <DialogTitle>{t('seats.addTitle')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 4 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('seats.addText')}</Typography>
          <TextField autoFocus label={t('seats.name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 100 } }} />
          {roles.length > 0 ? (
            <TextField select label={t('seats.role')} value={role ?? ''} onChange={(event) => setRole(event.target.value)}>
              {roles.map((option) => <MenuItem key={option.id} value={option.id}>{option.name}</MenuItem>)}
            </TextField>
          ) : null}
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>{t('common:done')}</Button>
          <Button type="submit" variant="contained" disabled={name.trim() === ''}>{t('common:add')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
