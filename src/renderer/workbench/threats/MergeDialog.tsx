import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Threat } from '../../../shared/domain/threat.ts'

export function MergeDialog({ threats, onMerge, onClose }: { threats: readonly Threat[]; onMerge: (into: string, from: string[]) => void; onClose: () => void }) {
  const { t } = useTranslation(['threats', 'common'])
  const [into, setInto] = useState(threats[0]?.id ?? '')
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <DialogTitle>{t('mergeTitle')}</DialogTitle>
      <DialogContent>
        <Typography sx={{ color: 'text.secondary', mb: 3 }}>{t('mergeText')}</Typography>
        <RadioGroup value={into} onChange={(event) => setInto(event.target.value)}>
          {threats.map((threat) => (
            <FormControlLabel key={threat.id} value={threat.id} control={<Radio />} label={`${threat.displayId} ${threat.title}`} />
          ))}
        </RadioGroup>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button variant="contained" autoFocus onClick={() => onMerge(into, threats.filter((threat) => threat.id !== into).map((threat) => threat.id))}>
          {t('merge', { count: threats.length })}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
