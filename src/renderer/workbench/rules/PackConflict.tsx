import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { diffLines } from './line-diff.ts'

interface PackConflictProps {
  file: string
  /** The text in this window. */
  mine: string
  onOverwrite: () => void
  /** Goes on with the text that is in the file now. */
  onTake: (theirs: { text: string; revision: string }) => void
}

/** The pack was changed elsewhere since it was opened here: nothing was written, and one chooses. */
export function PackConflict({ file, mine, onOverwrite, onTake }: PackConflictProps) {
  const { t } = useTranslation('rules')
  const [looking, setLooking] = useState(false)
  return (
    <Alert
      severity="warning"
      sx={{ borderRadius: 0 }}
      action={
        <>
          <Button color="inherit" onClick={() => setLooking(true)}>
            {t('conflict.look')}
          </Button>
          <Button color="inherit" onClick={onOverwrite}>
            {t('conflict.overwrite')}
          </Button>
        </>
      }
    >
      {t('conflict.text', { file })}
      {looking ? <Theirs file={file} mine={mine} onClose={() => setLooking(false)} onOverwrite={onOverwrite} onTake={onTake} /> : null}
    </Alert>
  )
}

const looks = {
  both: { sign: ' ', bgcolor: 'transparent', color: 'text.secondary' },
  first: { sign: '−', bgcolor: 'background.default', color: 'text.primary' },
  second: { sign: '+', bgcolor: 'action.selected', color: 'text.primary' },
} as const

/** The file as it is now, line by line beside one's own text. */
function Theirs({ file, mine, onClose, onOverwrite, onTake }: PackConflictProps & { onClose: () => void }) {
  const { t } = useTranslation(['rules', 'common'])
  const api = useApi()
  // As it is at this moment: it was changed a moment ago.
  const theirs = useQuery({ queryKey: ['rules', null, 'theirs', file], queryFn: () => api.rule.packText({ file, origin: 'own' }), gcTime: 0 })
  const lines = useMemo(() => (theirs.data ? diffLines(theirs.data.text, mine) : []), [theirs.data, mine])
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth>
      <DialogTitle>{t('conflict.title', { file })}</DialogTitle>
      <DialogContent>
        <Typography sx={{ color: 'text.secondary', mb: 3 }}>{t('conflict.legend')}</Typography>
        <Box component="ol" aria-label={t('conflict.lines')} tabIndex={0} sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: '55vh', overflow: 'auto', border: '1px solid', borderColor: 'divider', borderRadius: '7px', fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace', fontSize: 13 }}>
          {lines.map(({ side, text }, index) => (
            <Box key={index} component="li" data-side={side} sx={{ display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr)', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', px: 2, bgcolor: looks[side].bgcolor, color: looks[side].color }}>
              <span aria-label={side === 'both' ? undefined : t(`conflict.${side === 'first' ? 'theirs' : 'mine'}`)}>{looks[side].sign}</span>
              <span>{text === '' ? ' ' : text}</span>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button color="inherit" disabled={!theirs.data} onClick={() => theirs.data && onTake(theirs.data)}>
          {t('conflict.take')}
        </Button>
        <Button variant="contained" onClick={onOverwrite}>
          {t('conflict.overwrite')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
