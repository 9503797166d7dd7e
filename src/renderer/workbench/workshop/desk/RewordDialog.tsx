import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem } from '../../../../shared/domain/workshop.ts'
import type { Send } from '../send.ts'
import { FormDialog } from './FormDialog.tsx'

/** New words for a threat, here and in the register. */
export function RewordDialog({ item, send, onClose }: { item: FacilitatorItem; send: Send; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const [title, setTitle] = useState(item.threat.title)
  const [description, setDescription] = useState(item.threat.description)
  return (
    <FormDialog title={t('reword.title', { id: item.threat.displayId })} go={t('reword.go')} ready={title.trim() !== ''} onClose={onClose} onGo={() => send({ type: 'reword', item: item.id, title: title.trim(), description: description.trim() })}>
      <TextField autoFocus required label={t('threat.title')} value={title} onChange={(event) => setTitle(event.target.value)} slotProps={{ htmlInput: { maxLength: 1000 } }} />
      <TextField multiline minRows={3} maxRows={10} label={t('threat.description')} helperText={t('reword.help')} value={description} onChange={(event) => setDescription(event.target.value)} slotProps={{ htmlInput: { maxLength: 20_000 } }} />
    </FormDialog>
  )
}
