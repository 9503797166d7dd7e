import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { CircleCheck, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { VerifyReport } from '../../../shared/domain/register.ts'
import { BulletList, Section } from '../Section.tsx'
import { sayVerify, signerText } from './verify-text.ts'

/** What verification of a file found, check by check. */
export function VerifyDialog({ name, report, onClose }: { name: string; report: VerifyReport; onClose: () => void }) {
  const { t } = useTranslation(['register', 'common'])
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <DialogTitle sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box sx={{ display: 'grid', color: report.ok ? 'success.main' : 'error.main' }}>{report.ok ? <CircleCheck size={22} /> : <CircleX size={22} />}</Box>
        {report.ok ? t('verifyOk') : t('verifyFailed')}
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ color: 'text.secondary', mb: 4 }}>{name}</Typography>
        <Section title={t('verifyChecks')}>
          {report.checks.map((check, index) => (
            <Box key={index} sx={{ display: 'flex', gap: 2, py: 1 }}>
              <Box sx={{ color: check.ok ? 'success.main' : 'error.main', mt: 0.5 }}>{check.ok ? <CircleCheck size={16} /> : <CircleX size={16} />}</Box>
              <Box>
                <Typography sx={{ fontWeight: check.ok ? 500 : 700 }}>{sayVerify(check.said.what)}</Typography>
                <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                  {check.said.detail.map(sayVerify).join('; ')}
                </Typography>
              </Box>
            </Box>
          ))}
        </Section>
        {report.signers.length > 0 ? (
          <Section title={t('signatures')}>
            <BulletList items={report.signers.map(signerText)} />
          </Section>
        ) : null}
        <Section title={t('verifyNotProven')}>
          <BulletList items={report.notProvenSaid.map(sayVerify)} />
        </Section>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
