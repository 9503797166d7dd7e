import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { BadgeCheck, BadgeX, CircleX, Download, Eraser, GitCompareArrows, PenLine, Send, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { KnownSignature, RevisionSummary } from '../../../../shared/domain/register.ts'
import { isVouchedFor } from '../../../../shared/domain/signing-key.ts'
import type { RequiredSignature } from '../../../../shared/domain/sign-off.ts'
import { RequiredLines } from '../../sign-off/RequiredLines.tsx'
import { useKnownText } from '../../keys/useKnownText.ts'
import { comparePath } from '../../changes/compare-path.ts'
import { RevisionExport } from './RevisionExport.tsx'
import type { ExportWish } from '../export/useExport.tsx'

interface RevisionCardProps {
  project: string
  revision: RevisionSummary
  /** Signs here; for a signature that is required, or for another one. */
  onSign: (asked: RequiredSignature | null) => void
  /** Asks somebody for a signature by file. */
  onAsk: (asked: RequiredSignature | null) => void
  /** Lets people sign on devices of their own. */
  onPhones: () => void
  onErase: () => void
  onExport: (wish: ExportWish) => void
}

/** A frozen register with its hash, signatures and what can be done with it. */
export function RevisionCard({ project, revision, onSign, onAsk, onPhones, onErase, onExport }: RevisionCardProps) {
  const { t, i18n } = useTranslation(['register', 'signOff', 'common'])
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  const wish = (format: ExportWish['format'], cut: ExportWish['cut']) => onExport({ format, revision: revision.id, cut })
  return (
    <Paper component="article" variant="outlined" aria-label={t('revision', { number: revision.number })} sx={{ p: 6, borderRadius: '12px' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 1 }}>
        <Typography variant="h2">{t('revision', { number: revision.number })}</Typography>
        {revision.erased ? (
          <Chip size="small" label={t('erased')} />
        ) : (
          <Chip size="small" variant="outlined" color={revision.current ? 'success' : 'default'} label={revision.current ? t('currentRevision') : t('staleRevision')} />
        )}
      </Box>
      <Typography sx={{ color: 'text.secondary' }}>
        {when.format(new Date(revision.createdAt))} · {t('revisionThreats', { count: revision.threats })}
      </Typography>
      <Typography variant="body2" sx={{ fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere', color: 'text.secondary', mt: 1 }}>
        {t('hash')} {revision.hash}
      </Typography>
      <Box sx={{ my: 5 }}>
        <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', mb: 2 }}>
          {t('signatures')}
        </Typography>
        <RequiredLines required={revision.required} disabled={revision.erased} onSign={onSign} onAsk={onAsk} />
        {revision.signatures.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('noSignatures')}</Typography> : null}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
          {revision.signatures.map((signature) => (
            <SignatureLine key={signature.id} signature={signature} when={when.format(new Date(signature.at))} />
          ))}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <Button variant="contained" startIcon={<PenLine size={15} />} onClick={() => onSign(null)} disabled={revision.erased}>
          {t('sign')}
        </Button>
        <Button variant="outlined" startIcon={<Smartphone size={15} />} onClick={onPhones} disabled={revision.erased}>
          {t('signOff:phones')}
        </Button>
        <Button variant="outlined" startIcon={<Send size={15} />} onClick={() => onAsk(null)} disabled={revision.erased}>
          {t('signOff:ask')}
        </Button>
        <Button variant="outlined" startIcon={<Download size={15} />} onClick={() => wish('json', 'nothing')}>
          {t('exportSigned')}
        </Button>
        <Button variant="outlined" startIcon={<Download size={15} />} onClick={() => wish('json', 'names-and-votes')}>
          {t('exportCut')}
        </Button>
        <Button variant="outlined" startIcon={<Download size={15} />} onClick={() => wish('pdf', 'nothing')}>
          {t('exportPdf')}
        </Button>
        <RevisionExport signed={revision.signatures.length > 0} onExport={wish} />
        <Button component={Link} href={comparePath(project, revision.id, 'now')} variant="outlined" startIcon={<GitCompareArrows size={15} />}>
          {t('compareWithNow')}
        </Button>
        {revision.erased ? null : (
          <Button color="inherit" startIcon={<Eraser size={15} />} onClick={onErase}>
            {t('erase')}
          </Button>
        )}
      </Box>
    </Paper>
  )
}

function SignatureLine({ signature, when }: { signature: KnownSignature; when: string }) {
  const { t } = useTranslation(['register', 'signOff'])
  const knownText = useKnownText()
  const scope = signature.scope === 'all' ? t('scopeAll') : t('scopeOf', { count: signature.scope.length })
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3, alignItems: 'flex-start' }}>
      <Box sx={{ color: !signature.valid ? 'error.main' : signature.meaning === 'declined' ? 'warning.main' : 'success.main', mt: 0.5 }}>
        {signature.valid && signature.meaning === 'declined' ? <CircleX size={18} aria-label={t('valid')} /> : signature.valid ? <BadgeCheck size={18} aria-label={t('valid')} /> : <BadgeX size={18} aria-label={t('invalid')} />}
      </Box>
      <Box>
        <Typography sx={{ fontWeight: 600 }}>
          {t('bySign', signature)} – {t(`meaningShort.${signature.meaning}`)}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {scope} · {when} · {t(`signOff:assurance.${signature.assurance}`)}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {t('fingerprint', signature)}
          {isVouchedFor(signature.known) ? ` · ${knownText(signature.known)}` : ''}
        </Typography>
        {signature.comment === '' ? null : <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>“{signature.comment}”</Typography>}
      </Box>
    </Box>
  )
}
