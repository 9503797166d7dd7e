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
import { FileDown, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { useLanguage } from '../../i18n.ts'
import { saveFile } from '../../save-file.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import { useSeatName } from '../useSeatName.ts'
import { AnswerReportText, useInstantText } from './AnswerReportText.tsx'
import { longestAnswer } from './sealed-drop.ts'
import type { TakenAnswer } from './useAnswers.ts'
import { useEntry } from './useEntry.ts'

/** Who got a file, and whose answer is here. */
function SentOut({ view, onAgain }: { view: FacilitatorView; onAgain: (seat: string) => void }) {
  const { t } = useTranslation('entry')
  const { answers } = useEntry(view)
  const nameOf = useSeatName(view.seats)
  const instant = useInstantText()
  const seats = view.seats.filter((seat) => seat.kind === 'file' && !seat.removed)
  if (seats.length === 0) return null
  return (
    <Box component="ul" aria-label={t('file.people')} sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {seats.map((seat) => {
        const answer = answers.find((one) => one.seat === seat.id)
        return (
          <Box component="li" key={seat.id} data-ballot-of={nameOf(seat.id)} sx={{ display: 'flex', alignItems: 'center', gap: 3, py: 1, borderTop: '1px solid', borderColor: 'divider' }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography noWrap sx={{ fontWeight: 550 }}>{nameOf(seat.id)}</Typography>
              <Typography variant="body2" sx={{ color: answer ? 'success.main' : 'text.secondary' }}>
                {answer ? t('file.here', { at: instant(answer.sealedAt) }) : t('file.none')}
                {answer && answer.waiting > 0 ? ` · ${t('file.waiting', { count: answer.waiting })}` : ''}
              </Typography>
            </Box>
            <Button color="inherit" size="small" onClick={() => onAgain(seat.id)} sx={{ color: 'text.secondary' }}>{t('file.again')}</Button>
          </Box>
        )
      })}
    </Box>
  )
}

/** A file goes out, a sealed answer comes back. */
export function BallotFileDialog({ view, taken, onTake, onClose }: { view: FacilitatorView; taken: TakenAnswer | null; onTake: (text: string) => Promise<boolean>; onClose: () => void }) {
  const { t } = useTranslation(['entry', 'common'])
  const api = useApi()
  const toasts = useToasts()
  const language = useLanguage()
  const nameOf = useSeatName(view.seats)
  const { roles, tables } = view.settings
  const [name, setName] = useState('')
  const [role, setRole] = useState(roles[0]?.id ?? null)
  const [table, setTable] = useState<string | null>(tables[0]?.id ?? null)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)

  async function save(seat: string, whose: string) {
    const file = await api.entry.ballotFile({ workshop: view.id, seat, language })
    saveFile(file)
    toasts.say(t('file.saved', { file: file.name, name: whose }))
  }
  async function make() {
    try {
      const { seats } = await api.workshop.command({ workshop: view.id, command: { type: 'add-seat', name: name.trim(), role, kind: 'file', table } })
      const seat = seats.at(-1)
      if (seat) await save(seat.id, name.trim())
      setName('')
    } catch (error) {
      toasts.fail(error)
    }
  }
  async function read(files: FileList | null) {
    setProblem(null)
    for (const file of files ?? []) {
      if (file.size > longestAnswer) setProblem(t('tooLarge'))
      else await onTake(await file.text())
    }
  }

  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle>{t('file.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 5 }}>
        <Typography sx={{ color: 'text.secondary' }}>{t('file.text')}</Typography>
        <Box
          component="form"
          aria-label={t('file.out')}
          onSubmit={(event) => {
            event.preventDefault()
            void make()
          }}
          sx={{ display: 'grid', gap: 3 }}
        >
          <Typography variant="h3">{t('file.out')}</Typography>
          <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}>
            <TextField autoFocus label={t('file.name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 100 } }} sx={{ flex: 1, minWidth: 180 }} />
            {roles.length > 0 ? (
              <TextField select label={t('file.role')} value={role ?? ''} onChange={(event) => setRole(event.target.value)} sx={{ minWidth: 130 }}>
                {roles.map((option) => <MenuItem key={option.id} value={option.id}>{option.name}</MenuItem>)}
              </TextField>
            ) : null}
            {tables.length > 0 ? (
              <TextField select label={t('table')} value={table ?? ''} onChange={(event) => setTable(event.target.value)} sx={{ minWidth: 130 }}>
                {tables.map((option) => <MenuItem key={option.id} value={option.id}>{option.name}</MenuItem>)}
              </TextField>
            ) : null}
            <Button type="submit" variant="contained" startIcon={<FileDown size={16} />} disabled={name.trim() === ''}>{t('file.make')}</Button>
          </Box>
          <SentOut view={view} onAgain={(seat) => void save(seat, nameOf(seat)).catch(toasts.fail)} />
        </Box>
        <Box component="section" aria-label={t('file.back')} sx={{ display: 'grid', gap: 3 }}>
          <Typography variant="h3">{t('file.back')}</Typography>
          <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
            <input ref={input} type="file" hidden multiple accept=".json,application/json" data-testid="answer-input" onChange={(event) => void read(event.target.files).then(() => input.current && (input.current.value = ''))} />
            <Button variant="outlined" startIcon={<FileUp size={16} />} onClick={() => input.current?.click()}>{t('file.choose')}</Button>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('file.drop')}</Typography>
          </Box>
          <Box sx={{ display: 'flex', gap: 3, alignItems: 'start' }}>
            <TextField multiline maxRows={3} size="small" label={t('file.paste')} value={text} onChange={(event) => setText(event.target.value)} sx={{ flex: 1 }} />
            <Button variant="outlined" disabled={text.trim() === ''} onClick={() => void onTake(text).then((right) => right && setText(''))}>{t('file.take')}</Button>
          </Box>
          <Box role="status" sx={{ display: 'grid', gap: 2 }}>
            {taken && 'report' in taken ? <AnswerReportText report={taken.report} name={nameOf(taken.report.seat)} /> : null}
            {taken && 'problem' in taken ? <Alert severity="error">{taken.problem}</Alert> : null}
            {problem === null ? null : <Alert severity="error">{problem}</Alert>}
          </Box>
        </Box>
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{t('common:done')}</Button></DialogActions>
    </Dialog>
  )
}
