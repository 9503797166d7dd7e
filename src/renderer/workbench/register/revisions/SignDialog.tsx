import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RevisionSummary, SignatureRequest } from '../../../../shared/domain/register.ts'
import type { RequiredSignature } from '../../../../shared/domain/sign-off.ts'
import { useApi } from '../../api.tsx'
import { emptyStatement, isWhole, requestOf } from '../../sign-off/statement.ts'
import { StatementForm } from '../../sign-off/StatementForm.tsx'

interface SignDialogProps {
  project: string
  revision: RevisionSummary
  /** Whose signature is asked for; null for somebody else's. */
  asked: RequiredSignature | null
  onSign: (request: SignatureRequest) => void
  onClose: () => void
}

/** Signs a revision here, or declines to. */
export function SignDialog({ project, revision, asked, onSign, onClose }: SignDialogProps) {
  const { t } = useTranslation(['register', 'signOff', 'common'])
  const [statement, setStatement] = useState(asked ? { ...emptyStatement, role: asked.role, meaning: asked.meaning } : emptyStatement)
  const complete = isWhole(statement)
  const api = useApi()
  // What was frozen is signed, whatever the draft says by now.
  const threats = useQuery({ queryKey: ['signable', revision.id], queryFn: () => api.register.signable({ project, revision: revision.id }), staleTime: Infinity }).data ?? []
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) onSign(requestOf(statement))
        }}
      >
        <DialogTitle>{t('signTitle', { number: revision.number })}</DialogTitle>
        <DialogContent>
          <StatementForm threats={threats} statement={statement} onChange={setStatement} />
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 4 }}>
            {t('assurance')}
          </Typography>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" color={statement.meaning === 'declined' ? 'error' : 'primary'} disabled={!complete}>
            {statement.meaning === 'declined' ? t('signOff:decline') : t('sign')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
