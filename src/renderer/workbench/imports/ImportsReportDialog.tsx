import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { explain } from '../explain.ts'
import { stagePath } from '../shell/stages.ts'
import { DroppedList } from './DroppedList.tsx'
import type { Imported } from './ImportReportDialog.tsx'

interface ImportsReportDialogProps {
  /** In the order in which they were read. */
  outcomes: readonly ({ imported: Imported } | { name: string; error: unknown })[]
  onClose: () => void
}

/** What came of several files that were read one after the other. */
export function ImportsReportDialog({ outcomes, onClose }: ImportsReportDialogProps) {
  const { t } = useTranslation()
  const all = outcomes.length
  const count = outcomes.filter((outcome) => 'imported' in outcome).length
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <DialogTitle>{t('import.reportTitle', { name: count === all ? t('import.several', { count }) : t('import.someOf', { count, all }) })}</DialogTitle>
      <DialogContent>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, border: '1px solid', borderColor: 'divider', borderRadius: '10px' }}>
          {outcomes.map((outcome, index) => (
            <Box component="li" key={index} sx={{ px: 4, py: 3, '& + &': { borderTop: '1px solid', borderColor: 'divider' } }}>
              {'imported' in outcome ? <ReadFile imported={outcome.imported} onOpen={onClose} /> : <UnreadFile {...outcome} />}
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function ReadFile({ imported: { name, project, report, threats }, onOpen }: { imported: Imported; onOpen: () => void }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const shares = (['elements', 'edges'] as const).filter((share) => report[share].candidates > 0)
  const whole = shares.every((share) => report[share].parsed === report[share].candidates)
  const said = [...shares.map((share) => `${t(`import.${share}`)}: ${t('import.parsed', report[share])}`), ...(threats.length > 0 ? [t('import.threats', { count: threats.length })] : [])]
  const Icon = whole ? CircleCheck : TriangleAlert
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr) auto', columnGap: 3, alignItems: 'start' }}>
      <Box sx={{ color: whole ? 'success.main' : 'warning.main', display: 'grid', pt: 0.5 }}>
        <Icon size={18} />
      </Box>
      <Box>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {said.join(' · ')}
        </Typography>
        {report.dropped.length > 0 ? (
          <Box component="details" sx={{ mt: 1, fontSize: 13 }}>
            <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary', mb: 1 }}>
              {t('import.droppedCount', { count: report.dropped.length })}
            </Box>
            <DroppedList dropped={report.dropped} />
          </Box>
        ) : null}
      </Box>
      <Button
        size="small"
        aria-label={`${t('open')}: ${name}`}
        onClick={() => {
          onOpen()
          navigate(stagePath(project, shares.length === 0 ? 'register' : 'model'))
        }}
      >
        {t('open')}
      </Button>
    </Box>
  )
}

function UnreadFile({ name, error }: { name: string; error: unknown }) {
  const { t } = useTranslation()
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: 3, alignItems: 'start' }}>
      <Box sx={{ color: 'error.main', display: 'grid', pt: 0.5 }}>
        <CircleAlert size={18} />
      </Box>
      <Box>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {name}: {t('import.notRead')}
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {explain(error, t)}
        </Typography>
      </Box>
    </Box>
  )
}
