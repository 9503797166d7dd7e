import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem } from '../../../../shared/domain/workshop.ts'
import type { Send } from '../send.ts'

/** Who disagrees, and why: while settling by rule, or beside a score that stands already. */
export function DissentDialog({ item, send, onClose, onDone }: { item: FacilitatorItem; send: Send; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const settled = item.phase === 'settled'
  const [text, setText] = useState(settled ? (item.settlement?.dissent ?? '') : '')
  async function note() {
    const dissent = text.trim()
    if (!(await send(settled ? { type: 'note-dissent', item: item.id, dissent } : { type: 'settle', items: [item.id], dissent }))) return
    onClose()
    if (!settled) onDone()
  }
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void note()
        }}
      >
        <DialogTitle>{t(settled ? 'dissent.note' : 'dissent.settle', { id: item.threat.displayId })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 3 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('dissent.text')}</Typography>
          <TextField autoFocus label={t('dissent.label')} value={text} onChange={(event) => setText(event.target.value)} slotProps={{ htmlInput: { maxLength: 20_000 } }} />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained">{t(settled ? 'dissent.goNote' : 'dissent.goSettle')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
