import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { RevisionSummary } from '../../../../shared/domain/register.ts'
import { Section, BulletList } from '../../Section.tsx'

interface EraseDialogProps {
  revision: RevisionSummary
  onErase: () => void
  onClose: () => void
}

/** Says what is lost and what stays before names and votes are erased for good. */
export function EraseDialog({ revision, onErase, onClose }: EraseDialogProps) {
  const { t } = useTranslation(['register', 'common'])
  return (
    <Dialog open maxWidth="sm" onClose={onClose}>
      <DialogTitle>{t('eraseTitle', { number: revision.number })}</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 4 }}>{t('eraseText')}</Typography>
        <Section title={t('eraseLost')}>
          <BulletList items={[t('eraseNames'), t('eraseVotes'), t('eraseElsewhere'), t('eraseNoMore')]} />
        </Section>
        <Section title={t('eraseStays')}>
          <BulletList items={[t('eraseProof'), t('eraseCopies')]} />
        </Section>
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button color="error" variant="contained" onClick={onErase}>
          {t('eraseDo')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
