import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ImportReport, Share } from '../../../shared/domain/import.ts'
import { stagePath } from '../shell/stages.ts'
import { DroppedList } from './DroppedList.tsx'

/** A file that was read, for the report on it. */
export interface Imported {
  name: string
  project: string
  format: string
  report: ImportReport
  threats: string[]
}

const shares = ['elements', 'edges', 'labels', 'flowLabels'] as const

/** What came across and what did not, before anything else is done with it. */
export function ImportReportDialog({ imported, onClose }: { imported: Imported; onClose: () => void }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const { report } = imported
  const isList = imported.threats.length > 0 && report.elements.candidates === 0
  function goOn() {
    onClose()
    navigate(stagePath(imported.project, isList ? 'register' : 'model'))
  }
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <DialogTitle>{t('import.reportTitle', { name: imported.name })}</DialogTitle>
      <DialogContent>
        {imported.threats.length > 0 ? <Typography sx={{ mb: 3 }}>{t('import.threats', { count: imported.threats.length })}</Typography> : null}
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, 1fr)', gap: 2, mb: 4 }}>
          {shares.filter((name) => report[name].candidates > 0).map((name) => (
            <ShareTile key={name} name={t(`import.${name}`)} share={report[name]} />
          ))}
        </Box>
        {report.dropped.length === 0 ? (
          <Typography sx={{ color: 'text.secondary' }}>{t('import.nothingDropped')}</Typography>
        ) : (
          <>
            <Typography variant="subtitle2" sx={{ color: 'text.secondary', mb: 1 }}>
              {t('import.dropped')}
            </Typography>
            <DroppedList dropped={report.dropped} />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('close')}</Button>
        <Button variant="contained" autoFocus onClick={goOn}>
          {isList ? t('import.toRegister') : t('import.toModel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function ShareTile({ name, share }: { name: string; share: Share }) {
  const { t } = useTranslation()
  const whole = share.parsed === share.candidates
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, p: 3, border: '1px solid', borderColor: 'divider', borderRadius: '10px' }}>
      <Box sx={{ color: whole ? 'success.main' : 'warning.main', display: 'grid' }}>{whole ? <CircleCheck size={20} /> : <TriangleAlert size={20} />}</Box>
      <Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {name}
        </Typography>
        <Typography variant="h3" component="p">
          {t('import.parsed', { parsed: share.parsed, candidates: share.candidates })}
        </Typography>
      </Box>
    </Box>
  )
}
