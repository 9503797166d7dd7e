import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignatureRequest, SignRequestInfo } from '../../../shared/domain/register.ts'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { emptyStatement, isWhole, requestOf } from './statement.ts'
import { StatementForm } from './StatementForm.tsx'

interface SignRequestDialogProps {
  info: SignRequestInfo
  onSign: (request: SignatureRequest) => void
  onClose: () => void
}

/** What somebody else asks to sign, all of it, and the form to sign it with. */
export function SignRequestDialog({ info, onSign, onClose }: SignRequestDialogProps) {
  const { t, i18n } = useTranslation(['signOff', 'register', 'common'])
  const { asked } = info
  const [statement, setStatement] = useState(asked ? { ...emptyStatement, role: asked.role, meaning: asked.meaning, scope: asked.scope } : emptyStatement)
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(info.frozenAt))
  const declines = statement.meaning === 'declined'
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole(statement)) onSign(requestOf(statement))
        }}
      >
        <DialogTitle>{t('requestTitle', info)}</DialogTitle>
        <DialogContent>
          <Typography sx={{ color: 'text.secondary' }}>{t('requestText', { when })}</Typography>
          <Typography variant="body2" sx={{ fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere', mb: 4 }}>
            {info.hash}
          </Typography>
          <Typography variant="subtitle2" component="h3">
            {t('requestThreats')} ({t('register:revisionThreats', { count: info.threats.length })})
          </Typography>
          <Box component="ul" tabIndex={0} aria-label={t('requestThreats')} sx={{ listStyle: 'none', m: 0, mb: 4, p: 2, maxHeight: 220, overflow: 'auto', border: '1px solid', borderColor: 'divider', borderRadius: '8px', display: 'grid', gap: 1 }}>
            {info.threats.map((threat) => (
              <Box component="li" key={threat.id} sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
                <Typography variant="body2" sx={{ width: 72, flexShrink: 0, fontWeight: 600 }}>
                  {threat.displayId}
                </Typography>
                <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  {threat.title}
                </Typography>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {t(`register:response.${threat.response ?? 'none'}`)}
                </Typography>
                {threat.band ? <SeverityChip band={threat.band} label={t(`common:band.${threat.band}`)} /> : null}
              </Box>
            ))}
          </Box>
          <StatementForm threats={info.threats} statement={statement} onChange={setStatement} />
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 4 }}>
            {t('assuranceOwn')}
          </Typography>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" color={declines ? 'error' : 'primary'} disabled={!isWhole(statement)}>
            {declines ? t('decline') : t('register:sign')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
