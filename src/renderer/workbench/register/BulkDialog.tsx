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
import { type DecisionChange, Response, responses } from '../../../shared/domain/decision.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { todayHere } from './grid-row.ts'

const blank = { response: '', rationale: '', owner: '', due: '', riskOwner: '', approver: '', expires: '' }

/** One decision for several threats: what is left empty stays as it is in each of them. */
export function BulkDialog({ project, threats, onClose, onDone }: { project: string; threats: readonly string[]; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['decisions', 'register', 'common'])
  const api = useApi()
  const { say, fail } = useToasts()
  const [draft, setDraft] = useState(blank)
  const set = changeOf(draft)
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
          if (Object.keys(set).length > 0) decide.mutate()
        }}
      >
        <DialogTitle>{t('bulkTitle', { count: threats.length })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 4 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('bulkText')}</Typography>
          <TextField select autoFocus label={t('register:decision')} {...field('response')} slotProps={{ ...shrunk, select: { displayEmpty: true } }}>
            <MenuItem value="">{t('bulkKeep')}</MenuItem>
            {responses.map((response) => (
              <MenuItem key={response} value={response}>
                {t(`register:response.${response}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField label={t('register:rationale')} multiline minRows={2} {...field('rationale')} />
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 160px', gap: 3 }}>
            <TextField label={t('register:owner')} {...field('owner')} />
            <TextField label={t('register:due')} type="date" {...field('due')} slotProps={shrunk} />
            <TextField label={t('riskOwner')} {...field('riskOwner')} />
            <TextField label={t('expires')} type="date" {...field('expires')} slotProps={shrunk} />
            <TextField label={t('approver')} {...field('approver')} />
          </Box>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={Object.keys(set).length === 0 || decide.isPending}>
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
