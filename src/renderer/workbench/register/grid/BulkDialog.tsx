import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DecisionChange, needsRationale, Response, responses } from '../../../../shared/domain/decision.ts'
import { useApi } from '../../api.tsx'
import { useToasts } from '../../shell/Toasts.tsx'
import { todayHere } from './grid-row.ts'

const blank = { response: '', rationale: '', owner: '', due: '', existingControls: '', riskOwner: '', approver: '', expires: '', conditions: '' }

interface BulkDialogProps {
  project: string
  threats: readonly string[]
  /** How many of them are above the treatment line. */
  above: number
  /** How many of them nobody has decided on yet: for these an owner alone says nothing. */
  undecided: number
  onClose: () => void
  onDone: () => void
}

/** One decision for several threats: what is left empty stays as it is in each of them. */
export function BulkDialog({ project, threats, above, undecided, onClose, onDone }: BulkDialogProps) {
  const { t } = useTranslation(['decisions', 'register', 'common'])
  const api = useApi()
  const { say, fail } = useToasts()
  const [draft, setDraft] = useState(blank)
  const set = changeOf(draft)
  const reasonMissing = set.response !== undefined && needsRationale(set.response) && set.rationale === undefined
  const responseMissing = set.response === undefined && undecided > 0
  const approverMissing = set.response === 'accept' && above > 0 && set.approver === undefined
  const unready = Object.keys(set).length === 0 || responseMissing
  const decide = useMutation({
    mutationFn: () => api.decision.set({ project, threats: [...threats], set }),
    onSuccess: (decided) => {
      say(t('bulkDone', { count: decided.length }))
      onDone()
    },
    onError: fail,
  })
  const field = (name: keyof typeof blank) => ({ value: draft[name], onChange: (event: React.ChangeEvent<HTMLInputElement>) => setDraft({ ...draft, [name]: event.target.value }) })
  const shrunk = { inputLabel: { shrink: true } }
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!unready) decide.mutate()
        }}
      >
        <DialogTitle>{t('bulkTitle', { count: threats.length })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 4 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('bulkText')}</Typography>
          <TextField select autoFocus label={t('register:decision')} helperText={responseMissing ? t('bulkUndecided', { count: undecided }) : undefined} {...field('response')} slotProps={{ ...shrunk, select: { displayEmpty: true } }}>
            <MenuItem value="">{t('bulkKeep')}</MenuItem>
            {responses.map((response) => (
              <MenuItem key={response} value={response}>
                {t(`register:response.${response}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField label={t('register:rationale')} multiline minRows={2} helperText={reasonMissing ? t('bulkReason') : undefined} {...field('rationale')} />
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 160px', gap: 3 }}>
            <TextField label={t('register:owner')} {...field('owner')} />
            <TextField label={t('register:due')} type="date" {...field('due')} slotProps={shrunk} />
            <TextField label={t('riskOwner')} {...field('riskOwner')} />
            <TextField label={t('expires')} type="date" {...field('expires')} slotProps={shrunk} />
            <TextField label={t('approver')} {...field('approver')} />
          </Box>
          {set.response === 'accept' ? <TextField label={t('conditions')} multiline {...field('conditions')} /> : null}
          <TextField label={t('register:controls')} multiline {...field('existingControls')} />
          {approverMissing ? <Alert severity="warning">{t('bulkAbove', { count: above })}</Alert> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={unready || decide.isPending}>
            {t('bulkApply')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function changeOf({ response, ...texts }: typeof blank): DecisionChange {
  const chosen = Response.safeParse(response)
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim()]).filter(([, text]) => text !== '')),
    ...(chosen.success ? { response: chosen.data, decidedOn: todayHere() } : {}),
  }
}
