import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { useToasts } from '../../shell/Toasts.tsx'
import { isPin, PinField } from './PinField.tsx'
import type { Send } from '../send.ts'

/** A seat on this computer, or a proxy's. Stays open after each, so that a whole table is typed in one go. */
export function AddSeatDialog({ view, onClose }: { view: FacilitatorView; send: Send; onClose: () => void }) {
  const { t } = useTranslation(['workshop', 'entry', 'common'])
  const api = useApi()
  const toasts = useToasts()
  const { roles, tables } = view.settings
  const [name, setName] = useState('')
  const [kind, setKind] = useState<'host' | 'proxy'>('host')
  const [role, setRole] = useState(roles[0]?.id ?? null)
  const [table, setTable] = useState<string | null>(null)
  const [pin, setPin] = useState('')

  /** The fields are free at once: who types on must not give the next person this one's PIN. */
  async function add() {
    const given = { name: name.trim(), pin }
    setName('')
    setPin('')
    try {
      const { seats } = await api.workshop.command({ workshop: view.id, command: { type: 'add-seat', name: given.name, role, kind, table } })
      const seat = seats.at(-1)
      if (seat && isPin(given.pin)) await api.entry.setPin({ workshop: view.id, seat: seat.id, pin: given.pin, turn: null })
    } catch (error) {
      toasts.fail(error)
    }
  }

  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <DialogTitle>{t('seats.addTitle')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 4 }}>
          <TextField autoFocus label={t('seats.name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 100 } }} sx={{ mt: 1 }} />
          <RadioGroup aria-label={t('entry:kind.label')} value={kind} onChange={(_, value) => setKind(value === 'proxy' ? 'proxy' : 'host')}>
            <FormControlLabel value="host" control={<Radio size="small" />} label={t('entry:kind.host')} />
            <FormControlLabel value="proxy" control={<Radio size="small" />} label={t('entry:kind.proxy')} />
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>{t(`entry:kind.${kind}Text`)}</Typography>
          </RadioGroup>
          {roles.length > 0 ? (
            <TextField select label={t('seats.role')} value={role ?? ''} onChange={(event) => setRole(event.target.value)}>
              {roles.map((option) => <MenuItem key={option.id} value={option.id}>{option.name}</MenuItem>)}
            </TextField>
          ) : null}
          {tables.length > 0 ? (
            <TextField select label={t('entry:table')} value={table ?? ''} onChange={(event) => setTable(event.target.value || null)}>
              <MenuItem value="">{t('entry:noTable')}</MenuItem>
              {tables.map((option) => <MenuItem key={option.id} value={option.id}>{option.name}</MenuItem>)}
            </TextField>
          ) : null}
          <PinField label={t('entry:pin.set')} help={t('entry:pin.help')} value={pin} onValue={setPin} error={pin !== '' && !isPin(pin)} />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>{t('common:done')}</Button>
          <Button type="submit" variant="contained" disabled={name.trim() === '' || (pin !== '' && !isPin(pin))}>{t('common:add')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
