import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PaperSize } from '../../../../shared/contract/entry.ts'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { useLanguage } from '../../i18n.ts'
import { saveFile } from '../../save-file.ts'
import { JobDialog } from '../../shell/JobDialog.tsx'
import { useToasts } from '../../shell/Toasts.tsx'
import { useSeatName } from '../useSeatName.ts'

const mostBlank = 200
const paperKey = 'dreadnought.paper'

/** Countries that use Letter; everybody else has A4. Chosen once, it is kept. */
function usualPaper(): PaperSize {
  const kept = PaperSize.safeParse(localStorage.getItem(paperKey))
  if (kept.success) return kept.data
  return /-(?:US|CA|MX|PH|CL|CO|VE)$/.test(navigator.language) ? 'letter' : 'a4'
}

/** Whose ballots, how many more, and on which paper. */
export function PaperDialog({ view, onClose }: { view: FacilitatorView; onClose: () => void }) {
  const { t } = useTranslation(['entry', 'common'])
  const api = useApi()
  const toasts = useToasts()
  const language = useLanguage()
  const nameOf = useSeatName(view.seats)
  const seats = view.seats.filter((seat) => !seat.removed && seat.kind !== 'file')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [blank, setBlank] = useState(seats.length === 0 ? 8 : 0)
  const [paper, setPaper] = useState(usualPaper)
  const [job, setJob] = useState<string | null>(null)
  const abort = useRef<AbortController | null>(null)
  const chosen = seats.filter((seat) => !left.has(seat.id)).map((seat) => seat.id)
  const count = chosen.length + blank

  async function print() {
    const name = crypto.randomUUID()
    const mine = new AbortController()
    abort.current = mine
    setJob(name)
    localStorage.setItem(paperKey, paper)
    try {
      saveFile(await api.entry.paperBallots({ workshop: view.id, seats: chosen, blank, paper, language, job: name }, { signal: mine.signal }))
      onClose()
    } catch (error) {
      toasts.fail(error)
    } finally {
      setJob(null)
    }
  }
  function toggle(seat: string) {
    const next = new Set(left)
    if (!next.delete(seat)) next.add(seat)
    setLeft(next)
  }

  if (job !== null) return <JobDialog title={t('paper.drawing')} job={job} onCancel={() => abort.current?.abort()} />
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void print()
        }}
      >
        <DialogTitle>{t('paper.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 4 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('paper.text')}</Typography>
          {seats.length > 0 ? (
            <Box component="fieldset" sx={{ border: 0, p: 0, m: 0 }}>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
                <Typography component="legend" variant="h3">{t('paper.people')}</Typography>
                <Button size="small" color="inherit" sx={{ color: 'text.secondary' }} onClick={() => setLeft(chosen.length > 0 ? new Set(seats.map((seat) => seat.id)) : new Set())}>{t(chosen.length > 0 ? 'paper.none' : 'paper.all')}</Button>
              </Box>
              <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))', maxHeight: 220, overflow: 'auto' }}>
                {seats.map((seat) => <FormControlLabel key={seat.id} control={<Checkbox size="small" checked={!left.has(seat.id)} onChange={() => toggle(seat.id)} />} label={nameOf(seat.id)} />)}
              </Box>
            </Box>
          ) : null}
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3, pt: 1 }}>
            <TextField type="number" label={t('paper.blank')} value={blank} onChange={(event) => setBlank(Math.min(mostBlank, Math.max(0, Math.floor(Number(event.target.value) || 0))))} slotProps={{ htmlInput: { min: 0, max: mostBlank } }} />
            <TextField select label={t('paper.size')} value={paper} onChange={(event) => setPaper(PaperSize.catch('a4').parse(event.target.value))}>
              {PaperSize.options.map((size) => <MenuItem key={size} value={size}>{t(`paper.${size}`)}</MenuItem>)}
            </TextField>
          </Box>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={count === 0}>{t('paper.go', { count })}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
