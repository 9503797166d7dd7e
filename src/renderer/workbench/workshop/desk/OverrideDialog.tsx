import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DreadFactor, dreadFactors, DreadValues, total } from '../../../../shared/domain/dread.ts'
import type { FacilitatorItem } from '../../../../shared/domain/workshop.ts'
import type { Send } from '../send.ts'
import { ValueRow } from '../ValueRow.tsx'

/** Settles a threat with another score than the votes give. It wants a reason, and keeps the dissent. */
export function OverrideDialog({ item, send, onClose, onDone }: { item: FacilitatorItem; send: Send; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const [values, setValues] = useState<Partial<Record<DreadFactor, number>>>(item.settlement?.values ?? item.proposed ?? {})
  const [rationale, setRationale] = useState('')
  const [dissent, setDissent] = useState('')
  const complete = DreadValues.safeParse(values)
  async function settle() {
    if (!complete.success) return
    if (!(await send({ type: 'override', item: item.id, values: complete.data, rationale: rationale.trim(), dissent: dissent.trim() }))) return
    onClose()
    onDone()
  }
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void settle()
        }}
      >
        <DialogTitle>{t('override.title', { id: item.threat.displayId })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 3 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('override.text')}</Typography>
          <TextField autoFocus required multiline minRows={2} label={t('override.rationale')} value={rationale} onChange={(event) => setRationale(event.target.value)} slotProps={{ htmlInput: { maxLength: 20_000 } }} sx={{ mt: 1 }} />
          {dreadFactors.map((factor) => (
            <Box key={factor} sx={{ display: 'grid', gridTemplateColumns: '124px 1fr', gap: 2, alignItems: 'center' }}>
              <Typography sx={{ fontWeight: 600 }}>{t(`common:dread.${factor}`)}</Typography>
              <ValueRow factor={factor} value={values[factor] ?? null} onChoose={(value) => setValues({ ...values, [factor]: value })} />
            </Box>
          ))}
          <TextField multiline label={t('override.dissent')} value={dissent} onChange={(event) => setDissent(event.target.value)} slotProps={{ htmlInput: { maxLength: 20_000 } }} />
        </DialogContent>
        <DialogActions>
          {complete.success ? <Typography sx={{ fontWeight: 700, mr: 'auto', pl: 4 }}>{t('override.total', { total: total(complete.data) })}</Typography> : null}
          <Button color="inherit" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!complete.success || rationale.trim() === ''}>{t('override.go')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
