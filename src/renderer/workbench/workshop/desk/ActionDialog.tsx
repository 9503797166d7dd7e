import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import type { Send } from '../send.ts'
import { FormDialog } from './FormDialog.tsx'

/** Something that somebody will do, about the threat at hand or about the whole. */
export function ActionDialog({ view, item, text: given, send, onClose }: { view: FacilitatorView; item: FacilitatorItem | null; text: string; send: Send; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const [text, setText] = useState(given)
  const [owner, setOwner] = useState('')
  const [due, setDue] = useState('')
  const names = [...new Set(view.seats.filter((seat) => !seat.removed && seat.name !== '').map((seat) => seat.name))]
  return (
    <FormDialog
      title={item ? t('action.titleOf', { id: item.threat.displayId }) : t('action.new')}
      go={t('action.go')}
      ready={text.trim() !== ''}
      onClose={onClose}
      onGo={() => send({ type: 'add-action', item: item?.id ?? null, text: text.trim(), owner: owner.trim(), due: due === '' ? null : due })}
    >
      <TextField autoFocus required label={t('action.text')} value={text} onChange={(event) => setText(event.target.value)} slotProps={{ htmlInput: { maxLength: 1000 } }} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 180px', gap: 3 }}>
        <Autocomplete freeSolo options={names} inputValue={owner} onInputChange={(_, value) => setOwner(value)} renderInput={(props) => <TextField {...props} label={t('action.owner')} />} />
        <TextField type="date" label={t('action.due')} value={due} onChange={(event) => setDue(event.target.value)} slotProps={{ inputLabel: { shrink: true } }} />
      </Box>
    </FormDialog>
  )
}
