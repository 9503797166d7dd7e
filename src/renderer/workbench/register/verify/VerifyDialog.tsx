import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { CircleCheck, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { VerifiedHere } from '../../../../shared/domain/register.ts'
import { BulletList, Section } from '../../Section.tsx'
import { VerifiedSigner } from './VerifiedSigner.tsx'
import { sayVerify } from './verify-text.ts'

interface VerifyDialogProps {
  name: string
  report: VerifiedHere
  onlyTrusted: boolean
  /** Checks again, for trusted keys only or for any; also after a key was trusted. */
  onAgain: (onlyTrusted: boolean) => void
  onClose: () => void
}

/** What verification of a file found: check by check, signer by signer, and what it does not prove. */
export function VerifyDialog({ name, report, onlyTrusted, onAgain, onClose }: VerifyDialogProps) {
  const { t } = useTranslation(['register', 'keys', 'common'])
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose}>
      <DialogTitle sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box sx={{ display: 'grid', color: report.ok ? 'success.main' : 'error.main' }}>{report.ok ? <CircleCheck size={22} /> : <CircleX size={22} />}</Box>
        {report.ok ? t('verifyOk') : t('verifyFailed')}
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ color: 'text.secondary', mb: 4, overflowWrap: 'anywhere' }}>{name}</Typography>
        <Section title={t('verifyChecks')}>
          {report.checks.map((check, index) => (
            <Box key={index} sx={{ display: 'flex', gap: 2, py: 1 }}>
              <Box sx={{ color: check.ok ? 'success.main' : 'error.main', mt: 0.5 }}>{check.ok ? <CircleCheck size={16} aria-label={t('checkHolds')} /> : <CircleX size={16} aria-label={t('checkFails')} />}</Box>
              <Box sx={{ minWidth: 0 }}>
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
            <Box component="ul" aria-label={t('signatures')} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 4 }}>
              {report.signers.map((signer, index) => (
                <VerifiedSigner key={index} signer={signer} onTrusted={() => onAgain(onlyTrusted)} />
              ))}
            </Box>
            <FormControlLabel sx={{ mt: 3 }} control={<Switch size="small" checked={onlyTrusted} onChange={(_, checked) => onAgain(checked)} />} label={t('keys:onlyTrusted')} />
            <FormHelperText>{t('keys:onlyTrustedHelp')}</FormHelperText>
          </Section>
        ) : null}
        {report.notProvenSaid.length > 0 ? (
          <Section title={t('verifyNotProven')}>
            <BulletList items={report.notProvenSaid.map(sayVerify)} />
          </Section>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
