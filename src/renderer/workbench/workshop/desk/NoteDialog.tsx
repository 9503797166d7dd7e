import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem } from '../../../../shared/domain/workshop.ts'
import type { Send } from '../send.ts'
import { FormDialog } from './FormDialog.tsx'

/** A remark for the log, on the threat at hand or on the whole. Phones and projector do not show it. */
export function NoteDialog({ item, send, onClose }: { item: FacilitatorItem | null; send: Send; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const [text, setText] = useState('')
  const [whole, setWhole] = useState(item === null)
  return (
    <FormDialog title={t('note.title')} go={t('note.go')} ready={text.trim() !== ''} onClose={onClose} onGo={() => send({ type: 'note', item: whole ? null : (item?.id ?? null), text: text.trim() })}>
      <TextField autoFocus required label={t('note.text')} helperText={t('note.help')} value={text} onChange={(event) => setText(event.target.value)} slotProps={{ htmlInput: { maxLength: 2000 } }} />
      {item ? (
        <ToggleButtonGroup exclusive size="small" aria-label={t('note.about')} value={whole ? 'whole' : 'item'} onChange={(_, value) => setWhole(value === 'whole')}>
          <ToggleButton value="item">{t('note.onThreat', { id: item.threat.displayId })}</ToggleButton>
          <ToggleButton value="whole">{t('note.onWhole')}</ToggleButton>
        </ToggleButtonGroup>
      ) : null}
    </FormDialog>
  )
}
